/**
 * Objects counted in groups: by type, by the line that made them, by generation, by age; with the difference to another moment the
 * reader chose. A type leads to its objects, a line to the source.
 */
import type { Breakdown, BreakdownKind, BreakdownRow } from '../../../src/protocol';
import { counted, grouped } from '../details/links';
import { setText } from '../dom';
import type { Change, Region, Store } from '../store';
import { DataGrid, type Column, type GridSort } from './dataGrid';
import { sourceOf, type RowSource } from './rowPages';
import { choice, copyRows, TableFrame, toggle } from './tableFrame';

export interface GroupRow extends BreakdownRow {
  /** Against the moment compared with; null when none is. */
  readonly moreCount: number | null;
  readonly moreBytes: number | null;
  readonly share: number;
}

const mostGroups = 1000;
const quietMs = 120;

const signed = (value: number | null): string => (value === null ? '' : value === 0 ? '0' : `${value > 0 ? '+' : '−'}${grouped(Math.abs(value))}`);
const tone = (value: number | null): 'more' | 'less' | '' => (value === null || value === 0 ? '' : value > 0 ? 'more' : 'less');

const columns: readonly Column<GroupRow>[] = [
  { name: 'label', title: 'Group', kind: 'code', grow: 3, least: 12, sortable: true, text: ({ label }) => label, isLink: () => true },
  { name: 'count', title: 'Objects', kind: 'number', grow: 0, least: 9, sortable: true, text: ({ count }) => grouped(count) },
  { name: 'moreCount', title: '± Objects', hint: 'Against the moment compared with', kind: 'number', grow: 0, least: 13, sortable: true, text: ({ moreCount }) => signed(moreCount), tone: ({ moreCount }) => tone(moreCount) },
  { name: 'bytes', title: 'Bytes', kind: 'number', grow: 1, least: 10, spare: 2, sortable: true, text: ({ bytes }) => grouped(bytes), share: ({ share }) => share },
  { name: 'moreBytes', title: '± Bytes', kind: 'number', grow: 0, least: 11, spare: 1, sortable: true, text: ({ moreBytes }) => signed(moreBytes), tone: ({ moreBytes }) => tone(moreBytes) },
  { name: 'retainedBytes', title: 'Retained', hint: 'Bytes that would go with all of the group together', kind: 'number', grow: 0, least: 11, spare: 1, sortable: true, text: ({ retainedBytes }) => grouped(retainedBytes) },
  { name: 'unreachable', title: 'Unreachable', hint: 'Of these, objects that wait for the collector', kind: 'number', grow: 0, least: 14, spare: 1, sortable: true, text: ({ unreachable }) => (unreachable === 0 ? '' : grouped(unreachable)) },
];

/** The groups of a moment against those of another: groups that are gone are rows, too. */
export function comparedRows(now: Breakdown, other: Breakdown | null): GroupRow[] {
  const before = new Map((other?.rows ?? []).map((row) => [row.key, row]));
  const known = new Set(now.rows.map(({ key }) => key));
  const most = Math.max(1, ...now.rows.map(({ bytes }) => bytes));
  const rows = now.rows.map((row): GroupRow => {
    const old = before.get(row.key);
    return {
      ...row, share: row.bytes / most, moreCount: other === null ? null : row.count - (old?.count ?? 0), moreBytes: other === null ? null : row.bytes - (old?.bytes ?? 0),
    };
  });
  const gone = (other?.rows ?? []).filter(({ key }) => !known.has(key)).map((row): GroupRow =>
    ({ ...row, count: 0, bytes: 0, retainedBytes: 0, unreachable: 0, share: 0, moreCount: -row.count, moreBytes: -row.bytes }));
  return [...rows, ...gone];
}

/** Equal ones stay in their order. */
export function sortedRows<Row>(rows: readonly Row[], { column, descending }: GridSort): Row[] {
  const value = (row: Row): unknown => (row as Readonly<Record<string, unknown>>)[column];
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (typeof left === 'string' && typeof right === 'string') return sign * (left < right ? -1 : left > right ? 1 : 0);
    return sign * (Number(left ?? 0) - Number(right ?? 0));
  });
}

export class GroupTable implements Region {
  readonly root: HTMLElement;
  private readonly grid: DataGrid<GroupRow>;
  private readonly frame: TableFrame;
  private readonly compare: HTMLButtonElement;
  private by: BreakdownKind;
  private atoms = false;
  private rows: readonly GroupRow[] = [];
  /** The moment compared with. */
  private other: number | null = null;
  private timer: number | undefined;
  private asked = 0;

  constructor(private readonly store: Store, onType: (type: string) => void) {
    const isKind = (value: unknown): value is BreakdownKind => value === 'type' || value === 'line' || value === 'generation' || value === 'age';
    this.by = store.recall('groups.by', isKind, 'type');
    const open = (row: GroupRow): void => {
      if (this.by === 'type') onType(row.label);
      else if (row.line !== null) store.reveal(row.line);
    };
    this.grid = new DataGrid<GroupRow>({
      label: 'Groups of objects', columns, sort: { column: '', descending: true }, onSort: () => this.draw(false), onChoose: open, onLink: open,
      onFailure: (error) => store.fail(error), empty: 'There are no objects of the program at this moment.',
    });
    const kinds = choice('Group by', [['type', 'By type'], ['line', 'By line'], ['generation', 'By generation'], ['age', 'By age']], (value) => {
      if (!isKind(value)) return;
      this.by = value;
      store.keep('groups.by', value);
      this.grid.setSort({ column: '', descending: true });
      this.load(false);
    });
    kinds.value = this.by;
    this.compare = toggle('Compare', 'Compare later or earlier moments with the one shown now', (on) => {
      this.other = on ? store.state?.view?.step ?? null : null;
      setText(this.compare, this.other === null ? 'Compare' : `Compared with step ${this.other + 1}`);
      this.load(true);
    });
    this.frame = new TableFrame([kinds, this.compare, toggle('Values', 'Plain numbers, texts and None, too', (on) => {
      this.atoms = on;
      this.load(true);
    })], this.grid.root, () => copyRows(columns, this.source()), store);
    this.root = this.frame.root;
  }

  update(change: Change): void {
    if (change === 'chosen') return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(true), change === 'shown' ? 0 : quietMs);
  }

  private load(keepPlace: boolean): void {
    const step = this.store.state?.view?.step;
    if (step === undefined) return;
    const number = ++this.asked;
    const ask = (at: number): Promise<Breakdown> =>
      this.store.ask('graphBreakdown', { step: at, by: this.by, limit: mostGroups, ...(this.atoms ? { filter: { atoms: true } } : {}) });
    Promise.all([ask(step), this.other === null ? null : ask(this.other)]).then(([now, other]) => {
      if (number !== this.asked) return;
      this.rows = comparedRows(now, other);
      const cut = now.total > now.rows.length ? `, the ${grouped(now.rows.length)} largest of ${grouped(now.total)} groups` : `, ${counted(now.total, 'group')}`;
      this.frame.say(`${counted(now.count, 'object')}, ${grouped(now.bytes)} bytes${cut}`);
      this.draw(keepPlace);
    }, (error: unknown) => this.store.fail(error));
  }

  private source(): RowSource<GroupRow> {
    const { sorting } = this.grid;
    return sourceOf(sorting.column === '' ? this.rows : sortedRows(this.rows, sorting));
  }

  private draw(keepPlace: boolean): void {
    this.grid.show(this.source(), keepPlace).catch((error: unknown) => this.store.fail(error));
  }
}
