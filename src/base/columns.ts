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

/** What rows that were given up read as. Never written. */
const ZEROS = new Int32Array(CHUNK_SIZE);

/** A column of 32-bit integers. */
export class Int32Column {
  length = 0;
  private readonly chunks: Int32Array[] = [];

  /** Appends; the index of the new row. */
  push(value: number): number {
    const index = this.length++;
    const at = index & CHUNK_MASK;
    if (at === 0) this.chunks.push(new Int32Array(CHUNK_SIZE));
    (this.chunks[index >>> CHUNK_BITS] as Int32Array)[at] = value;
    return index;
  }

  get(index: number): number {
    return (this.chunks[index >>> CHUNK_BITS] as Int32Array)[index & CHUNK_MASK] as number;
  }

  set(index: number, value: number): void {
    (this.chunks[index >>> CHUNK_BITS] as Int32Array)[index & CHUNK_MASK] = value;
  }

  /** The chunk that holds a row, made if it is the next one: for tables that write several columns at one place (`Int32Table`). */
  chunkAt(index: number): Int32Array {
    const place = index >>> CHUNK_BITS;
    if (place === this.chunks.length) this.chunks.push(new Int32Array(CHUNK_SIZE));
    return this.chunks[place] as Int32Array;
  }

  /** Gives up the rows of a chunk: they read as 0 from now on and must not be written. */
  dropChunk(place: number): void {
    if (this.chunks[place] !== ZEROS && place < this.chunks.length) {
      this.chunks[place] = ZEROS;
      this.dropped++;
    }
  }

  /** Makes an empty column begin at a row: those before it are given up, none was ever written. */
  skipTo(row: number): void {
    for (let place = 0; place < row >>> CHUNK_BITS; place++) this.chunks.push(ZEROS);
    this.dropped = this.chunks.length;
    if ((row & CHUNK_MASK) !== 0) this.chunks.push(new Int32Array(CHUNK_SIZE));
    this.length = row;
  }

  isDropped(place: number): boolean {
    return this.chunks[place] === ZEROS;
  }

  private dropped = 0;

  /** Bytes taken. */
  get byteLength(): number {
    return (this.chunks.length - this.dropped) * CHUNK_SIZE * 4;
  }
}

/**
 * Columns that grow together, a row at a time. A subclass keeps the chunks it writes to in fields of its own (`openChunks`) and
 * stores a row at `at` of each, after `if (this.at === CHUNK_ROWS) this.open()`: a row costs one check, however many columns.
 * The columns' own lengths are brought up to date by `settle`.
 */
export abstract class Int32Table {
  /** Where the next row goes in the open chunks; CHUNK_ROWS when there is no room or none are open. */
  protected at = CHUNK_SIZE;
  /** The first row of the open chunks. */
  protected start = 0;
  private isOpen = false;

  protected abstract get together(): readonly Int32Column[];
  /** Takes the chunks that hold `row`. */
  protected abstract openChunks(row: number): void;

  /** Rows so far. */
  protected get rowCount(): number {
    return this.isOpen ? this.start + this.at : (this.together[0] as Int32Column).length;
  }

  protected open(): void {
    this.settle();
    const row = this.rowCount;
    this.start = row & ~CHUNK_MASK;
    this.at = row & CHUNK_MASK;
    this.openChunks(row);
    this.isOpen = true;
  }

  /** Before the columns are used on their own. */
  protected settle(): void {
    if (!this.isOpen) return;
    const count = this.start + this.at;
    for (const column of this.together) column.length = count;
    this.isOpen = false;
    this.at = CHUNK_SIZE;
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
