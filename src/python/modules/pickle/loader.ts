/** What each opcode of a pickle does (CPython Modules/_pickle.c load and the load_* functions); those that make and change objects are in `building.ts`. */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, callObject, decodeBytes, decodeRawUnicodeEscape, DecodeRun, iterNext, newByteArray, newBytes, newDict, newFloat, newFrozenset, newInt, newList,
  newMemoryView, newSet, newStr, newTuple, normalizeInt, parseFloatText, raise, type Runtime,
} from '../../objects';
import { decodeEscapes } from '../codecs/bytesEscape';
import {
  addItems, append, build, dictFrom, extension, globalByName, instance, newObject, objectFromStack, persistent, reduce, setItems, stackGlobal,
} from './building';
import type { Input } from './input';
import { HIGHEST_PROTOCOL, Op } from './opcodes';
import { raiseUnpickling } from './state';
import { Stack, type UnpicklerData } from './unpicklerState';

const EMPTY = new Uint8Array(0);
const LARGEST_SIZE = 2n ** 63n - 1n;

/** One run of loading. */
export class Loading {
  readonly stack: Stack;
  readonly input: Input;

  /** `isExact`: no subclass, whose `find_class` would have to be asked. */
  constructor(readonly rt: Runtime, readonly self: PyObject, readonly data: UnpicklerData, readonly isExact: boolean) {
    this.stack = new Stack(rt, data);
    this.input = data.input as Input;
  }

  /** A little-endian number without sign. */
  unsigned(count: number): number {
    return this.input.take(count).reduceRight((value, byte) => value * 256 + byte, 0);
  }

  int32(): number {
    return this.unsigned(4) | 0;
  }

  /** A size in eight bytes. */
  size(what: string): number {
    const value = this.input.take(8).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
    if (value > LARGEST_SIZE) raise(this.rt, 'OverflowError', `${what} exceeds system's maximum size of ${LARGEST_SIZE} bytes`);
    return Number(value);
  }

  /** A line without its newline. */
  line(minimum: number): Uint8Array {
    const line = this.input.line(minimum);
    return line[line.length - 1] === 10 ? line.subarray(0, line.length - 1) : line;
  }

  text(bytes: Uint8Array, encoding: string, errors = 'strict'): PyObject {
    const source = newBytes(this.rt, bytes.slice());
    try {
      return decodeBytes(this.rt, source, encoding, errors);
    } finally {
      decref(this.rt, source);
    }
  }
}

const asciiOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** `int(text)` with Python's own errors. */
function intOf(rt: Runtime, bytes: Uint8Array): PyObject {
  const text = newStr(rt, asciiOf(bytes));
  try {
    return callObject(rt, rt.types.int.object, [text]);
  } finally {
    decref(rt, text);
  }
}

/** An int as C's strtol reads it with any base, or a bool: `01` and `00`. */
function loadInt(loading: Loading): void {
  const { rt, stack } = loading;
  const text = asciiOf(loading.line(2));
  const parsed = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.exec(text.split('\0')[0] as string);
  if (parsed === null) raise(rt, 'ValueError', 'could not convert string to int');
  const digits = parsed[2] as string;
  const magnitude = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = normalizeInt(parsed[1] === '-' ? -magnitude : magnitude);
  if (text.length === 2 && (value === 0 || value === 1)) stack.push(incref(value === 1 ? rt.true : rt.false));
  else stack.push(newInt(rt, value));
}

function loadLong(loading: Loading): void {
  const line = loading.input.line(2);
  const end = line.length - 2;
  // A trailing L is of Python 2.
  loading.stack.push(intOf(loading.rt, line[end] === 0x4c ? line.subarray(0, end) : line));
}

function loadCountedLong(loading: Loading, size: number): void {
  const { rt, input, stack } = loading;
  if (size < 0) raiseUnpickling(rt, 'LONG pickle has negative byte count');
  const bytes = input.take(size);
  const unsigned = bytes.length === 0 ? 0n : BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).reverse().join('')}`);
  stack.push(newInt(rt, normalizeInt(BigInt.asIntN(8 * size, unsigned))));
}

function loadFloat(loading: Loading): void {
  const { rt } = loading;
  const line = asciiOf(loading.input.line(2));
  const value = parseFloatText(line.replace(/\n$/, ''));
  if (value === null) raise(rt, 'ValueError', `could not convert string to float: '${line.slice(0, 200)}'`);
  loading.stack.push(newFloat(rt, value));
}

/** Text of Python 2: bytes, decoded as the caller of `loads` said. */
function pushOldText(loading: Loading, bytes: Uint8Array): void {
  const { rt, data, stack } = loading;
  stack.push(data.encoding === 'bytes' ? newBytes(rt, bytes.slice()) : loading.text(bytes, data.encoding, data.errors));
}

function loadString(loading: Loading): void {
  const { rt } = loading;
  const line = loading.line(1);
  const [quote] = line;
  if (line.length < 2 || quote !== line[line.length - 1] || (quote !== 0x27 && quote !== 0x22)) raiseUnpickling(rt, 'the STRING opcode argument must be quoted');
  pushOldText(loading, decodeEscapes(rt, line.subarray(1, line.length - 1), 'strict', () => {}));
}

function loadUnicode(loading: Loading): void {
  const { rt, stack } = loading;
  const run = new DecodeRun(rt, 'rawunicodeescape', loading.line(1).slice(), 'strict', true);
  try {
    decodeRawUnicodeEscape(run);
    stack.push(run.text.result(rt));
  } finally {
    run.release();
  }
}

function loadNextBuffer({ rt, data, stack }: Loading): void {
  const { buffers } = data;
  if (buffers === null) raiseUnpickling(rt, 'pickle stream refers to out-of-band data but no *buffers* argument was given');
  stack.push(iterNext(rt, buffers) ?? raiseUnpickling(rt, 'not enough out-of-band buffers'));
}

function loadReadonlyBuffer({ rt, stack }: Loading): void {
  const view = newMemoryView(rt, stack.top);
  if (view.value.view.readonly) {
    decref(rt, view);
    return;
  }
  const frozen = callMethod(rt, view, 'toreadonly', []);
  decref(rt, view);
  decref(rt, stack.pop());
  stack.push(frozen);
}

// ---- the memo ----------------------------------------------------------------------------------------

function fetch({ rt, data, stack }: Loading, index: number): void {
  const object = data.memo[index] ?? null;
  if (object === null) raiseUnpickling(rt, `Memo value not found at index ${index}`);
  stack.push(incref(object));
}

function indexOf(loading: Loading): number {
  const object = intOf(loading.rt, loading.input.line(2));
  const value = Number(object.value);
  decref(loading.rt, object);
  return value;
}

function store({ rt, data, stack, self }: Loading, index: number): void {
  const object = stack.top;
  if (index < 0) raise(rt, 'ValueError', 'negative PUT argument');
  const old = data.memo[index] ?? null;
  if (index >= data.memoRoom) data.memoRoom = 2 * index;
  while (data.memo.length < index) data.memo.push(null);
  data.memo[index] = incref(object);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  if (old !== null) decref(rt, old);
}

const memoSize = ({ data }: Loading): number => data.memo.reduce((count, object) => count + (object === null ? 0 : 1), 0);

// ---- the stack ---------------------------------------------------------------------------------------

function pop({ rt, data, stack }: Loading): void {
  const { marks } = data;
  if (marks.length > 0 && marks[marks.length - 1] === stack.size) marks.pop();
  else decref(rt, stack.pop());
}

function shortTuple({ rt, stack }: Loading, length: number): void {
  if (stack.size < stack.fence + length) stack.underflow();
  stack.push(newTuple(rt, stack.popFrom(stack.size - length)));
}

function frozensetFrom({ rt, stack }: Loading): void {
  const items = stack.popFrom(stack.popMark());
  try {
    stack.push(newFrozenset(rt, items));
  } finally {
    for (const item of items) decref(rt, item);
  }
}

function loadProtocol({ rt, data, input }: Loading): void {
  const protocol = input.byte();
  if (protocol > HIGHEST_PROTOCOL) raise(rt, 'ValueError', `unsupported pickle protocol: ${protocol}`);
  data.protocol = protocol;
}

function invalidKey(rt: Runtime, opcode: number): never {
  const isPlain = opcode >= 0x20 && opcode <= 0x7e && opcode !== 0x27 && opcode !== 0x5c;
  return raiseUnpickling(rt, `invalid load key, '${isPlain ? String.fromCharCode(opcode) : `\\x${opcode.toString(16).padStart(2, '0')}`}'.`);
}

/** Numbers, text, bytes: whether it was one of them. */
function loadAtom(loading: Loading, opcode: Op): boolean {
  const { rt, stack, input } = loading;
  switch (opcode) {
    case Op.None: stack.push(incref(rt.none)); break;
    case Op.NewTrue: stack.push(incref(rt.true)); break;
    case Op.NewFalse: stack.push(incref(rt.false)); break;
    case Op.BinInt: stack.push(newInt(rt, loading.int32())); break;
    case Op.BinInt1: stack.push(newInt(rt, input.byte())); break;
    case Op.BinInt2: stack.push(newInt(rt, loading.unsigned(2))); break;
    case Op.Int: loadInt(loading); break;
    case Op.Long: loadLong(loading); break;
    case Op.Long1: loadCountedLong(loading, input.byte()); break;
    case Op.Long4: loadCountedLong(loading, loading.int32()); break;
    case Op.Float: loadFloat(loading); break;
    case Op.BinFloat: {
      const bytes = input.take(8);
      stack.push(newFloat(rt, new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0)));
      break;
    }
    case Op.ShortBinBytes: stack.push(newBytes(rt, input.take(input.byte()).slice())); break;
    case Op.BinBytes: stack.push(newBytes(rt, input.take(loading.unsigned(4)).slice())); break;
    case Op.BinBytes8: stack.push(newBytes(rt, input.take(loading.size('BINBYTES')).slice())); break;
    case Op.ByteArray8: stack.push(newByteArray(rt, input.take(loading.size('BYTEARRAY8')).slice())); break;
    case Op.ShortBinString: pushOldText(loading, input.take(input.byte())); break;
    case Op.BinString: pushOldText(loading, input.take(loading.unsigned(4))); break;
    case Op.String: loadString(loading); break;
    case Op.Unicode: loadUnicode(loading); break;
    case Op.ShortBinUnicode: stack.push(loading.text(input.take(input.byte()), 'utf-8', 'surrogatepass')); break;
    case Op.BinUnicode: stack.push(loading.text(input.take(loading.unsigned(4)), 'utf-8', 'surrogatepass')); break;
    case Op.BinUnicode8: stack.push(loading.text(input.take(loading.size('BINUNICODE')), 'utf-8', 'surrogatepass')); break;
    default: return false;
  }
  return true;
}

/** Containers, the stack and the memo: whether it was one of them. */
function loadStructure(loading: Loading, opcode: Op): boolean {
  const { rt, stack, input } = loading;
  switch (opcode) {
    case Op.Mark: stack.mark(); break;
    case Op.EmptyTuple: stack.push(incref(rt.emptyTuple)); break;
    case Op.Tuple1: shortTuple(loading, 1); break;
    case Op.Tuple2: shortTuple(loading, 2); break;
    case Op.Tuple3: shortTuple(loading, 3); break;
    case Op.Tuple: stack.push(newTuple(rt, stack.popFrom(stack.popMark()))); break;
    case Op.EmptyList: stack.push(newList(rt, [])); break;
    case Op.List: stack.push(newList(rt, stack.popFrom(stack.popMark()))); break;
    case Op.EmptyDict: stack.push(newDict(rt)); break;
    case Op.Dict: dictFrom(loading); break;
    case Op.EmptySet: stack.push(newSet(rt)); break;
    case Op.FrozenSet: frozensetFrom(loading); break;
    case Op.Append: append(loading, stack.size - 1); break;
    case Op.Appends: append(loading, stack.popMark()); break;
    case Op.SetItem: setItems(loading, stack.size - 2); break;
    case Op.SetItems: setItems(loading, stack.popMark()); break;
    case Op.AddItems: addItems(loading, stack.popMark()); break;
    case Op.Pop: pop(loading); break;
    case Op.PopMark: stack.drop(stack.popMark()); break;
    case Op.Dup: stack.duplicate(); break;
    case Op.Get: fetch(loading, indexOf(loading)); break;
    case Op.BinGet: fetch(loading, input.byte()); break;
    case Op.LongBinGet: fetch(loading, loading.unsigned(4)); break;
    case Op.Put: store(loading, indexOf(loading)); break;
    case Op.BinPut: store(loading, input.byte()); break;
    case Op.LongBinPut: store(loading, loading.unsigned(4)); break;
    case Op.Memoize: store(loading, memoSize(loading)); break;
    default: return false;
  }
  return true;
}

function loadObject(loading: Loading, opcode: number): void {
  const { rt, input, data } = loading;
  switch (opcode as Op) {
    case Op.Proto: return loadProtocol(loading);
    case Op.Frame: return input.require(loading.size('FRAME length'));
    case Op.Global: return globalByName(loading);
    case Op.StackGlobal: return stackGlobal(loading);
    case Op.Inst: return instance(loading);
    case Op.Obj: return objectFromStack(loading);
    case Op.NewObj: return newObject(loading, false);
    case Op.NewObjEx: return newObject(loading, true);
    case Op.Reduce: return reduce(loading);
    case Op.Build: return build(loading);
    case Op.Ext1: return extension(loading, input.byte());
    case Op.Ext2: return extension(loading, loading.unsigned(2));
    case Op.Ext4: return extension(loading, loading.int32());
    case Op.PersId: return persistent(loading, data.persistentLoad === null ? EMPTY : loading.line(1));
    case Op.BinPersId: return persistent(loading, null);
    case Op.NextBuffer: return loadNextBuffer(loading);
    case Op.ReadonlyBuffer: return loadReadonlyBuffer(loading);
    default: return invalidKey(rt, opcode);
  }
}

/** A whole pickle: what is on top of the stack at its end. */
export function load(loading: Loading): PyObject {
  const { rt, stack, input, data } = loading;
  stack.clear();
  data.protocol = 0;
  for (;;) {
    if (--rt.nativeTicks < 0) rt.nativeCheckPoint();
    const opcode = input.opcode();
    if (opcode < 0) raise(rt, 'EOFError', 'Ran out of input');
    if (opcode === (Op.Stop as number)) break;
    if (!loadAtom(loading, opcode) && !loadStructure(loading, opcode)) loadObject(loading, opcode);
  }
  input.skipConsumed();
  return stack.pop();
}

