/**
 * How many instructions a recorded run executes, counted without a counter in the eval loop: it stops at marked instructions
 * only (`lineStarts.ts`), and between two stops the instructions lie in a row. So where a stretch ends says how long it was.
 *
 * In: decoded instructions and where stretches begin. Out: for each instruction, the length of a stretch that ends with it.
 * Not exact where code without a line is jumped to (cleanup after exceptions); the numbers are the same on every machine.
 */
import { Opcode } from '../bytecode';
import { Fused, OPCODE_MASK } from './instruction';

/** @param starts indices of marked instructions; after a yield a new stretch begins, too */
export function straightRuns(instructions: Int32Array, starts: ReadonlySet<number>): Int32Array {
  const runs = new Int32Array(instructions.length / 2);
  let length = 0;
  // As CPython's INSTRUCTION events: neither RESUME nor what makes cells or a generator before the first one.
  let isCounted = false;
  for (let index = 0; index < instructions.length; index += 2) {
    const opcode = (instructions[index] as number) & OPCODE_MASK;
    if (starts.has(index)) length = 0;
    // Come to by a jump without a stop: END_FOR stands for its FOR_ITER, END_SEND follows its SEND.
    if (opcode === Opcode.END_FOR) length = 0;
    if (opcode === Opcode.END_SEND) length = 1;
    if (opcode === Opcode.RESUME) isCounted = true;
    else if (isCounted) length++;
    runs[index / 2] = length + fusedRest(opcode);
    if (opcode === Opcode.YIELD_VALUE || opcode === Opcode.RETURN_GENERATOR) length = 0;
  }
  return runs;
}

/** What the eval loop does in one go stays at its first instruction. */
function fusedRest(opcode: number): number {
  switch (opcode) {
    case Fused.FastAttribute: return 1;
    case Fused.FastFastBinary:
    case Fused.FastConstBinary: return 2;
    case Fused.FastFastCompare:
    case Fused.FastConstCompare: return 3;
    default: return 0;
  }
}
