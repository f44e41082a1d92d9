/** Methods of str that take text apart, put it together or trim it. In: strs. Out: strs and lists of strs. */
import { decref, incref, type PyObject } from '../memory';
import { isTrue } from './abstract';
import { TextBuilder } from './codePointText';
import type { PyList, PyStr } from './layouts';
import { newList, sequenceFast, setPreallocatedCapacity } from './listStore';
import { fast, fastKeywords, oneArg, type MethodDefinition } from './methods';
import { asSize, asInt32, checkPositional, describeType, unpackKeywords } from './nativeArguments';
import { checkTextLength } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStrList, sliceOf } from './strSearch';
import { exactStr, isStrLike, newFreshStr, newStr, strLength, textKind, TextKind } from './strValue';
import {
  centerFill, expandTabs, splitLines, splitSeparator, splitSeparatorFromRight, splitWhitespace, splitWhitespaceFromRight, zeroFill,
  type StripSide,
} from './textAlgorithms';
import { isUnicodeSpace } from './textDigits';
import { countCodePoints } from './codePoints';
import { isLineEnd } from './unicodeProperties';

function split(name: 'split' | 'rsplit'): MethodDefinition {
  const fromRight = name === 'rsplit';
  return fastKeywords(name, (rt, self, args, kwnames) => {
    const [separator, limitObject] = unpackKeywords(rt, { function: name, names: ['sep', 'maxsplit'] }, args, kwnames);
    const limit = limitObject === undefined ? -1 : asSize(rt, limitObject);
    const text = (self as PyStr).value;
    if (separator === undefined || separator === rt.none) {
      const words = fromRight ? splitWhitespaceFromRight(text, limit, isUnicodeSpace) : splitWhitespace(text, limit, isUnicodeSpace);
      return preallocated(rt, newStrList(rt, self as PyStr, words), limit < 0 ? Math.trunc((strLength(self as PyStr) - 1) / 2) + 1 : limit);
    }
    if (!isStrLike(rt, separator)) raise(rt, 'TypeError', `must be str or None, not ${describeType(rt, separator)}`);
    if (separator.value === '') raise(rt, 'ValueError', 'empty separator');
    // A separator longer than the text, or of wider characters, isn't searched at all.
    if (strLength(separator) > strLength(self as PyStr) || widthOf(separator) > widthOf(self as PyStr)) return newList(rt, [incref(self)]);
    const parts = fromRight ? splitSeparatorFromRight(text, separator.value, limit) : splitSeparator(text, separator.value, limit);
    const most = limit < 0 ? Math.floor(strLength(self as PyStr) / strLength(separator)) + 1 : limit;
    return preallocated(rt, newStrList(rt, self as PyStr, parts), most);
  });
}

/** CPython makes the list for as many parts as there can be, but for no more than twelve (PREALLOC_SIZE). */
function preallocated(rt: Runtime, list: PyList, mostSplits: number): PyList {
  setPreallocatedCapacity(rt, list, Math.min(mostSplits + 1, 12));
  return list;
}

/** Bytes for each character in CPython's storage. */
function widthOf(text: PyStr): number {
  const kind = textKind(text);
  return kind === TextKind.Ucs4 ? 4 : kind >= TextKind.Ucs2 ? 2 : 1;
}

/** str.strip and its like; `characters` null for white space. */
function stripStr(rt: Runtime, self: PyStr, side: StripSide, characters: string | null): PyStr {
  const text = self.value;
  let start = 0;
  let end = text.length;
  if (characters === null) {
    if (side !== 'right') while (start < end && isUnicodeSpace(text.charCodeAt(start))) start++;
    if (side !== 'left') while (end > start && isUnicodeSpace(text.charCodeAt(end - 1))) end--;
    return sliceOf(rt, self, start, end);
  }
  const set = new Set(characters);
  const width = (at: number): number => (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  const widthBefore = (at: number): number => (at >= 2 && (text.codePointAt(at - 2) as number) > 0xffff ? 2 : 1);
  if (side !== 'right') while (start < end && set.has(text.slice(start, start + width(start)))) start += width(start);
  if (side !== 'left') while (end > start && set.has(text.slice(end - widthBefore(end), end))) end -= widthBefore(end);
  return sliceOf(rt, self, start, end);
}

function strip(name: 'strip' | 'lstrip' | 'rstrip', side: StripSide): MethodDefinition {
  return fast(name, (rt, self, args) => {
    checkPositional(rt, name, args.length, 0, 1);
    const [characters] = args;
    if (characters === undefined || characters === rt.none) return stripStr(rt, self as PyStr, side, null);
    if (!isStrLike(rt, characters)) raise(rt, 'TypeError', `${name} arg must be None or str`);
    return stripStr(rt, self as PyStr, side, characters.value);
  });
}

/** str.join */
export function joinStrs(rt: Runtime, separator: PyStr, iterable: PyObject): PyObject {
  const sequence = sequenceFast(rt, iterable, 'can only join an iterable');
  try {
    return joinItems(rt, separator, sequence.value);
  } finally {
    decref(rt, sequence);
  }
}

function joinItems(rt: Runtime, separator: PyStr, items: readonly PyObject[]): PyObject {
  if (items.length === 1 && (items[0] as PyObject).type === rt.types.str) return exactStr(rt, items[0] as PyStr);
  const texts: string[] = new Array<string>(items.length);
  let length = separator.value.length * Math.max(items.length - 1, 0);
  let hasLoneSurrogate = false;
  for (let index = 0; index < items.length; index++) {
    const item = items[index] as PyObject;
    if (!isStrLike(rt, item)) raise(rt, 'TypeError', `sequence item ${index}: expected str instance, ${item.type.name} found`);
    texts[index] = item.value;
    if (item.value.length === 1 && (item.value.charCodeAt(0) & 0xf800) === 0xd800) hasLoneSurrogate = true;
    length += item.value.length;
  }
  checkTextLength(rt, length);
  if (hasLoneSurrogate) return joinCharacters(rt, separator, items);
  return newFreshStr(rt, texts.join(separator.value));
}

/** Surrogates that meet stay two characters. */
function joinCharacters(rt: Runtime, separator: PyStr, items: readonly PyObject[]): PyStr {
  const text = new TextBuilder();
  items.forEach((item, index) => {
    if (index > 0) text.addStr(separator);
    text.addStr(item as PyStr);
  });
  return text.result(rt);
}

/** ljust, rjust, center. */
function justify(name: 'ljust' | 'rjust' | 'center'): MethodDefinition {
  return fast(name, (rt, self, args) => {
    checkPositional(rt, name, args.length, 1, 2);
    const [widthObject, fillObject] = args as [PyObject, PyObject?];
    const width = asSize(rt, widthObject);
    let fill = ' ';
    if (fillObject !== undefined) {
      if (!isStrLike(rt, fillObject)) raise(rt, 'TypeError', `The fill character must be a unicode character, not ${fillObject.type.name}`);
      if (strLength(fillObject) !== 1) raise(rt, 'TypeError', 'The fill character must be exactly one character long');
      fill = fillObject.value;
    }
    const length = strLength(self as PyStr);
    if (width <= length) return exactStr(rt, self as PyStr);
    checkTextLength(rt, width * fill.length);
    const [left, right] = name === 'center' ? centerFill(width, length) : name === 'ljust' ? [0, width - length] : [width - length, 0];
    return newStr(rt, fill.repeat(left) + (self as PyStr).value + fill.repeat(right));
  });
}

export function strSplitMethods(): readonly MethodDefinition[] {
  return [
    split('split'),
    split('rsplit'),
    oneArg('join', (rt, self, iterable) => joinStrs(rt, self as PyStr, iterable)),
    fastKeywords('splitlines', (rt, self, args, kwnames) => {
      const [keepEnds] = unpackKeywords(rt, { function: 'splitlines', names: ['keepends'] }, args, kwnames);
      const list = newStrList(rt, self as PyStr, splitLines((self as PyStr).value, keepEnds !== undefined && isTrue(rt, keepEnds), isLineEnd));
      setPreallocatedCapacity(rt, list, 0); // each line is appended
      return list;
    }),
    strip('strip', 'both'),
    strip('lstrip', 'left'),
    strip('rstrip', 'right'),
    justify('ljust'),
    justify('rjust'),
    justify('center'),
    oneArg('zfill', (rt, self, widthObject) => {
      const width = asSize(rt, widthObject);
      const length = strLength(self as PyStr);
      if (length >= width) return exactStr(rt, self as PyStr);
      checkTextLength(rt, width);
      return newStr(rt, zeroFill((self as PyStr).value, width - length));
    }),
    fastKeywords('expandtabs', (rt, self, args, kwnames) => {
      const [sizeObject] = unpackKeywords(rt, { function: 'expandtabs', names: ['tabsize'] }, args, kwnames);
      const tabSize = sizeObject === undefined ? 8 : asInt32(rt, sizeObject);
      const text = (self as PyStr).value;
      if (!text.includes('\t')) return exactStr(rt, self as PyStr);
      checkTextLength(rt, text.length + (text.split('\t').length - 1) * Math.max(tabSize, 0));
      return newStr(rt, expandTabs(text, tabSize, countCodePoints));
    }),
  ];
}
