/**
 * Operators on strs: concatenation, repetition, subscripts, comparison (the eval loop calls the exported
 * functions on exact strs directly). In: strs. Out: new references.
 */
import { incref, type PyObject } from '../memory';
import { asIndexNumber, hasIndex } from './abstract';
import { newBool } from './boolValue';
import { offsetOfCodePoint } from './codePoints';
import type { PyInt, PySlice, PyStr } from './layouts';
import { checkTextLength } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isSlice, sliceIndices } from './slice';
import { sliceOf } from './strSearch';
import { exactStr, hasSurrogatePair, isStrLike, knownTextKind, newFreshStr, newStr, newStrOfKind, strLength, textKind, TextKind } from './strValue';
import { CompareOp } from './type';

const SHORT = 64;
/** Below this, no limit on objects is reached. */
const HARMLESS = 2 ** 16;

function joined(rt: Runtime, left: string, right: string): string {
  if (left.length + right.length > HARMLESS) checkTextLength(rt, left.length + right.length);
  return left + right;
}

/** Hot path: left + right of two strs; an empty side gives the other one itself (PyUnicode_Concat). */
export function strConcat(rt: Runtime, left: PyStr, right: PyStr): PyStr {
  if (left.value.length === 0) return exactStr(rt, right);
  if (right.value.length === 0) return exactStr(rt, left);
  const text = joined(rt, left.value, right.value);
  // Looking at a short side costs nothing; a long one is looked at when somebody asks for its length.
  const leftKind = left.value.length <= SHORT ? textKind(left) : knownTextKind(left);
  const rightKind = right.value.length <= SHORT ? textKind(right) : knownTextKind(right);
  if (isWideOrUnknown(leftKind) && isWideOrUnknown(rightKind)) return concatWide(rt, left, right, text);
  return leftKind === TextKind.Unknown || rightKind === TextKind.Unknown
    ? newStr(rt, text) : newStrOfKind(rt, text, leftKind > rightKind ? leftKind : rightKind);
}

function isWideOrUnknown(kind: TextKind): boolean {
  return kind === TextKind.Unknown || kind > TextKind.Latin1;
}

/** Surrogates that meet in the middle stay two characters. */
function concatWide(rt: Runtime, left: PyStr, right: PyStr, text: string): PyStr {
  const leftKind = knownTextKind(left);
  const rightKind = knownTextKind(right);
  const meets = (right.value.charCodeAt(0) & 0xfc00) === 0xdc00 && (left.value.charCodeAt(left.value.length - 1) & 0xfc00) === 0xd800;
  if (!meets && leftKind !== TextKind.Split && rightKind !== TextKind.Split) return newStr(rt, text);
  return textKind(left) === TextKind.Ucs4 || textKind(right) === TextKind.Ucs4 ? newStr(rt, text) : newStrOfKind(rt, text, TextKind.Split);
}

export function concatSlot(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isStrLike(rt, right)) raise(rt, 'TypeError', `can only concatenate str (not "${right.type.name}") to str`);
  return strConcat(rt, left as PyStr, right);
}

export function strRepeat(rt: Runtime, self: PyObject, count: number): PyObject {
  const { value } = self as PyStr;
  if (count < 1 || value === '') return incref(rt.emptyStr);
  if (count === 1) return exactStr(rt, self as PyStr);
  if (strLength(self as PyStr) * count > 2 ** 63) raise(rt, 'OverflowError', 'repeated string is too long');
  checkTextLength(rt, value.length * count);
  return newStrOfKind(rt, value.repeat(count), textKind(self as PyStr));
}

/** The character at an index from 0 on; IndexError outside. */
export function strItem(rt: Runtime, self: PyObject, index: number): PyObject {
  const string = self as PyStr;
  const { value } = string;
  if (textKind(string) !== TextKind.Ucs4) {
    if (index < 0 || index >= value.length) raise(rt, 'IndexError', 'string index out of range');
    return newStr(rt, value.charAt(index));
  }
  const offset = index < 0 ? value.length : offsetOfCodePoint(value, index);
  if (offset >= value.length) raise(rt, 'IndexError', 'string index out of range');
  return newStr(rt, String.fromCodePoint(value.codePointAt(offset) as number));
}

/** Hot path: str[int] with exact operands. */
export function strSubscriptInt(rt: Runtime, self: PyStr, index: PyInt): PyObject {
  const position = index.value;
  if (typeof position === 'number') return strItem(rt, self, position < 0 ? position + strLength(self) : position);
  return subscriptSlot(rt, self, index);
}

export function subscriptSlot(rt: Runtime, self: PyObject, key: PyObject): PyObject {
  if (hasIndex(rt, key)) {
    const index = asIndexNumber(rt, key, 'IndexError');
    return strItem(rt, self, index < 0 ? index + strLength(self as PyStr) : index);
  }
  if (isSlice(rt, key)) return strSlice(rt, self as PyStr, key);
  raise(rt, 'TypeError', `string indices must be integers, not '${key.type.name}'`);
}

export function strSlice(rt: Runtime, self: PyStr, slice: PySlice): PyObject {
  const { start, step, count } = sliceIndices(rt, slice, strLength(self));
  if (count === 0) return incref(rt.emptyStr);
  const text = self.value;
  const wide = textKind(self) === TextKind.Ucs4;
  if (step === 1) {
    if (!wide) return sliceOf(rt, self, start, start + count);
    const first = offsetOfCodePoint(text, start);
    return sliceOf(rt, self, first, first + offsetOfCodePoint(text.slice(first), count));
  }
  const characters = wide ? Array.from(text) : text;
  let result = '';
  for (let index = start, left = count; left > 0; left--, index += step) result += characters[index] as string;
  if (!wide && textKind(self) > TextKind.Latin1 && hasSurrogatePair(result)) return newStrOfKind(rt, result, TextKind.Split);
  return newFreshStr(rt, result);
}

/** Order by code points: above U+FFFF comes after everything else, which UTF-16 units don't say. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) return weight(x) - weight(y);
    return x - y;
  }
  return a.length - b.length;
}

/** Surrogates, which are halves of pairs, sort behind U+E000..U+FFFF. */
function weight(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** Hot path: comparison of two strs. */
export function compareStrs(a: string, b: string, op: CompareOp): boolean {
  switch (op) {
    case CompareOp.Eq: return a === b;
    case CompareOp.Ne: return a !== b;
    case CompareOp.Lt: return compareText(a, b) < 0;
    case CompareOp.Le: return compareText(a, b) <= 0;
    case CompareOp.Gt: return compareText(a, b) > 0;
    case CompareOp.Ge: return compareText(a, b) >= 0;
  }
}

export function strRichCompare(rt: Runtime, left: PyStr, right: PyStr, op: CompareOp): PyInt {
  return newBool(rt, compareStrs(left.value, right.value, op));
}
