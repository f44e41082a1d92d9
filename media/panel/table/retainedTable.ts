/** What keeps the most alive: objects by retained size, and of a chosen one the objects that live only through it. */
import type { DominatorRow } from '../../../src/protocol';
import { counted, grouped, shortened } from '../details/links';
import { element, setText } from '../dom';
import type { Change, Region, Store } from '../store';
import { DataGrid, type Column } from './dataGrid';
import { sortedRows } from './groupTable';
import { sourceOf, type RowSource } from './rowPages';
import { copyRows, TableFrame } from './tableFrame';

interface RetainedRow extends DominatorRow {
  readonly name: string;
}

const mostRows = 1000;
const quietMs = 120;

const columns: readonly Column<RetainedRow>[] = [
  { name: 'name', title: 'Object', kind: 'code', grow: 3, least: 12, sortable: true, text: ({ name }) => name },
  { name: 'retainedBytes', title: 'Retained', hint: 'Bytes that would go with it, its own included', kind: 'number', grow: 1, least: 11, sortable: true, text: ({ retainedBytes }) => grouped(retainedBytes), share: ({ share }) => share },
  { name: 'share', title: 'Share', hint: 'Of all bytes of the program that are reachable', kind: 'number', grow: 0, least: 7, spare: 2, sortable: true, text: ({ share }) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %` },
  { name: 'retainedCount', title: 'Objects', hint: 'Objects that would go with it, itself included', kind: 'number', grow: 0, least: 9, spare: 2, sortable: true, text: ({ retainedCount }) => grouped(retainedCount) },
  { name: 'bytes', title: 'Own size', kind: 'number', grow: 0, least: 9, spare: 1, sortable: true, text: ({ bytes }) => grouped(bytes) },
  { name: 'keeper', title: 'Kept by', hint: 'What alone keeps it', kind: 'code', grow: 2, least: 10, spare: 1, sortable: false, text: ({ dominator }) => dominator?.name ?? '', isLink: ({ dominator }) => dominator !== null },
  { name: 'childCount', title: 'Inside', hint: 'Objects that live immediately through it: press to see them', kind: 'number', grow: 0, least: 8, sortable: true, text: ({ childCount }) => (childCount === 0 ? '' : grouped(childCount)), isLink: ({ childCount }) => childCount > 0 },
];

export class RetainedTable implements Region {
  readonly root: HTMLElement;
  private readonly grid: DataGrid<RetainedRow>;
  private readonly frame: TableFrame;
  private readonly trail = element('span', { class: 'trail' });
  /** From the whole heap into an object, into one of what it keeps, ... */
  private path: { readonly id: number; readonly name: string }[] = [];
  private rows: readonly RetainedRow[] = [];
  private timer: number | undefined;
  private asked = 0;

  constructor(private readonly store: Store) {
    this.grid = new DataGrid<RetainedRow>({
      label: 'Retained sizes', columns, sort: { column: '', descending: true }, onSort: () => this.draw(false),
      onChoose: ({ object }) => store.choose(object.id),
      onLink: ({ object, dominator }, column) => {
        if (column === 'keeper' && dominator !== null) store.choose(dominator.id);
        if (column === 'childCount') this.goInto([...this.path, { id: object.id, name: object.name }]);
      },
      isChosen: ({ object }) => object.id === store.chosen, onFailure: (error) => store.fail(error), empty: 'Nothing is kept alive here.',
    });
    this.frame = new TableFrame([this.trail], this.grid.root, () => copyRows(columns, this.source()), store);
    this.root = this.frame.root;
  }

  update(change: Change): void {
    if (change === 'chosen') return this.grid.refresh();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(true), change === 'shown' ? 0 : quietMs);
  }

  private goInto(path: { readonly id: number; readonly name: string }[]): void {
    this.path = path;
    this.load(false);
  }

  private load(keepPlace: boolean): void {
    const step = this.store.state?.view?.step;
    if (step === undefined) return;
    this.writeTrail();
    const number = ++this.asked;
    const under = this.path.at(-1)?.id;
    this.store.ask('graphDominators', { step, limit: mostRows, ...(under === undefined ? {} : { under }) }).then(({ rows, total, reachableBytes }) => {
      if (number !== this.asked) return;
      this.rows = rows.map((row) => ({ ...row, name: row.object.name }));
      const cut = total > rows.length ? `, the ${grouped(rows.length)} largest` : '';
      this.frame.say(under === undefined ? `${counted(total, 'object')}${cut}, ${grouped(reachableBytes)} bytes reachable` : `${counted(total, 'object')}${cut} kept immediately`);
      this.draw(keepPlace);
    }, (error: unknown) => this.store.fail(error));
  }

  private writeTrail(): void {
    const step = (text: string, depth: number): HTMLElement => {
      const made = element('button', { class: 'link', type: 'button' }, shortened(text, 40));
      made.addEventListener('click', () => this.goInto(this.path.slice(0, depth)));
      return made;
    };
    this.trail.replaceChildren(...(this.path.length === 0 ? [] : [step('All objects', 0)]));
    this.path.forEach(({ name }, index) => {
      const last = index === this.path.length - 1;
      const here = element('span');
      setText(here, shortened(name, 40));
      this.trail.append(' › ', last ? here : step(name, index + 1));
    });
  }

  private source(): RowSource<RetainedRow> {
    const { sorting } = this.grid;
    return sourceOf(sorting.column === '' ? this.rows : sortedRows(this.rows, sorting));
  }

  private draw(keepPlace: boolean): void {
    this.grid.show(this.source(), keepPlace).catch((error: unknown) => this.store.fail(error));
  }
}
