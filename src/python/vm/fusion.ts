/**
 * Finds sequences of instructions that the eval loop can do in one go without moving operands through
 * the evaluation stack, and marks their first instruction (`Fused`). Nothing else changes: jumps into a
 * sequence find the instructions they always found, and a line mark inside a sequence forbids it.
 */
import { Opcode } from '../bytecode';
import { Fused, LINE_FLAG, OPCODE_MASK } from './instruction';

/** In place. Called after line marks are set. */
export function fuseInstructions(instructions: Int32Array): void {
  for (let pc = 0; pc + 4 < instructions.length; pc += 2) {
    const first = instructions[pc] as number;
    if ((first & OPCODE_MASK) !== Opcode.LOAD_FAST) continue;
    const fused = fusedOpcode(instructions, pc);
    if (fused !== null) instructions[pc] = fused | (first & LINE_FLAG);
  }
}

function fusedOpcode(instructions: Int32Array, pc: number): Fused | null {
  const second = instructions[pc + 2];
  const third = instructions[pc + 4];
  if (second === Opcode.LOAD_ATTR && ((instructions[pc + 3] as number) & 1) === 0) return Fused.FastAttribute;
  if (second !== Opcode.LOAD_FAST && second !== Opcode.LOAD_CONST) return null;
  if (third === Opcode.BINARY_OP) return second === Opcode.LOAD_FAST ? Fused.FastFastBinary : Fused.FastConstBinary;
  if (third !== Opcode.COMPARE_OP) return null;
  const fourth = instructions[pc + 6];
  if (fourth !== Opcode.POP_JUMP_IF_FALSE && fourth !== Opcode.POP_JUMP_IF_TRUE) return null;
  return second === Opcode.LOAD_FAST ? Fused.FastFastCompare : Fused.FastConstCompare;
}
