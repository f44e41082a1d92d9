/** The `marshal` module (CPython Python/marshal.c): what goes into compiled files. Files are objects with read and write. */
import { decref, type PyObject } from '../../memory';
import { asInt32, callMethod, fast, newBytes, newInt, oneArg, raise, withBytes, type PyBytes, type PyType, type Runtime } from '../../objects';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { MarshalReader } from './reader';
import { marshalObject } from './writer';

const VERSION = 4;

function versionArgument(rt: Runtime, object: PyObject | undefined): number {
  return object === undefined ? VERSION : asInt32(rt, object);
}

/** An object, and how many bytes it took. */
function readFrom(rt: Runtime, bytes: Uint8Array): { object: PyObject; end: number } {
  const reader = new MarshalReader(rt, bytes);
  try {
    return { object: reader.readObject(), end: reader.at };
  } finally {
    reader.finish();
  }
}

/** load(): what was read too much goes back by `seek` where the file can. */
function load(rt: Runtime, file: PyObject): PyObject {
  const content = callMethod(rt, file, 'read', []);
  let end: number;
  let object: PyObject;
  try {
    if ((content.type as PyType).layout !== rt.types.bytes) raise(rt, 'TypeError', `file.read() returned not bytes but ${content.type.name}`);
    ({ object, end } = readFrom(rt, (content as PyBytes).value));
    const rest = (content as PyBytes).value.length - end;
    if (rest > 0) {
      const [offset, whence] = [newInt(rt, -rest), newInt(rt, 1)];
      try {
        decref(rt, callMethod(rt, file, 'seek', [offset, whence]));
      } finally {
        decref(rt, offset);
        decref(rt, whence);
      }
    }
  } finally {
    decref(rt, content);
  }
  return object;
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
    oneArg('loads', (rt, _self, source) => withBytes(rt, source, (bytes) => readFrom(rt, bytes).object)),
  ],
  constants: (rt) => ({ version: newInt(rt, VERSION) }),
};

