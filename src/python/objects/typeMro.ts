/**
 * Method resolution order: C3 linearisation and its error text, `mro()` overridden by a metaclass,
 * (typeobject.c mro_implementation, pmerge, mro_invoke), and which base gives a class its layout
 * (best_base, solid_base).
 */
import { decref, incref, type PyObject } from '../memory';
import { callMethod, iterateToArray } from './abstract';
import type { PyList, PyTuple, PyTypeObject } from './layouts';
import { newList } from './listStore';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newTuple } from './tuple';
import type { PyType } from './type';
import { isSubtype } from './typeLookup';

/** The linearisation as types; the bases of `type` must have theirs. */
export function linearize(rt: Runtime, type: PyType): PyType[] {
  const { bases } = type;
  const incomplete = bases.find(({ mro }) => mro.length === 0);
  if (incomplete !== undefined) raise(rt, 'TypeError', `Cannot extend an incomplete type '${incomplete.name}'`);
  if (bases.length === 0) return [type];
  if (bases.length === 1) return [type, ...(bases[0] as PyType).mro];
  const duplicate = bases.find((base, index) => bases.indexOf(base) !== index);
  if (duplicate !== undefined) raise(rt, 'TypeError', `duplicate base class ${duplicate.nameObject?.value ?? duplicate.name}`);
  const sequences = [...bases.map(({ mro }) => mro), bases];
  const positions = sequences.map(() => 0);
  const result = [type];
  for (;;) {
    const heads = sequences.map((sequence, index) => sequence[positions[index] as number]).filter((head) => head !== undefined);
    if (heads.length === 0) return result;
    const next = heads.find((head) => sequences.every((sequence, index) => !sequence.includes(head, (positions[index] as number) + 1)));
    if (next === undefined) raiseInconsistent(rt, heads);
    result.push(next);
    sequences.forEach((sequence, index) => {
      if (sequence[positions[index] as number] === next) (positions[index] as number)++;
    });
  }
}

function raiseInconsistent(rt: Runtime, heads: readonly PyType[]): never {
  const names = [...new Set(heads)].map((head) => head.nameObject?.value ?? head.name.slice(head.name.lastIndexOf('.') + 1));
  raise(rt, 'TypeError', `Cannot create a consistent method resolution\norder (MRO) for bases ${names.join(', ')}`);
}

/** The MRO as the object mro_implementation gives: a tuple for one base, otherwise a list. */
function linearizeToObject(rt: Runtime, type: PyType): PyTuple | PyList {
  const objects = linearize(rt, type).map(({ object }) => incref(object) as PyObject);
  return type.bases.length === 1 ? newTuple(rt, objects) : newList(rt, objects);
}

/** `type.mro()`: always a list. */
export function mroList(rt: Runtime, type: PyType): PyList {
  const result = linearizeToObject(rt, type);
  if (result.type === rt.types.list) return result as PyList;
  const list = newList(rt, result.value.map((entry) => incref(entry)));
  decref(rt, result);
  return list;
}

/** mro_internal: computes and stores the MRO. Gives the old tuple back for the caller to drop, or null. */
export function assignMro(rt: Runtime, type: PyType): PyTuple | null {
  const custom = type.object.type !== rt.types.type;
  const old = type.mroTuple;
  const result = custom ? callMethod(rt, type.object, 'mro', []) : linearizeToObject(rt, type);
  let tuple: PyTuple;
  if (result.type === rt.types.tuple) tuple = result as PyTuple;
  else {
    try {
      tuple = newTuple(rt, iterateToArray(rt, result));
    } finally {
      decref(rt, result);
    }
  }
  try {
    if (tuple.value.length === 0) raise(rt, 'TypeError', 'type MRO must not be empty');
    if (custom) checkCustomMro(rt, type, tuple);
  } catch (error) {
    decref(rt, tuple);
    throw error;
  }
  if (type.mroTuple !== old) { // `mro()` created subclasses, which made one meanwhile
    decref(rt, tuple);
    return null;
  }
  type.mroTuple = tuple;
  type.mro = tuple.value.map((entry) => (entry as PyTypeObject).value);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(type.object);
  return old;
}

/** mro_check: what a metaclass's `mro()` may return. */
function checkCustomMro(rt: Runtime, type: PyType, tuple: PyTuple): void {
  const solid = solidBase(type);
  for (const entry of tuple.value) {
    if ((entry.type as PyType).layout !== rt.types.type) {
      raise(rt, 'TypeError', `mro() returned a non-class ('${entry.type.name}')`);
    }
    const base = (entry as PyTypeObject).value;
    if (!isSubtype(solid, solidBase(base))) raise(rt, 'TypeError', `mro() returned base with unsuitable layout ('${base.name}')`);
  }
}

/** solid_base: the nearest ancestor whose instances have a shape of their own. */
export function solidBase(type: PyType): PyType {
  if (type.base === null) return type;
  const base = solidBase(type.base);
  return type.basicsize !== base.basicsize || type.itemsize !== base.itemsize ? type : base;
}

/** best_base: the base whose layout a class of these bases extends. */
export function bestBase(rt: Runtime, bases: readonly PyObject[]): PyType {
  let best: PyType | null = null;
  let winner: PyType | null = null;
  for (const object of bases) {
    if ((object.type as PyType).layout !== rt.types.type) raise(rt, 'TypeError', 'bases must be types');
    const candidateBase = (object as PyTypeObject).value;
    if (!candidateBase.flags.basetype) raise(rt, 'TypeError', `type '${candidateBase.name}' is not an acceptable base type`);
    const candidate = solidBase(candidateBase);
    if (winner === null || best === null) {
      winner = candidate;
      best = candidateBase;
    } else if (!isSubtype(winner, candidate)) {
      if (!isSubtype(candidate, winner)) raise(rt, 'TypeError', 'multiple bases have instance lay-out conflict');
      winner = candidate;
      best = candidateBase;
    }
  }
  return best as PyType;
}

/** _PyType_CalculateMetaclass: the most derived of the metaclass and those of the bases. */
export function calculateMetaclass(rt: Runtime, metaclass: PyType, bases: readonly PyObject[]): PyType {
  let winner = metaclass;
  for (const { type } of bases) {
    const candidate = type as PyType;
    if (isSubtype(winner, candidate)) continue;
    if (!isSubtype(candidate, winner)) {
      raise(rt, 'TypeError', 'metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases');
    }
    winner = candidate;
  }
  return winner;
}
