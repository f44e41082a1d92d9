/**
 * Names of characters: from a code point and back (CPython Modules/unicodedata.c _getucname, _getcode). Names are rows of
 * words from a table of about twelve thousand; those of Hangul syllables and ideographs are computed.
 */
import type { NumberReader, UnicodeDatabase } from './database';

const HANGUL_FIRST = 0xac00;
const HANGUL_COUNT = 11172;
const HANGUL = 'HANGUL SYLLABLE ';
const IDEOGRAPH = 'CJK UNIFIED IDEOGRAPH-';
const LEADING = ['G', 'GG', 'N', 'D', 'DD', 'R', 'M', 'B', 'BB', 'S', 'SS', '', 'J', 'JJ', 'C', 'K', 'T', 'P', 'H'];
const VOWELS = ['A', 'AE', 'YA', 'YAE', 'EO', 'E', 'YEO', 'YE', 'O', 'WA', 'WAE', 'OE', 'YO', 'U', 'WEO', 'WE', 'WI', 'YU', 'EU', 'YI', 'I'];
const TRAILING = [
  '', 'G', 'GG', 'GS', 'N', 'NJ', 'NH', 'D', 'L', 'LG', 'LM', 'LB', 'LS', 'LT', 'LP', 'LH', 'M', 'B', 'BS', 'S', 'SS', 'NG', 'J', 'C', 'K', 'T', 'P', 'H',
];

export class UnicodeNames {
  private readonly words: readonly string[];
  private readonly ideographs: readonly [first: number, last: number][];
  /** Where each named code point's row is in the section of names. */
  private readonly rows = new Map<number, number>();
  private byName: ReadonlyMap<string, string> | null = null;
  private aliases: ReadonlyMap<string, string> | null = null;
  private sequences: ReadonlyMap<string, string> | null = null;

  constructor(private readonly database: UnicodeDatabase) {
    this.words = database.words();
    this.ideographs = database.ideographs();
    const reader = database.nameReader();
    for (let code = 0; reader.more;) {
      code += reader.number();
      this.rows.set(code, reader.at);
      for (let left = reader.number(); left > 0; left--) reader.number();
    }
  }

  /** Words with a blank between them, but none behind a hyphen. */
  private spell(reader: NumberReader): string {
    let name = '';
    for (let left = reader.number(); left > 0; left--) {
      const word = this.words[reader.number()] as string;
      name += name === '' || (name.endsWith('-') && !name.endsWith(' -')) ? word : ` ${word}`;
    }
    return name;
  }

  private isIdeograph(code: number): boolean {
    return this.ideographs.some(([first, last]) => first <= code && code <= last);
  }

  name(code: number): string | null {
    const syllable = code - HANGUL_FIRST;
    if (syllable >= 0 && syllable < HANGUL_COUNT) {
      const trailing = TRAILING.length;
      const perLeading = VOWELS.length * trailing;
      return HANGUL + LEADING[Math.floor(syllable / perLeading)] + VOWELS[Math.floor(syllable % perLeading / trailing)] + TRAILING[syllable % trailing];
    }
    if (this.isIdeograph(code)) return IDEOGRAPH + code.toString(16).toUpperCase();
    const row = this.rows.get(code);
    if (row === undefined) return null;
    const reader = this.database.nameReader();
    reader.at = row;
    return this.spell(reader);
  }

  /** The character of a name or, if asked for, alias; no named sequences. */
  character(wanted: string, aliases = true): string | undefined {
    if (wanted.startsWith(HANGUL)) return this.hangul(wanted.slice(HANGUL.length));
    if (wanted.startsWith(IDEOGRAPH)) {
      const digits = wanted.slice(IDEOGRAPH.length);
      const code = /^[0-9A-F]{4,5}$/.test(digits) ? parseInt(digits, 16) : -1;
      return this.isIdeograph(code) ? String.fromCodePoint(code) : undefined;
    }
    this.byName ??= this.readNames();
    const name = upperAscii(wanted);
    return this.byName.get(name) ?? (aliases ? this.aliases?.get(name) : undefined);
  }

  /** The text of a named sequence. */
  sequence(wanted: string): string | undefined {
    if (this.sequences === null) {
      const table = new Map<string, string>();
      const reader = this.database.sequenceReader();
      while (reader.more) table.set(this.spell(reader), reader.text());
      this.sequences = table;
    }
    return this.sequences.get(upperAscii(wanted));
  }

  private readNames(): ReadonlyMap<string, string> {
    const table = new Map<string, string>();
    for (let reader = this.database.nameReader(), code = 0; reader.more;) {
      code += reader.number();
      table.set(this.spell(reader), String.fromCodePoint(code));
    }
    const aliases = new Map<string, string>();
    for (const reader = this.database.aliasReader(); reader.more;) {
      const code = reader.number();
      aliases.set(this.spell(reader), String.fromCodePoint(code));
    }
    this.aliases = aliases;
    return table;
  }

  /** Longest fits, in turn (find_syllable). */
  private hangul(rest: string): string | undefined {
    let left = rest;
    const parts = [LEADING, VOWELS, TRAILING].map((column) => {
      let best = -1;
      column.forEach((letters, index) => {
        if (left.startsWith(letters) && (best < 0 || letters.length > (column[best] as string).length)) best = index;
      });
      left = left.slice(best < 0 ? 0 : (column[best] as string).length);
      return best;
    });
    const [leading, vowel, trailing] = parts as [number, number, number];
    if (left !== '' || leading < 0 || vowel < 0 || trailing < 0) return undefined;
    return String.fromCodePoint(HANGUL_FIRST + (leading * VOWELS.length + vowel) * TRAILING.length + trailing);
  }
}

function upperAscii(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
