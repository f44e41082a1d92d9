/** math: functions on integers of any size (comb, factorial, gcd, isqrt, lcm, perm). */
import { decref, type PyObject } from '../../memory';
import { fast, index, intToBigInt, newInt, oneArg, raise, checkIntBits, checkProductBits, bitLength, type MethodDefinition, type Runtime } from '../../objects';
import { checkPositional } from '../keywordArguments';

function integer(rt: Runtime, value: PyObject): bigint {
  const converted = index(rt, value);
  const result = intToBigInt(converted);
  decref(rt, converted);
  return result;
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** floor(sqrt(n)), by Newton's method from above. */
export function integerSquareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** low * (low + 1) * ... * high, halves first so that the factors stay of similar size. `look` is called again and again. */
export function rangeProduct(low: bigint, high: bigint, look: () => void = () => {}): bigint {
  if (low > high) return 1n;
  look();
  if (high - low < 8n) {
    let product = low;
    for (let factor = low + 1n; factor <= high; factor++) product *= factor;
    return product;
  }
  const middle = (low + high) >> 1n;
  return rangeProduct(low, middle, look) * rangeProduct(middle + 1n, high, look);
}

const budget = (rt: Runtime) => (): void => {
  if (--rt.nativeTicks < 0) rt.nativeCheckPoint();
};

/** The largest argument for which a result is still computed. */
const FACTORIAL_MAXIMUM = 9_223_372_036_854_775_807n;

function checkResult(rt: Runtime, factors: bigint, largest: bigint): void {
  if (factors <= 0n) return;
  const bits = Number(factors) * bitLength(largest);
  checkIntBits(rt, bits);
  // Halves of the product are multiplied last.
  checkProductBits(rt, bits / 2, bits / 2);
}

export const integerFunctions: readonly MethodDefinition[] = [
  fast('comb', (rt, _self, args) => {
    checkPositional(rt, 'comb', args, 2, 2);
    const [n, k] = [integer(rt, args[0] as PyObject), integer(rt, args[1] as PyObject)];
    if (n < 0n) raise(rt, 'ValueError', 'n must be a non-negative integer');
    if (k < 0n) raise(rt, 'ValueError', 'k must be a non-negative integer');
    if (k > n) return newInt(rt, 0);
    const chosen = k > n - k ? n - k : k;
    checkResult(rt, chosen, n);
    return newInt(rt, rangeProduct(n - chosen + 1n, n, budget(rt)) / rangeProduct(1n, chosen, budget(rt)));
  }),
  oneArg('factorial', (rt, _self, argument) => {
    if (argument.type === rt.types.float) raise(rt, 'TypeError', "'float' object cannot be interpreted as an integer");
    const n = integer(rt, argument);
    if (n < 0n) raise(rt, 'ValueError', 'factorial() not defined for negative values');
    if (n > FACTORIAL_MAXIMUM) raise(rt, 'OverflowError', `factorial() argument should not exceed ${FACTORIAL_MAXIMUM}`);
    checkResult(rt, n, n);
    return newInt(rt, rangeProduct(1n, n, budget(rt)));
  }),
  fast('gcd', (rt, _self, args) => newInt(rt, args.reduce<bigint>((result, value) => gcd(result, integer(rt, value)), 0n))),
  oneArg('isqrt', (rt, _self, argument) => {
    const n = integer(rt, argument);
    if (n < 0n) raise(rt, 'ValueError', 'isqrt() argument must be nonnegative');
    return newInt(rt, integerSquareRoot(n));
  }),
  fast('lcm', (rt, _self, args) => newInt(rt, args.reduce<bigint>((result, value) => {
    const next = integer(rt, value);
    return result === 0n || next === 0n ? 0n : absolute((result / gcd(result, next)) * next);
  }, 1n))),
  fast('perm', (rt, _self, args) => {
    checkPositional(rt, 'perm', args, 1, 2);
    const n = integer(rt, args[0] as PyObject);
    const k = args[1] === undefined || args[1] === rt.none ? n : integer(rt, args[1]);
    if (n < 0n) raise(rt, 'ValueError', 'n must be a non-negative integer');
    if (k < 0n) raise(rt, 'ValueError', 'k must be a non-negative integer');
    if (k > n) return newInt(rt, 0);
    checkResult(rt, k, n);
    return newInt(rt, rangeProduct(n - k + 1n, n, budget(rt)));
  }),
];
