/** Tuples, lists, dicts and sets into a pickle (CPython Modules/_pickle.c save_tuple ... save_frozenset). Each may hold itself. */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, getIter, isTupleLike, iterNext, listExtend, newList, newTuple, nextEntry, nextSlot, raise,
  type PyDict, type PyList, type PySet, type PyTuple,
} from '../../objects';
import { BATCH, Op } from './opcodes';
import type { Saving } from './picklerState';

export type Save = (object: PyObject) => void;

/** Saves an object that code run meanwhile may drop. */
function saveHeld({ rt }: Saving, object: PyObject, save: Save): void {
  incref(object);
  try {
    save(object);
  } finally {
    decref(rt, object);
  }
}

export function saveTuple(saving: Saving, object: PyTuple, save: Save): void {
  const { output, protocol, data } = saving;
  const { length } = object.value;
  if (length === 0) {
    if (protocol > 0) output.op(Op.EmptyTuple);
    else output.op(Op.Mark, Op.Tuple);
    return;
  }
  const isShort = length <= 3 && protocol >= 2;
  if (!isShort) output.op(Op.Mark);
  for (const item of object.value) save(item);
  if (saving.isKnown(object)) {
    // It holds itself: what was put on the stack goes, the tuple comes from the memo.
    if (isShort) for (let index = 0; index < length; index++) output.op(Op.Pop);
    else if (data.isBinary) output.op(Op.PopMark);
    else for (let index = 0; index <= length; index++) output.op(Op.Pop);
    saving.get(object);
    return;
  }
  output.op(isShort ? Op.Tuple1 + length - 1 : Op.Tuple);
  saving.put(object);
}

/** Items of an iterator in batches, or one at a time in protocol 0. `saveOne` saves and gives up what it is handed. */
function saveBatches({ rt, output, protocol }: Saving, iterator: PyObject, one: Op, many: Op, saveOne: (item: PyObject) => void): void {
  const next = (): PyObject | null => iterNext(rt, iterator);
  if (protocol === 0) {
    for (let item = next(); item !== null; item = next()) {
      saveOne(item);
      output.op(one);
    }
    return;
  }
  let count: number;
  do {
    const first = next();
    if (first === null) return;
    let item: PyObject | null;
    try {
      item = next();
    } catch (error) {
      decref(rt, first);
      throw error;
    }
    if (item === null) {
      saveOne(first);
      output.op(one);
      return;
    }
    output.op(Op.Mark);
    saveOne(first);
    count = 1;
    while (item !== null) {
      saveOne(item);
      if (++count === BATCH) break;
      item = next();
    }
    output.op(many);
  } while (count === BATCH);
}

export function saveItems(saving: Saving, iterator: PyObject, save: Save): void {
  saveBatches(saving, iterator, Op.Append, Op.Appends, (item) => {
    try {
      save(item);
    } finally {
      decref(saving.rt, item);
    }
  });
}

export function savePairs(saving: Saving, iterator: PyObject, save: Save): void {
  const { rt } = saving;
  saveBatches(saving, iterator, Op.SetItem, Op.SetItems, (item) => {
    try {
      if (!isTupleLike(rt, item) || item.value.length !== 2) raise(rt, 'TypeError', 'dict items iterator must return 2-tuples');
      save(item.value[0] as PyObject);
      save(item.value[1] as PyObject);
    } finally {
      decref(rt, item);
    }
  });
}

export function saveList(saving: Saving, object: PyList, save: Save): void {
  const { rt, output, protocol, data } = saving;
  if (data.isBinary) output.op(Op.EmptyList);
  else output.op(Op.Mark, Op.List);
  saving.put(object);
  if (object.value.length === 0) return;
  if (protocol === 0) {
    const iterator = getIter(rt, object);
    try {
      saveItems(saving, iterator, save);
    } finally {
      decref(rt, iterator);
    }
    return;
  }
  rt.enterRecursiveCall(' while pickling an object');
  try {
    if (object.value.length === 1) {
      saveHeld(saving, object.value[0] as PyObject, save);
      output.op(Op.Append);
      return;
    }
    let total = 0;
    do {
      output.op(Op.Mark);
      for (let count = 0; total < object.value.length && count < BATCH; count++) saveHeld(saving, object.value[total++] as PyObject, save);
      output.op(Op.Appends);
    } while (total < object.value.length);
  } finally {
    rt.leaveRecursiveCall();
  }
}

export function saveDict(saving: Saving, object: PyDict, save: Save): void {
  const { rt, output, protocol, data } = saving;
  if (data.isBinary) output.op(Op.EmptyDict);
  else output.op(Op.Mark, Op.Dict);
  saving.put(object);
  if (object.value.used === 0) return;
  if (protocol === 0) {
    const items = callMethod(rt, object, 'items', []);
    let iterator: PyObject;
    try {
      iterator = getIter(rt, items);
    } finally {
      decref(rt, items);
    }
    try {
      savePairs(saving, iterator, save);
    } finally {
      decref(rt, iterator);
    }
    return;
  }
  rt.enterRecursiveCall(' while pickling an object');
  try {
    saveDictEntries(saving, object, save);
  } finally {
    rt.leaveRecursiveCall();
  }
}

function saveDictEntries(saving: Saving, object: PyDict, save: Save): void {
  const { rt, output } = saving;
  const size = object.value.used;
  const saveEntry = (entry: number): void => {
    const key = incref(object.value.keys[entry] as PyObject);
    const value = incref(object.value.values[entry] as PyObject);
    try {
      save(key);
      save(value);
    } finally {
      decref(rt, key);
      decref(rt, value);
    }
  };
  if (size === 1) {
    saveEntry(nextEntry(object.value, 0));
    output.op(Op.SetItem);
    return;
  }
  let from = 0;
  let count: number;
  do {
    count = 0;
    output.op(Op.Mark);
    for (let entry = nextEntry(object.value, from); entry >= 0; entry = nextEntry(object.value, from)) {
      from = entry + 1;
      saveEntry(entry);
      if (++count === BATCH) break;
    }
    output.op(Op.SetItems);
    if (object.value.used !== size) raise(rt, 'RuntimeError', 'dictionary changed size during iteration');
  } while (count === BATCH);
}

/** Sets before protocol 4: the class called with a list. A value for `save_reduce` (new reference). */
function asCall({ rt }: Saving, object: PySet): PyObject {
  const items = newList(rt, []);
  listExtend(rt, items, object);
  return newTuple(rt, [incref(object.type.object), newTuple(rt, [items])]);
}

/** null: it was saved. */
export function saveSet(saving: Saving, object: PySet, save: Save): PyObject | null {
  const { rt, output, protocol } = saving;
  if (protocol < 4) return asCall(saving, object);
  output.op(Op.EmptySet);
  saving.put(object);
  const size = object.value.used;
  if (size === 0) return null;
  let from = 0;
  let count: number;
  do {
    count = 0;
    output.op(Op.Mark);
    for (let slot = nextSlot(object.value, from); slot >= 0; slot = nextSlot(object.value, from)) {
      from = slot + 1;
      saveHeld(saving, object.value.keys[slot] as PyObject, save);
      if (++count === BATCH) break;
    }
    output.op(Op.AddItems);
    if (object.value.used !== size) raise(rt, 'RuntimeError', 'set changed size during iteration');
  } while (count === BATCH);
  return null;
}

/** null: it was saved. */
export function saveFrozenset(saving: Saving, object: PySet, save: Save): PyObject | null {
  const { rt, output, protocol } = saving;
  if (protocol < 4) return asCall(saving, object);
  output.op(Op.Mark);
  const iterator = getIter(rt, object);
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      try {
        save(item);
      } finally {
        decref(rt, item);
      }
    }
  } finally {
    decref(rt, iterator);
  }
  if (saving.isKnown(object)) {
    output.op(Op.PopMark);
    saving.get(object);
    return null;
  }
  output.op(Op.FrozenSet);
  saving.put(object);
  return null;
}
