/** What the run cost, by line or by function: hits, instructions of CPython (the same on every machine), objects made and left behind. */
import type { CostReport, CostRow } from '../../../src/protocol';
import { grouped, shortened } from '../details/links';
import type { Change, Region, Store } from '../store';
import { DataGrid, type Column } from './dataGrid';
import { sortedRows } from './groupTable';
import { sourceOf, type RowSource } from './rowPages';
import { choice, copyRows, TableFrame } from './tableFrame';

interface CostLine extends CostRow {
  readonly bornCount: number;
  readonly bornBytes: number;
  readonly leftCount: number;
  readonly share: number;
}

const columns: readonly Column<CostLine>[] = [
  { name: 'line', title: 'Line', kind: 'number', grow: 0, least: 7, sortable: true, text: ({ line }) => String(line + 1), isLink: () => true },
  { name: 'functionName', title: 'Function', kind: 'code', grow: 2, least: 10, spare: 2, sortable: true, text: ({ functionName }) => (functionName === '<module>' ? 'module' : shortened(functionName)) },
  { name: 'hits', title: 'Hits', kind: 'number', grow: 0, least: 8, sortable: true, text: ({ hits }) => grouped(hits) },
  { name: 'instructions', title: 'Instructions', hint: 'Its own, of CPython', kind: 'number', grow: 1, least: 12, sortable: true, text: ({ instructions }) => grouped(instructions), share: ({ share }) => share },
  { name: 'inclusiveInstructions', title: 'With calls', hint: 'With all it called', kind: 'number', grow: 0, least: 12, spare: 1, sortable: true, text: ({ inclusiveInstructions }) => grouped(inclusiveInstructions) },
  { name: 'bornCount', title: 'Made', hint: 'Objects made', kind: 'number', grow: 0, least: 9, spare: 2, sortable: true, text: ({ bornCount }) => grouped(bornCount) },
  { name: 'bornBytes', title: 'Bytes', hint: 'Bytes of the objects made', kind: 'number', grow: 0, least: 10, spare: 1, sortable: true, text: ({ bornBytes }) => grouped(bornBytes) },
  { name: 'leftCount', title: 'Left', hint: 'Of those, alive at the last moment before the end', kind: 'number', grow: 0, least: 8, spare: 1, sortable: true, text: ({ leftCount }) => grouped(leftCount) },
];

export class CostTable implements Region {
  readonly root: HTMLElement;
  private readonly grid: DataGrid<CostLine>;
  private readonly frame: TableFrame;
  private by: 'byLine' | 'byFunction' = 'byLine';
  private report: CostReport | null = null;
  private shownRun = 0;

  constructor(private readonly store: Store) {
    this.grid = new DataGrid<CostLine>({
      label: 'Cost of the run', columns, sort: { column: 'instructions', descending: true }, onSort: () => this.draw(false),
      onChoose: ({ line }) => store.reveal(line), onLink: ({ line }) => store.reveal(line),
      isChosen: ({ line }) => line === store.state?.view?.line, onFailure: (error) => store.fail(error), empty: 'No line ran.',
    });
    this.frame = new TableFrame([choice('Cost by', [['byLine', 'By line'], ['byFunction', 'By function']], (value) => {
      this.by = value === 'byFunction' ? 'byFunction' : 'byLine';
      this.draw(false);
    })], this.grid.root, () => copyRows(columns, this.source()), store);
    this.root = this.frame.root;
  }

  update(change: Change): void {
    const run = this.store.state?.run ?? 0;
    if (change === 'chosen' || run === 0) return;
    if (run === this.shownRun && this.report !== null) return this.grid.refresh();
    this.store.ask('timeCost', {}).then((report) => {
      this.report = report;
      this.shownRun = run;
      this.frame.say(`${grouped(report.instructions)} instructions in all`);
      this.draw(true);
    }, (error: unknown) => this.store.fail(error));
  }

  private source(): RowSource<CostLine> {
    const rows = this.report?.[this.by] ?? [];
    const most = Math.max(1, ...rows.map(({ instructions }) => instructions));
    const lines = rows.map((row): CostLine =>
      ({ ...row, bornCount: row.born.count, bornBytes: row.born.bytes, leftCount: row.left.count, share: row.instructions / most }));
    return sourceOf(sortedRows(lines, this.grid.sorting));
  }

  private draw(keepPlace: boolean): void {
    this.grid.show(this.source(), keepPlace).catch((error: unknown) => this.store.fail(error));
  }
}
