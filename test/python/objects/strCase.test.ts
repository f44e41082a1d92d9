import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import * as cases from '../../../src/python/objects/strCase';
import * as predicates from '../../../src/python/objects/strPredicates';
import { escapeNonAscii, strRepr } from '../../../src/python/objects/strRepr';
import { recorded } from './recorded/recorded';

const functions: Readonly<Record<string, (text: string) => string | boolean>> = {
  lower: cases.lowerText, upper: cases.upperText, title: cases.titleText, capitalize: cases.capitalizeText, swapcase: cases.swapcaseText,
  casefold: cases.casefoldText, isalpha: predicates.isAlphaText, isalnum: predicates.isAlnumText, isdecimal: predicates.isDecimalText,
  isdigit: predicates.isDigitText, isnumeric: predicates.isNumericText, isspace: predicates.isSpaceText, isprintable: predicates.isPrintableText,
  isidentifier: predicates.isIdentifierText, islower: predicates.isLowerText, isupper: predicates.isUpperText, istitle: predicates.isTitleText,
  isascii: predicates.isAsciiText, repr: strRepr, ascii: (text) => escapeNonAscii(strRepr(text)),
};

test('case mappings, predicates and repr of chosen texts', () => {
  for (const { text, ...results } of recorded<({ text: string } & Record<string, string | boolean>)[]>('texts')) {
    for (const [name, expected] of Object.entries(results)) {
      expect((functions[name] as (text: string) => string | boolean)(text), `${JSON.stringify(text)}.${name}()`).toBe(expected);
    }
  }
});

describe('every code point', () => {
  const sums = recorded<Record<string, number[]>>('unicodeSums');
  test.each(Object.keys(sums))('%s', (name) => {
    const call = functions[name] as (text: string) => string | boolean;
    const wrong: string[] = [];
    (sums[name] as number[]).forEach((expected, block) => {
      const results: (string | boolean)[] = [];
      for (let code = 4096 * block; code < 4096 * (block + 1); code++) {
        const surrogate = code >= 0xd800 && code < 0xe000;
        results.push(surrogate ? (name.startsWith('is') ? false : '') : call(String.fromCodePoint(code)));
      }
      const bytes = name.startsWith('is') ? Uint8Array.from(results, Number) : Buffer.from(results.join('|'), 'utf16le');
      if (crc32(bytes) !== expected) wrong.push((4096 * block).toString(16));
    });
    expect(wrong).toEqual([]);
  });
});
