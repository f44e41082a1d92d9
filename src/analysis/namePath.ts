/**
 * The text of a name as one asks for objects: `a.next[0]['k']`, `f().x` (local `x` of the running call of `f`), `#17` (by the number
 * shown), `reference()` (what a weak reference refers to). In: the text. Out: where to begin and the steps from there, or one
 * sentence on what is wrong. What they lead to is `resolveName.ts`'s matter.
 */

export type NameStep =
  | { readonly kind: 'attribute'; readonly name: string }
  /** `key` as Python would write it: `0`, `'k'`, `(1, 2)`. */
  | { readonly kind: 'item'; readonly key: string }
  | { readonly kind: 'call' };

export interface NamePath {
  /** A name, or the number shown for an object. */
  readonly root: string | number;
  readonly steps: readonly NameStep[];
}

const IDENTIFIER = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}_]*/u;
const NUMBER = /^#(-?\d+)/;

/** Text up to here was read; `null` at the end. */
export function parseNamePath(text: string): NamePath | string {
  const source = text.trim();
  const number = NUMBER.exec(source);
  const name = number ?? IDENTIFIER.exec(source);
  if (name === null) return `'${text}' is no name: write a name such as a.next[0]['k'], f().x or #17`;
  const steps: NameStep[] = [];
  let at = name[0].length;
  while (at < source.length) {
    const rest = source.slice(at);
    if (rest.startsWith('.')) {
      const attribute = IDENTIFIER.exec(rest.slice(1));
      if (attribute === null) return `in '${text}' a name must follow the dot`;
      steps.push({ kind: 'attribute', name: attribute[0] });
      at += 1 + attribute[0].length;
    } else if (rest.startsWith('()')) {
      steps.push({ kind: 'call' });
      at += 2;
    } else if (rest.startsWith('[')) {
      const end = closingBracket(rest);
      if (end < 0) return `in '${text}' a bracket is not closed`;
      const key = rest.slice(1, end).trim();
      if (key === '') return `in '${text}' an index or key must stand between the brackets`;
      steps.push({ kind: 'item', key: normalKey(key) });
      at += end + 1;
    } else return `in '${text}' there must be a dot, a bracket or () before '${rest}'`;
  }
  return { root: number === null ? name[0] : Number(number[1]), steps };
}

/** Where the bracket that opens the text is closed, quotes and inner brackets passed over; -1 if nowhere. */
export function closingBracket(text: string): number {
  let depth = 0;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (quote !== '') {
      if (character === '\\') i++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if ('[({'.includes(character)) depth++;
    else if ('])}'.includes(character) && --depth === 0) return i;
  }
  return -1;
}

/** As `repr` writes it: single quotes unless the text has some itself. */
function normalKey(key: string): string {
  const quoted = /^(["'])([^"'\\]*)\1$/.exec(key) ?? /^(")([^"\\]*)"$/.exec(key);
  if (quoted === null) return key;
  const content = quoted[2] ?? '';
  return content.includes("'") ? `"${content}"` : `'${content}'`;
}
