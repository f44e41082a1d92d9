/**
 * The limit on the size of one object. In: how many bytes CPython would need for a result. Out:
 * nothing, or MemoryError, before anything was computed, so that `'a' * 10**12` costs no time.
 *
 * The limit is the host's (`Budget.objectBytes`), but never more than what one JavaScript string, array
 * or bigint can hold: beyond that the engine would throw an error of its own.
 */
import { raiseWithArgs } from './raise';
import type { Runtime } from './runtime';

/** The longest string of V8 on 64-bit machines, in UTF-16 units. */
const ENGINE_MAXIMUM_LENGTH = 2 ** 29 - 24;
/** V8 refuses bigints from 2**30 bits on. */
const ENGINE_MAXIMUM_INT_BITS = 2 ** 30 - 64;

/** MemoryError without arguments, as PyErr_NoMemory raises it. */
export function raiseMemoryError(rt: Runtime): never {
  return raiseWithArgs(rt, 'MemoryError', []);
}

export function checkObjectBytes(rt: Runtime, bytes: number): void {
  if (bytes > rt.host.budget.objectBytes) raiseMemoryError(rt);
}

/** For a str of `length` UTF-16 units or a bytes of `length` bytes. */
export function checkTextLength(rt: Runtime, length: number): void {
  if (length > ENGINE_MAXIMUM_LENGTH || length > rt.host.budget.objectBytes) raiseMemoryError(rt);
}

export function checkIntBits(rt: Runtime, bits: number): void {
  if (bits > ENGINE_MAXIMUM_INT_BITS || bits / 8 > rt.host.budget.objectBytes) raiseMemoryError(rt);
}

/** Factors beyond this many bits would take the engine longer than a second, during which nothing could stop it. */
const ENGINE_MAXIMUM_FACTOR_BITS = 2 ** 26;

/** For the product of two ints of so many bits. */
export function checkProductBits(rt: Runtime, one: number, other: number): void {
  checkIntBits(rt, one + other);
  if (Math.min(one, other) > ENGINE_MAXIMUM_FACTOR_BITS) raiseMemoryError(rt);
}
