/**
 * What all regions of the page share: the state the host sent last, which object is chosen, and the calls to the host. Answers to
 * questions are kept while the run and the question stay the same, so that a region may ask again at every moment it is shown.
 *
 * It draws nothing. What belongs to one region alone (zoom, sorting) stays in the region; what should survive hiding and reloading
 * the page it gives to `keep`.
 */
import type { Connection, PanelAnswer, PanelHost, PanelQuestions, PanelState, ViewWishes } from '../../src/protocol';
import { unpack, type PanelQuestion } from '../../src/protocol';

/** A part of the page. `update` is called when it comes into sight, and while it is seen whenever the store changes. */
export interface Region {
  readonly root: HTMLElement;
  update(change: Change): void;
}

/** What became another: the state (moment, run), the chosen object, or both because the region was out of sight. */
export type Change = 'state' | 'chosen' | 'shown';

/** Where the page keeps what should survive it: `vscode.getState` and `setState` in a webview. */
export interface PageMemory {
  getState(): unknown;
  setState(state: unknown): void;
}

/** Answers kept: enough for all regions at a few moments. */
const mostAnswers = 60;

export class Store {
  state: PanelState | null = null;
  /** `HeapNode.id` of the chosen object, or null. */
  chosen: number | null = null;
  private readonly listeners = new Set<(change: Change) => void>();
  /** The last of the editor's requests that was followed. */
  private wishes = 0;
  private readonly answers = new Map<string, Promise<unknown>>();
  private readonly kept: Record<string, unknown>;
  private wantedStep: number | null = null;
  private seeking: Promise<void> | null = null;

  /** @param onFailure told in words what the host could not do */
  constructor(private readonly host: Connection<PanelHost>, private readonly memory: PageMemory, private readonly onFailure: (message: string) => void) {
    const state = memory.getState();
    this.kept = typeof state === 'object' && state !== null ? { ...state } : {};
  }

  onChange(listener: (change: Change) => void): void {
    this.listeners.add(listener);
  }

  /** @returns whether it is another run than the one shown before */
  take(state: PanelState): boolean {
    const other = this.state === null || this.state.run !== state.run;
    const otherTitle = this.state === null || this.state.title !== state.title;
    this.state = state;
    if (state.place !== null) this.keep('place', state.place);
    if (other) this.answers.clear();
    // Objects have the same numbers in two runs only while the text before them is the same.
    if (otherTitle) this.chosen = null;
    const { wanted = null } = state;
    const isWished = wanted !== null && wanted.request !== this.wishes;
    if (isWished) {
      this.wishes = wanted.request;
      this.chosen = wanted.object;
    }
    this.tell('state');
    if (isWished) this.tell('chosen');
    return otherTitle;
  }

  choose(object: number | null): void {
    if (this.chosen === object) return;
    this.chosen = object;
    this.tell('chosen');
  }

  /** Asks the host about the run that is shown. Fails with an `Error` when there is none, or when the run is given up meanwhile. */
  ask<Name extends keyof PanelQuestions>(name: Name, request: Extract<PanelQuestion<Name>, { name: Name }>['request']): Promise<PanelAnswer<Name>> {
    const key = `${name} ${JSON.stringify(request)}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known as Promise<PanelAnswer<Name>>;
    const answer = this.host.call('ask', { name, request } as PanelQuestion).then((packed) => unpack<PanelAnswer<Name>>(packed));
    this.answers.set(key, answer);
    answer.catch(() => this.answers.delete(key)); // it may be asked again
    const oldest = this.answers.keys().next().value;
    if (this.answers.size > mostAnswers && oldest !== undefined) this.answers.delete(oldest);
    return answer;
  }

  /** Shows another moment. One call is under way at a time; of the moments asked for meanwhile only the newest is shown. */
  seek(step: number): void {
    this.wantedStep = step;
    this.seeking ??= this.seekWanted().finally(() => {
      this.seeking = null;
    });
  }

  private async seekWanted(): Promise<void> {
    while (this.wantedStep !== null) {
      const step = this.wantedStep;
      this.wantedStep = null;
      await this.host.call('seek', step).catch((error: unknown) => this.fail(error));
    }
  }

  move(direction: 1 | -1, sameLine: boolean): void {
    this.carryOut(this.host.call('move', { direction, sameLine }));
  }

  /** @param line of the scenario, from 0 */
  reveal(line: number): void {
    this.carryOut(this.host.call('reveal', line));
  }

  /** Shows a collection (from 1) phase by phase. The page says how: its tabs are not the regions' business. */
  showCollection: (number: number) => void = () => {};

  openExample(): void {
    this.carryOut(this.host.call('openExample', undefined));
  }

  /** Other wishes of the picture; those not named stay. */
  wish(wishes: ViewWishes): void {
    this.carryOut(this.host.call('wish', wishes));
  }

  /** What was kept under a name, if it passes the test; else the other value. */
  recall<Value>(name: string, isValue: (value: unknown) => value is Value, otherwise: Value): Value {
    const value = this.kept[name];
    return isValue(value) ? value : otherwise;
  }

  keep(name: string, value: unknown): void {
    this.kept[name] = value;
    this.memory.setState(this.kept);
  }

  fail(error: unknown): void {
    this.onFailure(error instanceof Error ? error.message : String(error));
  }

  private carryOut(call: Promise<unknown>): void {
    call.catch((error: unknown) => this.fail(error));
  }

  private tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }
}
