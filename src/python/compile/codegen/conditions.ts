/**
 * Comparisons, `and`/`or`/`not`, conditional expressions, and jumps on conditions.
 * After CPython compile.c (compiler_jump_if, compiler_compare, compiler_boolop, compiler_ifexp).
 */
import { Comparison, ComparisonMask, Opcode } from '../../bytecode';
import type { BoolOp, Compare, CompareOperator, Expression, IfExp, Position } from '../../syntax';
import { addJump, addOp, addOpI, newLabel, useLabel, visitExpression, type Compiler } from '../compiler';
import { NO_LOCATION, type Label } from '../instructionSequence';
import { checkComparison } from './sourceChecks';

/** For each operator, its instruction and argument. */
const comparisonByOperator: Record<CompareOperator, readonly [Opcode, number]> = {
  Lt: [Opcode.COMPARE_OP, (Comparison.Less << 4) | ComparisonMask.Less],
  LtE: [Opcode.COMPARE_OP, (Comparison.LessEqual << 4) | ComparisonMask.Less | ComparisonMask.Equal],
  Eq: [Opcode.COMPARE_OP, (Comparison.Equal << 4) | ComparisonMask.Equal],
  NotEq: [Opcode.COMPARE_OP, (Comparison.NotEqual << 4) | ComparisonMask.NotEqual],
  Gt: [Opcode.COMPARE_OP, (Comparison.Greater << 4) | ComparisonMask.Greater],
  GtE: [Opcode.COMPARE_OP, (Comparison.GreaterEqual << 4) | ComparisonMask.Greater | ComparisonMask.Equal],
  Is: [Opcode.IS_OP, 0],
  IsNot: [Opcode.IS_OP, 1],
  In: [Opcode.CONTAINS_OP, 0],
  NotIn: [Opcode.CONTAINS_OP, 1],
};

export function addComparison(c: Compiler, location: Position, operator: CompareOperator): void {
  const [opcode, oparg] = comparisonByOperator[operator];
  addOpI(c, location, opcode, oparg);
}

/** The parts of `a < b < c`: each operator with its right operand. */
function comparisonsOf(e: Compare): { operator: CompareOperator; right: Expression }[] {
  return e.comparators.map((right, index) => ({ operator: e.ops[index] ?? 'Eq', right }));
}

/** Jumps to `next` if the condition's truth is `condition`, else goes on. */
export function jumpIf(c: Compiler, location: Position, e: Expression, next: Label, condition: boolean): void {
  switch (e.kind) {
    case 'UnaryOp':
      if (e.op !== 'Not') break;
      jumpIf(c, location, e.operand, next, !condition);
      return;
    case 'BoolOp': {
      const shortCut = e.op === 'Or';
      const last = e.values.length - 1;
      const shortCutLabel = shortCut === condition ? next : newLabel(c);
      for (const [index, value] of e.values.entries()) {
        if (index < last) jumpIf(c, location, value, shortCutLabel, shortCut);
        else jumpIf(c, location, value, next, condition);
      }
      if (shortCutLabel !== next) useLabel(c, shortCutLabel);
      return;
    }
    case 'IfExp': {
      const end = newLabel(c);
      const orelse = newLabel(c);
      jumpIf(c, location, e.test, orelse, false);
      jumpIf(c, location, e.body, next, condition);
      addJump(c, NO_LOCATION, Opcode.JUMP, end);
      useLabel(c, orelse);
      jumpIf(c, location, e.orelse, next, condition);
      useLabel(c, end);
      return;
    }
    case 'Compare':
      if (e.ops.length === 1) break;
      jumpIfChain(c, e, next, condition);
      return;
    default: break;
  }
  visitExpression(c, e);
  addJump(c, e, condition ? Opcode.POP_JUMP_IF_TRUE : Opcode.POP_JUMP_IF_FALSE, next);
}

function jumpIfChain(c: Compiler, e: Compare, next: Label, condition: boolean): void {
  checkComparison(c, e);
  const cleanup = newLabel(c);
  visitExpression(c, e.left);
  const comparisons = comparisonsOf(e);
  for (const [index, { operator, right }] of comparisons.entries()) {
    visitExpression(c, right);
    if (index === comparisons.length - 1) {
      addComparison(c, e, operator);
      break;
    }
    addOpI(c, e, Opcode.SWAP, 2);
    addOpI(c, e, Opcode.COPY, 2);
    addComparison(c, e, operator);
    addJump(c, e, Opcode.POP_JUMP_IF_FALSE, cleanup);
  }
  addJump(c, e, condition ? Opcode.POP_JUMP_IF_TRUE : Opcode.POP_JUMP_IF_FALSE, next);
  const end = newLabel(c);
  addJump(c, NO_LOCATION, Opcode.JUMP, end);
  useLabel(c, cleanup);
  addOp(c, e, Opcode.POP_TOP);
  if (!condition) addJump(c, NO_LOCATION, Opcode.JUMP, next);
  useLabel(c, end);
}

export function compare(c: Compiler, e: Compare): void {
  checkComparison(c, e);
  visitExpression(c, e.left);
  const comparisons = comparisonsOf(e);
  const isChain = comparisons.length > 1;
  const cleanup = isChain ? newLabel(c) : -1;
  for (const [index, { operator, right }] of comparisons.entries()) {
    visitExpression(c, right);
    if (index === comparisons.length - 1) {
      addComparison(c, e, operator);
      break;
    }
    addOpI(c, e, Opcode.SWAP, 2);
    addOpI(c, e, Opcode.COPY, 2);
    addComparison(c, e, operator);
    addOpI(c, e, Opcode.COPY, 1);
    addJump(c, e, Opcode.POP_JUMP_IF_FALSE, cleanup);
    addOp(c, e, Opcode.POP_TOP);
  }
  if (!isChain) return;
  const end = newLabel(c);
  addJump(c, NO_LOCATION, Opcode.JUMP, end);
  useLabel(c, cleanup);
  addOpI(c, e, Opcode.SWAP, 2);
  addOp(c, e, Opcode.POP_TOP);
  useLabel(c, end);
}

export function boolOperation(c: Compiler, e: BoolOp): void {
  const jump = e.op === 'And' ? Opcode.POP_JUMP_IF_FALSE : Opcode.POP_JUMP_IF_TRUE;
  const end = newLabel(c);
  for (const [index, value] of e.values.entries()) {
    visitExpression(c, value);
    if (index === e.values.length - 1) break;
    addOpI(c, e, Opcode.COPY, 1);
    addJump(c, e, jump, end);
    addOp(c, e, Opcode.POP_TOP);
  }
  useLabel(c, end);
}

export function conditionalExpression(c: Compiler, e: IfExp): void {
  const end = newLabel(c);
  const next = newLabel(c);
  jumpIf(c, e, e.test, next, false);
  visitExpression(c, e.body);
  addJump(c, NO_LOCATION, Opcode.JUMP, end);
  useLabel(c, next);
  visitExpression(c, e.orelse);
  useLabel(c, end);
}
