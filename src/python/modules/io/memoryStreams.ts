/** io.StringIO and io.BytesIO (CPython Modules/_io/stringio.c, bytesio.c). The text is kept as it is; newlines are not translated. */
import { clearWeakrefs, incref, xdecref, type PyObject } from '../../memory';
import {
  asIndexNumber, AttributeStorage, fast, newBool, newBytes, newInt, newLayoutInstance, newStr, newTuple, noArgs, oneArg, raise,
  type MethodDefinition, type Payload, type PyBytes, type PyStr, type PyType, type Runtime,
} from '../../objects';
import type { DerivedDefinition } from '../extensionTypes';
import { checkPositional, constructorArguments } from '../keywordArguments';
import { bufferedIoBaseType, textIoBaseType } from './bases';

/** The contents: code points or bytes. */
interface StreamData { units: number[]; position: number; closed: boolean }
type MemoryStream = Payload<StreamData>;

/** What distinguishes the two: how contents become objects and back. */
interface Kind {
  readonly name: string;
  read(rt: Runtime, value: PyObject): number[];
  make(rt: Runtime, units: readonly number[]): PyObject;
}

const textKind: Kind = {
  name: 'StringIO',
  read: (rt, value) => {
    if ((value.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `string argument expected, got '${value.type.name}'`);
    return Array.from((value as PyStr).value, (character) => character.codePointAt(0) as number);
  },
  make: (rt, units) => {
    let text = '';
    for (let at = 0; at < units.length; at += 4096) text += String.fromCodePoint(...units.slice(at, at + 4096));
    return newStr(rt, text);
  },
};
const bytesKind: Kind = {
  name: 'BytesIO',
  read: (rt, value) => {
    const { layout } = value.type as PyType;
    if (layout === rt.types.bytes) return [...(value as PyBytes).value];
    if (layout === rt.types.bytearray) {
      const { bytes, length } = (value as PyObject<{ bytes: Uint8Array; length: number }>).value;
      return [...bytes.subarray(0, length)];
    }
    return raise(rt, 'TypeError', `a bytes-like object is required, not '${value.type.name}'`);
  },
  make: (rt, units) => newBytes(rt, Uint8Array.from(units)),
};

const NEWLINE = 10;

function open(rt: Runtime, self: PyObject): StreamData {
  const { value } = self as MemoryStream;
  if (value.closed) raise(rt, 'ValueError', 'I/O operation on closed file');
  return value;
}

function sizeArgument(rt: Runtime, name: string, args: readonly PyObject[]): number {
  checkPositional(rt, name, args, 0, 1);
  return args[0] === undefined || args[0] === rt.none ? -1 : asIndexNumber(rt, args[0], 'OverflowError');
}

function take(data: StreamData, count: number): number[] {
  const end = count < 0 ? data.units.length : Math.min(data.units.length, data.position + count);
  const taken = data.units.slice(data.position, end);
  data.position = Math.max(data.position, end);
  return taken;
}

function takeLine(data: StreamData, limit: number): number[] {
  const newline = data.units.indexOf(NEWLINE, data.position);
  const lineEnd = newline < 0 ? data.units.length : newline + 1;
  const count = Math.max(0, lineEnd - data.position);
  return take(data, limit < 0 ? count : Math.min(limit, count));
}

function write(data: StreamData, units: readonly number[]): void {
  while (data.units.length < data.position) data.units.push(0);
  if (data.position === data.units.length) for (const unit of units) data.units.push(unit);
  else units.forEach((unit, index) => {
    data.units[data.position + index] = unit;
  });
  data.position += units.length;
}

function seek(rt: Runtime, self: PyObject, kind: Kind, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'seek', args, 1, 2);
  const data = open(rt, self);
  const offset = asIndexNumber(rt, args[0] as PyObject, 'OverflowError');
  const whence = args[1] === undefined ? 0 : asIndexNumber(rt, args[1], 'OverflowError');
  if (whence < 0 || whence > 2) raise(rt, 'ValueError', `Invalid whence (${whence}, should be 0, 1 or 2)`);
  if (whence === 0 && offset < 0) {
    raise(rt, 'ValueError', kind === textKind ? `Negative seek position ${offset}` : `negative seek value ${offset}`);
  }
  if (whence !== 0 && offset !== 0 && kind === textKind) raise(rt, 'OSError', "Can't do nonzero cur-relative seeks");
  const base = whence === 0 ? 0 : whence === 1 ? data.position : data.units.length;
  data.position = Math.max(0, base + offset);
  return newInt(rt, data.position);
}

function methods(kind: Kind): MethodDefinition[] {
  return [
    noArgs('getvalue', (rt, self) => kind.make(rt, open(rt, self).units)),
    oneArg('write', (rt, self, value) => {
      const data = open(rt, self);
      const units = kind.read(rt, value);
      write(data, units);
      return newInt(rt, units.length);
    }),
    fast('read', (rt, self, args) => kind.make(rt, take(open(rt, self), sizeArgument(rt, 'read', args)))),
    fast('readline', (rt, self, args) => kind.make(rt, takeLine(open(rt, self), sizeArgument(rt, 'readline', args)))),
    fast('seek', (rt, self, args) => seek(rt, self, kind, args)),
    noArgs('tell', (rt, self) => newInt(rt, open(rt, self).position)),
    fast('truncate', (rt, self, args) => {
      const data = open(rt, self);
      const size = sizeArgument(rt, 'truncate', args);
      const length = size < 0 ? data.position : size;
      if (length < data.units.length) data.units.length = length;
      return newInt(rt, length);
    }),
    noArgs('close', (rt, self) => {
      const { value } = self as MemoryStream;
      value.closed = true;
      value.units = [];
      return incref(rt.none);
    }),
    noArgs('flush', (rt, self) => {
      open(rt, self);
      return incref(rt.none);
    }),
    ...['readable', 'writable', 'seekable'].map((name) => noArgs(name, (rt, self) => newBool(rt, open(rt, self) !== null))),
    noArgs('isatty', (rt, self) => newBool(rt, open(rt, self) === null)),
    ...(kind === bytesKind ? [
      fast('read1', (rt, self, args) => kind.make(rt, take(open(rt, self), sizeArgument(rt, 'read1', args)))),
      noArgs('getbuffer', (rt, self) => kind.make(rt, open(rt, self).units)),
    ] : []),
    noArgs('__getstate__', (rt, self) => newTuple(rt, [kind.make(rt, open(rt, self).units), newInt(rt, open(rt, self).position), incref(rt.none)])),
  ];
}

function streamType(kind: Kind, derivedFrom: DerivedDefinition, parameters: readonly string[]): DerivedDefinition {
  return {
    name: `_io.${kind.name}`,
    derivedFrom,
    gc: true,
    weakrefs: true,
    basicsize: 104,
    attributes: AttributeStorage.LazyDict,
    flags: { basetype: true },
    slots: {
      new: (rt, type) => newLayoutInstance<StreamData>(rt, type, { units: [], position: 0, closed: false }),
      init: (rt, self, args, kwargs) => {
        const [initial] = constructorArguments(rt, kind.name, parameters, 0, args, kwargs);
        const { value } = self as MemoryStream;
        if (kind === textKind && initial != null && initial !== rt.none && (initial.type as PyType).layout !== rt.types.str) {
          raise(rt, 'TypeError', `initial_value must be str or None, not ${initial.type.name}`);
        }
        value.units = initial == null || initial === rt.none ? [] : kind.read(rt, initial);
        value.position = 0;
      },
      iternext: (rt, self) => {
        const line = takeLine(open(rt, self), -1);
        return line.length === 0 ? null : kind.make(rt, line);
      },
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        clearWeakrefs(rt, self);
        const dict = self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null);
        if (!(self.type as PyType).flags.heap) xdecref(rt, dict);
        rt.heap.freeContainer(self);
      },
    },
    methods: methods(kind),
    getset: [
      { name: 'closed', get: (rt, self) => newBool(rt, (self as MemoryStream).value.closed) },
      ...(kind === textKind ? [
        { name: 'newlines', get: (rt: Runtime) => incref(rt.none) },
        { name: 'line_buffering', get: (rt: Runtime) => newBool(rt, false) },
      ] : []),
    ],
  };
}

export const stringIoType = streamType(textKind, textIoBaseType, ['initial_value', 'newline']);
export const bytesIoType = streamType(bytesKind, bufferedIoBaseType, ['initial_bytes']);

