/** Making and reading floats. In: numbers. Out: `PyFloat`. */
import { PyObject } from '../memory';
import { intToFloat } from './intArithmetic';
import { isIntLike } from './intValue';
import type { PyFloat } from './layouts';
import type { Runtime } from './runtime';
import type { PyType } from './type';

/** Hot path. */
export function newFloat(rt: Runtime, value: number): PyFloat {
  return new PyObject(rt.types.float, value);
}

/** A float or an instance of a subclass (PyFloat_Check). */
export function isFloatLike(rt: Runtime, object: PyObject): object is PyFloat {
  return (object.type as PyType).layout === rt.types.float;
}

/** An operand of float arithmetic as a number (CONVERT_TO_DOUBLE); null for what is neither float nor int. */
export function floatOperand(rt: Runtime, object: PyObject): number | null {
  if (isFloatLike(rt, object)) return object.value;
  return isIntLike(rt, object) ? intToFloat(rt, object) : null;
}
