import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesText, counted, pad, padLeft, table, widthOf, wrap } from '../../../src/cli/text/layout';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '漢', '🙂', '-'), minLength: 1, maxLength: 9 });
const words = fc.array(word, { maxLength: 30 }).map((list) => list.join(' '));

describe('widths', () => {
  it('padded texts have their width', () => {
    expect([pad('漢', 4), padLeft('漢', 4), pad('long', 2)]).toEqual(['漢  ', '  漢', 'long']);
  });
});

describe('wrapping', () => {
  it('keeps all words in order, in lines that fit unless a word does not', () => {
    fc.assert(fc.property(words, fc.integer({ min: 10, max: 60 }), fc.integer({ min: 0, max: 6 }), (text, width, hanging) => {
      const lines = wrap(text, width, hanging);
      expect(lines.join(' ').split(/ +/).filter((each) => each !== '')).toEqual(text.split(' ').filter((each) => each !== ''));
      for (const line of lines) expect(widthOf(line) <= width || line.trim().split(' ').length === 1).toBe(true);
      for (const line of lines.slice(1)) expect(line.startsWith(' '.repeat(hanging))).toBe(true);
    }));
  });

  it('keeps the indentation of the first line', () => {
    expect(wrap('  one two three', 9, 4)).toEqual(['  one two', '    three']);
  });
});

describe('tables', () => {
  it('fit when their flexible columns can give way', () => {
    fc.assert(fc.property(fc.array(fc.tuple(words, fc.nat(99999)), { maxLength: 8 }), fc.integer({ min: 40, max: 120 }), (rows, width) => {
      const lines = table([{ title: 'what', flexible: true }, { title: 'count', align: 'right' }], rows.map(([text, count]) => [text, String(count)]), width);
      expect(lines).toHaveLength(rows.length + 1);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }));
  });

  it('align numbers at the right', () => {
    expect(table([{ title: 'a' }, { title: 'n', align: 'right' }], [['x', '5'], ['yy', '1234']], 80)).toEqual(['a      n', 'x      5', 'yy  1234']);
  });
});

describe('numbers', () => {
  it('have their nouns and units', () => {
    expect([counted(1, 'object'), counted(2000, 'object'), bytesText(1), bytesText(9999), bytesText(12_345), bytesText(-20_000_000)])
      .toEqual(['1 object', '2,000 objects', '1 byte', '9,999 bytes', '12.3 kB', '-20.0 MB']);
  });
});
