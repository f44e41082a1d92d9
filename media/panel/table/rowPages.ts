/**
 * Rows of a long table, loaded by pages as they come into sight and given up when they are long out of it. In: how to load a range.
 * Out: rows that are there, and word when more are.
 */

export interface RowRange<Row> {
  /** Rows there are in all. */
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface RowSource<Row> {
  load(from: number, count: number): Promise<RowRange<Row>>;
}

const pageSize = 100;
const mostPages = 60;

export class RowPages<Row> {
  total = 0;
  private readonly pages = new Map<number, readonly Row[]>();
  private readonly underWay = new Set<number>();

  /** @param onFailure told what could not be loaded */
  constructor(private readonly source: RowSource<Row>, private readonly onRows: () => void, private readonly onFailure: (error: unknown) => void) {}

  /** The first rows, and how many there are. */
  async begin(first: number): Promise<void> {
    const page = Math.floor(first / pageSize);
    const range = await this.source.load(page * pageSize, pageSize);
    this.total = range.total;
    this.pages.set(page, range.rows);
    // There are fewer rows than before: what was in sight is gone.
    if (range.rows.length === 0 && page > 0 && range.total > 0) await this.begin(Math.max(0, range.total - pageSize));
  }

  row(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Has rows from `first` to before `end` loaded. */
  want(first: number, end: number): void {
    for (let page = Math.floor(first / pageSize); page * pageSize < end; page++) {
      if (this.underWay.has(page)) continue;
      const known = this.pages.get(page);
      if (known !== undefined) {
        // The pages used last are given up last.
        this.pages.delete(page);
        this.pages.set(page, known);
        continue;
      }
      this.underWay.add(page);
      this.source.load(page * pageSize, pageSize).then(({ rows }) => {
        this.pages.set(page, rows);
        const oldest = this.pages.keys().next().value;
        if (this.pages.size > mostPages && oldest !== undefined) this.pages.delete(oldest);
        this.onRows();
      }, this.onFailure).finally(() => this.underWay.delete(page));
    }
  }
}

/** Rows that are all there. */
export function sourceOf<Row>(rows: readonly Row[]): RowSource<Row> {
  return { load: (from, count) => Promise.resolve({ total: rows.length, rows: rows.slice(from, from + count) }) };
}
