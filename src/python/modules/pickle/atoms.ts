/** Numbers, text and bytes into a pickle (CPython Modules/_pickle.c save_long ... save_unicode). */
import { decref, incref, type PyObject } from '../../memory';
import {
  encodeToBytes, floatRepr, internStr, intToBigInt, newFreshBytes, newStr, newTuple, raise, repr,
  type PyByteArray, type PyBytes, type PyFloat, type PyInt, type PyStr, type Runtime,
} from '../../objects';
import { Op } from './opcodes';
import { littleEndian } from './output';
import type { Saving } from './picklerState';
import { pickleState } from './state';

const LARGEST_INT = 0x7fffffff;
const SIZE_4 = 0xffffffff;

export function saveBool({ output, protocol }: Saving, value: boolean): void {
  if (protocol >= 2) output.op(value ? Op.NewTrue : Op.NewFalse);
  else output.text(value ? 'I01\n' : 'I00\n');
}

/** The shortest two's complement of a number, least byte first. */
function bytesOfInt(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 8n) {
    const byte = Number(rest & 0xffn);
    bytes.push(byte);
    if ((rest >> 7n === 0n && byte < 0x80) || (rest >> 7n === -1n && byte >= 0x80)) return bytes;
  }
}

export function saveInt({ rt, output, protocol, data }: Saving, object: PyInt): void {
  const { value } = object;
  if (typeof value === 'number' && value <= LARGEST_INT && value >= -LARGEST_INT - 1) {
    if (!data.isBinary) output.text(`I${value}\n`);
    else if (value < 0 || value > 0xffff) output.op(Op.BinInt, ...littleEndian(value >>> 0, 4));
    else if (value > 0xff) output.op(Op.BinInt2, value & 0xff, value >> 8);
    else output.op(Op.BinInt1, value);
    return;
  }
  if (protocol >= 2) {
    const bytes = bytesOfInt(intToBigInt(object));
    if (bytes.length < 256) output.op(Op.Long1, bytes.length);
    else output.op(Op.Long4, ...littleEndian(bytes.length, 4));
    output.data(Uint8Array.from(bytes));
    return;
  }
  const text = repr(rt, object);
  output.text(`L${text.value}L\n`);
  decref(rt, text);
}

export function saveFloat({ output, data }: Saving, { value }: PyFloat): void {
  if (!data.isBinary) {
    output.text(`F${floatRepr(value)}\n`);
    return;
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  output.op(Op.BinFloat, ...new Uint8Array(view.buffer));
}

function tooLarge(rt: Runtime, what: string): never {
  return raise(rt, 'OverflowError', `serializing a ${what} object larger than 4 GiB requires pickle protocol 4 or higher`);
}

/** Bytes as such, for protocol 3 and later; `object` goes into the memo. */
export function saveBytesData(saving: Saving, object: PyObject, bytes: Uint8Array, payload: PyObject | null): void {
  const { rt, output, protocol } = saving;
  const size = bytes.length;
  if (size > SIZE_4 && protocol < 4) tooLarge(rt, 'bytes');
  const header = size <= 0xff ? [Op.ShortBinBytes, size] : size <= SIZE_4 ? [Op.BinBytes, ...littleEndian(size, 4)] : [Op.BinBytes8, ...littleEndian(size, 8)];
  output.sized(header, bytes, payload);
  saving.put(object);
}

export function saveByteArrayData(saving: Saving, object: PyObject, bytes: Uint8Array, payload: PyObject | null): void {
  saving.output.sized([Op.ByteArray8, ...littleEndian(bytes.length, 8)], bytes, payload);
  saving.put(object);
}

/** How protocols without an opcode for bytes make them: the value for `save_reduce` (new reference), or null when they were saved. */
export function saveBytes(saving: Saving, object: PyBytes): PyObject | null {
  const { rt, protocol } = saving;
  if (protocol >= 3) {
    saveBytesData(saving, object, object.value, object);
    return null;
  }
  if (object.value.length === 0) return newTuple(rt, [incref(rt.types.bytes.object), incref(rt.emptyTuple)]);
  const text = newStr(rt, Array.from(object.value, (byte) => String.fromCharCode(byte)).join(''));
  return newTuple(rt, [incref(pickleState(rt).encode), newTuple(rt, [text, internStr(rt, 'latin1')])]);
}

export function saveByteArray(saving: Saving, object: PyByteArray): PyObject | null {
  const { rt, protocol } = saving;
  const { bytes, length } = object.value;
  if (protocol >= 5) {
    saveByteArrayData(saving, object, bytes.subarray(0, length), object);
    return null;
  }
  const content = length === 0 ? incref(rt.emptyTuple) : newTuple(rt, [newFreshBytes(rt, bytes.slice(0, length))]);
  return newTuple(rt, [incref(rt.types.bytearray.object), content]);
}

const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');

/** The text protocol's form: what would end the line or mean something is written as an escape. */
function escaped(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code >= 0x10000) result += `\\U${hex(code, 8)}`;
    else if (code >= 256 || code === 0x5c || code === 0 || code === 10 || code === 13 || code === 0x1a) result += `\\u${hex(code, 4)}`;
    else result += character;
  }
  return result;
}

export function saveText(saving: Saving, object: PyStr): void {
  const { rt, output, protocol, data } = saving;
  if (!data.isBinary) output.text(`V${escaped(object.value)}\n`);
  else {
    const bytes = encodeToBytes(rt, object, 'utf-8', 'surrogatepass');
    const size = bytes.length;
    if (size > SIZE_4 && protocol < 4) tooLarge(rt, 'string');
    const header = size <= 0xff && protocol >= 4 ? [Op.ShortBinUnicode, size]
      : size <= SIZE_4 ? [Op.BinUnicode, ...littleEndian(size, 4)] : [Op.BinUnicode8, ...littleEndian(size, 8)];
    output.sized(header, bytes, null);
  }
  saving.put(object);
}
