/**
 * What lies under sys.stdin, sys.stdout and sys.stderr for those who want bytes: `sys.stdout.buffer` and its `raw`. In: bytes. Out: text
 * to the host, lines from it. There are no other files, so making a FileIO finds none.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  AttributeStorage, bytesView, callObject, decodePart, encodeToBytes, newBool, newInt, newLayoutInstance, newStr, noArgs, oneArg, raise, raiseOSError,
  type MethodDefinition, type Payload, type Runtime,
} from '../../objects';
import { extensionType, type DerivedDefinition } from '../extensionTypes';
import { rawIoBaseType } from './bases';
import { bufferedReaderType, bufferedWriterType } from './buffered';
import { streamSlots, withBytes } from './streamArguments';

export type StandardStream = 'stdin' | 'stdout' | 'stderr';

interface FileData { readonly stream: StandardStream; rest: Uint8Array; closed: boolean }
type File = Payload<FileData>;

const NUMBERS = { stdin: 0, stdout: 1, stderr: 2 } as const;

function dataOf(rt: Runtime, self: PyObject): FileData {
  const { value } = self as File;
  if (value.closed) raise(rt, 'ValueError', 'I/O operation on closed file');
  return value;
}

function write(rt: Runtime, self: PyObject, object: PyObject): PyObject {
  const data = dataOf(rt, self);
  if (data.stream === 'stdin') raise(rt, 'OSError', 'not writable');
  const view = bytesView(rt, object);
  if (view === null) raise(rt, 'TypeError', `a bytes-like object is required, not '${object.type.name}'`);
  const bytes = new Uint8Array(data.rest.length + view.length);
  bytes.set(data.rest);
  bytes.set(view, data.rest.length);
  // A character cut in two waits for its other part.
  const { text, consumed } = decodePart(rt, bytes, 'utf-8', 'replace', false);
  data.rest = bytes.slice(consumed);
  rt.host.write(data.stream, text.value);
  decref(rt, text);
  return newInt(rt, view.length);
}

function readInto(rt: Runtime, self: PyObject, target: PyObject): PyObject {
  const data = dataOf(rt, self);
  if (data.stream !== 'stdin') raise(rt, 'OSError', 'not readable');
  if (data.rest.length === 0) {
    const line = rt.host.readLine();
    if (line !== null) {
      const text = newStr(rt, `${line}\n`);
      data.rest = encodeToBytes(rt, text, 'utf-8', 'surrogateescape');
      decref(rt, text);
    }
  }
  return withBytes(rt, target, true, (room) => {
    const part = data.rest.subarray(0, room.length);
    room.set(part);
    data.rest = data.rest.slice(part.length);
    return newInt(rt, part.length);
  });
}

const ability = (name: string, test: (stream: StandardStream) => boolean): MethodDefinition => noArgs(name, (rt, self) => newBool(rt, test(dataOf(rt, self).stream)));

export const fileIoType: DerivedDefinition = {
  name: '_io.FileIO',
  derivedFrom: rawIoBaseType,
  doc: 'Open a file.',
  gc: true,
  weakrefs: true,
  basicsize: 48,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    ...streamSlots(() => [], () => undefined),
    new: (rt, _type, args) => raiseOSError(rt, 2, 'No such file or directory', args.value[0] ?? null),
    repr: (rt, self) => newStr(rt, `<_io.FileIO name='<${(self as File).value.stream}>' mode='${(self as File).value.stream === 'stdin' ? 'rb' : 'wb'}' closefd=False>`),
  },
  methods: [
    oneArg('write', write), oneArg('readinto', readInto),
    ability('readable', (stream) => stream === 'stdin'), ability('writable', (stream) => stream !== 'stdin'), ability('seekable', () => false), ability('isatty', () => false),
    noArgs('fileno', (rt, self) => newInt(rt, NUMBERS[dataOf(rt, self).stream])),
    noArgs('close', (rt, self) => {
      (self as File).value.closed = true;
      return incref(rt.none);
    }),
  ],
  getset: [
    { name: 'closed', get: (rt, self) => newBool(rt, (self as File).value.closed) },
    { name: 'mode', get: (rt, self) => newStr(rt, (self as File).value.stream === 'stdin' ? 'rb' : 'wb') },
    { name: 'name', get: (rt, self) => newStr(rt, `<${(self as File).value.stream}>`) },
  ],
};

/** A buffered stream over one of the three (new reference). */
export function newStandardBuffer(rt: Runtime, stream: StandardStream): PyObject {
  const raw = newLayoutInstance<FileData>(rt, extensionType(rt, fileIoType), { stream, rest: new Uint8Array(0), closed: false });
  try {
    return callObject(rt, extensionType(rt, stream === 'stdin' ? bufferedReaderType : bufferedWriterType).object, [raw]);
  } finally {
    decref(rt, raw);
  }
}
