/** str.isalpha() and its like (unicodeobject.c unicode_is*_impl). In: text. Out: booleans. */
import { hasProperty, isAlphanumeric, isDigit, isNumeric, isPrintable } from './unicodeProperties';
import { isUnicodeSpace } from './textDigits';

/** True when the text is not empty and every character passes. */
function every(text: string, ascii: RegExp, test: (character: string) => boolean): boolean {
  if (text === '') return false;
  if (ascii.test(text)) return true;
  for (const character of text) if (!test(character)) return false;
  return true;
}

export const isAlphaText = (text: string): boolean => every(text, /^[A-Za-z]+$/, (character) => hasProperty(character, 'alphabetic'));
export const isAlnumText = (text: string): boolean => every(text, /^[0-9A-Za-z]+$/, isAlphanumeric);
export const isDecimalText = (text: string): boolean => every(text, /^[0-9]+$/, (character) => hasProperty(character, 'decimal'));
export const isDigitText = (text: string): boolean => every(text, /^[0-9]+$/, isDigit);
export const isNumericText = (text: string): boolean => every(text, /^[0-9]+$/, isNumeric);
export const isSpaceText = (text: string): boolean => every(text, /^ +$/, (character) => isUnicodeSpace(character.charCodeAt(0)));
export const isPrintableText = (text: string): boolean => text === '' || every(text, /^[ -~]+$/, isPrintable);
export const isAsciiText = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

export function isIdentifierText(text: string): boolean {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) return true;
  let first = true;
  for (const character of text) {
    if (!hasProperty(character, first ? 'identifierStart' : 'identifierPart')) return false;
    first = false;
  }
  return !first;
}

/** All cased characters are of one case, and there is one. */
function allCased(text: string, wanted: 'lower' | 'upper', refused: readonly ('lower' | 'upper' | 'title')[]): boolean {
  let found = false;
  for (const character of text) {
    if (refused.some((property) => hasProperty(character, property))) return false;
    if (!found && hasProperty(character, wanted)) found = true;
  }
  return found;
}

export const isLowerText = (text: string): boolean => allCased(text, 'lower', ['upper', 'title']);
export const isUpperText = (text: string): boolean => allCased(text, 'upper', ['lower', 'title']);

/** Upper or title case only after uncased characters, lower case only after cased ones. */
export function isTitleText(text: string): boolean {
  let afterCased = false;
  let found = false;
  for (const character of text) {
    if (hasProperty(character, 'upper') || hasProperty(character, 'title')) {
      if (afterCased) return false;
      afterCased = true;
      found = true;
    } else if (hasProperty(character, 'lower')) {
      if (!afterCased) return false;
      found = true;
    } else afterCased = false;
  }
  return found;
}
