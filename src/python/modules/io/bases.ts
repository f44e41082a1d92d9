/** io: the base classes of all streams (CPython Modules/_io/iobase.c), as far as subclasses ask. */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, callMethod, callObject, dictGetString, fast, genericGetDict, genericSetDict, isTrue, iterNext, getIter, length, lookupAttributeString, asSize, bytesView, newBool, newBytes, newInt, newLayoutInstance, newList,
  newStr, noArgs, oneArg, raise, setAttributeString, PythonError,
  type GetSetDefinition, type PyBytes, type PyModule, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import type { DerivedDefinition } from '../extensionTypes';
import { optionalSize, withBytes } from './streamArguments';

/** io.UnsupportedOperation, which is made with the module. */
export function raiseUnsupported(rt: Runtime, operation: string): never {
  const module = dictGetString(rt.modules, '_io') as PyModule | null;
  const type = module === null ? null : dictGetString(module.value.dict, 'UnsupportedOperation');
  if (type === null) return raise(rt, 'OSError', operation);
  const message = newStr(rt, operation);
  const exception = callObject(rt, type, [message]);
  decref(rt, message);
  throw new PythonError(exception);
}

function isClosed(rt: Runtime, self: PyObject): boolean {
  const closed = lookupAttributeString(rt, self, 'closed');
  if (closed === null) return false;
  const result = isTrue(rt, closed);
  decref(rt, closed);
  return result;
}

function checkOpen(rt: Runtime, self: PyObject): void {
  if (isClosed(rt, self)) raise(rt, 'ValueError', 'I/O operation on closed file.');
}

function dictOf(self: PyObject): PyObject | null {
  return self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null);
}

const unsupported = (name: string): ReturnType<typeof fast> => fast(name, (rt) => raiseUnsupported(rt, name));

/** A check other streams make: open, or able to do something. */
const checking = (name: string, ability: 'seekable' | 'readable' | 'writable' | null): ReturnType<typeof fast> => fast(name, (rt, self) => {
  if (ability === null) checkOpen(rt, self);
  else {
    const answer = callMethod(rt, self, ability, []);
    const able = isTrue(rt, answer);
    decref(rt, answer);
    if (!able) raiseUnsupported(rt, `File or stream is not ${ability}.`);
  }
  return incref(rt.true);
});

/** A line by single bytes, or by what `peek` shows (_io__IOBase_readline_impl). */
function readLine(rt: Runtime, self: PyObject, limit: number): PyObject {
  const peek = lookupAttributeString(rt, self, 'peek');
  const bytes: number[] = [];
  try {
    while (limit < 0 || bytes.length < limit) {
      let count = 1;
      if (peek !== null) {
        const ahead = callObject(rt, peek, [rt.smallInts[6] as PyObject]);
        if ((ahead.type as PyType).layout !== rt.types.bytes) {
          const { name } = ahead.type;
          decref(rt, ahead);
          raise(rt, 'OSError', `peek() should have returned a bytes object, not '${name}'`);
        }
        const { value } = ahead as PyBytes;
        decref(rt, ahead);
        if (value.length > 0) {
          const newline = value.indexOf(10);
          count = newline < 0 ? value.length : newline + 1;
          if (limit >= 0) count = Math.min(count, limit - bytes.length);
        }
      }
      const size = newInt(rt, count);
      const part = callMethod(rt, self, 'read', [size]);
      decref(rt, size);
      if ((part.type as PyType).layout !== rt.types.bytes) {
        const { name } = part.type;
        decref(rt, part);
        raise(rt, 'OSError', `read() should have returned a bytes object, not '${name}'`);
      }
      const { value } = part as PyBytes;
      decref(rt, part);
      if (value.length === 0) break;
      for (const byte of value) bytes.push(byte);
      if (bytes[bytes.length - 1] === 10) break;
    }
  } finally {
    xdecref(rt, peek);
  }
  return newBytes(rt, Uint8Array.from(bytes));
}

/** RawIOBase.read: through readinto. */
function rawRead(rt: Runtime, self: PyObject, size: number): PyObject {
  if (size < 0) return callMethod(rt, self, 'readall', []);
  const count = newInt(rt, size);
  const room = callObject(rt, rt.types.bytearray.object, [count]);
  decref(rt, count);
  try {
    const read = callMethod(rt, self, 'readinto', [room]);
    if (read === rt.none) return read;
    const length = asSize(rt, read);
    decref(rt, read);
    const bytes = bytesView(rt, room) as Uint8Array;
    return newBytes(rt, bytes.slice(0, length));
  } finally {
    decref(rt, room);
  }
}

function rawReadAll(rt: Runtime, self: PyObject): PyObject {
  const bytes: number[] = [];
  const size = newInt(rt, 8192);
  try {
    for (;;) {
      const part = callMethod(rt, self, 'read', [size]);
      if (part === rt.none) {
        if (bytes.length === 0) return part;
        decref(rt, part);
        break;
      }
      if ((part.type as PyType).layout !== rt.types.bytes) {
        decref(rt, part);
        raise(rt, 'TypeError', 'read() should return bytes');
      }
      const { value } = part as PyBytes;
      decref(rt, part);
      if (value.length === 0) break;
      for (const byte of value) bytes.push(byte);
    }
  } finally {
    decref(rt, size);
  }
  return newBytes(rt, Uint8Array.from(bytes));
}

/** BufferedIOBase.readinto: through read. */
const readInto = (name: 'readinto' | 'readinto1'): ReturnType<typeof oneArg> => oneArg(name, (rt, self, target) => withBytes(rt, target, true, (bytes) => {
  const size = newInt(rt, bytes.length);
  const part = callMethod(rt, self, name === 'readinto' ? 'read' : 'read1', [size]);
  decref(rt, size);
  try {
    if ((part.type as PyType).layout !== rt.types.bytes) raise(rt, 'TypeError', 'read() should return bytes');
    const { value } = part as PyBytes;
    if (value.length > bytes.length) raise(rt, 'ValueError', `read() returned too much data: ${bytes.length} bytes requested, ${value.length} returned`);
    bytes.set(value);
    return newInt(rt, value.length);
  } finally {
    decref(rt, part);
  }
}));

export const ioBaseType: TypeDefinition = {
  name: '_io._IOBase',
  doc: 'The abstract base class for all I/O classes.',
  gc: true,
  weakrefs: true,
  basicsize: 32,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newLayoutInstance(rt, type, null),
    iter: (rt, self) => {
      checkOpen(rt, self);
      return incref(self);
    },
    iternext: (rt, self) => {
      const line = callMethod(rt, self, 'readline', []);
      if (length(rt, line) > 0) return line;
      decref(rt, line);
      return null;
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      if (!(self.type as PyType).flags.heap) xdecref(rt, dictOf(self));
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const dict = dictOf(self);
      if (dict !== null) visit(dict);
    },
  },
  methods: [
    unsupported('seek'), unsupported('truncate'), unsupported('fileno'),
    noArgs('tell', (rt, self) => {
      const [zero, one] = [rt.smallInts[5] as PyObject, rt.smallInts[6] as PyObject];
      return callMethod(rt, self, 'seek', [zero, one]);
    }),
    noArgs('flush', (rt, self) => {
      checkOpen(rt, self);
      return incref(rt.none);
    }),
    noArgs('close', (rt, self) => {
      if (isClosed(rt, self)) return incref(rt.none);
      try {
        decref(rt, callMethod(rt, self, 'flush', []));
      } finally {
        setAttributeString(rt, self, '__IOBase_closed', rt.true);
      }
      return incref(rt.none);
    }),
    noArgs('seekable', (rt) => newBool(rt, false)), noArgs('readable', (rt) => newBool(rt, false)), noArgs('writable', (rt) => newBool(rt, false)),
    noArgs('isatty', (rt, self) => {
      checkOpen(rt, self);
      return newBool(rt, false);
    }),
    noArgs('__enter__', (rt, self) => {
      checkOpen(rt, self);
      return incref(self);
    }),
    fast('__exit__', (rt, self) => callMethod(rt, self, 'close', [])),
    fast('readline', (rt, self, args) => readLine(rt, self, optionalSize(rt, args[0]))),
    fast('readlines', (rt, self, args) => {
      const hint = optionalSize(rt, args[0]);
      const lines: PyObject[] = [];
      let size = 0;
      const iterator = getIter(rt, self);
      try {
        for (let line = iterNext(rt, iterator); line !== null; line = iterNext(rt, iterator)) {
          lines.push(line);
          size += length(rt, line);
          if (hint > 0 && size >= hint) break;
        }
      } finally {
        decref(rt, iterator);
      }
      return newList(rt, lines);
    }),
    checking('_checkClosed', null), checking('_checkSeekable', 'seekable'), checking('_checkReadable', 'readable'), checking('_checkWritable', 'writable'),
    oneArg('writelines', (rt, self, lines) => {
      checkOpen(rt, self);
      const iterator = getIter(rt, lines);
      try {
        for (let line = iterNext(rt, iterator); line !== null; line = iterNext(rt, iterator)) {
          try {
            decref(rt, callMethod(rt, self, 'write', [line]));
          } finally {
            decref(rt, line);
          }
        }
      } finally {
        decref(rt, iterator);
      }
      return incref(rt.none);
    }),
  ],
  getset: [
    { name: '__dict__', get: genericGetDict, set: genericSetDict },
    {
      name: 'closed',
      get: (rt, self) => {
        const flag = lookupAttributeString(rt, self, '__IOBase_closed');
        if (flag !== null) decref(rt, flag);
        return newBool(rt, flag !== null);
      },
    },
  ],
};

const derived = (name: string, derivedFrom: TypeDefinition, doc: string, methods: TypeDefinition['methods'] = []): DerivedDefinition => ({
  name, doc, derivedFrom, gc: true, weakrefs: true, basicsize: 32, attributes: AttributeStorage.LazyDict, flags: { basetype: true },
  slots: {}, methods,
});

export const rawIoBaseType = derived('_io._RawIOBase', ioBaseType, 'Base class for raw binary I/O.', [
  fast('read', (rt, self, args) => rawRead(rt, self, optionalSize(rt, args[0]))),
  noArgs('readall', rawReadAll, 'Read until EOF, using multiple read() call.'),
  oneArg('readinto', (rt) => raise(rt, 'NotImplementedError')), oneArg('write', (rt) => raise(rt, 'NotImplementedError')),
]);
export const bufferedIoBaseType = derived('_io._BufferedIOBase', ioBaseType, 'Base class for buffered IO objects.',
  [unsupported('detach'), unsupported('read'), unsupported('read1'), readInto('readinto'), readInto('readinto1'), unsupported('write')]);
const absent = (name: string, doc: string): GetSetDefinition => ({ name, doc, get: (rt) => incref(rt.none) });
export const textIoBaseType: DerivedDefinition = {
  ...derived('_io._TextIOBase', ioBaseType, 'Base class for text I/O.', [unsupported('detach'), unsupported('read'), unsupported('readline'), unsupported('write')]),
  getset: [absent('encoding', 'Encoding of the text stream.'), absent('newlines', 'Line endings translated so far.'), absent('errors', 'The error setting of the decoder or encoder.')],
};
