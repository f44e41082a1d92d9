/**
 * The payload of a dict and its table: entries in insertion order, how big CPython's table would be,
 * and the index that makes lookups fast. In: entries of objects. Out: entry indices.
 *
 * CPython has one open-addressing table of hashes; its probing is invisible, as entries are kept in
 * insertion order. So a table here is: up to eight entries are scanned; above, a JavaScript Map goes
 * from the *canonical* form of a key (see `canonicalKey`) to the entry; keys whose equality is decided
 * by code of their own are found by their true hash (`byHash`). What is visible of CPython's table is
 * kept exactly: its size, when it grows, when it is compacted, whether it is a table of str keys.
 *
 * Deliberately not here: references. Nothing in this file counts; see `dictStore.ts`.
 */
import type { PyObject } from '../memory';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';
import type { SharedKeys } from './sharedKeys';
import type { Hash, PyType } from './type';

/** log2 of the slots of shared keys. */
export const SHARED_KEYS_LOG2_SIZE = 6;

/** dk_kind: what a table may hold, hence how many bytes an entry takes. */
export const enum DictKind {
  /** Only exact str keys. */
  Unicode,
  General,
  /** Values beside keys shared with the class (materialised `__dict__` of an instance). */
  Split,
}

/** Up to this many entries a lookup walks the entries. */
const SCAN_MAXIMUM = 8;
/** PyDict_LOG_MINSIZE */
export const LOG_MINIMUM_SIZE = 3;

export class DictData {
  /** For each entry, its key (owned), in insertion order; null is a hole left by a deletion. */
  keys: (PyObject | null)[] = [];
  /** For each entry, its value (owned); null with the key. */
  values: (PyObject | null)[] = [];
  /** Changes with every new table (dk identity): a look-up that compares starts over then. */
  table = 0;
  /** Entries that are not holes. */
  used = 0;
  /** Changes whenever the meaning of an entry index may change: insertion, deletion, clearing, compaction. */
  keysVersion = 0;
  /** dk_log2_size; 0 for the shared table of all empty dicts (Py_EMPTY_KEYS). */
  log2Size = 0;
  /** dk_usable: how many entries fit before the table grows. */
  usable = 0;
  kind: DictKind = DictKind.Unicode;
  /** Of a split table: the keys of the class. The entries here are the instance's own, in its own order. */
  shared: SharedKeys | null = null;
  /** Canonical key -> entry index; null while there are few entries or nobody has looked. */
  index: Map<unknown, number> | null = null;
  /** Entries by true hash: those without canonical form, or all when `hashesAll`; null while there are none. */
  byHash: Map<Hash, number | number[]> | null = null;
  /** For each entry, the hash `byHash` has it under, or null. Null while `byHash` is. */
  hashes: (Hash | null)[] | null = null;
  hashesAll = false;
}

/** USABLE_FRACTION */
export function usableFraction(size: number): number {
  return Math.floor((size * 2) / 3);
}

/**
 * calculate_log2_keysize: a table of at least `minimum` slots. Not always the smallest: setting the bit of
 * the minimum size makes it 16 slots for 1 to 7 and twice the need for some larger powers of two, as in CPython up to 3.13.0
 * (`Profile.dictTablesAreSmallest`).
 */
export function log2KeySize(minimum: number, smallest: boolean): number {
  if (smallest) return 32 - Math.clz32(Math.max(minimum, 8) - 1);
  return 32 - Math.clz32(((minimum | 8) - 1) | 7);
}

/** estimate_log2_keysize: the table for `count` entries. */
export function log2SizeForCount(rt: Pick<Runtime, 'profile'>, count: number): number {
  return log2KeySize(Math.floor((count * 3 + 1) / 2), rt.profile.dictTablesAreSmallest);
}

/** Bytes of the table beside the dict object (_PyDict_SizeOf); shared keys are not counted. */
export function keysSize(data: DictData): number {
  if (data.shared !== null) return 8 * (data.shared.names.length + data.shared.usable);
  if (data.log2Size === 0) return 0;
  const slots = 2 ** data.log2Size;
  const indexBytes = data.log2Size < 8 ? slots : data.log2Size < 16 ? slots * 2 : data.log2Size < 32 ? slots * 4 : slots * 8;
  return 32 + indexBytes + usableFraction(slots) * (data.kind === DictKind.Unicode ? 16 : 24);
}

/** The memory block of the table: a table of its own, the values beside shared keys, or none. */
export function tableBlocks(data: DictData, present: readonly number[]): readonly number[] {
  if (data.shared !== null) return present.length > 0 ? present : [valuesBytes(data.shared.names.length + data.shared.usable)];
  if (data.log2Size === 0) return present.length === 0 ? present : [];
  const bytes = keysSize(data);
  return present.length === 1 && present[0] === bytes ? present : [bytes];
}

/** Values beside shared keys in 3.13 and later, with a head of four bytes and the order of their insertion (_PyInlineValuesSize). */
export function embeddedValuesBytes(keys: SharedKeys | null): number {
  if (keys === null) return 0;
  const room = keys.names.length + keys.usable;
  return Math.ceil(room / 8) * 8 + 8 * (room + 1);
}

/** Values beside shared keys, with the order of their insertion in front (new_values). */
export function valuesBytes(room: number): number {
  return Math.ceil((room + 2) / 8) * 8 + 8 * room;
}

/**
 * The form under which a Map finds a key exactly as Python's equality does: the text of a str, the
 * value of an int, bool or float (equal numbers are the same Map key), the object itself where equality
 * is identity (also a NaN). `undefined`: equality is decided by the key's own code.
 *
 * Hot path.
 */
export function canonicalKey(rt: Runtime, key: PyObject): unknown {
  const type = key.type as PyType;
  const { types } = rt;
  if (type === types.str || type === types.int || type === types.bool) return key.value;
  if (type === types.float) {
    const value = key.value as number;
    if (value !== value) return key;
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  const { richcompare, hash } = type;
  if (richcompare === types.object.richcompare && (hash === types.object.hash || key === rt.none)) return key;
  if (type.layout === types.str && richcompare === types.str.richcompare && hash === types.str.hash) return key.value;
  if (type.layout === types.int && richcompare === types.int.richcompare && hash === types.int.hash) return key.value;
  return undefined;
}

/** Whether a key without canonical form may nevertheless equal one that has: false for what built-in code compares. */
export function mayEqualCanonical(rt: Runtime, key: PyObject): boolean {
  const { type } = key;
  const { types } = rt;
  return !(type === types.tuple || type === types.bytes || type === types.frozenset || type === types.code || type === types.method
    || type === types.builtinFunction || type === types.range || type === types.genericAlias || type === types.union);
}

/**
 * The entry of a text among exact str keys (and str subclasses that compare as str); -1 when there is
 * none. Never runs Python. Hot path.
 */
export function findText(data: DictData, text: string): number {
  const { index } = data;
  if (index !== null) return index.get(text) ?? -1;
  const { keys } = data;
  const count = keys.length;
  if (count > SCAN_MAXIMUM && data.kind === DictKind.Unicode) {
    const made = new Map<unknown, number>();
    for (let entry = 0; entry < count; entry++) {
      const key = keys[entry] as PyObject | null;
      if (key !== null) made.set(key.value, entry);
    }
    data.index = made;
    return made.get(text) ?? -1;
  }
  if (data.kind === DictKind.Unicode) {
    for (let entry = 0; entry < count; entry++) {
      const key = keys[entry] as PyObject | null;
      if (key !== null && key.value === text) return entry;
    }
    return -1;
  }
  for (let entry = 0; entry < count; entry++) {
    const key = keys[entry] as PyObject | null;
    if (key !== null && key.value === text && isTextKey(key)) return entry;
  }
  return -1;
}

/** Whether a key whose value is a JavaScript string is an exact str or compares as one. */
function isTextKey(key: PyObject): boolean {
  const type = key.type as PyType;
  const { layout } = type;
  return type === layout || (type.richcompare === layout.richcompare && type.hash === layout.hash);
}

/** The entry of a str by identity first, then by text; -1 when there is none. Hot path. */
export function findStr(data: DictData, name: PyStr): number {
  const { keys } = data;
  const count = keys.length;
  if (count <= SCAN_MAXIMUM) {
    for (let entry = 0; entry < count; entry++) if (keys[entry] === name) return entry;
  }
  return findText(data, name.value);
}

/** The entry of a canonical key that is not a text; -1 when there is none. */
export function findCanonical(rt: Runtime, data: DictData, canonical: unknown): number {
  if (data.kind === DictKind.Unicode) return typeof canonical === 'string' ? findText(data, canonical) : -1;
  const { index } = data;
  if (index !== null) return index.get(canonical) ?? -1;
  const { keys } = data;
  const count = keys.length;
  if (count > SCAN_MAXIMUM) return makeIndex(rt, data).get(canonical) ?? -1;
  for (let entry = 0; entry < count; entry++) {
    const key = keys[entry] as PyObject | null;
    if (key !== null && canonicalKey(rt, key) === canonical) return entry;
  }
  return -1;
}

function makeIndex(rt: Runtime, data: DictData): Map<unknown, number> {
  const made = new Map<unknown, number>();
  const { keys } = data;
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] as PyObject | null;
    if (key === null) continue;
    const canonical = canonicalKey(rt, key);
    if (canonical !== undefined) made.set(canonical, entry);
  }
  data.index = made;
  return made;
}

/** Enters an entry under its hash. */
export function addHash(data: DictData, hash: Hash, entry: number): void {
  data.byHash ??= new Map<Hash, number | number[]>();
  data.hashes ??= [];
  while (data.hashes.length < entry) data.hashes.push(null);
  data.hashes[entry] = hash;
  const present = data.byHash.get(hash);
  if (present === undefined) data.byHash.set(hash, entry);
  else if (typeof present === 'number') data.byHash.set(hash, [present, entry]);
  else present.push(entry);
}

/** Takes an entry that is about to become a hole out of both indices. */
export function forgetEntry(rt: Runtime, data: DictData, entry: number): void {
  if (data.index !== null) {
    const canonical = canonicalKey(rt, data.keys[entry] as PyObject);
    if (canonical !== undefined) data.index.delete(canonical);
  }
  const { hashes, byHash } = data;
  if (hashes === null || byHash === null) return;
  const hash = hashes[entry];
  if (hash === undefined || hash === null) return;
  hashes[entry] = null;
  const present = byHash.get(hash);
  if (Array.isArray(present)) {
    const rest = present.filter((other) => other !== entry);
    byHash.set(hash, rest.length === 1 ? (rest[0] as number) : rest);
  } else byHash.delete(hash);
}

/**
 * dictresize: a new table of 2**log2Size slots. Holes disappear, so entry indices change; `unicode`
 * says whether the new table may be one of str keys (it is not when the old one is general).
 */
export function resizeTable(data: DictData, log2Size: number, unicode: boolean): void {
  data.table++;
  if (data.used !== data.keys.length) compact(data);
  if (data.kind === DictKind.General || !unicode) data.kind = DictKind.General;
  else data.kind = DictKind.Unicode;
  data.shared = null;
  data.log2Size = log2Size;
  data.usable = usableFraction(2 ** log2Size) - data.used;
}

/** insertion_resize: growth by factor three of what is used. */
export function growTable(rt: Pick<Runtime, 'profile'>, data: DictData, unicode: boolean): void {
  resizeTable(data, log2KeySize(data.used * 3, rt.profile.dictTablesAreSmallest), unicode);
}

function compact(data: DictData): void {
  const { keys, values, hashes } = data;
  const newKeys: (PyObject | null)[] = [];
  const newValues: (PyObject | null)[] = [];
  data.keysVersion++;
  data.index = null;
  data.byHash = null;
  data.hashes = null;
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] as PyObject | null;
    if (key === null) continue;
    const hash = hashes === null ? null : (hashes[entry] ?? null);
    if (hash !== null) addHash(data, hash, newKeys.length);
    newKeys.push(key);
    newValues.push(values[entry] as PyObject);
  }
  data.keys = newKeys;
  data.values = newValues;
}

/** The entries in the order in which they are visited and released: that of the shared keys in a split table. */
export function releaseOrder(data: DictData): number[] {
  const { keys, shared } = data;
  const order: number[] = [];
  for (let entry = 0; entry < keys.length; entry++) if (keys[entry] !== null) order.push(entry);
  if (shared === null) return order;
  const indexOf = (entry: number): number => shared.indexByName.get((keys[entry] as PyStr).value) as number;
  return order.sort((left, right) => indexOf(left) - indexOf(right));
}

/** Makes the table the shared empty one; the caller has taken keys and values. */
export function resetTable(data: DictData): void {
  data.table++;
  data.keys = [];
  data.values = [];
  data.used = 0;
  data.keysVersion++;
  data.log2Size = 0;
  data.usable = 0;
  data.kind = DictKind.Unicode;
  data.shared = null;
  data.index = null;
  data.byHash = null;
  data.hashes = null;
  data.hashesAll = false;
}

/** A copy of the table, holes included (clone_combined_dict_keys). References are the caller's business. */
export function cloneTable(source: DictData, target: DictData): void {
  target.table++;
  target.keys = source.keys.slice();
  target.values = source.values.slice();
  target.used = source.used;
  target.keysVersion++;
  target.log2Size = source.log2Size;
  target.usable = source.usable;
  target.kind = source.kind;
  target.shared = source.shared;
  target.index = null;
  target.hashesAll = source.hashesAll;
  target.hashes = source.hashes === null ? null : source.hashes.slice();
  target.byHash = null;
  if (source.byHash !== null) {
    target.byHash = new Map();
    for (const [hash, entries] of source.byHash) target.byHash.set(hash, typeof entries === 'number' ? entries : entries.slice());
  }
}
