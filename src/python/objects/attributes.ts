/**
 * Attributes of instances: inline values under the class's shared keys, the `__dict__` made of them when
 * it is asked for, and the generic get and set (object.c _PyObject_GenericGetAttrWithDict,
 * dictobject.c _PyObject_StoreInstanceAttribute).
 *
 * In: an object whose type says where its attributes are (`attributeStorage`). Out: values as new
 * references, or AttributeError with CPython's text. What classes hold is `typeLookup.ts`.
 */
import { decref, GcBits, incref, type PyObject } from '../memory';
import { dictDelete, dictFindString, dictGet, dictSet, newDict, newSplitDict } from './dictStore';
import type { PyDict, PyStr, PyTypeObject } from './layouts';
import { PythonError } from './errors';
import { matches, raise, raiseAttributeError } from './raise';
import type { Runtime } from './runtime';
import type { InlineValues, SharedKeys } from './sharedKeys';
import { AttributeStorage, type PyType } from './type';
import { typeLookup } from './typeLookup';

/** `attributes` of an instance whose layout is not `object`: dict, the layout's own spare, slots. */
type ExtendedAttributes = [dict: PyDict | null, extra: unknown, ...slots: (PyObject | null)[]];

/** Whether the attributes of an instance are inline now (its type's storage is `Inline`). */
export function hasInlineValues(self: PyObject): boolean {
  return (self.gc & GcBits.DictMaterialized) === 0;
}

// ---- shared keys -------------------------------------------------------------------------------

/** The index of a name in the shared keys, entering it while there is room; -1: no room (insert_into_dictkeys). */
export function enterSharedKey(keys: SharedKeys, name: PyStr): number {
  const known = keys.indexByName.get(name.value);
  if (known !== undefined) return known;
  if (keys.usable === 0) return -1;
  keys.usable--;
  const index = keys.names.length;
  keys.names.push(incref(name));
  keys.indexByName.set(name.value, index);
  keys.template.push(null);
  return index;
}

/** Inline values of a new instance; takes one entry of the keys' room (init_inline_values). */
export function newInlineValues(keys: SharedKeys): InlineValues {
  if (keys.usable > 1) keys.usable--;
  return keys.template.slice() as InlineValues;
}

/**
 * Stores an attribute by its key index, taking over `value`; the old value dies after the store.
 * The instance's values must be inline.
 */
export function storeInlineValue(rt: Runtime, self: PyObject, index: number, value: PyObject): void {
  const values = self.attributes as InlineValues;
  const place = index + 1;
  if (place < values.length) {
    const old = values[place] as PyObject | null;
    values[place] = value;
    if (old !== null) {
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self, slotCount(self) + index);
      decref(rt, old);
      return;
    }
    noteInsertion(values, index);
  } else {
    while (values.length < place) values.push(null);
    values.push(value);
    if (values[0] !== null) values[0].push(index);
  }
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
}

/** Places of an instance before those of its inline values. */
function slotCount(self: PyObject): number {
  const { value } = self;
  return Array.isArray(value) ? value.length : 0;
}

/** Keeps the instance's own order: implied while it is that of the keys, else explicit. */
function noteInsertion(values: InlineValues, index: number): void {
  const order = values[0];
  if (order !== null) {
    order.push(index);
    return;
  }
  for (let place = index + 2; place < values.length; place++) {
    if (values[place] === null) continue;
    const explicit = occupiedIndices(values).filter((occupied) => occupied !== index);
    explicit.push(index);
    values[0] = explicit;
    return;
  }
}

function occupiedIndices(values: InlineValues): number[] {
  const indices: number[] = [];
  for (let place = 1; place < values.length; place++) if (values[place] !== null) indices.push(place - 1);
  return indices;
}

/** Key indices of the attributes an instance has, in the order it got them. */
export function inlineOrder(values: InlineValues): readonly number[] {
  return values[0] ?? occupiedIndices(values);
}

function storeInlineAttribute(rt: Runtime, self: PyObject, type: PyType, name: PyStr, value: PyObject | null): void {
  const keys = type.sharedKeys as SharedKeys;
  const index = enterSharedKey(keys, name);
  if (index < 0) {
    const dict = materializeDict(rt, self);
    if (value !== null) dictSet(rt, dict, name, value);
    else if (!dictDelete(rt, dict, name)) raiseNothingToSet(rt, self, name);
    return;
  }
  if (value !== null) {
    storeInlineValue(rt, self, index, incref(value));
    return;
  }
  const values = self.attributes as InlineValues;
  const old = values[index + 1] as PyObject | null | undefined ?? null;
  if (old === null) raiseNothingToSet(rt, self, name);
  values[index + 1] = null;
  const order = values[0];
  if (order !== null) order.splice(order.indexOf(index), 1);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, old);
}

/** Makes the `__dict__` of an instance with inline values: the values move into it (borrowed result). */
export function materializeDict(rt: Runtime, self: PyObject): PyDict {
  const values = self.attributes as InlineValues;
  const keys = (self.type as PyType).sharedKeys as SharedKeys;
  const order = inlineOrder(values);
  const names = order.map((index) => incref(keys.names[index] as PyStr));
  const dict = newSplitDict(rt, names, order.map((index) => values[index + 1] as PyObject), keys);
  self.attributes = dict;
  self.gc |= GcBits.DictMaterialized;
  if (rt.profile.valuesAreEmbedded) dict.attributes = self; // the values stay in the object
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  return dict;
}

// ---- instance dicts ----------------------------------------------------------------------------

/** The dict object of an instance if there is one now (borrowed); never makes one. */
export function existingDict(self: PyObject): PyDict | null {
  const type = self.type as PyType;
  switch (type.attributeStorage) {
    case AttributeStorage.None: return null;
    case AttributeStorage.Inline: return hasInlineValues(self) ? null : self.attributes as PyDict | null;
    case AttributeStorage.LazyDict: return self.attributes === null ? null : (self.attributes as ExtendedAttributes)[0];
    case AttributeStorage.Own: return type.ownDict === null ? null : type.ownDict.get(self);
  }
}

/** The `__dict__` of an instance, made when there is none (borrowed); null where instances have none. */
export function instanceDict(rt: Runtime, self: PyObject): PyDict | null {
  const type = self.type as PyType;
  if (type.attributeStorage === AttributeStorage.None) return null;
  const existing = existingDict(self);
  if (existing !== null) return existing;
  if (type.attributeStorage === AttributeStorage.Inline && hasInlineValues(self) && self.attributes !== null) return materializeDict(rt, self);
  const keys = type.sharedKeys ?? type.dictKeys;
  const dict = keys === null || keys.usable === 0 ? newDict(rt) : newSplitDict(rt, [], [], keys);
  exchangeDict(self, dict);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  return dict;
}

/** The dict's owner dies or takes another dict: from now on the values are its own. */
export function detachValues(rt: Runtime, dict: PyObject): void {
  if (dict.attributes === null) return;
  dict.attributes = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(dict);
}

/** Puts a dict (taken over) in the place of the old one, which the caller drops. Inline values must be gone. */
export function exchangeDict(self: PyObject, dict: PyDict | null): PyDict | null {
  const type = self.type as PyType;
  const old = existingDict(self);
  if (type.attributeStorage === AttributeStorage.Inline) {
    self.attributes = dict;
    self.gc |= GcBits.DictMaterialized;
  } else if (type.attributeStorage === AttributeStorage.LazyDict) {
    extendedAttributes(self)[0] = dict;
  } else {
    type.ownDict?.set?.(self, dict);
  }
  return old;
}

/** `attributes` of an instance whose layout is not `object`, made when there is none. */
export function extendedAttributes(self: PyObject): ExtendedAttributes {
  if (Array.isArray(self.attributes)) return self.attributes as ExtendedAttributes;
  const made: ExtendedAttributes = [null, null];
  self.attributes = made;
  return made;
}

/** An instance attribute of its own, without its class, new reference or null. */
export function ownAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject | null {
  const type = self.type as PyType;
  const storage = type.attributeStorage;
  if (storage === AttributeStorage.None) return null;
  if (storage === AttributeStorage.Inline && (self.gc & GcBits.DictMaterialized) === 0) {
    const values = self.attributes as InlineValues | null;
    if (values === null) return null;
    const index = (type.sharedKeys as SharedKeys).indexByName.get(name.value);
    if (index === undefined || index + 1 >= values.length) return null;
    const value = values[index + 1] as PyObject | null;
    if (value !== null) value.refcnt++;
    return value;
  }
  const dict = existingDict(self);
  if (dict === null) return null;
  const value = dictGet(rt, dict, name);
  if (value !== null) value.refcnt++;
  return value;
}

// ---- __slots__ ---------------------------------------------------------------------------------

/** The value of a `__slots__` member (borrowed), or null when it is not set. */
export function loadSlot(self: PyObject, index: number): PyObject | null {
  if (self.value !== null && (self.type as PyType).layout.base === null) return (self.value as (PyObject | null)[])[index] ?? null;
  return Array.isArray(self.attributes) ? ((self.attributes as ExtendedAttributes)[index + 2] as PyObject | null | undefined) ?? null : null;
}

/** Stores (taking over) or empties a member; returns the old value, which the caller drops. */
export function exchangeSlot(self: PyObject, index: number, value: PyObject | null): PyObject | null {
  const inValue = (self.type as PyType).layout.base === null;
  const places = inValue ? self.value as (PyObject | null)[] : extendedAttributes(self);
  const place = inValue ? index : index + 2;
  while (places.length < place) places.push(null);
  const old = (places[place] as PyObject | null | undefined) ?? null;
  places[place] = value;
  return old;
}

// ---- generic get and set -----------------------------------------------------------------------

/** PyObject_GenericGetAttr. */
export function genericGetAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject {
  const found = findAttribute(rt, self, name);
  if (found === null) raiseNoAttribute(rt, self, name);
  return found;
}

/** The same with null in the place of AttributeError, also one of a descriptor. */
export function genericLookupAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject | null {
  try {
    return findAttribute(rt, self, name);
  } catch (error) {
    return dropAttributeError(rt, error);
  }
}

/** For catch clauses: null for an AttributeError, which is dropped; anything else is thrown again. */
export function dropAttributeError(rt: Runtime, error: unknown): null {
  if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.AttributeError)) throw error;
  decref(rt, error.exception);
  return null;
}

/** Null: there is no such attribute; errors of descriptors are thrown. */
function findAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject | null {
  const type = self.type as PyType;
  const descriptor = typeLookup(type, name.value);
  if (descriptor === null) return ownAttribute(rt, self, name);
  const { descrGet, descrSet } = descriptor.type as PyType;
  if (descrGet === null || descrSet === null) {
    const own = ownAttribute(rt, self, name);
    if (own !== null) return own;
    if (descrGet === null) return incref(descriptor);
  }
  descriptor.refcnt++;
  const isNamed = rt.heap.observer !== null;
  if (isNamed) rt.nativeHolders.push({ object: descriptor, name: 'attribute look-up' });
  try {
    return descrGet(rt, descriptor, self, type);
  } finally {
    if (isNamed) rt.nativeHolders.pop();
    decref(rt, descriptor);
  }
}

/** PyObject_GenericSetAttr; `value` null deletes. */
export function genericSetAttribute(rt: Runtime, self: PyObject, name: PyStr, value: PyObject | null): void {
  const type = self.type as PyType;
  const descriptor = typeLookup(type, name.value);
  if (descriptor !== null) {
    const set = (descriptor.type as PyType).descrSet;
    if (set !== null) {
      descriptor.refcnt++;
      const isNamed = rt.heap.observer !== null;
      if (isNamed) rt.nativeHolders.push({ object: descriptor, name: 'attribute assignment' });
      try {
        set(rt, descriptor, self, value);
      } finally {
        if (isNamed) rt.nativeHolders.pop();
        decref(rt, descriptor);
      }
      return;
    }
  }
  const storage = type.attributeStorage;
  if (storage === AttributeStorage.Inline && (self.gc & GcBits.DictMaterialized) === 0 && self.attributes !== null) {
    storeInlineAttribute(rt, self, type, name, value);
    return;
  }
  // A deletion makes the dict, too (_PyObjectDict_SetItem).
  const dict = storage === AttributeStorage.None ? null : instanceDict(rt, self);
  if (dict === null && storage !== AttributeStorage.None) raiseNothingToSet(rt, self, name);
  if (dict === null) {
    if (descriptor === null) raiseNothingToSet(rt, self, name, rt.profile.storeErrorsNameDict);
    raise(rt, 'AttributeError', `'${type.name}' object attribute '${name.value}' is read-only`);
  }
  if (value !== null) dictSet(rt, dict, name, value);
  else if (!dictDelete(rt, dict, name)) raiseNothingToSet(rt, self, name);
}

/** For stores and deletions, whose errors remember neither name nor object in 3.12. */
function raiseNothingToSet(rt: Runtime, self: PyObject, name: PyStr, lacksDict = false): never {
  const isClass = (self.type as PyType).layout === rt.types.type;
  const owner = isClass ? `type object '${(self as PyTypeObject).value.name}'` : `'${(self.type as PyType).name}' object`;
  raise(rt, 'AttributeError', `${owner} has no attribute '${name.value}'${lacksDict ? ' and no __dict__ for setting new attributes' : ''}`);
}

export function raiseNoAttribute(rt: Runtime, self: PyObject, name: PyStr): never {
  raiseAttributeError(rt, self, name, `'${(self.type as PyType).name}' object has no attribute '${name.value}'`);
}

// ---- for the eval loop's inline caches -----------------------------------------------------------

/** What an attribute of a type's instances is, as far as an inline cache may rely on it while the type's version stands. */
export type AttributeDescription =
  /** Own attribute at this key index; no data descriptor hides it. Check that the values are inline. */
  | { readonly kind: 'inlineValue'; readonly index: number }
  /** `__slots__` member: see `loadSlot`. */
  | { readonly kind: 'slot'; readonly index: number; readonly descriptor: PyObject }
  /** Method of the class (borrowed) that binds to self; `shadowed` when instances may have an own attribute of the name. */
  | { readonly kind: 'method'; readonly descriptor: PyObject; readonly shadowed: boolean }
  | { readonly kind: 'property'; readonly descriptor: PyObject }
  /** Plain value of the class (borrowed); `shadowed` as above. */
  | { readonly kind: 'classAttribute'; readonly value: PyObject; readonly shadowed: boolean }
  /** The instance's dict must be asked; the class has no such name. */
  | { readonly kind: 'dict' }
  | { readonly kind: 'other' };

/** Classifies an attribute for loads. Only for types with the generic `getattro`. */
export function describeAttribute(rt: Runtime, type: PyType, name: string): AttributeDescription {
  if (type.getattro !== genericGetAttribute) return { kind: 'other' };
  const descriptor = typeLookup(type, name);
  const keyIndex = type.attributeStorage === AttributeStorage.Inline ? type.sharedKeys?.indexByName.get(name) : undefined;
  if (descriptor === null) {
    if (keyIndex !== undefined) return { kind: 'inlineValue', index: keyIndex };
    return { kind: type.attributeStorage === AttributeStorage.None ? 'other' : 'dict' };
  }
  const descriptorType = descriptor.type as PyType;
  if (descriptorType.descrSet !== null) {
    if (descriptorType === rt.types.property) return { kind: 'property', descriptor };
    const slot = descriptorType === rt.types.memberDescriptor ? (descriptor.value as { slotIndex?: number }).slotIndex : undefined;
    return slot === undefined || slot < 0 ? { kind: 'other' } : { kind: 'slot', index: slot, descriptor };
  }
  const shadowed = keyIndex !== undefined;
  if (descriptorType.flags.methodDescriptor) return { kind: 'method', descriptor, shadowed };
  if (descriptorType.descrGet === null) return { kind: 'classAttribute', value: descriptor, shadowed };
  return { kind: 'other' };
}

/** Whether a dict has a name, without running Python code (for inline caches). */
export function dictHas(dict: PyDict, name: string): boolean {
  return dictFindString(dict, name) >= 0;
}
