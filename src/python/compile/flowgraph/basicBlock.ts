/**
 * The control flow graph: instructions in blocks which are entered at the top and left at the bottom.
 * After CPython Include/internal/pycore_flowgraph.h and Python/flowgraph.c (basicblock_*).
 */
import { Opcode } from '../../bytecode';
import type { Position } from '../../syntax';
import { isScopeExit, isUnconditionalJump } from '../opcodeTraits';

export interface CfgInstruction {
  opcode: Opcode;
  oparg: number;
  location: Position;
  /** Where a jump leads, or the handler a SETUP_* enters. */
  target: BasicBlock | null;
  /** The handler of exceptions raised here. */
  except: BasicBlock | null;
}

export class BasicBlock {
  instructions: CfgInstruction[] = [];
  /** The block that follows in the code, whether or not control falls through to it. */
  next: BasicBlock | null = null;
  /** Something may jump here. */
  isLabelled = false;
  predecessors = 0;
  /** Height of the stack on entry; very negative while unknown. */
  startDepth = Number.NEGATIVE_INFINITY;
  /** In code units, once the code is laid out. */
  offset = 0;
  /** An exception handler which also gets the raising instruction's offset. */
  preserveLasti = false;
  isExceptHandler = false;
  /** Rarely executed: reached by exceptions only. */
  isCold = false;
  isWarm = false;
  /** Free for each pass; passes which use it clear it first. */
  visited = false;
}

export function newInstruction(opcode: Opcode, oparg: number, location: Position): CfgInstruction {
  return { opcode, oparg, location, target: null, except: null };
}

/** In CPython INSTR_SET_OP0(NOP): position, target and handler stay. */
export function makeNop(instruction: CfgInstruction): void {
  instruction.opcode = Opcode.NOP;
  instruction.oparg = 0;
}

export function* blocksFrom(entry: BasicBlock): Generator<BasicBlock> {
  for (let block: BasicBlock | null = entry; block !== null; block = block.next) yield block;
}

export function lastInstruction(block: BasicBlock): CfgInstruction | undefined {
  return block.instructions.at(-1);
}

export function exitsScope(block: BasicBlock): boolean {
  const last = lastInstruction(block);
  return last !== undefined && isScopeExit(last.opcode);
}

export function hasFallthrough(block: BasicBlock): boolean {
  const last = lastInstruction(block);
  return last === undefined || !(isScopeExit(last.opcode) || isUnconditionalJump(last.opcode));
}

export function appendCopies(to: BasicBlock, from: BasicBlock): void {
  for (const instruction of from.instructions) to.instructions.push({ ...instruction });
}

export function clearVisited(entry: BasicBlock): void {
  for (const block of blocksFrom(entry)) block.visited = false;
}
