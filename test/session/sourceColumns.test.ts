import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceColumns } from '../../src/session/sourceColumns';

describe('SourceColumns', () => {
  it('turns every byte column at a character into its UTF-16 column', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\u2028\ufeff]/g, ''))), (lines) => {
      const columns = new SourceColumns(lines.join('\n'));
      lines.forEach((line, number) => {
        let units = 0;
        for (const character of line) {
          expect(columns.utf16Column(number, Buffer.byteLength(line.slice(0, units)))).toBe(units);
          units += character.length;
        }
      });
    }));
  });

  it('always gives a range one can show', () => {
    const columns = new SourceColumns('a = "é𝒳"\r\nb');
    expect(columns.range(1, 4, 1, 13)).toEqual({ startLine: 0, startColumn: 4, endLine: 0, endColumn: 9 });
    expect(columns.range(9, 50, 9, 50)).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 });
    expect(columns.range(0, -1, 0, -1)).toEqual({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 1 });
    expect(columns.lineRange(2)).toEqual({ startLine: 1, startColumn: 0, endLine: 1, endColumn: 1 });
  });

  it('counts a byte order mark for the editor only', () => {
    const columns = new SourceColumns('\ufeffx = é');
    expect(columns.utf16Column(0, 0)).toBe(1);
    expect(columns.lineRange(1)).toEqual({ startLine: 0, startColumn: 1, endLine: 0, endColumn: 6 });
  });
});
