/**
 * How high the stack gets, and how high it is at the start of each block. After CPython flowgraph.c _PyCfg_Stackdepth.
 */
import { Opcode, stackEffect } from '../../bytecode';
import { hasTarget, isScopeExit, isUnconditionalJump } from '../opcodeTraits';
import { blocksFrom, type BasicBlock } from './basicBlock';

/** CPython's guard against endless growth in broken code. */
const MAX_START_DEPTH = 100;

export function computeStackDepth(entry: BasicBlock, isGenerator: boolean): number {
  for (const block of blocksFrom(entry)) block.startDepth = Number.NEGATIVE_INFINITY;
  const stack: BasicBlock[] = [];
  const push = (block: BasicBlock, depth: number): void => {
    if (block.startDepth >= depth || block.startDepth >= MAX_START_DEPTH) return;
    block.startDepth = depth;
    stack.push(block);
  };
  // What is sent into a generator lies on its stack from the start.
  push(entry, isGenerator ? 1 : 0);
  let maxDepth = 0;
  for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
    let depth = block.startDepth;
    let next = block.next;
    for (const { opcode, oparg, target } of block.instructions) {
      const newDepth = depth + stackEffect(opcode, oparg, false);
      maxDepth = Math.max(maxDepth, newDepth);
      if (target !== null && hasTarget(opcode)) {
        const targetDepth = depth + stackEffect(opcode, oparg, true);
        maxDepth = Math.max(maxDepth, targetDepth);
        push(target, targetDepth);
      }
      depth = newDepth;
      if (isUnconditionalJump(opcode) || isScopeExit(opcode)) {
        next = null;
        break;
      }
    }
    if (next !== null) push(next, depth);
  }
  return maxDepth;
}

/** Pseudo-instructions have done their work: handlers go into a table, the others become real ones. */
export function isBlockMarker(opcode: number): boolean {
  return (
    opcode === Opcode.SETUP_FINALLY || opcode === Opcode.SETUP_WITH || opcode === Opcode.SETUP_CLEANUP || opcode === Opcode.POP_BLOCK
  );
}
