/**
 * `yield`, `yield from` and `await`. After CPython compile.c (addop_yield, compiler_add_yield_from).
 */
import { Intrinsic1, Opcode } from '../../bytecode';
import type { Await, Position, Yield, YieldFrom } from '../../syntax';
import { failAt } from '../compileError';
import { addJump, addLoadNone, addOp, addOpI, awaitsAtTopLevel, newLabel, useLabel, visitExpression, type Compiler } from '../compiler';
import { NO_LOCATION } from '../instructionSequence';
import { isFunctionLike } from '../symbolTable';

export function addYield(c: Compiler, location: Position): void {
  if (c.unit.entry.generator && c.unit.entry.coroutine) {
    addOpI(c, location, Opcode.CALL_INTRINSIC_1, Intrinsic1.AsyncGenWrap);
  }
  addOpI(c, location, Opcode.YIELD_VALUE, 0);
  addOpI(c, location, Opcode.RESUME, 1);
}

/** Runs the iterator on the stack to its end, yielding what it yields; leaves its result. */
export function addYieldFrom(c: Compiler, location: Position, isAwait: boolean): void {
  const send = newLabel(c);
  const fail = newLabel(c);
  const exit = newLabel(c);
  useLabel(c, send);
  addJump(c, location, Opcode.SEND, exit);
  // StopIteration raised by close() or throw() ends the loop too.
  addJump(c, location, Opcode.SETUP_FINALLY, fail);
  addOpI(c, location, Opcode.YIELD_VALUE, 0);
  addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
  addOpI(c, location, Opcode.RESUME, isAwait ? 3 : 2);
  addJump(c, location, Opcode.JUMP_NO_INTERRUPT, send);
  useLabel(c, fail);
  addOp(c, location, Opcode.CLEANUP_THROW);
  useLabel(c, exit);
  addOp(c, location, Opcode.END_SEND);
}

export function yieldExpression(c: Compiler, e: Yield): void {
  if (!isFunctionLike(c.unit.entry)) failAt(e, "'yield' outside function");
  if (e.value !== null) visitExpression(c, e.value);
  else addLoadNone(c, e);
  addYield(c, e);
}

export function yieldFrom(c: Compiler, e: YieldFrom): void {
  if (!isFunctionLike(c.unit.entry)) failAt(e, "'yield' outside function");
  if (c.unit.scopeType === 'asyncFunction') failAt(e, "'yield from' inside async function");
  visitExpression(c, e.value);
  addOp(c, e, Opcode.GET_YIELD_FROM_ITER);
  addLoadNone(c, e);
  addYieldFrom(c, e, false);
}

export function awaitExpression(c: Compiler, e: Await): void {
  if (!isFunctionLike(c.unit.entry) && !awaitsAtTopLevel(c)) failAt(e, "'await' outside function");
  if (!awaitsAtTopLevel(c) && c.unit.scopeType !== 'asyncFunction' && c.unit.scopeType !== 'comprehension') {
    failAt(e, "'await' outside async function");
  }
  visitExpression(c, e.value);
  addOpI(c, e, Opcode.GET_AWAITABLE, 0);
  addLoadNone(c, e);
  addYieldFrom(c, e, true);
}
