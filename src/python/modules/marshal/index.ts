/** The `marshal` module (CPython Python/marshal.c): what goes into compiled files. Files are objects with read and write. */
import { decref, type PyObject } from '../../memory';
import { asIndexNumber, asInt32, callMethod, fast, newByteArray, newBytes, newInt, newMemoryView, oneArg, raise, withBytes, type PyType, type Runtime } from '../../objects';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { MarshalReader } from './reader';
import { marshalObject } from './writer';

const VERSION = 4;

function versionArgument(rt: Runtime, object: PyObject | undefined): number {
  return object === undefined ? VERSION : asInt32(rt, object);
}

/** PyMarshal_ReadObjectFromString */
function readFrom(rt: Runtime, bytes: Uint8Array): PyObject {
  const reader = new MarshalReader(rt, bytes);
  try {
    return reader.readObject();
  } finally {
    reader.finish();
  }
}

/** load(): the file's `readinto` fills a buffer for each piece (r_string). */
function load(rt: Runtime, file: PyObject): PyObject {
  const zero = newInt(rt, 0);
  let first: PyObject;
  try {
    first = callMethod(rt, file, 'read', [zero]);
  } finally {
    decref(rt, zero);
  }
  const { name, layout } = first.type as PyType;
  decref(rt, first);
  if (layout !== rt.types.bytes) raise(rt, 'TypeError', `file.read() returned not bytes but ${name}`);
  const reader = new MarshalReader(rt, new Uint8Array(0), (count) => readInto(rt, file, count));
  try {
    return reader.readObject();
  } finally {
    reader.finish();
  }
}

function readInto(rt: Runtime, file: PyObject, count: number): Uint8Array {
  if (count === 0) return new Uint8Array(0);
  const target = newByteArray(rt, new Uint8Array(count));
  try {
    const view = newMemoryView(rt, target);
    let result: PyObject;
    try {
      result = callMethod(rt, file, 'readinto', [view]);
    } finally {
      decref(rt, view);
    }
    let read: number;
    try {
      read = asIndexNumber(rt, result, 'ValueError');
    } finally {
      decref(rt, result);
    }
    if (read > count) raise(rt, 'ValueError', `read() returned too much data: ${count} bytes requested, ${read} returned`);
    if (read < count) raise(rt, 'EOFError', 'EOF read where not expected');
    return target.value.bytes.slice(0, count);
  } finally {
    decref(rt, target);
  }
}

export const marshalModule: ModuleDefinition = {
  name: 'marshal',
  doc: null,
  methods: [
    fast('dump', (rt, _self, args) => {
      checkPositional(rt, 'dump', args, 2, 3);
      const bytes = newBytes(rt, marshalObject(rt, args[0] as PyObject, versionArgument(rt, args[2])));
      try {
        return callMethod(rt, args[1] as PyObject, 'write', [bytes]);
      } finally {
        decref(rt, bytes);
      }
    }),
    oneArg('load', (rt, _self, file) => load(rt, file)),
    fast('dumps', (rt, _self, args) => {
      checkPositional(rt, 'dumps', args, 1, 2);
      return newBytes(rt, marshalObject(rt, args[0] as PyObject, versionArgument(rt, args[1])));
    }),
    oneArg('loads', (rt, _self, source) => withBytes(rt, source, (bytes) => readFrom(rt, bytes))),
  ],
  constants: (rt) => ({ version: newInt(rt, VERSION) }),
};

