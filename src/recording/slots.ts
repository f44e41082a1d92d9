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
  private readonly holders = new Int32Column();
  private readonly labels = new Int32Column();
  private readonly ordinals = new Int32Column();
  private holderChunk!: Int32Array;
  private labelChunk!: Int32Array;
  private ordinalChunk!: Int32Array;
  /** For each slot that is chained already, the next one of its holder. */
  private readonly nexts = new Int32Column();
  /** For each entity, its first and last chained slot, or 0. */
  private readonly firsts = new Int32Column();
  private readonly lasts = new Int32Column();

  constructor() {
    super();
    // Slot 0 is no slot, so that 0 ends a chain.
    this.add(0, 0, 0);
  }

  protected get together(): readonly Int32Column[] {
    return [this.holders, this.labels, this.ordinals];
  }

  protected openChunks(row: number): void {
    this.holderChunk = this.holders.chunkAt(row);
    this.labelChunk = this.labels.chunkAt(row);
    this.ordinalChunk = this.ordinals.chunkAt(row);
  }

  get count(): number {
    return this.rowCount;
  }

  /** Hot path. */
  add(holder: number, ordinal: number, label: Label): number {
    if (this.at === CHUNK_ROWS) this.open();
    const at = this.at++;
    this.holderChunk[at] = holder;
    this.labelChunk[at] = label;
    this.ordinalChunk[at] = ordinal;
    return this.start + at;
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
      if (this.holders.isDropped(place)) continue;
      const from = place * CHUNK_ROWS;
      for (let slot = Math.max(from, 1); slot < from + CHUNK_ROWS; slot++) if (!isGone(this.holders.get(slot))) continue chunks;
      for (const column of this.together) column.dropChunk(place);
    }
  }

  get byteLength(): number {
    return this.holders.byteLength * 3 + this.nexts.byteLength + this.firsts.byteLength * 2;
  }
}
