/** How each kind of object gets into a pickle (CPython Modules/_pickle.c save, save_pers, dump). */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, dictGet, getItem, isStrLike, isTrue, isTupleLike, lookupAttributeString, newInt, newTuple, raise, catching, str, isSubtype,
  type PyByteArray, type PyBytes, type PyDict, type PyFloat, type PyInt, type PyList, type PySet, type PyStr, type PyTuple,
} from '../../objects';
import { saveBool, saveByteArray, saveBytes, saveFloat, saveInt, saveText } from './atoms';
import { saveDict, saveFrozenset, saveList, saveSet, saveTuple } from './containers';
import { saveGlobal } from './globals';
import { Op } from './opcodes';
import { isPickleBuffer, savePickleBuffer } from './pickleBuffer';
import type { Saving} from './picklerState';
import { typeOf } from './picklerState';
import { saveReduce } from './reduction';
import { pickleState, raisePickling } from './state';

/** From this depth on, fast mode looks for objects that hold themselves. */
const FAST_DEPTH = 50;

/** Calls persistent_id; whether there is one, and then it is written. */
function savePersistent(saving: Saving, object: PyObject): boolean {
  const { rt, data, output, self } = saving;
  const { persistentId } = data;
  if (persistentId === null) return false;
  const id = callObject(rt, persistentId, data.persistentIdIsMethod ? [self, object] : [object]);
  try {
    if (id === rt.none) return false;
    if (data.isBinary) {
      save(saving, id, true);
      output.op(Op.BinPersId);
      return true;
    }
    const text = str(rt, id);
    try {
      if (!/^[\0-\x7f]*$/.test(text.value)) raisePickling(rt, 'persistent IDs in protocol 0 must be ASCII strings');
      output.op(Op.PersId);
      output.text(`${text.value}\n`);
    } finally {
      decref(rt, text);
    }
    return true;
  } finally {
    decref(rt, id);
  }
}

/** Atoms and what the memo knows. */
function saveSimple(saving: Saving, object: PyObject): boolean {
  const { rt, output } = saving;
  const { types } = rt;
  if (object === rt.none) output.op(Op.None);
  else if (object === rt.true || object === rt.false) saveBool(saving, object === rt.true);
  else if (object.type === types.int) saveInt(saving, object as PyInt);
  else if (object.type === types.float) saveFloat(saving, object as PyFloat);
  else if (saving.isKnown(object)) saving.get(object);
  else if (object.type === types.str) saveText(saving, object as PyStr);
  else return false;
  return true;
}

/** In fast mode nothing is remembered: what holds itself is found by its depth. */
function nested(saving: Saving, object: PyObject, body: () => void): void {
  const { rt, data } = saving;
  if (data.fast === 0) {
    body();
    return;
  }
  const isDeep = ++data.fastNesting >= FAST_DEPTH;
  if (isDeep) {
    data.fastMemo ??= new Set();
    if (data.fastMemo.has(object)) {
      data.fastNesting = 0;
      raise(rt, 'ValueError', `fast mode: can't pickle cyclic objects including object type ${typeOf(object).name.slice(0, 200)} at 0x${rt.addressOf(object).toString(16)}`);
    }
    data.fastMemo.add(object);
  }
  try {
    body();
  } finally {
    data.fastNesting--;
    if (isDeep) data.fastMemo?.delete(object);
  }
}

/** A value of `__reduce__` that is given up. */
function saveReduced(saving: Saving, value: PyObject, object: PyObject): void {
  const { rt } = saving;
  const saveIt = (part: PyObject): void => save(saving, part, false);
  try {
    if (isStrLike(rt, value)) saveGlobalOf(saving, object, value);
    else if (!isTupleLike(rt, value)) raisePickling(rt, '__reduce__ must return a string or tuple');
    else saveReduce(saving, value, object, saveIt);
  } finally {
    decref(rt, value);
  }
}

function saveGlobalOf(saving: Saving, object: PyObject, name: PyObject | null): void {
  const saveIt = (part: PyObject): void => save(saving, part, false);
  saveGlobal(saving, object, name, saveIt, (value) => saveReduce(saving, value, null, saveIt));
}

/** Exact built-in types; a value for `__reduce__`, 'done', or null for another type. */
function saveBuiltIn(saving: Saving, object: PyObject): PyObject | 'done' | null {
  const { types } = saving.rt;
  const saveIt = (part: PyObject): void => save(saving, part, false);
  switch (object.type) {
    case types.bytes: return saveBytes(saving, object as PyBytes) ?? 'done';
    case types.dict:
      nested(saving, object, () => saveDict(saving, object as PyDict, saveIt));
      return 'done';
    case types.set: return saveSet(saving, object as PySet, saveIt) ?? 'done';
    case types.frozenset: return saveFrozenset(saving, object as PySet, saveIt) ?? 'done';
    case types.list:
      nested(saving, object, () => saveList(saving, object as PyList, saveIt));
      return 'done';
    case types.tuple:
      saveTuple(saving, object as PyTuple, saveIt);
      return 'done';
    case types.bytearray: return saveByteArray(saving, object as PyByteArray) ?? 'done';
    default:
      if (!isPickleBuffer(saving.rt, object)) return null;
      savePickleBuffer(saving, object, isTrue);
      return 'done';
  }
}

/** The singletons' types are made by `type(singleton)`. */
function saveClass(saving: Saving, object: PyObject): void {
  const { rt } = saving;
  const singleton = [[rt.types.NoneType, rt.none], [rt.types.ellipsis, rt.ellipsis], [rt.types.NotImplementedType, rt.notImplemented]]
    .find(([type]) => (type as { object?: PyObject }).object === object)?.[1] as PyObject | undefined;
  if (singleton === undefined) saveGlobalOf(saving, object, null);
  else saveReduced(saving, newTuple(rt, [incref(rt.types.type.object), newTuple(rt, [incref(singleton)])]), object);
}

/** A function of copyreg's or the pickler's table (new reference), or null. */
function registered({ rt, data }: Saving, object: PyObject): PyObject | null {
  const type = typeOf(object).object as PyObject;
  const { dispatchTable } = data;
  if (dispatchTable !== null) return catching<PyObject | null>(rt, 'KeyError', () => getItem(rt, dispatchTable, type), () => null);
  const found = dictGet(rt, pickleState(rt).dispatchTable, type);
  return found === null ? null : incref(found);
}

/** What an object says of itself (new reference). */
function reduced({ rt, protocol }: Saving, object: PyObject): PyObject {
  const call = (callable: PyObject, args: readonly PyObject[]): PyObject => {
    try {
      return callObject(rt, callable, args);
    } finally {
      decref(rt, callable);
      for (const argument of args) decref(rt, argument);
    }
  };
  const reduceEx = lookupAttributeString(rt, object, '__reduce_ex__');
  if (reduceEx !== null) return call(reduceEx, [newInt(rt, protocol)]);
  const reduce = lookupAttributeString(rt, object, '__reduce__');
  return reduce === null ? raisePickling(rt, `can't pickle '${typeOf(object).name.slice(0, 200)}' object`) : call(reduce, []);
}

function saveOther(saving: Saving, object: PyObject): void {
  const { rt, data } = saving;
  const built = saveBuiltIn(saving, object);
  if (built === 'done') return;
  if (built !== null) {
    saveReduced(saving, built, object);
    return;
  }
  if (data.reducerOverride !== null) {
    const value = callObject(rt, data.reducerOverride, [object]);
    if (value !== rt.notImplemented) {
      saveReduced(saving, value, object);
      return;
    }
    decref(rt, value);
  }
  if (object.type === rt.types.type) return saveClass(saving, object);
  if (object.type === rt.types.function) return saveGlobalOf(saving, object, null);
  const reducer = registered(saving, object);
  if (reducer !== null) {
    let value: PyObject;
    try {
      value = callObject(rt, reducer, [object]);
    } finally {
      decref(rt, reducer);
    }
    saveReduced(saving, value, object);
  } else if (isSubtype(typeOf(object), rt.types.type)) saveGlobalOf(saving, object, null);
  else saveReduced(saving, reduced(saving, object), object);
}

export function save(saving: Saving, object: PyObject, isPersistentId: boolean): void {
  const { rt, output } = saving;
  output.boundary();
  if (!isPersistentId && savePersistent(saving, object)) return;
  if (saveSimple(saving, object)) return;
  rt.enterRecursiveCall(' while pickling an object');
  try {
    saveOther(saving, object);
  } finally {
    rt.leaveRecursiveCall();
  }
}

/** A whole pickle. */
export function dump(saving: Saving, object: PyObject): void {
  const { rt, data, output, self } = saving;
  const override = lookupAttributeString(rt, self, 'reducer_override');
  const dropOverride = (): void => {
    const old = data.reducerOverride;
    data.reducerOverride = null;
    if (old !== null) decref(rt, old);
  };
  dropOverride();
  data.reducerOverride = override;
  try {
    if (data.protocol >= 2) {
      output.op(Op.Proto, data.protocol);
      output.framing = data.protocol >= 4;
    }
    save(saving, object, false);
    output.op(Op.Stop);
    output.commitFrame();
  } finally {
    output.framing = false;
    dropOverride();
  }
}
