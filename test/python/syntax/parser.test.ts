import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PythonParser, Statement } from '../../../src/python/syntax';
import { dumpTree } from './dumpTree';
import { loadParser } from './loadParser';
import { readRecorded, verdictOf, type Verdict } from './verdicts';

let parser: PythonParser;
beforeAll(async () => {
  parser = await loadParser();
});

describe('trees are those of CPython, positions included', () => {
  for (const [name, tree] of readRecorded<[string, string][]>('programs.json')) {
    it(name, () => {
      const source = readFileSync(path.join(import.meta.dirname, 'programs', name), 'utf8');
      const { module, diagnostics } = parser.parseModule(source, name);
      expect(diagnostics).toEqual([]);
      expect(dumpTree(module).replaceAll('(', '\n(')).toBe(tree.replaceAll('(', '\n('));
    });
  }
});

/** Cases whose verdicts differ, each with both. */
function differences(cases: [string, Verdict][]): { source: string; ours: Verdict; cpython: Verdict }[] {
  return cases.flatMap(([source, cpython]) => {
    const ours = verdictOf(parser.parseModule(source, '<test>'), cpython);
    return JSON.stringify(ours) === JSON.stringify(cpython) ? [] : [{ source, ours, cpython }];
  });
}

describe('verdicts are those of CPython', () => {
  it('on mistakes and odd layouts', () => {
    expect(differences(readRecorded<[string, Verdict][]>('snippets.json'))).toEqual([]);
  });

  it('on programs changed at random', () => {
    expect(differences(readRecorded<[string, Verdict][]>('mutations.json'))).toEqual([]);
  });
});

/** Kinds and lines of statements, inner ones in brackets. */
function outline(statements: Statement[]): string {
  return statements.map((statement) => {
    const body = 'body' in statement && Array.isArray(statement.body) ? `[${outline(statement.body as Statement[])}]` : '';
    return `${statement.kind}@${statement.lineno}${body}`;
  }).join(' ');
}

describe('half-typed code', () => {
  const program = ['import sys', 'a = [1]', 'def f(x):', '    y = x', '    return y', 'class C:', '    b = f(a)', 'for i in a:', '    print(i)', 'del a', ''];
  const whole = 'Import@1 Assign@2 FunctionDef@3[Assign@4 Return@5] ClassDef@6[Assign@7] For@8[Expr@9] Delete@10';

  it('with two mistakes, one before a block', () => {
    const lines = [...program];
    lines[2] = 'def f(x)';
    lines[9] = 'del';
    const { module, diagnostics } = parser.parseModule(lines.join('\n'), 'half.py');
    expect(diagnostics).toMatchObject([{ message: "expected ':'", lineno: 3 }]);
    expect(outline(module.body)).toBe('Import@1 Assign@2 If@3[Assign@4 Return@5] ClassDef@6[Assign@7] For@8[Expr@9] Pass@10');
  });

  it('with more mistakes than are tried, keeps what tree-sitter saves', () => {
    const { module } = parser.parseModule(`${program.join('\n')}\n${'x y z\n'.repeat(20)}`, 'half.py');
    expect(outline(module.body)).toMatch(/^Import@1 Assign@2 FunctionDef@3\[Assign@4 Return@5\] ClassDef@6/);
  });

  /** The program with one more line before line `at`, and the outline of what was read, the added line left out. */
  function withLine(at: number, line: string): { message: string | undefined; outline: string } {
    const lines = [...program];
    lines.splice(at - 1, 0, line);
    const { module, diagnostics } = parser.parseModule(lines.join('\n'), 'half.py');
    const shifted = outline(module.body).replace(new RegExp(` ?\\w+@${at}\\b(\\[\\])?`), '');
    return { message: diagnostics[0]?.message, outline: shifted.replace('[ ', '[').replace(/@(\d+)/g, (_, number) => `@${number > at ? number - 1 : number}`) };
  }

  it.each([
    [5, '    foo(', "'(' was never closed"],
    [5, '    z = ', 'invalid syntax'],
    [5, '    y.', 'invalid syntax'],
    [5, '    if x', "expected ':'"],
    [5, '    if x:', "expected an indented block after 'if' statement on line 5"],
    [2, 'def g(', "'(' was never closed"],
    [2, 'def g():', 'expected an indented block after function definition on line 2'],
    [2, 'class', 'invalid syntax'],
    [2, "'''abc", 'unterminated triple-quoted string literal (detected at line 11)'],
    [10, 'while', 'invalid syntax'],
    [10, 'import', 'invalid syntax'],
    [9, '    x = {', "'{' was never closed"],
    [2, 'f(a b)', 'invalid syntax. Perhaps you forgot a comma?'],
    [2, "s = 'abc", 'unterminated string literal (detected at line 2)'],
    [10, 'print a', "Missing parentheses in call to 'print'. Did you mean print(...)?"],
  ])('line %i, %j: %s, and every other statement is still there', (at, line, message) => {
    expect(withLine(at, line)).toEqual({ message, outline: whole });
  });
});

describe('the parser', () => {
  it('parses an expression', () => {
    expect(parser.parseExpression('a + 1', '<string>').module).toMatchObject({ kind: 'Expression', body: { kind: 'BinOp', colOffset: 0 } });
    expect(parser.parseExpression(' a', '<string>').diagnostics).toMatchObject([{ exception: 'IndentationError', message: 'unexpected indent' }]);
    expect(parser.parseExpression('a = 1', '<string>')).toMatchObject({ module: null, diagnostics: [{ message: 'invalid syntax', colOffset: 2 }] });
  });

  it('parses a single statement', () => {
    expect(parser.parseInteractive('x = 1', '<stdin>').module).toMatchObject({ kind: 'Interactive', body: [{ kind: 'Assign' }] });
    expect(parser.parseInteractive('if x', '<stdin>').diagnostics).toMatchObject([{ message: "expected ':'" }]);
  });

  it('says what it cannot take at all', () => {
    expect(parser.parseModule('x = "\0"', 'f.py').diagnostics).toMatchObject([{ message: 'source code cannot contain null bytes' }]);
    expect(parser.parseModule('('.repeat(500), 'f.py').diagnostics).toMatchObject([{ message: 'too many nested parentheses' }]);
    expect(parser.parseModule(`x = ${'-'.repeat(100_000)}1`, 'f.py').diagnostics).toMatchObject([{ exception: 'MemoryError', message: 'Parser stack overflowed - Python source too complex to parse' }]);
    expect(parser.parseModule(`x = ${'9'.repeat(4301)}`, 'f.py').diagnostics[0].message).toMatch(/^Exceeds the limit \(4300 digits\)/);
  });

  it('reads chains of thousands of terms', () => {
    for (const text of [`x${' + x'.repeat(20_000)}`, `x${'.y'.repeat(5000)}`, `x${' and x'.repeat(5000)}`, `if x: y\n${'elif x: y\n'.repeat(1000)}`]) {
      expect(parser.parseModule(text, 'f.py').diagnostics).toEqual([]);
    }
  });

  it('does not know a character by name unless told', async () => {
    const nameless = await loadParser(() => undefined);
    expect(nameless.parseModule("'\\N{BULLET}'", 'f.py').diagnostics[0].message).toMatch(/unknown Unicode character name$/);
    expect(parser.parseModule("'\\N{bullet}'", 'f.py').module.body).toMatchObject([{ value: { value: { value: '\u2022' } } }]);
  });

  it('gives two parsers nothing in common', async () => {
    const other = await loadParser();
    const first = parser.parseModule('x = 1', 'a.py').module;
    expect(other.parseModule('x = 1', 'a.py').module).toEqual(first);
  });
});
