/**
 * Optimisations within one block: conditions known ahead, jumps to jumps, tuples of constants, swaps.
 * After CPython flowgraph.c (optimize_basic_block, jump_thread, fold_tuple_on_constants).
 */
import { assertDefined } from '../../../base';
import { Opcode, type CodeConstant } from '../../bytecode';
import type { ConstantTable } from '../compilerUnit';
import { isTrue } from '../constantArithmetic';
import { hasConstant, hasTarget } from '../opcodeTraits';
import { makeNop, type BasicBlock, type CfgInstruction } from './basicBlock';
import { applyStaticSwaps, minimizeSwaps } from './swaps';

export function optimizeBlock(block: BasicBlock, constants: ConstantTable): void {
  const { instructions } = block;
  let opcode: number = 0;
  let oparg = 0;
  let target: CfgInstruction | undefined;
  for (let i = 0; i < instructions.length; i++) {
    const instruction = instructions[i];
    assertDefined(instruction, 'index in range');
    // A copied constant is treated as a second load of it.
    const isCopyOfConstant = opcode === Opcode.LOAD_CONST && instruction.opcode === Opcode.COPY && instruction.oparg === 1;
    if (!isCopyOfConstant) {
      opcode = instruction.opcode;
      oparg = instruction.oparg;
      target = hasTarget(opcode) ? instruction.target?.instructions[0] : undefined;
    }
    const next = instructions[i + 1];
    switch (opcode) {
      case Opcode.LOAD_CONST:
        if (next !== undefined && optimizeConstant(instruction, next, instructions[i + 2], oparg, constants)) i++;
        break;
      case Opcode.BUILD_TUPLE:
        if (next?.opcode === Opcode.UNPACK_SEQUENCE && next.oparg === oparg && oparg >= 1 && oparg <= 3) {
          makeNop(instruction);
          if (oparg === 1) makeNop(next);
          else next.opcode = Opcode.SWAP;
        } else if (i >= oparg) {
          foldTuple(instructions.slice(i - oparg, i), instruction, constants);
        }
        break;
      case Opcode.POP_JUMP_IF_NOT_NONE:
      case Opcode.POP_JUMP_IF_NONE:
      case Opcode.POP_JUMP_IF_FALSE:
      case Opcode.POP_JUMP_IF_TRUE:
      case Opcode.JUMP:
        if (target?.opcode === Opcode.JUMP && threadJump(instruction, target, opcode)) i--;
        break;
      case Opcode.SWAP:
        if (oparg === 1) {
          makeNop(instruction);
        } else {
          i = minimizeSwaps(block, i);
          applyStaticSwaps(block, i);
        }
        break;
      case Opcode.PUSH_NULL:
        if (next?.opcode === Opcode.LOAD_GLOBAL && (next.oparg & 1) === 0) {
          makeNop(instruction);
          next.oparg |= 1;
        }
        break;
      default: break;
    }
  }
}

function constantAt(constants: ConstantTable, index: number): CodeConstant {
  const value = constants.values[index];
  assertDefined(value, 'index of a constant');
  return value;
}

function truth(constant: CodeConstant): boolean {
  return isTrue(constant);
}

/** What follows a constant; answers whether the next instruction is done with, too. */
function optimizeConstant(
  instruction: CfgInstruction, next: CfgInstruction, afterNext: CfgInstruction | undefined, oparg: number, constants: ConstantTable,
): boolean {
  switch (next.opcode) {
    case Opcode.POP_JUMP_IF_FALSE:
    case Opcode.POP_JUMP_IF_TRUE: {
      makeNop(instruction);
      const jumps = truth(constantAt(constants, oparg)) === (next.opcode === Opcode.POP_JUMP_IF_TRUE);
      if (jumps) next.opcode = Opcode.JUMP;
      else makeNop(next);
      return false;
    }
    case Opcode.IS_OP: {
      const jump = afterNext?.opcode;
      if (afterNext === undefined || (jump !== Opcode.POP_JUMP_IF_FALSE && jump !== Opcode.POP_JUMP_IF_TRUE)) return false;
      if (constantAt(constants, oparg).type !== 'none') return false;
      const isNot = next.oparg !== 0;
      makeNop(instruction);
      makeNop(next);
      afterNext.opcode = isNot !== (jump === Opcode.POP_JUMP_IF_FALSE) ? Opcode.POP_JUMP_IF_NOT_NONE : Opcode.POP_JUMP_IF_NONE;
      return false;
    }
    case Opcode.RETURN_VALUE:
      makeNop(instruction);
      next.opcode = Opcode.RETURN_CONST;
      next.oparg = oparg;
      return true;
    default: return false;
  }
}

/** A jump to a jump goes straight to the end. Answers whether something changed. */
function threadJump(instruction: CfgInstruction, target: CfgInstruction, opcode: number): boolean {
  const sameLine = instruction.location.lineno === target.location.lineno || target.location.lineno === -1;
  if (!sameLine || instruction.target === target.target) return false;
  instruction.target = target.target;
  instruction.opcode = opcode;
  return true;
}

function foldTuple(items: readonly CfgInstruction[], build: CfgInstruction, constants: ConstantTable): void {
  if (!items.every((item) => hasConstant(item.opcode))) return;
  const index = constants.add({ type: 'tuple', items: items.map((item) => constantAt(constants, item.oparg)) });
  for (const item of items) makeNop(item);
  build.opcode = Opcode.LOAD_CONST;
  build.oparg = index;
}
