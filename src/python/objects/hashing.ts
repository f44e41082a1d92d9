/**
 * Hashes of numbers and addresses (CPython's Python/pyhash.c): equal numbers of different types hash
 * alike, modulo the Mersenne prime 2**61 - 1. Hashes of text are in `siphash.ts`.
 */
import type { Hash } from './type';

export const HASH_BITS = 61;
export const HASH_MODULUS = (1n << 61n) - 1n;
const HASH_INFINITY = 314159;

/** A hash value as `Hash`: signed 64 bits, never -1, a number where that is exact. */
export function toHash(value: bigint): Hash {
  const signed = BigInt.asIntN(64, value);
  if (signed >= -9007199254740991n && signed <= 9007199254740991n) {
    const small = Number(signed);
    return small === -1 ? -2 : small;
  }
  return signed;
}

/** long_hash */
export function hashInt(value: number | bigint): Hash {
  if (typeof value === 'number') return value === -1 ? -2 : value;
  const remainder = value < 0n ? -(-value % HASH_MODULUS) : value % HASH_MODULUS;
  return toHash(remainder);
}

/** _Py_HashDouble of anything but a NaN, which hashes by its address. */
export function hashFloat(value: number): Hash {
  if (Number.isSafeInteger(value)) return value === -1 ? -2 : value === 0 ? 0 : value;
  if (value === Infinity) return HASH_INFINITY;
  if (value === -Infinity) return -HASH_INFINITY;
  const { numerator, shift } = floatAsRatio(Math.abs(value));
  // Dividing by 2**shift is multiplying by 2**(-shift mod 61), as 2**61 is 1 modulo the prime.
  const inverse = shift >= 0 ? 1n << BigInt((HASH_BITS - (shift % HASH_BITS)) % HASH_BITS) : 1n << BigInt(-shift % HASH_BITS);
  const hash = ((numerator % HASH_MODULUS) * inverse) % HASH_MODULUS;
  return toHash(value < 0 ? -hash : hash);
}

/** A finite, non-negative value as numerator / 2**shift, the numerator odd or zero; `shift` may be negative. */
export function floatAsRatio(value: number): { numerator: bigint; shift: number } {
  if (value === 0) return { numerator: 0n, shift: 0 };
  let shift = 0;
  let mantissa = value;
  while (mantissa >= 2 ** 53) {
    mantissa /= 2;
    shift--;
  }
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift++;
  }
  while (mantissa % 2 === 0) {
    mantissa /= 2;
    shift--;
  }
  return { numerator: BigInt(mantissa), shift };
}

/** _Py_HashPointer: an address rotated by its four always-zero bits. */
export function hashPointer(address: bigint): Hash {
  return toHash((address >> 4n) | ((address & 15n) << 60n));
}

/** complex_hash's combination of the hashes of both parts. */
export function combineComplexHash(real: Hash, imag: Hash): Hash {
  return toHash(BigInt(real) + 1000003n * BigInt(imag));
}

const XX_PRIME_1 = 11400714785074694791n;
const XX_PRIME_2 = 14029467366897019727n;
const XX_PRIME_5 = 2870177450012600261n;
const WORD_MASK = (1n << 64n) - 1n;

/** slicehash: the xxHash lanes of tuples without their length. */
export function combineSliceHash(parts: readonly Hash[]): Hash {
  let sum = XX_PRIME_5;
  for (const part of parts) {
    sum = (sum + BigInt(part) * XX_PRIME_2) & WORD_MASK;
    sum = ((sum << 31n) | (sum >> 33n)) & WORD_MASK;
    sum = (sum * XX_PRIME_1) & WORD_MASK;
  }
  return sum === WORD_MASK ? 1546275796 : toHash(sum);
}
