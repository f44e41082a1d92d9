/**
 * Subscripts and slices. After CPython compile.c (compiler_subscript, compiler_slice).
 */
import { Opcode } from '../../bytecode';
import type { Expression, ExpressionContext, Slice, Subscript } from '../../syntax';
import { addLoadNone, addOp, addOpI, visitExpression, type Compiler } from '../compiler';
import { checkIndex, checkSubscripted } from './sourceChecks';

/** `a:b`, which has instructions of its own. */
export function isTwoElementSlice(e: Expression): e is Slice {
  return e.kind === 'Slice' && e.step === null;
}

/** Pushes the parts; answers how many. */
export function sliceParts(c: Compiler, e: Slice): number {
  for (const part of [e.lower, e.upper]) {
    if (part !== null) visitExpression(c, part);
    else addLoadNone(c, e);
  }
  if (e.step === null) return 2;
  visitExpression(c, e.step);
  return 3;
}

export function slice(c: Compiler, e: Slice): void {
  addOpI(c, e, Opcode.BUILD_SLICE, sliceParts(c, e));
}

const opcodeByContext: Record<ExpressionContext, Opcode> = {
  Load: Opcode.BINARY_SUBSCR, Store: Opcode.STORE_SUBSCR, Del: Opcode.DELETE_SUBSCR,
};

export function subscript(c: Compiler, e: Subscript): void {
  if (e.ctx === 'Load') {
    checkSubscripted(c, e.value);
    checkIndex(c, e.value, e.slice);
  }
  visitExpression(c, e.value);
  if (isTwoElementSlice(e.slice) && e.ctx !== 'Del') {
    sliceParts(c, e.slice);
    addOp(c, e, e.ctx === 'Load' ? Opcode.BINARY_SLICE : Opcode.STORE_SLICE);
  } else {
    visitExpression(c, e.slice);
    addOp(c, e, opcodeByContext[e.ctx]);
  }
}
