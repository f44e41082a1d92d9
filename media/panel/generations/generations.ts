/**
 * The collector's three generations at a moment: when the next collection comes, and for each generation its count against its
 * threshold, what is in it, what it has cost so far, what it waits for. When a collection has just run, what moved up comes in.
 *
 * Counts are drawn at once from the view; the rest is asked for (`graphGenerations`), the newest moment first.
 */
import type { CollectionRow, GenerationReport } from '../../../src/protocol';
import { element, setText } from '../dom';
import { t } from '../l10n';
import { Latest } from '../latest';
import type { Change, Region, Store } from '../store';
import { GenerationBar } from './bar';
import { ranText } from './generationWords';

export class Generations implements Region {
  private readonly next = element('p', { class: 'next-collection' });
  private readonly ran = element('p', { class: 'ran' });
  private readonly permanent = element('p', { class: 'permanent' });
  private readonly bars = ([0, 1, 2] as const).map((generation) => new GenerationBar(generation));
  readonly root = element('section', { class: 'generations', 'aria-label': t('Generations') },
    this.next, this.ran, element('div', { class: 'generation-bars' }, ...this.bars.map((bar) => bar.root)), this.permanent);
  private readonly reports: Latest<number, GenerationReport>;
  private key = '';

  constructor(private readonly store: Store) {
    this.ran.hidden = true;
    this.permanent.hidden = true;
    this.reports = new Latest((step) => store.ask('graphGenerations', { step }), (report, step) => {
      if (this.store.state?.view?.step === step) this.show(report);
    }, () => setText(this.next, ''));
  }

  update(_change: Change): void {
    const { state } = this.store;
    const view = state?.view ?? null;
    if (state === null || view === null) return;
    this.bars.forEach((bar, generation) => bar.count(view.generations[generation as 0 | 1 | 2]));
    const key = `${state.run} ${view.step}`;
    if (key === this.key) return;
    this.key = key;
    this.reports.want(view.step);
  }

  private show(report: GenerationReport): void {
    setText(this.next, report.next.text);
    this.next.classList.toggle('off', report.next.generation === null);
    this.next.classList.toggle('due', report.next.allocations === 0);
    this.bars.forEach((bar, generation) => {
      bar.state(report.generations[generation as 0 | 1 | 2], report.next.generation !== null && report.next.generation >= generation);
      bar.arrive(report.moves.filter(({ to }) => to === generation), report.step);
    });
    this.showRan(report.ran);
    const frozen = report.moves.filter(({ to }) => to === 3).reduce((sum, { count }) => sum + count, 0);
    setText(this.permanent, report.permanent === 0 ? '' : `${t('{0} in the permanent generation, which is never examined', report.permanent.toLocaleString('en'))}${frozen > 0 ? `; ${t('{0} of them just now', frozen.toLocaleString('en'))}` : ''}`);
    this.permanent.hidden = report.permanent === 0;
  }

  private showRan(ran: readonly CollectionRow[]): void {
    this.ran.hidden = ran.length === 0;
    const last = ran.at(-1);
    if (last === undefined) return;
    const go = element('button', { class: 'link', type: 'button' }, t('Go through it step by step'));
    go.addEventListener('click', () => this.store.showCollection(last.number));
    this.ran.replaceChildren(`${ranText(ran)} `, go);
  }
}
