/** The entry: modes, optimisation levels, errors as data. */
import { describe, expect, it } from 'vitest';
import { disassemble } from '../../../src/python/bytecode';
import { compileExpression, compileModule } from '../../../src/python/compile';
import type { BinOp, Expression, Module } from '../../../src/python/syntax';
import { compileText, parseText } from './comparisonCorpus';

async function parse(source: string): Promise<Module> {
  return (await parseText(source)).module;
}

function operations(text: string): string[] {
  return text.split('\n').map((line) => /[A-Z][A-Z_0-9]+/.exec(line)?.[0] ?? '').filter((name) => name !== '');
}

describe('compileModule', () => {
  it('returns the value in mode eval', async () => {
    const { code } = compileModule(await parse('1 + x'), 'e', { mode: 'eval' });
    expect(code && operations(disassemble(code))).toEqual(['RESUME', 'LOAD_CONST', 'LOAD_NAME', 'BINARY_OP', 'RETURN_VALUE']);
  });

  it('prints values in mode single', async () => {
    const { code } = compileModule(await parse('x\n1'), 's', { mode: 'single' });
    expect(code && disassemble(code).match(/INTRINSIC_PRINT/g)).toHaveLength(2);
  });

  it('drops asserts and docstrings as python -OO does', async () => {
    const tree = await parse('def f():\n  "doc"\n  assert x\n  return __debug__\n');
    const [plain, optimized, more] = ([0, 1, 2] as const).map((optimize) => {
      const { code } = compileModule(tree, 'o', { optimize });
      return code === null ? '' : disassemble(code);
    });
    expect(plain).toContain('LOAD_ASSERTION_ERROR');
    expect(optimized).not.toContain('LOAD_ASSERTION_ERROR');
    const first = (text: string | undefined): string[] => text?.split('Disassembly')[1]?.match(/RETURN_CONST +1 \(.*\)/g) ?? [];
    expect([first(plain), first(optimized), first(more)]).toEqual([
      ['RETURN_CONST             1 (True)'], ['RETURN_CONST             1 (False)'], ['RETURN_CONST             1 (False)'],
    ]);
  });

  it('leaves the tree as it was', async () => {
    const tree = await parse('x = 1 + 2\nfor y in [1, 2]: pass\nz = "%s" % (x,)');
    const before = JSON.stringify(tree, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    compileModule(tree, 't');
    expect(JSON.stringify(tree, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).toBe(before);
  });

  it('gives the same code twice', async () => {
    const tree = await parse('def f(x): return [y for y in x if y in {1, 2}]');
    expect(compileModule(tree, 't')).toEqual(compileModule(tree, 't'));
  });

  it('gives warnings with the code, and with an error up to it', async () => {
    const { code, diagnostics } = compileModule(await parse('x is 1\n'), 'w');
    expect([code !== null, diagnostics.map((d) => d.exception)]).toEqual([true, ['SyntaxWarning']]);
    const wrong = compileModule(await parse('x is 1\nreturn\nx is 2'), 'w');
    expect([wrong.code, wrong.diagnostics.map((d) => d.exception)]).toEqual([null, ['SyntaxWarning', 'SyntaxError']]);
  });

  it('reports code nested too deeply', () => {
    const place = { lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 1 };
    let value: Expression = { kind: 'Name', id: 'x', ctx: 'Load', ...place };
    for (let i = 0; i < 50_000; i++) {
      const sum: BinOp = { kind: 'BinOp', left: value, op: 'Add', right: { kind: 'Name', id: 'x', ctx: 'Load', ...place }, ...place };
      value = sum;
    }
    const { code, diagnostics } = compileModule({ kind: 'Module', body: [{ kind: 'Expr', value, ...place }] }, 'deep');
    expect(code).toBeNull();
    expect(diagnostics[0]?.message).toBe('maximum recursion depth exceeded during compilation');
  });
});

describe('compileExpression', () => {
  it('compiles an expression', async () => {
    const tree = await parse('a if b else c');
    const [first] = tree.body;
    if (first?.kind !== 'Expr') throw new Error('expected an expression');
    const { code } = compileExpression({ kind: 'Expression', body: first.value }, 'e');
    expect(code && operations(disassemble(code))).toEqual([
      'RESUME', 'LOAD_NAME', 'POP_JUMP_IF_FALSE', 'LOAD_NAME', 'RETURN_VALUE', 'LOAD_NAME', 'RETURN_VALUE',
    ]);
  });
});

describe('the parser together with the compiler', () => {
  it('finds the error whoever reports it', async () => {
    expect((await compileText('def f(:\n  pass')).diagnostics.length).toBeGreaterThan(0);
    expect((await compileText('break')).diagnostics[0]?.message).toBe("'break' outside loop");
  });
});
