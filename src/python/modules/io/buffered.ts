/**
 * io.BufferedReader, BufferedWriter, BufferedRandom and BufferedRWPair over any raw stream, as Lib/_pyio.py describes them (CPython
 * Modules/_io/bufferedio.c). In: a raw stream with `readinto` or `write`. Out: bytes. What was read ahead and what waits to be
 * written lies in JavaScript arrays, so a program sees none of it.
 */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, asSize, bytesView, callMethod, callObject, fast, getAttributeString, isTrue, newBool, newBytes, newInt, newLayoutInstance, newStr, noArgs, oneArg, raise,
  type MethodDefinition, type Payload, type PyBytes, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType, type DerivedDefinition } from '../extensionTypes';
import { checkPositional, constructorArguments } from '../keywordArguments';
import { bufferedIoBaseType, raiseUnsupported } from './bases';
import { optionalSize, streamSlots, withBytes } from './streamArguments';
import { ask, isClosed, shown } from './textWrapperState';

const DEFAULT_SIZE = 8192;

interface BufferedData {
  /** Owned; null before `__init__` and once detached. */
  raw: PyObject | null;
  detached: boolean;
  size: number;
  /** Read ahead, and how much of it was taken. */
  ahead: Uint8Array;
  taken: number;
  /** Written, not yet handed on. */
  waiting: number[];
}
type Buffered = Payload<BufferedData>;
type AttachedBuffer = BufferedData & { raw: PyObject };

const EMPTY = new Uint8Array(0);

function attached(rt: Runtime, self: PyObject): AttachedBuffer {
  const { value } = self as Buffered;
  if (value.raw === null) raise(rt, 'ValueError', value.detached ? 'raw stream has been detached' : 'I/O operation on uninitialized object');
  return value as AttachedBuffer;
}

function open(rt: Runtime, self: PyObject, action: string): AttachedBuffer {
  const data = attached(rt, self);
  if (isClosed(rt, data.raw)) raise(rt, 'ValueError', `${action} of closed file`);
  return data;
}

/** What the raw stream gives for a request of so many bytes; null when it would block. */
function readRaw(rt: Runtime, raw: PyObject, count: number): Uint8Array | null {
  const size = newInt(rt, count);
  const room = callObject(rt, rt.types.bytearray.object, [size]);
  decref(rt, size);
  try {
    const result = callMethod(rt, raw, 'readinto', [room]);
    if (result === rt.none) {
      decref(rt, result);
      return null;
    }
    const length = asSize(rt, result);
    decref(rt, result);
    if (length < 0 || length > count) raise(rt, 'OSError', `raw readinto() returned invalid length ${length} (should have been between 0 and ${count})`);
    return (bytesView(rt, room) as Uint8Array).slice(0, length);
  } finally {
    decref(rt, room);
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** What was read ahead and not taken. */
function takeAhead(data: BufferedData, count = Infinity): Uint8Array {
  const end = Math.min(data.ahead.length, data.taken + count);
  const part = data.ahead.subarray(data.taken, end);
  data.taken = end;
  return part;
}

const aheadLeft = (data: BufferedData): number => data.ahead.length - data.taken;

function readAll(rt: Runtime, data: AttachedBuffer): PyObject {
  const parts: Uint8Array[] = [takeAhead(data).slice()];
  const readall = callMethod(rt, data.raw, 'read', []);
  if (readall !== rt.none) {
    if ((readall.type as PyType).layout !== rt.types.bytes) {
      decref(rt, readall);
      raise(rt, 'TypeError', 'readall() should return bytes');
    }
    parts.push((readall as PyBytes).value);
  } else if (parts[0]?.length === 0) return readall;
  decref(rt, readall);
  return newBytes(rt, join(parts));
}

function readCount(rt: Runtime, data: AttachedBuffer, count: number): PyObject {
  const parts: Uint8Array[] = [takeAhead(data, count).slice()];
  let left = count - (parts[0] as Uint8Array).length;
  while (left > 0) {
    const part = readRaw(rt, data.raw, Math.max(data.size, left));
    if (part === null && parts.every(({ length }) => length === 0)) return incref(rt.none);
    if (part === null || part.length === 0) break;
    data.ahead = part;
    data.taken = 0;
    const piece = takeAhead(data, left).slice();
    parts.push(piece);
    left -= piece.length;
  }
  return newBytes(rt, join(parts));
}

/** Something of what can be had without waiting more than once. */
function readOnce(rt: Runtime, data: AttachedBuffer, count: number): Uint8Array {
  if (aheadLeft(data) === 0 && count !== 0) {
    data.ahead = readRaw(rt, data.raw, count < 0 ? data.size : Math.max(1, Math.min(count, data.size))) ?? EMPTY;
    data.taken = 0;
  }
  return takeAhead(data, count < 0 ? Infinity : count).slice();
}

/** How many bytes the raw stream took. */
function writeRaw(rt: Runtime, data: AttachedBuffer, bytes: Uint8Array): number {
  const object = newBytes(rt, bytes.slice());
  let result: PyObject;
  try {
    result = callMethod(rt, data.raw, 'write', [object]);
  } finally {
    decref(rt, object);
  }
  if (result === rt.none) {
    decref(rt, result);
    raise(rt, 'BlockingIOError', 'write could not complete without blocking');
  }
  const count = asSize(rt, result);
  decref(rt, result);
  if (count < 0 || count > bytes.length) raise(rt, 'OSError', `raw write() returned invalid length ${count} (should have been between 0 and ${bytes.length})`);
  return count;
}

/** Hands on what was written. */
function writeOut(rt: Runtime, data: AttachedBuffer): void {
  while (data.waiting.length > 0) data.waiting.splice(0, writeRaw(rt, data, Uint8Array.from(data.waiting)));
}

/** A writer that had read ahead goes back to where the program is. */
function giveBackAhead(rt: Runtime, data: AttachedBuffer): void {
  const left = aheadLeft(data);
  data.ahead = EMPTY;
  data.taken = 0;
  if (left > 0) decref(rt, seekRaw(rt, data, -left, 1));
}

function seekRaw(rt: Runtime, data: AttachedBuffer, offset: number, whence: number): PyObject {
  const [position, mode] = [newInt(rt, offset), newInt(rt, whence)];
  try {
    return callMethod(rt, data.raw, 'seek', [position, mode]);
  } finally {
    decref(rt, position);
    decref(rt, mode);
  }
}

function tell(rt: Runtime, data: AttachedBuffer): number {
  const position = callMethod(rt, data.raw, 'tell', []);
  const at = asSize(rt, position);
  decref(rt, position);
  if (at < 0) raise(rt, 'OSError', `raw stream returned invalid position ${at}`);
  return at - aheadLeft(data) + data.waiting.length;
}

const readMethods: readonly MethodDefinition[] = [
  fast('read', (rt, self, args) => {
    checkPositional(rt, 'read', args, 0, 1);
    const size = optionalSize(rt, args[0]);
    if (size < -1) raise(rt, 'ValueError', 'read length must be non-negative or -1');
    const data = open(rt, self, 'read');
    writeOut(rt, data);
    return size === -1 ? readAll(rt, data) : readCount(rt, data, size);
  }),
  fast('read1', (rt, self, args) => {
    checkPositional(rt, 'read1', args, 0, 1);
    const size = args[0] === undefined ? -1 : asSize(rt, args[0]);
    const data = open(rt, self, 'read');
    writeOut(rt, data);
    return newBytes(rt, readOnce(rt, data, size < 0 ? data.size : size));
  }),
  fast('peek', (rt, self, args) => {
    checkPositional(rt, 'peek', args, 0, 1);
    const data = open(rt, self, 'peek');
    writeOut(rt, data);
    if (aheadLeft(data) === 0) {
      data.ahead = readRaw(rt, data.raw, data.size) ?? EMPTY;
      data.taken = 0;
    }
    return newBytes(rt, data.ahead.slice(data.taken));
  }),
  ...(['readinto', 'readinto1'] as const).map((name) => oneArg(name, (rt, self, target) => withBytes(rt, target, true, (room) => {
    const data = open(rt, self, name);
    writeOut(rt, data);
    let filled = 0;
    while (filled < room.length) {
      const part = readOnce(rt, data, room.length - filled);
      room.set(part, filled);
      filled += part.length;
      if (part.length === 0 || name === 'readinto1') break;
    }
    return newInt(rt, filled);
  }))),
];

const writeMethods: readonly MethodDefinition[] = [
  oneArg('write', (rt, self, object) => withBytes(rt, object, false, (bytes) => {
    const data = attached(rt, self);
    if (isClosed(rt, data.raw)) raise(rt, 'ValueError', 'write to closed file');
    giveBackAhead(rt, data);
    const { length } = bytes;
    let rest: Uint8Array = bytes;
    if (data.waiting.length + length > data.size) {
      writeOut(rt, data);
      // What would fill the buffer goes the short way.
      while (rest.length > data.size) rest = rest.subarray(writeRaw(rt, data, rest));
    }
    for (const byte of rest) data.waiting.push(byte);
    return newInt(rt, length);
  })),
];

const through = (name: string): MethodDefinition => noArgs(name, (rt, self) => callMethod(rt, attached(rt, self).raw, name, []));

const commonMethods: readonly MethodDefinition[] = [
  through('fileno'), through('isatty'), through('readable'), through('writable'), through('seekable'),
  noArgs('flush', (rt, self) => {
    const data = open(rt, self, 'flush');
    writeOut(rt, data);
    if (data.waiting.length === 0 && ask(rt, data.raw, 'writable')) decref(rt, callMethod(rt, data.raw, 'flush', []));
    return incref(rt.none);
  }),
  noArgs('close', (rt, self) => {
    const data = attached(rt, self);
    if (isClosed(rt, data.raw)) return incref(rt.none);
    try {
      decref(rt, callMethod(rt, self, 'flush', []));
    } finally {
      decref(rt, callMethod(rt, data.raw, 'close', []));
    }
    return incref(rt.none);
  }),
  noArgs('detach', (rt, self) => {
    const { raw } = attached(rt, self);
    decref(rt, callMethod(rt, self, 'flush', []));
    const { value } = self as Buffered;
    value.raw = null;
    value.detached = true;
    return raw;
  }),
  noArgs('tell', (rt, self) => newInt(rt, tell(rt, attached(rt, self)))),
  fast('seek', (rt, self, args) => {
    checkPositional(rt, 'seek', args, 1, 2);
    const whence = args[1] === undefined ? 0 : asSize(rt, args[1]);
    if (whence < 0 || whence > 2) raise(rt, 'ValueError', `whence value ${whence} unsupported`);
    const data = open(rt, self, 'seek');
    if (!ask(rt, data.raw, 'seekable')) raiseUnsupported(rt, 'File or stream is not seekable.');
    const offset = asSize(rt, args[0] as PyObject);
    writeOut(rt, data);
    const left = aheadLeft(data);
    data.ahead = EMPTY;
    data.taken = 0;
    return seekRaw(rt, data, whence === 1 ? offset - left : offset, whence);
  }),
  fast('truncate', (rt, self, args) => {
    checkPositional(rt, 'truncate', args, 0, 1);
    const data = open(rt, self, 'truncate');
    if (!ask(rt, data.raw, 'writable')) raiseUnsupported(rt, 'truncate');
    writeOut(rt, data);
    const position = args[0] === undefined || args[0] === rt.none ? newInt(rt, tell(rt, data)) : incref(args[0]);
    try {
      return callMethod(rt, data.raw, 'truncate', [position]);
    } finally {
      decref(rt, position);
    }
  }),
];

function bufferedType(name: string, doc: string, abilities: readonly ('readable' | 'writable' | 'seekable')[], methods: readonly MethodDefinition[]): DerivedDefinition {
  return {
    name: `_io.${name}`, derivedFrom: bufferedIoBaseType, doc, gc: true, weakrefs: true, basicsize: 152, attributes: AttributeStorage.LazyDict, flags: { basetype: true },
    // The buffer is there until the stream is closed; not in pools, it is too large for them.
    sizeof: (_rt, self) => (self.type as PyType).basicsize + ((self as Buffered).value.raw === null ? 0 : (self as Buffered).value.size),
    ownBytes: (self) => (self.type as PyType).basicsize,
    slots: {
      ...streamSlots((self) => [(self as Buffered).value.raw], (rt, self) => {
        const { value } = self as Buffered;
        const { raw } = value;
        value.raw = null;
        xdecref(rt, raw);
      }),
      new: (rt, type) => newLayoutInstance<BufferedData>(rt, type, { raw: null, detached: false, size: DEFAULT_SIZE, ahead: EMPTY, taken: 0, waiting: [] }),
      init: (rt, self, args, kwargs) => {
        const [raw, size] = constructorArguments(rt, name, ['raw', 'buffer_size'], 1, args, kwargs) as [PyObject, PyObject | null];
        const { value } = self as Buffered;
        for (const ability of abilities) if (!ask(rt, raw, ability)) raiseUnsupported(rt, `File or stream is not ${ability}.`);
        const bytes = size == null ? DEFAULT_SIZE : asSize(rt, size);
        if (bytes <= 0) raise(rt, 'ValueError', 'buffer size must be strictly positive');
        const old = value.raw;
        Object.assign(value, { raw: incref(raw), detached: false, size: bytes, ahead: EMPTY, taken: 0, waiting: [] });
        xdecref(rt, old);
      },
      repr: (rt, self) => newStr(rt, `<${self.type.name}${shown(rt, self, 'name')}>`),
    },
    methods: [...methods, ...commonMethods],
    getset: [
      { name: 'raw', get: (rt, self) => incref(attached(rt, self).raw), member: true },
      { name: 'closed', get: (rt, self) => getAttributeString(rt, attached(rt, self).raw, 'closed') },
      { name: 'name', get: (rt, self) => getAttributeString(rt, attached(rt, self).raw, 'name') },
      { name: 'mode', get: (rt, self) => getAttributeString(rt, attached(rt, self).raw, 'mode') },
    ],
  };
}

export const bufferedReaderType = bufferedType('BufferedReader', 'Create a new buffered reader using the given readable raw IO object.', ['readable'], readMethods);
export const bufferedWriterType = bufferedType('BufferedWriter', 'A buffer for a writeable sequential RawIO object.', ['writable'], writeMethods);
export const bufferedRandomType = bufferedType('BufferedRandom', 'A buffered interface to random access streams.', ['seekable', 'readable', 'writable'],
  [...readMethods, ...writeMethods]);

interface PairData { reader: PyObject | null; writer: PyObject | null }
type Pair = Payload<PairData>;

/** The reader for some methods, the writer for others. */
const pairMethod = (name: string, side: keyof PairData): MethodDefinition => fast(name, (rt, self, args) => {
  const stream = (self as Pair).value[side];
  if (stream === null) raise(rt, 'ValueError', 'I/O operation on uninitialized object');
  return callMethod(rt, stream, name, args);
});

function makeSide(rt: Runtime, definition: TypeDefinition, raw: PyObject, size: PyObject | null): PyObject {
  return callObject(rt, extensionType(rt, definition).object, size === null ? [raw] : [raw, size]);
}

export const bufferedPairType: DerivedDefinition = {
  name: '_io.BufferedRWPair', derivedFrom: bufferedIoBaseType, doc: 'A buffered reader and writer object together.', gc: true, weakrefs: true, basicsize: 48,
  attributes: AttributeStorage.LazyDict, flags: { basetype: true },
  slots: {
    ...streamSlots((self) => [(self as Pair).value.writer, (self as Pair).value.reader], (rt, self) => {
      const { value } = self as Pair;
      const { reader, writer } = value;
      value.reader = null;
      value.writer = null;
      xdecref(rt, writer);
      xdecref(rt, reader);
    }),
    new: (rt, type) => newLayoutInstance<PairData>(rt, type, { reader: null, writer: null }),
    init: (rt, self, args, kwargs) => {
      const [reader, writer, size] = constructorArguments(rt, 'BufferedRWPair', ['reader', 'writer', 'buffer_size'], 2, args, kwargs) as [PyObject, PyObject, PyObject | null];
      const { value } = self as Pair;
      value.reader = makeSide(rt, bufferedReaderType, reader, size);
      value.writer = makeSide(rt, bufferedWriterType, writer, size);
    },
  },
  methods: [
    ...['read', 'peek', 'read1', 'readinto', 'readinto1', 'readable'].map((name) => pairMethod(name, 'reader')),
    ...['write', 'flush', 'writable'].map((name) => pairMethod(name, 'writer')),
    noArgs('close', (rt, self) => {
      const { reader, writer } = (self as Pair).value;
      try {
        if (writer !== null) decref(rt, callMethod(rt, writer, 'close', []));
      } finally {
        if (reader !== null) decref(rt, callMethod(rt, reader, 'close', []));
      }
      return incref(rt.none);
    }),
    noArgs('isatty', (rt, self) => {
      const { reader, writer } = (self as Pair).value as { reader: PyObject; writer: PyObject };
      return newBool(rt, ask(rt, writer, 'isatty') || ask(rt, reader, 'isatty'));
    }),
  ],
  getset: [{
    name: 'closed',
    get: (rt, self) => {
      const { writer } = (self as Pair).value;
      if (writer === null) raise(rt, 'RuntimeError', 'the BufferedRWPair object is being garbage-collected');
      const closed = getAttributeString(rt, writer, 'closed');
      const truth = isTrue(rt, closed);
      decref(rt, closed);
      return newBool(rt, truth);
    },
  }],
};
