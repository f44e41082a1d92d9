/**
 * What `break`, `continue` and `return` must undo on their way out of loops, `with` and `try`.
 * After CPython compile.c (compiler_unwind_fblock, compiler_unwind_fblock_stack).
 */
import { Opcode } from '../../bytecode';
import type { Position } from '../../syntax';
import { failAt } from '../compileError';
import { addLoadNone, addOp, addOpI, popFrameBlock, pushFrameBlock, visitStatements, type Compiler } from '../compiler';
import type { FrameBlock } from '../compilerUnit';
import { NO_LOCATION } from '../instructionSequence';
import { deleteName, storeName } from './names';
import { addYieldFrom } from './yields';

export type Loop = Extract<FrameBlock, { type: 'whileLoop' | 'forLoop' }>;

export function callExitWithNones(c: Compiler, location: Position): void {
  addLoadNone(c, location);
  addLoadNone(c, location);
  addLoadNone(c, location);
  addOpI(c, location, Opcode.CALL, 2);
}

/** Undoes one block; answers where the instructions after it are said to be. */
export function unwindBlock(c: Compiler, location: Position, block: FrameBlock, preserveTop: boolean): Position {
  const keepTop = (): void => {
    if (preserveTop) addOpI(c, location, Opcode.SWAP, 2);
  };
  switch (block.type) {
    case 'whileLoop':
    case 'exceptionHandler':
    case 'exceptionGroupHandler':
    case 'asyncComprehensionGenerator': return location;
    case 'forLoop':
    case 'popValue':
      keepTop();
      addOp(c, location, Opcode.POP_TOP);
      return location;
    case 'tryExcept':
      addOp(c, location, Opcode.POP_BLOCK);
      return location;
    case 'finallyTry':
      addOp(c, location, Opcode.POP_BLOCK);
      if (preserveTop) pushFrameBlock(c, location, { type: 'popValue' });
      visitStatements(c, block.finalBody);
      if (preserveTop) popFrameBlock(c);
      // The finally block seems to run after the statement that leaves; what follows belongs to no line.
      return NO_LOCATION;
    case 'finallyEnd':
      keepTop();
      addOp(c, location, Opcode.POP_TOP);
      keepTop();
      addOp(c, location, Opcode.POP_BLOCK);
      addOp(c, location, Opcode.POP_EXCEPT);
      return location;
    case 'with':
    case 'asyncWith': {
      const at = block.statement;
      addOp(c, at, Opcode.POP_BLOCK);
      if (preserveTop) addOpI(c, at, Opcode.SWAP, 2);
      callExitWithNones(c, at);
      if (block.type === 'asyncWith') {
        addOpI(c, at, Opcode.GET_AWAITABLE, 2);
        addLoadNone(c, at);
        addYieldFrom(c, at, true);
      }
      addOp(c, at, Opcode.POP_TOP);
      return NO_LOCATION;
    }
    case 'handlerCleanup':
      if (block.name !== null) addOp(c, location, Opcode.POP_BLOCK);
      keepTop();
      addOp(c, location, Opcode.POP_BLOCK);
      addOp(c, location, Opcode.POP_EXCEPT);
      if (block.name !== null) {
        addLoadNone(c, location);
        storeName(c, location, block.name);
        deleteName(c, location, block.name);
      }
      return location;
  }
}

export interface Unwound {
  /** Where the instructions that follow are said to be. */
  location: Position;
  /** The loop at which unwinding stopped; it is not undone itself. */
  loop: Loop | null;
}

/** Undoes blocks from the innermost outwards: all of them, or down to the innermost loop. */
export function unwindBlocks(c: Compiler, location: Position, preserveTop: boolean, stopAtLoop: boolean): Unwound {
  const { frameBlocks } = c.unit;
  const top = frameBlocks.at(-1);
  if (top === undefined) return { location, loop: null };
  if (top.type === 'exceptionGroupHandler') {
    failAt(location, "'break', 'continue' and 'return' cannot appear in an except* block");
  }
  if (stopAtLoop && (top.type === 'whileLoop' || top.type === 'forLoop')) return { location, loop: top };
  // While its end is compiled the block no longer counts.
  frameBlocks.pop();
  const unwound = unwindBlocks(c, unwindBlock(c, location, top, preserveTop), preserveTop, stopAtLoop);
  frameBlocks.push(top);
  return unwound;
}
