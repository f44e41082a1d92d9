import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PythonParser } from '../../../src/python/syntax';
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
