/** What an instruction does to the depth of the stack, for `_opcode.stack_effect` (CPython Python/compile.c). */
import { hasArgument, MIN_PSEUDO_OPCODE, opcodeTable, stackEffect } from '../bytecode';

/** INSTRUMENTED_* follow the ordinary instructions. */
const INSTRUMENTED_FROM = 237;

/** `jump` null: the larger effect of both ways. null: there is no such instruction. */
export function effectOnStack(opcode: number, oparg: number, jump: boolean | null): number | null {
  if (!isKnownOpcode(opcode)) return null;
  return jump === null ? Math.max(stackEffect(opcode, oparg, true), stackEffect(opcode, oparg, false)) : stackEffect(opcode, oparg, jump);
}

function isKnownOpcode(opcode: number): boolean {
  return opcode >= 0 && (opcode < INSTRUMENTED_FROM || opcode >= MIN_PSEUDO_OPCODE) && opcodeTable.some((info) => info.opcode === opcode);
}

/** HAVE_ARGUMENT: from here on instructions have one. */
const ARGUMENT_FROM = 90;

/** HAS_ARG, which knows nothing of gaps between the instructions. */
export function takesArgument(opcode: number): boolean {
  return isKnownOpcode(opcode) ? hasArgument(opcode) : opcode >= ARGUMENT_FROM;
}
