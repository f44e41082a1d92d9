/** complex('...'): text to a pair of doubles (CPython's complex_from_string_inner). In: text. Out: the number, or null. */
import type { ComplexNumber } from './complexValue';
import { parsePlainFloat } from './floatParsing';
import { asciiDigits, trimNumberSpace } from './textDigits';

const DIGITS = '\\d+(?:_\\d+)*';
const NUMBER = `(?:${DIGITS}\\.?(?:${DIGITS})?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?|inf(?:inity)?|nan`;
/** A real part, an imaginary part whose number may be missing, or both. */
const COMPLEX = new RegExp(`^(?:([+-]?(?:${NUMBER}))?([+-](?:${NUMBER})?)[jJ]|([+-]?(?:${NUMBER})?)[jJ]|([+-]?(?:${NUMBER})))$`, 'i');

export function parseComplexText(text: string): ComplexNumber | null {
  let body = asciiDigits(trimNumberSpace(text));
  if (body.startsWith('(')) {
    if (!body.endsWith(')')) return null;
    body = trimNumberSpace(body.slice(1, -1));
  }
  const match = COMPLEX.exec(body);
  if (match === null) return null;
  const [, both, signedImag, onlyImag, onlyReal] = match;
  const real = both ?? onlyReal;
  const imag = signedImag ?? onlyImag;
  return { real: real === undefined ? 0 : part(real), imag: imag === undefined ? 0 : part(imag) };
}

/** A sign alone stands for one. */
function part(text: string): number {
  if (text === '' || text === '+') return 1;
  if (text === '-') return -1;
  return parsePlainFloat(text) ?? NaN;
}
