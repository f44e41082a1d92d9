/**
 * Case mappings of str: lower, upper, title, capitalize, swapcase, casefold (unicodeobject.c do_*). In and
 * out: text. JavaScript's mappings are Unicode's full ones with the final sigma, as Python's are; title case
 * and folding, which it lacks, come from tables. ASCII text is always the fast case.
 */
import { hasProperty } from './unicodeProperties';
import { foldMapping, isAssignedLater, titleMapping } from './unicodeRanges';

const NON_ASCII = /[^\0-\x7f]/;
/** A capital sigma: its lower case depends on the neighbours, so the whole text is mapped at once. */
const SIGMA = '\u03a3';

/**
 * Maps characters as they are; those of later Unicode versions, and those whose partner is, stay
 * themselves.
 */
function mapText(text: string, map: (text: string) => string): string {
  const mapped = map(text);
  return hasLaterCharacter(text) || hasLaterCharacter(mapped)
    ? Array.from(text, (character) => (hasLaterCharacter(character) || hasLaterCharacter(map(character)) ? character : map(character))).join('')
    : mapped;
}

function hasLaterCharacter(text: string): boolean {
  for (const character of text) if (character > '\u024f' && isAssignedLater(character.codePointAt(0) ?? 0)) return true;
  return false;
}

export function lowerText(text: string): string {
  return NON_ASCII.test(text) ? mapText(text, (part) => part.toLowerCase()) : text.toLowerCase();
}

export function upperText(text: string): string {
  return NON_ASCII.test(text) ? mapText(text, (part) => part.toUpperCase()) : text.toUpperCase();
}

export function casefoldText(text: string): string {
  if (!NON_ASCII.test(text)) return text.toLowerCase();
  return Array.from(text, (character) => foldMapping.get(character) ?? lowerText(character)).join('');
}

function titleCharacter(character: string): string {
  return titleMapping.get(character) ?? upperText(character);
}

export function isCased(character: string): boolean {
  return hasProperty(character, 'cased');
}

/** The lower case of the character at `at`: a sigma looks at the whole text. */
function lowerInContext(characters: readonly string[], at: number): string {
  const character = characters[at] as string;
  if (character !== SIGMA) return lowerText(character);
  const isCasedBefore = nearestCased(characters, at, -1);
  return isCasedBefore && !nearestCased(characters, at, 1) ? '\u03c2' : '\u03c3';
}

/** Whether the next character that is not ignorable for case is a cased one. */
function nearestCased(characters: readonly string[], at: number, direction: 1 | -1): boolean {
  for (let index = at + direction; index >= 0 && index < characters.length; index += direction) {
    const character = characters[index] as string;
    if (!hasProperty(character, 'caseIgnorable')) return isCased(character);
  }
  return false;
}

export function titleText(text: string): string {
  const characters = Array.from(text);
  let afterCased = false;
  return characters.map((character, at) => {
    const mapped = afterCased ? lowerInContext(characters, at) : titleCharacter(character);
    afterCased = isCased(character);
    return mapped;
  }).join('');
}

export function capitalizeText(text: string): string {
  if (!NON_ASCII.test(text)) return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  const characters = Array.from(text);
  return characters.map((character, at) => (at === 0 ? titleCharacter(character) : lowerInContext(characters, at))).join('');
}

export function swapcaseText(text: string): string {
  const characters = Array.from(text);
  return characters.map((character, at) => {
    if (hasProperty(character, 'upper')) return lowerInContext(characters, at);
    return hasProperty(character, 'lower') ? upperText(character) : character;
  }).join('');
}
