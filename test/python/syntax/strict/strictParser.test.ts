import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PythonParser } from '../../../../src/python/syntax';
import { SourceText } from '../../../../src/python/syntax/sourceText';
import { StrictParser } from '../../../../src/python/syntax/strict/strictParser';
import { dumpTree } from '../dumpTree';
import { characterByName, loadParser } from '../loadParser';
import { randomProgram } from '../randomPrograms';
import type { LiteralWarning } from '../../../../src/python/syntax/stringLiterals';
import { readRecorded, type Verdict } from '../verdicts';

const strict = new StrictParser(characterByName);
const programs = readRecorded<[string, string][]>('programs.json');
const sourceOf = (name: string): string => readFileSync(path.join(import.meta.dirname, '../programs', name), 'utf8');

function verdict(text: string): string {
  const result = strict.parseModule(new SourceText(text));
  return 'kind' in result ? dumpTree(result) : `${result.lineno}:${result.colOffset} ${result.message}`;
}

describe('the strict parser', () => {
  it.each(programs)('builds the tree of %s itself', (name, tree) => {
    expect(verdict(sourceOf(name))).toBe(tree);
  });

  it('parses one expression', () => {
    expect(strict.parseExpression(new SourceText('a + b\n'))).toMatchObject({ kind: 'BinOp', endColOffset: 5 });
    expect(strict.parseExpression(new SourceText('a = b'))).toMatchObject({ message: 'invalid syntax', colOffset: 2 });
  });

  it('parses one statement', () => {
    expect(strict.parseInteractive(new SourceText('if a: b\n\n'))).toMatchObject([{ kind: 'If' }]);
    expect(strict.parseInteractive(new SourceText('\n'))).toMatchObject({ message: 'invalid syntax' });
  });

  it('warns of the same literals as the lowering', async () => {
    const parser = await loadParser();
    for (const [text, verdict] of readRecorded<[string, Verdict][]>('snippets.json')) {
      if (!('warnings' in verdict)) continue;
      const source = new SourceText(text);
      const warnings: LiteralWarning[] = [];
      strict.parseModule(source, warnings);
      const own = warnings.map(({ message, start }) => [message, source.lines[start]]);
      expect(own, text).toEqual(parser.parseModule(text, '').warnings.map(({ message, lineno }) => [message, lineno]));
      expect(own, text).toEqual(verdict.warnings);
    }
  });

  it('finds what is wrong with the tokens alone', () => {
    expect(strict.tokenError(new SourceText('x = (1\n'))).toMatchObject({ message: "'(' was never closed", colOffset: 4 });
    expect(strict.tokenError(new SourceText('x y\n'))).toBeNull();
  });
});

/** While a program is typed the two ways to a verdict must agree at every line: where one has no doubt, the other has no error. */
describe('the lowering and the strict grammar', () => {
  let parser: PythonParser;
  beforeAll(async () => {
    parser = await loadParser();
  });

  it('agree on random programs', () => {
    fc.assert(fc.property(randomProgram, (program) => {
      const { module, diagnostics } = parser.parseModule(program, '<random>');
      const [error] = diagnostics;
      expect(error === undefined ? dumpTree(module) : `${error.lineno}:${error.colOffset} ${error.message}`).toBe(verdict(program));
    }), { numRuns: Number(process.env.HEAPGLASS_RUNS ?? 2000), seed: 312 });
  });

  it.each(programs)('agree on every beginning of %s', (name) => {
    const text = sourceOf(name);
    const step = Math.max(1, Math.floor(text.length / 50));
    for (let end = 0; end <= text.length; end += step) {
      const beginning = text.slice(0, end);
      const { module, diagnostics } = parser.parseModule(beginning, name);
      const [error] = diagnostics;
      expect(error === undefined ? dumpTree(module) : `${error.lineno}:${error.colOffset} ${error.message}`, JSON.stringify(beginning.slice(-60)))
        .toBe(verdict(beginning));
    }
  });
});
