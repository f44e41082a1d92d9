/**
 * Making and measuring strs. In: JavaScript strings. Out: `PyStr`; lengths and offsets in code points.
 *
 * Text is UTF-16; only strings with characters above U+FFFF need counting to translate between code
 * points (Python's unit) and code units (JavaScript's). Which kind a str is (CPython's storage kind) is
 * found out once and kept in the bits of `gc` above the flags, which strings don't use otherwise: no str
 * is a container unless its class is a Python subclass, whose instances are looked at each time.
 *
 * Known limit: a lone high surrogate directly followed by a lone low one becomes one character where the text has characters
 * above U+FFFF as well, and in the source of a literal; two such texts are equal to the ones with pairs.
 */
import { GcBits, incref, isImmortal, makeImmortal, PyObject } from '../memory';
import { countCodePoints, offsetOfCodePoint } from './codePoints';
import { sipHash, sipHashKeyOfSeed, type SipHashKey } from './siphash';
import type { PyStr } from './layouts';
import type { Runtime } from './runtime';
import type { Hash, PyType } from './type';

/**
 * How CPython would store the text; the order is by width. `Split`: as Ucs2, and surrogates that stand beside each other are two
 * characters all the same.
 */
export const enum TextKind { Unknown, Ascii, Latin1, Ucs2, Ucs4, Split }

const KIND_SHIFT = GcBits.GcRefsShift;
const HASH_KEY = 'hash secret';

/** Hot path: a new reference; '' and the 256 one-character latin-1 strings are the cached immortals. */
export function newStr(rt: Runtime, text: string): PyStr {
  if (text.length <= 1) {
    if (text.length === 0) return incref(rt.emptyStr);
    const code = text.charCodeAt(0);
    if (code < 256) return incref(rt.latin1[code] as PyStr);
  }
  return new PyObject(rt.types.str, text);
}

/** For results CPython makes without looking for the cached one-character strs: always a new object, except ''. */
export function newFreshStr(rt: Runtime, text: string): PyStr {
  return text === '' ? incref(rt.emptyStr) : new PyObject(rt.types.str, text);
}

/** newStr for text whose kind is known, which saves looking for it later. */
export function newStrOfKind(rt: Runtime, text: string, kind: TextKind): PyStr {
  const object = newStr(rt, text);
  if (object.gc >> KIND_SHIFT === TextKind.Unknown) object.gc |= kind << KIND_SHIFT;
  return object;
}

/** The interned str of a name (a new reference); immortal. */
export function internStr(rt: Runtime, text: string): PyStr {
  const known = rt.interned.get(text);
  if (known !== undefined) return incref(known);
  const object = newStr(rt, text);
  enterInterned(rt, object);
  return object;
}

/** sys.intern of an exact str (borrowed): the interned twin, or the object itself from now on. A new reference. */
export function internStrObject(rt: Runtime, object: PyStr): PyStr {
  const known = rt.interned.get(object.value);
  if (known !== undefined) return incref(known);
  enterMortal(rt, object);
  return incref(object);
}

/** The interned str of a constant that looks like a name (a new reference). */
export function internConstant(rt: Runtime, text: string): PyStr {
  const known = rt.interned.get(text);
  if (known !== undefined) return incref(known);
  const object = newStr(rt, text);
  enterMortal(rt, object);
  return object;
}

/** _PyUnicode_InternMortal where the version has it: the table does not own the str, which leaves it when it dies. */
function enterMortal(rt: Runtime, object: PyStr): void {
  if (rt.profile.internedIsImmortal) enterInterned(rt, object);
  else {
    object.gc |= GcBits.Interned;
    rt.interned.set(object.value, object);
  }
}

/** An interned str that is mortal dies. */
export function forgetInterned(rt: Runtime, object: PyStr): void {
  if (rt.interned.get(object.value) === object) rt.interned.delete(object.value);
}

function enterInterned(rt: Runtime, object: PyStr): void {
  makeImmortal(object);
  object.gc |= GcBits.Interned;
  rt.interned.set(object.value, object);
}

export function isInterned(object: PyStr): boolean {
  return (object.gc & GcBits.Interned) !== 0;
}

/** A str or an instance of a subclass (PyUnicode_Check). */
export function isStrLike(rt: Runtime, object: PyObject): object is PyStr {
  return (object.type as PyType).layout === rt.types.str;
}

/** An exact str as it is, otherwise (subclass) a new exact one with the same text (unicode_result_unchanged). */
export function exactStr(rt: Runtime, object: PyStr): PyStr {
  return object.type === rt.types.str ? incref(object) : newStr(rt, object.value);
}

export function textKind(object: PyStr): TextKind {
  if (object.type.isGC) return kindOfText(object.value);
  const known = object.gc >> KIND_SHIFT;
  if (known !== TextKind.Unknown) return known;
  const kind = kindOfText(object.value);
  object.gc |= kind << KIND_SHIFT;
  return kind;
}

/** The kind if it is known already, for results made of several strings. */
export function knownTextKind(object: PyStr): TextKind {
  return object.type.isGC ? TextKind.Unknown : object.gc >> KIND_SHIFT;
}

const NON_ASCII = /[^\0-\x7f]/;
const NON_LATIN1 = /[^\0-\xff]/;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/;
const SHORT = 24;

/** For text made of parts that have no characters above U+FFFF: a pair in it is two surrogates that met. */
export function hasSurrogatePair(text: string): boolean {
  return SURROGATE_PAIR.test(text);
}

export function kindOfText(text: string): TextKind {
  if (text.length <= SHORT) {
    let bits = 0;
    for (let index = 0; index < text.length; index++) bits |= text.charCodeAt(index);
    if (bits < 128) return TextKind.Ascii;
    if (bits < 256) return TextKind.Latin1;
  } else {
    if (!NON_ASCII.test(text)) return TextKind.Ascii;
    if (!NON_LATIN1.test(text)) return TextKind.Latin1;
  }
  return SURROGATE_PAIR.test(text) ? TextKind.Ucs4 : TextKind.Ucs2;
}

/** len(): code points. */
export function strLength(object: PyStr): number {
  return textKind(object) === TextKind.Ucs4 ? countCodePoints(object.value) : object.value.length;
}

/** The code unit offset of a code point index from 0 to the length. */
export function unitOffset(object: PyStr, index: number): number {
  return textKind(object) === TextKind.Ucs4 ? offsetOfCodePoint(object.value, index) : index;
}

/** The code point index of a code unit offset. */
export function codePointIndex(object: PyStr, offset: number): number {
  return textKind(object) === TextKind.Ucs4 ? countCodePoints(object.value, offset) : offset;
}

/** hash(str), kept in `attributes` of exact strings. */
export function strHash(rt: Runtime, object: PyStr): Hash {
  if (object.type !== rt.types.str) return hashText(rt, object);
  const cached = object.attributes as Hash | null;
  if (cached !== null) return cached;
  const hash = hashText(rt, object);
  object.attributes = hash;
  return hash;
}

function hashText(rt: Runtime, object: PyStr): Hash {
  return sipHash(storageBytes(object.value, textKind(object)), hashKey(rt));
}

/** The key of all hashes of text in this run. */
export function hashKey(rt: Runtime): SipHashKey {
  const known = rt.moduleStates.get(HASH_KEY) as SipHashKey | undefined;
  if (known !== undefined) return known;
  const key = sipHashKeyOfSeed(rt.host.hashSeed);
  rt.moduleStates.set(HASH_KEY, key);
  return key;
}

/** The characters as CPython keeps them: 1, 2 or 4 bytes each, little endian. */
function storageBytes(text: string, kind: TextKind): Uint8Array {
  if (kind <= TextKind.Latin1) {
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
    return bytes;
  }
  if (kind === TextKind.Ucs2 || kind === TextKind.Split) {
    const bytes = new Uint8Array(2 * text.length);
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      bytes[2 * index] = code;
      bytes[2 * index + 1] = code >> 8;
    }
    return bytes;
  }
  const bytes = new Uint8Array(4 * countCodePoints(text));
  let at = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes[at] = code;
    bytes[at + 1] = code >> 8;
    bytes[at + 2] = code >> 16;
    at += 4;
  }
  return bytes;
}

/** sys.getsizeof of an exact str: header, then the characters and a terminator in the kind's width (cpython-facts 7). */
export function strSize(object: PyStr): number {
  const length = strLength(object);
  const type = object.type as PyType;
  if (type.flags.heap) {
    // Instances of subclasses keep the characters apart from the object.
    const kind = textKind(object);
    return 64 + (length + 1) * (kind === TextKind.Ucs4 ? 4 : kind >= TextKind.Ucs2 ? 2 : 1);
  }
  const kind = textKind(object);
  // An instance of a subclass keeps its text, terminator included, apart from the object (PyUnicodeObject).
  if (!(object.type as PyType).flags.immutable) return 64 + (length + 1) * (kind === TextKind.Ucs4 ? 4 : kind >= TextKind.Ucs2 ? 2 : 1);
  switch (kind) {
    case TextKind.Unknown:
    case TextKind.Ascii: return 41 + length;
    // The static one-character strings (immortal) carry their UTF-8 form, three bytes with its terminator.
    case TextKind.Latin1: return length === 1 && isImmortal(object) ? 61 : 57 + length;
    case TextKind.Ucs2:
    case TextKind.Split: return 58 + 2 * length;
    case TextKind.Ucs4: return 60 + 4 * length;
  }
}
