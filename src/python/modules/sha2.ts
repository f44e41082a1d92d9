/** The `_sha2` module: SHA-512, with which `random` turns text seeds into numbers (FIPS 180-4). */
import { clearWeakrefs, incref, type PyObject } from '../memory';
import {
  fastKeywords, bytesView, newBytes, newInt, newLayoutInstance, newStr, noArgs, oneArg, raise,
  type Payload, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import type { ModuleDefinition } from './moduleDefinition';

const MASK = (1n << 64n) - 1n;
const ROUNDS = 80;
const BLOCK_BYTES = 128;

/** The first `count` primes. */
function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let candidate = 2n; found.length < count; candidate++) if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  return found;
}

/** The first 64 bits of the fractional part of the n-th root of a prime. */
function rootBits(prime: bigint, degree: 2n | 3n): bigint {
  const target = prime << (64n * degree);
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= target) low = middle;
    else high = middle;
  }
  return low & MASK;
}

const rotate = (value: bigint, count: bigint): bigint => ((value >> count) | (value << (64n - count))) & MASK;

export function sha512(message: Uint8Array): Uint8Array {
  const first = primes(ROUNDS);
  const constants = first.map((prime) => rootBits(prime, 3n));
  const state = first.slice(0, 8).map((prime) => rootBits(prime, 2n));
  const padded = new Uint8Array(Math.ceil((message.length + 17) / BLOCK_BYTES) * BLOCK_BYTES);
  padded.set(message);
  padded[message.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  const view = new DataView(padded.buffer);
  for (let block = 0; block < padded.length; block += BLOCK_BYTES) {
    const schedule = Array.from({ length: 16 }, (_, index) => view.getBigUint64(block + index * 8));
    for (let t = 16; t < ROUNDS; t++) {
      const [w2, w7, w15, w16] = [schedule[t - 2], schedule[t - 7], schedule[t - 15], schedule[t - 16]] as [bigint, bigint, bigint, bigint];
      const s1 = rotate(w2, 19n) ^ rotate(w2, 61n) ^ (w2 >> 6n);
      const s0 = rotate(w15, 1n) ^ rotate(w15, 8n) ^ (w15 >> 7n);
      schedule.push((s1 + w7 + s0 + w16) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
    for (let t = 0; t < ROUNDS; t++) {
      const choice = (e & f) ^ (~e & MASK & g);
      const one = (h + (rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n)) + choice + (constants[t] as bigint) + (schedule[t] as bigint)) & MASK;
      const two = ((rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & MASK, c, b, a, (one + two) & MASK];
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => {
      state[index] = ((state[index] as bigint) + value) & MASK;
    });
  }
  const digest = new Uint8Array(64);
  const out = new DataView(digest.buffer);
  state.forEach((value, index) => out.setBigUint64(index * 8, value));
  return digest;
}

type Hasher = Payload<{ message: number[] }>;

function bytesOf(rt: Runtime, value: PyObject): Uint8Array {
  const bytes = bytesView(rt, value);
  if (bytes !== null) return bytes;
  raise(rt, 'TypeError', (value.type as PyType).layout === rt.types.str ? 'Strings must be encoded before hashing' : 'object supporting the buffer API required');
}

const hasherType: TypeDefinition = {
  name: '_sha2.SHA512Type',
  gc: true,
  weakrefs: true,
  basicsize: 256,
  flags: { disallowInstantiation: true },
  slots: {
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: () => {},
  },
  methods: [
    oneArg('update', (rt, self, data) => {
      for (const byte of bytesOf(rt, data)) (self as Hasher).value.message.push(byte);
      return incref(rt.none);
    }),
    noArgs('digest', (rt, self) => newBytes(rt, sha512(Uint8Array.from((self as Hasher).value.message)))),
    noArgs('hexdigest', (rt, self) => newStr(rt, Array.from(sha512(Uint8Array.from((self as Hasher).value.message)), (byte) => byte.toString(16).padStart(2, '0')).join(''))),
  ],
  getset: [
    { name: 'digest_size', get: (rt) => newInt(rt, 64) },
    { name: 'block_size', get: (rt) => newInt(rt, BLOCK_BYTES) },
    { name: 'name', get: (rt) => newStr(rt, 'sha512') },
  ],
};

export const sha2Module: ModuleDefinition = {
  name: '_sha2',
  doc: null,
  methods: [fastKeywords('sha512', (rt, _self, args) =>
    newLayoutInstance(rt, extensionType(rt, hasherType), { message: args[0] === undefined ? [] : [...bytesOf(rt, args[0])] }))],
};
