/** The disassembler. That whole programs come out as `dis` prints them is tested in test/python/compile. */
import { describe, expect, it } from 'vitest';
import { Opcode, decodeInstructions, disassemble, jumpTarget } from '../../../src/python/bytecode';
import { codeOf } from '../compile/comparisonCorpus';

describe('disassemble', () => {
  it('prints nested code with the addresses it is given', async () => {
    const code = await codeOf('def f(x):\n  return x\n');
    // `python3.12 -m dis` of the same text, its address replaced.
    expect(disassemble(code, { addressOf: () => '0x7f00' })).toBe([
      '  0           0 RESUME                   0',
      '',
      '  1           2 LOAD_CONST               0 (<code object f at 0x7f00, file "program.py", line 1>)',
      '              4 MAKE_FUNCTION            0',
      '              6 STORE_NAME               0 (f)',
      '              8 RETURN_CONST             1 (None)',
      '',
      'Disassembly of <code object f at 0x7f00, file "program.py", line 1>:',
      '  1           0 RESUME                   0',
      '',
      '  2           2 LOAD_FAST                0 (x)',
      '              4 RETURN_VALUE',
      '',
    ].join('\n'));
  });

  it('widens the columns for long files and long code', async () => {
    const text = disassemble(await codeOf(`${'\n'.repeat(1200)}${'x = y\n'.repeat(2600)}`));
    // What CPython 3.12.1 prints.
    expect(text.split('\n').slice(-5)).toEqual([
      '',
      '3800        10398 LOAD_NAME                0 (y)',
      '            10400 STORE_NAME               1 (x)',
      '            10402 RETURN_CONST             0 (None)',
      '',
    ]);
  });
});

describe('decodeInstructions', () => {
  it('joins EXTENDED_ARG and skips caches', () => {
    const code = Uint8Array.from([
      Opcode.EXTENDED_ARG, 1, Opcode.LOAD_CONST, 2, Opcode.BINARY_OP, 0, 0, 0, Opcode.JUMP_BACKWARD, 5, Opcode.NOP, 0,
    ]);
    const instructions = decodeInstructions(code);
    expect(instructions).toEqual([
      { offset: 0, opcode: Opcode.EXTENDED_ARG, oparg: 1 }, { offset: 2, opcode: Opcode.LOAD_CONST, oparg: 258 },
      { offset: 4, opcode: Opcode.BINARY_OP, oparg: 0 }, { offset: 8, opcode: Opcode.JUMP_BACKWARD, oparg: 5 },
      { offset: 10, opcode: Opcode.NOP, oparg: null },
    ]);
    expect(instructions.map(jumpTarget)).toEqual([null, null, null, 0, null]);
  });
});
