/**
 * Character properties as str's predicates and repr see them (CPython's unicodectype.c). In: code points.
 * Out: booleans and numbers.
 *
 * JavaScript's \p{...} classes know the same Unicode properties, in the engine's version of Unicode, which
 * may be newer than CPython 3.12's 15.0. What later versions added counts as unassigned here.
 */

import { isAssignedLater, isNumericIdeograph, isSpecialDigit } from './unicodeRanges';

const PATTERN = {
  alphabetic: /^[\p{L}]$/u,
  decimal: /^\p{Nd}$/u,
  // U+0295 was a lower case letter before Unicode 16.
  lower: /^[\p{Lowercase}\u0295]$/u,
  upper: /^\p{Uppercase}$/u,
  title: /^\p{Lt}$/u,
  cased: /^[\p{Lowercase}\u0295\p{Uppercase}\p{Lt}]$/u,
  caseIgnorable: /^\p{Case_Ignorable}$/u,
  unprintable: /^[\p{C}\p{Z}]$/u,
  identifierStart: /^[_\p{XID_Start}]$/u,
  identifierPart: /^[\p{XID_Continue}]$/u,
  numeric: /^\p{N}$/u,
} as const;

export type CharacterProperty = keyof typeof PATTERN;

/** Whether one character (a code point as text) has a property. */
export function hasProperty(character: string, property: CharacterProperty): boolean {
  return PATTERN[property].test(character) && !(character > '\u024f' && isAssignedLater(character.codePointAt(0) ?? 0));
}

/** str.isdigit() of one character. */
export function isDigit(character: string): boolean {
  return hasProperty(character, 'decimal') || isSpecialDigit(character.codePointAt(0) ?? 0);
}

/** str.isnumeric() of one character. */
export function isNumeric(character: string): boolean {
  return hasProperty(character, 'numeric') || isNumericIdeograph(character.codePointAt(0) ?? 0);
}

/** str.isalnum() of one character. */
export function isAlphanumeric(character: string): boolean {
  return hasProperty(character, 'alphabetic') || isNumeric(character);
}

/** str.isprintable() of one character; the space is printable, other white space is not. */
export function isPrintable(character: string): boolean {
  if (character === ' ') return true;
  const code = character.codePointAt(0) ?? 0;
  if (code < 127) return code >= 32;
  return !PATTERN.unprintable.test(character) && !isAssignedLater(code);
}

/** str.splitlines() */
export function isLineEnd(code: number): boolean {
  return code <= 30 ? (code >= 10 && code <= 13) || code >= 28 : code === 0x85 || code === 0x2028 || code === 0x2029;
}
