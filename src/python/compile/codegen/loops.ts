/**
 * `if`, loops, and the statements that leave them. After CPython compile.c (compiler_if, compiler_for,
 * compiler_async_for, compiler_while, compiler_return, compiler_break, compiler_continue).
 */
import { Opcode } from '../../bytecode';
import type { AsyncFor, Break, Continue, For, If, Position, Return, While } from '../../syntax';
import { failAt } from '../compileError';
import {
  addJump, addLoadConst, addLoadNone, addOp, awaitsAtTopLevel, newLabel, popFrameBlock, pushFrameBlock, useLabel, visitExpression, visitStatements,
  type Compiler,
} from '../compiler';
import { NO_LOCATION } from '../instructionSequence';
import { isFunctionLike } from '../symbolTable';
import { jumpIf } from './conditions';
import { unwindBlock, unwindBlocks } from './unwinding';
import { addYieldFrom } from './yields';

export function ifStatement(c: Compiler, s: If): void {
  const end = newLabel(c);
  const hasElse = s.orelse.length > 0;
  const next = hasElse ? newLabel(c) : end;
  jumpIf(c, s, s.test, next, false);
  visitStatements(c, s.body);
  if (hasElse) {
    addJump(c, NO_LOCATION, Opcode.JUMP, end);
    useLabel(c, next);
    visitStatements(c, s.orelse);
  }
  useLabel(c, end);
}

export function forStatement(c: Compiler, s: For): void {
  const start = newLabel(c);
  const bodyLabel = newLabel(c);
  const cleanup = newLabel(c);
  const end = newLabel(c);
  pushFrameBlock(c, s, { type: 'forLoop', start, exit: end });
  visitExpression(c, s.iter);
  addOp(c, s, Opcode.GET_ITER);
  useLabel(c, start);
  addJump(c, s, Opcode.FOR_ITER, cleanup);
  useLabel(c, bodyLabel);
  visitExpression(c, s.target);
  visitStatements(c, s.body);
  addJump(c, NO_LOCATION, Opcode.JUMP, start);
  useLabel(c, cleanup);
  addOp(c, NO_LOCATION, Opcode.END_FOR);
  popFrameBlock(c);
  visitStatements(c, s.orelse);
  useLabel(c, end);
}

export function asyncForStatement(c: Compiler, s: AsyncFor): void {
  if (awaitsAtTopLevel(c)) c.unit.entry.coroutine = true;
  else if (c.unit.scopeType !== 'asyncFunction') failAt(s, "'async for' outside async function");
  const start = newLabel(c);
  const except = newLabel(c);
  const end = newLabel(c);
  visitExpression(c, s.iter);
  addOp(c, s, Opcode.GET_AITER);
  useLabel(c, start);
  pushFrameBlock(c, s, { type: 'forLoop', start, exit: end });
  // Guards the call of __anext__.
  addJump(c, s, Opcode.SETUP_FINALLY, except);
  addOp(c, s, Opcode.GET_ANEXT);
  addLoadNone(c, s);
  addYieldFrom(c, s, true);
  addOp(c, s, Opcode.POP_BLOCK);
  visitExpression(c, s.target);
  visitStatements(c, s.body);
  addJump(c, NO_LOCATION, Opcode.JUMP, start);
  popFrameBlock(c);
  useLabel(c, except);
  // It comes after the `for`, not after the body.
  addOp(c, s.iter, Opcode.END_ASYNC_FOR);
  visitStatements(c, s.orelse);
  useLabel(c, end);
}

export function whileStatement(c: Compiler, s: While): void {
  const loop = newLabel(c);
  const bodyLabel = newLabel(c);
  const end = newLabel(c);
  const anchor = newLabel(c);
  useLabel(c, loop);
  pushFrameBlock(c, s, { type: 'whileLoop', start: loop, exit: end });
  jumpIf(c, s, s.test, anchor, false);
  useLabel(c, bodyLabel);
  visitStatements(c, s.body);
  if (c.whileTestsAtTop) addJump(c, NO_LOCATION, Opcode.JUMP, loop);
  else jumpIf(c, s, s.test, bodyLabel, true);
  popFrameBlock(c);
  useLabel(c, anchor);
  visitStatements(c, s.orelse);
  useLabel(c, end);
}

export function returnStatement(c: Compiler, s: Return): void {
  const { entry } = c.unit;
  if (!isFunctionLike(entry)) failAt(s, "'return' outside function");
  const { value } = s;
  if (value !== null && entry.coroutine && entry.generator) failAt(s, "'return' with value in async generator");
  let location: Position = s;
  const preserveTop = value !== null && value.kind !== 'Constant';
  if (preserveTop) {
    visitExpression(c, value);
  } else if (value !== null) {
    location = value;
    addOp(c, location, Opcode.NOP);
  }
  if (value === null || value.lineno !== s.lineno) {
    location = s;
    addOp(c, location, Opcode.NOP);
  }
  location = unwindBlocks(c, location, preserveTop, false).location;
  if (value === null) addLoadNone(c, location);
  else if (value.kind === 'Constant') addLoadConst(c, location, value.value);
  addOp(c, location, Opcode.RETURN_VALUE);
}

export function breakStatement(c: Compiler, s: Break): void {
  addOp(c, s, Opcode.NOP);
  const { location, loop } = unwindBlocks(c, s, false, true);
  if (loop === null) failAt(s, "'break' outside loop");
  addJump(c, unwindBlock(c, location, loop, false), Opcode.JUMP, loop.exit);
}

export function continueStatement(c: Compiler, s: Continue): void {
  addOp(c, s, Opcode.NOP);
  const { location, loop } = unwindBlocks(c, s, false, true);
  if (loop === null) failAt(s, "'continue' not properly in loop");
  addJump(c, location, Opcode.JUMP, loop.start);
}
