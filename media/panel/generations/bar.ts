/** One generation: a meter of count against threshold, and lines of facts. Arrivals slide in from the younger one; without motion they are just there. */
import type { GenerationMoves, GenerationState, GenerationView } from '../../../src/protocol';
import { element, setAttributes, setText } from '../dom';
import { t } from '../l10n';
import { arrivalText, countText, historyText, objectsText } from './generationWords';

export class GenerationBar {
  private readonly fill = element('div', { class: 'fill' });
  private readonly meter: HTMLElement;
  private readonly counts = element('span', { class: 'count' });
  private readonly objects = element('div', { class: 'objects' });
  private readonly arrivals = element('div', { class: 'arrivals' });
  private readonly history = element('div', { class: 'history' });
  private readonly rule = element('div', { class: 'rule-text' });
  readonly root: HTMLElement;
  private arrivedAt: number | null = null;

  constructor(private readonly generation: 0 | 1 | 2) {
    this.meter = element('div', { class: 'meter', role: 'meter', 'aria-valuemin': 0, 'aria-label': t('generation {0}', generation) }, this.fill);
    this.arrivals.hidden = true;
    this.root = element('div', { class: `generation generation${generation}` },
      element('div', { class: 'caption' }, element('span', { class: 'name' }, t('gen {0}', generation)), this.counts),
      this.meter, this.arrivals, this.objects, this.history, this.rule);
  }

  count(view: GenerationView): void {
    const { count, threshold, objects } = view;
    // A threshold of 0 means the generation is never collected by itself.
    const share = threshold <= 0 ? 0 : Math.max(0, Math.min(1, count / threshold));
    this.fill.style.width = `${share * 100}%`;
    const text = countText(view);
    setAttributes(this.meter, { 'aria-valuenow': Math.min(count, Math.max(threshold, 0)), 'aria-valuemax': Math.max(threshold, 1), 'aria-valuetext': text });
    this.root.title = `generation ${this.generation}: ${text}, ${objects} objects`;
    this.root.classList.toggle('over', threshold > 0 && count > threshold);
    setText(this.counts, threshold <= 0 ? String(count) : `${count} / ${threshold}`);
    if (this.objects.textContent === '') setText(this.objects, `${objects} ${objects === 1 ? 'object' : 'objects'}`);
  }

  /** @param isNext it will be examined by the next collection */
  state(state: GenerationState, isNext: boolean): void {
    setText(this.objects, objectsText(state));
    setText(this.history, historyText(state));
    setText(this.rule, state.rule);
    this.rule.hidden = state.rule === '';
    this.root.classList.toggle('next', isNext);
  }

  /** @param step of the moment, so that the same arrivals come in once */
  arrive(moves: readonly GenerationMoves[], step: number): void {
    this.arrivals.hidden = moves.length === 0;
    if (moves.length === 0) {
      this.arrivedAt = null;
      return;
    }
    if (this.arrivedAt === step) return;
    this.arrivedAt = step;
    const most = Math.min(8, moves.reduce((sum, { count }) => sum + count, 0));
    this.arrivals.replaceChildren(
      element('span', { class: 'dots', 'aria-hidden': 'true' }, ...Array.from({ length: most }, () => element('i', { class: `from${moves[0]?.from ?? 0}` }))),
      arrivalText(moves));
  }
}
