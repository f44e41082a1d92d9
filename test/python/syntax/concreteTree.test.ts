import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarTables, Kind, type GrammarTables } from '../../../src/python/syntax/concreteKinds';
import { readConcreteTree, type ConcreteTree } from '../../../src/python/syntax/concreteTree';
import { SourceText } from '../../../src/python/syntax/sourceText';

const packages = path.resolve(import.meta.dirname, '../../../node_modules');
let parser: Parser;
let tables: GrammarTables;
beforeAll(async () => {
  const core = readFileSync(path.join(packages, 'web-tree-sitter/web-tree-sitter.wasm'));
  const options = { wasmBinary: core, locateFile: (file: string) => file };
  await Parser.init(options);
  const language = await Language.load(new Uint8Array(readFileSync(path.join(packages, 'tree-sitter-python/tree-sitter-python.wasm'))));
  tables = grammarTables(language);
  parser = new Parser();
  parser.setLanguage(language);
});

function read(text: string): ConcreteTree {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('no tree');
  return readConcreteTree(tree, tables, new SourceText(text));
}

function children(tree: ConcreteTree, node: number): number[] {
  const result: number[] = [];
  for (let child = node + 1; child < tree.next[node]; child = tree.next[child]) result.push(child);
  return result;
}

describe('readConcreteTree', () => {
  it('keeps the shape of the tree, without comments', () => {
    const tree = read('x = a + b  # comment\n# another\npass\n');
    const [first, second] = children(tree, 0);
    expect(children(tree, 0)).toHaveLength(2);
    expect([tree.kind[0], tree.kind[first], tree.kind[second]]).toEqual([Kind.module, Kind.expression_statement, Kind.pass_statement]);
    const [assignment] = children(tree, first);
    const [, , sum] = children(tree, assignment);
    expect(children(tree, sum).map((node) => tree.kind[node])).toEqual([Kind.identifier, Kind.plus, Kind.identifier]);
    expect([tree.start[sum], tree.end[sum]]).toEqual([4, 9]);
    expect(tree.hasError).toBe(false);
  });

  it('leaves out what error recovery could not place', () => {
    const tree = read('x = 1\ny = = 2\nz = 3\n');
    expect(tree.hasError).toBe(true);
    expect([...tree.kind.subarray(0, tree.next[0])]).not.toContain(Kind.error);
  });

  it('notes the lines that begin something, and how deep brackets go', () => {
    const tree = read('a\nb = (1,\n  [2])\nc = \\\n  d\nif e:\n  f\n"""g\nh"""\n');
    expect(tree.firstOnLine).toEqual([2, 4, 6, 7, 8]);
    expect(tree.deepest).toBe(2);
  });
});
