/**
 * What the later stages ask of an instruction: does it jump, end a block, leave the function.
 * After CPython Include/internal/pycore_opcode_utils.h.
 */
import { Opcode, opcodeInfo } from '../bytecode';

export function isBlockPush(opcode: number): boolean {
  return opcode === Opcode.SETUP_FINALLY || opcode === Opcode.SETUP_WITH || opcode === Opcode.SETUP_CLEANUP;
}

export function isJump(opcode: number): boolean {
  return opcodeInfo(opcode).argument === 'jump';
}

/** Jumps and the instructions which enter a handler: their argument is a label until the code is laid out. */
export function hasTarget(opcode: number): boolean {
  return isBlockPush(opcode) || isJump(opcode);
}

export function isScopeExit(opcode: number): boolean {
  return (
    opcode === Opcode.RETURN_VALUE || opcode === Opcode.RETURN_CONST || opcode === Opcode.RAISE_VARARGS || opcode === Opcode.RERAISE
  );
}

export function isUnconditionalJump(opcode: number): boolean {
  return (
    opcode === Opcode.JUMP || opcode === Opcode.JUMP_NO_INTERRUPT || opcode === Opcode.JUMP_FORWARD ||
    opcode === Opcode.JUMP_BACKWARD || opcode === Opcode.JUMP_BACKWARD_NO_INTERRUPT
  );
}

/** Must be the last instruction of its block. */
export function isTerminator(opcode: number): boolean {
  return isJump(opcode) || isScopeExit(opcode);
}

export function hasConstant(opcode: number): boolean {
  return opcode === Opcode.LOAD_CONST || opcode === Opcode.RETURN_CONST || opcode === Opcode.KW_NAMES;
}
