/**
 * Life and death of instances of classes made by Python (typeobject.c subtype_traverse, subtype_clear,
 * subtype_dealloc): `__del__` and resurrection, weak references, `__slots__` (the most derived class
 * first), attributes in the order of the shared keys, what the built-in base holds, and last the class.
 */
import { clearWeakrefs, decref, GcBits, type PyObject, type Visit } from '../memory';
import { detachValues, extendedAttributes, newInlineValues } from './attributes';
import type { Runtime } from './runtime';
import type { InlineValues } from './sharedKeys';
import { AttributeStorage, type PyType } from './type';

/**
 * A new instance of a class whose layout is `object` (object_new after its checks): one counted
 * allocation, tracked, owning its class. Hot path.
 */
export function newInstance(rt: Runtime, type: PyType): PyObject {
  const instance = rt.heap.newContainer(type, null as (PyObject | null)[] | null);
  type.object.refcnt++;
  rt.heap.track(instance);
  const slotCount = type.slotNames.length;
  if (slotCount > 0) {
    const slots: (PyObject | null)[] = [];
    for (let index = 0; index < slotCount; index++) slots.push(null);
    instance.value = slots;
  }
  if (type.sharedKeys !== null) instance.attributes = newInlineValues(type.sharedKeys);
  return instance;
}

/** The values of `__slots__`, the most derived class's first; `place` is their index in `slots`. */
function eachSlot(type: PyType, visit: (place: number) => void): void {
  for (let current = type; current.flags.heap && current.base !== null; current = current.base) {
    const first = current.base.slotNames.length;
    for (let place = first; place < current.slotNames.length; place++) visit(place);
  }
}

/** Where the slot values are and the index of the first one. */
function slotsOf(self: PyObject, layout: PyType): { values: (PyObject | null)[]; offset: number } {
  if (layout.base === null) return { values: (self.value ?? []) as (PyObject | null)[], offset: 0 };
  return { values: self.attributes === null ? [] : extendedAttributes(self) as (PyObject | null)[], offset: 2 };
}

export function subtypeTraverse(self: PyObject, visit: Visit): void {
  const type = self.type as PyType;
  const layout = type.nativeBase;
  if (type.slotNames.length > 0) visitSlots(self, type, layout, visit);
  if (type.attributeStorage === AttributeStorage.Inline) {
    if ((self.gc & GcBits.DictMaterialized) === 0) visitInline(self.attributes as InlineValues | null, visit);
    else if (self.attributes !== null) visit(self.attributes as PyObject);
  } else if (type.addsLazyDict && self.attributes !== null) {
    const [dict] = extendedAttributes(self);
    if (dict !== null) visit(dict);
  }
  if (!layout.visitsOwnType || !layout.isGC) visit(type.object);
  // What a built-in base that is no container holds is for the ledger alone.
  if (layout.isGC) layout.traverse?.(self, visit);
}

/** The most derived class's slots first. Hot path: no closure, no allocation. */
function visitSlots(self: PyObject, type: PyType, layout: PyType, visit: Visit): void {
  const offset = layout.base === null ? 0 : 2;
  const values = (offset === 0 ? self.value : self.attributes === null ? null : extendedAttributes(self)) as (PyObject | null)[] | null;
  if (values === null) return;
  for (let current = type; current.flags.heap && current.base !== null; current = current.base) {
    for (let place = current.base.slotNames.length; place < current.slotNames.length; place++) {
      const value = values[place + offset] ?? null;
      if (value !== null) visit(value);
    }
  }
}

function visitInline(values: InlineValues | null, visit: Visit): void {
  if (values === null) return;
  for (let place = 1; place < values.length; place++) {
    const value = values[place] as PyObject | null;
    if (value !== null) visit(value);
  }
}

export function subtypeClear(rt: Runtime, self: PyObject): void {
  const type = self.type as PyType;
  const layout = type.nativeBase;
  clearSlots(rt, self, type, layout);
  clearAttributes(rt, self, type);
  layout.clear?.(rt, self);
}

function clearSlots(rt: Runtime, self: PyObject, type: PyType, layout: PyType): void {
  if (type.slotNames.length === 0) return;
  const { values, offset } = slotsOf(self, layout);
  eachSlot(type, (place) => {
    const value = values[place + offset] ?? null;
    if (value === null) return;
    values[place + offset] = null;
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    decref(rt, value);
  });
}

/** Drops inline values in key order, or the dict. */
function clearAttributes(rt: Runtime, self: PyObject, type: PyType): void {
  if (type.attributeStorage === AttributeStorage.Inline) {
    if ((self.gc & GcBits.DictMaterialized) === 0) {
      const values = self.attributes as InlineValues | null;
      if (values === null) return;
      values[0] = null;
      for (let place = 1; place < values.length; place++) {
        const value = values[place] as PyObject | null;
        if (value === null) continue;
        values[place] = null;
        if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
        decref(rt, value);
      }
      return;
    }
    const dict = self.attributes as PyObject | null;
    self.attributes = null;
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    if (dict !== null) {
      if (dict.refcnt > 1) detachValues(rt, dict);
      decref(rt, dict);
    }
  } else if (type.addsLazyDict && self.attributes !== null) {
    const attributes = extendedAttributes(self);
    const [dict] = attributes;
    attributes[0] = null;
    if (dict !== null) {
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
      decref(rt, dict);
    }
  }
}

/**
 * PyObject_CallFinalizerFromDealloc: calls the finalizer of an object whose count is 0, once in its
 * life. False: the finalizer made the object reachable again, the deallocation ends here.
 */
export function finalizeFromDealloc(rt: Runtime, self: PyObject): boolean {
  const { finalize, isGC } = self.type as PyType;
  if (finalize === null || (isGC && (self.gc & GcBits.Finalized) !== 0)) return true;
  self.refcnt = 1;
  if (rt.heap.observer !== null) rt.heap.observer.finalizing(self);
  finalize(rt, self);
  if (isGC) self.gc |= GcBits.Finalized;
  self.refcnt--;
  return self.refcnt === 0;
}

export function subtypeDealloc(rt: Runtime, self: PyObject): void {
  const { heap } = rt;
  heap.untrack(self);
  if (!heap.trashcanBegin(self)) return;
  const layout = (self.type as PyType).nativeBase;
  if ((self.type as PyType).finalize !== null) {
    heap.track(self);
    if (!finalizeFromDealloc(rt, self)) {
      heap.trashcanEnd(rt);
      return;
    }
    heap.untrack(self);
  }
  const type = self.type as PyType;
  if (type.supportsWeakrefs && !layout.supportsWeakrefs) clearWeakrefs(rt, self);
  clearSlots(rt, self, type, layout);
  clearAttributes(rt, self, type);
  // `__del__` may have given the object another class.
  const { object: classObject } = self.type as PyType;
  const outer = heap.beginHandover(self);
  layout.dealloc(rt, self);
  heap.endHandover(self, outer);
  decref(rt, classObject);
  heap.trashcanEnd(rt);
}
