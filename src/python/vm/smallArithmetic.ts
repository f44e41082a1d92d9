/**
 * Arithmetic on ints that fit JavaScript numbers and on floats, for the eval loop. Hot path: the readable
 * twins are objects/intArithmetic.ts and objects/floatArithmetic.ts.
 */
import { BinaryOperation } from '../bytecode';

/** The result of an operation on two safe integers; NaN where the general way must be taken. Never -0. */
export function smallIntResult(operation: number, x: number, y: number): number {
  switch (operation) {
    case BinaryOperation.Add: case BinaryOperation.Add + BinaryOperation.Inplace: return x + y;
    case BinaryOperation.Subtract: case BinaryOperation.Subtract + BinaryOperation.Inplace: return x - y;
    case BinaryOperation.Multiply: case BinaryOperation.Multiply + BinaryOperation.Inplace: return x * y + 0;
    case BinaryOperation.FloorDivide: case BinaryOperation.FloorDivide + BinaryOperation.Inplace:
      return y > 0 && x >= 0 ? (x - (x % y)) / y : NaN;
    case BinaryOperation.Remainder: case BinaryOperation.Remainder + BinaryOperation.Inplace:
      return y > 0 && x >= 0 ? x % y : NaN;
    case BinaryOperation.And: case BinaryOperation.And + BinaryOperation.Inplace:
      return (x | 0) === x && (y | 0) === y ? x & y : NaN;
    case BinaryOperation.Or: case BinaryOperation.Or + BinaryOperation.Inplace:
      return (x | 0) === x && (y | 0) === y ? x | y : NaN;
    case BinaryOperation.Xor: case BinaryOperation.Xor + BinaryOperation.Inplace:
      return (x | 0) === x && (y | 0) === y ? x ^ y : NaN;
    case BinaryOperation.RightShift: case BinaryOperation.RightShift + BinaryOperation.Inplace:
      return (x | 0) === x && y >= 0 && y < 32 ? x >> y : NaN;
    default: return NaN;
  }
}

/** Whether `floatResult` can do an operation with this divisor. */
export function isFloatOperation(operation: number, y: number): boolean {
  switch (operation) {
    case BinaryOperation.Add: case BinaryOperation.Add + BinaryOperation.Inplace:
    case BinaryOperation.Subtract: case BinaryOperation.Subtract + BinaryOperation.Inplace:
    case BinaryOperation.Multiply: case BinaryOperation.Multiply + BinaryOperation.Inplace:
      return true;
    case BinaryOperation.TrueDivide: case BinaryOperation.TrueDivide + BinaryOperation.Inplace:
      return y !== 0;
    default: return false;
  }
}

export function floatResult(operation: number, x: number, y: number): number {
  switch (operation) {
    case BinaryOperation.Add: case BinaryOperation.Add + BinaryOperation.Inplace: return x + y;
    case BinaryOperation.Subtract: case BinaryOperation.Subtract + BinaryOperation.Inplace: return x - y;
    case BinaryOperation.Multiply: case BinaryOperation.Multiply + BinaryOperation.Inplace: return x * y;
    default: return x / y;
  }
}
