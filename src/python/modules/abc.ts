/**
 * The `_abc` module: what `abc.ABCMeta` keeps per class and how it answers isinstance and issubclass
 * (CPython Modules/_abc.c).
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import {
  callMethod, callObject, dictDelete, dictGetString, fast, getAttributeString, internStr, isSubclass, isTrue, iterateToArray, lookupAttribute,
  lookupAttributeString, newBuiltinFunction, newFrozenset, newInt, newLayoutInstance, newSet, newTuple, newWeakref, noArgs, oneArg, raise, setAdd,
  setAttributeString, setContains, setDiscard, setClear,
  type MethodDefinition, type Payload, type PyInt, type PySet, type PyStr, type PyType, type PyTypeObject, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

interface AbcData {
  /** Sets of weak references, owned, made when first needed. */
  registry: PySet | null;
  cache: PySet | null;
  negativeCache: PySet | null;
  /** The invalidation counter when `negativeCache` was filled. */
  negativeVersion: number;
}
type AbcObject = Payload<AbcData>;

/** Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING as `__abc_tpflags__` spells them. */
const SEQUENCE_FLAG = 1 << 5;
const MAPPING_FLAG = 1 << 6;

interface AbcState { invalidations: number }

function stateOf(rt: Runtime): AbcState {
  let state = rt.moduleStates.get('_abc') as AbcState | undefined;
  if (state === undefined) rt.moduleStates.set('_abc', (state = { invalidations: 0 }));
  return state;
}

const SETS = ['registry', 'cache', 'negativeCache'] as const;

function dropSets(rt: Runtime, self: PyObject): void {
  const { value } = self as AbcObject;
  for (const name of SETS) {
    const old = value[name];
    value[name] = null;
    xdecref(rt, old);
  }
}

const abcDataType: TypeDefinition = {
  name: '_abc._abc_data',
  doc: 'Internal state held by ABC machinery.',
  gc: true,
  basicsize: 48,
  flags: { disallowInstantiation: true },
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      dropSets(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      for (const name of SETS) {
        const set = (self as AbcObject).value[name];
        if (set !== null) visit(set);
      }
    },
    clear: dropSets,
  },
};

/** The data of an abstract class (borrowed through the class). */
function dataOf(rt: Runtime, self: PyObject): AbcData {
  return dataObjectOf(rt, self).value;
}

/** The object that holds the sets of a class (borrowed: the class holds it). */
function dataObjectOf(rt: Runtime, self: PyObject): AbcObject {
  const data = getAttributeString(rt, self, '_abc_impl');
  if (data.type !== extensionType(rt, abcDataType)) {
    decref(rt, data);
    raise(rt, 'TypeError', '_abc_impl is set to a wrong type');
  }
  decref(rt, data);
  return data as AbcObject;
}

/** Callback of the references in a set: takes the dead one out, if the set still lives. `self` is a reference to the set. */
const destroy: MethodDefinition = oneArg('_destroy', (rt, self, reference) => {
  const set = (self as PyObject<{ referent: PyObject | null }>).value.referent;
  if (set !== null) {
    incref(set);
    setDiscard(rt, set as PySet, reference);
    decref(rt, set);
  }
  return incref(rt.none);
});

function addWeakly(rt: Runtime, owner: AbcObject, name: typeof SETS[number], object: PyObject): void {
  const data = owner.value;
  if (data[name] === null && rt.heap.observer !== null) rt.heap.observer.mutated(owner);
  const set = (data[name] ??= newSet(rt));
  const setReference = newWeakref(rt, set, null);
  const callback = newBuiltinFunction(rt, destroy, setReference, null);
  const reference = newWeakref(rt, object, callback);
  decref(rt, callback);
  try {
    setAdd(rt, set, reference);
  } finally {
    decref(rt, reference);
    decref(rt, setReference);
  }
}

function containsWeakly(rt: Runtime, set: PySet | null, object: PyObject): boolean {
  if (set === null || set.value.used === 0) return false;
  const reference = newWeakref(rt, object, null);
  try {
    return setContains(rt, set, reference);
  } finally {
    decref(rt, reference);
  }
}

function isAbstract(rt: Runtime, value: PyObject): boolean {
  const flag = lookupAttributeString(rt, value, '__isabstractmethod__');
  if (flag === null) return false;
  try {
    return isTrue(rt, flag);
  } finally {
    decref(rt, flag);
  }
}

/** Sets `__abstractmethods__` from the class's own names and those of its bases. */
function computeAbstractMethods(rt: Runtime, self: PyTypeObject): void {
  const abstracts = newSet(rt);
  const { keys, values } = self.value.dict.value;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    if (key != null && isAbstract(rt, values[index] as PyObject)) setAdd(rt, abstracts, key);
  }
  const bases = getAttributeString(rt, self, '__bases__');
  for (const base of iterateToArray(rt, bases)) {
    const inherited = lookupAttributeString(rt, base, '__abstractmethods__');
    decref(rt, base);
    if (inherited === null) continue;
    for (const key of iterateToArray(rt, inherited)) {
      const value = lookupAttribute(rt, self, key as PyStr);
      if (value !== null) {
        if (isAbstract(rt, value)) setAdd(rt, abstracts, key);
        decref(rt, value);
      }
      decref(rt, key);
    }
    decref(rt, inherited);
  }
  decref(rt, bases);
  const items = iterateToArray(rt, abstracts);
  const frozen = newFrozenset(rt, items);
  for (const item of items) decref(rt, item);
  decref(rt, abstracts);
  setAttributeString(rt, self, '__abstractmethods__', frozen);
  decref(rt, frozen);
}

function abcInit(rt: Runtime, _module: PyObject, self: PyObject): PyObject {
  computeAbstractMethods(rt, self as PyTypeObject);
  const data = newLayoutInstance<AbcData>(rt, extensionType(rt, abcDataType), {
    registry: null, cache: null, negativeCache: null, negativeVersion: stateOf(rt).invalidations,
  });
  setAttributeString(rt, self, '_abc_impl', data);
  decref(rt, data);
  const type = (self as PyTypeObject).value;
  const flags = dictGetString(type.dict, '__abc_tpflags__');
  if (flags !== null && flags.type === rt.types.int) {
    const bits = Number((flags as PyInt).value);
    if ((bits & (SEQUENCE_FLAG | MAPPING_FLAG)) === (SEQUENCE_FLAG | MAPPING_FLAG)) {
      raise(rt, 'TypeError', '__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING');
    }
    type.flags.sequence = (bits & SEQUENCE_FLAG) !== 0;
    type.flags.mapping = (bits & MAPPING_FLAG) !== 0;
    const key = internStr(rt, '__abc_tpflags__');
    dictDelete(rt, type.dict, key);
    decref(rt, key);
  }
  return incref(rt.none);
}

function isClass(rt: Runtime, object: PyObject): object is PyTypeObject {
  return (object.type as PyType).layout === rt.types.type;
}

function abcRegister(rt: Runtime, _module: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, '_abc_register', args, 2, 2);
  const [self, subclass] = args as [PyTypeObject, PyObject];
  if (!isClass(rt, subclass)) raise(rt, 'TypeError', "Can only register classes");
  if (isSubclass(rt, subclass, self)) return incref(subclass);
  if (isSubclass(rt, self, subclass)) raise(rt, 'RuntimeError', 'Refusing to create an inheritance cycle');
  addWeakly(rt, dataObjectOf(rt, self), 'registry', subclass);
  stateOf(rt).invalidations++;
  if (self.value.flags.sequence || self.value.flags.mapping) setCollectionFlags(subclass.value, self.value.flags.sequence, self.value.flags.mapping);
  return incref(subclass);
}

/** Pattern matching asks these flags; a registered class and its subclasses get them too. */
function setCollectionFlags(type: PyType, sequence: boolean, mapping: boolean): void {
  if (type.flags.immutable && !type.flags.heap) return;
  type.flags.sequence = sequence;
  type.flags.mapping = mapping;
  for (const child of type.subclasses.keys()) setCollectionFlags(child, sequence, mapping);
}

function abcInstanceCheck(rt: Runtime, _module: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, '_abc_instancecheck', args, 2, 2);
  const [self, instance] = args as [PyObject, PyObject];
  const data = dataOf(rt, self);
  const subclass = getAttributeString(rt, instance, '__class__');
  try {
    if (containsWeakly(rt, data.cache, subclass)) return incref(rt.true);
    const subtype = (instance.type as PyType).object;
    if (subtype === subclass) {
      if (data.negativeVersion === stateOf(rt).invalidations && containsWeakly(rt, data.negativeCache, subclass)) return incref(rt.false);
      return callMethod(rt, self, '__subclasscheck__', [subclass]);
    }
    const result = callMethod(rt, self, '__subclasscheck__', [subclass]);
    if (isTrue(rt, result)) return result;
    decref(rt, result);
    return callMethod(rt, self, '__subclasscheck__', [subtype]);
  } finally {
    decref(rt, subclass);
  }
}

function abcSubclassCheck(rt: Runtime, _module: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, '_abc_subclasscheck', args, 2, 2);
  const [self, subclass] = args as [PyTypeObject, PyObject];
  if (!isClass(rt, subclass)) raise(rt, 'TypeError', 'issubclass() arg 1 must be a class');
  const owner = dataObjectOf(rt, self);
  const data = owner.value;
  const state = stateOf(rt);
  if (containsWeakly(rt, data.cache, subclass)) return incref(rt.true);
  if (data.negativeVersion < state.invalidations) {
    if (data.negativeCache !== null) setClear(rt, data.negativeCache);
    data.negativeVersion = state.invalidations;
  } else if (containsWeakly(rt, data.negativeCache, subclass)) return incref(rt.false);

  const hook = callMethod(rt, self, '__subclasshook__', [subclass]);
  if (hook !== rt.notImplemented) {
    const answer = hook === rt.true;
    if (!answer && hook !== rt.false) {
      decref(rt, hook);
      raise(rt, 'AssertionError', '__subclasshook__ must return either False, True, or NotImplemented');
    }
    addWeakly(rt, owner, answer ? 'cache' : 'negativeCache', subclass);
    return hook;
  }
  decref(rt, hook);
  const isDirect = subclass.value.mro.includes(self.value);
  // A fast path of CPython: what is registered itself is not cached.
  if (!isDirect && containsWeakly(rt, data.registry, subclass)) return incref(rt.true);
  if (isDirect || isBelowRegistered(rt, data, subclass) || isBelowSubclass(rt, self, subclass)) {
    addWeakly(rt, owner, 'cache', subclass);
    return incref(rt.true);
  }
  addWeakly(rt, owner, 'negativeCache', subclass);
  return incref(rt.false);
}

function isBelowRegistered(rt: Runtime, data: AbcData, subclass: PyTypeObject): boolean {
  if (data.registry === null) return false;
  const references = iterateToArray(rt, data.registry);
  let found = false;
  for (const reference of references) {
    const registered = (reference as PyObject<{ referent: PyObject | null }>).value.referent;
    if (registered === null || found) continue;
    incref(registered);
    try {
      if (isSubclass(rt, subclass, registered)) found = true;
    } finally {
      decref(rt, registered);
    }
  }
  for (const reference of references) decref(rt, reference);
  return found;
}

function isBelowSubclass(rt: Runtime, self: PyObject, subclass: PyTypeObject): boolean {
  const subclasses = callMethod(rt, self, '__subclasses__', []);
  try {
    if ((subclasses.type as PyType).layout !== rt.types.list) raise(rt, 'TypeError', '__subclasses__() must return a list');
    for (const child of [...(subclasses as PyObject<PyObject[]>).value]) if (isSubclass(rt, subclass, child)) return true;
    return false;
  } finally {
    decref(rt, subclasses);
  }
}

export const abcModule: ModuleDefinition = {
  name: '_abc',
  doc: 'Module contains faster C implementation of abc.ABCMeta',
  methods: [
    noArgs('get_cache_token', (rt) => newInt(rt, stateOf(rt).invalidations)),
    oneArg('_abc_init', abcInit),
    fast('_abc_register', abcRegister),
    fast('_abc_instancecheck', abcInstanceCheck),
    fast('_abc_subclasscheck', abcSubclassCheck),
    oneArg('_reset_registry', (rt, _module, self) => {
      const data = dataOf(rt, self);
      if (data.registry !== null) setClear(rt, data.registry);
      return incref(rt.none);
    }),
    oneArg('_reset_caches', (rt, _module, self) => {
      const data = dataOf(rt, self);
      if (data.cache !== null) setClear(rt, data.cache);
      if (data.negativeCache !== null) setClear(rt, data.negativeCache);
      return incref(rt.none);
    }),
    oneArg('_get_dump', (rt, _module, self) => {
      const data = dataOf(rt, self);
      const copy = (set: PySet | null): PyObject => callObject(rt, rt.types.set.object, set === null ? [] : [set]);
      return newTuple(rt, [copy(data.registry), copy(data.cache), copy(data.negativeCache), newInt(rt, data.negativeVersion)]);
    }),
  ],
};
