/** The moment in words: the line about to run, what the step before did, what it freed. */
import { element, setSentence, setText } from './dom';
import type { Region, Store } from './store';

export class Moment implements Region {
  private readonly lineNumber = element('span', { class: 'line-number' });
  private readonly sourceLine = element('code', { class: 'source' });
  private readonly line = element('button', { class: 'line', type: 'button', title: 'Go to the line' }, this.lineNumber, this.sourceLine);
  private readonly sentence = element('p', { class: 'sentence' });
  private readonly freed = element('p', { class: 'freed' });
  readonly root = element('div', { class: 'now' }, this.line, this.sentence, this.freed);

  constructor(private readonly store: Store) {
    this.line.addEventListener('click', () => {
      const at = store.state?.view?.line ?? null;
      if (at !== null) store.reveal(at);
    });
  }

  update(): void {
    const { state } = this.store;
    const view = state?.view ?? null;
    if (state === null || view === null) return;
    setText(this.lineNumber, view.line === null ? view.event === 'end' ? 'end' : view.event : String(view.line + 1));
    setText(this.sourceLine, view.line === null ? view.event === 'end' ? 'the program has ended' : view.functionName : state.sourceLine);
    setSentence(this.sentence, view.sentence);
    this.sentence.hidden = view.sentence === '';
    this.freed.hidden = view.freed.length === 0;
    this.freed.replaceChildren('freed: ', ...view.freed.map(({ type, text, id }) => element('del', {}, `${type}${text === '' ? '' : ` ${text}`} #${id}`)));
  }
}
