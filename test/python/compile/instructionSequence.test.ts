/** The flat list of instructions. */
import { describe, expect, it } from 'vitest';
import { Opcode } from '../../../src/python/bytecode';
import { InstructionSequence, NO_LOCATION } from '../../../src/python/compile/instructionSequence';

describe('InstructionSequence', () => {
  it('moves labels with the instructions behind a prepended one', () => {
    const sequence = new InstructionSequence();
    const [unused, start, end] = [sequence.newLabel(), sequence.newLabel(), sequence.newLabel()];
    sequence.useLabel(start);
    sequence.add(Opcode.NOP, 0, NO_LOCATION);
    sequence.useLabel(end);
    sequence.prepend(Opcode.SETUP_CLEANUP, end, NO_LOCATION);
    expect(sequence.instructions.map(({ opcode }) => opcode)).toEqual([Opcode.SETUP_CLEANUP, Opcode.NOP]);
    expect([unused, start, end].map((label) => sequence.labelOffsets[label])).toEqual([-1, 1, 2]);
  });
});
