/** Places of a text in another: each is one, none overlap, and none is missed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesIn } from '../../../media/panel/output/matches';

it('finds what is there, whatever the case', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '\u0130', '.') });
  fc.assert(fc.property(letters, letters, (text, wanted) => {
    const found = matchesIn(text, wanted, Infinity);
    const isPlain = text.toLowerCase().length === text.length;
    const [place, sought] = isPlain ? [text.toLowerCase(), wanted.toLowerCase()] : [text, wanted];
    expect(found.map(({ from, to }) => place.slice(from, to))).toEqual(wanted === '' ? [] : Array.from({ length: place.split(sought).length - 1 }, () => sought));
    expect(matchesIn(text, wanted, 1)).toEqual(found.slice(0, 1));
  }));
});
