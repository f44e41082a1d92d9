/** The `binascii` module (CPython Modules/binascii.c): its functions and their arguments; the algorithms are beside it. */
import { decref, incref, type PyObject } from '../../memory';
import {
  asInt32, bufferBytes, BufferFlags, fast, fastKeywords, getBuffer, hexOf, index, isTrue, newBytes, newInt, raise, releaseBuffer, unpackKeywords, withBytes,
  type MethodDefinition, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { crc32, crcHqx } from '../checksums';
import { checkPositional } from '../keywordArguments';
import { newErrorType, raiseError } from '../moduleErrors';
import type { ModuleDefinition } from '../moduleDefinition';
import { decodeBase64, decodeUu, encodeBase64, encodeUu } from './base64';
import { decodeQuoted, encodeQuoted } from './quotedPrintable';

interface State { readonly Error: PyObject; readonly Incomplete: PyObject }

function state(rt: Runtime): State {
  const known = rt.moduleStates.get('binascii') as State | undefined;
  if (known !== undefined) return known;
  const made = {
    Error: newErrorType(rt, 'binascii', 'Error', rt.exceptions.ValueError.object),
    Incomplete: newErrorType(rt, 'binascii', 'Incomplete', rt.exceptions.Exception.object),
  };
  rt.moduleStates.set('binascii', made);
  return made;
}

/** ascii_buffer_converter */
function withAscii<R>(rt: Runtime, object: PyObject, read: (bytes: Uint8Array) => R): R {
  if ((object.type as PyType).layout === rt.types.str) {
    const { value } = object as PyStr;
    if (/[^\0-\x7f]/.test(value)) raise(rt, 'ValueError', 'string argument should contain only ASCII characters');
    return read(Uint8Array.from(value, (character) => character.charCodeAt(0)));
  }
  if ((object.type as PyType).getBuffer === null) raise(rt, 'TypeError', `argument should be bytes, buffer or ASCII string, not '${object.type.name}'`);
  const buffer = getBuffer(rt, object, BufferFlags.Simple);
  try {
    return read(bufferBytes(buffer));
  } finally {
    releaseBuffer(rt, buffer);
  }
}

/** Bytes, or binascii.Error with the text that says what is wrong. */
function bytesOrError(rt: Runtime, result: Uint8Array | string): PyObject {
  return typeof result === 'string' ? raiseError(rt, state(rt).Error, result) : newBytes(rt, result);
}

const truth = (rt: Runtime, object: PyObject | undefined, otherwise: boolean): boolean => (object === undefined ? otherwise : isTrue(rt, object));

function unhexlify(rt: Runtime, digits: Uint8Array): PyObject {
  if (digits.length % 2 === 1) raiseError(rt, state(rt).Error, 'Odd-length string');
  const text = Array.from(digits, (code) => String.fromCharCode(code)).join('');
  if (!/^[0-9A-Fa-f]*$/.test(text)) raiseError(rt, state(rt).Error, 'Non-hexadecimal digit found');
  return newBytes(rt, Uint8Array.from({ length: text.length / 2 }, (_unused, at) => parseInt(text.slice(2 * at, 2 * at + 2), 16)));
}

const hexlify = (name: string): MethodDefinition => fastKeywords(name, (rt, _self, args, kwnames) => {
  const [data, separator, group] = unpackKeywords(rt, { function: name, names: ['data', 'sep', 'bytes_per_sep'], required: 1 }, args, kwnames);
  return withBytes(rt, data as PyObject, (bytes) => {
    const text = hexOf(rt, bytes, separator, group === undefined ? 1 : asInt32(rt, group));
    return newBytes(rt, Uint8Array.from(text, (character) => character.charCodeAt(0)));
  });
});

/** An unsigned int argument that is cut to 32 bits (PyLong_AsUnsignedLongMask). */
function mask32(rt: Runtime, object: PyObject): number {
  const integer = index(rt, object);
  const value = Number(BigInt.asUintN(32, BigInt(integer.value)));
  decref(rt, integer);
  return value;
}

/** Where the first parameter is positional only. */
const positionalFirst = (name: string, others: readonly string[], maximumPositional = 1): { function: string; names: readonly string[]; required: number; maximumPositional: number } => (
  { function: name, names: ['', ...others], required: 1, maximumPositional }
);

export const binasciiModule: ModuleDefinition = {
  name: 'binascii',
  doc: 'Conversion between binary data and ASCII',
  methods: [
    fast('a2b_uu', (rt, _self, args) => {
      checkPositional(rt, 'a2b_uu', args, 1, 1);
      return withAscii(rt, args[0] as PyObject, (bytes) => bytesOrError(rt, decodeUu(bytes)));
    }),
    fastKeywords('b2a_uu', (rt, _self, args, kwnames) => {
      const [data, backtick] = unpackKeywords(rt, positionalFirst('b2a_uu', ['backtick']), args, kwnames);
      const quotes = truth(rt, backtick, false);
      return withBytes(rt, data as PyObject, (bytes) => bytesOrError(rt, encodeUu(bytes, quotes)));
    }),
    fastKeywords('a2b_base64', (rt, _self, args, kwnames) => {
      const [data, strict] = unpackKeywords(rt, positionalFirst('a2b_base64', ['strict_mode']), args, kwnames);
      const isStrict = truth(rt, strict, false);
      return withAscii(rt, data as PyObject, (bytes) => bytesOrError(rt, decodeBase64(bytes, isStrict)));
    }),
    fastKeywords('b2a_base64', (rt, _self, args, kwnames) => {
      const [data, newline] = unpackKeywords(rt, positionalFirst('b2a_base64', ['newline']), args, kwnames);
      const ends = truth(rt, newline, true);
      return withBytes(rt, data as PyObject, (bytes) => newBytes(rt, encodeBase64(bytes, ends)));
    }),
    hexlify('b2a_hex'),
    hexlify('hexlify'),
    fast('a2b_hex', (rt, _self, args) => {
      checkPositional(rt, 'a2b_hex', args, 1, 1);
      return withAscii(rt, args[0] as PyObject, (bytes) => unhexlify(rt, bytes));
    }),
    fast('unhexlify', (rt, _self, args) => {
      checkPositional(rt, 'unhexlify', args, 1, 1);
      return withAscii(rt, args[0] as PyObject, (bytes) => unhexlify(rt, bytes));
    }),
    fast('crc_hqx', (rt, _self, args) => {
      checkPositional(rt, 'crc_hqx', args, 2, 2);
      const start = mask32(rt, args[1] as PyObject);
      return withBytes(rt, args[0] as PyObject, (bytes) => newInt(rt, crcHqx(bytes, start)));
    }),
    fast('crc32', (rt, _self, args) => {
      checkPositional(rt, 'crc32', args, 1, 2);
      const start = args[1] === undefined ? 0 : mask32(rt, args[1]);
      return withBytes(rt, args[0] as PyObject, (bytes) => newInt(rt, crc32(bytes, start)));
    }),
    fastKeywords('a2b_qp', (rt, _self, args, kwnames) => {
      const [data, header] = unpackKeywords(rt, { function: 'a2b_qp', names: ['data', 'header'], required: 1 }, args, kwnames);
      const isHeader = truth(rt, header, false);
      return withAscii(rt, data as PyObject, (bytes) => newBytes(rt, decodeQuoted(bytes, isHeader)));
    }),
    fastKeywords('b2a_qp', (rt, _self, args, kwnames) => {
      const [data, tabs, text, header] = unpackKeywords(rt, { function: 'b2a_qp', names: ['data', 'quotetabs', 'istext', 'header'], required: 1 }, args, kwnames);
      const [quoteTabs, isText, isHeader] = [truth(rt, tabs, false), truth(rt, text, true), truth(rt, header, false)];
      return withBytes(rt, data as PyObject, (bytes) => newBytes(rt, encodeQuoted(bytes, quoteTabs, isText, isHeader)));
    }),
  ],
  constants: (rt) => ({ Error: incref(state(rt).Error), Incomplete: incref(state(rt).Incomplete) }),
};
