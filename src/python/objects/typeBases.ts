/** Assignment to `__bases__` (typeobject.c type_set_bases) and which classes may replace each other (compatible_for_assignment). */
import { decref, incref, type PyObject } from '../memory';
import type { PyTuple, PyTypeObject } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { AttributeStorage, type PyType } from './type';
import { isSubtype, typeModified } from './typeLookup';
import { assignMro, bestBase } from './typeMro';
import { addSubclass, removeSubclass } from './typeNew';
import { updateAllSlots } from './typeSlots';

interface ChangedMro { readonly type: PyType; readonly mro: PyType[]; readonly tuple: PyTuple | null; readonly made: PyTuple | null }

export function setBases(rt: Runtime, type: PyType, value: PyObject): void {
  if ((value.type as PyType).layout !== rt.types.tuple) {
    raise(rt, 'TypeError', `can only assign tuple to ${type.name}.__bases__, not ${value.type.name}`);
  }
  const bases = value as PyTuple;
  if (bases.value.length === 0) raise(rt, 'TypeError', `can only assign non-empty tuple to ${type.name}.__bases__, not ()`);
  for (const entry of bases.value) {
    if ((entry.type as PyType).layout !== rt.types.type) {
      raise(rt, 'TypeError', `${type.name}.__bases__ must be tuple of classes, not '${entry.type.name}'`);
    }
    const base = (entry as PyTypeObject).value;
    // The base chain counts too: a `mro()` that comes back here may have changed it already.
    if (isSubtype(base, type) || hasInChain(base, type)) raise(rt, 'TypeError', 'a __bases__ item causes an inheritance cycle');
  }
  const base = bestBase(rt, bases.value);
  checkCompatible(rt, type.base as PyType, base, '__bases__');
  const oldTuple = type.basesTuple as PyTuple;
  const oldBases = type.bases;
  const oldBase = type.base as PyType;
  type.basesTuple = incref(bases);
  type.bases = bases.value.map((entry) => (entry as PyTypeObject).value);
  type.base = base;
  base.object.refcnt++;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(type.object);
  typeModified(type);
  const changed: ChangedMro[] = [];
  try {
    recomputeMros(rt, type, changed);
  } catch (error) {
    for (const undo of changed.reverse()) {
      const failed = undo.type.mroTuple;
      // A `mro()` that came back here may have given it another since.
      if (failed !== undo.made) {
        if (undo.tuple !== null) decref(rt, undo.tuple);
        continue;
      }
      undo.type.mro = undo.mro;
      undo.type.mroTuple = undo.tuple;
      if (rt.heap.observer !== null) rt.heap.observer.mutated(undo.type.object);
      if (failed !== null) decref(rt, failed);
    }
    if (type.basesTuple === bases) {
      type.basesTuple = oldTuple;
      type.bases = oldBases;
      type.base = oldBase;
      if (rt.heap.observer !== null) rt.heap.observer.mutated(type.object);
      decref(rt, bases);
      decref(rt, base.object);
    } else {
      decref(rt, oldTuple);
      decref(rt, oldBase.object);
    }
    throw error;
  }
  for (const { tuple } of changed) if (tuple !== null) decref(rt, tuple);
  // Nothing is left to do where the bases were replaced meanwhile.
  if (type.basesTuple === bases) {
    for (const parent of oldBases) removeSubclass(rt, parent, type);
    for (const parent of type.bases) addSubclass(rt, parent, type);
    typeModified(type);
    updateAllSlots(rt, type);
  }
  decref(rt, oldTuple);
  decref(rt, oldBase.object);
}

/** type_is_subtype_base_chain */
function hasInChain(type: PyType, base: PyType): boolean {
  for (let ancestor: PyType | null = type; ancestor !== null; ancestor = ancestor.base) if (ancestor === base) return true;
  return false;
}

/** mro_hierarchy: the class and all its subclasses. */
function recomputeMros(rt: Runtime, type: PyType, changed: ChangedMro[]): void {
  const { mro, mroTuple } = type;
  // Null: replaced by somebody else meanwhile, who saw to the subclasses, too.
  if (assignMro(rt, type) === null && mroTuple !== null) return;
  changed.push({ type, mro, tuple: mroTuple, made: type.mroTuple });
  for (const subclass of [...type.subclasses.keys()]) recomputeMros(rt, subclass, changed);
}

/** compatible_for_assignment: instances of both must look alike in memory. */
export function checkCompatible(rt: Runtime, from: PyType, to: PyType, what: string): void {
  if (to.isGC !== from.isGC) {
    raise(rt, 'TypeError', `${what} assignment: '${to.name}' deallocator differs from '${from.name}'`);
  }
  let newBase = to;
  let oldBase = from;
  while (sameShapeAsBase(newBase)) newBase = newBase.base as PyType;
  while (sameShapeAsBase(oldBase)) oldBase = oldBase.base as PyType;
  if (newBase === oldBase || (newBase.base === oldBase.base && sameSlotsAdded(newBase, oldBase))) return;
  raise(rt, 'TypeError', `${what} assignment: '${to.name}' object layout differs from '${from.name}'`);
}

/** compatible_with_tp_base */
function sameShapeAsBase(type: PyType): boolean {
  const { base } = type;
  return base !== null && type.flags.heap && type.basicsize === base.basicsize && type.itemsize === base.itemsize && type.isGC === base.isGC
    && (type.attributeStorage === AttributeStorage.None) === (base.attributeStorage === AttributeStorage.None)
    && type.supportsWeakrefs === base.supportsWeakrefs;
}

/** same_slots_added */
function sameSlotsAdded(left: PyType, right: PyType): boolean {
  return left.base === right.base && left.basicsize === right.basicsize && left.itemsize === right.itemsize
    && left.attributeStorage === right.attributeStorage && left.supportsWeakrefs === right.supportsWeakrefs
    && left.slotNames.length === right.slotNames.length && left.slotNames.every((name, index) => name === right.slotNames[index]);
}
