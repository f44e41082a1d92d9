/**
 * `__slots__`: which members a class adds, in sorted order, and whether it adds `__dict__` and
 * `__weakref__` (typeobject.c type_new_slots and its parts).
 */
import { decref, incref, type PyObject } from '../memory';
import { iterateToArray, repr } from './abstract';
import { dictGetString } from './dictStore';
import type { PyDict, PyStr, PyTuple, PyTypeObject } from './layouts';
import { newList } from './listStore';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { newTuple } from './tuple';
import { AttributeStorage, type PyType } from './type';

export interface SlotPlan {
  /** The mangled member names in sorted order; borrowed from `tuple`. */
  readonly names: readonly PyStr[];
  /** The same as a tuple (ht_slots), owned; null for a class without `__slots__`. */
  readonly tuple: PyTuple | null;
  readonly addDict: boolean;
  readonly addWeakref: boolean;
}

export function planSlots(rt: Runtime, className: PyStr, bases: PyTuple, base: PyType, dict: PyDict): SlotPlan {
  const mayAddDict = base.attributeStorage === AttributeStorage.None;
  const mayAddWeakref = !base.supportsWeakrefs && base.itemsize === 0;
  const declared = dictGetString(dict, '__slots__');
  if (declared === null) return { names: [], tuple: null, addDict: mayAddDict, addWeakref: mayAddWeakref };
  const given = slotTuple(rt, declared);
  try {
    const items = given.value;
    if (items.length > 0 && base.itemsize !== 0) {
      raise(rt, 'TypeError', `nonempty __slots__ not supported for subtype of '${base.name}'`);
    }
    let addDict = false;
    let addWeakref = false;
    for (const item of items) {
      const { value } = checkedName(rt, item);
      if (value === '__dict__') {
        if (!mayAddDict || addDict) raise(rt, 'TypeError', '__dict__ slot disallowed: we already got one');
        addDict = true;
      } else if (value === '__weakref__') {
        if (!mayAddWeakref || addWeakref) raise(rt, 'TypeError', '__weakref__ slot disallowed: we already got one');
        addWeakref = true;
      }
    }
    const kept = (items as PyStr[]).filter(({ value }) => !(addDict && value === '__dict__') && !(addWeakref && value === '__weakref__'));
    const tuple = sortedNames(rt, className.value, kept, dict);
    // Secondary bases may provide weak references or a dict (type_new_slots_bases).
    const others = bases.value.map((entry) => (entry as PyTypeObject).value).filter((other) => other !== base);
    addDict ||= mayAddDict && others.some(({ attributeStorage }) => attributeStorage !== AttributeStorage.None);
    addWeakref ||= mayAddWeakref && others.some(({ supportsWeakrefs }) => supportsWeakrefs);
    return { names: tuple.value as PyStr[], tuple, addDict, addWeakref };
  } finally {
    decref(rt, given);
  }
}

function slotTuple(rt: Runtime, declared: PyObject): PyTuple {
  if ((declared.type as PyType).layout === rt.types.str) return newTuple(rt, [incref(declared)]);
  if (declared.type === rt.types.tuple) return incref(declared) as PyTuple;
  return newTuple(rt, iterateToArray(rt, declared));
}

/** valid_identifier */
function checkedName(rt: Runtime, item: PyObject): PyStr {
  if ((item.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `__slots__ items must be strings, not '${item.type.name}'`);
  const name = item as PyStr;
  if (!/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name.value)) raise(rt, 'TypeError', '__slots__ must be identifiers');
  return name;
}

/** type_new_copy_slots: mangled, checked against the class body, sorted. */
function sortedNames(rt: Runtime, className: string, names: readonly PyStr[], dict: PyDict): PyTuple {
  const mangled = newList(rt, names.map((name) => mangle(rt, className, name)));
  try {
    for (const name of mangled.value as PyStr[]) {
      if (dictGetString(dict, name.value) === null || name.value === '__qualname__' || name.value === '__classcell__') continue;
      const shown = repr(rt, name);
      const text = `${shown.value} in __slots__ conflicts with class variable`;
      decref(rt, shown);
      raise(rt, 'ValueError', text);
    }
    const sorted = ([...mangled.value] as PyStr[]).sort((left, right) => compareCodePoints(left.value, right.value));
    return newTuple(rt, sorted.map((name) => incref(name)));
  } finally {
    decref(rt, mangled);
  }
}

function compareCodePoints(left: string, right: string): number {
  const leftPoints = [...left];
  const rightPoints = [...right];
  const shorter = Math.min(leftPoints.length, rightPoints.length);
  for (let index = 0; index < shorter; index++) {
    const difference = ((leftPoints[index] as string).codePointAt(0) as number) - ((rightPoints[index] as string).codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return leftPoints.length - rightPoints.length;
}

/** _Py_Mangle, new reference. */
function mangle(rt: Runtime, className: string, name: PyStr): PyStr {
  const { value } = name;
  const stripped = className.replace(/^_+/, '');
  if (!value.startsWith('__') || value.endsWith('__') || value.includes('.') || stripped === '') return incref(name);
  return newStr(rt, `_${stripped}${value}`);
}
