/**
 * Methods of str that look for a text: find, index, count, startswith, in, replace, partition... In: strs
 * and bounds in code points. Out: positions in code points, strs.
 */
import { incref, type PyObject } from '../memory';
import { newBool } from './boolValue';
import { newInt } from './intValue';
import type { PyList, PyStr, PyTuple } from './layouts';
import { newList } from './list';
import { fast, oneArg, varArgs, type MethodDefinition } from './methods';
import { asSize, badArgument, checkPositional, checkTupleCount, describeType } from './nativeArguments';
import { checkTextLength } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { searchBounds } from './slice';
import { codePointIndex, exactStr, hasSurrogatePair, isStrLike, knownTextKind, newFreshStr, newStr, newStrOfKind, strLength, textKind, TextKind, unitOffset } from './strValue';
import { indexOfText } from './linearSearch';
import { countOccurrences, interleave, partitionText, replaceOccurrences } from './textAlgorithms';
import { newTuple } from './tuple';
import type { PyType } from './type';

/** Bounds in code units; null when the start lies behind the end of the text or of the range. */
function unitBounds(rt: Runtime, self: PyStr, args: readonly PyObject[]): [start: number, end: number] | null {
  const length = strLength(self);
  if (args.length === 1) return [0, self.value.length];
  const [start, end] = searchBounds(rt, args[1], args[2], length);
  if (start > end || start > length) return null;
  return textKind(self) === TextKind.Ucs4 ? [unitOffset(self, start), unitOffset(self, end)] : [start, end];
}

function needleText(rt: Runtime, object: PyObject): string {
  if (!isStrLike(rt, object)) raise(rt, 'TypeError', `must be str, not ${describeType(rt, object)}`);
  return object.value;
}

/** The code unit offset of the first or last occurrence, or -1. */
function locate(rt: Runtime, self: PyStr, args: readonly PyObject[], fromRight: boolean): number {
  const needle = needleText(rt, args[0] as PyObject);
  const bounds = unitBounds(rt, self, args);
  if (bounds === null) return -1;
  const [start, end] = bounds;
  if (end - start < needle.length) return -1;
  const text = self.value;
  if (fromRight) {
    const at = text.lastIndexOf(needle, end - needle.length);
    return at >= start ? at : -1;
  }
  // Without a cut the search would run past the end of the range.
  if (end < text.length && end - start < 4096) {
    const at = text.slice(start, end).indexOf(needle);
    return at < 0 ? -1 : start + at;
  }
  const at = indexOfText(text, needle, start);
  return at < 0 || at + needle.length > end ? -1 : at;
}

function searching(name: string, fromRight: boolean, required: boolean): MethodDefinition {
  return varArgs(name, (rt, self, args: PyTuple) => {
    checkTupleCount(rt, name, args.value.length, 1, 3);
    const at = locate(rt, self as PyStr, args.value, fromRight);
    if (at < 0) {
      if (required) raise(rt, 'ValueError', 'substring not found');
      return newInt(rt, -1);
    }
    return newInt(rt, codePointIndex(self as PyStr, at));
  });
}

function count(rt: Runtime, self: PyObject, args: PyTuple): PyObject {
  checkTupleCount(rt, 'count', args.value.length, 1, 3);
  const needle = needleText(rt, args.value[0] as PyObject);
  const bounds = unitBounds(rt, self as PyStr, args.value);
  if (bounds === null) return newInt(rt, 0);
  const [start, end] = bounds;
  const text = (self as PyStr).value;
  const part = start === 0 && end === text.length ? text : text.slice(start, end);
  if (needle === '') return newInt(rt, (textKind(self as PyStr) === TextKind.Ucs4 ? Array.from(part).length : part.length) + 1);
  return newInt(rt, countOccurrences(part, needle));
}

/** startswith and endswith. */
function affix(name: 'startswith' | 'endswith'): MethodDefinition {
  return varArgs(name, (rt, self, args: PyTuple) => {
    checkTupleCount(rt, name, args.value.length, 1, 3);
    const [wanted] = args.value as [PyObject];
    const matches = (affixText: string): boolean => {
      const bounds = unitBounds(rt, self as PyStr, args.value);
      if (bounds === null) return false;
      const [start, end] = bounds;
      if (end - start < affixText.length) return false;
      return (self as PyStr).value.startsWith(affixText, name === 'startswith' ? start : end - affixText.length);
    };
    if (isStrLike(rt, wanted)) return newBool(rt, matches(wanted.value));
    if ((wanted.type as PyType).layout !== rt.types.tuple) {
      raise(rt, 'TypeError', `${name} first arg must be str or a tuple of str, not ${wanted.type.name}`);
    }
    for (const candidate of (wanted as PyTuple).value) {
      if (!isStrLike(rt, candidate)) raise(rt, 'TypeError', `tuple for ${name} must only contain str, not ${candidate.type.name}`);
      if (matches(candidate.value)) return incref(rt.true);
    }
    return incref(rt.false);
  });
}

/** `needle in text` */
export function strContains(rt: Runtime, self: PyObject, needle: PyObject): boolean {
  if (!isStrLike(rt, needle)) raise(rt, 'TypeError', `'in <string>' requires string as left operand, not ${needle.type.name}`);
  return (self as PyStr).value.includes(needle.value);
}

/** str.replace; an unchanged text is the same object (exact strs). */
export function replaceInStr(rt: Runtime, self: PyStr, old: string, replacement: string, limit: number): PyObject {
  const text = self.value;
  if (limit === 0 || old === replacement) return exactStr(rt, self);
  if (old === '') {
    const units = textKind(self) === TextKind.Ucs4 ? Array.from(text) : text.split('');
    checkTextLength(rt, text.length + replacement.length * (units.length + 1));
    return newFreshStr(rt, interleave(units, replacement, limit));
  }
  if (!text.includes(old)) return exactStr(rt, self);
  if (replacement.length > old.length) {
    const occurrences = countOccurrences(text, old, limit < 0 ? Infinity : limit);
    checkTextLength(rt, text.length + occurrences * (replacement.length - old.length));
  }
  return newFreshStr(rt, replaceOccurrences(text, old, replacement, limit));
}

function replace(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'replace', args.length, 2, 3);
  const [old, replacement, limit] = args as [PyObject, PyObject, PyObject?];
  if (!isStrLike(rt, old)) badArgument(rt, 'replace', 'argument 1', 'str', old);
  if (!isStrLike(rt, replacement)) badArgument(rt, 'replace', 'argument 2', 'str', replacement);
  return replaceInStr(rt, self as PyStr, old.value, replacement.value, limit === undefined ? -1 : asSize(rt, limit));
}

function partition(name: 'partition' | 'rpartition'): MethodDefinition {
  const fromRight = name === 'rpartition';
  return oneArg(name, (rt, self, separator) => {
    if (!isStrLike(rt, separator)) raise(rt, 'TypeError', `must be str, not ${separator.type.name}`);
    if (separator.value === '') raise(rt, 'ValueError', 'empty separator');
    const found = partitionText((self as PyStr).value, separator.value, fromRight);
    if (found !== null) return newTuple(rt, [newStr(rt, found[0]), incref(separator), newStr(rt, found[1])]);
    const whole = incref(self);
    return newTuple(rt, fromRight ? [incref(rt.emptyStr), incref(rt.emptyStr), whole] : [whole, incref(rt.emptyStr), incref(rt.emptyStr)]);
  });
}

function remove(name: 'removeprefix' | 'removesuffix'): MethodDefinition {
  return oneArg(name, (rt, self, affixObject) => {
    if (!isStrLike(rt, affixObject)) badArgument(rt, name, 'argument', 'str', affixObject);
    const text = (self as PyStr).value;
    const part = affixObject.value;
    if (name === 'removeprefix') return text.startsWith(part) ? sliceOf(rt, self as PyStr, part.length, text.length) : exactStr(rt, self as PyStr);
    return text.endsWith(part) ? sliceOf(rt, self as PyStr, 0, text.length - part.length) : exactStr(rt, self as PyStr);
  });
}

/** A part by code units; the whole is the object itself. */
export function sliceOf(rt: Runtime, self: PyStr, start: number, end: number): PyStr {
  if (start === 0 && end === self.value.length) return exactStr(rt, self);
  const part = self.value.slice(start, end);
  // A part of ASCII text is ASCII; of others it has to be looked at when somebody asks.
  const kind = knownTextKind(self);
  if (kind === TextKind.Split && hasSurrogatePair(part)) return newStrOfKind(rt, part, TextKind.Split);
  return kind === TextKind.Ascii ? newStrOfKind(rt, part, TextKind.Ascii) : newStr(rt, part);
}

/** The parts of an exact str as a list; the only part of a text that was not split is the text itself. */
export function newStrList(rt: Runtime, self: PyStr, texts: readonly string[]): PyList {
  if (texts.length === 1 && self.type === rt.types.str && (texts[0] as string).length === self.value.length) return newList(rt, [incref(self)]);
  const items: PyObject[] = new Array<PyObject>(texts.length);
  for (let index = 0; index < texts.length; index++) items[index] = newStr(rt, texts[index] as string);
  return newList(rt, items);
}

export function strSearchMethods(): readonly MethodDefinition[] {
  return [
    varArgs('count', count),
    searching('find', false, false),
    searching('index', false, true),
    searching('rfind', true, false),
    searching('rindex', true, true),
    affix('startswith'),
    affix('endswith'),
    fast('replace', replace),
    partition('partition'),
    partition('rpartition'),
    remove('removeprefix'),
    remove('removesuffix'),
  ];
}

