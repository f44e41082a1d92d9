/**
 * Small programs about one subject each, compiled by us and, recorded in `recorded/`, by CPython 3.12.
 * `record.mjs` makes the records anew.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { disassemble, type CodeObject } from '../../../src/python/bytecode';
import type { Module, ParseResult, SyntaxDiagnostic } from '../../../src/python/syntax';
import { allCode, codeFields, type Group } from '../../bytecode/codeFields';
import { compileSource, testParser } from '../../bytecode/comparison';

const root = path.resolve(import.meta.dirname, '../../..');

export interface RecordedProgram {
  version: string;
  /** Lines of `dis.dis`, addresses of code objects replaced by 0x0. */
  disassembly: string[];
  objects: { qualname: string; firstlineno: number; fields: Record<Group, string> }[];
}

/** What `dis` prints of frozensets depends on the hash seed; their items are put in order. */
export function comparableLine(line: string): string {
  return line.replace(/frozenset\(\{(.*)\}\)/, (_, items: string) => `frozenset({${items.split(', ').sort().join(', ')}})`);
}

/** One parser does for all tests of a file. */
const sharedParser = testParser(root);

export async function compileText(
  source: string, file = 'program.py',
): Promise<{ code: CodeObject | null; diagnostics: SyntaxDiagnostic[] }> {
  return compileSource(await sharedParser, source, file);
}

export async function parseText(source: string): Promise<ParseResult<Module>> {
  return (await sharedParser).parseModule(source, 'program.py');
}

/** The code of a text without mistakes. */
export async function codeOf(source: string): Promise<CodeObject> {
  const { code, diagnostics } = await compileText(source);
  expect(diagnostics).toEqual([]);
  if (code === null) throw new Error('no code and no reason');
  return code;
}

/** Compiles `programs/<name>.py` and expects what CPython made of it: first as text, then field by field. */
export async function expectSameAsCPython(name: string): Promise<void> {
  const source = readFileSync(path.join(import.meta.dirname, 'programs', `${name}.py`), 'utf8');
  const recordedText = readFileSync(path.join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8');
  const recorded = JSON.parse(recordedText) as RecordedProgram;
  const code = await codeOf(source);
  const lines = disassemble(code).trimEnd().split('\n');
  expect(lines.map(comparableLine)).toEqual(recorded.disassembly.map(comparableLine));
  const objects = [...allCode(code)].map((each) => ({
    qualname: each.qualname, firstlineno: each.firstlineno, fields: codeFields(each),
  }));
  expect(objects).toEqual(recorded.objects);
}
