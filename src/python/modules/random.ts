/**
 * The `_random` module: the Mersenne Twister under `random` (CPython Modules/_randommodule.c, MT19937 of
 * Matsumoto and Nishimura). Without a seed it is seeded from the host's hash seed, so that a run repeats.
 */
import { incref, type PyObject } from '../memory';
import {
  allocatePlain, asIndexNumber, freePlain, hash, intToBigInt, isIntLike, newFloat, newInt, newTuple, noArgs, oneArg, fast, raise,
  type Payload, type PyInt, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

const SIZE = 624;
const PERIOD = 397;

/** The generator: 624 words of state and a position in them. */
export class MersenneTwister {
  readonly state = new Uint32Array(SIZE);
  index = SIZE;

  private seedWithNumber(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < SIZE; i++) {
      const previous = (state[i - 1] as number) ^ ((state[i - 1] as number) >>> 30);
      state[i] = Math.imul(1812433253, previous) + i;
    }
    this.index = SIZE;
  }

  /** init_by_array; `key` in 32-bit words, lowest first. */
  seed(key: readonly number[]): void {
    const { state } = this;
    this.seedWithNumber(19650218);
    let i = 1;
    let j = 0;
    for (let left = Math.max(SIZE, key.length); left > 0; left--) {
      const previous = (state[i - 1] as number) ^ ((state[i - 1] as number) >>> 30);
      state[i] = ((state[i] as number) ^ Math.imul(previous, 1664525)) + (key[j] as number) + j;
      if (++i >= SIZE) {
        state[0] = state[SIZE - 1] as number;
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let left = SIZE - 1; left > 0; left--) {
      const previous = (state[i - 1] as number) ^ ((state[i - 1] as number) >>> 30);
      state[i] = ((state[i] as number) ^ Math.imul(previous, 1566083941)) - i;
      if (++i >= SIZE) {
        state[0] = state[SIZE - 1] as number;
        i = 1;
      }
    }
    state[0] = 0x80000000;
  }

  /** The next 32 bits. */
  next(): number {
    const { state } = this;
    if (this.index >= SIZE) {
      for (let i = 0; i < SIZE; i++) {
        const mixed = ((state[i] as number) & 0x80000000) | ((state[(i + 1) % SIZE] as number) & 0x7fffffff);
        state[i] = (state[(i + PERIOD) % SIZE] as number) ^ (mixed >>> 1) ^ ((mixed & 1) === 0 ? 0 : 0x9908b0df);
      }
      this.index = 0;
    }
    let word = state[this.index++] as number;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  /** A float in [0, 1) of 53 bits. */
  random(): number {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** An integer of `count` random bits, the first word drawn lowest. */
  bits(count: number): bigint {
    if (count === 0) return 0n;
    const words: string[] = [];
    for (let left = count; left > 0; left -= 32) {
      const word = this.next();
      words.push((left < 32 ? word >>> (32 - left) : word).toString(16).padStart(8, '0'));
    }
    return BigInt(`0x${words.reverse().join('')}`);
  }
}

/** How many generators were seeded by the host, in `rt.moduleStates`: each gets another sequence. */
const SEEDED = '_random seeded';

type PyRandom = Payload<MersenneTwister>;
const twister = (self: PyObject): MersenneTwister => (self as PyRandom).value;

function words(value: bigint): number[] {
  const result: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 32n) result.push(Number(rest & 0xffffffffn));
  return result.length === 0 ? [0] : result;
}

function seed(rt: Runtime, self: PyObject, argument: PyObject | undefined): void {
  if (argument === undefined || argument === rt.none) {
    const count = (rt.moduleStates.get(SEEDED) as number | undefined) ?? 0;
    rt.moduleStates.set(SEEDED, count + 1);
    twister(self).seed([rt.host.hashSeed >>> 0, 0x9e3779b9, count >>> 0]);
    return;
  }
  if (!isIntLike(rt, argument)) {
    const hashed = hash(rt, argument);
    twister(self).seed(words(BigInt.asUintN(64, BigInt(hashed))));
    return;
  }
  const value = intToBigInt(argument);
  twister(self).seed(words(value < 0n ? -value : value));
}

/** PyLong_AsUnsignedLong */
function stateWord(rt: Runtime, item: PyObject): number {
  if (!isIntLike(rt, item)) raise(rt, 'TypeError', 'an integer is required');
  if (item.value < 0) raise(rt, 'OverflowError', "can't convert negative value to unsigned int");
  if (item.value >= 2 ** 64) raise(rt, 'OverflowError', 'Python int too large to convert to C unsigned long');
  return Number(item.value);
}

/** Bits one call may make: what memory allows is checked as for any integer. */
const BITS_MAXIMUM = 2147483647;

const randomType: TypeDefinition = {
  name: '_random.Random',
  doc: 'Random() -> create a random number generator with its own internal state.',
  basicsize: 2520,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => {
      const generator = new MersenneTwister();
      generator.index = 0;
      return allocatePlain(rt, type, generator);
    },
    init: (rt, self, args, kwargs) => {
      const ownInit = extensionType(rt, randomType).init;
      if ((self.type as PyType).init === ownInit && kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'Random() takes no keyword arguments');
      if (args.value.length > 1) raise(rt, 'TypeError', 'Random() requires 0 or 1 argument');
      seed(rt, self, args.value[0]);
    },
    dealloc: freePlain,
  },
  methods: [
    noArgs('random', (rt, self) => newFloat(rt, twister(self).random()), 'random() -> x in the interval [0, 1).'),
    fast('seed', (rt, self, args) => {
      checkPositional(rt, 'seed', args, 0, 1);
      seed(rt, self, args[0]);
      return incref(rt.none);
    }),
    oneArg('getrandbits', (rt, self, count) => {
      const bits = asIndexNumber(rt, count, 'OverflowError');
      if (bits < 0) raise(rt, 'ValueError', 'number of bits must be non-negative');
      if (bits > BITS_MAXIMUM) raise(rt, 'OverflowError', 'Python int too large to convert to C int');
      return newInt(rt, twister(self).bits(bits));
    }),
    noArgs('getstate', (rt, self) => newTuple(rt, [...Array.from(twister(self).state, (word) => newInt(rt, word)), newInt(rt, twister(self).index)])),
    oneArg('setstate', (rt, self, state) => {
      if ((state.type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', 'state vector must be a tuple');
      const items = (state as PyTuple).value as PyInt[];
      if (items.length !== SIZE + 1) raise(rt, 'ValueError', 'state vector is the wrong size');
      const values = items.map((item) => stateWord(rt, item));
      const index = values[SIZE] as number;
      if (index < 0 || index > SIZE) raise(rt, 'ValueError', 'invalid state');
      if (values.some((word) => word > 0xffffffff)) raise(rt, 'ValueError', 'invalid state');
      twister(self).state.set(values.slice(0, SIZE));
      twister(self).index = index;
      return incref(rt.none);
    }),
  ],
};

export const randomModule: ModuleDefinition = {
  name: '_random',
  doc: 'Module implements the Mersenne Twister random number generator.',
  methods: [],
  constants: (rt) => ({ Random: incref(extensionType(rt, randomType).object) }),
};

