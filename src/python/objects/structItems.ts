/**
 * Structures described by a format of the struct module (CPython Modules/_struct.c prepare_s): a byte order, then
 * repeat counts and characters.
 *
 * In: the text of a format. Out: its items with their places, or what is wrong with it; `structItems` reads a row of
 * structures, for the comparison of memoryviews.
 */
import type { PyObject } from '../memory';
import { newBytes } from './bytesValue';
import type { Runtime } from './runtime';
import { nativeFormats, standardFormats, unpackValue, type ValueFormat } from './structFormat';
import { newTuple } from './tuple';

export interface StructItem {
  /** null: bytes of a fixed length, `s` or `p`. */
  readonly format: ValueFormat | null;
  readonly character: string;
  readonly offset: number;
  /** Of one value; for `s` and `p` of all. */
  readonly size: number;
  /** How many values follow each other here. */
  readonly repeat: number;
}

export interface StructLayout {
  readonly items: readonly StructItem[];
  readonly size: number;
  /** How many values there are. */
  readonly count: number;
  readonly littleEndian: boolean;
}

/** PY_SSIZE_T_MAX */
const LIMIT = 2 ** 63;

/** A string says what is wrong. */
export function parseStructFormat(text: string): StructLayout | string {
  const order = '@=<>!'.includes(text.charAt(0)) && text !== '' ? text.charAt(0) : '';
  const table = order === '' || order === '@' ? nativeFormats : standardFormats;
  const items: StructItem[] = [];
  let size = 0;
  let count = 0;
  for (let at = order.length; at < text.length;) {
    if (/[\t-\r ]/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const start = at;
    while (/[0-9]/.test(text.charAt(at))) at++;
    const repeat = at > start ? Number(text.slice(start, at)) : 1;
    if (repeat >= LIMIT) return 'total struct size too long';
    const character = text.charAt(at++);
    if (character === '') return 'repeat count given without format specifier';
    const format = table.get(character) ?? null;
    const isBytes = character === 's' || character === 'p' || character === 'x';
    if (format === null && !isBytes) return 'bad char in struct format';
    if (format !== null) size = Math.ceil(size / format.alignment) * format.alignment;
    const unit = format === null ? 1 : format.size;
    if (character === 's' || character === 'p') {
      items.push({ format, character, offset: size, size: repeat, repeat: 1 });
      count++;
    } else if (format !== null && repeat > 0) {
      items.push({ format, character, offset: size, size: unit, repeat });
      count += repeat;
    }
    size += repeat * unit;
    if (size >= LIMIT) return 'total struct size too long';
  }
  return { items, size, count, littleEndian: order !== '>' && order !== '!' };
}

/** The values of one structure, new references. */
export function unpackStruct(rt: Runtime, { items, littleEndian }: StructLayout, bytes: Uint8Array, start: number): PyObject[] {
  const values: PyObject[] = [];
  for (const { format, character, offset, size, repeat } of items) {
    const at = start + offset;
    if (format !== null) {
      for (let index = 0; index < repeat; index++) values.push(unpackValue(rt, bytes, at + index * size, format, littleEndian));
    } else if (character === 's') values.push(newBytes(rt, bytes.slice(at, at + size)));
    else values.push(newBytes(rt, size === 0 ? new Uint8Array(0) : bytes.slice(at + 1, at + 1 + Math.min(bytes[at] as number, size - 1))));
  }
  return values;
}

/** Each structure of a row as one object, a tuple when it has more values than one; null when the format is not understood. */
export function structItems(rt: Runtime, format: string, itemsize: number, bytes: Uint8Array): PyObject[] | null {
  const layout = parseStructFormat(format);
  if (typeof layout === 'string' || layout.size !== itemsize || itemsize === 0) return null;
  const result: PyObject[] = [];
  for (let at = 0; at < bytes.length; at += itemsize) {
    const values = unpackStruct(rt, layout, bytes, at);
    result.push(values.length === 1 ? values[0] as PyObject : newTuple(rt, values));
  }
  return result;
}
