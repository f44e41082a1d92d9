/**
 * Real instructions for jumps, and their distances. After CPython flowgraph.c (_PyCfg_ConvertPseudoOps,
 * normalize_jumps, resolve_jump_offsets) and compile.c _PyCompile_InstrSize.
 */
import { assertDefined } from '../../../base';
import { Opcode, cacheCount } from '../../bytecode';
import { isJump } from '../opcodeTraits';
import { BasicBlock, blocksFrom, clearVisited, lastInstruction, makeNop, newInstruction, type CfgInstruction } from './basicBlock';
import { removeRedundantNops } from './optimizeGraph';
import { isBlockMarker } from './stackDepth';

export function convertPseudoInstructions(entry: BasicBlock): void {
  for (const block of blocksFrom(entry)) {
    for (const instruction of block.instructions) {
      if (isBlockMarker(instruction.opcode)) makeNop(instruction);
      else if (instruction.opcode === Opcode.STORE_FAST_MAYBE_NULL) instruction.opcode = Opcode.STORE_FAST;
    }
  }
  for (const block of blocksFrom(entry)) removeRedundantNops(block);
}

/** Code units an instruction takes, EXTENDED_ARG and caches included. */
export function instructionSize({ opcode, oparg }: CfgInstruction): number {
  const extended = (oparg > 0xffffff ? 1 : 0) + (oparg > 0xffff ? 1 : 0) + (oparg > 0xff ? 1 : 0);
  return extended + 1 + cacheCount(opcode);
}

/** For each conditional jump which only goes forward, the one with the opposite condition. */
const oppositeJumps = new Map<Opcode, Opcode>([
  [Opcode.POP_JUMP_IF_NOT_NONE, Opcode.POP_JUMP_IF_NONE],
  [Opcode.POP_JUMP_IF_NONE, Opcode.POP_JUMP_IF_NOT_NONE],
  [Opcode.POP_JUMP_IF_FALSE, Opcode.POP_JUMP_IF_TRUE],
  [Opcode.POP_JUMP_IF_TRUE, Opcode.POP_JUMP_IF_FALSE],
]);

function normalizeJump(block: BasicBlock): void {
  const last = lastInstruction(block);
  if (last === undefined || last.target === null || !isJump(last.opcode)) return;
  const { target } = last;
  const isForward = !target.visited;
  if (last.opcode === Opcode.JUMP) {
    last.opcode = isForward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD;
  } else if (last.opcode === Opcode.JUMP_NO_INTERRUPT) {
    last.opcode = isForward ? Opcode.JUMP_FORWARD : Opcode.JUMP_BACKWARD_NO_INTERRUPT;
  } else if (!isForward) {
    // "jump back if" becomes "jump over if not" and "jump back".
    const opposite = oppositeJumps.get(last.opcode);
    assertDefined(opposite, 'only conditional jumps go backwards');
    const backwards = new BasicBlock();
    const jump = newInstruction(Opcode.JUMP, 0, last.location);
    jump.target = target;
    backwards.instructions.push(jump);
    last.opcode = opposite;
    last.target = block.next;
    backwards.isCold = block.isCold;
    backwards.next = block.next;
    block.next = backwards;
  }
}

export function resolveJumps(entry: BasicBlock): void {
  clearVisited(entry);
  for (const block of blocksFrom(entry)) {
    block.visited = true;
    normalizeJump(block);
  }
  // A longer distance may need an EXTENDED_ARG, which moves what follows: until nothing moves.
  let isStable = false;
  while (!isStable) {
    isStable = true;
    let offset = 0;
    for (const block of blocksFrom(entry)) {
      block.offset = offset;
      for (const instruction of block.instructions) offset += instructionSize(instruction);
    }
    for (const block of blocksFrom(entry)) {
      let end = block.offset;
      for (const instruction of block.instructions) {
        const size = instructionSize(instruction);
        end += size;
        if (instruction.target === null || !isJump(instruction.opcode)) continue;
        instruction.oparg = Math.abs(instruction.target.offset - end);
        if (instructionSize(instruction) !== size) isStable = false;
      }
    }
  }
}
