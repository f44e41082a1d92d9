/**
 * JSON sections: writing plain data, and reading it back with every value's shape checked. A shape says for each key what must
 * stand there; what a file has beyond the shape is dropped, so that a later Heapglass may add to it.
 */
import { bytesText, textBytes } from './container';
import { check, FileDamage } from './fileProblem';

/** A check of a value: gives it back as what it is, or throws FileDamage. */
export type Shape<T> = (value: unknown, where: string) => T;

export const text: Shape<string> = (value, where) => {
  check(typeof value === 'string', `${where} is not a text`);
  return value;
};

export const truth: Shape<boolean> = (value, where) => {
  check(typeof value === 'boolean', `${where} is neither true nor false`);
  return value;
};

/** A finite number. */
export const number: Shape<number> = (value, where) => {
  check(typeof value === 'number' && Number.isFinite(value), `${where} is not a number`);
  return value;
};

export function integer(minimum = 0, maximum = Number.MAX_SAFE_INTEGER): Shape<number> {
  return (value, where) => {
    check(Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum, `${where} is out of range`);
    return value as number;
  };
}

export function oneOf<T extends string | number>(...choices: readonly T[]): Shape<T> {
  return (value, where) => {
    check((choices as readonly unknown[]).includes(value), `${where} is none of ${choices.join(', ')}`);
    return value as T;
  };
}

export function list<T>(item: Shape<T>): Shape<T[]> {
  return (value, where) => {
    check(Array.isArray(value), `${where} is not a list`);
    return value.map((entry, i) => item(entry, `${where}[${i}]`));
  };
}

export function tuple<T>(item: Shape<T>, length: number): Shape<T[]> {
  return (value, where) => {
    const items = list(item)(value, where);
    check(items.length === length, `${where} has the wrong length`);
    return items;
  };
}

/** A value or, where a file has none, something else. */
export function orElse<T, U>(shape: Shape<T>, otherwise: U): Shape<T | U> {
  return (value, where) => (value === undefined || value === null ? otherwise : shape(value, where));
}

export function record<T extends object>(shapes: { readonly [Key in keyof T]: Shape<T[Key]> }): Shape<T> {
  const keys = Object.keys(shapes) as (keyof T & string)[];
  return (value, where) => {
    check(typeof value === 'object' && value !== null, `${where} is not a record`);
    const given = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(keys.map((key) => [key, shapes[key](given[key], `${where}.${key}`)])) as T;
  };
}

/** Bytes as two hexadecimal digits each. */
export const bytes: Shape<Uint8Array> = (value, where) => {
  const digits = text(value, where);
  check(digits.length % 2 === 0 && !/[^0-9a-f]/.test(digits), `${where} is not bytes`);
  return Uint8Array.from({ length: digits.length / 2 }, (_unused, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
};

export function hexadecimal(content: Uint8Array): string {
  return Array.from(content, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Lone surrogates survive: JSON has an escape for them, UTF-8 hasn't. */
export function jsonBytes(value: unknown): Uint8Array {
  return textBytes(JSON.stringify(value));
}

export function parseJson<T>(content: Uint8Array, shape: Shape<T>, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(bytesText(content, where));
  } catch (error) {
    if (error instanceof FileDamage) throw error;
    throw new FileDamage(`${where} is not JSON`);
  }
  return shape(value, where);
}
