/**
 * What code generation writes: a flat list of instructions whose jumps refer to labels.
 * After CPython compile.c (instr_sequence_*).
 */
import type { Opcode } from '../bytecode';
import type { Position } from '../syntax';

/** A label's number; `NO_LABEL` where there is none. */
export type Label = number;

export const NO_LABEL: Label = -1;

/** Instructions of nobody's making; later stages may give them their neighbours' position. */
export const NO_LOCATION: Position = { lineno: -1, colOffset: -1, endLineno: -1, endColOffset: -1 };

export interface Instruction {
  opcode: Opcode;
  oparg: number;
  location: Position;
}

export class InstructionSequence {
  readonly instructions: Instruction[] = [];
  /** For each label, the index of the instruction it stands before; -1 while it stands nowhere. */
  readonly labelOffsets: number[] = [];

  newLabel(): Label {
    this.labelOffsets.push(-1);
    return this.labelOffsets.length - 1;
  }

  useLabel(label: Label): void {
    this.labelOffsets[label] = this.instructions.length;
  }

  add(opcode: Opcode, oparg: number, location: Position): void {
    this.instructions.push({ opcode, oparg, location });
  }

  /** Puts an instruction before all others. */
  prepend(opcode: Opcode, oparg: number, location: Position): void {
    this.instructions.unshift({ opcode, oparg, location });
    for (const [label, offset] of this.labelOffsets.entries()) if (offset >= 0) this.labelOffsets[label] = offset + 1;
  }
}
