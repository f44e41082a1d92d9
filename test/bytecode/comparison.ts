/**
 * Compiles sources with our parser and compiler and compares the code objects with CPython's recorded digests.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { disassemble, type CodeObject } from '../../src/python/bytecode';
import { compileModule, type CompileOptions } from '../../src/python/compile';
import { createPythonParser, type PythonParser, type SyntaxDiagnostic } from '../../src/python/syntax';
import { DIGEST_LENGTH, allCode, codeDigest, groups, type Group } from './codeFields';

/** `digests.json`: for each file, its code objects as [qualified name, first line, digests of all groups]. */
export interface Digests {
  version: string;
  files: Record<string, { objects: [string, number, string][] } | { error: string }>;
}

export interface Difference {
  file: string;
  qualname: string;
  firstlineno: number;
  groups: Group[];
}

export interface Comparison {
  total: number;
  identical: number;
  /** For each field group, how many code objects have the same. */
  sameByGroup: Record<Group, number>;
  differences: Difference[];
  /** Files that did not compile, and why. */
  failures: { file: string; reason: string }[];
}

export type Sources = readonly (readonly [file: string, source: string])[];

export async function testParser(root: string): Promise<PythonParser> {
  const wasm = (file: string): Uint8Array => readFileSync(path.join(root, 'node_modules', file));
  return createPythonParser({
    core: wasm('web-tree-sitter/web-tree-sitter.wasm'),
    grammar: wasm('tree-sitter-python/tree-sitter-python.wasm'),
  });
}

export function compileSource(
  parser: PythonParser, source: string, file: string, options: CompileOptions = {},
): { code: CodeObject | null; diagnostics: SyntaxDiagnostic[] } {
  const { module, diagnostics } = parser.parseModule(source, file);
  const { code, diagnostics: compileDiagnostics } = compileModule(module, file, options);
  return { code, diagnostics: [...diagnostics, ...compileDiagnostics].filter(({ exception }) => exception !== 'SyntaxWarning') };
}

function differingGroups(ours: string, theirs: string): Group[] {
  return groups.filter((_, index) => {
    const at = index * DIGEST_LENGTH;
    return ours.slice(at, at + DIGEST_LENGTH) !== theirs.slice(at, at + DIGEST_LENGTH);
  });
}

export function compare(parser: PythonParser, sources: Sources, digests: Digests, options: CompileOptions = {}): Comparison {
  const result: Comparison = {
    total: 0, identical: 0, differences: [], failures: [],
    sameByGroup: { code: 0, consts: 0, names: 0, variables: 0, shape: 0, linetable: 0, exceptiontable: 0 },
  };
  for (const [file, source] of sources) {
    const recorded = digests.files[file];
    if (recorded === undefined || 'error' in recorded) {
      result.failures.push({ file, reason: `CPython: ${recorded?.error ?? 'nothing recorded'}` });
      continue;
    }
    result.total += recorded.objects.length;
    const { code, diagnostics } = compileSource(parser, source, file, options);
    if (code === null || diagnostics.length > 0) {
      const [first] = diagnostics;
      result.failures.push({ file, reason: `${first?.exception}: ${first?.message} (line ${first?.lineno})` });
    }
    compareFile(result, file, code, recorded.objects);
  }
  return result;
}

function compareFile(
  result: Comparison, file: string, code: CodeObject | null, recorded: readonly [string, number, string][],
): void {
  /** Ours, by name and line; equal keys in order. */
  const ours = new Map<string, CodeObject[]>();
  for (const each of code === null ? [] : allCode(code)) {
    const key = `${each.qualname}:${each.firstlineno}`;
    const list = ours.get(key);
    if (list === undefined) ours.set(key, [each]);
    else list.push(each);
  }
  for (const [qualname, firstlineno, digest] of recorded) {
    const mine = ours.get(`${qualname}:${firstlineno}`)?.shift();
    const different = mine === undefined ? [...groups] : differingGroups(codeDigest(mine), digest);
    for (const group of groups) if (!different.includes(group)) result.sameByGroup[group]++;
    if (different.length === 0) result.identical++;
    else result.differences.push({ file, qualname, firstlineno, groups: different });
  }
}

export { allCode, codeFields } from './codeFields';
export { codePositions, constantRepr, decodeInstructions, opcodeName } from '../../src/python/bytecode';
export { disassemble };
