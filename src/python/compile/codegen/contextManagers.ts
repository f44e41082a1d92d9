/**
 * `with` and `async with`. After CPython compile.c (compiler_with, compiler_async_with, compiler_with_except_finish).
 */
import { assertDefined } from '../../../base';
import { Opcode } from '../../bytecode';
import type { AsyncWith, With } from '../../syntax';
import { failAt } from '../compileError';
import {
  addJump, addLoadNone, addOp, addOpI, awaitsAtTopLevel, newLabel, popFrameBlock, pushFrameBlock, useLabel, visitExpression, visitStatements,
  type Compiler,
} from '../compiler';
import { NO_LOCATION, type Label } from '../instructionSequence';
import { popExceptAndReraise } from './exceptions';
import { callExitWithNones } from './unwinding';
import { addYieldFrom } from './yields';

/** After `__exit__` was called with an exception: swallow it or raise it again. */
function finishExceptionalExit(c: Compiler, cleanup: Label): void {
  const suppress = newLabel(c);
  addJump(c, NO_LOCATION, Opcode.POP_JUMP_IF_TRUE, suppress);
  addOpI(c, NO_LOCATION, Opcode.RERAISE, 2);
  useLabel(c, suppress);
  addOp(c, NO_LOCATION, Opcode.POP_TOP);
  addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
  addOp(c, NO_LOCATION, Opcode.POP_EXCEPT);
  addOp(c, NO_LOCATION, Opcode.POP_TOP);
  addOp(c, NO_LOCATION, Opcode.POP_TOP);
  const exit = newLabel(c);
  addJump(c, NO_LOCATION, Opcode.JUMP, exit);
  useLabel(c, cleanup);
  popExceptAndReraise(c, NO_LOCATION);
  useLabel(c, exit);
}

/** Compiles the context manager at `index` and all after it. */
export function withStatement(c: Compiler, s: With | AsyncWith, index = 0): void {
  const isAsync = s.kind === 'AsyncWith';
  const item = s.items[index];
  assertDefined(item, 'a with statement has items');
  if (isAsync && awaitsAtTopLevel(c)) c.unit.entry.coroutine = true;
  else if (isAsync && c.unit.scopeType !== 'asyncFunction') failAt(s, "'async with' outside async function");
  const block = newLabel(c);
  const final = newLabel(c);
  const exit = newLabel(c);
  const cleanup = newLabel(c);
  const awaitResult = (kind: number): void => {
    if (!isAsync) return;
    addOpI(c, s, Opcode.GET_AWAITABLE, kind);
    addLoadNone(c, s);
    addYieldFrom(c, s, true);
  };
  visitExpression(c, item.contextExpr);
  addOp(c, s, isAsync ? Opcode.BEFORE_ASYNC_WITH : Opcode.BEFORE_WITH);
  awaitResult(1);
  addJump(c, s, Opcode.SETUP_WITH, final);
  useLabel(c, block);
  pushFrameBlock(c, s, { type: isAsync ? 'asyncWith' : 'with', statement: s });
  if (item.optionalVars !== null) visitExpression(c, item.optionalVars);
  else addOp(c, s, Opcode.POP_TOP);
  if (index + 1 === s.items.length) visitStatements(c, s.body);
  else withStatement(c, s, index + 1);
  addOp(c, isAsync ? s : NO_LOCATION, Opcode.POP_BLOCK);
  popFrameBlock(c);
  // All went well.
  callExitWithNones(c, s);
  awaitResult(2);
  addOp(c, s, Opcode.POP_TOP);
  addJump(c, s, Opcode.JUMP, exit);
  // An exception.
  useLabel(c, final);
  addJump(c, s, Opcode.SETUP_CLEANUP, cleanup);
  addOp(c, s, Opcode.PUSH_EXC_INFO);
  addOp(c, s, Opcode.WITH_EXCEPT_START);
  awaitResult(2);
  finishExceptionalExit(c, cleanup);
  useLabel(c, exit);
}
