/**
 * Drops constants no instruction uses any more. After CPython flowgraph.c remove_unused_consts.
 */
import type { CodeConstant } from '../../bytecode';
import { hasConstant } from '../opcodeTraits';
import { blocksFrom, type BasicBlock } from './basicBlock';

/** Answers the constants left. The first one stays: it may be the docstring. */
export function removeUnusedConstants(entry: BasicBlock, values: readonly CodeConstant[]): CodeConstant[] {
  const used = new Set<number>([0]);
  for (const block of blocksFrom(entry)) {
    for (const { opcode, oparg } of block.instructions) if (hasConstant(opcode)) used.add(oparg);
  }
  const left: CodeConstant[] = [];
  /** For each old index in use, the new one. */
  const newIndex = new Map<number, number>();
  for (const [index, value] of values.entries()) {
    if (!used.has(index)) continue;
    newIndex.set(index, left.length);
    left.push(value);
  }
  for (const block of blocksFrom(entry)) {
    for (const instruction of block.instructions) {
      if (hasConstant(instruction.opcode)) instruction.oparg = newIndex.get(instruction.oparg) ?? 0;
    }
  }
  return left;
}
