/** Colours of the source: the pieces of a line are the line, whatever it holds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pythonTokens } from '../../media/replay/pythonTokens';

it('loses nothing of any text', () => {
  const line = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('"', "'", '"""', '#', 'f', 'def ', 'a', '\\', ' ', '1') }));
  fc.assert(fc.property(fc.array(line), (lines) => {
    expect(pythonTokens(lines).map((tokens) => tokens.map(({ text }) => text).join(''))).toEqual(lines);
  }), { numRuns: 30 });
});

it('knows strings over several lines, comments, definitions', () => {
  const kinds = pythonTokens(['x = """a', '# no comment', '""" + f(1) # yes', 'def go(): pass']).map((tokens) => tokens.filter(({ text }) => text.trim() !== '').map(({ kind, text }) => `${kind} ${text.trim()}`));
  expect(kinds).toEqual([['text x =', 'string """a'], ['string # no comment'], ['string """', 'text + f(', 'number 1', 'text )', 'comment # yes'], ['keyword def', 'name go', 'text ():', 'keyword pass']]);
});
