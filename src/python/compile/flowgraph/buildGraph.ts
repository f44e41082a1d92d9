/**
 * From a flat list with labels to basic blocks, jumps tied to their targets and instructions to their handlers.
 * After CPython compile.c instr_sequence_to_cfg, flowgraph.c (cfg_builder_*, translate_jump_labels_to_targets,
 * mark_except_handlers, label_exception_targets).
 */
import { assert, assertDefined } from '../../../base';
import { Opcode } from '../../bytecode';
import type { InstructionSequence } from '../instructionSequence';
import { hasTarget, isBlockPush, isJump, isTerminator } from '../opcodeTraits';
import { BasicBlock, blocksFrom, clearVisited, hasFallthrough, lastInstruction, newInstruction } from './basicBlock';

/** Answers the entry block. */
export function buildGraph(sequence: InstructionSequence): BasicBlock {
  const entry = new BasicBlock();
  const labelled = new Set(sequence.labelOffsets);
  const blockByOffset = new Map<number, BasicBlock>();
  let block = entry;
  const startBlock = (): void => {
    const next = new BasicBlock();
    block.next = next;
    block = next;
  };
  for (const [offset, { opcode, oparg, location }] of sequence.instructions.entries()) {
    const last = lastInstruction(block);
    const isLabelled = labelled.has(offset);
    if ((last !== undefined && isTerminator(last.opcode)) || (isLabelled && last !== undefined)) startBlock();
    if (isLabelled) {
      block.isLabelled = true;
      blockByOffset.set(offset, block);
    }
    block.instructions.push(newInstruction(opcode, oparg, location));
  }
  for (const each of blocksFrom(entry)) {
    for (const instruction of each.instructions) {
      if (!hasTarget(instruction.opcode)) continue;
      const target = blockByOffset.get(sequence.labelOffsets[instruction.oparg] ?? -1);
      assertDefined(target, 'a jump leads to a label in use');
      instruction.target = target;
      if (isBlockPush(instruction.opcode)) target.isExceptHandler = true;
    }
  }
  return entry;
}

/** Handlers in force, innermost last. */
type ExceptStack = BasicBlock[];

/** Gives each instruction the handler in force there; for YIELD_VALUE the depth of handlers becomes the argument. */
export function labelExceptionTargets(entry: BasicBlock): void {
  clearVisited(entry);
  const stackByBlock = new Map<BasicBlock, ExceptStack>([[entry, []]]);
  const todo = [entry];
  entry.visited = true;
  const visitLater = (block: BasicBlock, stack: ExceptStack): void => {
    if (block.visited) return;
    stackByBlock.set(block, [...stack]);
    block.visited = true;
    todo.push(block);
  };
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    const stack = stackByBlock.get(block);
    assertDefined(stack, 'a block waits with its stack');
    for (const instruction of block.instructions) {
      const { opcode, target } = instruction;
      if (isBlockPush(opcode)) {
        assertDefined(target, 'targets are set');
        visitLater(target, stack);
        if (opcode !== Opcode.SETUP_FINALLY) target.preserveLasti = true;
        stack.push(target);
      } else if (opcode === Opcode.POP_BLOCK) {
        assert(stack.length > 0, 'POP_BLOCK without a block');
        stack.pop();
      } else {
        instruction.except = stack.at(-1) ?? null;
        if (isJump(opcode)) {
          assertDefined(target, 'targets are set');
          visitLater(target, stack);
        } else if (opcode === Opcode.YIELD_VALUE) {
          instruction.oparg = stack.length;
        }
      }
    }
    if (block.next !== null && hasFallthrough(block)) visitLater(block.next, stack);
  }
}
