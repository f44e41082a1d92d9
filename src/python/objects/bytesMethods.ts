/**
 * The methods bytes and bytearray share. In: the bytes of self and arguments as latin-1 text, so that the
 * algorithms are those of str with ASCII's idea of letters and white space. Out: new objects of the kind of
 * self, made by `wrap`.
 */
import { decref, incref, type PyObject } from '../memory';
import { callObject, isTrue } from './abstract';
import { newBool } from './boolValue';
import { byteOf } from './bytesConversion';
import { newBytes } from './bytesValue';
import { bytesView, requireBytesView } from './bytesView';
import { decodeBytes } from './encoding';
import { newInt } from './intValue';
import { bytesOfLatin1, latin1Text } from './latin1';
import type { PyByteArray, PyStr, PyTuple } from './layouts';
import { indexOfText } from './linearSearch';
import { newList, sequenceFast } from './listStore';
import { classMethod, fast, fastKeywords, noArgs, oneArg, staticMethod, varArgs, type MethodDefinition } from './methods';
import { asInt32, asSize, badArgument, checkPositional, checkTupleCount, optionalText, unpackKeywords } from './nativeArguments';
import { checkTextLength } from './objectSize';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { searchBounds } from './slice';
import { isStrLike, newStr } from './strValue';
import {
  centerFill, countOccurrences, expandTabs, interleave, partitionText, replaceOccurrences, splitLines, splitSeparator,
  splitSeparatorFromRight, splitWhitespace, splitWhitespaceFromRight, stripUnits, titleAscii, zeroFill,
  type StripSide,
} from './textAlgorithms';
import { newTuple } from './tuple';
import type { PyType } from './type';
import { hexOf, bytesOfHex } from './bytesHex';

/** What differs between the two types. */
export interface BytesKind {
  readonly name: 'bytes' | 'bytearray';
  /** A new object of the bytes; for bytes one of the cached ones if it can be. */
  readonly wrap: (rt: Runtime, bytes: Uint8Array) => PyObject;
  /** A new object in any case, but for b''. */
  readonly fresh: (rt: Runtime, bytes: Uint8Array) => PyObject;
  /** The object itself where that is allowed, else a copy. */
  readonly same: (rt: Runtime, self: PyObject) => PyObject;
}

export function isAsciiSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isAsciiLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** The bytes of bytes or bytearray. */
export function ownBytes(self: PyObject): Uint8Array {
  const value = self.value as Uint8Array | PyByteArray['value'];
  return value instanceof Uint8Array ? value : value.bytes.subarray(0, value.length);
}

function ownText(self: PyObject): string {
  return latin1Text(ownBytes(self));
}

function argumentText(rt: Runtime, object: PyObject): string {
  return latin1Text(requireBytesView(rt, object));
}

/** What is searched for: bytes, or one byte as an int (parse_args_finds_byte). */
function needleText(rt: Runtime, object: PyObject): string {
  const view = bytesView(rt, object);
  if (view !== null) return latin1Text(view);
  if ((object.type as PyType).nbIndex === null) {
    raise(rt, 'TypeError', `argument should be integer or bytes-like object, not '${object.type.name}'`);
  }
  return String.fromCharCode(byteOf(rt, object, 'byte'));
}

function locate(rt: Runtime, self: PyObject, args: readonly PyObject[], fromRight: boolean): number {
  const needle = needleText(rt, args[0] as PyObject);
  const length = ownBytes(self).length;
  const [start, end] = searchBounds(rt, args[1], args[2], length);
  if (start > end || start > length || end - start < needle.length) return -1;
  const part = latin1Text(ownBytes(self).subarray(start, end));
  const at = fromRight ? part.lastIndexOf(needle) : indexOfText(part, needle);
  return at < 0 ? -1 : start + at;
}

function searching(name: string, fromRight: boolean, required: boolean): MethodDefinition {
  return varArgs(name, (rt, self, args: PyTuple) => {
    checkTupleCount(rt, name, args.value.length, 1, 3);
    const at = locate(rt, self, args.value, fromRight);
    if (at < 0 && required) raise(rt, 'ValueError', 'subsection not found');
    return newInt(rt, at);
  });
}

function count(rt: Runtime, self: PyObject, args: PyTuple): PyObject {
  checkTupleCount(rt, 'count', args.value.length, 1, 3);
  const needle = needleText(rt, args.value[0] as PyObject);
  const length = ownBytes(self).length;
  const [start, end] = searchBounds(rt, args.value[1], args.value[2], length);
  if (start > end || start > length) return newInt(rt, 0);
  return newInt(rt, needle === '' ? end - start + 1 : countOccurrences(latin1Text(ownBytes(self).subarray(start, end)), needle));
}

function affix(name: 'startswith' | 'endswith'): MethodDefinition {
  return varArgs(name, (rt, self, args: PyTuple) => {
    checkTupleCount(rt, name, args.value.length, 1, 3);
    const [wanted] = args.value as [PyObject];
    const length = ownBytes(self).length;
    const [start, end] = searchBounds(rt, args.value[1], args.value[2], length);
    const fits = (part: string): boolean => {
      if (start > length || end - start < part.length) return false;
      return ownText(self).startsWith(part, name === 'startswith' ? start : end - part.length);
    };
    if ((wanted.type as PyType).layout === rt.types.tuple) {
      return newBool(rt, (wanted as PyTuple).value.some((candidate) => fits(argumentText(rt, candidate))));
    }
    const view = bytesView(rt, wanted);
    if (view === null) raise(rt, 'TypeError', `${name} first arg must be bytes or a tuple of bytes, not ${wanted.type.name}`);
    return newBool(rt, fits(latin1Text(view)));
  });
}

/** The parts as a list; the only part of a bytes that was not split is the bytes itself. */
function listOf(rt: Runtime, kind: BytesKind, self: PyObject, texts: readonly string[]): PyObject {
  if (texts.length === 1 && self.type === rt.types.bytes && (texts[0] as string).length === ownBytes(self).length) return newList(rt, [incref(self)]);
  return newList(rt, texts.map((text) => kind.wrap(rt, bytesOfLatin1(text))));
}

function split(kind: BytesKind, name: 'split' | 'rsplit'): MethodDefinition {
  const fromRight = name === 'rsplit';
  return fastKeywords(name, (rt, self, args, kwnames) => {
    const [separatorObject, limitObject] = unpackKeywords(rt, { function: name, names: ['sep', 'maxsplit'] }, args, kwnames);
    const limit = limitObject === undefined ? -1 : asSize(rt, limitObject);
    const text = ownText(self);
    if (separatorObject === undefined || separatorObject === rt.none) {
      return listOf(rt, kind, self, fromRight ? splitWhitespaceFromRight(text, limit, isAsciiSpace) : splitWhitespace(text, limit, isAsciiSpace));
    }
    const separator = argumentText(rt, separatorObject);
    if (separator === '') raise(rt, 'ValueError', 'empty separator');
    return listOf(rt, kind, self, fromRight ? splitSeparatorFromRight(text, separator, limit) : splitSeparator(text, separator, limit));
  });
}

function strip(kind: BytesKind, name: 'strip' | 'lstrip' | 'rstrip', side: StripSide): MethodDefinition {
  return fast(name, (rt, self, args) => {
    checkPositional(rt, name, args.length, 0, 1);
    const text = ownText(self);
    const [characters] = args;
    const set = characters === undefined || characters === rt.none ? null : new Set(requireBytesView(rt, characters));
    const stripped = stripUnits(text, side, set === null ? isAsciiSpace : (code) => set.has(code));
    return stripped.length === text.length ? kind.same(rt, self) : kind.wrap(rt, bytesOfLatin1(stripped));
  });
}

function partition(kind: BytesKind, name: 'partition' | 'rpartition'): MethodDefinition {
  const fromRight = name === 'rpartition';
  return oneArg(name, (rt, self, separatorObject) => {
    const separator = argumentText(rt, separatorObject);
    if (separator === '') raise(rt, 'ValueError', 'empty separator');
    const found = partitionText(ownText(self), separator, fromRight);
    const empty = (): PyObject => kind.wrap(rt, new Uint8Array(0));
    if (found === null) {
      const whole = kind.name === 'bytes' ? incref(self) : kind.same(rt, self);
      return newTuple(rt, fromRight ? [empty(), empty(), whole] : [whole, empty(), empty()]);
    }
    const middle = kind.name === 'bytes' ? incref(separatorObject) : kind.wrap(rt, bytesOfLatin1(separator));
    return newTuple(rt, [kind.wrap(rt, bytesOfLatin1(found[0])), middle, kind.wrap(rt, bytesOfLatin1(found[1]))]);
  });
}

function justify(kind: BytesKind, name: 'ljust' | 'rjust' | 'center'): MethodDefinition {
  return fast(name, (rt, self, args) => {
    checkPositional(rt, name, args.length, 1, 2);
    const [widthObject, fillObject] = args as [PyObject, PyObject?];
    const width = asSize(rt, widthObject);
    let fill = ' ';
    if (fillObject !== undefined) {
      const view = (fillObject.type as PyType).layout === rt.types.memoryview ? null : bytesView(rt, fillObject);
      if (view === null || view.length !== 1) badArgument(rt, name, 'argument 2', 'a byte string of length 1', fillObject);
      fill = latin1Text(view);
    }
    const text = ownText(self);
    if (width <= text.length) return kind.same(rt, self);
    checkTextLength(rt, width);
    const [left, right] = name === 'center' ? centerFill(width, text.length) : name === 'ljust' ? [0, width - text.length] : [width - text.length, 0];
    return kind.wrap(rt, bytesOfLatin1(fill.repeat(left) + text + fill.repeat(right)));
  });
}

/** bytes.join */
function join(rt: Runtime, kind: BytesKind, self: PyObject, iterable: PyObject): PyObject {
  const sequence = sequenceFast(rt, iterable, 'can only join an iterable');
  const items = sequence.value;
  try {
    const [only] = items;
    if (items.length === 1 && only !== undefined && kind.name === 'bytes' && only.type === rt.types.bytes) return incref(only);
    const views = items.map((item, position) => {
      const view = bytesView(rt, item);
      if (view === null) raise(rt, 'TypeError', `sequence item ${position}: expected a bytes-like object, ${item.type.name} found`);
      return view;
    });
    const separator = ownBytes(self);
    const length = views.reduce((total, view) => total + view.length, separator.length * Math.max(views.length - 1, 0));
    checkTextLength(rt, length);
    const result = new Uint8Array(length);
    let at = 0;
    views.forEach((view, position) => {
      if (position > 0) {
        result.set(separator, at);
        at += separator.length;
      }
      result.set(view, at);
      at += view.length;
    });
    return kind.fresh(rt, result);
  } finally {
    for (const item of items) decref(rt, item);
  }
}

function replace(rt: Runtime, kind: BytesKind, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'replace', args.length, 2, 3);
  const old = argumentText(rt, args[0] as PyObject);
  const replacement = argumentText(rt, args[1] as PyObject);
  const limit = args[2] === undefined ? -1 : asSize(rt, args[2]);
  const text = ownText(self);
  if (limit === 0) return kind.same(rt, self);
  const occurrences = old === '' ? text.length + 1 : countOccurrences(text, old);
  if (occurrences === 0) return kind.same(rt, self);
  checkTextLength(rt, text.length + occurrences * Math.max(replacement.length - old.length, 0));
  const result = old === '' ? interleave(text.split(''), replacement, limit) : replaceOccurrences(text, old, replacement, limit);
  return kind.fresh(rt, bytesOfLatin1(result));
}

function translate(rt: Runtime, kind: BytesKind, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [tableObject, deletedObject] = unpackKeywords(rt, { function: 'translate', names: ['', 'delete'], required: 1 }, args, kwnames);
  const table = tableObject === rt.none || tableObject === undefined ? null : requireBytesView(rt, tableObject);
  if (table !== null && table.length !== 256) raise(rt, 'ValueError', 'translation table must be 256 characters long');
  const deleted = new Set(deletedObject === undefined ? [] : requireBytesView(rt, deletedObject));
  const bytes = ownBytes(self);
  const kept = bytes.filter((byte) => !deleted.has(byte));
  const mapped = table === null ? kept : kept.map((byte) => table[byte] as number);
  const unchanged = self.type === rt.types.bytes && mapped.length === bytes.length && mapped.every((byte, at) => byte === bytes[at]);
  return unchanged ? incref(self) : kind.fresh(rt, mapped);
}

function makeTranslation(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'maketrans', args.length, 2, 2);
  const from = requireBytesView(rt, args[0] as PyObject);
  const to = requireBytesView(rt, args[1] as PyObject);
  if (from.length !== to.length) raise(rt, 'ValueError', 'maketrans arguments must have same length');
  const table = Uint8Array.from({ length: 256 }, (_unused, byte) => byte);
  from.forEach((byte, position) => { table[byte] = to[position] as number; });
  return newBytes(rt, table);
}

function mapping(kind: BytesKind, name: string, map: (text: string) => string): MethodDefinition {
  return noArgs(name, (rt, self) => kind.fresh(rt, bytesOfLatin1(map(ownText(self)))));
}

function predicate(name: string, test: (text: string) => boolean): MethodDefinition {
  return noArgs(name, (rt, self) => newBool(rt, test(ownText(self))));
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
}

function upperAscii(text: string): string {
  return text.replace(/[a-z]+/g, (part) => part.toUpperCase());
}

function swapAscii(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));
}

/** Letters: upper case only after what is no letter, lower case only after letters. */
function isTitleAscii(text: string): boolean {
  return /[A-Za-z]/.test(text) && !/[A-Za-z][A-Z]|(?:^|[^A-Za-z])[a-z]/.test(text);
}

function remove(kind: BytesKind, name: 'removeprefix' | 'removesuffix'): MethodDefinition {
  return oneArg(name, (rt, self, affixObject) => {
    const part = argumentText(rt, affixObject);
    const text = ownText(self);
    const found = name === 'removeprefix' ? text.startsWith(part) : text.endsWith(part);
    if (!found || part === '') return kind.same(rt, self);
    return kind.wrap(rt, bytesOfLatin1(name === 'removeprefix' ? text.slice(part.length) : text.slice(0, text.length - part.length)));
  });
}

function hex(rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [separator, group] = unpackKeywords(rt, { function: 'hex', names: ['sep', 'bytes_per_sep'] }, args, kwnames);
  return newStr(rt, hexOf(rt, ownBytes(self), separator, group === undefined ? 1 : asInt32(rt, group)));
}

export function bytesMethodRows(kind: BytesKind): readonly MethodDefinition[] {
  return [
    varArgs('count', count),
    searching('find', false, false),
    searching('index', false, true),
    searching('rfind', true, false),
    searching('rindex', true, true),
    affix('startswith'),
    affix('endswith'),
    split(kind, 'split'),
    split(kind, 'rsplit'),
    strip(kind, 'strip', 'both'),
    strip(kind, 'lstrip', 'left'),
    strip(kind, 'rstrip', 'right'),
    partition(kind, 'partition'),
    partition(kind, 'rpartition'),
    justify(kind, 'ljust'),
    justify(kind, 'rjust'),
    justify(kind, 'center'),
    remove(kind, 'removeprefix'),
    remove(kind, 'removesuffix'),
    oneArg('join', (rt, self, iterable) => join(rt, kind, self, iterable)),
    fast('replace', (rt, self, args) => replace(rt, kind, self, args)),
    fastKeywords('translate', (rt, self, args, kwnames) => translate(rt, kind, self, args, kwnames)),
    staticMethod(fast('maketrans', makeTranslation)),
    fastKeywords('splitlines', (rt, self, args, kwnames) => {
      const [keepEnds] = unpackKeywords(rt, { function: 'splitlines', names: ['keepends'] }, args, kwnames);
      return listOf(rt, kind, self, splitLines(ownText(self), keepEnds !== undefined && isTrue(rt, keepEnds), isAsciiLineEnd));
    }),
    fastKeywords('expandtabs', (rt, self, args, kwnames) => {
      const [sizeObject] = unpackKeywords(rt, { function: 'expandtabs', names: ['tabsize'] }, args, kwnames);
      const tabSize = sizeObject === undefined ? 8 : asInt32(rt, sizeObject);
      const text = ownText(self);
      checkTextLength(rt, text.length + (text.split('\t').length - 1) * Math.max(tabSize, 0));
      return kind.fresh(rt, bytesOfLatin1(expandTabs(text, tabSize, (segment) => segment.length)));
    }),
    oneArg('zfill', (rt, self, widthObject) => {
      const width = asSize(rt, widthObject);
      const text = ownText(self);
      if (text.length >= width) return kind.same(rt, self);
      checkTextLength(rt, width);
      return kind.wrap(rt, bytesOfLatin1(zeroFill(text, width - text.length)));
    }),
    fastKeywords('decode', (rt, self, args, kwnames) => {
      const [encoding, errors] = unpackKeywords(rt, { function: 'decode', names: ['encoding', 'errors'] }, args, kwnames);
      return decodeBytes(rt, self, optionalText(rt, 'decode', 'encoding', encoding), optionalText(rt, 'decode', 'errors', errors));
    }),
    fastKeywords('hex', hex),
    classMethod(oneArg('fromhex', (rt, cls, text) => {
      if (!isStrLike(rt, text)) badArgument(rt, 'fromhex', 'argument', 'str', text);
      return fromBytesOfClass(rt, kind, cls, bytesOfHex(rt, text.value));
    })),
    mapping(kind, 'capitalize', (text) => upperAscii(text.charAt(0)) + lowerAscii(text.slice(1))),
    mapping(kind, 'title', titleAscii),
    mapping(kind, 'lower', lowerAscii),
    mapping(kind, 'upper', upperAscii),
    mapping(kind, 'swapcase', swapAscii),
    predicate('isascii', (text) => !/[\x80-\xff]/.test(text)),
    predicate('isalpha', (text) => /^[A-Za-z]+$/.test(text)),
    predicate('isalnum', (text) => /^[0-9A-Za-z]+$/.test(text)),
    predicate('isdigit', (text) => /^[0-9]+$/.test(text)),
    predicate('isspace', (text) => /^[\t-\r ]+$/.test(text)),
    predicate('islower', (text) => /[a-z]/.test(text) && !/[A-Z]/.test(text)),
    predicate('isupper', (text) => /[A-Z]/.test(text) && !/[a-z]/.test(text)),
    predicate('istitle', isTitleAscii),
  ];
}

/** Bytes of the class a class method was called on. */
function fromBytesOfClass(rt: Runtime, kind: BytesKind, cls: PyObject, bytes: Uint8Array): PyObject {
  const exact = kind.wrap(rt, bytes);
  const own = kind.name === 'bytes' ? rt.types.bytes : rt.types.bytearray;
  if (cls === own.object) return exact;
  try {
    return callObject(rt, cls, [exact]);
  } finally {
    decref(rt, exact);
  }
}
