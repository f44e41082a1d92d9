/**
 * The places of the heap panel: panels beside the editor, as many as one likes, and a view in the secondary side bar. All show the same
 * page; each has a subject of its own (heapPage.ts). What a page shows is kept by the page itself for a reload, and given back to
 * it here.
 */
import * as vscode from 'vscode';
import type { PanelPlace } from '../../protocol';
import { contextKeys, panelType, viewIds } from '../contributions';
import type { Scenarios } from '../scenarios/scenarios';
import { HeapPage, type PageActions } from './heapPage';
import type { PageConnection } from './pageConnection';
import { panelOptions, panelPage } from './panelPage';

/** How long the panel may take to open. */
const paintLimitMs = 20_000;

export class HeapPanels implements vscode.Disposable, vscode.WebviewViewProvider, vscode.WebviewPanelSerializer {
  /** In the order they were opened. */
  private readonly panels = new Map<vscode.WebviewPanel, HeapPage>();
  private readonly allPages = new Set<HeapPage>();
  private readonly subscriptions: vscode.Disposable[];
  private readonly visibility = new vscode.EventEmitter<void>();
  /** A page was opened or closed. */
  readonly onDidChangeVisibility = this.visibility.event;

  constructor(private readonly extensionUri: vscode.Uri, private readonly scenarios: Scenarios, private readonly actions: Pick<PageActions, 'openExample'>) {
    const onDocuments = () => {
      for (const page of this.allPages) page.onDocuments();
    };
    this.subscriptions = [
      this.visibility,
      vscode.window.registerWebviewViewProvider(viewIds.view, this),
      vscode.window.registerWebviewPanelSerializer(panelType, this),
      scenarios.onDidChange((scenario) => {
        for (const page of this.allPages) page.onScenario(scenario);
      }),
      scenarios.onDidChangeCurrent(() => {
        for (const page of this.allPages) page.onScenario(null);
      }),
      vscode.workspace.onDidOpenTextDocument(onDocuments),
      vscode.workspace.onDidCloseTextDocument(onDocuments),
    ];
  }

  get isOpen(): boolean {
    return this.allPages.size > 0;
  }

  /** All pages there are, in the order they were opened. */
  get pages(): readonly HeapPage[] {
    return [...this.allPages];
  }

  /** Opens a panel beside the editor, or shows one that follows it. The editor keeps the focus. */
  open(): void {
    const [following] = [...this.panels].find(([, page]) => page.pinnedUri === '') ?? [];
    if (following !== undefined) following.reveal(undefined, true);
    else this.create();
  }

  /** Opens one more panel, which stays with a file. */
  async openAnother(document: vscode.TextDocument): Promise<HeapPage> {
    const page = this.create();
    await page.pin(document);
    this.tellTitles();
    return page;
  }

  /** The page in the panel that is active, else the last panel's; null when no panel is open. */
  get activePage(): HeapPage | null {
    const all = [...this.panels];
    return (all.find(([panel]) => panel.active) ?? all.findLast(([panel]) => panel.visible) ?? all.at(-1))?.[1] ?? null;
  }

  /** Pins the active page to a file, or lets it follow the editor again. */
  async setPinned(isPinned: boolean): Promise<void> {
    const page = this.activePage;
    const document = page?.scenario?.document;
    if (page === null) return;
    if (!isPinned) page.unpin();
    else if (document !== undefined) await page.pin(document);
    this.tellTitles();
  }

  /** Lets the active page stay at its moment, or go along with the editor again. */
  setKeepsMoment(keepsMoment: boolean): void {
    if (keepsMoment) this.activePage?.keepMoment();
    else this.activePage?.followMoment();
    this.tellTitles();
  }

  /** Makes the pages which show the current scenario choose an object of it. */
  select(object: number): void {
    for (const page of this.allPages) if (page.scenario === this.scenarios.current) page.select(object);
  }

  /** Closes all panels; the view in the side bar stays. Resolves when their pages are gone. */
  async closeAll(): Promise<void> {
    for (const panel of [...this.panels.keys()]) panel.dispose();
    await Promise.resolve();
  }

  /** The graph as a page draws it now, as SVG; '' when none is open or shows one. */
  async picture(): Promise<string> {
    return await this.readyPage()?.picture() ?? '';
  }

  /** A drawing (SVG) as points (PNG). Only a page can draw: the panel is opened if there is none. */
  async paint(svg: string): Promise<Uint8Array> {
    if (this.readyPage() === undefined) this.open();
    const end = Date.now() + paintLimitMs;
    for (;;) {
      const page = this.readyPage();
      if (page !== undefined) return page.paint(svg);
      if (Date.now() > end) throw new Error(vscode.l10n.t('the heap panel did not open'));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  resolveWebviewView(view: vscode.WebviewView, context?: vscode.WebviewViewResolveContext): void {
    view.webview.options = panelOptions(this.extensionUri);
    const page = this.connect(view.webview, placeIn(context?.state));
    view.onDidChangeVisibility(() => {
      if (!view.visible) page.hide();
    });
    view.onDidDispose(() => this.disconnect(page));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state?: unknown): Promise<void> {
    panel.webview.options = panelOptions(this.extensionUri);
    this.adopt(panel, placeIn(state));
  }

  dispose(): void {
    for (const panel of [...this.panels.keys()]) panel.dispose();
    for (const page of this.allPages) page.dispose();
    this.allPages.clear();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private readyPage(): PageConnection | undefined {
    return this.pages.map(({ connection }) => connection).find((page) => page.isReady);
  }

  private create(): HeapPage {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return this.adopt(vscode.window.createWebviewPanel(panelType, vscode.l10n.t('Heap'), column, panelOptions(this.extensionUri)), null);
  }

  private adopt(panel: vscode.WebviewPanel, place: PanelPlace | null): HeapPage {
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media/icons/heapglass.png');
    const page = this.connect(panel.webview, place);
    this.panels.set(panel, page);
    panel.onDidChangeViewState(() => {
      if (!panel.visible) page.hide();
      this.tellTitles();
    });
    panel.onDidDispose(() => {
      this.panels.delete(panel);
      this.disconnect(page);
    });
    this.tellTitles();
    return page;
  }

  private connect(webview: vscode.Webview, place: PanelPlace | null): HeapPage {
    const page = new HeapPage(webview, this.scenarios, { ...this.actions, isAlone: () => this.allPages.size === 1 }, place);
    this.allPages.add(page);
    webview.html = panelPage(webview, this.extensionUri);
    this.visibility.fire();
    return page;
  }

  private disconnect(page: HeapPage): void {
    page.dispose();
    this.allPages.delete(page);
    this.visibility.fire();
  }

  /** A pinned panel has its file's name; the buttons above the active one say what they do. */
  private tellTitles(): void {
    for (const [panel, { pinnedUri }] of this.panels) {
      const title = pinnedUri === '' ? vscode.l10n.t('Heap') : vscode.l10n.t('Heap of {0}', decodeURIComponent(pinnedUri.replace(/^.*[/:]/, '')));
      if (panel.title !== title) panel.title = title;
    }
    const page = this.activePage;
    void vscode.commands.executeCommand('setContext', contextKeys.panelPinned, page !== null && page.pinnedUri !== '');
    void vscode.commands.executeCommand('setContext', contextKeys.panelKeepsMoment, page?.keepsMoment === true);
  }
}

/** What a page kept of its place, if it did. */
export function placeIn(state: unknown): PanelPlace | null {
  const place: unknown = typeof state === 'object' && state !== null && 'place' in state ? state.place : null;
  if (typeof place !== 'object' || place === null) return null;
  const { uri, step, isPinned, keepsMoment } = place as Partial<Record<keyof PanelPlace, unknown>>;
  if (typeof uri !== 'string' || uri === '' || typeof step !== 'number' || !Number.isInteger(step) || step < 0) return null;
  return { uri, step, isPinned: isPinned === true, keepsMoment: keepsMoment === true };
}
