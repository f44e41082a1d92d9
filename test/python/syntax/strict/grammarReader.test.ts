import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../../../../src/base';
import { readGrammar } from '../../../../src/python/syntax/strict/grammarReader';

describe('readGrammar', () => {
  it('reads alternatives, items and actions', () => {
    const [first, second] = readGrammar(`
      one (memo): a='x' ~ b=[two] {make a id:b "some \\"text\\""} | &"soft" !NAME
      two: ','.one+ (one | two)*
    `);
    expect(first).toEqual({
      name: 'one', isMemo: true, alternatives: [
        {
          items: [
            { item: { type: 'token', text: 'x' }, variable: 'a' },
            { item: { type: 'cut' }, variable: null },
            { item: { type: 'optional', item: { type: 'group', alternatives: [
              { items: [{ item: { type: 'rule', name: 'two' }, variable: null }], action: null },
            ] } }, variable: 'b' },
          ],
          action: { name: 'make', words: [
            { type: 'variable', name: 'a', conversion: null }, { type: 'variable', name: 'b', conversion: 'id' },
            { type: 'text', text: 'some "text"' },
          ] },
        },
        {
          items: [
            { item: { type: 'look', item: { type: 'soft', text: 'soft' }, positive: true }, variable: null },
            { item: { type: 'look', item: { type: 'rule', name: 'NAME' }, positive: false }, variable: null },
          ],
          action: null,
        },
      ],
    });
    expect(second.alternatives[0].items.map(({ item }) => item.type)).toEqual(['separated', 'repeat']);
  });

  it('refuses a group that is not closed', () => {
    expect(() => readGrammar("one: ('x' 'y'")).toThrow(AssertionFailure);
  });
});
