import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSource } from '../../../src/python/syntax';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const decode = (text: string): ReturnType<typeof decodeSource> => decodeSource(latin1(text), 'f.py');

describe('decodeSource', () => {
  it('reads UTF-8 without a word about it', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 50 }).filter((text) => text.isWellFormed()), (text) => {
      const source = `x\n1\n${text}`;
      expect(decodeSource(new TextEncoder().encode(source), 'f.py')).toEqual({ text: source });
    }));
    expect(decodeSource(new TextEncoder().encode('é'.repeat(20_000)), 'f.py')).toEqual({ text: 'é'.repeat(20_000) });
  });

  it('rejects what TextDecoder rejects', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 8 }), (tail) => {
      const bytes = Uint8Array.from([10, 10, ...tail]);
      let expected: string | null = null;
      try {
        expected = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
      const result = decodeSource(bytes, 'f.py');
      expect('text' in result ? result.text : null).toBe(expected);
    }), { numRuns: 2000 });
  });

  it('follows the comment in the first two lines', () => {
    expect(decode('# coding: latin-1\n\xe9')).toEqual({ text: '# coding: latin-1\né' });
    expect(decode('#!x\r\n# vim: set fileencoding=cp1252 :\n\x80')).toMatchObject({ text: '#!x\r\n# vim: set fileencoding=cp1252 :\n€' });
    expect(decode('# -*- coding: ISO_8859-15 -*-\n\xa4')).toMatchObject({ text: '# -*- coding: ISO_8859-15 -*-\n€' });
    expect(decode('x = 1\n# coding: latin-1\n\xe9')).toHaveProperty('message');
    expect(decode('\n\n# coding: latin-1\n\xe9')).toHaveProperty('message');
  });

  it('drops the byte order mark, which allows no other encoding', () => {
    expect(decode('\xef\xbb\xbfx = 1')).toEqual({ text: 'x = 1' });
    expect(decode('\xef\xbb\xbf# coding: latin-1\n')).toEqual({ message: 'encoding problem: iso-8859-1 with BOM' });
  });

  it('says what is wrong as CPython does', () => {
    expect(decode('x\ny = "\xff"')).toEqual({
      message: "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details",
    });
    expect(decode('# coding: foo\n')).toEqual({ message: 'encoding problem: foo' });
    expect(decode('# coding: ascii\n\xe9')).toEqual({ message: 'encoding problem: ascii' });
  });
});
