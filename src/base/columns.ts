/**
 * Append-only columns of numbers in typed-array chunks of a fixed size: a million rows cost four or eight bytes each, growing
 * never copies, and nothing in them is seen by the garbage collector.
 *
 * Reading outside the column is a mistake of the caller and gives 0 or undefined; hot loops check their bounds themselves.
 */
const CHUNK_BITS = 13;
const CHUNK_SIZE = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_SIZE - 1;

/** Rows of one chunk. */
export const CHUNK_ROWS = CHUNK_SIZE;

/**
 * The memory of one column, or of several that grow together: row after row, so that writing a row touches one place. Chunks
 * that were given up read as 0 and must not be written.
 */
class ChunkStore {
  readonly chunks: Int32Array[] = [];
  private readonly spare: Int32Array[] = [];
  /** What rows that were given up read as. Never written; made when first needed. */
  private zeros: Int32Array | null = null;
  private dropped = 0;

  constructor(readonly stride: number) {}

  /** The chunk at a place, made if it is the next one. */
  chunk(place: number): Int32Array {
    // What was given up is used again: memory the process has already costs much less than new memory.
    while (this.chunks.length <= place) this.chunks.push(this.spare.pop() ?? new Int32Array(CHUNK_SIZE * this.stride));
    return this.chunks[place] as Int32Array;
  }

  drop(place: number): void {
    const chunk = this.chunks[place];
    if (chunk === undefined || chunk === this.zeros) return;
    this.zeros ??= new Int32Array(CHUNK_SIZE * this.stride);
    this.spare.push(chunk);
    this.chunks[place] = this.zeros;
    this.dropped++;
  }

  /** Has chunks before a place that were never there. */
  skip(place: number): void {
    this.zeros ??= new Int32Array(CHUNK_SIZE * this.stride);
    while (this.chunks.length < place) {
      this.chunks.push(this.zeros);
      this.dropped++;
    }
  }

  isDropped(place: number): boolean {
    return this.zeros !== null && this.chunks[place] === this.zeros;
  }

  get byteLength(): number {
    return (this.chunks.length - this.dropped) * CHUNK_SIZE * this.stride * 4;
  }
}

/** A column of 32-bit integers. */
export class Int32Column {
  length = 0;
  private readonly chunks: Int32Array[];
  private readonly stride: number;

  /** @param offset place in the rows of a table */
  constructor(private readonly store = new ChunkStore(1), private readonly offset = 0) {
    this.chunks = store.chunks;
    this.stride = store.stride;
  }

  /** Appends; the index of the new row. */
  push(value: number): number {
    const index = this.length++;
    const place = index >>> CHUNK_BITS;
    const chunk = place < this.chunks.length ? (this.chunks[place] as Int32Array) : this.store.chunk(place);
    chunk[(index & CHUNK_MASK) * this.stride + this.offset] = value;
    return index;
  }

  get(index: number): number {
    return (this.chunks[index >>> CHUNK_BITS] as Int32Array)[(index & CHUNK_MASK) * this.stride + this.offset] as number;
  }

  set(index: number, value: number): void {
    (this.chunks[index >>> CHUNK_BITS] as Int32Array)[(index & CHUNK_MASK) * this.stride + this.offset] = value;
  }

  /** Gives up the rows of a chunk. */
  dropChunk(place: number): void {
    this.store.drop(place);
  }

  /** Bytes taken; of a column of a table, those of the table. */
  get byteLength(): number {
    return this.store.byteLength;
  }
}

/**
 * Columns that grow together, a row at a time. A subclass writes a row to `chunk` from `at` on, after
 * `if (this.at === this.end) this.open()`, and adds the number of columns to `at` and 1 to `rows`: a row costs one check, however
 * many columns. The columns' own lengths are brought up to date by `settle`.
 */
export abstract class Int32Table {
  protected chunk = new Int32Array(0);
  protected at = 0;
  protected end = 0;
  /** Rows so far, while it is being written. */
  protected rows = 0;
  private isOpen = false;
  private readonly store: ChunkStore;
  private readonly together: Int32Column[] = [];

  /** @param stride number of columns */
  constructor(private readonly stride: number) {
    this.store = new ChunkStore(stride);
    for (let offset = 0; offset < stride; offset++) this.together.push(new Int32Column(this.store, offset));
  }

  /** For the subclass's fields. */
  protected column(offset: number): Int32Column {
    return this.together[offset] as Int32Column;
  }

  /** The chunk a row is in: all its columns, row after row. For loops over many rows. */
  protected rowsOf(row: number): Int32Array {
    return this.store.chunks[row >>> CHUNK_BITS] as Int32Array;
  }

  protected get rowCount(): number {
    return this.isOpen ? this.rows : (this.together[0] as Int32Column).length;
  }

  protected open(): void {
    this.settle();
    this.rows = this.rowCount;
    this.chunk = this.store.chunk(this.rows >>> CHUNK_BITS) as Int32Array<ArrayBuffer>;
    this.at = (this.rows & CHUNK_MASK) * this.stride;
    this.end = CHUNK_SIZE * this.stride;
    this.isOpen = true;
  }

  /** Before the columns are used on their own. */
  protected settle(): void {
    if (!this.isOpen) return;
    for (const column of this.together) column.length = this.rows;
    this.isOpen = false;
    this.at = this.end;
  }

  protected dropChunk(place: number): void {
    this.store.drop(place);
  }

  protected isDropped(place: number): boolean {
    return this.store.isDropped(place);
  }

  /** Makes an empty table begin at a row; those before it are as if given up. */
  protected skipRows(row: number): void {
    this.store.skip(row >>> CHUNK_BITS);
    for (const column of this.together) column.length = row;
  }

  get byteLength(): number {
    return this.store.byteLength;
  }
}

/** A column of floating point numbers. */
export class Float64Column {
  length = 0;
  private readonly chunks: Float64Array[] = [];

  push(value: number): number {
    const index = this.length++;
    const at = index & CHUNK_MASK;
    if (at === 0) this.chunks.push(new Float64Array(CHUNK_SIZE));
    (this.chunks[index >>> CHUNK_BITS] as Float64Array)[at] = value;
    return index;
  }

  get(index: number): number {
    return (this.chunks[index >>> CHUNK_BITS] as Float64Array)[index & CHUNK_MASK] as number;
  }

  set(index: number, value: number): void {
    (this.chunks[index >>> CHUNK_BITS] as Float64Array)[index & CHUNK_MASK] = value;
  }

  get byteLength(): number {
    return this.chunks.length * CHUNK_SIZE * 8;
  }
}

/** The columns of a table by name. */
export type Columns = Readonly<Record<string, Int32Column | Float64Column>>;

/** How many rows of an ascending column are below `value`; equally, where it would be inserted before its equals. */
export function lowerBound(column: Int32Column, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column.get(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
