/**
 * SWAP instructions: the fewest of them, and none where swapping instructions does.
 * After CPython flowgraph.c (swaptimize, apply_static_swaps, next_swappable_instruction).
 */
import { assertDefined } from '../../../base';
import { Opcode } from '../../bytecode';
import { makeNop, type BasicBlock, type CfgInstruction } from './basicBlock';

const VISITED = -1;

/** Rewrites the run of SWAPs and NOPs from `start` on; answers the index of the run's last instruction. */
export function minimizeSwaps(block: BasicBlock, start: number): number {
  const run: CfgInstruction[] = [];
  for (const instruction of block.instructions.slice(start)) {
    if (instruction.opcode !== Opcode.SWAP && instruction.opcode !== Opcode.NOP) break;
    run.push(instruction);
  }
  const swaps = run.filter(({ opcode }) => opcode === Opcode.SWAP);
  if (swaps.length < 2) return start;
  const depth = Math.max(...swaps.map(({ oparg }) => oparg));
  // What the run does to the stack, top first.
  const stack = Array.from({ length: depth }, (_, index) => index);
  const at = (index: number): number => stack[index] ?? VISITED;
  for (const { oparg } of swaps) {
    const top = at(0);
    stack[0] = at(oparg - 1);
    stack[oparg - 1] = top;
  }
  // Cycles of the permutation are undone from the end of the run backwards.
  let current = run.length - 1;
  for (let i = 0; i < depth; i++) {
    if (at(i) === VISITED || at(i) === i) continue;
    let j = i;
    for (;;) {
      if (j !== 0) {
        const instruction = run[current--];
        assertDefined(instruction, 'never more swaps than before');
        instruction.opcode = Opcode.SWAP;
        instruction.oparg = j + 1;
      }
      if (at(j) === VISITED) break;
      const nextJ = at(j);
      stack[j] = VISITED;
      j = nextJ;
    }
  }
  for (const unused of run.slice(0, current + 1)) makeNop(unused);
  return start + run.length - 1;
}

/** Neither jumps nor raises nor runs other code than finalizers, and only pops the top of the stack. */
function isSwappable(opcode: number): boolean {
  return opcode === Opcode.STORE_FAST || opcode === Opcode.STORE_FAST_MAYBE_NULL || opcode === Opcode.POP_TOP;
}

/** The local stored to, or -1. */
function storesTo(instruction: CfgInstruction | undefined): number {
  if (instruction === undefined || instruction.opcode === Opcode.POP_TOP || !isSwappable(instruction.opcode)) return -1;
  return instruction.oparg;
}

/** The next instruction after `index` that may be swapped (on the same line, if `line` is one), or -1. */
function nextSwappable(block: BasicBlock, index: number, line: number): number {
  for (let i = index + 1; i < block.instructions.length; i++) {
    const instruction = block.instructions[i];
    if (instruction === undefined || (line >= 0 && instruction.location.lineno !== line)) return -1;
    if (instruction.opcode === Opcode.NOP) continue;
    return isSwappable(instruction.opcode) ? i : -1;
  }
  return -1;
}

/** `SWAP 2, POP_TOP, STORE_FAST` is as good as `STORE_FAST, POP_TOP`. Works from `index` backwards. */
export function applyStaticSwaps(block: BasicBlock, index: number): void {
  const { instructions } = block;
  for (let i = index; i >= 0; i--) {
    const swap = instructions[i];
    assertDefined(swap, 'index in range');
    if (swap.opcode !== Opcode.SWAP) {
      if (swap.opcode === Opcode.NOP || isSwappable(swap.opcode)) continue;
      return;
    }
    const j = nextSwappable(block, i, -1);
    const first = instructions[j];
    if (first === undefined) return;
    let k = j;
    for (let count = swap.oparg - 1; count > 0; count--) {
      k = nextSwappable(block, k, first.location.lineno);
      if (k < 0) return;
    }
    const second = instructions[k];
    assertDefined(second, 'index in range');
    const storeJ = storesTo(first);
    const storeK = storesTo(second);
    if (storeJ >= 0 || storeK >= 0) {
      if (storeJ === storeK) return;
      for (const between of instructions.slice(j + 1, k)) {
        const store = storesTo(between);
        if (store >= 0 && (store === storeJ || store === storeK)) return;
      }
    }
    makeNop(swap);
    instructions[j] = second;
    instructions[k] = first;
  }
}
