/**
 * All places of the run which ever held a reference: for each the holder, its position there and its label. A slot's
 * present target is in the heap state. Slots of one holder are chained, oldest first.
 *
 * A position whose label changes (the second entry of a dict gets another key) gets a new slot; the old one stays empty.
 * The chains are made when somebody first asks for one, so that recording need not keep them.
 */
import { CHUNK_ROWS, Int32Column, Int32Table } from '../base';
import type { Label } from './labels';

export class SlotTable extends Int32Table {
  private readonly holders: Int32Column;
  private readonly labels: Int32Column;
  private readonly ordinals: Int32Column;
  /** For each slot that is chained already, the next one of its holder. */
  private readonly nexts = new Int32Column();
  /** For each entity, its first and last chained slot, or 0. */
  private readonly firsts = new Int32Column();
  private readonly lasts = new Int32Column();

  constructor() {
    super(3);
    this.holders = this.column(0);
    this.labels = this.column(1);
    this.ordinals = this.column(2);
    // Slot 0 is no slot, so that 0 ends a chain.
    this.add(0, 0, 0);
  }

  get count(): number {
    return this.rowCount;
  }

  /** Hot path. */
  add(holder: number, ordinal: number, label: Label): number {
    if (this.at === this.end) this.open();
    const { at, chunk } = this;
    chunk[at] = holder;
    chunk[at + 1] = label;
    chunk[at + 2] = ordinal;
    this.at = at + 3;
    return this.rows++;
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
    if (this.nexts.length < this.rowCount) this.chain();
    return entity < this.firsts.length ? this.firsts.get(entity) : 0;
  }

  /** The next slot of the same holder, or 0. */
  next(slot: number): number {
    if (this.nexts.length < this.rowCount) this.chain();
    return this.nexts.get(slot);
  }

  private chain(): void {
    const { nexts, firsts, lasts } = this;
    for (let slot = nexts.length; slot < this.rowCount; slot++) {
      nexts.push(0);
      const holder = this.holders.get(slot);
      if (holder === 0) continue;
      while (firsts.length <= holder) {
        firsts.push(0);
        lasts.push(0);
      }
      const last = lasts.get(holder);
      if (last === 0) firsts.set(holder, slot);
      else nexts.set(last, slot);
      lasts.set(holder, slot);
    }
  }

  /** Gives up chunks of slots before `end` whose holders are all gone. */
  dropGone(end: number, isGone: (holder: number) => boolean): void {
    chunks: for (let place = 0; (place + 1) * CHUNK_ROWS <= end; place++) {
      if (this.isDropped(place)) continue;
      const from = place * CHUNK_ROWS;
      for (let slot = Math.max(from, 1); slot < from + CHUNK_ROWS; slot++) if (!isGone(this.holders.get(slot))) continue chunks;
      this.dropChunk(place);
    }
  }

  override get byteLength(): number {
    return super.byteLength + this.nexts.byteLength + this.firsts.byteLength * 2;
  }
}
