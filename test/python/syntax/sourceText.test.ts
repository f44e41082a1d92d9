import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../src/python/syntax/sourceText';

describe('SourceText', () => {
  it('makes one newline of every kind of line end, and drops the byte order mark', () => {
    expect(new SourceText('\ufeffa\r\nb\rc\n\r').text).toBe('a\nb\nc\n\n');
  });

  it('counts columns in UTF-8 bytes', () => {
    const source = new SourceText('é日😀x\ny');
    expect([...source.columns]).toEqual([0, 2, 5, 7, 9, 10, 0, 1]);
    expect([...source.lines]).toEqual([1, 1, 1, 1, 1, 1, 2, 2]);
  });

  it('agrees with an encoder on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (raw) => {
      const source = new SourceText(raw);
      for (let offset = 0; offset <= source.text.length; offset++) {
        const before = source.text.slice(0, offset);
        // Inside a surrogate pair there is no such place.
        if (/[\ud800-\udbff]$/.test(before)) continue;
        const line = before.slice(before.lastIndexOf('\n') + 1);
        expect(source.columns[offset]).toBe(new TextEncoder().encode(line).length);
        expect(source.lines[offset]).toBe(before.split('\n').length);
      }
    }));
  });
});
