/** The moment in words: the line about to run, the running calls, what the step before did, what it freed. */
import type { FreedObject, StackRow } from '../../src/protocol';
import { element, setSentence, setText } from './dom';
import { t } from './l10n';
import { Latest } from './latest';
import type { Region, Store } from './store';

/** Deep recursion: the outermost and the innermost calls are named. */
const mostCalls = 8;
const mostFreed = 6;

export class Moment implements Region {
  private readonly lineNumber = element('span', { class: 'line-number' });
  private readonly sourceLine = element('code', { class: 'source' });
  private readonly line = element('button', { class: 'line', type: 'button', title: t('Go to the line') }, this.lineNumber, this.sourceLine);
  private readonly stack = element('ol', { class: 'call-stack', 'aria-label': t('Running calls, outermost first') });
  private readonly sentence = element('p', { class: 'sentence' });
  private readonly freed = element('p', { class: 'freed' });
  readonly root = element('div', { class: 'now' }, this.line, this.stack, this.sentence, this.freed);
  private readonly stacks: Latest<number, readonly StackRow[]>;
  private stackOf = '';
  private drawn = '';

  constructor(private readonly store: Store) {
    this.line.addEventListener('click', () => {
      const at = store.state?.view?.line ?? null;
      if (at !== null) store.reveal(at);
    });
    this.stacks = new Latest((step) => store.ask('timeStack', { step }), (rows) => this.drawStack(rows), () => this.drawStack([]));
  }

  update(): void {
    const { state } = this.store;
    const view = state?.view ?? null;
    if (state === null || view === null) return;
    setText(this.lineNumber, view.line === null ? view.event === 'end' ? 'end' : view.event : String(view.line + 1));
    setText(this.sourceLine, view.line === null ? view.event === 'end' ? t('the program has ended') : view.functionName : state.sourceLine);
    setSentence(this.sentence, view.sentence);
    this.showFreed(view.freed, view.freedMore ?? 0);
    const key = `${state.run} ${view.step}`;
    if (key === this.stackOf) return;
    this.stackOf = key;
    this.stacks.want(view.step);
  }

  /** @param more freed ones that the view does not name */
  private showFreed(freed: readonly FreedObject[], more: number): void {
    this.freed.hidden = freed.length === 0;
    // What the program did not make itself has no number of its own; it comes after.
    const own = freed.filter(({ id }) => id > 0);
    const shown = (own.length > 0 ? own : freed).slice(0, mostFreed);
    const left = freed.length - shown.length + more;
    this.freed.replaceChildren(`${t('freed')}: `, ...shown.map(({ type, text, id }) => element('del', {}, `${type}${text === '' ? '' : ` ${text}`}${id > 0 ? ` #${id}` : ''}`)),
      ...(left > 0 ? [t('and {0} more', left.toLocaleString('en'))] : []));
  }

  /** @param rows innermost first */
  private drawStack(rows: readonly StackRow[]): void {
    const key = JSON.stringify(rows);
    if (key === this.drawn) return;
    this.drawn = key;
    const calls = [...rows].reverse();
    const left = calls.length - mostCalls;
    const shown = left <= 0 ? calls : [...calls.slice(0, mostCalls / 2), null, ...calls.slice(-mostCalls / 2)];
    this.stack.replaceChildren(...shown.map((row, index) => (row === null
      ? element('li', {}, t('{0} more', left))
      : element('li', { 'aria-current': index === shown.length - 1 ? 'step' : null }, this.call(row)))));
  }

  private call({ functionName, line }: StackRow): HTMLElement {
    const name = functionName === '<module>' ? t('module') : functionName;
    if (line === null) return element('span', {}, name);
    const made = element('button', { class: 'link', type: 'button', title: t('Go to line {0}', line + 1) }, t('{0}, line {1}', name, line + 1));
    made.addEventListener('click', () => this.store.reveal(line));
    return made;
  }
}
