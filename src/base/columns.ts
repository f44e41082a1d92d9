/**
 * Append-only columns of numbers in typed-array chunks of a fixed size: a million rows cost four or eight bytes each, growing
 * never copies, and nothing in them is seen by the garbage collector.
 *
 * Reading outside the column is a mistake of the caller and gives 0 or undefined; hot loops check their bounds themselves.
 */
const CHUNK_BITS = 13;
const CHUNK_SIZE = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_SIZE - 1;

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

  /** Bytes taken. */
  get byteLength(): number {
    return this.chunks.length * CHUNK_SIZE * 4;
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
