/** Lengths of stretches of instructions, by hand. What they add up to in real runs is tested with the cost of lines. */
import { describe, expect, it } from 'vitest';
import { Opcode } from '../../../src/python/bytecode';
import { Fused } from '../../../src/python/vm/instruction';
import { straightRuns } from '../../../src/python/vm/straightRuns';

function runs(opcodes: readonly number[], starts: readonly number[]): number[] {
  return [...straightRuns(Int32Array.from(opcodes.flatMap((opcode) => [opcode, 0])), new Set(starts.map((index) => index * 2)))];
}

describe('stretches of instructions', () => {
  it('begin at marks and after the first RESUME, which is not counted', () => {
    expect(runs([Opcode.MAKE_CELL, Opcode.RESUME, Opcode.LOAD_CONST, Opcode.STORE_FAST, Opcode.LOAD_FAST, Opcode.RETURN_VALUE], [2, 4])).toEqual([0, 0, 1, 2, 1, 2]);
  });

  it('begin anew after a yield, at END_FOR in place of its FOR_ITER, and after SEND', () => {
    expect(runs([Opcode.RESUME, Opcode.LOAD_FAST, Opcode.YIELD_VALUE, Opcode.RESUME, Opcode.POP_TOP], [1])).toEqual([0, 1, 2, 0, 1]);
    expect(runs([Opcode.RESUME, Opcode.NOP, Opcode.NOP, Opcode.END_FOR, Opcode.NOP, Opcode.END_SEND], [1])).toEqual([0, 1, 2, 1, 2, 2]);
  });

  it('count what the eval loop does in one go', () => {
    expect(runs([Opcode.RESUME, Fused.FastFastBinary, Opcode.LOAD_FAST, Opcode.BINARY_OP, Opcode.STORE_FAST], [1])).toEqual([0, 3, 2, 3, 4]);
    expect(runs([Opcode.RESUME, Fused.FastConstCompare, Fused.FastAttribute], [1])).toEqual([0, 4, 3]);
  });
});
