/**
 * Gives instructions without a position one, so that leaving a function always happens on a line (PEP 626).
 * After CPython flowgraph.c (resolve_line_numbers, duplicate_exits_without_lineno, propagate_line_numbers,
 * guarantee_lineno_for_exits).
 */
import { Opcode } from '../../bytecode';
import type { Position } from '../../syntax';
import { NO_LOCATION } from '../instructionSequence';
import { isJump } from '../opcodeTraits';
import { BasicBlock, appendCopies, blocksFrom, exitsScope, hasFallthrough, lastInstruction } from './basicBlock';

export function resolveLineNumbers(entry: BasicBlock, firstLine: number): void {
  duplicateExitsWithoutLine(entry);
  propagateLineNumbers(entry);
  guaranteeLinesForExits(entry, firstLine);
}

function isExitWithoutLine(block: BasicBlock): boolean {
  return exitsScope(block) && block.instructions.every(({ location }) => location.lineno < 0);
}

function setFirstLocation(block: BasicBlock, location: Position): void {
  const first = block.instructions[0];
  if (first !== undefined) first.location = location;
}

/** An exit without a line that several jumps share is copied for each, so that each copy can take its jump's line. */
function duplicateExitsWithoutLine(entry: BasicBlock): void {
  for (const block of blocksFrom(entry)) {
    const last = lastInstruction(block);
    if (last === undefined || !isJump(last.opcode) || last.target === null) continue;
    const { target } = last;
    if (!isExitWithoutLine(target) || target.predecessors <= 1) continue;
    const copy = new BasicBlock();
    appendCopies(copy, target);
    setFirstLocation(copy, last.location);
    last.target = copy;
    target.predecessors--;
    copy.predecessors = 1;
    copy.isLabelled = true;
    copy.next = target.next;
    target.next = copy;
  }
  for (const block of blocksFrom(entry)) {
    const last = lastInstruction(block);
    if (last !== undefined && block.next !== null && hasFallthrough(block) && isExitWithoutLine(block.next)) {
      setFirstLocation(block.next, last.location);
    }
  }
}

function propagateLineNumbers(entry: BasicBlock): void {
  for (const block of blocksFrom(entry)) {
    const last = lastInstruction(block);
    if (last === undefined) continue;
    let previous: Position = NO_LOCATION;
    for (const instruction of block.instructions) {
      if (instruction.location.lineno < 0) instruction.location = previous;
      else previous = instruction.location;
    }
    const pass = (successor: BasicBlock | null): void => {
      const first = successor?.instructions[0];
      if (successor?.predecessors === 1 && first !== undefined && first.location.lineno < 0) first.location = previous;
    };
    if (hasFallthrough(block)) pass(block.next);
    if (isJump(last.opcode)) pass(last.target);
  }
}

function guaranteeLinesForExits(entry: BasicBlock, firstLine: number): void {
  let line = firstLine;
  for (const block of blocksFrom(entry)) {
    const last = lastInstruction(block);
    if (last === undefined) continue;
    if (last.location.lineno >= 0) {
      line = last.location.lineno;
    } else if (last.opcode === Opcode.RETURN_VALUE) {
      for (const instruction of block.instructions) instruction.location = { ...instruction.location, lineno: line };
    }
  }
}
