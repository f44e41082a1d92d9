/**
 * One open page and what it was last told. At most one state is under way to it; what changes meanwhile is sent as one newer
 * state when it has arrived. A hidden page loses messages and starts anew when shown, so nothing is sent until it is ready.
 */
import type * as vscode from 'vscode';
import { connect, pack, type Connection, type Implementation, type PanelHost, type PanelPage, type PanelState } from '../../protocol';

export class PageConnection implements vscode.Disposable {
  private readonly connection: Connection<PanelPage>;
  private readonly subscriptions: vscode.Disposable[] = [];
  private ready = false;
  private sending = false;
  private again = false;

  constructor(webview: vscode.Webview, host: Omit<Implementation<PanelHost>, 'ready'>, private readonly state: () => PanelState) {
    this.connection = connect<PanelPage, PanelHost>({
      post: (message) => void webview.postMessage(message),
      onMessage: (listener) => void this.subscriptions.push(webview.onDidReceiveMessage(listener)),
    }, {
      ...host,
      ready: () => {
        this.ready = true;
        this.sending = false; // an answer to what an earlier page was sent will not come
        this.push();
        return null;
      },
    });
  }

  get isReady(): boolean {
    return this.ready;
  }

  /** The graph as it is drawn, as SVG; '' while there is none. */
  picture(): Promise<string> {
    return this.connection.call('picture', undefined);
  }

  /** The bytes of a PNG file. */
  async paint(svg: string): Promise<Uint8Array> {
    return new Uint8Array(await this.connection.call('paint', { svg, scale: 2 }));
  }

  push(): void {
    if (!this.ready) return;
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    this.again = false;
    this.connection.call('show', pack(this.state())).then(() => this.sent(), () => this.sent());
  }

  /** The page is hidden: it will say it is ready when it is shown again. */
  hide(): void {
    this.ready = false;
  }

  dispose(): void {
    this.ready = false;
    this.connection.close('closed', 'the page was closed');
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private sent(): void {
    this.sending = false;
    if (this.again) this.push();
  }
}
