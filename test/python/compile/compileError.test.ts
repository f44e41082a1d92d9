/** Mistakes which CPython finds while compiling (or before): message, place and warnings as recorded. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileModule } from '../../../src/python/compile';
import { CompileError, failAt } from '../../../src/python/compile/compileError';
import { parseText } from './comparisonCorpus';

interface RecordedMistake {
  source: string;
  /** Class, message, line, column (from 1), last line, end column. */
  error: (string | number | null)[] | null;
  /** Class, message, line. */
  warnings: (string | number)[][];
}

const recordFile = path.join(import.meta.dirname, 'recorded/mistakes.json');
const recorded = JSON.parse(readFileSync(recordFile, 'utf8')) as RecordedMistake[];

/** For `not a chance` and the like CPython gives no end; here it is one column after the start. */
function withEnd(error: (string | number | null)[] | null): (string | number | null)[] | null {
  if (error === null || error[5] !== null) return error;
  return [...error.slice(0, 5), Number(error[3]) + 1];
}

describe('mistakes', () => {
  it.each(recorded)('$source', async ({ source, error, warnings }) => {
    const { module, diagnostics: ofParser } = await parseText(source);
    const { code, diagnostics } = compileModule(module, 'program.py');
    const found = [...ofParser, ...diagnostics].filter(({ exception }) => exception !== 'SyntaxWarning')
      .map((d) => [d.exception, d.message, d.lineno, d.colOffset + 1, d.endLineno, d.endColOffset + 1]);
    expect(found[0] ?? null).toEqual(withEnd(error));
    if (error !== null) return;
    expect(code).not.toBeNull();
    const warned = diagnostics.map((d) => [d.exception, d.message, d.lineno]);
    expect(warned).toEqual(warnings);
  });
});

describe('failAt', () => {
  it('throws a diagnostic', () => {
    const place = { lineno: 1, colOffset: 2, endLineno: 3, endColOffset: 4 };
    expect(() => failAt(place, 'no')).toThrow(CompileError);
    try {
      failAt(place, 'no');
    } catch (error) {
      expect((error as CompileError).diagnostic).toEqual({ ...place, exception: 'SyntaxError', message: 'no' });
    }
  });
});
