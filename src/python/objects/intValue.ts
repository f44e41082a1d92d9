/**
 * Making and reading ints. In: numbers that are safe integers, or bigints. Out: `PyInt` in the one
 * normal form: a number while it is safe, the cached immortal from -5 to 256 (3.15: 1024), never -0.
 */
import { incref, PyObject } from '../memory';
import type { PyInt } from './layouts';
import type { Runtime } from './runtime';
import type { PyType } from './type';

const SAFE_MAXIMUM = 9007199254740991n;

/** Hot path: `value` is a safe integer (-0 allowed) or any bigint. */
export function newInt(rt: Runtime, value: number | bigint): PyInt {
  if (typeof value === 'number') {
    if (value <= rt.profile.smallIntMaximum && value >= -5) {
      const cached = rt.smallInts[value + 5] as PyInt;
      cached.refcnt++;
      return cached;
    }
    return new PyObject(rt.types.int, value);
  }
  if (value <= SAFE_MAXIMUM && value >= -SAFE_MAXIMUM) return newInt(rt, Number(value));
  return new PyObject(rt.types.int, value);
}

/**
 * An int whose operation asks for `digits` 30-bit digits, more than the result may need (_PyLong_New): what is seen of that is the size
 * of its memory block.
 */
export function newIntOfDigits(rt: Runtime, digits: number, value: number | bigint): PyInt {
  if (rt.heap.blocks === null) return newInt(rt, value);
  rt.blocks.nextBytes = 24 + 4 * digits;
  const result = newInt(rt, value);
  rt.blocks.nextBytes = 0;
  return result;
}

/** How many 30-bit digits a magnitude has. */
export function digitCount(value: number | bigint): number {
  return Math.ceil(bitLength(value) / 30);
}

/** The int of a float that is a whole number of any size. */
export function newIntFromWholeFloat(rt: Runtime, value: number): PyInt {
  return newInt(rt, Number.isSafeInteger(value) ? value : BigInt(value));
}

/** An int, a bool or an instance of a subclass (PyLong_Check). */
export function isIntLike(rt: Runtime, object: PyObject): object is PyInt {
  const layout = (object.type as PyType).layout;
  return layout === rt.types.int || layout === rt.types.bool;
}

export function intToBigInt(object: PyInt): bigint {
  const value = object.value;
  return typeof value === 'number' ? BigInt(value) : value;
}

/** The normal form of a bigint: a number where that is exact. */
export function normalizeInt(value: bigint): number | bigint {
  return value <= SAFE_MAXIMUM && value >= -SAFE_MAXIMUM ? Number(value) : value;
}

/** An exact int as it is, otherwise (bool, subclass) a new exact one. */
export function exactInt(rt: Runtime, object: PyInt): PyInt {
  return object.type === rt.types.int ? incref(object) : newInt(rt, object.value);
}

/** Number of bits of the magnitude; 0 for 0. */
export function bitLength(value: number | bigint): number {
  if (typeof value === 'number') {
    const magnitude = Math.abs(value);
    if (magnitude < 0x100000000) return 32 - Math.clz32(magnitude);
    return 64 - Math.clz32(Math.floor(magnitude / 0x100000000));
  }
  const hexadecimal = (value < 0n ? -value : value).toString(16);
  return 4 * (hexadecimal.length - 1) + (32 - Math.clz32(parseInt(hexadecimal.charAt(0), 16)));
}
