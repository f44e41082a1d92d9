/**
 * io.BytesIO (CPython Modules/_io/bytesio.c). The contents are a bytes object, which may be shared with who gave or got it: it is
 * copied before it is changed while somebody else holds it.
 */
import { decref, incref, xdecref, PyObject } from '../../memory';
import {
  AttributeStorage, BufferFlags, callObject, fast, fillBuffer, getIter, iterNext, newBool, newBytes, newInt, newLayoutInstance, newList, newTuple, noArgs, oneArg, raise, asSize,
  type MethodDefinition, type Payload, type PyBytes, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType, type DerivedDefinition } from '../extensionTypes';
import { checkPositional, constructorArguments } from '../keywordArguments';
import { bufferedIoBaseType } from './bases';
import { dictState, optionalSize, restoreDict, streamSlots, withBytes } from './streamArguments';

interface BytesIoData {
  /** Owned; null when closed. May be longer than the contents. */
  buffer: PyBytes | null;
  size: number;
  position: number;
  /** Views of `getbuffer` that live. */
  exports: number;
}
type BytesIo = Payload<BytesIoData>;
/** A PyBytes whose bytes nobody else can see. */
interface OwnBytes { value: Uint8Array; attributes: unknown }

function dataOf(rt: Runtime, self: PyObject): BytesIoData & { buffer: PyBytes } {
  const { value } = self as BytesIo;
  if (value.buffer === null) raise(rt, 'ValueError', 'I/O operation on closed file.');
  return value as BytesIoData & { buffer: PyBytes };
}

function checkExports(rt: Runtime, data: BytesIoData): void {
  if (data.exports > 0) raise(rt, 'BufferError', 'Existing exports of data: object cannot be re-sized');
}

/** Makes the buffer the stream's own, with room for `capacity` bytes of which the contents are kept. */
function unshare(rt: Runtime, data: BytesIoData & { buffer: PyBytes }, capacity: number): void {
  const bytes = new Uint8Array(capacity);
  bytes.set(data.buffer.value.subarray(0, Math.min(data.size, capacity)));
  const old = data.buffer;
  data.buffer = new PyObject(rt.types.bytes, bytes);
  decref(rt, old);
}

const isShared = (data: { buffer: PyBytes }): boolean => data.buffer.refcnt > 1;

/** Room for `size` bytes (resize_buffer). */
function reserve(rt: Runtime, data: BytesIoData & { buffer: PyBytes }, size: number): void {
  const allocated = data.buffer.value.length;
  if (isShared(data)) {
    unshare(rt, data, Math.max(size, allocated));
    if (size <= allocated) return;
  }
  const capacity = data.buffer.value.length;
  let wanted = capacity;
  if (size < capacity / 2) wanted = size + 1;
  else if (size < capacity) return;
  else wanted = size < capacity * 1.125 ? size + Math.floor(size / 8) + (size < 9 ? 3 : 6) : size + 1;
  const bytes = new Uint8Array(wanted);
  bytes.set(data.buffer.value.subarray(0, Math.min(data.size, wanted)));
  const own = data.buffer as unknown as OwnBytes;
  own.value = bytes;
  own.attributes = null;
}

function write(rt: Runtime, self: PyObject, object: PyObject): number {
  dataOf(rt, self);
  return withBytes(rt, object, false, (bytes) => {
    const data = dataOf(rt, self);
    checkExports(rt, data);
    if (bytes.length === 0) return 0;
    const source = bytes.slice();
    const end = data.position + source.length;
    if (end > data.buffer.value.length) reserve(rt, data, end);
    else if (isShared(data)) unshare(rt, data, Math.max(end, data.size));
    const target = data.buffer.value;
    if (data.position > data.size) target.fill(0, data.size, data.position);
    target.set(source, data.position);
    (data.buffer as unknown as OwnBytes).attributes = null;
    data.position = end;
    if (end > data.size) data.size = end;
    return source.length;
  });
}

function getValue(rt: Runtime, self: PyObject): PyObject {
  const data = dataOf(rt, self);
  if (data.size !== data.buffer.value.length && data.exports === 0) {
    if (isShared(data)) unshare(rt, data, data.size);
    else if (data.size <= 1) {
      const old = data.buffer;
      data.buffer = newBytes(rt, old.value.slice(0, data.size));
      decref(rt, old);
    } else (data.buffer as unknown as OwnBytes).value = data.buffer.value.slice(0, data.size);
  }
  return data.size === data.buffer.value.length ? incref(data.buffer) : newBytes(rt, data.buffer.value.slice(0, data.size));
}

function readBytes(rt: Runtime, data: BytesIoData & { buffer: PyBytes }, count: number): PyObject {
  const { buffer, position } = data;
  data.position += count;
  if (count > 1 && position === 0 && count === buffer.value.length && data.exports === 0) return incref(buffer);
  return newBytes(rt, buffer.value.slice(position, position + count));
}

function read(name: string): MethodDefinition {
  return fast(name, (rt, self, args) => {
    checkPositional(rt, name, args, 0, 1);
    const size = optionalSize(rt, args[0]);
    const data = dataOf(rt, self);
    const left = Math.max(0, data.size - data.position);
    return readBytes(rt, data, size < 0 || size > left ? left : size);
  }, name === 'read' ? 'Read at most size bytes, returned as a bytes object.' : 'Read at most size bytes, returned as a bytes object.');
}

function lineLength(data: BytesIoData & { buffer: PyBytes }, limit: number): number {
  if (data.position >= data.size) return 0;
  const newline = data.buffer.value.indexOf(10, data.position);
  const length = (newline < 0 || newline >= data.size ? data.size : newline + 1) - data.position;
  return limit >= 0 && limit < length ? limit : length;
}

/** What `getbuffer` shows: the exporter behind its memoryview. */
export const bytesIoBufferType: TypeDefinition = {
  name: '_io._BytesIOBuffer',
  gc: true,
  basicsize: 24,
  flags: { disallowInstantiation: true },
  slots: {
    getBuffer: (rt, self, flags) => {
      const stream = (self as PyObject<BytesIo>).value;
      const data = dataOf(rt, stream);
      if (data.exports === 0 && isShared(data)) unshare(rt, data, data.size);
      const buffer = fillBuffer(rt, self, data.buffer.value.subarray(0, data.size), false, flags & ~BufferFlags.Writable);
      data.exports++;
      return buffer;
    },
    releaseBuffer: (_rt, self) => {
      (self as PyObject<BytesIo>).value.value.exports--;
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      decref(rt, (self as PyObject<BytesIo>).value);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => visit((self as PyObject<BytesIo>).value),
  },
};

function setState(rt: Runtime, self: PyObject, state: PyObject): PyObject {
  if ((state.type as PyType).layout !== rt.types.tuple || (state as PyTuple).value.length < 3) {
    raise(rt, 'TypeError', `${self.type.name}.__setstate__ argument should be 3-tuple, got ${state.type.name}`);
  }
  const [contents, position, dict] = (state as PyTuple).value as [PyObject, PyObject, PyObject];
  const data = (self as BytesIo).value;
  checkExports(rt, data);
  dataOf(rt, self);
  data.size = 0;
  data.position = 0;
  write(rt, self, contents);
  if ((position.type as PyType).layout !== rt.types.int) raise(rt, 'TypeError', `second item of state must be an integer, got ${position.type.name}`);
  const at = asSize(rt, position);
  if (at < 0) raise(rt, 'ValueError', 'position value cannot be negative');
  data.position = at;
  restoreDict(rt, self, dict, 'third');
  return incref(rt.none);
}

const yes = (name: string, doc: string): MethodDefinition => noArgs(name, (rt, self) => newBool(rt, dataOf(rt, self) !== null), doc);

const methods: readonly MethodDefinition[] = [
  yes('readable', 'Returns True if the IO object can be read.'), yes('seekable', 'Returns True if the IO object can be seeked.'),
  yes('writable', 'Returns True if the IO object can be written.'),
  noArgs('close', (rt, self) => {
    const { value } = self as BytesIo;
    checkExports(rt, value);
    const { buffer } = value;
    value.buffer = null;
    xdecref(rt, buffer);
    return incref(rt.none);
  }, 'Disable all I/O operations.'),
  noArgs('flush', (rt, self) => incref(dataOf(rt, self) === null ? rt.true : rt.none), 'Does nothing.'),
  noArgs('isatty', (rt, self) => newBool(rt, dataOf(rt, self) === null), 'Always returns False.'),
  noArgs('tell', (rt, self) => newInt(rt, dataOf(rt, self).position), 'Current file position, an integer.'),
  oneArg('write', (rt, self, object) => newInt(rt, write(rt, self, object)), 'Write bytes to file.'),
  oneArg('writelines', (rt, self, lines) => {
    dataOf(rt, self);
    const iterator = getIter(rt, lines);
    try {
      for (let line = iterNext(rt, iterator); line !== null; line = iterNext(rt, iterator)) {
        try {
          write(rt, self, line);
        } finally {
          decref(rt, line);
        }
      }
    } finally {
      decref(rt, iterator);
    }
    return incref(rt.none);
  }, 'Write lines to the file.'),
  read('read'), read('read1'),
  oneArg('readinto', (rt, self, object) => withBytes(rt, object, true, (bytes) => {
    const data = dataOf(rt, self);
    const count = Math.min(bytes.length, Math.max(0, data.size - data.position));
    bytes.set(data.buffer.value.subarray(data.position, data.position + count));
    data.position += count;
    return newInt(rt, count);
  }), 'Read bytes into buffer.'),
  fast('readline', (rt, self, args) => {
    checkPositional(rt, 'readline', args, 0, 1);
    const limit = optionalSize(rt, args[0]);
    const data = dataOf(rt, self);
    return readBytes(rt, data, lineLength(data, limit));
  }, 'Next line from the file, as a bytes object.'),
  fast('readlines', (rt, self, args) => {
    checkPositional(rt, 'readlines', args, 0, 1);
    const hint = optionalSize(rt, args[0]);
    const data = dataOf(rt, self);
    const lines: PyObject[] = [];
    for (let size = 0, length = lineLength(data, -1); length > 0; length = lineLength(data, -1)) {
      lines.push(readBytes(rt, data, length));
      size += length;
      if (hint > 0 && size >= hint) break;
    }
    return newList(rt, lines);
  }, 'List of bytes objects, each a line from the file.'),
  fast('seek', (rt, self, args) => {
    checkPositional(rt, 'seek', args, 1, 2);
    const offset = asSize(rt, args[0] as PyObject);
    const whence = args[1] === undefined ? 0 : asSize(rt, args[1]);
    const data = dataOf(rt, self);
    if (offset < 0 && whence === 0) raise(rt, 'ValueError', `negative seek value ${offset}`);
    if (whence < 0 || whence > 2) raise(rt, 'ValueError', `invalid whence (${whence}, should be 0, 1 or 2)`);
    const base = whence === 0 ? 0 : whence === 1 ? data.position : data.size;
    if (offset > 2 ** 63 - 1024 - base) raise(rt, 'OverflowError', 'new position too large');
    data.position = Math.max(0, base + offset);
    return newInt(rt, data.position);
  }, 'Change stream position.'),
  fast('truncate', (rt, self, args) => {
    checkPositional(rt, 'truncate', args, 0, 1);
    const data = dataOf(rt, self);
    checkExports(rt, data);
    let size = data.position;
    if (args[0] !== undefined && args[0] !== rt.none) size = optionalSize(rt, args[0]);
    if (size < 0) raise(rt, 'ValueError', `negative size value ${size}`);
    if (size < data.size) {
      data.size = size;
      reserve(rt, data, size);
    }
    return newInt(rt, size);
  }, 'Truncate the file to at most size bytes.'),
  noArgs('getvalue', getValue, 'Retrieve the entire contents of the BytesIO object.'),
  noArgs('getbuffer', (rt, self) => {
    dataOf(rt, self);
    const exporter = newLayoutInstance(rt, extensionType(rt, bytesIoBufferType), incref(self));
    try {
      return callObject(rt, rt.types.memoryview.object, [exporter]);
    } finally {
      decref(rt, exporter);
    }
  }, 'Get a read-write view over the contents of the BytesIO object.'),
  noArgs('__getstate__', (rt, self) => newTuple(rt, [getValue(rt, self), newInt(rt, dataOf(rt, self).position), dictState(rt, self)])),
  oneArg('__setstate__', setState),
];

export const bytesIoType: DerivedDefinition = {
  name: '_io.BytesIO',
  derivedFrom: bufferedIoBaseType,
  doc: 'Buffered I/O implementation using an in-memory bytes buffer.',
  gc: true,
  weakrefs: true,
  basicsize: 64,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  sizeof: (_rt, self) => {
    const { buffer } = (self as BytesIo).value;
    return 64 + (buffer === null || buffer.refcnt > 1 ? 0 : 33 + buffer.value.length);
  },
  slots: {
    ...streamSlots(() => [], (rt, self) => {
      const { value } = self as BytesIo;
      const { buffer } = value;
      value.buffer = null;
      xdecref(rt, buffer);
    }),
    new: (rt, type) => newLayoutInstance<BytesIoData>(rt, type, { buffer: newBytes(rt, new Uint8Array(0)), size: 0, position: 0, exports: 0 }),
    init: (rt, self, args, kwargs) => {
      const [initial] = constructorArguments(rt, 'BytesIO', ['initial_bytes'], 0, args, kwargs);
      const { value } = self as BytesIo;
      checkExports(rt, value);
      if (value.buffer === null) value.buffer = newBytes(rt, new Uint8Array(0));
      value.size = 0;
      value.position = 0;
      if (initial == null || initial === rt.none) return;
      if (initial.type === rt.types.bytes) {
        const old = value.buffer;
        value.buffer = incref(initial as PyBytes);
        value.size = (initial as PyBytes).value.length;
        decref(rt, old);
      } else {
        write(rt, self, initial);
        value.position = 0;
      }
    },
    iternext: (rt, self) => {
      const data = dataOf(rt, self);
      const length = lineLength(data, -1);
      return length === 0 ? null : readBytes(rt, data, length);
    },
  },
  methods,
  getset: [{ name: 'closed', get: (rt, self) => newBool(rt, (self as BytesIo).value.buffer === null), doc: 'True if the file is closed.' }],
};
