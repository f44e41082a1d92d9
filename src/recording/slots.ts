/**
 * All places of the run which ever held a reference: for each the holder, its position there and its label. A slot's
 * present target is in the heap state. Slots of one holder are chained, oldest first.
 *
 * A position whose label changes (the second entry of a dict gets another key) gets a new slot; the old one stays empty.
 */
import { Int32Column } from '../base';
import type { Label } from './labels';

export class SlotTable {
  private readonly holders = new Int32Column();
  private readonly labels = new Int32Column();
  private readonly ordinals = new Int32Column();
  private readonly nexts = new Int32Column();
  /** For each entity, its first and last slot, or 0. */
  private readonly firsts = new Int32Column();
  private readonly lasts = new Int32Column();

  constructor() {
    // Slot 0 is no slot, so that 0 ends a chain.
    this.holders.push(0);
    this.labels.push(0);
    this.ordinals.push(0);
    this.nexts.push(0);
  }

  get count(): number {
    return this.holders.length;
  }

  add(holder: number, ordinal: number, label: Label): number {
    while (this.firsts.length <= holder) {
      this.firsts.push(0);
      this.lasts.push(0);
    }
    const slot = this.holders.push(holder);
    this.labels.push(label);
    this.ordinals.push(ordinal);
    this.nexts.push(0);
    const last = this.lasts.get(holder);
    if (last === 0) this.firsts.set(holder, slot);
    else this.nexts.set(last, slot);
    this.lasts.set(holder, slot);
    return slot;
  }

  holder(slot: number): number {
    return this.holders.get(slot);
  }

  label(slot: number): Label {
    return this.labels.get(slot);
  }

  /** Position among the holder's references, from 0. */
  ordinal(slot: number): number {
    return this.ordinals.get(slot);
  }

  /** The first slot of an entity, 0 when it never had one. */
  first(entity: number): number {
    return entity < this.firsts.length ? this.firsts.get(entity) : 0;
  }

  /** The next slot of the same holder, or 0. */
  next(slot: number): number {
    return this.nexts.get(slot);
  }

  get byteLength(): number {
    return this.holders.byteLength * 4 + this.firsts.byteLength * 2;
  }
}
