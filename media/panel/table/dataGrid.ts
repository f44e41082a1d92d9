/**
 * A table of any number of rows: only those in sight are elements, and their elements are used again as one scrolls. In: columns and
 * where rows come from. Out: the reader's choices (a row, a cell's link, a column to sort by).
 *
 * One tab stop; arrows, pages, Home and End go along the rows, Enter chooses. A grid in the sense of WAI-ARIA, with the active row told
 * by `aria-activedescendant`. While new rows are loaded the old ones stay.
 */
import { element, setAttributes, setText } from '../dom';
import { RowPages, type RowSource } from './rowPages';
import { ScrollMap } from './scrollMap';

export interface Column<Row> {
  readonly name: string;
  readonly title: string;
  /** In full, for the pointer. */
  readonly hint?: string;
  readonly kind: 'text' | 'number' | 'code';
  /** Relative width, and the least one in characters. */
  readonly grow: number;
  readonly least: number;
  /** Left out of narrow pages: 1 first, 2 next. */
  readonly spare?: 1 | 2;
  readonly sortable: boolean;
  text(row: Row): string;
  /** A cell one can press. */
  readonly isLink?: (row: Row) => boolean;
  /** Of a bar behind the number, from 0 to 1. */
  readonly share?: (row: Row) => number;
  readonly tone?: (row: Row) => 'more' | 'less' | '';
}

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface GridOptions<Row> {
  /** For screen readers; no two grids of a page have the same. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly sort: GridSort;
  readonly onSort: (sort: GridSort) => void;
  readonly onChoose: (row: Row) => void;
  readonly onLink?: (row: Row, column: string) => void;
  readonly isChosen?: (row: Row) => boolean;
  readonly isFaint?: (row: Row) => boolean;
  readonly onFailure: (error: unknown) => void;
  readonly empty: string;
}

const rowHeight = 24;
/** Of the columns' heads, which stay in sight. */
const headHeight = 25;
/** Pixels of a column's width for each character. */
const columnUnit = 7.6;
const beyond = 8;

interface DrawnRow<Row> {
  readonly root: HTMLElement;
  readonly cells: readonly HTMLElement[];
  index: number;
  row: Row | undefined;
}

export class DataGrid<Row> {
  readonly root: HTMLElement;
  private readonly id: string;
  private readonly headers: readonly HTMLElement[];
  private readonly spacer = element('div', { class: 'grid-spacer' });
  private readonly layer = element('div', { class: 'grid-layer', role: 'rowgroup' });
  private readonly emptyNote: HTMLElement;
  private readonly drawn: DrawnRow<Row>[] = [];
  private pages: RowPages<Row> | null = null;
  private map = new ScrollMap(0, rowHeight, 0);
  private top = 0;
  /** The scroll bar's place we put it at ourselves. */
  private placed = -1;
  private active = -1;
  private frame = 0;
  private sort: GridSort;
  private loads = 0;

  constructor(private readonly options: GridOptions<Row>) {
    this.sort = options.sort;
    this.id = `grid-${options.label.toLowerCase().replace(/\W+/g, '-')}`;
    this.headers = options.columns.map((column, index) => this.header(column, index));
    const head = element('div', { class: 'grid-row grid-head', role: 'row', 'aria-rowindex': 1 }, ...this.headers);
    this.emptyNote = element('p', { class: 'grid-empty note', hidden: true }, options.empty);
    this.root = element('div', {
      class: 'grid', role: 'grid', tabindex: 0, 'aria-label': options.label, 'aria-colcount': options.columns.length, 'aria-readonly': 'true',
    }, element('div', { class: 'grid-head-holder', role: 'rowgroup' }, head), this.spacer, this.layer, this.emptyNote);
    this.root.addEventListener('scroll', () => this.onScroll());
    this.root.addEventListener('wheel', (event) => this.onWheel(event), { passive: false });
    this.layer.addEventListener('click', (event) => this.onClick(event));
    this.root.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => this.measure()).observe(this.root);
    this.markSort();
  }

  get rowCount(): number {
    return this.pages?.total ?? 0;
  }

  get sorting(): GridSort {
    return this.sort;
  }

  /** Shows the rows of a source, from where the reader is or from the start. */
  async show(source: RowSource<Row>, keepPlace: boolean): Promise<void> {
    const load = ++this.loads;
    const pages = new RowPages<Row>(source, () => this.draw(), this.options.onFailure);
    await pages.begin(keepPlace ? Math.floor(this.top / rowHeight) : 0);
    if (load !== this.loads) return; // a newer one has been asked for
    this.pages = pages;
    if (!keepPlace) {
      this.top = 0;
      this.active = -1;
    }
    this.active = Math.min(this.active, pages.total - 1);
    setAttributes(this.root, { 'aria-rowcount': pages.total + 1 });
    this.emptyNote.hidden = pages.total > 0;
    this.measure();
  }

  /** The same rows; what is chosen may be another. */
  refresh(): void {
    this.draw();
  }

  /** Brings a row into sight and makes it the active one. */
  goTo(index: number): void {
    this.active = Math.min(Math.max(index, 0), this.rowCount - 1);
    this.scrollTo(this.map.topShowing(this.active, this.top));
  }

  setSort(sort: GridSort): void {
    this.sort = sort;
    this.markSort();
  }

  private measure(): void {
    const { clientHeight } = this.root;
    if (clientHeight === 0) return; // out of sight
    this.map = new ScrollMap(this.rowCount, rowHeight, Math.max(0, clientHeight - headHeight));
    this.spacer.style.height = `${this.map.height}px`;
    this.scrollTo(this.map.bounded(this.top));
  }

  private scrollTo(top: number): void {
    this.top = this.map.bounded(top);
    this.root.scrollTop = this.map.scrollTopOf(this.top);
    this.placed = this.root.scrollTop;
    this.draw();
  }

  private onScroll(): void {
    if (Math.abs(this.root.scrollTop - this.placed) < 1) return;
    this.placed = this.root.scrollTop;
    this.top = this.map.topOf(this.root.scrollTop);
    this.drawSoon();
  }

  /** Where the bar is scaled a turn of the wheel would skip rows. */
  private onWheel(event: WheelEvent): void {
    if (!this.map.isScaled || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? this.root.clientHeight : 1;
    this.top = this.map.bounded(this.top + event.deltaY * unit);
    this.root.scrollTop = this.map.scrollTopOf(this.top);
    this.placed = this.root.scrollTop;
    this.drawSoon();
  }

  private drawSoon(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const { pages, map } = this;
    if (pages === null) return;
    const { first, end } = map.rows(this.top, beyond);
    pages.want(first, end);
    while (this.drawn.length < end - first) this.drawn.push(this.makeRow());
    // A row keeps its element while it is in sight: the element of row i is i modulo their number.
    const count = this.drawn.length;
    const scrolled = this.root.scrollTop;
    for (let index = first; index < first + count; index++) {
      const drawn = this.drawn[index % count];
      if (drawn === undefined) continue;
      drawn.root.hidden = index >= end;
      if (index >= end) continue;
      drawn.root.style.transform = `translateY(${index * rowHeight - this.top + scrolled}px)`;
      this.fill(drawn, index, pages.row(index));
    }
    setAttributes(this.root, { 'aria-activedescendant': this.active >= first && this.active < end ? `${this.id}-${this.active}` : null });
  }

  private makeRow(): DrawnRow<Row> {
    const cells = this.options.columns.map((column, index) => element('div', { class: this.cellClass(column), role: 'gridcell', 'aria-colindex': index + 1 }));
    cells.forEach((cell, index) => this.size(cell, index));
    const root = element('div', { class: 'grid-row', role: 'row' }, ...cells);
    this.layer.append(root);
    return { root, cells, index: -1, row: undefined };
  }

  private fill(drawn: DrawnRow<Row>, index: number, row: Row | undefined): void {
    const { columns, isChosen, isFaint } = this.options;
    const { root, cells } = drawn;
    const chosen = row !== undefined && isChosen?.(row) === true;
    root.classList.toggle('chosen', chosen);
    root.classList.toggle('active', index === this.active);
    root.classList.toggle('faint', row !== undefined && isFaint?.(row) === true);
    setAttributes(root, { 'aria-selected': String(chosen) });
    if (drawn.index !== index) setAttributes(root, { id: `${this.id}-${index}`, 'aria-rowindex': index + 2 });
    if (drawn.index === index && drawn.row === row) return;
    drawn.index = index;
    drawn.row = row;
    columns.forEach((column, at) => {
      const cell = cells[at];
      if (cell === undefined) return;
      const text = row === undefined ? '' : column.text(row);
      setText(cell, text.length > 300 ? `${text.slice(0, 299)}…` : text);
      cell.classList.toggle('cell-link', row !== undefined && column.isLink?.(row) === true);
      if (column.share !== undefined) cell.style.setProperty('--share', `${Math.round((row === undefined ? 0 : column.share(row)) * 1000) / 10}%`);
      if (column.tone !== undefined) cell.dataset.tone = row === undefined ? '' : column.tone(row);
    });
  }

  private cellClass({ kind, spare, share }: Column<Row>): string {
    return `grid-cell ${kind}${spare === undefined ? '' : ` spare${spare}`}${share === undefined ? '' : ' bar'}`;
  }

  private size(cell: HTMLElement, index: number): void {
    const column = this.options.columns[index];
    if (column === undefined) return;
    // Not in characters: heads and cells have different fonts.
    cell.style.flex = `${column.grow} 1 ${column.least * columnUnit}px`;
    cell.style.minWidth = `${Math.min(column.least, 8) * columnUnit}px`;
  }

  private header(column: Column<Row>, index: number): HTMLElement {
    const cell = element('div', { class: this.cellClass(column), role: 'columnheader', 'aria-colindex': index + 1, title: column.hint ?? null });
    this.size(cell, index);
    if (!column.sortable) {
      cell.append(column.title);
      return cell;
    }
    const button = element('button', { class: 'sorter', type: 'button' }, column.title);
    button.addEventListener('click', () => this.sortBy(column));
    cell.append(button);
    return cell;
  }

  private sortBy({ name, kind }: Column<Row>): void {
    const descending = this.sort.column === name ? !this.sort.descending : kind === 'number';
    this.setSort({ column: name, descending });
    this.options.onSort(this.sort);
  }

  private markSort(): void {
    this.options.columns.forEach(({ name, sortable }, index) => {
      const isSorted = this.sort.column === name;
      setAttributes(this.headers[index] as HTMLElement, { 'aria-sort': !sortable ? null : !isSorted ? 'none' : this.sort.descending ? 'descending' : 'ascending' });
    });
  }

  private onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const root = target?.closest('.grid-row');
    const drawn = this.drawn.find((candidate) => candidate.root === root);
    if (drawn?.row === undefined) return;
    const cell = drawn.cells.findIndex((candidate) => candidate === target);
    const column = this.options.columns[cell];
    this.active = drawn.index;
    if (column?.isLink?.(drawn.row) === true) this.options.onLink?.(drawn.row, column.name);
    else this.options.onChoose(drawn.row);
    this.draw();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.root.clientHeight / rowHeight) - 1);
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowDown: this.active + 1, ArrowUp: Math.max(0, this.active - 1), PageDown: Math.max(0, this.active) + page, PageUp: this.active - page, Home: 0, End: this.rowCount - 1,
    };
    const target = targets[event.key];
    const row = this.pages?.row(this.active);
    if (target !== undefined) this.goTo(target);
    else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined) this.options.onChoose(row);
    else if (event.key === 'l' && row !== undefined) this.pressLink(row);
    else return;
    event.preventDefault();
  }

  /** The key l presses the first link of the active row: lines have no tab stop of their own. */
  private pressLink(row: Row): void {
    const column = this.options.columns.find(({ isLink }) => isLink?.(row) === true);
    if (column !== undefined) this.options.onLink?.(row, column.name);
  }
}
