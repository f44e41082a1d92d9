import { describe, expect, it } from 'vitest';
import type { SyntaxDiagnostic } from '../../../src/python/syntax';
import { recover } from '../../../src/python/syntax/recovery';
import { SourceText } from '../../../src/python/syntax/sourceText';
import { StrictParser } from '../../../src/python/syntax/strict/strictParser';

const strict = new StrictParser(() => undefined);

/** The kinds of the statements left, or null. */
function recovered(text: string): string[] | null {
  const source = new SourceText(text);
  const first = strict.parseModule(source);
  if ('kind' in first) throw new Error('nothing to recover from');
  return recover(strict, source, first satisfies SyntaxDiagnostic)?.body.map(({ kind }) => kind) ?? null;
}

describe('recover', () => {
  it('puts pass for a wrong line, and a block opener before a block', () => {
    expect(recovered('a = 1\nb = = 2\nc = 3\n')).toEqual(['Assign', 'Pass', 'Assign']);
    expect(recovered('if a\n    b\nc = 3\n')).toEqual(['If', 'Assign']);
  });

  it('takes the line that lacks its block, not the one after', () => {
    expect(recovered('for a in b:\nc = 3\n')).toEqual(['Pass', 'Assign']);
  });

  it('takes out lines that stand too deep', () => {
    expect(recovered('a\n    b\n    c\nd = 1\n')).toEqual(['Expr', 'Assign']);
  });

  it('gives up after a few tries, and on long texts at once', () => {
    expect(recovered('x y\n'.repeat(8))).toHaveLength(8);
    expect(recovered('x y\n'.repeat(9))).toBeNull();
    expect(recovered(`x y\n${'a = 1\n'.repeat(60_000)}`)).toBeNull();
  });
});
