/**
 * Class creation: `type.__new__(metaclass, name, bases, namespace)` (typeobject.c type_new and its parts).
 *
 * In: what a `class` statement or a call of `type` hands over. Out: a class, a tracked container. What
 * is allocated, and in which order, is CPython's: a class statement costs nine counted allocations.
 * `__slots__` are in `typeSlotNames.ts`, `__set_name__` and `__init_subclass__` in `typeHooks.ts`.
 */
import { clearWeakrefs, decref, incref, makeImmortal, PyObject, type Visit } from '../memory';
import { lookupAttributeString } from './abstract';
import { setCell } from './cell';
import { newWrappedCallable } from './classMethods';
import { descriptorData } from './descriptors';
import { dictClear, dictCopy } from './dict';
import { dictDelete, dictGetString, dictSet, dictSetString, newDict, removeEntry } from './dictStore';
import { instanceDictGetset, weakrefGetset } from './instanceAttributes';
import { subtypeClear, subtypeDealloc, subtypeTraverse } from './instance';
import { newInt } from './intValue';
import type { PyCell, PyDict, PyInt, PyStr, PyTuple, PyTypeObject } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { SharedKeys } from './sharedKeys';
import { internStr, newStr } from './strValue';
import { newTuple } from './tuple';
import { encodeUtf8 } from './utf8';
import { AttributeStorage, PyType, type GetSetDefinition } from './type';
import { callInitSubclass, callSetNames } from './typeHooks';
import { typeModified } from './typeLookup';
import { assignMro, bestBase, calculateMetaclass } from './typeMro';
import { planSlots, type SlotPlan } from './typeSlotNames';
import { fillSlots } from './typeSlots';
import { newWeakref } from './weakref';

/** type.__new__; arguments borrowed. `typeNew` itself is what `type.new` holds, to tell other `__new__`s apart. */
export function typeNew(rt: Runtime, metaclass: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [name, givenBases, namespace] = readArguments(rt, args);
  let bases: PyTuple;
  let base: PyType;
  let winner = metaclass;
  if (givenBases.value.length === 0) {
    base = rt.types.object;
    bases = newTuple(rt, [incref(base.object)]);
  } else {
    checkBases(rt, givenBases);
    winner = calculateMetaclass(rt, metaclass, givenBases.value);
    if (winner !== metaclass && winner.new !== typeNew && winner.new !== null) return winner.new(rt, winner, args, kwargs);
    base = bestBase(rt, givenBases.value);
    bases = incref(givenBases);
  }
  let type: PyType;
  try {
    type = makeClass(rt, winner, name, bases, base, namespace);
  } finally {
    decref(rt, bases);
  }
  try {
    callSetNames(rt, type);
    callInitSubclass(rt, type, kwargs);
  } catch (error) {
    decref(rt, type.object);
    throw error;
  }
  return type.object;
}

function readArguments(rt: Runtime, args: PyTuple): [PyStr, PyTuple, PyDict] {
  const items = args.value;
  if (items.length !== 3) raise(rt, 'TypeError', `type.__new__() takes exactly 3 arguments (${items.length} given)`);
  const [name, bases, namespace] = items as [PyObject, PyObject, PyObject];
  const expect = (object: PyObject, layout: PyType, position: number, kind: string): void => {
    if ((object.type as PyType).layout !== layout) {
      raise(rt, 'TypeError', `type.__new__() argument ${position} must be ${kind}, not ${object === rt.none ? 'None' : object.type.name}`);
    }
  };
  expect(name, rt.types.str, 1, 'str');
  expect(bases, rt.types.tuple, 2, 'tuple');
  expect(namespace, rt.types.dict, 3, 'dict');
  return [name as PyStr, bases as PyTuple, namespace as PyDict];
}

function checkBases(rt: Runtime, bases: PyTuple): void {
  for (const base of bases.value) {
    if ((base.type as PyType).layout === rt.types.type) continue;
    const entries = lookupAttributeString(rt, base, '__mro_entries__');
    if (entries === null) continue;
    decref(rt, entries);
    raise(rt, 'TypeError', "type() doesn't support MRO entry resolution; use types.new_class()");
  }
}

/** type_new_init and type_new_impl up to the hooks. */
function makeClass(rt: Runtime, metaclass: PyType, name: PyStr, bases: PyTuple, base: PyType, original: PyDict): PyType {
  const dict = dictCopy(rt, original);
  let plan: SlotPlan;
  try {
    plan = planSlots(rt, name, bases, base, dict);
  } catch (error) {
    decref(rt, dict);
    throw error;
  }
  const type = allocateClass(rt, metaclass, name, bases, base, dict, plan);
  try {
    setNamespaceEntries(rt, type);
    const oldMro = assignMro(rt, type);
    if (oldMro !== null) decref(rt, oldMro);
    inheritPatternFlags(type);
    addDescriptors(rt, type, plan);
    if (dictGetString(dict, '__doc__') === null) setEntry(rt, dict, '__doc__', rt.none);
    if (dictGetString(dict, '__eq__') !== null && dictGetString(dict, '__hash__') === null) setEntry(rt, dict, '__hash__', rt.none);
    for (const parent of type.bases) addSubclass(rt, parent, type);
    fillSlots(rt, type);
    typeModified(type);
  } catch (error) {
    decref(rt, type.object);
    throw error;
  }
  return type;
}

/** inherit_patma_flags: a class matches as what the first of its bases does that is a sequence or mapping. */
function inheritPatternFlags(type: PyType): void {
  const model = type.mro.find(({ flags }) => flags.sequence || flags.mapping);
  if (model === undefined) return;
  type.flags.sequence = model.flags.sequence;
  type.flags.mapping = model.flags.mapping;
}

const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** CPython keeps names and documentation as UTF-8, which has no lone surrogates: UnicodeEncodeError. */
export function checkEncodable(rt: Runtime, text: PyStr): void {
  if (LONE_SURROGATE.test(text.value)) encodeUtf8(rt, text, 'strict');
}

/** type_new_alloc and what ready would derive from the base. Takes over `dict`. */
function allocateClass(
  rt: Runtime, metaclass: PyType, name: PyStr, bases: PyTuple, base: PyType, dict: PyDict, plan: SlotPlan,
): PyType {
  if (name.value.includes('\0')) {
    decref(rt, dict);
    if (plan.tuple !== null) decref(rt, plan.tuple);
    raise(rt, 'ValueError', 'type name must not contain null characters');
  }
  try {
    checkEncodable(rt, name);
    const doc = dictGetString(dict, '__doc__');
    if (doc !== null && (doc.type as PyType).layout === rt.types.str) checkEncodable(rt, doc as PyStr);
  } catch (error) {
    decref(rt, dict);
    if (plan.tuple !== null) decref(rt, plan.tuple);
    throw error;
  }
  const type = new PyType(name.value);
  const classObject: PyTypeObject = rt.heap.newContainer(metaclass, type);
  type.object = classObject as PyObject<PyType, PyType>;
  if (metaclass.flags.heap) metaclass.object.refcnt++;
  rt.heap.track(classObject);
  if (metaclass.sharedKeys !== null || metaclass.slotNames.length > 0) classObject.attributes = null;
  type.nameObject = incref(name);
  type.base = base;
  base.object.refcnt++;
  type.basesTuple = incref(bases);
  type.bases = bases.value.map((entry) => (entry as PyTypeObject).value);
  type.dict = dict;
  type.slotsTuple = plan.tuple;
  type.flags.heap = true;
  type.ownedByInstances = true;
  type.flags.basetype = true;
  type.isGC = true;
  type.isWeakref = base.isWeakref;
  type.layout = base.layout;
  type.itemsize = base.itemsize;
  type.basicsize = base.basicsize + 8 * plan.names.length;
  type.slotNames = [...base.slotNames, ...plan.names.map(({ value }) => value)];
  type.supportsWeakrefs = base.supportsWeakrefs || plan.addWeakref;
  type.attributeStorage = storageOf(base, plan);
  type.ownDict = base.ownDict;
  type.nativeBase = base.nativeBase;
  type.addsLazyDict = type.attributeStorage === AttributeStorage.LazyDict && base.nativeBase.attributeStorage === AttributeStorage.None;
  if (type.attributeStorage === AttributeStorage.Inline) type.sharedKeys = new SharedKeys();
  else if (type.addsLazyDict) type.dictKeys = new SharedKeys();
  type.sizeof = base.sizeof;
  type.maybeUntrack = null;
  type.traverse = subtypeTraverse;
  type.clear = subtypeClear;
  type.dealloc = subtypeDealloc;
  return type;
}

/** Instances of the layout `object` keep attributes inline, all others in a dict made when needed. */
function storageOf(base: PyType, plan: SlotPlan): AttributeStorage {
  if (base.attributeStorage !== AttributeStorage.None) return base.attributeStorage;
  if (!plan.addDict) return AttributeStorage.None;
  return base.layout.base === null ? AttributeStorage.Inline : AttributeStorage.LazyDict;
}

function setEntry(rt: Runtime, dict: PyDict, name: string, value: PyObject): void {
  const key = internStr(rt, name);
  dictSetString(rt, dict, key, value);
  decref(rt, key);
}

function deleteEntry(rt: Runtime, dict: PyDict, name: string): void {
  const key = internStr(rt, name);
  dictDelete(rt, dict, key);
  decref(rt, key);
}

/** type_new_set_attrs: what the namespace must have, and what the compiler left in it for us. */
function setNamespaceEntries(rt: Runtime, type: PyType): void {
  const { dict } = type;
  if (dictGetString(dict, '__module__') === null) {
    const globals = rt.currentGlobals();
    const module = globals === null ? null : dictGetString(globals, '__name__');
    if (module !== null) setEntry(rt, dict, '__module__', module);
  }
  const qualname = dictGetString(dict, '__qualname__');
  if (qualname !== null && (qualname.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `type __qualname__ must be a str, not ${qualname.type.name}`);
  }
  type.qualnameObject = incref((qualname ?? type.nameObject) as PyStr);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(type.object);
  if (qualname !== null) deleteEntry(rt, dict, '__qualname__');
  wrapFunction(rt, dict, '__new__', 'staticmethod');
  wrapFunction(rt, dict, '__init_subclass__', 'classmethod');
  wrapFunction(rt, dict, '__class_getitem__', 'classmethod');
  const cell = dictGetString(dict, '__classcell__');
  if (cell !== null) {
    if (cell.type !== rt.types.cell) {
      raise(rt, 'TypeError', `__classcell__ must be a nonlocal cell, not <class '${cell.type.name}'>`);
    }
    setCell(rt, cell as PyCell, incref(type.object));
    deleteEntry(rt, dict, '__classcell__');
  }
  // Type parameters and aliases look names up in the class they are in.
  const dictCell = dictGetString(dict, '__classdictcell__');
  if (dictCell !== null) {
    if (dictCell.type !== rt.types.cell) raise(rt, 'TypeError', `__classdictcell__ must be a nonlocal cell, not <class '${dictCell.type.name}'>`);
    setCell(rt, dictCell as PyCell, incref(dict));
    deleteEntry(rt, dict, '__classdictcell__');
  }
}

function wrapFunction(rt: Runtime, dict: PyDict, name: string, kind: 'classmethod' | 'staticmethod'): void {
  const found = dictGetString(dict, name);
  if (found === null || found.type !== rt.types.function) return;
  const wrapped = newWrappedCallable(rt, kind, found);
  setEntry(rt, dict, name, wrapped);
  decref(rt, wrapped);
}

/** The members of `__slots__`, then `__dict__` and `__weakref__` where this class adds them. */
function addDescriptors(rt: Runtime, type: PyType, plan: SlotPlan): void {
  const first = (type.base as PyType).slotNames.length;
  plan.names.forEach((name, position) => {
    addDescriptor(rt, type, rt.types.memberDescriptor, incref(name), { slotIndex: first + position });
  });
  const attributes: GetSetDefinition[] = [];
  if (plan.addDict) attributes.push(instanceDictGetset);
  if (plan.addWeakref) attributes.push(weakrefGetset);
  if (rt.profile.classesShareDescriptors) {
    for (const getset of attributes) addSharedDescriptor(rt, type, getset);
    return;
  }
  for (const getset of attributes) addDescriptor(rt, type, rt.types.getsetDescriptor, internStr(rt, getset.name), { getset });
}

/** One descriptor for all classes, which does not hold the class: it belongs to the interpreter. */
function addSharedDescriptor(rt: Runtime, type: PyType, getset: GetSetDefinition): void {
  const key = `shared ${getset.name}`;
  const known = rt.moduleStates.get(key) as PyObject | undefined;
  const name = internStr(rt, getset.name);
  const descriptor = known ?? makeImmortal(new PyObject(rt.types.getsetDescriptor, descriptorData(rt.types.object, name, { getset })));
  if (known === undefined) rt.moduleStates.set(key, descriptor);
  else decref(rt, name);
  if (dictGetString(type.dict, getset.name) === null) dictSetString(rt, type.dict, name, descriptor);
}

function addDescriptor(rt: Runtime, type: PyType, kind: PyType, name: PyStr, rest: Parameters<typeof descriptorData>[2]): void {
  const descriptor = rt.heap.newContainer(kind, descriptorData(type, name, rest));
  rt.heap.track(descriptor);
  if (dictGetString(type.dict, name.value) === null) dictSetString(rt, type.dict, name, descriptor);
  decref(rt, descriptor);
}

// ---- subclasses ----------------------------------------------------------------------------------

/** Keys of the dicts of subclasses are addresses: ints of this size. Nobody can look one up. */
const FIRST_SUBCLASS_KEY = 2 ** 46;

/** Built-in types of which CPython's own start makes subclasses (importlib's `_List`, `ABCMeta`, `abstractproperty`, ...), where we make none: their dict is that old. */
const SUBCLASSED_FROM_START: ReadonlySet<string> = new Set([
  'list', 'dict', 'type', 'property', 'classmethod', 'staticmethod', 'builtin_function_or_method', 'dict_keys', 'dict_items', 'dict_values',
  'GenericAlias', 'ReferenceType', 'SystemError',
]);

/**
 * add_subclass: the base keeps a weak reference, in a dict of its own. Where subclasses made by C came first that dict is as old as they are: it
 * is left out, and the reference is the base's.
 */
export function addSubclass(rt: Runtime, base: PyType, type: PyType): void {
  const isFirst = base.subclassRegistry === null && base.subclasses.size === 0;
  if (isFirst && (base.flags.heap || !SUBCLASSED_FROM_START.has(base.name))) base.subclassRegistry = newDict(rt);
  const reference = newWeakref(rt, type.object, null);
  const old = base.subclasses.get(type);
  base.subclasses.set(type, reference);
  const registry = base.subclassRegistry;
  if (registry === null) {
    if (rt.heap.observer !== null) rt.heap.observer.mutated(base.object);
    if (old !== undefined && old !== null) decref(rt, old);
    return;
  }
  const last = registry.value.keys.findLast((key) => key !== null);
  const key = newInt(rt, last == null ? FIRST_SUBCLASS_KEY : Number((last as PyInt).value) + 16);
  dictSet(rt, registry, key, reference);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(base.object);
  decref(rt, reference);
  decref(rt, key);
}

/** remove_subclass */
export function removeSubclass(rt: Runtime, base: PyType, type: PyType): void {
  const reference = base.subclasses.get(type);
  if (reference === undefined) return;
  base.subclasses.delete(type);
  const registry = base.subclassRegistry;
  if (registry !== null && reference !== null) {
    removeEntry(rt, registry, registry.value.values.indexOf(reference), false);
    if (base.subclasses.size > 0) return;
    base.subclassRegistry = null;
    if (rt.heap.observer !== null) rt.heap.observer.mutated(base.object);
    decref(rt, registry);
    return;
  }
  if (rt.heap.observer !== null) rt.heap.observer.mutated(base.object);
  if (reference !== null) decref(rt, reference);
}

// ---- the life of a class -------------------------------------------------------------------------

/** type_traverse */
export function traverseClass(self: PyObject, visit: Visit): void {
  const type = (self as PyTypeObject).value;
  if (!type.ownedByInstances) return;
  if (type.dictIfMade !== null) visit(type.dictIfMade);
  if (type.mroTuple !== null) visit(type.mroTuple);
  if (type.basesTuple !== null) visit(type.basesTuple);
  if (type.base !== null) visit(type.base.object);
}

/** type_clear: the namespace is emptied and the MRO dropped; bases and base stay until the end. */
export function clearClass(rt: Runtime, self: PyObject): void {
  const type = (self as PyTypeObject).value;
  if (!type.flags.heap) return;
  typeModified(type);
  dictClear(rt, type.dict);
  const { mroTuple } = type;
  type.mroTuple = null;
  type.mro = [];
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  if (mroTuple !== null) decref(rt, mroTuple);
}

/** type_dealloc */
export function deallocClass(rt: Runtime, self: PyObject): void {
  const type = (self as PyTypeObject).value;
  rt.heap.untrack(self);
  for (const base of type.bases) removeSubclass(rt, base, type);
  clearWeakrefs(rt, self);
  typeModified(type);
  if (type.base !== null) decref(rt, type.base.object);
  decref(rt, type.dict);
  if (type.basesTuple !== null) decref(rt, type.basesTuple);
  if (type.mroTuple !== null) decref(rt, type.mroTuple);
  if (type.subclassRegistry !== null) decref(rt, type.subclassRegistry);
  if (type.nameObject !== null) decref(rt, type.nameObject);
  if (type.qualnameObject !== null) decref(rt, type.qualnameObject);
  if (type.slotsTuple !== null) decref(rt, type.slotsTuple);
  for (const keys of [type.sharedKeys, type.dictKeys]) if (keys !== null) for (const name of keys.names) decref(rt, name);
  rt.heap.freeContainer(self);
}

/** `__name__` of a class as text. */
export function classNameText(rt: Runtime, type: PyType): PyStr {
  return type.nameObject !== null ? incref(type.nameObject) : newStr(rt, type.name.slice(type.name.lastIndexOf('.') + 1));
}
