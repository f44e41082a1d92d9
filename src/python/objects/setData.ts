/**
 * The payload of a set: CPython's open-addressing table (Objects/setobject.c), slot by slot, because
 * the order of iteration is the order of the slots. In: keys with known hashes. Out: slot numbers.
 *
 * A 64-bit hash is kept as two signed 32-bit words, since JavaScript has no fast 64-bit integers.
 * Deliberately not here: references and comparisons; see `setStore.ts`.
 */
import type { PyObject } from '../memory';
import { hashFromWords } from './hashWords';
import type { Hash } from './type';

/** How many neighbours are probed before jumping (LINEAR_PROBES). */
export const LINEAR_PROBES = 9;
/** PySet_MINSIZE */
export const SET_MINIMUM_SIZE = 8;

export class SetData {
  /** For each slot, its key (owned), or null. */
  keys: (PyObject | null)[] = [null, null, null, null, null, null, null, null];
  /** For each slot, the low and the high word of its hash: 0, 0 never used; -1, -1 without key: a removed key. */
  low: number[] = [0, 0, 0, 0, 0, 0, 0, 0];
  high: number[] = [0, 0, 0, 0, 0, 0, 0, 0];
  /** Number of slots minus one. */
  mask = SET_MINIMUM_SIZE - 1;
  /** Slots with a key or a removed key. */
  fill = 0;
  /** Slots with a key. */
  used = 0;
  /** Where an unsuccessful look-up would put its key: the last slot of a removed key it passed, else the one never used that ended it. */
  vacant = 0;
  /** Where `pop` looks next. */
  finger = 0;
  /** The hash of a frozenset, null while unknown. */
  hash: Hash | null = null;
}

/** The next slot with a key at or after `from`, or -1 (set_next). */
export function nextSlot(data: SetData, from: number): number {
  const { keys } = data;
  for (let slot = from; slot < keys.length; slot++) if (keys[slot] !== null) return slot;
  return -1;
}

export function hashOfSlot(data: SetData, slot: number): Hash {
  return hashFromWords(data.high[slot] as number, data.low[slot] as number);
}

/** Enters a key that is not there into a table without removed keys (set_insert_clean). */
export function insertClean(data: SetData, key: PyObject, low: number, high: number): void {
  const { keys, mask } = data;
  let perturbLow = low;
  let perturbHigh = high;
  let slot = low & mask;
  for (;;) {
    const last = slot + LINEAR_PROBES <= mask ? slot + LINEAR_PROBES : slot;
    for (let probe = slot; probe <= last; probe++) {
      if (keys[probe] === null) {
        keys[probe] = key;
        data.low[probe] = low;
        data.high[probe] = high;
        return;
      }
    }
    perturbLow = (perturbLow >>> 5) | (perturbHigh << 27);
    perturbHigh >>>= 5;
    slot = (Math.imul(slot, 5) + 1 + perturbLow) & mask;
  }
}

/** Makes the table the smallest that is larger than `minimum`, without removed keys (set_table_resize). */
export function resizeSet(data: SetData, minimum: number): void {
  let size = SET_MINIMUM_SIZE;
  while (size <= minimum) size *= 2;
  if (size === SET_MINIMUM_SIZE && data.mask === SET_MINIMUM_SIZE - 1 && data.fill === data.used) return;
  const { keys, low, high } = data;
  emptyTable(data, size);
  for (let slot = 0; slot < keys.length; slot++) {
    const key = keys[slot] as PyObject | null;
    if (key !== null) insertClean(data, key, low[slot] as number, high[slot] as number);
  }
  data.fill = data.used;
}

/** A fresh table of `size` slots; counts stay as they are. */
export function emptyTable(data: SetData, size: number): void {
  data.keys = new Array<PyObject | null>(size).fill(null);
  data.low = new Array<number>(size).fill(0);
  data.high = new Array<number>(size).fill(0);
  data.mask = size - 1;
}

/** Bytes of the table beside the set object, which has room for the smallest one. */
export function tableSize(data: SetData): number {
  return data.mask + 1 > SET_MINIMUM_SIZE ? 16 * (data.mask + 1) : 0;
}

/** The memory block of a table that does not fit the object. */
export function setTableBlocks(data: SetData, present: readonly number[]): readonly number[] {
  const bytes = tableSize(data);
  if (bytes === 0) return present.length === 0 ? present : [];
  return present.length === 1 && present[0] === bytes ? present : [bytes];
}

