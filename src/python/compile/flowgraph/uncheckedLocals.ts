/**
 * Finds loads of locals which may not have a value: LOAD_FAST becomes LOAD_FAST_CHECK.
 * After CPython flowgraph.c (add_checks_for_loads_of_uninitialized_variables, scan_block_for_locals,
 * fast_scan_many_locals).
 */
import { Opcode } from '../../bytecode';
import { isJump } from '../opcodeTraits';
import { blocksFrom, clearVisited, hasFallthrough, lastInstruction, type BasicBlock, type CfgInstruction } from './basicBlock';

/** So many locals are followed from block to block; the others within a block only. */
const FOLLOWED_LOCALS = 64;

/** A set of the first 64 locals, as two 32-bit words. */
type LocalSet = readonly [low: number, high: number];

function bitOf(local: number): LocalSet {
  return local < 32 ? [1 << local, 0] : [0, 1 << (local - 32)];
}

/** What the instruction does to the local in its argument: it has a value afterwards, may have none, is loaded. */
function effectOn(instruction: CfgInstruction): 'sets' | 'unsets' | 'loads' | null {
  switch (instruction.opcode) {
    case Opcode.DELETE_FAST:
    case Opcode.LOAD_FAST_AND_CLEAR:
    case Opcode.STORE_FAST_MAYBE_NULL: return 'unsets';
    case Opcode.STORE_FAST: return 'sets';
    case Opcode.LOAD_FAST: return 'loads';
    case Opcode.LOAD_FAST_CHECK: return 'sets';
    default: return null;
  }
}

class LocalScan {
  /** For each block, the locals which may have no value on entry. */
  private readonly unsafeByBlock = new Map<BasicBlock, LocalSet>();
  readonly stack: BasicBlock[] = [];

  push(block: BasicBlock, unsafe: LocalSet): void {
    const [low, high] = this.unsafeByBlock.get(block) ?? [0, 0];
    const bothLow = low | unsafe[0];
    const bothHigh = high | unsafe[1];
    if (bothLow === low && bothHigh === high) return;
    this.unsafeByBlock.set(block, [bothLow, bothHigh]);
    if (block.visited) return;
    this.stack.push(block);
    block.visited = true;
  }

  scan(block: BasicBlock): void {
    let [low, high] = this.unsafeByBlock.get(block) ?? [0, 0];
    for (const instruction of block.instructions) {
      if (instruction.except !== null) this.push(instruction.except, [low, high]);
      const effect = effectOn(instruction);
      if (effect === null || instruction.oparg >= FOLLOWED_LOCALS) continue;
      const [bitLow, bitHigh] = bitOf(instruction.oparg);
      if (effect === 'unsets') {
        low |= bitLow;
        high |= bitHigh;
        continue;
      }
      if (effect === 'loads' && ((low & bitLow) !== 0 || (high & bitHigh) !== 0)) instruction.opcode = Opcode.LOAD_FAST_CHECK;
      low &= ~bitLow;
      high &= ~bitHigh;
    }
    if (block.next !== null && hasFallthrough(block)) this.push(block.next, [low, high]);
    const last = lastInstruction(block);
    if (last !== undefined && isJump(last.opcode) && last.target !== null) this.push(last.target, [low, high]);
  }
}

/** Locals from the 65th on: known to have a value only after a store or load in the same block. */
function scanManyLocals(entry: BasicBlock): void {
  for (const block of blocksFrom(entry)) {
    const safe = new Set<number>();
    for (const instruction of block.instructions) {
      const { opcode, oparg } = instruction;
      if (oparg < FOLLOWED_LOCALS || opcode === Opcode.LOAD_FAST_CHECK) continue;
      const effect = effectOn(instruction);
      if (effect === 'unsets') {
        safe.delete(oparg);
      } else if (effect !== null) {
        if (effect === 'loads' && !safe.has(oparg)) instruction.opcode = Opcode.LOAD_FAST_CHECK;
        safe.add(oparg);
      }
    }
  }
}

export function checkUninitializedLocals(entry: BasicBlock, localCount: number, parameterCount: number): void {
  if (localCount === 0) return;
  if (localCount > FOLLOWED_LOCALS) scanManyLocals(entry);
  clearVisited(entry);
  const scan = new LocalScan();
  let low = 0;
  let high = 0;
  for (let local = parameterCount; local < Math.min(localCount, FOLLOWED_LOCALS); local++) {
    const [bitLow, bitHigh] = bitOf(local);
    low |= bitLow;
    high |= bitHigh;
  }
  scan.push(entry, [low, high]);
  // Each block once, for what it unsets itself; then what follows from that.
  for (const block of blocksFrom(entry)) scan.scan(block);
  for (let block = scan.stack.pop(); block !== undefined; block = scan.stack.pop()) {
    block.visited = false;
    scan.scan(block);
  }
}
