/**
 * The registry of codecs and error handlers (CPython Python/codecs.c). In: names. Out: what Python code has registered with
 * `codecs.register` and `codecs.register_error`. The package `encodings` is imported when a name is first looked for here; the
 * usual encodings are found without (`encoding.ts`).
 */
import { decref, incref, type PyObject } from '../memory';
import { callMethod, callObject, isTrue, lookupAttributeString } from './abstract';
import { newBuiltinFunction } from './builtinFunction';
import { ERROR_HANDLERS } from './codecErrorHandlers';
import { PythonError } from './errors';
import type { PyStr, PyTuple } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { machine } from './services';
import { internStr, newStr } from './strValue';
import type { PyType } from './type';

const STATE_KEY = 'codec registry';

interface CodecRegistry {
  /** All owned. */
  readonly searchers: PyObject[];
  readonly cache: Map<string, PyObject>;
  readonly errorHandlers: Map<string, PyObject>;
  imported: boolean;
}

function registryOf(rt: Runtime): CodecRegistry {
  const known = rt.moduleStates.get(STATE_KEY) as CodecRegistry | undefined;
  if (known !== undefined) return known;
  const registry: CodecRegistry = { searchers: [], cache: new Map(), errorHandlers: new Map(), imported: false };
  rt.moduleStates.set(STATE_KEY, registry);
  return registry;
}

/** `encodings` registers its search function when it is imported. */
function importEncodings(rt: Runtime, registry: CodecRegistry): void {
  if (registry.imported) return;
  registry.imported = true;
  const name = internStr(rt, 'encodings');
  try {
    decref(rt, machine(rt).importModule(name, null, null, rt.none, 0));
  } finally {
    decref(rt, name);
  }
}

export function registerCodecSearch(rt: Runtime, search: PyObject): void {
  registryOf(rt).searchers.push(incref(search));
}

export function unregisterCodecSearch(rt: Runtime, search: PyObject): void {
  const { searchers, cache } = registryOf(rt);
  const index = searchers.indexOf(search);
  if (index < 0) return;
  const cached = [...cache.values()];
  cache.clear();
  for (const codec of cached) decref(rt, codec);
  searchers.splice(index, 1);
  decref(rt, search);
}

/** Letters and digits in lower case, everything between them one underscore (_Py_normalize_encoding). */
export function normalizeEncodingName(name: string): string {
  return name.replace(/[^a-zA-Z0-9.]+/g, '_').replace(/^_|_$/g, '').toLowerCase();
}

/** The four functions of an encoding (new reference), or LookupError (_PyCodec_Lookup). */
export function lookupCodec(rt: Runtime, name: string): PyTuple {
  const registry = registryOf(rt);
  const key = normalizeEncodingName(name);
  const cached = registry.cache.get(key);
  if (cached !== undefined) return incref(cached) as PyTuple;
  importEncodings(rt, registry);
  const normal = internStr(rt, key);
  try {
    for (const search of [...registry.searchers]) {
      const found = callObject(rt, search, [normal]);
      if (found === rt.none) {
        decref(rt, found);
        continue;
      }
      if ((found.type as PyType).layout !== rt.types.tuple || (found as PyTuple).value.length !== 4) {
        decref(rt, found);
        raise(rt, 'TypeError', 'codec search functions must return 4-tuples');
      }
      registry.cache.set(key, incref(found));
      return found as PyTuple;
    }
  } finally {
    decref(rt, normal);
  }
  return raise(rt, 'LookupError', `unknown encoding: ${name}`);
}

/** The same, but LookupError for what does not convert between str and bytes (_PyCodec_LookupTextEncoding). */
function lookupTextCodec(rt: Runtime, name: string, alternative: string): PyTuple {
  const codec = lookupCodec(rt, name);
  if (codec.type !== rt.types.tuple) {
    const flag = lookupAttributeString(rt, codec, '_is_text_encoding');
    if (flag !== null) {
      const isText = isTrue(rt, flag);
      decref(rt, flag);
      if (!isText) {
        decref(rt, codec);
        raise(rt, 'LookupError', `'${name}' is not a text encoding; use ${alternative} to handle arbitrary codecs`);
      }
    }
  }
  return codec;
}

/** Runs a codec's encoder or decoder (new reference); takes the codec over. Errors get a note with the codec's name. */
function runCodec(rt: Runtime, codec: PyTuple, direction: 'encoding' | 'decoding', object: PyObject, name: string, errors: PyObject | null): PyObject {
  const coder = codec.value[direction === 'encoding' ? 0 : 1] as PyObject;
  let result: PyObject;
  try {
    result = callObject(rt, coder, errors === null ? [object] : [object, errors]);
  } catch (error) {
    if (error instanceof PythonError) {
      const note = newStr(rt, `${direction} with '${name}' codec failed`);
      decref(rt, callMethod(rt, error.exception, 'add_note', [note]));
      decref(rt, note);
    }
    throw error;
  } finally {
    decref(rt, codec);
  }
  try {
    if ((result.type as PyType).layout !== rt.types.tuple || (result as PyTuple).value.length !== 2) {
      raise(rt, 'TypeError', direction === 'encoding' ? 'encoder must return a tuple (object, integer)' : 'decoder must return a tuple (object,integer)');
    }
    return incref((result as PyTuple).value[0] as PyObject);
  } finally {
    decref(rt, result);
  }
}

/** codecs.encode and codecs.decode: any codec, any objects. */
export function convertByCodec(rt: Runtime, direction: 'encoding' | 'decoding', object: PyObject, name: string, errors: PyObject | null): PyObject {
  return runCodec(rt, lookupCodec(rt, name), direction, object, name, errors);
}

/** str.encode and bytes.decode by a codec of Python. */
export function convertTextByCodec(rt: Runtime, direction: 'encoding' | 'decoding', object: PyObject, name: string, errors: string | null): PyObject {
  const codec = lookupTextCodec(rt, name, direction === 'encoding' ? 'codecs.encode()' : 'codecs.decode()');
  const errorsObject: PyStr | null = errors === null ? null : newStr(rt, errors);
  try {
    return runCodec(rt, codec, direction, object, name, errorsObject);
  } finally {
    if (errorsObject !== null) decref(rt, errorsObject);
  }
}

export function registerErrorHandler(rt: Runtime, name: string, handler: PyObject): void {
  const { errorHandlers } = registryOf(rt);
  const old = errorHandlers.get(name);
  errorHandlers.set(name, incref(handler));
  if (old !== undefined) decref(rt, old);
}

/** The function of that name (new reference), or LookupError. */
export function lookupErrorHandler(rt: Runtime, name: string): PyObject {
  const { errorHandlers } = registryOf(rt);
  const known = errorHandlers.get(name);
  if (known !== undefined) return incref(known);
  const definition = ERROR_HANDLERS.get(name);
  if (definition === undefined) raise(rt, 'LookupError', `unknown error handler name '${name}'`);
  const handler = newBuiltinFunction(rt, definition, null, null);
  errorHandlers.set(name, handler);
  return incref(handler);
}
