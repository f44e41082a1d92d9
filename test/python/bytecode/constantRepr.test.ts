/** Texts of constants against CPython's `repr`. */
import { describe, expect, it } from 'vitest';
import { Opcode, codeRepr, constantRepr, decodeInstructions, type CodeConstant } from '../../../src/python/bytecode';
import { codeOf } from '../compile/comparisonCorpus';
import { recordedReprs as recorded } from './recordedTables';

/** The constant a literal stands for. */
async function constantOf(literal: string): Promise<CodeConstant> {
  const code = await codeOf(`x = ${literal}`);
  const load = decodeInstructions(code.code).find(({ opcode }) => opcode === Opcode.LOAD_CONST);
  return code.consts[load?.oparg ?? -1] ?? { type: 'none' };
}

describe('constantRepr', () => {
  it.each(recorded)('%s', async (literal, text) => {
    expect(constantRepr(await constantOf(literal))).toBe(text);
  });

  it('shows frozensets and code objects', async () => {
    const items: CodeConstant[] = [{ type: 'int', value: 1n }, { type: 'str', value: 'a' }];
    expect(constantRepr({ type: 'frozenset', items })).toBe("frozenset({1, 'a'})");
    expect(constantRepr({ type: 'frozenset', items: [] })).toBe('frozenset()');
    const code = await codeOf('\nx = 1');
    expect(codeRepr(code, () => '0x7f00')).toBe('<code object <module> at 0x7f00, file "program.py", line 1>');
  });
});
