/**
 * Where in an instance its `__dict__` and its list of weak references lie (tp_dictoffset, tp_weaklistoffset). In: a type. Out: bytes
 * from the start of the object, 0 for none, or less than 0 where they lie in front of it, as for classes made by Python
 * (Py_TPFLAGS_MANAGED_DICT, Py_TPFLAGS_MANAGED_WEAKREF).
 *
 * The rows are facts about 64-bit CPython 3.12's structs. They are seen in `__dictoffset__` and `__weakrefoffset__`, and what lies in
 * front of an object counts in its size; nothing else depends on them.
 */
import { AttributeStorage, type PyType } from './type';

const MANAGED_DICT = -1;
const MANAGED_WEAKREF = -32;

/** For types with other offsets than the usual ones: `__dict__`, weak references. */
const ROWS: Readonly<Record<string, readonly [dict: number, weakrefs: number]>> = {
  '_asyncio.Future': [104, 112], '_asyncio.Task': [104, 112], '_contextvars.Context': [0, 32],
  '_io.BufferedRWPair': [32, 40], '_io.BufferedRandom': [136, 144], '_io.BufferedReader': [136, 144], '_io.BufferedWriter': [136, 144],
  '_io.BytesIO': [40, 48], '_io.FileIO': [40, 32], '_io.StringIO': [144, 152], '_io.TextIOWrapper': [184, 176],
  '_io._BufferedIOBase': [16, 24], '_io._IOBase': [16, 24], '_io._RawIOBase': [16, 24], '_io._TextIOBase': [16, 24],
  '_queue.SimpleQueue': [0, 48], '_struct.Struct': [0, 48], '_thread._local': [0, 40], '_thread._localdummy': [0, 24], '_thread.lock': [0, 24], 'array.array': [0, 48],
  async_generator: [0, 16], classmethod: [24, 0], code: [0, 144], coroutine: [0, 16], frozenset: [0, 192], function: [88, 96],
  generator: [0, 16], memoryview: [0, 136], method: [0, 32], set: [0, 192], staticmethod: [24, 0], type: [264, 368],
  'collections.OrderedDict': [96, 104], 'collections.deque': [0, 208], 'functools._lru_cache_wrapper': [136, 144], 'functools.partial': [40, 48],
  'itertools._tee': [0, 32], 'pickle.PickleBuffer': [0, 96], 're.Pattern': [0, 64],
  ExceptionGroup: [16, MANAGED_WEAKREF], 'typing.TypeVar': [MANAGED_DICT, MANAGED_WEAKREF], 'typing.ParamSpec': [MANAGED_DICT, MANAGED_WEAKREF],
  'typing.TypeVarTuple': [MANAGED_DICT, MANAGED_WEAKREF], 'typing.ParamSpecArgs': [0, MANAGED_WEAKREF], 'typing.ParamSpecKwargs': [0, MANAGED_WEAKREF],
};
const USUAL = [16, 40] as const;

/** The offset the nearest type with a row gives, or null. */
function inheritedOffset(type: PyType, column: 0 | 1): number | null {
  for (const base of type.mro) {
    const row = base.definition === null ? undefined : ROWS[base.definition.name];
    if (row !== undefined && (base === type || row[column] !== 0)) return row[column];
  }
  return null;
}

export function dictOffset(type: PyType): number {
  if (type.attributeStorage === AttributeStorage.None) return 0;
  if (type.layout.mro.length === 1 && type.flags.heap) return MANAGED_DICT;
  return inheritedOffset(type, 0) ?? (type.layout.attributeStorage === AttributeStorage.None ? MANAGED_DICT : USUAL[0]);
}

export function weakrefOffset(type: PyType): number {
  if (!type.supportsWeakrefs) return 0;
  if (type.layout.mro.length === 1 && type.flags.heap) return MANAGED_WEAKREF;
  return inheritedOffset(type, 1) ?? (type.layout.supportsWeakrefs ? USUAL[1] : MANAGED_WEAKREF);
}

/** Whether something lies in front of an instance's header (_PyType_PreHeaderSize). */
export function isManaged(type: PyType): boolean {
  return dictOffset(type) < 0 || weakrefOffset(type) < 0;
}
