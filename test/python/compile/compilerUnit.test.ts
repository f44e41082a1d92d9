/** Tables of names and constants. */
import { describe, expect, it } from 'vitest';
import type { CodeConstant } from '../../../src/python/bytecode';
import { ConstantTable, indexOfName } from '../../../src/python/compile/compilerUnit';

describe('ConstantTable', () => {
  it('keeps each constant once, types and signs of zero apart', () => {
    const table = new ConstantTable();
    const constants: CodeConstant[] = [
      { type: 'int', value: 1n }, { type: 'float', value: 1 }, { type: 'bool', value: true }, { type: 'float', value: 0 },
      { type: 'float', value: -0 }, { type: 'int', value: 1n }, { type: 'float', value: -0 },
    ];
    expect(constants.map((constant) => table.add(constant))).toEqual([0, 1, 2, 3, 4, 0, 4]);
    expect(table.values).toEqual(constants.slice(0, 5));
  });

  it('takes a NaN for the same only if it is the same object', () => {
    const table = new ConstantTable();
    const nan: CodeConstant = { type: 'float', value: NaN };
    expect([table.add(nan), table.add({ ...nan }), table.add(nan)]).toEqual([0, 1, 0]);
  });
});

describe('indexOfName', () => {
  it('numbers names in order of first use', () => {
    const names = new Map<string, number>();
    expect(['b', 'a', 'b'].map((name) => indexOfName(names, name))).toEqual([0, 1, 0]);
  });
});
