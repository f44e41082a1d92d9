/** The run's collections, by ranges: generation, moment, line, why it ran, what it found. One tab stop; arrow keys go along the rows. */
import type { CollectionChoice, CollectionRow, CollectionTable } from '../../../src/protocol';
import { element, setAttributes, setText, svg } from '../dom';
import { t } from '../l10n';
import type { Store } from '../store';
import { collectionShape } from '../timeline/marks';
import { ranges } from './rowWords';

/** Rows asked for at once. */
const pageSize = 200;

const choices: readonly { readonly choice: CollectionChoice; readonly label: string }[] = [
  { choice: 'all', label: t('All collections') }, { choice: 'found', label: t('That collected something') },
  { choice: 'automatic', label: t('Automatic') }, { choice: 'requested', label: t('Asked for') },
];

export class CollectionList {
  private readonly choice = element('select', { class: 'collection-choice', 'aria-label': t('Which collections') },
    ...choices.map(({ choice, label }) => element('option', { value: choice }, label)));
  private readonly rows = element('ol', { class: 'collection-rows', role: 'listbox', 'aria-label': t('Collections') });
  private readonly empty = element('p', { class: 'none' });
  private readonly more = element('button', { class: 'link', type: 'button' });
  readonly root = element('nav', { class: 'collection-list', 'aria-label': t('Collections of the run') }, this.choice, this.rows, this.empty, this.more);
  private table: CollectionRow[] = [];
  private run = 0;
  private chosen: number | null = null;

  /** @param onRows what is listed became another; `onChoose`: a collection, by its number */
  constructor(private readonly store: Store, private readonly onRows: (rows: readonly CollectionRow[]) => void, private readonly onChoose: (number: number) => void) {
    this.choice.addEventListener('change', () => this.load());
    this.more.addEventListener('click', () => this.ask(this.table.length));
    this.rows.addEventListener('keydown', (event) => this.onKey(event));
    this.more.hidden = true;
  }

  update(): void {
    const run = this.store.state?.run ?? 0;
    if (run === this.run) return;
    this.run = run;
    this.load();
  }

  mark(number: number | null): void {
    this.chosen = number;
    const at = this.table.findIndex((row) => row.number === number);
    [...this.rows.children].forEach((row, index) => {
      setAttributes(row, { 'aria-selected': String(index === at), tabindex: index === Math.max(0, at) ? 0 : -1 });
    });
    this.rows.children[at]?.scrollIntoView({ block: 'nearest' });
  }

  private load(): void {
    this.table = [];
    this.rows.replaceChildren();
    this.ask(0);
  }

  private ask(from: number): void {
    const { run } = this;
    const choice = this.choice.value as CollectionChoice;
    this.store.ask('graphCollections', { choice, from, count: pageSize }).then((answer) => {
      if (run === this.run && choice === this.choice.value && from === this.table.length) this.take(answer);
    }, (error: unknown) => this.store.fail(error));
  }

  private take({ rows, count, total }: CollectionTable): void {
    this.table.push(...rows);
    this.rows.append(...rows.map((row) => this.row(row)));
    setText(this.empty, total === 0 ? t('The collector did not run.') : count === 0 ? t('None of them.') : '');
    this.empty.hidden = count > 0;
    const left = count - this.table.length;
    this.more.hidden = left <= 0;
    setText(this.more, t('{0} more', left.toLocaleString('en')));
    this.mark(this.chosen);
    this.onRows(this.table);
  }

  private row(row: CollectionRow): HTMLElement {
    const { where, found, spoken } = ranges(row);
    const shape = svg('svg', { class: 'shape', width: 14, height: 14, 'aria-hidden': 'true' },
      svg('path', { class: `mark collection-mark generation${row.generation}${row.collected > 0 ? ' found' : ''}`, d: collectionShape(row.generation, 7, { top: 1, height: 12 }) }));
    const made = element('li', { class: 'collection-row', role: 'option', tabindex: -1, title: spoken },
      shape, element('span', { class: 'row-number' }, String(row.number)),
      element('span', { class: 'row-where' }, where), element('span', { class: 'row-found' }, found));
    made.addEventListener('click', () => this.onChoose(row.number));
    return made;
  }

  private onKey(event: KeyboardEvent): void {
    const at = this.table.findIndex((row) => row.number === this.chosen);
    const targets: Readonly<Record<string, number | undefined>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.table.length - 1 };
    const target = targets[event.key];
    const row = target === undefined ? undefined : this.table[target];
    if (row === undefined) return;
    event.preventDefault();
    this.onChoose(row.number);
    const element = this.rows.children[target ?? 0];
    if (element instanceof HTMLElement) element.focus();
  }
}
