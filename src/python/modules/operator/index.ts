/**
 * The `_operator` module: the operators as functions, and itemgetter, attrgetter, methodcaller.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, callObject, CompareOp, contains, deleteItem, fast, getItem, index, inplaceAdd, inplaceAnd, inplaceFloorDivide, inplaceLshift,
  inplaceMatrixMultiply, inplaceMultiply, inplaceOr, inplacePower, inplaceRemainder, inplaceRshift, inplaceSubtract, inplaceTrueDivide, inplaceXor,
  isTrue, iterNext, getIter, lengthHint, newBool, newInt, numberAbsolute, numberAdd, numberAnd, numberFloorDivide, numberInvert, numberLshift,
  numberMatrixMultiply, numberMultiply, numberNegative, numberOr, numberPositive, numberPower, numberRemainder, numberRshift, numberSubtract,
  numberTrueDivide, numberXor, oneArg, raise, richCompare, richCompareBool, setItem,
  type MethodDefinition, type PyType, type Runtime,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { attrgetterType, itemgetterType, methodcallerType } from './getters';

type Binary = (rt: Runtime, left: PyObject, right: PyObject) => PyObject;

const binary = (name: string, operation: Binary): MethodDefinition => fast(name, (rt, _self, args) => {
  checkPositional(rt, name, args, 2, 2);
  return operation(rt, args[0] as PyObject, args[1] as PyObject);
});
const unary = (name: string, operation: (rt: Runtime, operand: PyObject) => PyObject): MethodDefinition =>
  oneArg(name, (rt, _self, operand) => operation(rt, operand));
const compare = (name: string, op: CompareOp): MethodDefinition => binary(name, (rt, left, right) => richCompare(rt, left, right, op));

function countOf(rt: Runtime, iterable: PyObject, wanted: PyObject): PyObject {
  const iterator = getIter(rt, iterable);
  let count = 0;
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      try {
        if (richCompareBool(rt, item, wanted, CompareOp.Eq)) count++;
      } finally {
        decref(rt, item);
      }
    }
  } finally {
    decref(rt, iterator);
  }
  return newInt(rt, count);
}

function indexOf(rt: Runtime, iterable: PyObject, wanted: PyObject): PyObject {
  const iterator = getIter(rt, iterable);
  try {
    let position = 0;
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator), position++) {
      try {
        if (richCompareBool(rt, item, wanted, CompareOp.Eq)) return newInt(rt, position);
      } finally {
        decref(rt, item);
      }
    }
  } finally {
    decref(rt, iterator);
  }
  return raise(rt, 'ValueError', 'sequence.index(x): x not in sequence');
}

/** PySequence_Concat, for real sequences. */
const concatenate: Binary = (rt, left, right) => {
  const { sqConcat } = left.type as PyType;
  return sqConcat === null ? raise(rt, 'TypeError', `'${left.type.name}' object can't be concatenated`) : sqConcat(rt, left, right);
};
const power: Binary = (rt, left, right) => numberPower(rt, left, right, rt.none);

const methods: readonly MethodDefinition[] = [
  unary('truth', (rt, operand) => newBool(rt, isTrue(rt, operand))),
  binary('contains', (rt, container, value) => newBool(rt, contains(rt, container, value))),
  binary('indexOf', indexOf),
  binary('countOf', countOf),
  binary('is_', (rt, left, right) => newBool(rt, left === right)),
  binary('is_not', (rt, left, right) => newBool(rt, left !== right)),
  binary('add', numberAdd), binary('sub', numberSubtract), binary('mul', numberMultiply), binary('matmul', numberMatrixMultiply),
  binary('floordiv', numberFloorDivide), binary('truediv', numberTrueDivide), binary('mod', numberRemainder), binary('pow', power),
  binary('lshift', numberLshift), binary('rshift', numberRshift), binary('and_', numberAnd), binary('xor', numberXor), binary('or_', numberOr),
  unary('neg', numberNegative), unary('pos', numberPositive), unary('abs', numberAbsolute), unary('inv', numberInvert), unary('invert', numberInvert),
  unary('index', index), unary('not_', (rt, operand) => newBool(rt, !isTrue(rt, operand))),
  binary('iadd', inplaceAdd), binary('isub', inplaceSubtract), binary('imul', inplaceMultiply), binary('imatmul', inplaceMatrixMultiply),
  binary('ifloordiv', inplaceFloorDivide), binary('itruediv', inplaceTrueDivide), binary('imod', inplaceRemainder),
  binary('ipow', (rt, left, right) => inplacePower(rt, left, right)),
  binary('ilshift', inplaceLshift), binary('irshift', inplaceRshift), binary('iand', inplaceAnd), binary('ixor', inplaceXor), binary('ior', inplaceOr),
  binary('concat', concatenate), binary('iconcat', (rt, left, right) => ((left.type as PyType).sqInplaceConcat ?? concatenate)(rt, left, right)),
  binary('getitem', getItem),
  fast('setitem', (rt, _self, args) => {
    checkPositional(rt, 'setitem', args, 3, 3);
    setItem(rt, args[0] as PyObject, args[1] as PyObject, args[2] as PyObject);
    return incref(rt.none);
  }),
  binary('delitem', (rt, container, key) => {
    deleteItem(rt, container, key);
    return incref(rt.none);
  }),
  compare('eq', CompareOp.Eq), compare('ne', CompareOp.Ne), compare('lt', CompareOp.Lt), compare('le', CompareOp.Le),
  compare('gt', CompareOp.Gt), compare('ge', CompareOp.Ge),
  fast('length_hint', (rt, _self, args) => {
    checkPositional(rt, 'length_hint', args, 1, 2);
    const fallback = args[1];
    if (fallback !== undefined && (fallback.type as PyType).layout !== rt.types.int) {
      raise(rt, 'TypeError', `'${fallback.type.name}' object cannot be interpreted as an integer`);
    }
    return newInt(rt, lengthHint(rt, args[0] as PyObject, fallback === undefined ? 0 : asIndexNumber(rt, fallback, 'OverflowError')));
  }),
  fast('_compare_digest', (rt, _self, args) => newBool(rt, richCompareBool(rt, args[0] as PyObject, args[1] as PyObject, CompareOp.Eq))),
  {
    kind: 'fastKeywords', name: 'call', doc: 'Same as obj(*args, **kwargs).', binding: 'instance',
    call: (rt, _self, args, kwnames) => {
      if (args.length - (kwnames?.length ?? 0) < 1) raise(rt, 'TypeError', 'call expected at least 1 argument, got 0');
      return callObject(rt, args[0] as PyObject, args.slice(1), kwnames);
    },
  },
];

export const operatorModule: ModuleDefinition = {
  name: '_operator',
  doc: 'Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.',
  methods,
  constants: (rt) => ({
    itemgetter: incref(extensionType(rt, itemgetterType).object),
    attrgetter: incref(extensionType(rt, attrgetterType).object),
    methodcaller: incref(extensionType(rt, methodcallerType).object),
  }),
};
