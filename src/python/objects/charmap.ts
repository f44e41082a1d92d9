/**
 * Encodings by table: `charmap_encode` and `charmap_decode` of `_codecs`, on which most of the package `encodings` rests (CPython's
 * unicodeobject.c PyUnicode_EncodeCharmap, PyUnicode_DecodeCharmap). In: text or bytes, a mapping. Out: the other one.
 */
import type { PyObject } from '../memory';
import { decref } from '../memory';
import { getItem } from './abstract';
import { isBytesLike } from './bytesValue';
import { codePointsOf } from './codePointText';
import type { DecodeRun} from './encodingErrors';
import { EncodeRun } from './encodingErrors';
import { PythonError } from './errors';
import { isIntLike, newInt } from './intValue';
import type { PyBytes, PyStr } from './layouts';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike } from './strValue';

const UNDEFINED = 'character maps to <undefined>';
/** What tables hold where a byte means nothing. */
const NOTHING = 0xfffe;

/** `mapping[code]` (new reference); null where there is none or it is None. */
function lookup(rt: Runtime, mapping: PyObject, code: number): PyObject | null {
  const key = newInt(rt, code);
  try {
    const value = getItem(rt, mapping, key);
    if (value !== rt.none) return value;
    decref(rt, value);
    return null;
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.LookupError)) throw error;
    decref(rt, error.exception);
    return null;
  } finally {
    decref(rt, key);
  }
}

export function decodeCharmap(rt: Runtime, run: DecodeRun, mapping: PyObject): void {
  const table = mapping.type === rt.types.str ? codePointsOf(mapping as PyStr) : null;
  while (run.at < run.bytes.length) {
    const byte = run.bytes[run.at] as number;
    const known = table === null ? addMapped(rt, run, mapping, byte) : addFromTable(run, table, byte);
    if (known) run.at++;
    else run.fail(run.at, run.at + 1, UNDEFINED);
  }
}

function addFromTable(run: DecodeRun, table: ArrayLike<number>, byte: number): boolean {
  const code = table[byte];
  if (code === undefined || code === NOTHING) return false;
  run.text.add(code);
  return true;
}

function addMapped(rt: Runtime, run: DecodeRun, mapping: PyObject, byte: number): boolean {
  const value = lookup(rt, mapping, byte);
  if (value === null) return false;
  try {
    if (isIntLike(rt, value)) {
      const code = Number(value.value);
      if (code === NOTHING) return false;
      if (code < 0 || code > 0x10ffff) raise(rt, 'TypeError', 'character mapping must be in range(0x110000)');
      run.text.add(code);
      return true;
    }
    if (!isStrLike(rt, value)) raise(rt, 'TypeError', 'character mapping must return integer, None or str');
    if (value.value === '\ufffe') return false;
    run.text.addStr(value);
    return true;
  } finally {
    decref(rt, value);
  }
}

/** What `charmap_build` makes of a table that allows it: from characters to bytes. */
export interface EncodingMapData { readonly bytes: ReadonlyMap<number, number> }

/** `encodingMap`: the type of those objects. */
export function encodeCharmap(rt: Runtime, source: PyStr, errors: string, mapping: PyObject, isEncodingMap: boolean): Uint8Array {
  const table = isEncodingMap ? (mapping as PyObject<EncodingMapData>).value.bytes : null;
  const run = new EncodeRun(rt, 'charmap', source, errors);
  const { codes, out } = run;
  const encode = (code: number): boolean => {
    if (table === null) return addEncoded(rt, run, mapping, code);
    const byte = table.get(code);
    if (byte !== undefined) out.add(byte);
    return byte !== undefined;
  };
  try {
    while (run.at < codes.length) {
      if (encode(codes[run.at] as number)) {
        run.at++;
        continue;
      }
      let end = run.at + 1;
      while (end < codes.length && !isKnown(rt, table, mapping, codes[end] as number)) end++;
      run.fail(run.at, end, UNDEFINED, encode);
    }
    return out.result();
  } finally {
    run.release();
  }
}

function isKnown(rt: Runtime, table: ReadonlyMap<number, number> | null, mapping: PyObject, code: number): boolean {
  if (table !== null) return table.has(code);
  const value = encodedValue(rt, mapping, code);
  if (value === null) return false;
  decref(rt, value);
  return true;
}

/** An int below 256 or a bytes (new reference); null where there is none. */
function encodedValue(rt: Runtime, mapping: PyObject, code: number): PyObject | null {
  const value = lookup(rt, mapping, code);
  if (value === null || isBytesLike(rt, value)) return value;
  const isByte = isIntLike(rt, value);
  if (isByte && value.value >= 0 && value.value < 256) return value;
  const { name } = value.type;
  decref(rt, value);
  return raise(rt, 'TypeError', isByte ? 'character mapping must be in range(256)' : `character mapping must return integer, bytes or None, not ${name}`);
}

function addEncoded(rt: Runtime, run: EncodeRun, mapping: PyObject, code: number): boolean {
  const value = encodedValue(rt, mapping, code);
  if (value === null) return false;
  if (isBytesLike(rt, value)) run.out.addAll((value as PyBytes).value);
  else run.out.add(Number((value as PyObject<number>).value));
  decref(rt, value);
  return true;
}
