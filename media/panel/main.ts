/** The page's entry: components, connection to the host, application. Runs in a webview, which gives `acquireVsCodeApi`. */
import { connect, unpack, type PanelHost, type PanelPage, type PanelState } from '../../src/protocol';
import { App } from './app';
import { paintDrawing } from './paintDrawing';
import { registerToolkit } from './ui/toolkit';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; getState(): unknown; setState(state: unknown): void };

registerToolkit();

const root = document.getElementById('heapglass');
if (root === null) throw new Error('the page has no #heapglass');

const vscode = acquireVsCodeApi();
let app: App | null = null;
const host = connect<PanelHost, PanelPage>({
  post: (message) => vscode.postMessage(message),
  onMessage: (listener) => window.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
}, {
  show: (packed) => {
    app?.show(unpack<PanelState>(packed));
    return null;
  },
  picture: () => app?.picture() ?? '',
  paint: ({ svg, scale }) => paintDrawing(svg, scale),
});
app = new App(root, host, vscode);
host.call('ready', undefined).catch((error: unknown) => console.error(error)); // the host is gone: the page goes too
