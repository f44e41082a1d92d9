/**
 * The descriptors of built-in types and of `__slots__`: method_descriptor, classmethod_descriptor,
 * getset_descriptor, member_descriptor, wrapper_descriptor and the method-wrapper a bound one gives
 * (CPython descrobject.c).
 *
 * In: rows of a type's tables. Out: the objects in its namespace. Those of built-in types are made by
 * `typeReady.ts` without being counted; those of classes are counted like everything else.
 */
import { decref, incref, type PyObject, type Visit } from '../memory';
import { addressText, getAttributeString, isRealSubclass, richCompare } from './abstract';
import { newBuiltinFunction } from './builtinFunction';
import { dictGetString } from './dictStore';
import { exchangeSlot, loadSlot } from './attributes';
import { docText, signatureText } from './documentation';
import { hashPointer } from './hashing';
import type { PyDict, PyStr, PyTuple } from './layouts';
import { callDefinition } from './methodCall';
import { noArgs, type MethodDefinition } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { newTuple, packTuple } from './tuple';
import { CompareOp, type GetSetDefinition, type PyType, type Slots, type TypeDefinition } from './type';
import { isInstanceOf, isSubtype } from './typeLookup';

/** What calls a slot function with the arguments of a Python call. */
export type SlotWrapper = (rt: Runtime, self: PyObject, args: PyTuple, wrapped: unknown, kwargs: PyDict | null) => PyObject;

/** A row of the slot table (slotdefs): a special method and the slot it fills. */
export interface SlotDefinition {
  readonly name: string;
  readonly slot: keyof Slots;
  /** What the slot becomes when a class defines the method in Python; null: nothing. */
  readonly generic: unknown;
  /** How the slot of a built-in type is called as a method; null: it is not shown as one. */
  readonly wrapper: SlotWrapper | null;
  readonly doc: string;
  readonly keywords: boolean;
}

/** The payload of every kind of descriptor here; the fields of other kinds are null (slotIndex -1). */
export interface DescriptorData {
  /** The type it belongs to; its object is owned. */
  readonly owner: PyType;
  readonly name: PyStr;
  qualname: PyObject | null;
  readonly definition: MethodDefinition | null;
  readonly getset: GetSetDefinition | null;
  readonly wrapper: SlotDefinition | null;
  /** The slot function a wrapper descriptor calls. */
  readonly wrapped: unknown;
  /** Position among the `__slots__` values of instances. */
  readonly slotIndex: number;
}

export type PyDescriptor = PyObject<DescriptorData, PyType>;

const NONE: Omit<DescriptorData, 'owner' | 'name'> = { qualname: null, definition: null, getset: null, wrapper: null, wrapped: null, slotIndex: -1 };

/** The payload of a descriptor; takes over `name` and a new reference to the owner. */
export function descriptorData(owner: PyType, name: PyStr, rest: Partial<DescriptorData>): DescriptorData {
  owner.object.refcnt++;
  return { owner, name, ...NONE, ...rest };
}

const dataOf = (self: PyObject): DescriptorData => (self as PyDescriptor).value;
const nameOf = (self: PyObject): string => dataOf(self).name.value;

/** `list.append()` for error texts. */
function describeMethod(_rt: Runtime, self: PyObject): string {
  const { owner, name } = dataOf(self);
  return `${shortName(owner)}.${name.value}()`;
}

/** `__qualname__` of a built-in type: `tp_name` without its module. */
function shortName(type: PyType): string {
  return type.qualnameObject !== null ? type.qualnameObject.value : type.name.slice(type.name.lastIndexOf('.') + 1);
}

// ---- what all kinds share ------------------------------------------------------------------------

function traverse(self: PyObject, visit: Visit): void {
  visit(dataOf(self).owner.object);
}

function dealloc(rt: Runtime, self: PyObject): void {
  rt.heap.untrack(self);
  const { owner, name, qualname } = dataOf(self);
  decref(rt, owner.object);
  decref(rt, name);
  if (qualname !== null) decref(rt, qualname);
  rt.heap.freeContainer(self);
}

/** descr_check, descr_setcheck */
function checkSelf(rt: Runtime, self: PyObject, instance: PyObject): void {
  const { owner } = dataOf(self);
  if (!isInstanceOf(instance, owner)) {
    raise(rt, 'TypeError', `descriptor '${nameOf(self)}' for '${owner.name}' objects doesn't apply to a '${instance.type.name}' object`);
  }
}

function qualifiedName(rt: Runtime, self: PyObject): PyObject {
  const data = dataOf(self);
  if (data.qualname === null) {
    const owner = getAttributeString(rt, data.owner.object, '__qualname__') as PyStr;
    data.qualname = newStr(rt, `${owner.value}.${data.name.value}`);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    decref(rt, owner);
  }
  return incref(data.qualname);
}

function reduce(rt: Runtime, self: PyObject): PyObject {
  const { owner, name } = dataOf(self);
  return newTuple(rt, [incref(dictGetString(rt.builtins, 'getattr') ?? rt.none), packTuple(rt, [owner.object, name])]);
}

const identity: readonly GetSetDefinition[] = [
  { name: '__objclass__', member: true, get: (_rt, self) => incref(dataOf(self).owner.object) },
  { name: '__name__', member: true, get: (_rt, self) => incref(dataOf(self).name) },
  { name: '__qualname__', get: qualifiedName },
];

function descriptorType(name: string, text: string, more: Partial<TypeDefinition>): TypeDefinition {
  const { slots, getset, ...rest } = more;
  return {
    name,
    gc: true,
    basicsize: 56,
    flags: { disallowInstantiation: true },
    ...rest,
    getset: [...identity, ...(getset ?? [])],
    slots: {
      repr: (rt, self) => newStr(rt, `<${text} '${nameOf(self)}' of '${dataOf(self).owner.name}' objects>`),
      traverse,
      dealloc,
      ...slots,
    },
  };
}

const methodTexts: readonly GetSetDefinition[] = [
  { name: '__doc__', get: (rt, self) => docText(rt, dataOf(self).definition as MethodDefinition, dataOf(self).owner.name) },
  { name: '__text_signature__', get: (rt, self) => signatureText(rt, dataOf(self).definition as MethodDefinition, dataOf(self).owner.name) },
];

// ---- methods -------------------------------------------------------------------------------------

export const methodDescriptorType: TypeDefinition = descriptorType('method_descriptor', 'method', {
  methods: [noArgs('__reduce__', reduce)],
  flags: { disallowInstantiation: true, methodDescriptor: true },
  getset: methodTexts,
  slots: {
    vectorcall: (rt, self, args, kwnames) => {
      const positional = args.length - (kwnames === null ? 0 : kwnames.length);
      if (positional < 1) raise(rt, 'TypeError', `unbound method ${describeMethod(rt, self)} needs an argument`);
      const instance = args[0] as PyObject;
      checkSelf(rt, self, instance);
      return callDefinition(rt, dataOf(self).definition as MethodDefinition, instance, args.slice(1), kwnames, self, describeMethod);
    },
    descrGet: (rt, self, instance) => {
      if (instance === null) return incref(self);
      checkSelf(rt, self, instance);
      return newBuiltinFunction(rt, dataOf(self).definition as MethodDefinition, instance, null);
    },
  },
});

export const classMethodDescriptorType: TypeDefinition = descriptorType('classmethod_descriptor', 'method', {
  getset: methodTexts,
  slots: {
    vectorcall: (rt, self, args, kwnames) => {
      const { owner } = dataOf(self);
      if (args.length === 0) raise(rt, 'TypeError', `descriptor '${nameOf(self)}' of '${owner.name}' object needs an argument`);
      const bound = bindToClass(rt, self, args[0] as PyObject);
      try {
        return (bound.type as PyType).vectorcall?.(rt, bound, args.slice(1), kwnames) as PyObject;
      } finally {
        decref(rt, bound);
      }
    },
    descrGet: (rt, self, instance, owner) => {
      if (owner === null && instance === null) {
        raise(rt, 'TypeError', `descriptor '${nameOf(self)}' for type '${dataOf(self).owner.name}' needs either an object or a type`);
      }
      return bindToClass(rt, self, (owner ?? ((instance as PyObject).type as PyType)).object);
    },
  },
});

/** classmethod_get */
function bindToClass(rt: Runtime, self: PyObject, classObject: PyObject): PyObject {
  const { owner, definition } = dataOf(self);
  if ((classObject.type as PyType).layout !== rt.types.type) {
    raise(rt, 'TypeError', `descriptor '${nameOf(self)}' for type '${owner.name}' needs a type, not a '${classObject.type.name}' as arg 2`);
  }
  const type = (classObject as PyObject<PyType>).value;
  if (!isSubtype(type, owner)) {
    raise(rt, 'TypeError', `descriptor '${nameOf(self)}' requires a subtype of '${owner.name}' but received '${type.name}'`);
  }
  return newBuiltinFunction(rt, definition as MethodDefinition, classObject, null);
}

// ---- attributes ----------------------------------------------------------------------------------

const attributeDoc: GetSetDefinition = {
  name: '__doc__',
  get: (rt, self) => {
    const { getset, owner } = dataOf(self);
    return getset === null ? incref(rt.none) : docText(rt, getset, owner.definition === null ? null : owner.name);
  },
};

export const getsetDescriptorType: TypeDefinition = descriptorType('getset_descriptor', 'attribute', {
  basicsize: 48,
  getset: [attributeDoc],
  slots: {
    descrGet: (rt, self, instance) => {
      if (instance === null) return incref(self);
      checkSelf(rt, self, instance);
      return (dataOf(self).getset as GetSetDefinition).get(rt, instance);
    },
    descrSet: (rt, self, instance, value) => {
      checkSelf(rt, self, instance);
      const { getset, owner } = dataOf(self);
      if (getset?.set === undefined) {
        raise(rt, 'AttributeError', `attribute '${nameOf(self)}' of '${owner.name}' objects is not writable`);
      }
      getset.set(rt, instance, value);
    },
  },
});

export const memberDescriptorType: TypeDefinition = descriptorType('member_descriptor', 'member', {
  basicsize: 48,
  methods: [noArgs('__reduce__', reduce)],
  getset: [attributeDoc],
  slots: {
    descrGet: (rt, self, instance) => {
      if (instance === null) return incref(self);
      checkSelf(rt, self, instance);
      const { slotIndex, getset } = dataOf(self);
      if (slotIndex < 0) return (getset as GetSetDefinition).get(rt, instance);
      const value = loadSlot(instance, slotIndex);
      if (value === null) raise(rt, 'AttributeError', `'${instance.type.name}' object has no attribute '${nameOf(self)}'`);
      return incref(value);
    },
    descrSet: (rt, self, instance, value) => {
      checkSelf(rt, self, instance);
      const { slotIndex, getset } = dataOf(self);
      if (slotIndex >= 0) {
        storeSlot(rt, self, instance, slotIndex, value);
        return;
      }
      if (getset?.set === undefined) raise(rt, 'AttributeError', 'readonly attribute');
      getset.set(rt, instance, value);
    },
  },
});

function storeSlot(rt: Runtime, self: PyObject, instance: PyObject, slotIndex: number, value: PyObject | null): void {
  if (value === null && loadSlot(instance, slotIndex) === null) raise(rt, 'AttributeError', nameOf(self));
  if (value !== null) value.refcnt++;
  const old = exchangeSlot(instance, slotIndex, value);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(instance, old === null ? -1 : slotIndex);
  if (old !== null) decref(rt, old);
}

// ---- wrapped slots -------------------------------------------------------------------------------

function callWrapped(rt: Runtime, data: DescriptorData, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const definition = data.wrapper as SlotDefinition;
  if (!definition.keywords && kwargs !== null && kwargs.value.used > 0) {
    raise(rt, 'TypeError', `wrapper ${definition.name}() takes no keyword arguments`);
  }
  return (definition.wrapper as SlotWrapper)(rt, self, args, data.wrapped, kwargs);
}

const wrapperTexts: readonly GetSetDefinition[] = [
  { name: '__doc__', get: (rt, self) => docText(rt, wrapperOf(rt, self), null) },
  { name: '__text_signature__', get: (rt, self) => signatureText(rt, wrapperOf(rt, self), null) },
];

function wrapperOf(rt: Runtime, self: PyObject): SlotDefinition {
  const data = self.type === rt.types.methodWrapper ? dataOf((self as PyMethodWrapper).value.descriptor) : dataOf(self);
  return data.wrapper as SlotDefinition;
}

export const wrapperDescriptorType: TypeDefinition = descriptorType('wrapper_descriptor', 'slot wrapper', {
  methods: [noArgs('__reduce__', reduce)],
  flags: { disallowInstantiation: true, methodDescriptor: true },
  getset: wrapperTexts,
  slots: {
    call: (rt, self, args, kwargs) => {
      const data = dataOf(self);
      if (args.value.length < 1) raise(rt, 'TypeError', `descriptor '${nameOf(self)}' of '${data.owner.name}' object needs an argument`);
      const instance = args.value[0] as PyObject;
      if (!isRealSubclass(rt, (instance.type as PyType).object, data.owner.object)) {
        raise(rt, 'TypeError', `descriptor '${nameOf(self)}' requires a '${data.owner.name}' object but received a '${instance.type.name}'`);
      }
      const rest = packTuple(rt, args.value.slice(1));
      try {
        return callWrapped(rt, data, instance, rest, kwargs);
      } finally {
        decref(rt, rest);
      }
    },
    descrGet: (rt, self, instance) => {
      if (instance === null) return incref(self);
      checkSelf(rt, self, instance);
      return newMethodWrapper(rt, self as PyDescriptor, instance);
    },
  },
});

interface MethodWrapperData { readonly descriptor: PyDescriptor; readonly self: PyObject }
type PyMethodWrapper = PyObject<MethodWrapperData, PyType>;

/** PyWrapper_New; both borrowed. */
function newMethodWrapper(rt: Runtime, descriptor: PyDescriptor, self: PyObject): PyObject {
  descriptor.refcnt++;
  self.refcnt++;
  const wrapper = rt.heap.newContainer(rt.types.methodWrapper, { descriptor, self });
  rt.heap.track(wrapper);
  return wrapper;
}

const wrapperData = (self: PyObject): MethodWrapperData => (self as PyMethodWrapper).value;

export const methodWrapperType: TypeDefinition = {
  name: 'method-wrapper',
  gc: true,
  basicsize: 32,
  flags: { disallowInstantiation: true },
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { descriptor, self: bound } = wrapperData(self);
      return newTuple(rt, [incref(dictGetString(rt.builtins, 'getattr') ?? rt.none), packTuple(rt, [bound, descriptor.value.name])]);
    }),
  ],
  getset: [
    { name: '__self__', member: true, get: (_rt, self) => incref(wrapperData(self).self) },
    { name: '__objclass__', get: (_rt, self) => incref(wrapperData(self).descriptor.value.owner.object) },
    { name: '__name__', get: (_rt, self) => incref(wrapperData(self).descriptor.value.name) },
    { name: '__qualname__', get: (rt, self) => qualifiedName(rt, wrapperData(self).descriptor) },
    ...wrapperTexts,
  ],
  slots: {
    repr: (rt, self) => {
      const { descriptor, self: bound } = wrapperData(self);
      return newStr(rt, `<method-wrapper '${nameOf(descriptor)}' of ${bound.type.name} object at ${addressText(rt, bound)}>`);
    },
    call: (rt, self, args, kwargs) => {
      const { descriptor, self: bound } = wrapperData(self);
      return callWrapped(rt, descriptor.value, bound, args, kwargs);
    },
    hash: (rt, self) => {
      const { descriptor, self: bound } = wrapperData(self);
      const combined = BigInt(hashPointer(rt.addressOf(bound))) ^ BigInt(hashPointer(rt.addressOf(descriptor)));
      return combined === -1n ? -2 : combined;
    },
    richcompare: (rt, self, other, op) => {
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || other.type !== rt.types.methodWrapper) return incref(rt.notImplemented);
      const left = wrapperData(self);
      const right = wrapperData(other);
      if (left.descriptor === right.descriptor) {
        return incref((left.self === right.self) === (op === CompareOp.Eq) ? rt.true : rt.false);
      }
      return richCompare(rt, left.descriptor, right.descriptor, op);
    },
    traverse: (self, visit) => {
      const { descriptor, self: bound } = wrapperData(self);
      visit(descriptor);
      visit(bound);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      if (!rt.heap.trashcanBegin(self)) return;
      const { descriptor, self: bound } = wrapperData(self);
      decref(rt, descriptor);
      decref(rt, bound);
      rt.heap.freeContainer(self);
      rt.heap.trashcanEnd(rt);
    },
  },
};
