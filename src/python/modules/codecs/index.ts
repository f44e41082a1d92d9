/**
 * The `_codecs` module (CPython Modules/_codecsmodule.c): the registry, and the encoder and decoder of each encoding that CPython
 * has in C. The work is done in `objects`: `encoding.ts` and its neighbours; escapes of bytes in `bytesEscape.ts`.
 */
import { incref, PyObject, decref } from '../../memory';
import {
  badArgument, bytesView, codePointsOf, convertByCodec, decodeCharmap, decodePart, DecodeRun, decodeRawUnicodeEscape, decodeUnicodeEscape, decodeUtf7, dictSet,
  encodeCharmap, encodeRawUnicodeEscape, encodeToBytes, encodeUnicodeEscape, encodeUtf7, fast, fastKeywords, isCallable, isStrLike, isTrue, lookupCodec,
  lookupErrorHandler, newBytes, newDict, newInt, newTuple, noArgs, oneArg, raise, registerCodecSearch, registerErrorHandler, stableBytes, strLength, unregisterCodecSearch,
  warn, asInt32, checkPositional,
  type EncodingMapData, type EncodingName, type MethodDefinition, type PyStr, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { bindArguments } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { decodeEscapes, encodeEscapes } from './bytesEscape';

type Args = readonly PyObject[];

/** `errors`: a str or None. */
function errorsArgument(rt: Runtime, name: string, object: PyObject | undefined): string {
  if (object === undefined || object === rt.none) return 'strict';
  if (!isStrLike(rt, object)) badArgument(rt, name, 'argument 2', 'str or None', object);
  if (object.value.includes('\0')) raise(rt, 'ValueError', 'embedded null character');
  return object.value;
}

function strArgument(rt: Runtime, name: string, object: PyObject | undefined): PyStr {
  if (object === undefined) raise(rt, 'TypeError', `${name} expected at least 1 argument, got 0`);
  if (!isStrLike(rt, object)) badArgument(rt, name, 'argument 1', 'str', object);
  return object;
}

/** Bytes, or a str as its UTF-8. */
function textOrBytes(rt: Runtime, object: PyObject): Uint8Array {
  return isStrLike(rt, object) ? encodeToBytes(rt, object, 'utf-8', 'strict') : stableBytes(rt, object);
}

const pair = (rt: Runtime, object: PyObject, size: number): PyObject => newTuple(rt, [object, newInt(rt, size)]);

type Encode = (rt: Runtime, text: PyStr, errors: string, rest: Args) => Uint8Array;
/** `rest`: what follows `errors`. */
const encoder = (name: string, maximum: number, encode: Encode, doc: string | null = null): MethodDefinition => fast(name, (rt, _self, args) => {
  checkPositional(rt, name, args.length, 1, maximum);
  const text = strArgument(rt, name, args[0]);
  const errors = errorsArgument(rt, name, args[1]);
  return pair(rt, newBytes(rt, encode(rt, text, errors, args.slice(2))), strLength(text));
}, doc);

const encodes = (name: string, encoding: EncodingName): MethodDefinition => encoder(`${name}_encode`, 2, (rt, text, errors) => encodeToBytes(rt, text, encoding, errors));

/** A decoder that leaves an incomplete end unless `final` is given. */
const decodes = (name: string, encoding: EncodingName, hasFinal: boolean): MethodDefinition => fast(`${name}_decode`, (rt, _self, args) => {
  checkPositional(rt, `${name}_decode`, args.length, 1, hasFinal ? 3 : 2);
  const bytes = stableBytes(rt, args[0] as PyObject);
  const errors = errorsArgument(rt, `${name}_decode`, args[1]);
  const final = !hasFinal || (args[2] !== undefined && isTrue(rt, args[2]));
  const { text, consumed } = decodePart(rt, bytes, encoding, errors, final);
  return pair(rt, text, consumed);
});

/** The byte order as CPython's functions take it: negative little, positive big, 0 by the mark. */
function byteOrder(rt: Runtime, object: PyObject | undefined): -1 | 0 | 1 {
  const order = object === undefined ? 0 : asInt32(rt, object);
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

const wide = (width: 16 | 32): MethodDefinition[] => {
  const plain = `utf-${width}` as const;
  return [
    encoder(`utf_${width}_encode`, 3, (rt, text, errors, [order]) => {
      const kind = byteOrder(rt, order);
      return encodeToBytes(rt, text, kind === 0 ? plain : kind < 0 ? `${plain}-le` : `${plain}-be`, errors);
    }),
    encodes(`utf_${width}_le`, `${plain}-le`), encodes(`utf_${width}_be`, `${plain}-be`),
    decodes(`utf_${width}`, plain, true), decodes(`utf_${width}_le`, `${plain}-le`, true), decodes(`utf_${width}_be`, `${plain}-be`, true),
    fast(`utf_${width}_ex_decode`, (rt, _self, args) => {
      checkPositional(rt, `utf_${width}_ex_decode`, args.length, 1, 4);
      const bytes = stableBytes(rt, args[0] as PyObject);
      const errors = errorsArgument(rt, `utf_${width}_ex_decode`, args[1]);
      const final = args[3] !== undefined && isTrue(rt, args[3]);
      const { text, consumed, order } = decodePart(rt, bytes, plain, errors, final, byteOrder(rt, args[2]));
      return newTuple(rt, [text, newInt(rt, consumed), newInt(rt, order)]);
    }),
  ];
};

/** A decoder with a run of its own. `final`: what it is without the third argument. */
const running = (
  name: string, encoding: string, final: boolean, acceptsText: boolean, decode: (rt: Runtime, run: DecodeRun) => number,
): MethodDefinition => fast(name, (rt, _self, args) => {
  checkPositional(rt, name, args.length, 1, 3);
  const bytes = acceptsText ? textOrBytes(rt, args[0] as PyObject) : stableBytes(rt, args[0] as PyObject);
  const errors = errorsArgument(rt, name, args[1]);
  const run = new DecodeRun(rt, encoding, bytes, errors, args[2] === undefined ? final : isTrue(rt, args[2]));
  try {
    const consumed = decode(rt, run);
    return pair(rt, run.text.result(rt), consumed);
  } finally {
    run.release();
  }
});

function warnOfEscape(rt: Runtime, at: number, bytes: Uint8Array): void {
  const byte = bytes[at] as number;
  const octal = byte >= 48 && byte <= 55;
  const letters = String.fromCharCode(...bytes.subarray(at, at + (octal ? 3 : 1)));
  warn(rt, 'DeprecationWarning', octal ? `invalid octal escape sequence '\\${letters}'` : `invalid escape sequence '\\${letters}'`);
}

/** EncodingMap: what `charmap_build` gives for most tables. */
const encodingMapType: TypeDefinition = {
  name: 'EncodingMap',
  basicsize: 64,
  flags: { disallowInstantiation: true },
  slots: { dealloc: (rt, self) => { rt.heap.free(self); } },
  methods: [noArgs('size', (rt, self) => newInt(rt, 256 + (self as PyObject<EncodingMapData>).value.bytes.size), 'Return the size (in bytes) of this object')],
};

function buildCharmap(rt: Runtime, table: PyObject): PyObject {
  if (!isStrLike(rt, table)) badArgument(rt, 'charmap_build', 'argument', 'str', table);
  const codes = Array.from(codePointsOf(table)).slice(0, 256);
  if (codes[0] === 0 && codes.slice(1).every((code) => code > 0 && code <= 0xffff)) {
    const bytes = new Map<number, number>();
    codes.forEach((code, index) => {
      if (code !== 0xfffe) bytes.set(code, index);
    });
    return new PyObject(extensionType(rt, encodingMapType), { bytes } satisfies EncodingMapData);
  }
  const result = newDict(rt);
  codes.forEach((code, index) => {
    const key = newInt(rt, code);
    const value = newInt(rt, index);
    dictSet(rt, result, key, value);
    decref(rt, key);
    decref(rt, value);
  });
  return result;
}

function nameArgument(rt: Runtime, name: string, argument: string, object: PyObject): string {
  if (!isStrLike(rt, object)) badArgument(rt, name, argument, 'str', object);
  if (object.value.includes('\0')) raise(rt, 'ValueError', 'embedded null character');
  return object.value;
}

const coding = (name: 'encode' | 'decode', doc: string): MethodDefinition => fastKeywords(name, (rt, _self, args, kwnames) => {
  const [object, encoding, errors] = bindArguments(rt, { name, parameters: ['obj', 'encoding', 'errors'], required: 1 }, args, kwnames) as [PyObject, PyObject | null, PyObject | null];
  const encodingName = encoding === null ? 'utf-8' : nameArgument(rt, name, "argument 'encoding'", encoding);
  if (errors !== null) nameArgument(rt, name, "argument 'errors'", errors);
  return convertByCodec(rt, name === 'encode' ? 'encoding' : 'decoding', object, encodingName, errors);
}, doc);

const registry: readonly MethodDefinition[] = [
  oneArg('register', (rt, _self, search) => {
    if (!isCallable(search)) raise(rt, 'TypeError', 'argument must be callable');
    registerCodecSearch(rt, search);
    return incref(rt.none);
  }, 'Register a codec search function.'),
  oneArg('unregister', (rt, _self, search) => {
    unregisterCodecSearch(rt, search);
    return incref(rt.none);
  }, "Unregister a codec search function and clear the registry's cache."),
  oneArg('lookup', (rt, _self, encoding) => lookupCodec(rt, nameArgument(rt, 'lookup', 'argument', encoding)),
    'Looks up a codec tuple in the Python codec registry and returns a CodecInfo object.'),
  coding('encode', "Encodes obj using the codec registered for encoding."),
  coding('decode', "Decodes obj using the codec registered for encoding."),
  fast('register_error', (rt, _self, args) => {
    checkPositional(rt, 'register_error', args.length, 2, 2);
    const name = nameArgument(rt, 'register_error', 'argument 1', args[0] as PyObject);
    if (!isCallable(args[1] as PyObject)) raise(rt, 'TypeError', 'handler must be callable');
    registerErrorHandler(rt, name, args[1] as PyObject);
    return incref(rt.none);
  }, 'Register the specified error handler under the name errors.'),
  oneArg('lookup_error', (rt, _self, name) => lookupErrorHandler(rt, nameArgument(rt, 'lookup_error', 'argument', name)),
    'lookup_error(errors) -> handler'),
];

export const codecsModule: ModuleDefinition = {
  name: '_codecs',
  doc: null,
  methods: [
    ...registry,
    fast('escape_encode', (rt, _self, args) => {
      checkPositional(rt, 'escape_encode', args.length, 1, 2);
      const [data] = args as [PyObject];
      if (data.type !== rt.types.bytes) badArgument(rt, 'escape_encode', 'argument 1', 'bytes', data);
      errorsArgument(rt, 'escape_encode', args[1]);
      const bytes = stableBytes(rt, data);
      return pair(rt, newBytes(rt, encodeEscapes(bytes)), bytes.length);
    }),
    fast('escape_decode', (rt, _self, args) => {
      checkPositional(rt, 'escape_decode', args.length, 1, 2);
      const bytes = textOrBytes(rt, args[0] as PyObject);
      const errors = errorsArgument(rt, 'escape_decode', args[1]);
      return pair(rt, newBytes(rt, decodeEscapes(rt, bytes, errors, (at) => warnOfEscape(rt, at, bytes))), bytes.length);
    }),
    encodes('utf_8', 'utf-8'), decodes('utf_8', 'utf-8', true),
    encoder('utf_7_encode', 2, (_rt, text) => encodeUtf7(text)),
    running('utf_7_decode', 'utf7', false, false, (_rt, run) => decodeUtf7(run)),
    ...wide(16), ...wide(32),
    encoder('unicode_escape_encode', 2, (_rt, text) => encodeUnicodeEscape(text)),
    running('unicode_escape_decode', 'unicodeescape', true, true, (rt, run) => decodeUnicodeEscape(rt, run, (at, bytes) => warnOfEscape(rt, at, bytes))),
    encoder('raw_unicode_escape_encode', 2, (_rt, text) => encodeRawUnicodeEscape(text)),
    running('raw_unicode_escape_decode', 'rawunicodeescape', true, true, (_rt, run) => decodeRawUnicodeEscape(run)),
    encodes('latin_1', 'latin-1'), decodes('latin_1', 'latin-1', false), encodes('ascii', 'ascii'), decodes('ascii', 'ascii', false),
    encoder('charmap_encode', 3, (rt, text, errors, [mapping]) => (mapping === undefined || mapping === rt.none
      ? encodeToBytes(rt, text, 'latin-1', errors)
      : encodeCharmap(rt, text, errors, mapping, mapping.type === extensionType(rt, encodingMapType)))),
    fast('charmap_decode', (rt, _self, args) => {
      checkPositional(rt, 'charmap_decode', args.length, 1, 3);
      const bytes = stableBytes(rt, args[0] as PyObject);
      const errors = errorsArgument(rt, 'charmap_decode', args[1]);
      const mapping = args[2] ?? rt.none;
      if (mapping === rt.none) return pair(rt, decodePart(rt, bytes, 'latin-1', errors, true).text, bytes.length);
      const run = new DecodeRun(rt, 'charmap', bytes, errors, true);
      try {
        decodeCharmap(rt, run, mapping);
        return pair(rt, run.text.result(rt), bytes.length);
      } finally {
        run.release();
      }
    }),
    oneArg('charmap_build', (rt, _self, table) => buildCharmap(rt, table)),
    fast('readbuffer_encode', (rt, _self, args) => {
      checkPositional(rt, 'readbuffer_encode', args.length, 1, 2);
      const object = args[0] as PyObject;
      if (!isStrLike(rt, object) && bytesView(rt, object) === null) raise(rt, 'TypeError', `a bytes-like object is required, not '${object.type.name}'`);
      const bytes = textOrBytes(rt, object);
      errorsArgument(rt, 'readbuffer_encode', args[1]);
      return pair(rt, newBytes(rt, bytes.slice()), bytes.length);
    }),
  ],
};
