/**
 * Text in which surrogates stand beside each other without being one character, as the literal '\ud800\udc00' has it. In JavaScript
 * such a text looks like one with a real pair, so between parser and runtime it carries a mark in front. In and out: strings. A
 * text that has real pairs as well can't be written that way; its halves become one character.
 */

/** Nobody begins a text with these three. */
const MARK = '\udc00\udc01\udc02';

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

export function isDivided(text: string): boolean {
  return text.charCodeAt(0) === 0xdc00 && text.startsWith(MARK);
}

export function markDivided(text: string): string {
  return MARK + text;
}

/** The text without its mark. */
export function dividedContent(text: string): string {
  return isDivided(text) ? text.slice(MARK.length) : text;
}

/** Puts texts together, marked or not; surrogates that meet stay two. */
export function joinTexts(parts: readonly string[]): string {
  const joined = parts.join('');
  if (!/[\ud800-\udfff]/.test(joined)) return joined;
  const contents = parts.map(dividedContent);
  const whole = contents.join('');
  const hasRealPair = parts.some((part) => !isDivided(part) && PAIR.test(part));
  return !hasRealPair && PAIR.test(whole) ? markDivided(whole) : whole;
}
