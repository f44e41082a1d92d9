/** Objects from bytes in marshal's format (CPython Python/marshal.c r_object). In: bytes. Out: a new object and where it ends, or an error. */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, decodeBytes, dictSet, internStrObject, newBytes, newComplex, newDict, newFloat, newInt, newList, newSet, newStr, newTuple, parseFloatText, raise, setAdd,
  type PyBytes, type PyList, type PySet, type PyStr, type PyTuple, type Runtime,
} from '../../objects';

const FLAG_REFERENCE = 0x80;
const DEPTH_MAXIMUM = 2000;
const SIZE_MAXIMUM = 0x7fffffff;
const CELL = 0x40;
const FREE = 0x80;
const LOCAL = 0x20;

export class MarshalReader {
  at = 0;
  private depth = 0;
  /** Objects that may be referred to; owned. null: not finished yet. */
  private readonly references: (PyObject | null)[] = [];

  /** `fetch` reads from a file, byte for byte as they are needed; without it all there is is in `bytes`. */
  constructor(private readonly rt: Runtime, private readonly bytes: Uint8Array, private readonly fetch: ((count: number) => Uint8Array) | null = null) {}

  finish(): void {
    for (const object of this.references) if (object !== null) decref(this.rt, object);
    this.references.length = 0;
  }

  /** PyMarshal_ReadObjectFromString */
  readObject(): PyObject {
    return this.read() ?? raise(this.rt, 'TypeError', 'NULL object in marshal data for object');
  }

  private bad(what: string): never {
    return raise(this.rt, 'ValueError', `bad marshal data (${what})`);
  }

  private take(count: number): Uint8Array {
    if (this.fetch !== null) return this.fetch(count);
    if (this.at + count > this.bytes.length) raise(this.rt, 'EOFError', 'marshal data too short');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  private byte(): number {
    return this.take(1)[0] as number;
  }

  private int32(): number {
    const [a, b, c, d] = this.take(4) as unknown as [number, number, number, number];
    return a | (b << 8) | (c << 16) | (d << 24);
  }

  private size(what: string): number {
    const size = this.int32();
    if (size < 0 || size > SIZE_MAXIMUM) this.bad(`${what} size out of range`);
    return size;
  }

  private double(): number {
    const bytes = this.take(8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  }

  private textFloat(): number {
    return parseFloatText(String.fromCharCode(...this.take(this.byte()))) ?? 0;
  }

  private latin(size: number): string {
    return Array.from(this.take(size), (byte) => String.fromCharCode(byte)).join('');
  }

  /** null for the mark that ends a dict. */
  private read(): PyObject | null {
    const { rt } = this;
    if (this.fetch === null && this.at >= this.bytes.length) raise(rt, 'EOFError', 'EOF read where object expected');
    const code = this.byte();
    const flag = code & FLAG_REFERENCE;
    const type = String.fromCharCode(code & ~FLAG_REFERENCE);
    this.depth++;
    if (this.depth > DEPTH_MAXIMUM) raise(rt, 'ValueError', 'recursion limit exceeded');
    const object = this.readType(type, flag !== 0);
    this.depth--;
    return object;
  }

  /** Reserves a number before the parts are read. */
  private reserve(hasFlag: boolean): number {
    return hasFlag ? this.references.push(null) - 1 : -1;
  }

  private remember<O extends PyObject>(object: O, number: number): O {
    if (number >= 0) this.references[number] = incref(object);
    return object;
  }

  private readType(type: string, hasFlag: boolean): PyObject | null {
    const { rt } = this;
    const simple = <O extends PyObject>(object: O): O => this.remember(object, this.reserve(hasFlag));
    switch (type) {
      case '0': return null;
      case 'N': return incref(rt.none);
      case 'S': return incref(rt.exceptions.StopIteration.object);
      case '.': return incref(rt.ellipsis);
      case 'F': return incref(rt.false);
      case 'T': return incref(rt.true);
      case 'i': return simple(newInt(rt, this.int32()));
      case 'I': {
        const bytes = this.take(8);
        return simple(newInt(rt, new DataView(bytes.buffer, bytes.byteOffset, 8).getBigInt64(0, true)));
      }
      case 'l': return simple(newInt(rt, this.longValue()));
      case 'f': return simple(newFloat(rt, this.textFloat()));
      case 'g': return simple(newFloat(rt, this.double()));
      case 'x': case 'y': {
        const real = type === 'x' ? this.textFloat() : this.double();
        return simple(newComplex(rt, real, type === 'x' ? this.textFloat() : this.double()));
      }
      case 's': return simple(newBytes(rt, this.take(this.size('bytes object')).slice()));
      case 'A': return simple(this.interned(newStr(rt, this.latin(this.size('string')))));
      case 'a': return simple(newStr(rt, this.latin(this.size('string'))));
      case 'Z': return simple(this.interned(newStr(rt, this.latin(this.byte()))));
      case 'z': return simple(newStr(rt, this.latin(this.byte())));
      case 't': case 'u': {
        const text = this.unicode();
        return simple(type === 't' ? this.interned(text) : text);
      }
      case ')': return this.readTuple(this.byte(), hasFlag);
      case '(': return this.readTuple(this.size('tuple'), hasFlag);
      case '[': return this.readList(hasFlag);
      case '{': return this.readDict(hasFlag);
      case '<': case '>': return this.readSet(type === '<', hasFlag);
      case 'c': return this.readCode(hasFlag);
      case 'r': {
        const object = this.references[this.int32()] ?? null;
        return object === null ? this.bad('invalid reference') : incref(object);
      }
      default: return this.bad('unknown type code');
    }
  }

  private interned(text: PyStr): PyStr {
    const result = internStrObject(this.rt, text);
    decref(this.rt, text);
    return result;
  }

  private unicode(): PyStr {
    const { rt } = this;
    const source = newBytes(rt, this.take(this.size('string')).slice());
    try {
      return decodeBytes(rt, source, 'utf-8', 'surrogatepass');
    } finally {
      decref(rt, source);
    }
  }

  private longValue(): bigint {
    const count = this.int32();
    if (count < -SIZE_MAXIMUM || count > SIZE_MAXIMUM) this.bad('long size out of range');
    let value = 0n;
    const digits = Math.abs(count);
    for (let position = 0; position < digits; position++) {
      const [low, high] = this.take(2) as unknown as [number, number];
      const digit = low | (high << 8);
      if (digit > 0x7fff) this.bad('digit out of range in long');
      if (digit === 0 && position === digits - 1) this.bad('unnormalized long data');
      value |= BigInt(digit) << BigInt(15 * position);
    }
    return count < 0 ? -value : value;
  }

  private part(what: string): PyObject {
    return this.read() ?? raise(this.rt, 'TypeError', `NULL object in marshal data for ${what}`);
  }

  private parts(count: number, what: string): PyObject[] {
    const items: PyObject[] = [];
    try {
      for (let index = 0; index < count; index++) items.push(this.part(what));
    } catch (error) {
      for (const item of items) decref(this.rt, item);
      throw error;
    }
    return items;
  }

  private readTuple(count: number, hasFlag: boolean): PyTuple {
    const number = this.reserve(hasFlag);
    return this.remember(newTuple(this.rt, this.parts(count, 'tuple')), number);
  }

  private readList(hasFlag: boolean): PyList {
    const { rt } = this;
    const count = this.size('list');
    // It may hold itself.
    const list = this.remember(newList(rt, []), this.reserve(hasFlag));
    try {
      for (let index = 0; index < count; index++) list.value.push(this.part('list'));
    } catch (error) {
      decref(rt, list);
      throw error;
    }
    return list;
  }

  private readDict(hasFlag: boolean): PyObject {
    const { rt } = this;
    const dict = this.remember(newDict(rt), this.reserve(hasFlag));
    try {
      for (;;) {
        const key = this.read();
        if (key === null) return dict;
        const value = this.read();
        if (value !== null) dictSet(rt, dict, key, value);
        decref(rt, key);
        if (value === null) return dict;
        decref(rt, value);
      }
    } catch (error) {
      decref(rt, dict);
      throw error;
    }
  }

  private readSet(isMutable: boolean, hasFlag: boolean): PyObject {
    const { rt } = this;
    const count = this.size('set');
    if (!isMutable) {
      const number = this.reserve(hasFlag);
      const items = newList(rt, this.parts(count, 'set'));
      try {
        return this.remember(callObject(rt, rt.types.frozenset.object, [items]), number);
      } finally {
        decref(rt, items);
      }
    }
    const set = this.remember(newSet(rt), this.reserve(hasFlag));
    try {
      for (let index = 0; index < count; index++) {
        const item = this.part('set');
        try {
          setAdd(rt, set as PySet, item);
        } finally {
          decref(rt, item);
        }
      }
    } catch (error) {
      decref(rt, set);
      throw error;
    }
    return set;
  }

  private readCode(hasFlag: boolean): PyObject {
    const { rt } = this;
    const number = this.reserve(hasFlag);
    const [argumentCount, positionalOnly, keywordOnly, stackSize, flags] = [this.int32(), this.int32(), this.int32(), this.int32(), this.int32()];
    const owned: PyObject[] = [];
    const own = <O extends PyObject>(object: O): O => {
      owned.push(object);
      return object;
    };
    try {
      const [code, consts, names, localNames, localKinds, filename, name, qualname] = Array.from({ length: 8 }, () => own(this.part('code'))) as [PyObject, PyObject, PyObject, PyTuple, PyBytes, PyObject, PyObject, PyObject];
      const firstLine = this.int32();
      const [lineTable, exceptionTable] = [own(this.part('code')), own(this.part('code'))];
      const namesOf = (kind: number): PyObject => own(newTuple(rt, localNames.value.filter((_name, index) => ((localKinds.value[index] as number) & kind) !== 0).map((text) => incref(text))));
      const [varnames, cellvars, freevars] = [namesOf(LOCAL), namesOf(CELL), namesOf(FREE)] as [PyTuple, PyTuple, PyTuple];
      const counted = (value: number): PyObject => own(newInt(rt, value));
      return this.remember(callObject(rt, rt.types.code.object, [
        counted(argumentCount), counted(positionalOnly), counted(keywordOnly), counted(varnames.value.length), counted(stackSize), counted(flags), code, consts, names, varnames,
        filename, name, qualname, counted(firstLine), lineTable, exceptionTable, freevars, cellvars,
      ]), number);
    } finally {
      for (const object of owned) decref(rt, object);
    }
  }
}
