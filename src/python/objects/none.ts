/** The types of the singletons None, NotImplemented and Ellipsis (the objects are `rt.none` and so on). */
import { incref, type PyObject } from '../memory';
import { genericGetAttribute } from './attributes';
import type { PyDict, PyTuple } from './layouts';
import { noArgs } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { CompareOp, type PyType, type TypeDefinition } from './type';
import { warn } from './warn';

type New = (rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null) => PyObject;

/** `type(None)()` gives the singleton; arguments are refused. */
function singletonNew(typeName: string, singleton: (rt: Runtime) => PyObject): New {
  return (rt, _type, args, kwargs) => {
    if (args.value.length > 0 || (kwargs !== null && kwargs.value.used > 0)) raise(rt, 'TypeError', `${typeName} takes no arguments`);
    return incref(singleton(rt));
  };
}

export const noneType: TypeDefinition = {
  name: 'NoneType',
  basicsize: 16,
  slots: {
    new: singletonNew('NoneType', (rt) => rt.none),
    repr: (rt) => newStr(rt, 'None'),
    hash: () => 0xfca86420,
    richcompare: (rt, self, other, op) => {
      if (self !== other || (op !== CompareOp.Eq && op !== CompareOp.Ne)) return incref(rt.notImplemented);
      return incref(op === CompareOp.Eq ? rt.true : rt.false);
    },
    nbBool: () => false,
  },
};

export const notImplementedType: TypeDefinition = {
  name: 'NotImplementedType',
  basicsize: 16,
  slots: {
    new: singletonNew('NotImplementedType', (rt) => rt.notImplemented),
    repr: (rt) => newStr(rt, 'NotImplemented'),
    nbBool: (rt) => {
      warn(rt, 'DeprecationWarning', 'NotImplemented should not be used in a boolean context');
      return true;
    },
  },
  methods: [noArgs('__reduce__', (rt) => newStr(rt, 'NotImplemented'))],
};

export const ellipsisType: TypeDefinition = {
  name: 'ellipsis',
  basicsize: 16,
  slots: {
    new: singletonNew('EllipsisType', (rt) => rt.ellipsis),
    repr: (rt) => newStr(rt, 'Ellipsis'),
    getattro: genericGetAttribute,
  },
  methods: [noArgs('__reduce__', (rt) => newStr(rt, 'Ellipsis'))],
};
