/**
 * The log: every change of the heap state in order, each with the value it replaced, so that it can be read in both
 * directions. Three columns; field and index share one word.
 */
import { Int32Column } from '../base';
import type { Field, HeapState } from './heapState';

const FIELD_BITS = 2;
const FIELD_MASK = (1 << FIELD_BITS) - 1;

export class ChangeLog {
  private readonly keys = new Int32Column();
  private readonly olds = new Int32Column();
  private readonly news = new Int32Column();

  get length(): number {
    return this.keys.length;
  }

  push(field: Field, index: number, oldValue: number, newValue: number): void {
    this.keys.push((index << FIELD_BITS) | field);
    this.olds.push(oldValue);
    this.news.push(newValue);
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

  /** Applies changes `from` to `to` (exclusive) in order. */
  forward(state: HeapState, from: number, to: number): void {
    const { keys, news } = this;
    for (let change = from; change < to; change++) {
      const key = keys.get(change);
      state.set(key & FIELD_MASK, key >>> FIELD_BITS, news.get(change));
    }
  }

  /** Takes changes back, from `from` (exclusive) down to `to`. */
  backward(state: HeapState, from: number, to: number): void {
    const { keys, olds } = this;
    for (let change = from - 1; change >= to; change--) {
      const key = keys.get(change);
      state.set(key & FIELD_MASK, key >>> FIELD_BITS, olds.get(change));
    }
  }

  get byteLength(): number {
    return this.keys.byteLength * 3;
  }
}
