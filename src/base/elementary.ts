/**
 * exp, log, pow, sin, cos, tan, asin, acos, atan, atan2 and hypot, rounded correctly in practically all cases, which
 * is what glibc's are and what JavaScript engines' (fdlibm) are not. In and out: doubles.
 *
 * How: computed in double-double from argument reduction and Taylor series, or by one Newton step from the
 * engine's own result. Arguments where that does not pay (infinite, huge, subnormal results) go to the engine.
 */
import { add, divide, exactProduct, exactSum, multiply, negate, normalized, productError, scale, type DoubleDouble } from './doubleDouble';

const LN2: DoubleDouble = [0.6931471805599453, 2.3190468138462996e-17];
/** The third part of ln 2. */
const LN2_TAIL = 5.707708438416212e-34;
/** pi / 2 in three parts. */
const HALF_PI_HIGH = 1.5707963267948966;
const HALF_PI_MIDDLE = 6.123233995736766e-17;
const HALF_PI_LOW = -1.4973849048591698e-33;
/** Beyond this, reducing by pi / 2 in three parts is not exact enough. */
const LARGEST_ANGLE = 1e6;

/** Whole and half exponents up to this are computed by multiplications. */
const LARGEST_STEPWISE = 1024;
const SMALLEST_NORMAL = 2 ** -1022;

/** 1 / n! for n = 0..27. */
const INVERSE_FACTORIALS: readonly DoubleDouble[] = inverseFactorials(27);

function inverseFactorials(count: number): DoubleDouble[] {
  const values: DoubleDouble[] = [[1, 0]];
  for (let n = 1; n <= count; n++) values.push(divide(values[n - 1] as DoubleDouble, [n, 0]));
  return values;
}

/** value * 2**exponent for a result that is exact or overflows (ldexp in two steps). */
export function scaleByPowerOfTwo(value: number, exponent: number): number {
  let scaled = value;
  let rest = exponent;
  while (rest > 1000) {
    scaled *= 2 ** 1000;
    rest -= 1000;
  }
  while (rest < -1000) {
    scaled *= 2 ** -1000;
    rest += 1000;
  }
  return scaled * 2 ** rest;
}

/** e**z * 2**-k and that k. */
function expOf(z: DoubleDouble): { value: DoubleDouble; exponent: number } {
  const exponent = Math.round(z[0] / LN2[0]);
  const [product, error] = exactProduct(exponent, LN2[0]);
  const reduced = add(add(z, [-product, -error]), negate(add(exactProduct(exponent, LN2[1]), [exponent * LN2_TAIL, 0])));
  // e**r = (e**(r / 32))**32 with |r / 32| < 0.011: ten terms are enough.
  const small: DoubleDouble = [reduced[0] / 32, reduced[1] / 32];
  let sum = INVERSE_FACTORIALS[11] as DoubleDouble;
  for (let n = 10; n >= 1; n--) sum = add(multiply(sum, small), INVERSE_FACTORIALS[n] as DoubleDouble);
  // Squaring e**s - 1 instead of e**s keeps the small digits: (1 + d)**2 = 1 + (2 d + d**2).
  let difference = multiply(sum, small);
  for (let step = 0; step < 5; step++) difference = add(scale(difference, 2), multiply(difference, difference));
  return { value: add([1, 0], difference), exponent };
}

function rounded({ value, exponent }: { value: DoubleDouble; exponent: number }): number | null {
  if (exponent < -1020) return null;
  return exponent > 1030 ? Infinity : scaleByPowerOfTwo(value[0] + value[1], exponent);
}

/** e**z in two parts, for z from -700 to 700. */
export function exponentialPair(z: DoubleDouble): DoubleDouble {
  const { value, exponent } = expOf(z);
  return scale(value, scaleByPowerOfTwo(1, exponent));
}

export function exp(x: number): number {
  if (!(Math.abs(x) < 745) || x === 0) return Math.exp(x);
  return rounded(expOf([x, 0])) ?? Math.exp(x);
}

/** log of a positive, normal double. */
function logOf(x: number): DoubleDouble {
  let exponent = Math.floor(Math.log2(x));
  let mantissa = scaleByPowerOfTwo(x, -exponent);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const start = Math.log(mantissa);
  // m * e**-start is 1 + d with a tiny d, so log m = start + d - d**2 / 2.
  const { value, exponent: shift } = expOf([-start, 0]);
  const quotient = scale(value, scaleByPowerOfTwo(mantissa, shift));
  const [difference, rest] = add(quotient, [-1, 0]);
  const logarithm = add([start, 0], [difference, rest - (difference * difference) / 2]);
  const high = add(exactProduct(exponent, LN2[0]), exactProduct(exponent, LN2[1]));
  return add(high, logarithm);
}

export function log(x: number): number {
  if (!(x > 0) || x === Infinity || x === 1 || x < 2 ** -1022) return Math.log(x);
  const [high, low] = logOf(x);
  return high + low;
}

export function log2(x: number): number {
  if (!(x > 0) || x === Infinity || x < 2 ** -1022) return Math.log2(x);
  const [high, low] = divide(logOf(x), LN2);
  return high + low;
}

/** x**y for a positive, finite x and a finite y, by logarithm. */
function powerOf(x: number, y: number): number {
  if (x < 2 ** -1022) return Math.pow(x, y);
  const exponent = scale(logOf(x), y);
  if (!(Math.abs(exponent[0]) < 745)) return exponent[0] > 0 ? Infinity : Math.pow(x, y);
  return rounded(expOf(exponent)) ?? Math.pow(x, y);
}

/** pow() of the C library for a finite positive base and a finite exponent that is not zero. */
export function power(base: number, exponent: number): number {
  if (base === 1 || exponent === 1) return base;
  if (exponent === 2) return base * base;
  if (exponent === -1) return 1 / base;
  if (exponent === 0.5) return Math.sqrt(base);
  const magnitude = Math.abs(exponent);
  if (magnitude <= LARGEST_STEPWISE && Number.isInteger(2 * exponent) && base >= SMALLEST_NORMAL) {
    const precise = stepwisePower(base, Math.floor(magnitude), !Number.isInteger(exponent), exponent < 0);
    if (precise !== null) return precise;
  }
  return powerOf(base, exponent);
}

/**
 * base**exponent, times the square root of the base where `root`, by square and multiply in double-double.
 * The power of two is kept apart so that nothing overflows on the way; null for a result that is
 * subnormal, where the last rounding would be another one.
 */
function stepwisePower(base: number, exponent: number, root: boolean, reciprocal: boolean): number | null {
  let squareExponent = binaryExponent(base);
  // An even power of two, so that its root is one too.
  if (root && squareExponent % 2 !== 0) squareExponent--;
  let squareHigh = scaleByPowerOfTwo(base, -squareExponent);
  let squareLow = 0;
  let high = 1;
  let low = 0;
  let resultExponent = 0;
  if (root) {
    high = Math.sqrt(squareHigh);
    const square = high * high;
    low = (squareHigh - square - productError(high, high, square)) / (2 * high);
    resultExponent = squareExponent / 2;
  }
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if ((rest & 1) !== 0) {
      const product = high * squareHigh;
      const error = productError(high, squareHigh, product) + (high * squareLow + low * squareHigh);
      high = product + error;
      low = error - (high - product);
      resultExponent += squareExponent;
      if (high >= 2) {
        const shift = high >= 4 ? 4 : 2;
        high /= shift;
        low /= shift;
        resultExponent += shift / 2;
      }
    }
    const square = squareHigh * squareHigh;
    const error = productError(squareHigh, squareHigh, square) + 2 * squareHigh * squareLow;
    squareHigh = square + error;
    squareLow = error - (squareHigh - square);
    squareExponent *= 2;
    while (squareHigh >= 2) {
      squareHigh /= 2;
      squareLow /= 2;
      squareExponent++;
    }
  }
  if (reciprocal) {
    const quotient = 1 / high;
    const product = quotient * high;
    const remainder = 1 - product - productError(quotient, high, product) - quotient * low;
    low = remainder / high;
    high = quotient;
    resultExponent = -resultExponent;
  }
  if (resultExponent < -1020) return null;
  return resultExponent > 1024 ? Infinity : scaleByPowerOfTwo(high + low, resultExponent);
}

/** e with 2**e <= value < 2**(e + 1). */
function binaryExponent(value: number): number {
  let exponent = Math.floor(Math.log2(value));
  if (scaleByPowerOfTwo(value, -exponent) >= 2) exponent++;
  else if (scaleByPowerOfTwo(value, -exponent) < 1) exponent--;
  return exponent;
}

/** x minus the nearest multiple of pi / 2, and which multiple, modulo 4. */
function reduceAngle(x: number): { angle: DoubleDouble; quadrant: number } {
  const multiple = Math.round(x / HALF_PI_HIGH);
  const [product, error] = exactProduct(multiple, HALF_PI_HIGH);
  const [high, rest] = exactSum(x, -product);
  const middle = exactProduct(multiple, HALF_PI_MIDDLE);
  const angle = add(add(add([high, rest], [-error, 0]), negate(middle)), [-multiple * HALF_PI_LOW, 0]);
  return { angle, quadrant: ((multiple % 4) + 4) % 4 };
}

/** Taylor series of sin and cos for |angle| <= pi / 4. */
function sineAndCosine(angle: DoubleDouble): { sine: DoubleDouble; cosine: DoubleDouble } {
  const square = negate(multiply(angle, angle));
  let sine = INVERSE_FACTORIALS[27] as DoubleDouble;
  let cosine = INVERSE_FACTORIALS[26] as DoubleDouble;
  for (let n = 24; n >= 0; n -= 2) {
    sine = add(multiply(sine, square), INVERSE_FACTORIALS[n + 1] as DoubleDouble);
    cosine = add(multiply(cosine, square), INVERSE_FACTORIALS[n] as DoubleDouble);
  }
  return { sine: multiply(sine, angle), cosine };
}

/** sin and cos of any angle up to LARGEST_ANGLE. */
function sineAndCosineOf(x: number): { sine: DoubleDouble; cosine: DoubleDouble } {
  const { angle, quadrant } = reduceAngle(x);
  const { sine, cosine } = sineAndCosine(angle);
  switch (quadrant) {
    case 0: return { sine, cosine };
    case 1: return { sine: cosine, cosine: negate(sine) };
    case 2: return { sine: negate(sine), cosine: negate(cosine) };
    default: return { sine: negate(cosine), cosine: sine };
  }
}

/** Small angles are their own sine up to rounding, which the engine gets right. */
function isPlain(x: number): boolean {
  return !(Math.abs(x) <= LARGEST_ANGLE) || Math.abs(x) < 1e-8;
}

export function sin(x: number): number {
  if (isPlain(x)) return Math.sin(x);
  const [high, low] = sineAndCosineOf(x).sine;
  return high + low;
}

export function cos(x: number): number {
  if (isPlain(x)) return Math.cos(x);
  const [high, low] = sineAndCosineOf(x).cosine;
  return high + low;
}

export function tan(x: number): number {
  if (isPlain(x)) return Math.tan(x);
  const { sine, cosine } = sineAndCosineOf(x);
  const [high, low] = divide(sine, cosine);
  return high + low;
}

/** The angle of the point (x, y), both finite and not tiny: the engine's result and one Newton step. */
function angleOf(y: DoubleDouble, x: DoubleDouble): number {
  const start = Math.atan2(y[0], x[0]);
  const { sine, cosine } = sineAndCosineOf(start);
  const across = add(multiply(y, cosine), negate(multiply(x, sine)));
  const along = add(multiply(x, cosine), multiply(y, sine));
  const [correction] = divide(across, along);
  const [high, low] = normalized(start, correction);
  return high + low;
}

function isModerate(x: number): boolean {
  const magnitude = Math.abs(x);
  return magnitude > 1e-100 && magnitude < 1e100;
}

export function atan2(y: number, x: number): number {
  if (!isModerate(x) || !isModerate(y) || Math.abs(y / x) < 1e-8) return Math.atan2(y, x);
  return angleOf([y, 0], [x, 0]);
}

export function atan(x: number): number {
  return isModerate(x) && Math.abs(x) > 1e-8 ? angleOf([x, 0], [1, 0]) : Math.atan(x);
}

/** sqrt(1 - x**2) */
function complement(x: number): DoubleDouble {
  const square = exactProduct(x, x);
  const rest = add([1, 0], negate(square));
  const root = Math.sqrt(rest[0]);
  if (root === 0) return [0, 0];
  const product = root * root;
  const error = add(rest, [-product, -productError(root, root, product)]);
  return normalized(root, error[0] / (2 * root));
}

export function asin(x: number): number {
  const magnitude = Math.abs(x);
  return magnitude < 1 && magnitude > 1e-8 ? angleOf([x, 0], complement(x)) : Math.asin(x);
}

export function acos(x: number): number {
  const magnitude = Math.abs(x);
  return magnitude < 1 && magnitude > 1e-8 ? angleOf(complement(x), [x, 0]) : Math.acos(x);
}

/** hypot() rounded as a C library does: the squares' rounding errors are made good. */
export function hypotenuse(x: number, y: number): number {
  let large = Math.abs(x);
  let small = Math.abs(y);
  if (large < small) [large, small] = [small, large];
  if (small === 0 || large / small > 2 ** 54) return large + small;
  const scale = 2 ** -Math.floor(Math.log2(large));
  if (!Number.isFinite(scale) || scale === 0) return Math.hypot(x, y);
  large *= scale;
  small *= scale;
  const root = Math.sqrt(large * large + small * small);
  // One Newton step with the residue large² + small² - root² in double-double.
  const correction = (squareError(large) + squareError(small) - squareError(root)) + (large * large - root * root + small * small);
  return (root + correction / (2 * root)) / scale;
}

function squareError(value: number): number {
  const split = 134217729 * value;
  const high = split - (split - value);
  const low = value - high;
  return low * low - (value * value - high * high - 2 * high * low);
}
