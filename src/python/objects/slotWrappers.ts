/**
 * How a slot of a built-in type is called as a special method, `(5).__add__(3)` (typeobject.c wrap_*):
 * each takes the method's argument tuple apart, calls the slot and makes a Python result.
 */
import { decref, incref, type PyObject } from '../memory';
import { asIndexNumber } from './abstract';
import { checkCount } from './argumentParsing';
import { newBool } from './boolValue';
import { newInt } from './intValue';
import type { PyStr, PyTuple, PyTypeObject } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { SlotWrapper } from './descriptors';
import { CompareOp, type BinaryFunction, type PyType, type Slots } from './type';
import { packTuple } from './tuple';
import { isSubtype } from './typeLookup';

type Filled<Name extends keyof Slots> = NonNullable<Slots[Name]>;

function one(rt: Runtime, args: PyTuple): PyObject {
  checkCount(rt, '', args.value.length, 1, 1);
  return args.value[0] as PyObject;
}

function two(rt: Runtime, args: PyTuple): [PyObject, PyObject] {
  checkCount(rt, '', args.value.length, 2, 2);
  return args.value as [PyObject, PyObject];
}

/** check_num_args: the text differs from the one of PyArg_UnpackTuple. */
function exactly(rt: Runtime, args: PyTuple, count: number): void {
  if (args.value.length !== count) {
    raise(rt, 'TypeError', `expected ${count} argument${count === 1 ? '' : 's'}, got ${args.value.length}`);
  }
}

const none = (rt: Runtime): PyObject => incref(rt.none);

export const wrapUnary: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 0);
  return (wrapped as Filled<'repr'>)(rt, self);
};

export const wrapHash: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 0);
  return newInt(rt, (wrapped as Filled<'hash'>)(rt, self));
};

export const wrapLength: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 0);
  const length = (wrapped as Filled<'sqLength'>)(rt, self);
  // The longest length there is, sys.maxsize, is no exact number here.
  return newInt(rt, length >= 2 ** 63 ? 2n ** 63n - 1n : length);
};

export const wrapTruth: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 0);
  return newBool(rt, (wrapped as Filled<'nbBool'>)(rt, self));
};

export const wrapBinary: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  return (wrapped as BinaryFunction)(rt, self, args.value[0] as PyObject);
};

/** The check the generic get and set functions make. */
function attributeName(rt: Runtime, name: PyObject): PyStr {
  if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `attribute name must be string, not '${name.type.name}'`);
  return name as PyStr;
}

export const wrapGetAttribute: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  return (wrapped as Filled<'getattro'>)(rt, self, attributeName(rt, args.value[0] as PyObject));
};

/** A distinct function: reflected and plain methods of one slot must not be taken for each other. */
export const wrapBinaryLeft: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  return (wrapped as BinaryFunction)(rt, self, args.value[0] as PyObject);
};

export const wrapBinaryRight: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  return (wrapped as BinaryFunction)(rt, args.value[0] as PyObject, self);
};

export const wrapTernary: SlotWrapper = (rt, self, args, wrapped) => {
  checkCount(rt, '', args.value.length, 1, 2);
  return (wrapped as Filled<'nbPower'>)(rt, self, args.value[0] as PyObject, args.value[1] ?? rt.none);
};

export const wrapTernaryRight: SlotWrapper = (rt, self, args, wrapped) => {
  checkCount(rt, '', args.value.length, 1, 2);
  return (wrapped as Filled<'nbPower'>)(rt, args.value[0] as PyObject, self, args.value[1] ?? rt.none);
};

export const wrapIndexArgument: SlotWrapper = (rt, self, args, wrapped) => {
  const count = asIndexNumber(rt, one(rt, args), 'OverflowError');
  return (wrapped as Filled<'sqRepeat'>)(rt, self, count);
};

/** getindex: negative positions count from the end. */
function position(rt: Runtime, self: PyObject, argument: PyObject): number {
  const index = asIndexNumber(rt, argument, 'OverflowError');
  const { sqLength } = self.type as PyType;
  return index < 0 && sqLength !== null ? index + sqLength(rt, self) : index;
}

export const wrapItem: SlotWrapper = (rt, self, args, wrapped) => {
  const index = position(rt, self, one(rt, args));
  return (wrapped as Filled<'sqItem'>)(rt, self, index);
};

export const wrapSetItem: SlotWrapper = (rt, self, args, wrapped) => {
  const [key, value] = two(rt, args);
  (wrapped as Filled<'sqAssItem'>)(rt, self, position(rt, self, key), value);
  return none(rt);
};

export const wrapDeleteItem: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  (wrapped as Filled<'sqAssItem'>)(rt, self, position(rt, self, args.value[0] as PyObject), null);
  return none(rt);
};

export const wrapContains: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  return newBool(rt, (wrapped as Filled<'sqContains'>)(rt, self, args.value[0] as PyObject));
};

export const wrapSetSubscript: SlotWrapper = (rt, self, args, wrapped) => {
  const [key, value] = two(rt, args);
  (wrapped as Filled<'mpAssSubscript'>)(rt, self, key, value);
  return none(rt);
};

export const wrapDeleteSubscript: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  (wrapped as Filled<'mpAssSubscript'>)(rt, self, args.value[0] as PyObject, null);
  return none(rt);
};

/** hackcheck: refuses `object.__setattr__(type, ...)`, which would jump over the type's own check. */
function checkNotBypassed(rt: Runtime, self: PyObject, wrapped: unknown, what: string): void {
  const type = self.type as PyType;
  const isPython = (candidate: PyType): boolean => candidate.flags.heap;
  const defining = [...type.mro].reverse().find((base) => !isPython(base) && base.setattro === type.setattro) ?? type;
  for (let base: PyType | null = defining; base !== null; base = base.base) {
    if (base.setattro === wrapped) return;
    if (!isPython(base)) raise(rt, 'TypeError', `can't apply this ${what} to ${type.name} object`);
  }
}

export const wrapSetAttribute: SlotWrapper = (rt, self, args, wrapped) => {
  const [name, value] = two(rt, args);
  checkNotBypassed(rt, self, wrapped, '__setattr__');
  (wrapped as Filled<'setattro'>)(rt, self, attributeName(rt, name), value);
  return none(rt);
};

export const wrapDeleteAttribute: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  checkNotBypassed(rt, self, wrapped, '__delattr__');
  (wrapped as Filled<'setattro'>)(rt, self, attributeName(rt, args.value[0] as PyObject), null);
  return none(rt);
};

export const wrapCall: SlotWrapper = (rt, self, args, wrapped, kwargs) => (wrapped as Filled<'call'>)(rt, self, args, kwargs);

export const wrapInit: SlotWrapper = (rt, self, args, wrapped, kwargs) => {
  (wrapped as Filled<'init'>)(rt, self, args, kwargs);
  return none(rt);
};

export const wrapDelete: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 0);
  (wrapped as Filled<'finalize'>)(rt, self);
  return none(rt);
};

function compareWrapper(op: CompareOp): SlotWrapper {
  return (rt, self, args, wrapped) => {
    exactly(rt, args, 1);
    return (wrapped as Filled<'richcompare'>)(rt, self, args.value[0] as PyObject, op);
  };
}

export const wrapLess = compareWrapper(CompareOp.Lt);
export const wrapLessEqual = compareWrapper(CompareOp.Le);
export const wrapEqual = compareWrapper(CompareOp.Eq);
export const wrapNotEqual = compareWrapper(CompareOp.Ne);
export const wrapGreater = compareWrapper(CompareOp.Gt);
export const wrapGreaterEqual = compareWrapper(CompareOp.Ge);

export const wrapNext: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 0);
  const item = (wrapped as Filled<'iternext'>)(rt, self);
  return item ?? raise(rt, 'StopIteration');
};

export const wrapDescriptorGet: SlotWrapper = (rt, self, args, wrapped) => {
  checkCount(rt, '', args.value.length, 1, 2);
  const instance = args.value[0] === rt.none ? null : args.value[0] as PyObject;
  const owner = args.value[1] === undefined || args.value[1] === rt.none ? null : args.value[1];
  if (instance === null && owner === null) raise(rt, 'TypeError', '__get__(None, None) is invalid');
  const ownerType = owner !== null && (owner.type as PyType).layout === rt.types.type ? (owner as PyTypeObject).value : null;
  return (wrapped as Filled<'descrGet'>)(rt, self, instance, ownerType);
};

export const wrapDescriptorSet: SlotWrapper = (rt, self, args, wrapped) => {
  const [instance, value] = two(rt, args);
  (wrapped as Filled<'descrSet'>)(rt, self, instance, value);
  return none(rt);
};

export const wrapDescriptorDelete: SlotWrapper = (rt, self, args, wrapped) => {
  exactly(rt, args, 1);
  (wrapped as Filled<'descrSet'>)(rt, self, args.value[0] as PyObject, null);
  return none(rt);
};

/** tp_new_wrapper: `__new__` of a built-in type called as a function, `object.__new__(C)`. */
export function callNewWrapper(rt: Runtime, self: PyObject, args: PyTuple, pythonNew: unknown, kwargs: Parameters<Filled<'new'>>[3]): PyObject {
  const type = (self as PyTypeObject).value;
  const first = args.value[0];
  if (first === undefined) raise(rt, 'TypeError', `${type.name}.__new__(): not enough arguments`);
  if ((first.type as PyType).layout !== rt.types.type) {
    raise(rt, 'TypeError', `${type.name}.__new__(X): X is not a type object (${first.type.name})`);
  }
  const subtype = (first as PyTypeObject).value;
  if (!isSubtype(subtype, type)) {
    raise(rt, 'TypeError', `${type.name}.__new__(${subtype.name}): ${subtype.name} is not a subtype of ${type.name}`);
  }
  let staticBase: PyType | null = subtype;
  while (staticBase !== null && staticBase.new === pythonNew) staticBase = staticBase.base;
  if (staticBase !== null && staticBase.new !== type.new) {
    raise(rt, 'TypeError', `${type.name}.__new__(${subtype.name}) is not safe, use ${staticBase.name}.__new__()`);
  }
  const rest = sliceFromSecond(rt, args);
  try {
    return (type.new as Filled<'new'>)(rt, subtype, rest, kwargs);
  } finally {
    decref(rt, rest);
  }
}

function sliceFromSecond(rt: Runtime, args: PyTuple): PyTuple {
  return packTuple(rt, args.value.slice(1));
}
