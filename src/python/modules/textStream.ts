/**
 * The text streams behind sys.stdin, sys.stdout and sys.stderr (what `_io.TextIOWrapper` is to them).
 *
 * In: text from print and friends, lines of the host. Out: text to the host at once. Text that CPython
 * would still keep in the stream's buffer stays referenced by it, in the same objects (a str, from the
 * second one on a list), because a program can see those references (cpython-facts 2.2): a stream into
 * a file keeps up to 8192 bytes.
 */
import { decref, FreeList, incref, xdecref, type PyObject } from '../memory';
import {
  callObject, encodeUtf8, genericGetDict, genericSetDict, getAttributeString, isAsciiText, listAppend, newBool, newBytes, newInt, newLayoutInstance, newList, newStr, noArgs, oneArg, fast, fastKeywords, raise, raiseOSError, str,
  AttributeStorage, type Payload, type PyBytes, type PyInt, type PyList, type PyStr, type PyType, type Runtime,
} from '../objects';
import { extensionType, type DerivedDefinition } from './extensionTypes';
import { newStandardBuffer } from './io/standardStreams';
import { textWrapperType } from './io/textWrapper';
import { bindArguments, checkPositional } from './keywordArguments';

/** TextIOWrapper's _CHUNK_SIZE. */
const CHUNK_BYTES = 8192;

export interface TextStreamData {
  readonly stream: 'stdin' | 'stdout' | 'stderr';
  readonly lineBuffering: boolean;
  /** Written but, as far as the program can see, not yet handed on; owned. */
  pending: PyObject | null;
  pendingBytes: number;
  closed: boolean;
  /** The stream of bytes below, once somebody asked for it; owned. */
  buffer: PyObject | null;
}
export type TextStream = Payload<TextStreamData>;

export function newTextStream(rt: Runtime, stream: TextStreamData['stream']): TextStream {
  const object: TextStream = newLayoutInstance<TextStreamData>(rt, extensionType(rt, textStreamType), {
    stream, lineBuffering: stream === 'stderr', pending: null, pendingBytes: 0, closed: false, buffer: null,
  });
  return object;
}

export function isTextStream(rt: Runtime, object: PyObject): object is TextStream {
  return object.type === extensionType(rt, textStreamType);
}

/** Writes a str (borrowed) to one of our streams (_io_TextIOWrapper_write_impl). */
export function writeStream(rt: Runtime, self: TextStream, text: PyStr): void {
  const data = self.value;
  if (data.closed) raise(rt, 'ValueError', 'I/O operation on closed file.');
  if (data.stream === 'stdin') raise(rt, 'OSError', 'not writable');
  rt.host.write(data.stream, text.value);
  // ASCII text is kept as it is, other text encoded.
  const kept: PyObject = isAsciiText(text.value) ? incref(text) : newBytes(rt, encodeUtf8(rt, text, 'surrogatepass'));
  const bytes = (kept as PyStr | PyBytes).value.length;
  if (data.pendingBytes + bytes > CHUNK_BYTES) {
    flushStream(rt, self);
    data.pending = kept;
  } else if (data.pending === null) {
    data.pendingBytes = 0;
    data.pending = kept;
  } else if (data.pending.type === rt.types.list) {
    listAppend(rt, data.pending as PyList, kept);
    decref(rt, kept);
  } else {
    data.pending = newList(rt, [data.pending, kept]);
  }
  data.pendingBytes += bytes;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  if (data.pendingBytes >= CHUNK_BYTES || (data.lineBuffering && text.value.includes('\n'))) flushStream(rt, self);
}

/** Lets go of what was kept. */
export function flushStream(rt: Runtime, self: TextStream): void {
  const { pending } = self.value;
  if (pending === null) return;
  self.value.pending = null;
  self.value.pendingBytes = 0;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, pending);
  rt.checkSignals();
}

/** PyFile_WriteObject(object, file, Py_PRINT_RAW): writes str(object) through the file's `write`. */
export function writeObject(rt: Runtime, file: PyObject, object: PyObject): void {
  if (isTextStream(rt, file)) {
    // The bound method CPython makes for each write is counted, though nobody can hold it.
    const method = rt.heap.newFromFreeList(FreeList.BuiltinFunction, rt.types.builtinFunction, null);
    try {
      const text = str(rt, object);
      try {
        writeStream(rt, file, text);
      } finally {
        decref(rt, text);
      }
    } finally {
      rt.heap.freeToList(FreeList.BuiltinFunction, method);
    }
    return;
  }
  const writer = getAttributeString(rt, file, 'write');
  try {
    const text = str(rt, object);
    try {
      decref(rt, callObject(rt, writer, [text]));
    } finally {
      decref(rt, text);
    }
  } finally {
    decref(rt, writer);
  }
}

/** PyFile_WriteString. */
export function writeString(rt: Runtime, file: PyObject, text: string): void {
  const object = newStr(rt, text);
  try {
    writeObject(rt, file, object);
  } finally {
    decref(rt, object);
  }
}

function data(rt: Runtime, self: PyObject): TextStreamData {
  const { value } = self as TextStream;
  if (value.closed) raise(rt, 'ValueError', 'I/O operation on closed file.');
  return value;
}

/** One line with its newline, or '' at the end of the input. */
function readLine(rt: Runtime, self: PyObject): string {
  if (data(rt, self).stream !== 'stdin') raise(rt, 'OSError', 'not readable');
  const line = rt.host.readLine();
  return line === null ? '' : `${line}\n`;
}

function readAll(rt: Runtime, self: PyObject): string {
  let text = '';
  for (let line = readLine(rt, self); line !== ''; line = readLine(rt, self)) text += line;
  return text;
}

const fileNumber = { stdin: 0, stdout: 1, stderr: 2 } as const;
const constant = (name: string, value: (rt: Runtime, data: TextStreamData) => PyObject): { name: string; get: (rt: Runtime, self: PyObject) => PyObject } =>
  ({ name, get: (rt, self) => value(rt, (self as TextStream).value) });

export const textStreamType: DerivedDefinition = {
  name: '_io.TextIOWrapper',
  derivedFrom: textWrapperType,
  gc: true,
  weakrefs: true,
  basicsize: 200,
  attributes: AttributeStorage.LazyDict,
  slots: {
    repr: (rt, self) => {
      const { stream } = (self as TextStream).value;
      return newStr(rt, `<_io.TextIOWrapper name='<${stream}>' mode='${stream === 'stdin' ? 'r' : 'w'}' encoding='utf-8'>`);
    },
    iter: (_rt, self) => incref(self),
    iternext: (rt, self) => {
      const line = readLine(rt, self);
      return line === '' ? null : newStr(rt, line);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { pending, buffer } = (self as TextStream).value;
      (self as TextStream).value.pending = null;
      (self as TextStream).value.buffer = null;
      xdecref(rt, pending);
      xdecref(rt, buffer);
      if (self.attributes !== null) xdecref(rt, (self.attributes as (PyObject | null)[])[0] ?? null);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { pending, buffer } = (self as TextStream).value;
      if (pending !== null) visit(pending);
      if (buffer !== null) visit(buffer);
      const dict = self.attributes === null ? null : (self.attributes as (PyObject | null)[])[0];
      if (dict != null) visit(dict);
    },
    // Not that of the type it derives from, whose payload is another.
    clear: (rt, self) => {
      const data = (self as TextStream).value;
      const { pending, buffer } = data;
      data.pending = null;
      data.buffer = null;
      xdecref(rt, pending);
      xdecref(rt, buffer);
      const dict = self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null);
      if (dict !== null) {
        (self.attributes as (PyObject | null)[])[0] = null;
        decref(rt, dict);
      }
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    },
  },
  methods: [
    oneArg('write', (rt, self, text) => {
      if ((text.type as PyType).layout !== rt.types.str) {
        raise(rt, 'TypeError', `write() argument must be str, not ${text.type.name}`);
      }
      writeStream(rt, self as TextStream, text as PyStr);
      return newInt(rt, [...(text as PyStr).value].length);
    }),
    noArgs('flush', (rt, self) => {
      data(rt, self);
      flushStream(rt, self as TextStream);
      return incref(rt.none);
    }),
    oneArg('writelines', (rt, self, lines) => {
      const items = callObject(rt, rt.types.list.object, [lines]) as PyList;
      for (const item of items.value) writeObject(rt, self, item);
      decref(rt, items);
      return incref(rt.none);
    }),
    fast('readline', (rt, self) => newStr(rt, readLine(rt, self))),
    fast('read', (rt, self, args) => {
      checkPositional(rt, 'read', args, 0, 1);
      return newStr(rt, readAll(rt, self));
    }),
    fast('readlines', (rt, self) => newList(rt, readAll(rt, self).split(/(?<=\n)/).filter((line) => line !== '').map((line) => newStr(rt, line)))),
    noArgs('close', (rt, self) => {
      flushStream(rt, self as TextStream);
      (self as TextStream).value.closed = true;
      return incref(rt.none);
    }),
    noArgs('fileno', (rt, self) => newInt(rt, fileNumber[data(rt, self).stream])),
    noArgs('isatty', (rt, self) => newBool(rt, data(rt, self) === null)),
    noArgs('readable', (rt, self) => newBool(rt, data(rt, self).stream === 'stdin')),
    noArgs('writable', (rt, self) => newBool(rt, data(rt, self).stream !== 'stdin')),
    noArgs('seekable', (rt, self) => newBool(rt, data(rt, self) === null)),
    fastKeywords('reconfigure', (rt, self, args, kwnames) => {
      bindArguments(rt, { name: 'reconfigure', parameters: ['encoding', 'errors', 'newline', 'line_buffering', 'write_through'], maximumPositional: 0 }, args, kwnames);
      data(rt, self);
      flushStream(rt, self as TextStream);
      return incref(rt.none);
    }),
    fast('tell', (rt) => raiseOSError(rt, 29, 'Illegal seek')),
    fast('seek', (rt) => raiseOSError(rt, 29, 'Illegal seek')),
    noArgs('__enter__', (rt, self) => {
      data(rt, self);
      return incref(self);
    }),
    fast('__exit__', (rt, self) => {
      flushStream(rt, self as TextStream);
      (self as TextStream).value.closed = true;
      return incref(rt.none);
    }),
  ],
  getset: [
    { name: '__dict__', get: genericGetDict, set: genericSetDict },
    {
      name: 'buffer',
      get: (rt, self) => {
        const state = data(rt, self);
        flushStream(rt, self as TextStream);
        state.buffer ??= newStandardBuffer(rt, state.stream);
        return incref(state.buffer);
      },
    },
    constant('name', (rt, { stream }) => newStr(rt, `<${stream}>`)),
    constant('mode', (rt, { stream }) => newStr(rt, stream === 'stdin' ? 'r' : 'w')),
    constant('encoding', (rt) => newStr(rt, 'utf-8')),
    constant('errors', (rt, { stream }) => newStr(rt, stream === 'stderr' ? 'backslashreplace' : 'surrogateescape')),
    constant('newlines', (rt) => incref(rt.none)),
    constant('closed', (rt, { closed }) => newBool(rt, closed)),
    constant('line_buffering', (rt, { lineBuffering }) => newBool(rt, lineBuffering)),
    constant('write_through', (rt) => newBool(rt, false)),
    constant('_CHUNK_SIZE', (rt): PyInt => newInt(rt, CHUNK_BYTES)),
  ],
};
