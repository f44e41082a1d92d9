/**
 * Objects to bytes in marshal's format (CPython Python/marshal.c w_object). In: an object and a version of the format.
 * Out: bytes, or an error. Whether an object gets a number to be referred by depends on its reference count, as in C.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  encodeText, getAttributeString, floatRepr, isInterned, raise, withBytes,
  type PyBytes, type PyComplex, type PyDict, type PyFloat, type PyInt, type PyList, type PySet, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../../objects';

const FLAG_REFERENCE = 0x80;
const DEPTH_MAXIMUM = 2000;
const DIGIT_BITS = 15n;

/** Kinds of local variables of a code object (CO_FAST_*). */
const LOCAL = 0x20;
const CELL = 0x40;
const FREE = 0x80;

export class MarshalWriter {
  private readonly bytes: number[] = [];
  private depth = 0;
  /** Objects seen, with their numbers; owned while writing. */
  private readonly seen = new Map<PyObject, number>();

  constructor(private readonly rt: Runtime, private readonly version: number) {}

  finish(): Uint8Array {
    for (const object of this.seen.keys()) decref(this.rt, object);
    this.seen.clear();
    return Uint8Array.from(this.bytes);
  }

  private byte(value: number): void {
    this.bytes.push(value & 255);
  }

  private code(type: string, flag = 0): void {
    this.bytes.push(type.charCodeAt(0) | flag);
  }

  private int32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte(value >> shift);
  }

  private all(bytes: Uint8Array): void {
    for (const byte of bytes) this.bytes.push(byte);
  }

  private sized(bytes: Uint8Array): void {
    this.int32(bytes.length);
    this.all(bytes);
  }

  private double(value: number): void {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value, true);
    this.all(new Uint8Array(view.buffer));
  }

  private shortText(text: string): void {
    this.byte(text.length);
    for (const character of text) this.byte(character.charCodeAt(0));
  }

  write(object: PyObject): void {
    const { rt } = this;
    this.depth++;
    if (this.depth > DEPTH_MAXIMUM) raise(rt, 'ValueError', 'object too deeply nested to marshal');
    if (object === rt.none) this.code('N');
    else if (object === rt.exceptions.StopIteration.object) this.code('S');
    else if (object === rt.ellipsis) this.code('.');
    else if (object === rt.false) this.code('F');
    else if (object === rt.true) this.code('T');
    else {
      const flag = this.reference(object);
      if (flag !== null) this.writeOther(object, flag);
    }
    this.depth--;
  }

  /** w_ref: null when a reference was written. */
  private reference(object: PyObject): number | null {
    if (this.version < 3 || object.refcnt === 1) return 0;
    const number = this.seen.get(object);
    if (number !== undefined) {
      this.code('r');
      this.int32(number);
      return null;
    }
    this.seen.set(incref(object), this.seen.size);
    return FLAG_REFERENCE;
  }

  private writeOther(object: PyObject, flag: number): void {
    const { rt } = this;
    const type = object.type as PyType;
    const { types } = rt;
    switch (type) {
      case types.int: return this.writeInt((object as PyInt).value, flag);
      case types.float: return this.writeFloat((object as PyFloat).value, flag);
      case types.complex: return this.writeComplex(object as PyComplex, flag);
      case types.bytes:
        this.code('s', flag);
        return this.sized((object as PyBytes).value);
      case types.str: return this.writeText(object as PyStr, flag);
      case types.tuple: return this.writeTuple((object as PyTuple).value, flag);
      case types.list: {
        this.code('[', flag);
        const items = (object as PyList).value;
        this.int32(items.length);
        for (const item of items) this.write(item);
        return undefined;
      }
      case types.dict: return this.writeDict(object as PyDict, flag);
      case types.set: case types.frozenset: return this.writeSet(object as PySet, type === types.set ? '<' : '>', flag);
      case types.code: return this.writeCode(object, flag);
      default:
    }
    if (type.getBuffer === null) raise(rt, 'ValueError', 'unmarshallable object');
    this.code('s', flag);
    return withBytes(rt, object, (bytes) => this.sized(bytes));
  }

  private writeInt(value: number | bigint, flag: number): void {
    if (value >= -(2 ** 31) && value < 2 ** 31) {
      this.code('i', flag);
      this.int32(Number(value));
      return;
    }
    this.code('l', flag);
    const digits: number[] = [];
    for (let rest = BigInt(value < 0 ? -value : value); rest > 0n; rest >>= DIGIT_BITS) digits.push(Number(rest & 0x7fffn));
    this.int32(value < 0 ? -digits.length : digits.length);
    for (const digit of digits) {
      this.byte(digit);
      this.byte(digit >> 8);
    }
  }

  private writeFloat(value: number, flag: number): void {
    if (this.version > 1) {
      this.code('g', flag);
      this.double(value);
    } else {
      this.code('f', flag);
      this.shortText(floatRepr(value).replace(/\.0$/, ''));
    }
  }

  private writeComplex({ value: { real, imag } }: PyComplex, flag: number): void {
    if (this.version > 1) {
      this.code('y', flag);
      this.double(real);
      this.double(imag);
    } else {
      this.code('x', flag);
      this.shortText(floatRepr(real).replace(/\.0$/, ''));
      this.shortText(floatRepr(imag).replace(/\.0$/, ''));
    }
  }

  private writeText(text: PyStr, flag: number): void {
    const { value } = text;
    const interned = isInterned(text);
    if (this.version >= 4 && /^[\0-\x7f]*$/.test(value)) {
      const isShort = value.length < 256;
      this.code(isShort ? (interned ? 'Z' : 'z') : interned ? 'A' : 'a', flag);
      if (isShort) this.byte(value.length);
      else this.int32(value.length);
      for (let at = 0; at < value.length; at++) this.byte(value.charCodeAt(at));
      return;
    }
    const encoded = encodeText(this.rt, text, 'utf-8', 'surrogatepass') as PyBytes;
    this.code(this.version >= 3 && interned ? 't' : 'u', flag);
    this.sized(encoded.value);
    decref(this.rt, encoded);
  }

  private writeTuple(items: readonly PyObject[], flag: number): void {
    if (this.version >= 4 && items.length < 256) {
      this.code(')', flag);
      this.byte(items.length);
    } else {
      this.code('(', flag);
      this.int32(items.length);
    }
    for (const item of items) this.write(item);
  }

  private writeDict({ value: { keys, values } }: PyDict, flag: number): void {
    this.code('{', flag);
    keys.forEach((key, entry) => {
      if (key === null) return;
      this.write(key);
      this.write(values[entry] as PyObject);
    });
    this.code('0');
  }

  /** In the order of what its items are written as, so that the bytes are always the same. */
  private writeSet(set: PySet, type: string, flag: number): void {
    const { rt } = this;
    this.code(type, flag);
    const items: PyObject[] = [];
    for (const key of set.value.keys) if (key !== null) items.push(key);
    this.int32(items.length);
    const written = items.map((item) => {
      const bytes = marshalObject(rt, item, this.version);
      return { item, text: Array.from(bytes, (byte) => String.fromCharCode(byte)).join('') };
    });
    for (const item of items) incref(item);
    try {
      for (const { item } of written.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))) this.write(item);
    } finally {
      for (const item of items) decref(rt, item);
    }
  }

  private attribute(object: PyObject, name: string): PyObject {
    return getAttributeString(this.rt, object, name);
  }

  private writeAttribute(object: PyObject, name: string): void {
    const value = this.attribute(object, name);
    this.write(value);
    decref(this.rt, value);
  }

  private writeNumber(object: PyObject, name: string): void {
    const value = this.attribute(object, name) as PyInt;
    this.int32(Number(value.value));
    decref(this.rt, value);
  }

  private writeCode(object: PyObject, flag: number): void {
    const { rt } = this;
    this.code('c', flag);
    for (const name of ['co_argcount', 'co_posonlyargcount', 'co_kwonlyargcount', 'co_stacksize', 'co_flags']) this.writeNumber(object, name);
    for (const name of ['co_code', 'co_consts', 'co_names']) this.writeAttribute(object, name);
    const [varnames, cellvars, freevars] = ['co_varnames', 'co_cellvars', 'co_freevars'].map((name) => this.attribute(object, name) as PyTuple) as [PyTuple, PyTuple, PyTuple];
    const isCell = (name: PyObject): boolean => cellvars.value.some((cell) => cell.value === name.value);
    const isLocal = (name: PyObject): boolean => varnames.value.some((local) => local.value === name.value);
    const cells = cellvars.value.filter((name) => !isLocal(name));
    const names = [...varnames.value, ...cells, ...freevars.value];
    const kinds = [...varnames.value.map((name) => (isCell(name) ? LOCAL | CELL : LOCAL)), ...cells.map(() => CELL), ...freevars.value.map(() => FREE)];
    this.writeTuple(names, 0);
    this.code('s');
    this.sized(Uint8Array.from(kinds));
    for (const tuple of [varnames, cellvars, freevars]) decref(rt, tuple);
    for (const name of ['co_filename', 'co_name', 'co_qualname']) this.writeAttribute(object, name);
    this.writeNumber(object, 'co_firstlineno');
    for (const name of ['co_linetable', 'co_exceptiontable']) this.writeAttribute(object, name);
  }
}

/** PyMarshal_WriteObjectToString */
export function marshalObject(rt: Runtime, object: PyObject, version: number): Uint8Array {
  const writer = new MarshalWriter(rt, version);
  try {
    writer.write(object);
  } catch (error) {
    writer.finish();
    throw error;
  }
  return writer.finish();
}
