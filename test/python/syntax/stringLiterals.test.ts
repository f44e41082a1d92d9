import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../src/python/syntax/sourceText';
import { isValidPrefix, joinBytes, joinPieces, readPrefix, type StringPiece } from '../../../src/python/syntax/stringLiterals';
import { TreeBuilder } from '../../../src/python/syntax/treeBuilder';

const build = new TreeBuilder(new SourceText('0123456789'));
const piece = (start: number, end: number, value: string, stringKind: string | null = null): StringPiece =>
  ({ kind: 'text', start, end, value, stringKind });

describe('readPrefix', () => {
  it('reads letters in any case, and the quotes', () => {
    expect(readPrefix('rB"""x"""', 0)).toMatchObject({ raw: true, bytes: true, format: false, length: 2, quotes: 3 });
    expect(readPrefix("x = F''", 4)).toMatchObject({ format: true, length: 1, quotes: 1 });
  });

  it('tells real prefixes from runs of their letters', () => {
    const valid = (text: string): boolean => isValidPrefix(readPrefix(`${text}'`, 0));
    expect(['', 'r', 'b', 'f', 'u', 'rb', 'Br', 'fR', 'rf'].every(valid)).toBe(true);
    expect(['ur', 'bu', 'ff', 'rr', 'bf', 'uf', 'rbr'].some(valid)).toBe(false);
  });
});

describe('joinPieces', () => {
  it('makes one constant of plain literals, with the kind of the first', () => {
    expect(joinPieces(build, 0, 9, [piece(0, 3, 'a', 'u'), piece(4, 9, 'b')], false))
      .toMatchObject({ kind: 'Constant', value: { type: 'str', value: 'ab' }, stringKind: 'u', colOffset: 0, endColOffset: 9 });
  });

  it('melts neighbours in an f-string and drops empty ones', () => {
    const field: StringPiece = { kind: 'field', node: build.name(4, 5, 'x', 'Load') };
    const joined = joinPieces(build, 0, 9, [piece(0, 1, ''), piece(1, 2, 'a'), piece(2, 3, 'b'), field, piece(6, 7, '')], true);
    expect(joined).toMatchObject({ kind: 'JoinedStr', values: [{ value: { value: 'ab' }, colOffset: 0, endColOffset: 3 }, { id: 'x' }] });
  });

  it('joins bytes', () => {
    expect(joinBytes([Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)])).toEqual({ type: 'bytes', value: Uint8Array.of(1, 2, 3) });
  });
});
