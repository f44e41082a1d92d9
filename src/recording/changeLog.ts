/**
 * The log: every change of the heap state in order, each with the value it replaced, so that it can be read in both
 * directions. Three columns; field and index share one word.
 *
 * Rows are numbered from the beginning of the run, also when the oldest ones were given up (`dropBefore`).
 */
import { CHUNK_ROWS, Int32Table, type Int32Column } from '../base';
import type { Field, HeapState } from './heapState';

const FIELD_BITS = 2;
const FIELD_MASK = (1 << FIELD_BITS) - 1;
/** Numbers of a row: field and index, old value, new value. */
const WIDTH = 3;

export class ChangeLog extends Int32Table {
  private readonly keys: Int32Column;
  private readonly olds: Int32Column;
  private readonly news: Int32Column;
  private droppedChunks = 0;

  constructor() {
    super(WIDTH);
    this.keys = this.column(0);
    this.olds = this.column(1);
    this.news = this.column(2);
  }

  get length(): number {
    return this.rowCount;
  }

  /** Hot path. */
  push(field: Field, index: number, oldValue: number, newValue: number): void {
    if (this.at === this.end) this.open();
    const { at, chunk } = this;
    chunk[at] = (index << FIELD_BITS) | field;
    chunk[at + 1] = oldValue;
    chunk[at + 2] = newValue;
    this.at = at + WIDTH;
    this.rows++;
  }

  field(change: number): Field {
    return this.keys.get(change) & FIELD_MASK;
  }

  index(change: number): number {
    return this.keys.get(change) >>> FIELD_BITS;
  }

  oldValue(change: number): number {
    return this.olds.get(change);
  }

  newValue(change: number): number {
    return this.news.get(change);
  }

  /** Applies changes `from` to `to` (exclusive) in order. Hot path: chunk by chunk. */
  forward(state: HeapState, from: number, to: number): void {
    for (let change = from; change < to;) {
      const rows = this.rowsOf(change);
      const first = change % CHUNK_ROWS;
      const end = Math.min(CHUNK_ROWS, first + to - change);
      for (let at = first * WIDTH; at < end * WIDTH; at += WIDTH) {
        const key = rows[at] as number;
        state.set(key & FIELD_MASK, key >>> FIELD_BITS, rows[at + 2] as number);
      }
      change += end - first;
    }
  }

  /** Takes changes back, from `from` (exclusive) down to `to`. */
  backward(state: HeapState, from: number, to: number): void {
    for (let change = from; change > to;) {
      const rows = this.rowsOf(change - 1);
      const last = (change - 1) % CHUNK_ROWS;
      const end = Math.max(0, last - (change - 1 - to));
      for (let at = last * WIDTH; at >= end * WIDTH; at -= WIDTH) {
        const key = rows[at] as number;
        state.set(key & FIELD_MASK, key >>> FIELD_BITS, rows[at + 1] as number);
      }
      change -= last - end + 1;
    }
  }

  /** Makes an empty log begin at a change. */
  skipTo(change: number): void {
    this.skipRows(change);
    this.droppedChunks = Math.floor(change / CHUNK_ROWS);
  }

  /** Gives up what lies wholly before a change. */
  dropBefore(change: number): void {
    const last = Math.floor(change / CHUNK_ROWS);
    for (; this.droppedChunks < last; this.droppedChunks++) this.dropChunk(this.droppedChunks);
  }
}
