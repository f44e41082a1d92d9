/**
 * Text as code points: what codecs read and write. In: strs, code points. Out: the other one. Surrogates that stand alone stay
 * alone: two of them beside each other never become one character (`TextKind.Split`).
 */
import { dividedContent, isDivided } from '../../base';
import { latin1Text } from './latin1';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';
import { newStr, newStrOfKind, textKind, TextKind } from './strValue';

/** One number for each character. */
export function codePointsOf(text: PyStr): ArrayLike<number> {
  const { value } = text;
  if (textKind(text) === TextKind.Ucs4) return Uint32Array.from(value, (character) => character.codePointAt(0) as number);
  const codes = new Uint16Array(value.length);
  for (let index = 0; index < codes.length; index++) codes[index] = value.charCodeAt(index);
  return codes;
}

/** A str of a literal: surrogates the parser found written one by one stay two characters. */
export function newSourceStr(rt: Runtime, text: string): PyStr {
  return isDivided(text) ? newStrOfKind(rt, dividedContent(text), TextKind.Split) : newStr(rt, text);
}

const CHUNK = 4096;

/** Gathers text piece by piece. */
export class TextBuilder {
  private text = '';
  private units: number[] = [];
  /** The last thing added was a high surrogate, not a pair. */
  private openHigh = false;
  private split = false;
  private wide = false;

  add(code: number): void {
    if (this.units.length >= CHUNK) this.flush();
    if (code < 0xd800) {
      this.units.push(code);
      this.openHigh = false;
    } else if (code > 0xffff) {
      this.units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
      this.wide = true;
      this.openHigh = false;
    } else {
      if (this.openHigh && code >= 0xdc00 && code < 0xe000) this.split = true;
      this.units.push(code);
      this.openHigh = code < 0xdc00;
    }
  }

  addLatin1(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.flush();
    this.text += latin1Text(bytes);
    this.openHigh = false;
  }

  /** All characters of a str. */
  addStr(text: PyStr): void {
    const kind = textKind(text);
    if (kind === TextKind.Ascii || kind === TextKind.Latin1) {
      if (text.value === '') return;
      this.flush();
      this.text += text.value;
      this.openHigh = false;
      return;
    }
    const codes = codePointsOf(text);
    for (let index = 0; index < codes.length; index++) this.add(codes[index] as number);
  }

  /** A place to go back to. */
  mark(): number {
    this.flush();
    return this.text.length;
  }

  backTo(mark: number): void {
    this.flush();
    this.text = this.text.slice(0, mark);
    this.openHigh = false;
  }

  private flush(): void {
    this.text += String.fromCharCode.apply(null, this.units);
    this.units = [];
  }

  /** A new reference. With characters above U+FFFF beside it, a divided pair becomes one: there is no way to write that. */
  result(rt: Runtime): PyStr {
    this.flush();
    return this.split && !this.wide ? newStrOfKind(rt, this.text, TextKind.Split) : newStr(rt, this.text);
  }
}
