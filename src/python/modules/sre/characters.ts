/** Character classes and case of regular expressions (CPython Modules/_sre/sre.c, sre_lib.h). */
import { characterHasProperty, isAlphanumericCharacter, lowerText, upperText } from '../../objects';
import { SreCategory, SreOp } from './codes';

const isAsciiDigit = (code: number): boolean => code >= 48 && code <= 57;
const isAsciiSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const isAsciiWord = (code: number): boolean =>
  isAsciiDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;

function isUnicodeDigit(code: number): boolean {
  return code < 128 ? isAsciiDigit(code) : characterHasProperty(String.fromCodePoint(code), 'decimal');
}
function isUnicodeSpace(code: number): boolean {
  return isAsciiSpace(code) || (code >= 28 && code <= 31) || code === 0x85
    || (code >= 0xa0 && (code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029
      || code === 0x202f || code === 0x205f || code === 0x3000));
}
function isUnicodeWord(code: number): boolean {
  return code < 128 ? isAsciiWord(code) : isAlphanumericCharacter(String.fromCodePoint(code));
}
const isUnicodeLineBreak = (code: number): boolean =>
  (code >= 10 && code <= 13) || (code >= 28 && code <= 30) || code === 0x85 || code === 0x2028 || code === 0x2029;

export function isWord(code: number, unicode: boolean): boolean {
  return unicode ? isUnicodeWord(code) : isAsciiWord(code);
}

export function inCategory(category: number, code: number): boolean {
  switch (category as SreCategory) {
    case SreCategory.Digit: return isAsciiDigit(code);
    case SreCategory.NotDigit: return !isAsciiDigit(code);
    case SreCategory.Space: return isAsciiSpace(code);
    case SreCategory.NotSpace: return !isAsciiSpace(code);
    case SreCategory.Word: case SreCategory.LocWord: return isAsciiWord(code);
    case SreCategory.NotWord: case SreCategory.LocNotWord: return !isAsciiWord(code);
    case SreCategory.Linebreak: return code === 10;
    case SreCategory.NotLinebreak: return code !== 10;
    case SreCategory.UniDigit: return isUnicodeDigit(code);
    case SreCategory.UniNotDigit: return !isUnicodeDigit(code);
    case SreCategory.UniSpace: return isUnicodeSpace(code);
    case SreCategory.UniNotSpace: return !isUnicodeSpace(code);
    case SreCategory.UniWord: return isUnicodeWord(code);
    case SreCategory.UniNotWord: return !isUnicodeWord(code);
    case SreCategory.UniLinebreak: return isUnicodeLineBreak(code);
    case SreCategory.UniNotLinebreak: return !isUnicodeLineBreak(code);
    default: return false;
  }
}

export const lowerAscii = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);

/** The first character of the full mapping, as CPython has it (_PyUnicode_ToLowercase). */
export const lowerUnicode = (code: number): number => (code < 128 ? lowerAscii(code) : (lowerText(String.fromCodePoint(code)).codePointAt(0) as number));
export const upperUnicode = (code: number): number => upperText(String.fromCodePoint(code)).codePointAt(0) as number;

/** Whether a character is in the set whose code begins at `pc` (SRE(charset)). */
export function inCharset(codes: Uint32Array, start: number, code: number): boolean {
  let found = true;
  for (let pc = start; ;) {
    switch (codes[pc++] as SreOp) {
      case SreOp.Failure:
        return !found;
      case SreOp.Literal:
        if (code === codes[pc]) return found;
        pc++;
        break;
      case SreOp.Category:
        if (inCategory(codes[pc] as number, code)) return found;
        pc++;
        break;
      case SreOp.Charset:
        if (code < 256 && (((codes[pc + (code >> 5)] as number) >>> (code & 31)) & 1) !== 0) return found;
        pc += 8;
        break;
      case SreOp.Range:
        if ((codes[pc] as number) <= code && code <= (codes[pc + 1] as number)) return found;
        pc += 2;
        break;
      case SreOp.RangeUniIgnore: {
        const [low, high] = [codes[pc] as number, codes[pc + 1] as number];
        if (low <= code && code <= high) return found;
        const upper = upperUnicode(code);
        if (low <= upper && upper <= high) return found;
        pc += 2;
        break;
      }
      case SreOp.Negate:
        found = !found;
        break;
      case SreOp.Bigcharset: {
        const count = codes[pc++] as number;
        // 256 block numbers, one byte each, in 64 words.
        const block = code < 65536 ? ((codes[pc + (code >> 10)] as number) >>> (((code >> 8) & 3) * 8)) & 255 : -1;
        pc += 64;
        if (block >= 0 && (((codes[pc + block * 8 + ((code & 255) >> 5)] as number) >>> (code & 31)) & 1) !== 0) return found;
        pc += count * 8;
        break;
      }
      default:
        return false;
    }
  }
}

