/**
 * Moves code that only exceptions reach to the end. After CPython flowgraph.c (mark_warm, mark_cold,
 * push_cold_blocks_to_end).
 */
import { Opcode } from '../../bytecode';
import { NO_LOCATION } from '../instructionSequence';
import { isJump } from '../opcodeTraits';
import { BasicBlock, blocksFrom, clearVisited, hasFallthrough, newInstruction } from './basicBlock';
import { removeRedundantJumps } from './optimizeGraph';

function markWarm(entry: BasicBlock): void {
  clearVisited(entry);
  const stack = [entry];
  entry.visited = true;
  const visit = (block: BasicBlock | null): void => {
    if (block === null || block.visited) return;
    stack.push(block);
    block.visited = true;
  };
  for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
    block.isWarm = true;
    if (hasFallthrough(block)) visit(block.next);
    for (const { opcode, target } of block.instructions) if (isJump(opcode)) visit(target);
  }
}

function markCold(entry: BasicBlock): void {
  markWarm(entry);
  clearVisited(entry);
  const stack: BasicBlock[] = [];
  const visit = (block: BasicBlock | null): void => {
    if (block === null || block.visited || block.isWarm) return;
    stack.push(block);
    block.visited = true;
  };
  for (const block of blocksFrom(entry)) if (block.isExceptHandler) visit(block);
  for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
    block.isCold = true;
    if (hasFallthrough(block)) visit(block.next);
    for (const { opcode, target } of block.instructions) if (isJump(opcode)) visit(target);
  }
}

export function pushColdBlocksToEnd(entry: BasicBlock): void {
  if (entry.next === null) return;
  markCold(entry);
  for (const block of blocksFrom(entry)) {
    const { next } = block;
    if (!block.isCold || !hasFallthrough(block) || next === null || !next.isWarm) continue;
    // What used to fall through must jump back.
    next.isLabelled = true;
    const jump = newInstruction(Opcode.JUMP, 0, NO_LOCATION);
    jump.target = next;
    const explicitJump = new BasicBlock();
    explicitJump.instructions.push(jump);
    explicitJump.isCold = true;
    explicitJump.next = next;
    block.next = explicitJump;
  }
  let cold: BasicBlock | null = null;
  let coldTail: BasicBlock | null = null;
  let warm = entry;
  for (;;) {
    while (warm.next !== null && !warm.next.isCold) warm = warm.next;
    const start = warm.next;
    if (start === null) break;
    let end = start;
    while (end.next !== null && end.next.isCold) end = end.next;
    if (coldTail === null) cold = start;
    else coldTail.next = start;
    coldTail = end;
    warm.next = end.next;
    end.next = null;
  }
  warm.next = cold;
  if (cold !== null) removeRedundantJumps(entry);
}
