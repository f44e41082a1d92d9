/**
 * Normal forms. JavaScript's `normalize` knows them, in the engine's version of Unicode: characters of one version never change
 * their forms in later ones, and what a version doesn't know stands alone. So the text is cut at the characters that are not
 * assigned in the version asked for, and the pieces are normalised.
 */
import type { UnicodeDatabase } from './database';

export const NORMAL_FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;
export type NormalForm = (typeof NORMAL_FORMS)[number];

export function isNormalForm(name: string): name is NormalForm {
  return (NORMAL_FORMS as readonly string[]).includes(name);
}

export function normalizeText(database: UnicodeDatabase, text: string, form: NormalForm, old: boolean): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  let result = '';
  let piece = '';
  const flush = (): void => {
    result += piece.normalize(form);
    piece = '';
  };
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) piece += character;
    else if (!database.isAssigned(code, old)) {
      flush();
      result += character;
    } else piece += old ? (database.corrections.get(code) ?? character) : character;
  }
  flush();
  return result;
}
