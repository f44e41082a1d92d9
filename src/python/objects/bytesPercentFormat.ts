/**
 * `bytes % arguments` (CPython's _PyBytes_FormatEx). In: a format and a tuple, a mapping or one object. Out:
 * bytes.
 */
import { decref, type PyObject } from '../memory';
import { ascii, callObject } from './abstract';
import { byteOf } from './bytesConversion';
import { bytesView } from './bytesView';
import { isBytesLike, newBytesFromLatin1 } from './bytesValue';
import { ownBytes } from './bytesMethods';
import { bytesOfLatin1, latin1Text } from './latin1';
import {
  fillConversion, parseConversion, PercentArguments, percentFloat, percentInt, raiseUnsupportedType, type Conversion,
} from './percentFormat';
import { raise } from './raise';
import type { Runtime } from './runtime';
import type { PyType } from './type';
import { lookupSpecial } from './typeLookup';

export function bytesPercentFormat(rt: Runtime, self: PyObject, argsObject: PyObject): Uint8Array {
  const characters = latin1Text(ownBytes(self)).split('');
  const args = new PercentArguments(rt, argsObject, [rt.types.bytes, rt.types.bytearray, rt.types.str]);
  const parts: string[] = [];
  try {
    for (let at = 0; at < characters.length;) {
      if (characters[at] !== '%') {
        parts.push(characters[at++] as string);
        continue;
      }
      if (characters[at + 1] === '%') {
        parts.push('%');
        at += 2;
        continue;
      }
      const { conversion, end } = parseConversion(rt, characters, at + 1, args, (key) => args.useKey(newBytesFromLatin1(rt, key)));
      at = end;
      parts.push(convert(rt, conversion, args.take(), end - 1));
    }
    args.finish('bytes');
  } finally {
    args.drop();
  }
  return bytesOfLatin1(parts.join(''));
}

function convert(rt: Runtime, conversion: Conversion, object: PyObject, index: number): string {
  switch (conversion.type) {
    case 's': case 'b': return cut(rt, conversion, bytesText(rt, object));
    case 'r': case 'a': {
      const text = ascii(rt, object);
      const { value } = text;
      decref(rt, text);
      return cut(rt, conversion, value);
    }
    case 'c': return fillConversion(rt, characterFor(rt, object), 1, conversion, false);
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': {
      const text = percentInt(rt, object, conversion);
      return fillConversion(rt, text, text.length, conversion, true);
    }
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': {
      if ((object.type as PyType).nbFloat === null && (object.type as PyType).nbIndex === null) {
        raise(rt, 'TypeError', `float argument required, not ${object.type.name}`);
      }
      const text = percentFloat(rt, object, conversion);
      return fillConversion(rt, text, text.length, conversion, true);
    }
    default: return raiseUnsupportedType(rt, conversion.type, index);
  }
}

function cut(rt: Runtime, conversion: Conversion, text: string): string {
  const shown = conversion.precision >= 0 ? text.slice(0, conversion.precision) : text;
  return fillConversion(rt, shown, shown.length, conversion, false);
}

/** A buffer, or what `__bytes__` gives. */
function bytesText(rt: Runtime, object: PyObject): string {
  const view = bytesView(rt, object);
  if (view !== null) return latin1Text(view);
  const method = lookupSpecial(rt, object, '__bytes__');
  if (method === null) raise(rt, 'TypeError', `%b requires a bytes-like object, or an object that implements __bytes__, not '${object.type.name}'`);
  let result: PyObject;
  try {
    result = callObject(rt, method, []);
  } finally {
    decref(rt, method);
  }
  try {
    if (!isBytesLike(rt, result)) raise(rt, 'TypeError', `__bytes__ returned non-bytes (type ${result.type.name})`);
    return latin1Text(result.value);
  } finally {
    decref(rt, result);
  }
}

function characterFor(rt: Runtime, object: PyObject): string {
  const view = (object.type as PyType).layout === rt.types.memoryview ? null : bytesView(rt, object);
  if (view !== null && view.length === 1) return latin1Text(view);
  if (view !== null || (object.type as PyType).nbIndex === null) {
    raise(rt, 'TypeError', '%c requires an integer in range(256) or a single byte');
  }
  const byte = byteOrOverflow(rt, object);
  return String.fromCharCode(byte);
}

function byteOrOverflow(rt: Runtime, object: PyObject): number {
  const value = object.value as number | bigint;
  if (typeof value !== 'object' && (value < 0 || value > 255)) raise(rt, 'OverflowError', '%c arg not in range(256)');
  return byteOf(rt, object, 'byte');
}
