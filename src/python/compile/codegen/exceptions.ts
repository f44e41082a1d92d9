/**
 * `try` in all its forms, `raise`, `assert`.
 * After CPython compile.c (compiler_try_finally, compiler_try_except, compiler_try_star_except, compiler_assert).
 */
import { Intrinsic2, Opcode } from '../../bytecode';
import type { Assert, ExceptHandler, Position, Raise, Try, TryStar } from '../../syntax';
import { failAt } from '../compileError';
import {
  addJump, addLoadNone, addOp, addOpI, newLabel, popFrameBlock, pushFrameBlock, useLabel, visitExpression, visitStatements, warnAt,
  type Compiler,
} from '../compiler';
import { NO_LOCATION, type Label } from '../instructionSequence';
import { jumpIf } from './conditions';
import { deleteName, storeName } from './names';

/** [exc_info, lasti, exc] -> raised again. */
export function popExceptAndReraise(c: Compiler, location: Position): void {
  addOpI(c, location, Opcode.COPY, 3);
  addOp(c, location, Opcode.POP_EXCEPT);
  addOpI(c, location, Opcode.RERAISE, 1);
}

export function tryStatement(c: Compiler, s: Try | TryStar): void {
  if (s.finalbody.length > 0) tryFinally(c, s);
  else tryHandlers(c, s);
}

function tryHandlers(c: Compiler, s: Try | TryStar): void {
  if (s.kind === 'Try') tryExcept(c, s);
  else tryExceptStar(c, s);
}

function tryFinally(c: Compiler, s: Try | TryStar): void {
  const bodyLabel = newLabel(c);
  const end = newLabel(c);
  const exit = newLabel(c);
  const cleanup = newLabel(c);
  addJump(c, s, Opcode.SETUP_FINALLY, end);
  useLabel(c, bodyLabel);
  pushFrameBlock(c, s, { type: 'finallyTry', finalBody: s.finalbody });
  if (s.handlers.length > 0) tryHandlers(c, s);
  else visitStatements(c, s.body);
  addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
  popFrameBlock(c);
  visitStatements(c, s.finalbody);
  addJump(c, NO_LOCATION, Opcode.JUMP, exit);
  // The same statements again, for the case of an exception.
  useLabel(c, end);
  addJump(c, NO_LOCATION, Opcode.SETUP_CLEANUP, cleanup);
  addOp(c, NO_LOCATION, Opcode.PUSH_EXC_INFO);
  pushFrameBlock(c, NO_LOCATION, { type: 'finallyEnd' });
  visitStatements(c, s.finalbody);
  popFrameBlock(c);
  addOpI(c, NO_LOCATION, Opcode.RERAISE, 0);
  useLabel(c, cleanup);
  popExceptAndReraise(c, NO_LOCATION);
  useLabel(c, exit);
}

/** `name = None; del name`: the name may have been deleted in between. */
function clearName(c: Compiler, name: string): void {
  addLoadNone(c, NO_LOCATION);
  storeName(c, NO_LOCATION, name);
  deleteName(c, NO_LOCATION, name);
}

function tryExcept(c: Compiler, s: Try): void {
  const bodyLabel = newLabel(c);
  const except = newLabel(c);
  const end = newLabel(c);
  const cleanup = newLabel(c);
  addJump(c, s, Opcode.SETUP_FINALLY, except);
  useLabel(c, bodyLabel);
  pushFrameBlock(c, s, { type: 'tryExcept' });
  visitStatements(c, s.body);
  popFrameBlock(c);
  addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
  visitStatements(c, s.orelse);
  addJump(c, NO_LOCATION, Opcode.JUMP, end);
  useLabel(c, except);
  addJump(c, NO_LOCATION, Opcode.SETUP_CLEANUP, cleanup);
  addOp(c, NO_LOCATION, Opcode.PUSH_EXC_INFO);
  pushFrameBlock(c, s, { type: 'exceptionHandler' });
  for (const [index, handler] of s.handlers.entries()) {
    if (handler.type === null && index < s.handlers.length - 1) failAt(handler, "default 'except:' must be last");
    exceptHandler(c, handler, end);
  }
  popFrameBlock(c);
  addOpI(c, NO_LOCATION, Opcode.RERAISE, 0);
  useLabel(c, cleanup);
  popExceptAndReraise(c, NO_LOCATION);
  useLabel(c, end);
}

function exceptHandler(c: Compiler, handler: ExceptHandler, end: Label): void {
  const next = newLabel(c);
  if (handler.type !== null) {
    visitExpression(c, handler.type);
    addOp(c, handler, Opcode.CHECK_EXC_MATCH);
    addJump(c, handler, Opcode.POP_JUMP_IF_FALSE, next);
  }
  const { name } = handler;
  if (name !== null) {
    const cleanupEnd = newLabel(c);
    const cleanupBody = newLabel(c);
    storeName(c, handler, name);
    addJump(c, handler, Opcode.SETUP_CLEANUP, cleanupEnd);
    useLabel(c, cleanupBody);
    pushFrameBlock(c, handler, { type: 'handlerCleanup', name });
    visitStatements(c, handler.body);
    popFrameBlock(c);
    addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
    addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
    addOp(c, NO_LOCATION, Opcode.POP_EXCEPT);
    clearName(c, name);
    addJump(c, NO_LOCATION, Opcode.JUMP, end);
    useLabel(c, cleanupEnd);
    clearName(c, name);
    addOpI(c, NO_LOCATION, Opcode.RERAISE, 1);
  } else {
    const cleanupBody = newLabel(c);
    addOp(c, handler, Opcode.POP_TOP);
    useLabel(c, cleanupBody);
    pushFrameBlock(c, handler, { type: 'handlerCleanup', name: null });
    visitStatements(c, handler.body);
    popFrameBlock(c);
    addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
    addOp(c, NO_LOCATION, Opcode.POP_EXCEPT);
    addJump(c, NO_LOCATION, Opcode.JUMP, end);
  }
  useLabel(c, next);
}

/**
 * Stack while handlers run: [original exception, list of raised ones, rest]. Each handler takes its part of the rest;
 * in the end what is left and what was raised is raised again.
 */
function tryExceptStar(c: Compiler, s: TryStar): void {
  const bodyLabel = newLabel(c);
  const except = newLabel(c);
  const orelse = newLabel(c);
  const end = newLabel(c);
  const cleanup = newLabel(c);
  const reraiseStar = newLabel(c);
  addJump(c, s, Opcode.SETUP_FINALLY, except);
  useLabel(c, bodyLabel);
  pushFrameBlock(c, s, { type: 'tryExcept' });
  visitStatements(c, s.body);
  popFrameBlock(c);
  addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
  addJump(c, NO_LOCATION, Opcode.JUMP, orelse);
  useLabel(c, except);
  addJump(c, NO_LOCATION, Opcode.SETUP_CLEANUP, cleanup);
  addOp(c, NO_LOCATION, Opcode.PUSH_EXC_INFO);
  pushFrameBlock(c, s, { type: 'exceptionGroupHandler' });
  for (const [index, handler] of s.handlers.entries()) {
    if (index === 0) {
      addOpI(c, handler, Opcode.BUILD_LIST, 0);
      addOpI(c, handler, Opcode.COPY, 2);
    }
    exceptStarHandler(c, handler);
    if (index === s.handlers.length - 1) {
      addOpI(c, NO_LOCATION, Opcode.LIST_APPEND, 1);
      addJump(c, NO_LOCATION, Opcode.JUMP, reraiseStar);
    }
  }
  popFrameBlock(c);
  const reraise = newLabel(c);
  useLabel(c, reraiseStar);
  addOpI(c, NO_LOCATION, Opcode.CALL_INTRINSIC_2, Intrinsic2.PrepReraiseStar);
  addOpI(c, NO_LOCATION, Opcode.COPY, 1);
  addJump(c, NO_LOCATION, Opcode.POP_JUMP_IF_NOT_NONE, reraise);
  addOp(c, NO_LOCATION, Opcode.POP_TOP);
  addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
  addOp(c, NO_LOCATION, Opcode.POP_EXCEPT);
  addJump(c, NO_LOCATION, Opcode.JUMP, end);
  useLabel(c, reraise);
  addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
  addOpI(c, NO_LOCATION, Opcode.SWAP, 2);
  addOp(c, NO_LOCATION, Opcode.POP_EXCEPT);
  addOpI(c, NO_LOCATION, Opcode.RERAISE, 0);
  useLabel(c, cleanup);
  popExceptAndReraise(c, NO_LOCATION);
  useLabel(c, orelse);
  visitStatements(c, s.orelse);
  useLabel(c, end);
}

function exceptStarHandler(c: Compiler, handler: ExceptHandler): void {
  const except = newLabel(c);
  const exceptWithError = newLabel(c);
  const noMatch = newLabel(c);
  if (handler.type !== null) {
    visitExpression(c, handler.type);
    addOp(c, handler, Opcode.CHECK_EG_MATCH);
    addOpI(c, handler, Opcode.COPY, 1);
    addJump(c, handler, Opcode.POP_JUMP_IF_NONE, noMatch);
  }
  const cleanupEnd = newLabel(c);
  const cleanupBody = newLabel(c);
  const { name } = handler;
  if (name !== null) storeName(c, handler, name);
  else addOp(c, handler, Opcode.POP_TOP);
  addJump(c, handler, Opcode.SETUP_CLEANUP, cleanupEnd);
  useLabel(c, cleanupBody);
  pushFrameBlock(c, handler, { type: 'handlerCleanup', name });
  visitStatements(c, handler.body);
  popFrameBlock(c);
  addOp(c, NO_LOCATION, Opcode.POP_BLOCK);
  if (name !== null) clearName(c, name);
  addJump(c, NO_LOCATION, Opcode.JUMP, except);
  useLabel(c, cleanupEnd);
  if (name !== null) clearName(c, name);
  // What the handler raised goes to the list.
  addOpI(c, NO_LOCATION, Opcode.LIST_APPEND, 3);
  addOp(c, NO_LOCATION, Opcode.POP_TOP);
  addJump(c, NO_LOCATION, Opcode.JUMP, exceptWithError);
  useLabel(c, except);
  // Holds the position which is propagated to it.
  addOp(c, NO_LOCATION, Opcode.NOP);
  addJump(c, NO_LOCATION, Opcode.JUMP, exceptWithError);
  useLabel(c, noMatch);
  addOp(c, handler, Opcode.POP_TOP);
  useLabel(c, exceptWithError);
}

export function raiseStatement(c: Compiler, s: Raise): void {
  let count = 0;
  if (s.exc !== null) {
    visitExpression(c, s.exc);
    count++;
    if (s.cause !== null) {
      visitExpression(c, s.cause);
      count++;
    }
  }
  addOpI(c, s, Opcode.RAISE_VARARGS, count);
}

export function assertStatement(c: Compiler, s: Assert): void {
  const { test } = s;
  const isTuple = (test.kind === 'Tuple' && test.elts.length > 0) ||
    (test.kind === 'Constant' && test.value.type === 'tuple' && test.value.items.length > 0);
  if (isTuple) warnAt(c, s, 'assertion is always true, perhaps remove parentheses?');
  if (c.optimize > 0) return;
  const end = newLabel(c);
  jumpIf(c, s, test, end, true);
  addOp(c, s, Opcode.LOAD_ASSERTION_ERROR);
  if (s.msg !== null) {
    visitExpression(c, s.msg);
    addOpI(c, s, Opcode.CALL, 0);
  }
  addOpI(c, s, Opcode.RAISE_VARARGS, 1);
  useLabel(c, end);
}
