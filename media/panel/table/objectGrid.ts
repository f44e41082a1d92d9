/** All objects of the moment: a million rows scroll, any column sorts, the filter is that of the picture. A row chosen is the object chosen. */
import type { ObjectFilter, ObjectRow, ObjectSort } from '../../../src/protocol';
import { counted, grouped } from '../details/links';
import type { Change, Region, Store } from '../store';
import { DataGrid, type Column, type GridSort } from './dataGrid';
import type { RowSource } from './rowPages';
import { choice, copyRows, field, TableFrame, toggle } from './tableFrame';

const columns: readonly Column<ObjectRow>[] = [
  { name: 'id', title: '#', hint: 'Its number: older objects have smaller ones', kind: 'number', grow: 0, least: 7, sortable: true, text: ({ id }) => (id < 0 ? '' : String(id)) },
  { name: 'type', title: 'Type', kind: 'code', grow: 2, least: 10, sortable: true, text: ({ type }) => type },
  { name: 'value', title: 'Value', kind: 'code', grow: 3, least: 8, spare: 1, sortable: true, text: ({ text }) => text },
  { name: 'refcount', title: 'Refcount', kind: 'number', grow: 0, least: 11, sortable: true, text: ({ refcount, immortal }) => (immortal ? 'immortal' : grouped(refcount)) },
  { name: 'generation', title: 'Gen', hint: 'Generation of the collector; nothing: not tracked', kind: 'number', grow: 0, least: 6, spare: 2, sortable: true, text: ({ generation }) => (generation === null ? '' : generation === 3 ? 'frozen' : String(generation)) },
  { name: 'size', title: 'Size', hint: 'Bytes, as sys.getsizeof says', kind: 'number', grow: 0, least: 8, spare: 2, sortable: true, text: ({ size }) => grouped(size) },
  { name: 'retained', title: 'Retained', hint: 'Bytes that would go with it', kind: 'number', grow: 0, least: 10, spare: 1, sortable: true, text: ({ retainedBytes }) => grouped(retainedBytes) },
  { name: 'step', title: 'Since', hint: 'The step that made it', kind: 'number', grow: 0, least: 8, spare: 1, sortable: true, text: ({ bornStep }) => (bornStep === null ? '' : grouped(bornStep + 1)), isLink: ({ bornStep }) => bornStep !== null },
  { name: 'line', title: 'Line', hint: 'The line that made it', kind: 'number', grow: 0, least: 6, sortable: true, text: ({ bornLine }) => (bornLine === null ? '' : String(bornLine + 1)), isLink: ({ bornLine }) => bornLine !== null },
];

/** While the reader moves on faster than this, nothing is asked. */
const quietMs = 120;

function isSort(value: unknown): value is GridSort {
  return typeof value === 'object' && value !== null && columns.some(({ name }) => name === (value as GridSort).column);
}

export class ObjectGrid implements Region {
  readonly root: HTMLElement;
  private readonly grid: DataGrid<ObjectRow>;
  private readonly frame: TableFrame;
  private readonly text: HTMLInputElement;
  private readonly types: HTMLInputElement;
  private filter: ObjectFilter = {};
  private shownFor = '';
  private timer: number | undefined;
  /** Chosen here: the table stays where it is. */
  private ownChoice: number | null = null;

  constructor(private readonly store: Store) {
    this.grid = new DataGrid<ObjectRow>({
      label: 'Objects', columns, sort: store.recall('objects.sort', isSort, { column: 'id', descending: false }),
      onSort: (sort) => {
        store.keep('objects.sort', sort);
        this.load(false);
      },
      onChoose: ({ id }) => {
        this.ownChoice = id;
        store.choose(id);
      },
      onLink: ({ bornLine, bornStep }, column) => {
        if (column === 'line' && bornLine !== null) store.reveal(bornLine);
        if (column === 'step' && bornStep !== null) store.seek(bornStep + 1);
      },
      isChosen: ({ id }) => id === store.chosen, isFaint: ({ unreachable }) => unreachable,
      onFailure: (error) => store.fail(error), empty: 'No object passes the filter.',
    });
    this.text = field('Search in names, types and values', (text) => this.refine({ text: text === '' ? undefined : text }));
    this.types = field('Types, by commas', (text) => this.refine({ types: typesIn(text) }));
    this.types.classList.add('short');
    this.frame = new TableFrame([
      this.text, this.types,
      choice('Generation', [['', 'Any generation'], ['0', 'Generation 0'], ['1', 'Generation 1'], ['2', 'Generation 2'], ['none', 'Not tracked']], (value) =>
        this.refine({ generations: value === '' ? undefined : [value === 'none' ? null : Number(value) as 0 | 1 | 2] })),
      choice('Reachable or not', [['', 'Reachable or not'], ['yes', 'Reachable'], ['no', 'Unreachable']], (value) =>
        this.refine({ reachable: value === '' ? undefined : value === 'yes' })),
      toggle('Since here', 'Only what is made after the moment shown now', (on) => this.refine({ bornSince: on ? store.state?.view?.step : undefined })),
      toggle('Values', 'Plain numbers, texts and None, too', (on) => this.refine({ atoms: on ? true : undefined })),
      toggle('Library', 'What imported modules made, too', (on) => this.refine({ library: on ? true : undefined })),
    ], this.grid.root, () => copyRows(columns, this.source()), store);
    this.root = this.frame.root;
  }

  /** Only objects of one type. */
  showType(type: string): void {
    this.types.value = type;
    this.refine({ types: typesIn(type) });
  }

  update(change: Change): void {
    if (change === 'chosen') {
      this.grid.refresh();
      if (this.store.chosen !== this.ownChoice) void this.locate();
      this.ownChoice = null;
      return;
    }
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(true), change === 'shown' ? 0 : quietMs);
  }

  private refine(change: Partial<ObjectFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.load(false);
  }

  private get sort(): ObjectSort {
    const { column, descending } = this.grid.sorting;
    return { column: column as ObjectSort['column'], descending };
  }

  private source(): RowSource<ObjectRow> {
    const { store, filter, sort } = this;
    const step = store.state?.view?.step ?? 0;
    return {
      load: async (from, count) => {
        const answer = await store.ask('graphRows', { step, filter, sort, from, count });
        this.frame.say(`${counted(answer.total, 'object')}, ${grouped(answer.bytes)} bytes`);
        return answer;
      },
    };
  }

  private load(keepPlace: boolean): void {
    const { state } = this.store;
    const wanted = JSON.stringify([state?.run, state?.view?.step, this.filter, this.sort]);
    if (state?.view == null) return;
    if (wanted === this.shownFor) return this.grid.refresh();
    this.shownFor = wanted;
    this.grid.show(this.source(), keepPlace).catch((error: unknown) => {
      this.shownFor = '';
      this.store.fail(error);
    });
  }

  /** Brings the chosen object's row into sight. */
  private async locate(): Promise<void> {
    const { store, filter, sort } = this;
    const { chosen } = store;
    const step = store.state?.view?.step;
    if (chosen === null || step === undefined) return;
    const { from, rows } = await store.ask('graphRows', { step, filter, sort, from: 0, count: 1, around: chosen }).catch(() => ({ from: 0, rows: [] }));
    if (rows[0]?.id === chosen && store.chosen === chosen) this.grid.goTo(from);
  }
}

function typesIn(text: string): string[] | undefined {
  const types = text.split(',').map((type) => type.trim()).filter((type) => type !== '');
  return types.length === 0 ? undefined : types;
}
