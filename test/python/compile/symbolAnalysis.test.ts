/** Second pass: scopes. The programs of symbolTable.test.ts show what comes of them. */
import { describe, expect, it } from 'vitest';
import { buildSymbolTable } from '../../../src/python/compile/symbolStatements';
import { Scope, scopeOf, type SymbolTableEntry } from '../../../src/python/compile/symbolTable';
import { parseText } from './comparisonCorpus';

/** `block.name` for each name asked for, with its scope. */
async function scopes(source: string, ...names: string[]): Promise<Scope[]> {
  const { top } = buildSymbolTable((await parseText(source)).module, false);
  return names.map((dotted) => {
    const [block, name] = dotted.split('.');
    const find = (entry: SymbolTableEntry): SymbolTableEntry | undefined => {
      return entry.name === block ? entry : entry.children.map(find).find((found) => found !== undefined);
    };
    const entry = find(top);
    if (entry === undefined || name === undefined) throw new Error(`no block ${dotted}`);
    return scopeOf(entry, name);
  });
}

describe('analyzeSymbols', () => {
  it('finds locals, cells, free variables and globals', async () => {
    const source = 'def f(a, b):\n  c = g\n  def h(): return a, b2\n  return c, b\n';
    expect(await scopes(source, 'f.a', 'f.b', 'f.c', 'f.g', 'h.a', 'h.b2', 'top.f')).toEqual([
      Scope.Cell, Scope.Local, Scope.Local, Scope.GlobalImplicit, Scope.Free, Scope.GlobalImplicit, Scope.Local,
    ]);
  });

  it('follows declarations', async () => {
    const source = 'def f():\n  global a\n  b = 1\n  def g():\n    nonlocal b\n    def h(): return a, b\n';
    expect(await scopes(source, 'f.a', 'f.b', 'g.b', 'h.a', 'h.b')).toEqual([
      Scope.GlobalExplicit, Scope.Cell, Scope.Free, Scope.GlobalImplicit, Scope.Free,
    ]);
  });

  it('does not show what a class binds to its methods', async () => {
    const source = 'def f(x):\n  class C:\n    x = 1\n    y = 2\n    def m(self): return x, y\n';
    expect(await scopes(source, 'f.x', 'C.x', 'm.x', 'm.y')).toEqual([Scope.Cell, Scope.Local, Scope.Free, Scope.GlobalImplicit]);
  });

  it('takes the names of inlined comprehensions into the block around', async () => {
    const source = 'def f(x):\n  return [(y, x) for y in x], [lambda: z for z in x]\n';
    expect(await scopes(source, 'f.x', 'f.y', 'f.z', 'lambda.z')).toEqual([Scope.Local, Scope.Local, Scope.Cell, Scope.Free]);
  });
});
