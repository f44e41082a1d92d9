/**
 * The slots of classes whose special methods are written in Python (typeobject.c slot_*): each looks its
 * method up on the class and calls it, without a bound method where the method is a plain function.
 *
 * Methods are called with borrowed arguments, so a Python method sees one more reference to each than
 * when called from bytecode, as in CPython.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  addressText, asIndexNumber, callObject, containsByIteration, getAttributeString, hashNotImplemented, indexAsIs, isTrue,
  lookupAttributeString, richCompareBool,
} from './abstract';
import { callWithPrepended } from './abstractCall';
import { genericGetAttribute, genericLookupAttribute } from './attributes';
import { PythonError } from './errors';
import { hashInt } from './hashing';
import { newInt } from './intValue';
import { newSequenceIterator } from './iterators';
import type { PyDict, PyInt, PyStr, PyTuple } from './layouts';
import { hold, holdOwned, release } from './nativeHold';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { CompareOp, type BinaryFunction, type Hash, type PyType, type Slots, type UnaryFunction } from './type';
import { isSubtype, typeLookup } from './typeLookup';

type Filled<Name extends keyof Slots> = NonNullable<Slots[Name]>;

/** What the ledger calls the reference to a method while it runs. */
const SPECIAL_METHOD = 'special method being called';

/** vectorcall_maybe, with null for "no such method"; `args` without self. */
function callIfDefined(rt: Runtime, self: PyObject, name: string, args: readonly PyObject[]): PyObject | null {
  const type = self.type as PyType;
  const found = typeLookup(type, name);
  if (found === null) return null;
  const foundType = found.type as PyType;
  if (foundType.flags.methodDescriptor) {
    hold(rt, found, SPECIAL_METHOD);
    try {
      return callObject(rt, found, args.length === 0 ? [self] : [self, ...args]);
    } finally {
      release(rt, found);
    }
  }
  const bound = holdOwned(rt, foundType.descrGet === null ? incref(found) : foundType.descrGet(rt, found, self, type), SPECIAL_METHOD);
  try {
    return callObject(rt, bound, args);
  } finally {
    release(rt, bound);
  }
}

/** The same for slots that take a failure to bind the method (a property that raises) for its absence. */
function callIfBindable(rt: Runtime, self: PyObject, name: string, args: readonly PyObject[]): PyObject | null {
  const type = self.type as PyType;
  const found = typeLookup(type, name);
  if (found === null) return null;
  const { flags, descrGet } = found.type as PyType;
  if (flags.methodDescriptor || descrGet === null) return callIfDefined(rt, self, name, args);
  let bound: PyObject;
  try {
    bound = holdOwned(rt, descrGet(rt, found, self, type), SPECIAL_METHOD);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    decref(rt, error.exception);
    return null;
  }
  try {
    return callObject(rt, bound, args);
  } finally {
    release(rt, bound);
  }
}

/** vectorcall_method: a missing method is an AttributeError with its name. */
function callMethod(rt: Runtime, self: PyObject, name: string, args: readonly PyObject[]): PyObject {
  return callIfDefined(rt, self, name, args) ?? raise(rt, 'AttributeError', name);
}

const typeName = (self: PyObject): string => self.type.name;

function unary(name: string): UnaryFunction {
  return (rt, self) => callMethod(rt, self, name, []);
}

// ---- object --------------------------------------------------------------------------------------

export const slotRepr: UnaryFunction = (rt, self) => callIfBindable(rt, self, '__repr__', [])
  ?? newStr(rt, `<${typeName(self)} object at ${addressText(rt, self)}>`);

export const slotStr = unary('__str__');

export const slotHash: Filled<'hash'> = (rt, self) => {
  const method = typeLookup(self.type as PyType, '__hash__');
  if (method === null || method === rt.none) return hashNotImplemented(rt, self);
  const result = callMethod(rt, self, '__hash__', []);
  if (!isIntLayout(rt, result)) {
    decref(rt, result);
    raise(rt, 'TypeError', '__hash__ method should return an integer');
  }
  const hash = hashOfResult(result as PyInt);
  decref(rt, result);
  return hash;
};

/** A result that fits 64 bits is the hash itself, -1 excepted; a larger one is hashed as an int. */
function hashOfResult({ value }: PyInt): Hash {
  if (value === -1) return -2;
  if (typeof value === 'number' || (value >= -(2n ** 63n) && value < 2n ** 63n)) return value;
  return hashInt(value);
}

function isIntLayout(rt: Runtime, object: PyObject): boolean {
  return (object.type as PyType).layout === rt.types.int;
}

export const slotCall: Filled<'call'> = (rt, self, args, kwargs) => callSpecialWithTuple(rt, self, '__call__', args, kwargs);

/** lookup_method and _PyObject_Call_Prepend: self goes before the arguments without a new tuple. */
function callSpecialWithTuple(rt: Runtime, self: PyObject, name: string, args: PyTuple, kwargs: PyDict | null): PyObject {
  const type = self.type as PyType;
  const found = typeLookup(type, name);
  if (found === null) raise(rt, 'AttributeError', name);
  const foundType = found.type as PyType;
  const unbound = foundType.flags.methodDescriptor;
  const callable = holdOwned(rt, unbound || foundType.descrGet === null ? incref(found) : foundType.descrGet(rt, found, self, type), SPECIAL_METHOD);
  try {
    return callWithPrepended(rt, callable, unbound ? self : null, args, kwargs);
  } finally {
    release(rt, callable);
  }
}

export const slotInit: Filled<'init'> = (rt, self, args, kwargs) => {
  const result = callSpecialWithTuple(rt, self, '__init__', args, kwargs);
  decref(rt, result);
  if (result !== rt.none) raise(rt, 'TypeError', `__init__() should return None, not '${result.type.name}'`);
};

export const slotNew: Filled<'new'> = (rt, type, args, kwargs) => {
  const callable = holdOwned(rt, getAttributeString(rt, type.object, '__new__'), SPECIAL_METHOD);
  try {
    return callWithPrepended(rt, callable, type.object, args, kwargs);
  } finally {
    release(rt, callable);
  }
};

export const slotFinalize: Filled<'finalize'> = (rt, self) => {
  const type = self.type as PyType;
  const found = typeLookup(type, '__del__');
  if (found === null) return;
  const method = hold(rt, found, SPECIAL_METHOD);
  try {
    decref(rt, callIfDefined(rt, self, '__del__', []) as PyObject);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.writeUnraisable(error.exception, method, 'while calling deallocator');
  } finally {
    release(rt, method);
  }
};

// ---- attributes ----------------------------------------------------------------------------------

/** slot_tp_getattro: a `__getattribute__` in Python, no `__getattr__`. */
export const slotGetAttribute: Filled<'getattro'> = (rt, self, name) => callMethod(rt, self, '__getattribute__', [name]);

/** slot_tp_getattr_hook: `__getattr__` is asked when the ordinary way ends in AttributeError. */
export const slotGetAttributeHook: Filled<'getattro'> = (rt, self, name) => {
  const type = self.type as PyType;
  const fallback = typeLookup(type, '__getattr__');
  if (fallback === null) return slotGetAttribute(rt, self, name);
  hold(rt, fallback, SPECIAL_METHOD);
  try {
    const found = ordinaryAttribute(rt, self, type, name);
    return found ?? callAttributeHook(rt, self, type, fallback, name);
  } finally {
    release(rt, fallback);
  }
};

function ordinaryAttribute(rt: Runtime, self: PyObject, type: PyType, name: PyStr): PyObject | null {
  const getter = typeLookup(type, '__getattribute__');
  if (getter === null || (getter.type === rt.types.wrapperDescriptor && (getter.value as { wrapped: unknown }).wrapped === genericGetAttribute)) {
    return genericLookupAttribute(rt, self, name);
  }
  try {
    return callAttributeHook(rt, self, type, getter, name);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.AttributeError)) throw error;
    decref(rt, error.exception);
    return null;
  }
}

/** call_attribute: calls a function with self in front, binds anything else. */
function callAttributeHook(rt: Runtime, self: PyObject, type: PyType, hook: PyObject, name: PyStr): PyObject {
  if ((hook.type as PyType).flags.methodDescriptor) return callObject(rt, hook, [self, name]);
  const { descrGet } = hook.type as PyType;
  const bound = holdOwned(rt, descrGet === null ? incref(hook) : descrGet(rt, hook, self, type), SPECIAL_METHOD);
  try {
    return callObject(rt, bound, [name]);
  } finally {
    release(rt, bound);
  }
}

export const slotSetAttribute: Filled<'setattro'> = (rt, self, name, value) => {
  decref(rt, value === null ? callMethod(rt, self, '__delattr__', [name]) : callMethod(rt, self, '__setattr__', [name, value]));
};

export const slotDescriptorGet: Filled<'descrGet'> = (rt, self, instance, owner) => {
  const get = typeLookup(self.type as PyType, '__get__');
  if (get === null) return incref(self);
  hold(rt, get, SPECIAL_METHOD);
  try {
    return callObject(rt, get, [self, instance ?? rt.none, owner === null ? rt.none : owner.object]);
  } finally {
    release(rt, get);
  }
};

export const slotDescriptorSet: Filled<'descrSet'> = (rt, self, instance, value) => {
  decref(rt, value === null ? callMethod(rt, self, '__delete__', [instance]) : callMethod(rt, self, '__set__', [instance, value]));
};

// ---- comparison, iteration -----------------------------------------------------------------------

const COMPARISON_METHODS: Readonly<Record<CompareOp, string>> = {
  [CompareOp.Lt]: '__lt__', [CompareOp.Le]: '__le__', [CompareOp.Eq]: '__eq__',
  [CompareOp.Ne]: '__ne__', [CompareOp.Gt]: '__gt__', [CompareOp.Ge]: '__ge__',
};

export const slotRichCompare: Filled<'richcompare'> = (rt, self, other, op) =>
  callIfBindable(rt, self, COMPARISON_METHODS[op], [other]) ?? incref(rt.notImplemented);

export const slotIter: UnaryFunction = (rt, self) => {
  const method = typeLookup(self.type as PyType, '__iter__');
  if (method !== null && method !== rt.none) {
    const iterator = callIfBindable(rt, self, '__iter__', []);
    if (iterator !== null) return iterator;
  }
  if (method === rt.none || typeLookup(self.type as PyType, '__getitem__') === null) {
    raise(rt, 'TypeError', `'${typeName(self)}' object is not iterable`);
  }
  return newSequenceIterator(rt, self);
};

export const slotNext: Filled<'iternext'> = (rt, self) => callMethod(rt, self, '__next__', []);

// ---- containers ----------------------------------------------------------------------------------

export const slotLength: Filled<'sqLength'> = (rt, self) => {
  const result = callMethod(rt, self, '__len__', []);
  let size: PyInt;
  try {
    size = indexAsIs(rt, result);
  } finally {
    decref(rt, result);
  }
  try {
    if (size.value < 0) raise(rt, 'ValueError', '__len__() should return >= 0');
    return asIndexNumber(rt, size, 'OverflowError');
  } finally {
    decref(rt, size);
  }
};

export const slotItem: Filled<'sqItem'> = (rt, self, position) => {
  const key = newInt(rt, position);
  try {
    return callMethod(rt, self, '__getitem__', [key]);
  } finally {
    decref(rt, key);
  }
};

export const slotAssignItem: Filled<'sqAssItem'> = (rt, self, position, value) => {
  const key = newInt(rt, position);
  try {
    slotAssignSubscript(rt, self, key, value);
  } finally {
    decref(rt, key);
  }
};

export const slotContains: Filled<'sqContains'> = (rt, self, value) => {
  const method = typeLookup(self.type as PyType, '__contains__');
  if (method === rt.none) raise(rt, 'TypeError', `'${typeName(self)}' object is not a container`);
  if (method === null) return containsByIteration(rt, self, value);
  const result = callIfDefined(rt, self, '__contains__', [value]) as PyObject;
  try {
    return isTrue(rt, result);
  } finally {
    decref(rt, result);
  }
};

export const slotSubscript: BinaryFunction = (rt, self, key) => callMethod(rt, self, '__getitem__', [key]);

export const slotAssignSubscript: Filled<'mpAssSubscript'> = (rt, self, key, value) => {
  decref(rt, value === null ? callMethod(rt, self, '__delitem__', [key]) : callMethod(rt, self, '__setitem__', [key, value]));
};

// ---- numbers -------------------------------------------------------------------------------------

export const slotBool: Filled<'nbBool'> = (rt, self) => {
  const type = self.type as PyType;
  const name = typeLookup(type, '__bool__') !== null ? '__bool__' : '__len__';
  const result = callIfDefined(rt, self, name, []);
  if (result === null) return true;
  try {
    if (name === '__len__') return isTrue(rt, result);
    if (result.type !== rt.types.bool) raise(rt, 'TypeError', `__bool__ should return bool, returned ${result.type.name}`);
    return result === rt.true;
  } finally {
    decref(rt, result);
  }
};

export const slotNegative = unary('__neg__');
export const slotPositive = unary('__pos__');
export const slotAbsolute = unary('__abs__');
export const slotInvert = unary('__invert__');
export const slotInt = unary('__int__');
export const slotFloat = unary('__float__');
export const slotIndex = unary('__index__');

/** method_is_overloaded: whether the right operand's class has another reflected method than the left one's. */
function isOverloaded(rt: Runtime, left: PyObject, right: PyObject, name: string): boolean {
  const mine = lookupAttributeString(rt, (right.type as PyType).object, name);
  if (mine === null) return false;
  try {
    const theirs = lookupAttributeString(rt, (left.type as PyType).object, name);
    if (theirs === null) return true;
    try {
      return richCompareBool(rt, mine, theirs, CompareOp.Ne);
    } finally {
      decref(rt, theirs);
    }
  } finally {
    decref(rt, mine);
  }
}

/** SLOT1BINFULL: the method of the left operand, the reflected one of the right, subclasses first. */
function binary(slot: keyof Slots, name: string, reflected: string): BinaryFunction {
  const slotBinary: BinaryFunction = (rt, left, right) => {
    const leftType = left.type as PyType;
    const rightType = right.type as PyType;
    let tryRight = leftType !== rightType && isThisSlot(rightType[slot]);
    if (isThisSlot(leftType[slot])) {
      if (tryRight && isSubtype(rightType, leftType) && isOverloaded(rt, left, right, reflected)) {
        const result = callIfDefined(rt, right, reflected, [left]);
        if (result !== null && result !== rt.notImplemented) return result;
        if (result !== null) decref(rt, result);
        tryRight = false;
      }
      const result = callIfDefined(rt, left, name, [right]) ?? incref(rt.notImplemented);
      if (result !== rt.notImplemented || leftType === rightType) return result;
      decref(rt, result);
    }
    if (tryRight) return callIfDefined(rt, right, reflected, [left]) ?? incref(rt.notImplemented);
    return incref(rt.notImplemented);
  };
  const isThisSlot = (candidate: unknown): boolean => candidate === slotBinary || (slot === 'nbPower' && candidate === slotPower);
  return slotBinary;
}

function inplace(name: string): BinaryFunction {
  return (rt, self, other) => callMethod(rt, self, name, [other]);
}

export const slotAdd = binary('nbAdd', '__add__', '__radd__');
export const slotSubtract = binary('nbSubtract', '__sub__', '__rsub__');
export const slotMultiply = binary('nbMultiply', '__mul__', '__rmul__');
export const slotMatrixMultiply = binary('nbMatrixMultiply', '__matmul__', '__rmatmul__');
export const slotRemainder = binary('nbRemainder', '__mod__', '__rmod__');
export const slotDivmod = binary('nbDivmod', '__divmod__', '__rdivmod__');
export const slotLshift = binary('nbLshift', '__lshift__', '__rlshift__');
export const slotRshift = binary('nbRshift', '__rshift__', '__rrshift__');
export const slotAnd = binary('nbAnd', '__and__', '__rand__');
export const slotXor = binary('nbXor', '__xor__', '__rxor__');
export const slotOr = binary('nbOr', '__or__', '__ror__');
export const slotFloorDivide = binary('nbFloorDivide', '__floordiv__', '__rfloordiv__');
export const slotTrueDivide = binary('nbTrueDivide', '__truediv__', '__rtruediv__');
const binaryPower = binary('nbPower', '__pow__', '__rpow__');

export const slotPower: Filled<'nbPower'> = (rt, base, exponent, modulus) => {
  if (modulus === rt.none) return binaryPower(rt, base, exponent);
  // Three arguments have no reflected form: only the first operand's method is asked.
  if ((base.type as PyType).nbPower === slotPower) return callMethod(rt, base, '__pow__', [exponent, modulus]);
  return incref(rt.notImplemented);
};

export const slotInplaceAdd = inplace('__iadd__');
export const slotInplaceSubtract = inplace('__isub__');
export const slotInplaceMultiply = inplace('__imul__');
export const slotInplaceMatrixMultiply = inplace('__imatmul__');
export const slotInplaceRemainder = inplace('__imod__');
export const slotInplaceLshift = inplace('__ilshift__');
export const slotInplaceRshift = inplace('__irshift__');
export const slotInplaceAnd = inplace('__iand__');
export const slotInplaceXor = inplace('__ixor__');
export const slotInplaceOr = inplace('__ior__');
export const slotInplaceFloorDivide = inplace('__ifloordiv__');
export const slotInplaceTrueDivide = inplace('__itruediv__');
export const slotInplacePower: Filled<'nbInplacePower'> = (rt, self, other) => callMethod(rt, self, '__ipow__', [other]);

// ---- asynchronous --------------------------------------------------------------------------------

function asynchronous(name: string): UnaryFunction {
  return (rt, self) => callIfDefined(rt, self, name, [])
    ?? raise(rt, 'AttributeError', `object ${typeName(self)} does not have ${name} method`);
}

export const slotAwait = asynchronous('__await__');
export const slotAiter = asynchronous('__aiter__');
export const slotAnext = asynchronous('__anext__');
