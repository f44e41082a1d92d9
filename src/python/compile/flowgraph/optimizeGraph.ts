/**
 * Optimises the graph: empty blocks, jumps to small exits, unreachable code, superfluous NOPs and jumps.
 * After CPython flowgraph.c (optimize_cfg, eliminate_empty_basic_blocks, inline_small_exit_blocks, mark_reachable,
 * remove_redundant_nops, remove_redundant_nops_and_pairs, remove_redundant_jumps).
 */
import { assertDefined } from '../../../base';
import { Opcode } from '../../bytecode';
import type { ConstantTable } from '../compilerUnit';
import { NO_LOCATION } from '../instructionSequence';
import { hasTarget, isJump, isUnconditionalJump } from '../opcodeTraits';
import {
  appendCopies, blocksFrom, clearVisited, exitsScope, hasFallthrough, lastInstruction, makeNop,
  type BasicBlock, type CfgInstruction,
} from './basicBlock';
import { optimizeBlock } from './optimizeBlock';

/** Blocks of at most so many instructions are copied to where something jumps to them. */
const MAX_COPY_SIZE = 4;

/** Answers the entry block, which may be another one. */
export function optimizeGraph(graph: BasicBlock, constants: ConstantTable): BasicBlock {
  let entry = eliminateEmptyBlocks(graph);
  for (const block of blocksFrom(entry)) inlineSmallExitBlock(block);
  for (const block of blocksFrom(entry)) optimizeBlock(block, constants);
  removeRedundantNopsAndPairs(entry);
  for (const block of blocksFrom(entry)) inlineSmallExitBlock(block);
  markReachable(entry);
  for (const block of blocksFrom(entry)) if (block.predecessors === 0) block.instructions = [];
  for (const block of blocksFrom(entry)) removeRedundantNops(block);
  entry = eliminateEmptyBlocks(entry);
  removeRedundantJumps(entry);
  return entry;
}

function nextNonEmpty(block: BasicBlock | null): BasicBlock | null {
  let next = block;
  while (next !== null && next.instructions.length === 0) next = next.next;
  return next;
}

function eliminateEmptyBlocks(graph: BasicBlock): BasicBlock {
  for (let block: BasicBlock | null = graph; block !== null; block = block.next) block.next = nextNonEmpty(block.next);
  const entry = nextNonEmpty(graph);
  assertDefined(entry, 'a code object has instructions');
  for (const block of blocksFrom(entry)) {
    for (const instruction of block.instructions) {
      if (!hasTarget(instruction.opcode)) continue;
      const target = nextNonEmpty(instruction.target);
      assertDefined(target, 'a jump leads to an instruction');
      if (instruction.target === target) continue;
      target.isLabelled = true;
      instruction.target = target;
    }
  }
  return entry;
}

/** Replaces an unconditional jump to a few instructions that leave the function by those instructions. */
function inlineSmallExitBlock(block: BasicBlock): void {
  const last = lastInstruction(block);
  if (last === undefined || !isUnconditionalJump(last.opcode)) return;
  const { target } = last;
  assertDefined(target, 'targets are set');
  if (!exitsScope(target) || target.instructions.length > MAX_COPY_SIZE) return;
  makeNop(last);
  appendCopies(block, target);
}

/** Removes NOPs unless one is the only instruction of its line. */
export function removeRedundantNops(block: BasicBlock): void {
  const kept: CfgInstruction[] = [];
  let previousLine = -1;
  for (const [index, instruction] of block.instructions.entries()) {
    const line = instruction.location.lineno;
    if (instruction.opcode === Opcode.NOP && isRedundantNop(block, index, instruction, previousLine)) continue;
    kept.push(instruction);
    previousLine = line;
  }
  if (kept.length < block.instructions.length) block.instructions = kept;
}

function isRedundantNop(block: BasicBlock, index: number, nop: CfgInstruction, previousLine: number): boolean {
  const line = nop.location.lineno;
  if (line < 0 || line === previousLine) return true;
  const following = block.instructions[index + 1];
  if (following !== undefined) {
    const nextLine = following.location.lineno;
    if (nextLine === line) return true;
    if (nextLine < 0) {
      following.location = nop.location;
      return true;
    }
    return false;
  }
  const next = nextNonEmpty(block.next);
  if (next === null) return false;
  // NOPs without a position will go themselves.
  const first = next.instructions.find(({ opcode, location }) => opcode !== Opcode.NOP || location.lineno !== NO_LOCATION.lineno);
  return first !== undefined && first.location.lineno === line;
}

/** Also removes constants and copies which are popped at once. */
function removeRedundantNopsAndPairs(entry: BasicBlock): void {
  let isDone = false;
  while (!isDone) {
    isDone = true;
    let previous: CfgInstruction | null = null;
    for (const block of blocksFrom(entry)) {
      removeRedundantNops(block);
      if (block.isLabelled) previous = null;
      for (const instruction of block.instructions) {
        if (previous !== null && instruction.opcode === Opcode.POP_TOP) {
          const isCopy = previous.opcode === Opcode.COPY && previous.oparg === 1;
          if (previous.opcode === Opcode.LOAD_CONST || isCopy) {
            makeNop(previous);
            makeNop(instruction);
            isDone = false;
          }
        }
        previous = instruction;
      }
      if ((previous !== null && isJump(previous.opcode)) || !hasFallthrough(block)) previous = null;
    }
  }
}

/**
 * Counts predecessors; none means unreachable. As in CPython a block that waits twice is counted twice, which later
 * passes (copying of line numbers to blocks with one predecessor) can see.
 */
function markReachable(entry: BasicBlock): void {
  clearVisited(entry);
  entry.predecessors = 1;
  const stack = [entry];
  for (let block = stack.pop(); block !== undefined; block = stack.pop()) {
    block.visited = true;
    if (block.next !== null && hasFallthrough(block)) {
      if (!block.next.visited) stack.push(block.next);
      block.next.predecessors++;
    }
    for (const { opcode, target } of block.instructions) {
      if (target === null || !hasTarget(opcode)) continue;
      if (!target.visited) stack.push(target);
      target.predecessors++;
    }
  }
}

export function removeRedundantJumps(entry: BasicBlock): void {
  for (const block of blocksFrom(entry)) {
    const last = lastInstruction(block);
    if (last !== undefined && isUnconditionalJump(last.opcode) && last.target === block.next) makeNop(last);
  }
}
