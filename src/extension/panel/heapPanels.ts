/**
 * The heap panel's two places: a panel beside the editor and a view in the secondary side bar. Both show the same page with
 * the same state, that of the current scenario.
 */
import * as vscode from 'vscode';
import type { Implementation, PanelHost, PanelState, PanelStatus } from '../../protocol';
import { panelType, viewIds } from '../contributions';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { PageConnection } from './pageConnection';
import { panelOptions, panelPage } from './panelPage';

/** How long the panel may take to open. */
const paintLimitMs = 20_000;

type HostCalls = Omit<Implementation<PanelHost>, 'ready'>;

export class HeapPanels implements vscode.Disposable, vscode.WebviewViewProvider, vscode.WebviewPanelSerializer {
  private panel: vscode.WebviewPanel | null = null;
  private wanted: NonNullable<PanelState['wanted']> | null = null;
  private readonly pages = new Set<PageConnection>();
  private readonly subscriptions: vscode.Disposable[];
  private readonly visibility = new vscode.EventEmitter<void>();
  /** A page was opened or closed. */
  readonly onDidChangeVisibility = this.visibility.event;

  constructor(private readonly extensionUri: vscode.Uri, private readonly scenarios: Scenarios, private readonly calls: HostCalls) {
    this.subscriptions = [
      this.visibility,
      vscode.window.registerWebviewViewProvider(viewIds.view, this),
      vscode.window.registerWebviewPanelSerializer(panelType, this),
      scenarios.onDidChange((scenario) => {
        if (scenario === null || scenario === scenarios.current) this.push();
      }),
      scenarios.onDidChangeCurrent(() => this.push()),
    ];
  }

  get isOpen(): boolean {
    return this.pages.size > 0;
  }

  /** Opens the panel beside the editor, or shows the one there is. The editor keeps the focus. */
  open(): void {
    if (this.panel !== null) return this.panel.reveal(undefined, true);
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(panelType, vscode.l10n.t('Heap'), column, panelOptions(this.extensionUri)));
  }

  /** Makes the pages choose an object of the current scenario. */
  select(object: number): void {
    this.wanted = { object, request: (this.wanted?.request ?? 0) + 1 };
    this.push();
  }

  /** The graph as a page draws it now, as SVG; '' when none is open or shows one. */
  async picture(): Promise<string> {
    return await [...this.pages].find((page) => page.isReady)?.picture() ?? '';
  }

  /** A drawing (SVG) as points (PNG). Only a page can draw: the panel is opened if there is none. */
  async paint(svg: string): Promise<Uint8Array> {
    if (![...this.pages].some((page) => page.isReady)) this.open();
    const end = Date.now() + paintLimitMs;
    for (;;) {
      const page = [...this.pages].find((candidate) => candidate.isReady);
      if (page !== undefined) return page.paint(svg);
      if (Date.now() > end) throw new Error(vscode.l10n.t('the heap panel did not open'));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    view.webview.options = panelOptions(this.extensionUri);
    const page = this.connect(view.webview);
    view.onDidChangeVisibility(() => {
      if (!view.visible) page.hide();
    });
    view.onDidDispose(() => this.disconnect(page));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    panel.webview.options = panelOptions(this.extensionUri);
    this.adopt(panel);
  }

  dispose(): void {
    for (const page of this.pages) page.dispose();
    this.pages.clear();
    this.panel?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media/icons/heapglass.png');
    const page = this.connect(panel.webview);
    panel.onDidChangeViewState(() => {
      if (!panel.visible) page.hide();
    });
    panel.onDidDispose(() => {
      this.panel = null;
      this.disconnect(page);
    });
  }

  private connect(webview: vscode.Webview): PageConnection {
    const page = new PageConnection(webview, this.calls, () => ({ ...panelState(this.scenarios.current), wanted: this.wanted }));
    this.pages.add(page);
    webview.html = panelPage(webview, this.extensionUri);
    this.visibility.fire();
    return page;
  }

  private disconnect(page: PageConnection): void {
    page.dispose();
    this.pages.delete(page);
    this.visibility.fire();
  }

  private push(): void {
    for (const page of this.pages) page.push();
  }
}

export function panelState(scenario: Scenario | null): PanelState {
  const line = scenario?.view?.line ?? null;
  return {
    run: scenario?.shown?.number ?? 0,
    status: statusOf(scenario),
    title: scenario === null ? '' : scenario.document.uri.path.replace(/^.*\//, ''),
    message: messageOf(scenario),
    stale: scenario?.stale ?? false,
    collections: scenario?.shown?.summary.collections ?? [],
    pythonVersion: scenario?.shown?.pythonVersion ?? '',
    view: scenario?.view ?? null,
    sourceLine: line === null ? '' : scenario?.shown?.sourceLines[line]?.trim() ?? '',
  };
}

function statusOf(scenario: Scenario | null): PanelStatus {
  if (scenario === null) return 'empty';
  if (scenario.phase === 'running' && scenario.shown === null) return 'running';
  return scenario.summary?.status ?? (scenario.phase === 'done' ? 'stopped' : 'empty');
}

function messageOf(scenario: Scenario | null): string {
  if (scenario === null) return '';
  if (scenario.failure !== '') return scenario.failure;
  const { summary } = scenario;
  return summary?.status === 'stopped' ? summary.stopReason : summary?.problems[0]?.message ?? '';
}
