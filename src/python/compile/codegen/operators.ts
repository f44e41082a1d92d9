/**
 * The numbers behind operators. After CPython compile.c (addop_binary, unaryop).
 */
import { BinaryOperation, Intrinsic1, Opcode } from '../../bytecode';
import type { Operator, Position, UnaryOp } from '../../syntax';
import { addOp, addOpI, visitExpression, type Compiler } from '../compiler';

/** For each operator, the argument of BINARY_OP. */
const binaryOperations: Record<Operator, BinaryOperation> = {
  Add: BinaryOperation.Add, Sub: BinaryOperation.Subtract, Mult: BinaryOperation.Multiply,
  MatMult: BinaryOperation.MatrixMultiply, Div: BinaryOperation.TrueDivide, Mod: BinaryOperation.Remainder,
  Pow: BinaryOperation.Power, LShift: BinaryOperation.LeftShift, RShift: BinaryOperation.RightShift,
  BitOr: BinaryOperation.Or, BitXor: BinaryOperation.Xor, BitAnd: BinaryOperation.And,
  FloorDiv: BinaryOperation.FloorDivide,
};

export function addBinary(c: Compiler, location: Position, operator: Operator, isInplace: boolean): void {
  addOpI(c, location, Opcode.BINARY_OP, binaryOperations[operator] + (isInplace ? BinaryOperation.Inplace : 0));
}

export function unaryOperation(c: Compiler, e: UnaryOp): void {
  visitExpression(c, e.operand);
  switch (e.op) {
    case 'UAdd': addOpI(c, e, Opcode.CALL_INTRINSIC_1, Intrinsic1.UnaryPositive); break;
    case 'Invert': addOp(c, e, Opcode.UNARY_INVERT); break;
    case 'Not': addOp(c, e, Opcode.UNARY_NOT); break;
    case 'USub': addOp(c, e, Opcode.UNARY_NEGATIVE); break;
  }
}
