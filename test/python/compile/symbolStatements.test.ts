/** First pass over statements: which blocks there are and what is known of names. */
import { describe, expect, it } from 'vitest';
import { buildSymbolTable } from '../../../src/python/compile/symbolStatements';
import { SymbolFlag, symbolOf, type SymbolTableEntry } from '../../../src/python/compile/symbolTable';
import { parseText } from './comparisonCorpus';

async function tableOf(source: string): Promise<SymbolTableEntry> {
  return buildSymbolTable((await parseText(source)).module, false).top;
}

function outline(entry: SymbolTableEntry): string {
  return `${entry.type} ${entry.name}${entry.children.length === 0 ? '' : ` (${entry.children.map(outline).join(', ')})`}`;
}

describe('buildSymbolTable', () => {
  it('opens a block for each scope; inlined comprehensions give theirs to the block around', async () => {
    const top = await tableOf([
      'class C[T: int]:', '  def f(self): return lambda: 0', 'type A[S] = S', 'def g(x): return [lambda: y for y in x], (z for z in x)',
    ].join('\n'));
    expect(outline(top)).toBe(
      'module top (typeParam C (typeVarBound T, class C (function f (function lambda))), typeParam A (typeAlias A), ' +
      'function g (function lambda, function genexpr))',
    );
  });

  it('knows how a name is bound', async () => {
    const top = await tableOf('import a.b\nc: int\nfor d in e: pass\ndef f(g, *h): global i; i = 1\ntry: pass\nexcept E as j: pass');
    const flags = (entry: SymbolTableEntry, name: string, flag: number): boolean => (symbolOf(entry, name) & flag) !== 0;
    expect(['a', 'c', 'd', 'f', 'j'].map((name) => flags(top, name, SymbolFlag.Bound))).toEqual([true, true, true, true, true]);
    expect([flags(top, 'a', SymbolFlag.Import), flags(top, 'c', SymbolFlag.Annotated), flags(top, 'e', SymbolFlag.Use)])
      .toEqual([true, true, true]);
    expect(flags(top, 'i', SymbolFlag.Global)).toBe(true);
    expect(top.children[0]?.varnames).toEqual(['g', 'h']);
    expect(top.children[0]?.varargs).toBe(true);
  });
});
