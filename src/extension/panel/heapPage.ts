/**
 * One page of the heap panel and what it is about: the current scenario, or the file it is pinned to; the moment of that scenario, or one
 * of its own. What the page asks for (another moment, a wider picture, an answer) is done to this subject.
 *
 * A page that follows and has no wishes of its own shows the scenario's own view; any other has its own made.
 */
import * as vscode from 'vscode';
import type { HeapView, Implementation, PanelHost, PanelPlace, PanelState, ViewOptions, ViewWishes } from '../../protocol';
import { selectLine } from '../commands/objectLinks';
import { revealLine } from '../commands/stepping';
import type { Scenario } from '../scenarios/scenario';
import type { Scenarios } from '../scenarios/scenarios';
import { PageConnection } from './pageConnection';
import { panelState } from './panelState';

export interface PageActions {
  /** The one action of the empty page. */
  openExample(): Promise<null>;
  /** It is the only page: its wishes are those of the scenario. */
  isAlone(): boolean;
}

type Hold = ReturnType<Scenarios['hold']>;

export class HeapPage implements vscode.Disposable {
  /** The file it stays with; '' while it follows the editor. */
  pinnedUri = '';
  keepsMoment = false;
  private hold: Hold | null = null;
  private wishes: ViewWishes | null = null;
  private step = 0;
  private view: HeapView | null = null;
  private refreshing = false;
  private refreshAgain = false;
  /** The moment to go back to after a reload, once its file has been run. */
  private wanted: PanelPlace | null = null;
  private disposed = false;
  private chosen: NonNullable<PanelState['wanted']> | null = null;
  readonly connection: PageConnection;

  /** @param place where it was before a reload */
  constructor(webview: vscode.Webview, private readonly scenarios: Scenarios, private readonly actions: PageActions, place: PanelPlace | null) {
    this.connection = new PageConnection(webview, this.calls(), () => this.state());
    if (place !== null) this.restore(place);
  }

  /** What it shows now. */
  get scenario(): Scenario | null {
    if (this.pinnedUri !== '') return this.hold?.scenario ?? null;
    return this.scenarios.current;
  }

  get place(): PanelPlace | null {
    const { scenario } = this;
    const uri = this.pinnedUri !== '' ? this.pinnedUri : scenario?.uri ?? '';
    if (uri === '') return null;
    return { uri, step: this.hasOwnView ? this.step : scenario?.step ?? 0, isPinned: this.pinnedUri !== '', keepsMoment: this.keepsMoment };
  }

  state(): PanelState {
    const { scenario, pinnedUri } = this;
    const state = { ...panelState(scenario, this.hasOwnView && this.view !== null ? this.view : undefined), wanted: this.chosen };
    if (pinnedUri === '') return { ...state, place: this.place };
    const name = pinnedUri.replace(/^.*\//, '');
    return { ...state, place: this.place, ...(scenario === null ? { title: name, message: vscode.l10n.t('{0} is closed. Open it to see its heap again.', name) } : {}) };
  }

  /** Stays with a file, whichever editor is active. */
  async pin(document: vscode.TextDocument): Promise<void> {
    const old = this.hold;
    this.pinnedUri = document.uri.toString();
    this.hold = this.scenarios.hold(document);
    old?.dispose();
    const { scenario } = this.hold;
    this.forgetView();
    this.push();
    if (scenario.phase === 'fresh') await scenario.run();
  }

  unpin(): void {
    this.hold?.dispose();
    this.hold = null;
    this.pinnedUri = '';
    this.forgetView();
    this.changed();
  }

  /** Stays at the moment it shows, while others go on. */
  keepMoment(): void {
    this.step = this.scenario?.step ?? 0;
    this.view = this.scenario?.view ?? null;
    this.keepsMoment = true;
    this.changed();
  }

  /** Goes along with the editor and the other pages again. */
  followMoment(): void {
    this.keepsMoment = false;
    this.changed();
  }

  /** The scenario's run or moment became another. */
  onScenario(scenario: Scenario | null): void {
    if (scenario === null || scenario === this.scenario) this.changed();
  }

  /** A document was opened or closed: the pinned file may be there again, or gone. */
  onDocuments(): void {
    if (this.pinnedUri === '') return;
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === this.pinnedUri && !open.isClosed);
    if (document === this.hold?.scenario.document) return;
    this.hold?.dispose();
    this.hold = null;
    this.forgetView();
    if (document === undefined) this.push();
    else void this.pin(document);
  }

  /** Makes the page choose an object. */
  select(object: number): void {
    this.chosen = { object, request: (this.chosen?.request ?? 0) + 1 };
    this.push();
  }

  push(): void {
    this.connection.push();
  }

  hide(): void {
    this.connection.hide();
  }

  dispose(): void {
    this.disposed = true;
    this.hold?.dispose();
    this.connection.dispose();
  }

  private get hasOwnView(): boolean {
    return this.keepsMoment || this.wishes !== null;
  }

  private get options(): ViewOptions | null {
    const { scenario } = this;
    return scenario === null ? null : { ...scenario.options, ...this.wishes };
  }

  private changed(): void {
    this.returnToPlace();
    if (this.hasOwnView) void this.refresh();
    else this.push();
  }

  /** Makes its own view; what changes meanwhile makes one more. */
  private async refresh(): Promise<void> {
    this.refreshAgain = true;
    if (this.refreshing) return;
    this.refreshing = true;
    try {
      while (this.refreshAgain && !this.disposed) {
        this.refreshAgain = false;
        const { scenario, options } = this;
        if (scenario === null || options === null || scenario.shown === null) break;
        const step = Math.min(this.keepsMoment ? this.step : scenario.step, scenario.shown.summary.stepCount - 1);
        const view = await scenario.viewAt(step, options);
        if (view === null || scenario !== this.scenario) continue;
        this.view = view;
        this.step = view.step;
      }
    } finally {
      this.refreshing = false;
    }
    this.push();
  }

  private calls(): Omit<Implementation<PanelHost>, 'ready'> {
    return {
      seek: async (step) => {
        await this.seek(step);
        return null;
      },
      move: async ({ direction, sameLine }) => {
        const view = this.hasOwnView ? this.view : this.scenario?.view ?? null;
        const step = await this.scenario?.neighbour(direction, sameLine, view === null ? undefined : { step: view.step, line: view.line }) ?? null;
        if (step !== null) await this.seek(step);
        return null;
      },
      reveal: async (line) => {
        if (this.scenario !== null) await selectLine(this.scenario, line);
        return null;
      },
      openExample: () => this.actions.openExample(),
      wish: async (wishes) => {
        await this.wish(wishes);
        return null;
      },
      ask: (question) => {
        if (this.scenario === null) throw new Error('no scenario is shown');
        return this.scenario.ask(question);
      },
    };
  }

  private async seek(step: number): Promise<void> {
    const { scenario } = this;
    if (scenario === null) return;
    if (!this.keepsMoment) {
      await scenario.seek(step);
      revealLine(scenario);
      return;
    }
    this.step = step;
    await this.refresh();
    revealLine(scenario, this.view?.line ?? null);
  }

  private async wish(wishes: ViewWishes): Promise<void> {
    const { scenario } = this;
    if (scenario === null) return;
    if (this.wishes === null && !this.keepsMoment && this.actions.isAlone()) {
      scenario.options = { ...scenario.options, ...wishes };
      await scenario.seek(scenario.step);
      return;
    }
    this.wishes = { ...this.wishes, ...wishes };
    await this.refresh();
  }

  private forgetView(): void {
    this.view = null;
    this.step = 0;
  }

  private restore(place: PanelPlace): void {
    this.wanted = place;
    this.keepsMoment = place.keepsMoment;
    this.step = place.step;
    if (!place.isPinned) return;
    this.pinnedUri = place.uri;
    const uri = vscode.Uri.parse(place.uri);
    // An untitled text comes back by itself, if at all: opening it would make an empty one.
    if (uri.scheme === 'untitled') return this.onDocuments();
    void vscode.workspace.openTextDocument(uri).then((document) => this.pin(document).then(() => this.changed()), () => this.push()); // gone: the page says so
  }

  private returnToPlace(): void {
    const { wanted, scenario } = this;
    if (wanted === null || scenario === null || scenario.uri !== wanted.uri || scenario.shown === null || scenario.phase !== 'done') return;
    this.wanted = null;
    if (wanted.keepsMoment) this.step = wanted.step;
    else if (wanted.step < scenario.shown.summary.stepCount) void scenario.seek(wanted.step);
  }
}
