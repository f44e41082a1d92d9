/** First pass over expressions: generators, coroutines, assignment expressions. */
import { describe, expect, it } from 'vitest';
import { buildSymbolTable } from '../../../src/python/compile/symbolStatements';
import { Scope, scopeOf, type SymbolTableEntry } from '../../../src/python/compile/symbolTable';
import { parseText } from './comparisonCorpus';

async function functionsOf(source: string): Promise<Map<string, SymbolTableEntry>> {
  const entries = new Map<string, SymbolTableEntry>();
  const collect = (entry: SymbolTableEntry): void => {
    entries.set(entry.name, entry);
    entry.children.forEach(collect);
  };
  collect(buildSymbolTable((await parseText(source)).module, false).top);
  return entries;
}

describe('expressions', () => {
  it('make generators and coroutines of their functions', async () => {
    const entries = await functionsOf('def f(): yield\nasync def g(): [x async for x in y]\ndef h(): (await_ for x in y)');
    const kinds = [...entries.values()].map(({ name, generator, coroutine }) => [name, generator, coroutine]);
    expect(kinds).toEqual([
      ['top', false, false], ['f', true, false], ['g', false, true], ['h', false, false], ['genexpr', true, false],
    ]);
  });

  it('bind the targets of := outside of comprehensions', async () => {
    const entries = await functionsOf('def f(x): return (a := b for b in x), [c := 1 for d in x]\n[e := 1 for i in j]');
    const f = entries.get('f');
    const top = entries.get('top');
    if (f === undefined || top === undefined) throw new Error('no such block');
    expect(['a', 'b', 'c'].map((name) => scopeOf(f, name))).toEqual([Scope.Cell, Scope.Unknown, Scope.Local]);
    expect(scopeOf(top, 'e')).toBe(Scope.GlobalExplicit);
  });

  it('take super for a use of __class__', async () => {
    const entries = await functionsOf('class C:\n  def f(self): super().f()');
    expect(entries.get('C')?.needsClassClosure).toBe(true);
  });
});
