/** bool: an int with two values. The logical operators keep bools bools; everything else is int's. */
import { incref, type PyObject } from '../memory';
import { isTrue } from './abstract';
import { newBool } from './boolValue';
import { isIntLike } from './intValue';
import { intAnd, intInvert, intOr, intXor } from './intArithmetic';
import type { PyDict, PyInt, PyStr, PyTuple } from './layouts';
import { checkPositional } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { internStr } from './strValue';
import type { BinaryFunction, PyType, TypeDefinition } from './type';
import { warn } from './warn';

export { newBool } from './boolValue';

function boolNew(rt: Runtime, _type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'bool() takes no keyword arguments');
  return construct(rt, args.value);
}

function construct(rt: Runtime, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'bool', args.length, 0, 1);
  return newBool(rt, args[0] !== undefined && isTrue(rt, args[0]));
}

function logical(operation: (a: boolean, b: boolean) => boolean, otherwise: (rt: Runtime, a: PyInt, b: PyInt) => PyObject): BinaryFunction {
  return (rt, left, right) => {
    if (left.type === rt.types.bool && right.type === rt.types.bool) {
      return newBool(rt, operation((left as PyInt).value !== 0, (right as PyInt).value !== 0));
    }
    return isIntLike(rt, left) && isIntLike(rt, right) ? otherwise(rt, left, right) : incref(rt.notImplemented);
  };
}

const INVERSION_WARNING = "Bitwise inversion '~' on bool is deprecated. This returns the bitwise inversion of the underlying int object and is usually "
  + "not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise "
  + 'inversion of the underlying int.';

export const boolType: TypeDefinition = {
  name: 'bool',
  base: 'int',
  doc: `bool(x) -> bool

Returns True when the argument x is true, False otherwise.
The builtins True and False are the only two instances of the class bool.
The class bool is a subclass of the class int, and cannot be subclassed.`,
  basicsize: 24,
  itemsize: 4,
  construct: (rt: Runtime, _type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null) => {
    if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'bool() takes no keyword arguments');
    return construct(rt, args);
  },
  slots: {
    new: boolNew,
    repr: (rt, self) => internStr(rt, self === rt.true ? 'True' : 'False'),
    nbAnd: logical((a, b) => a && b, intAnd),
    nbOr: logical((a, b) => a || b, intOr),
    nbXor: logical((a, b) => a !== b, intXor),
    nbInvert: (rt, self) => {
      warn(rt, 'DeprecationWarning', INVERSION_WARNING);
      return intInvert(rt, self as PyInt);
    },
  },
};
