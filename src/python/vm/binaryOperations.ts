/**
 * BINARY_OP beyond the fast paths of the eval loop: one function per operator, in the order of the
 * instruction's argument.
 */
import { assert } from '../../base';
import type { PyObject } from '../memory';
import {
  inplaceAdd, inplaceAnd, inplaceFloorDivide, inplaceLshift, inplaceMatrixMultiply, inplaceMultiply, inplaceOr, inplacePower, inplaceRemainder,
  inplaceRshift, inplaceSubtract, inplaceTrueDivide, inplaceXor, numberAdd, numberAnd, numberFloorDivide, numberLshift, numberMatrixMultiply,
  numberMultiply, numberOr, numberPower, numberRemainder, numberRshift, numberSubtract, numberTrueDivide, numberXor, type BinaryFunction,
} from '../objects';
import type { Interpreter } from './interpreter';

/** For each argument of BINARY_OP (`BinaryOperation`), what it does. */
const operations: readonly BinaryFunction[] = [
  numberAdd, numberAnd, numberFloorDivide, numberLshift, numberMatrixMultiply, numberMultiply, numberRemainder,
  numberOr, (rt, left, right) => numberPower(rt, left, right), numberRshift, numberSubtract, numberTrueDivide, numberXor,
  inplaceAdd, inplaceAnd, inplaceFloorDivide, inplaceLshift, inplaceMatrixMultiply, inplaceMultiply, inplaceRemainder,
  inplaceOr, inplacePower, inplaceRshift, inplaceSubtract, inplaceTrueDivide, inplaceXor,
];

/** Operands borrowed, result owned. */
export function binaryOperation(rt: Interpreter, operation: number, left: PyObject, right: PyObject): PyObject {
  const perform = operations[operation];
  assert(perform !== undefined, `no binary operation ${operation}`);
  return perform(rt, left, right);
}
