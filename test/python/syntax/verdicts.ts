/** What record/record.py wrote, and the same in our words. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Module, ParseResult } from '../../../src/python/syntax';
import { dumpTree } from './dumpTree';

export type Verdict =
  | { tree: string; warnings: [string, number][] }
  /** `column` and `endColumn` are null where CPython has none. */
  | { exception: string; message: string; line: number; column: number | null; endColumn: number | null };

export function readRecorded<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'recorded', name), 'utf8')) as T;
}

export function digest(module: Module): string {
  return createHash('sha256').update(dumpTree(module)).digest('hex').slice(0, 16);
}

/** Our verdict, with null in the places where `expected` has none. */
export function verdictOf({ module, diagnostics, warnings }: ParseResult<Module>, expected: Verdict): Verdict {
  const [error] = diagnostics;
  if (error === undefined) return { tree: digest(module), warnings: warnings.map(({ message, lineno }) => [message, lineno]) };
  const { column, endColumn } = 'exception' in expected ? expected : { column: 0, endColumn: 0 };
  return {
    exception: error.exception, message: error.message, line: error.lineno,
    column: column === null ? null : error.colOffset,
    endColumn: endColumn === null || error.endLineno !== error.lineno ? endColumn : error.endColOffset,
  };
}
