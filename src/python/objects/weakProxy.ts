/**
 * weakref.ProxyType and CallableProxyType (CPython weakrefobject.c): objects that hand every operation
 * on to a referent they do not hold. Operands that are proxies are unwrapped first.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  addressText, callMethod, callWithTuple, contains, getAttribute, getItem, getIter, index, isIterator, isTrue, iterNext, length, numberAbsolute, numberAdd, numberAnd,
  numberDivmod, numberFloat, numberFloorDivide, numberInt, numberInvert, numberLshift, numberMatrixMultiply, numberMultiply, numberNegative,
  numberOr, numberPositive, numberPower, numberRemainder, numberRshift, numberSubtract, numberTrueDivide, numberXor,
  inplaceAdd, inplaceAnd, inplaceFloorDivide, inplaceLshift, inplaceMatrixMultiply, inplaceMultiply, inplaceOr, inplacePower, inplaceRemainder,
  inplaceRshift, inplaceSubtract, inplaceTrueDivide, inplaceXor, deleteItem, richCompare, setAttribute, setItem, str,
} from './abstract';
import { noArgs } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import type { BinaryFunction, Slots, TypeDefinition, UnaryFunction } from './type';
import { clearReference, dataOf, referentOf } from './weakref';

function isProxy(rt: Runtime, object: PyObject): boolean {
  return object.type === rt.types.weakProxy || object.type === rt.types.weakCallableProxy;
}

/** The referent of a proxy (new reference; ReferenceError when it is dead), any other object itself. */
function unwrap(rt: Runtime, object: PyObject): PyObject {
  if (!isProxy(rt, object)) return incref(object);
  const referent = referentOf(object);
  if (referent === null) raise(rt, 'ReferenceError', 'weakly-referenced object no longer exists');
  return incref(referent);
}

function withReferent<R>(rt: Runtime, self: PyObject, use: (referent: PyObject) => R): R {
  const referent = unwrap(rt, self);
  try {
    return use(referent);
  } finally {
    decref(rt, referent);
  }
}

const unary = (operation: UnaryFunction): UnaryFunction => (rt, self) => withReferent(rt, self, (referent) => operation(rt, referent));

const binary = (operation: BinaryFunction): BinaryFunction => (rt, left, right) =>
  withReferent(rt, left, (leftReferent) => withReferent(rt, right, (rightReferent) => operation(rt, leftReferent, rightReferent)));

function slots(): Partial<Slots> {
  return {
    repr: (rt, self) => {
      if (rt.profile.proxyReprNamesClass) {
        const live = referentOf(self);
        return newStr(rt, `<weakproxy at ${addressText(rt, self)}; ${live === null ? 'dead' : `to '${live.type.name}' at ${addressText(rt, live)}`}>`);
      }
      const referent = referentOf(self) ?? rt.none;
      return newStr(rt, `<weakproxy at ${addressText(rt, self)} to ${referent.type.name} at ${addressText(rt, referent)}>`);
    },
    str: unary((rt, referent) => str(rt, referent)),
    getattro: (rt, self, name) => withReferent(rt, self, (referent) => getAttribute(rt, referent, name)),
    setattro: (rt, self, name, value) => { withReferent(rt, self, (referent) => { setAttribute(rt, referent, name, value); }); },
    richcompare: (rt, self, other, op) =>
      withReferent(rt, self, (left) => withReferent(rt, other, (right) => richCompare(rt, left, right, op))),
    hash: null,
    iter: unary((rt, referent) => getIter(rt, referent)),
    iternext: (rt, self) => withReferent(rt, self, (referent) => {
      if (!isIterator(referent)) raise(rt, 'TypeError', `Weakref proxy referenced a non-iterator '${referent.type.name}' object`);
      return iterNext(rt, referent);
    }),
    nbAdd: binary(numberAdd), nbSubtract: binary(numberSubtract), nbMultiply: binary(numberMultiply), nbRemainder: binary(numberRemainder),
    nbDivmod: binary(numberDivmod), nbLshift: binary(numberLshift), nbRshift: binary(numberRshift), nbAnd: binary(numberAnd),
    nbXor: binary(numberXor), nbOr: binary(numberOr), nbFloorDivide: binary(numberFloorDivide), nbTrueDivide: binary(numberTrueDivide),
    nbMatrixMultiply: binary(numberMatrixMultiply),
    nbPower: (rt, base, exponent, modulus) => withReferent(rt, base, (left) => withReferent(rt, exponent, (right) =>
      withReferent(rt, modulus, (third) => numberPower(rt, left, right, third)))),
    nbNegative: unary(numberNegative), nbPositive: unary(numberPositive), nbAbsolute: unary(numberAbsolute), nbInvert: unary(numberInvert),
    nbBool: (rt, self) => withReferent(rt, self, (referent) => isTrue(rt, referent)),
    nbInt: unary((rt, referent) => numberInt(rt, referent) ?? callMethod(rt, referent, '__int__', [])),
    nbFloat: unary((rt, referent) => numberFloat(rt, referent) ?? callMethod(rt, referent, '__float__', [])),
    nbIndex: unary(index),
    nbInplaceAdd: binary(inplaceAdd), nbInplaceSubtract: binary(inplaceSubtract), nbInplaceMultiply: binary(inplaceMultiply),
    nbInplaceRemainder: binary(inplaceRemainder), nbInplaceLshift: binary(inplaceLshift), nbInplaceRshift: binary(inplaceRshift),
    nbInplaceAnd: binary(inplaceAnd), nbInplaceXor: binary(inplaceXor), nbInplaceOr: binary(inplaceOr),
    nbInplaceFloorDivide: binary(inplaceFloorDivide), nbInplaceTrueDivide: binary(inplaceTrueDivide),
    nbInplaceMatrixMultiply: binary(inplaceMatrixMultiply),
    nbInplacePower: (rt, base, exponent) => withReferent(rt, base, (left) => withReferent(rt, exponent, (right) => inplacePower(rt, left, right))),
    sqLength: (rt, self) => withReferent(rt, self, (referent) => length(rt, referent)),
    sqContains: (rt, self, value) => withReferent(rt, self, (referent) => contains(rt, referent, value)),
    mpLength: (rt, self) => withReferent(rt, self, (referent) => length(rt, referent)),
    mpSubscript: binary(getItem),
    mpAssSubscript: (rt, self, key, value) => {
      withReferent(rt, self, (referent) => {
        if (value === null) deleteItem(rt, referent, key);
        else setItem(rt, referent, key, value);
      });
    },
    traverse: (self, visit) => {
      const { callback } = dataOf(self);
      if (callback !== null) visit(callback);
    },
    clear: clearReference,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearReference(rt, self);
      rt.heap.freeContainer(self);
    },
  };
}

/** Of the plain proxy only. */
const methods = [
  noArgs('__bytes__', (rt, self) => withReferent(rt, self, (referent) => callMethod(rt, referent, '__bytes__', []))),
  noArgs('__reversed__', (rt, self) => withReferent(rt, self, (referent) => callMethod(rt, referent, '__reversed__', []))),
];

export const weakProxyType: TypeDefinition = {
  name: 'weakref.ProxyType', gc: true, basicsize: 64, isWeakref: true, slots: slots(), methods,
};

export const weakCallableProxyType: TypeDefinition = {
  name: 'weakref.CallableProxyType', gc: true, basicsize: 64, isWeakref: true,
  slots: { ...slots(), call: (rt, self, args, kwargs) => withReferent(rt, self, (referent) => callWithTuple(rt, referent, args, kwargs)) },
};

