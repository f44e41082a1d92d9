/** math: gamma and its logarithm, after CPython's mathmodule.c. */
import { elementary } from '../../../base';

const { power } = elementary;
const LOG_PI = 1.144729885849400174143427351353058711647;
const LANCZOS_G = 6.024680040776729583740234375;
const LANCZOS_NUMERATOR = [
  23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959, 35711959237.355668049440185451547166705960488635843,
  17921034426.037209699919755754458931112671403265390, 6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
  248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640, 2876370.6289353724412254090516208496135991145378768,
  186056.26539522349504029498971604569928220784236328, 8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
  2.5066282746310002701649081771338373386264310793408,
];
const LANCZOS_DENOMINATOR = [0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1];

function lanczosSum(x: number): number {
  let numerator = 0;
  let denominator = 0;
  if (x < 5) {
    for (let i = LANCZOS_NUMERATOR.length - 1; i >= 0; i--) {
      numerator = numerator * x + (LANCZOS_NUMERATOR[i] as number);
      denominator = denominator * x + (LANCZOS_DENOMINATOR[i] as number);
    }
  } else {
    for (let i = 0; i < LANCZOS_NUMERATOR.length; i++) {
      numerator = numerator / x + (LANCZOS_NUMERATOR[i] as number);
      denominator = denominator / x + (LANCZOS_DENOMINATOR[i] as number);
    }
  }
  return numerator / denominator;
}

/** sin(pi * x) for any x, exact at multiples of one half. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const sign = x < 0 ? -1 : 1;
  switch (Math.round(2 * y)) {
    case 0: return sign * elementary.sin(Math.PI * y);
    case 1: return sign * elementary.cos(Math.PI * (y - 0.5));
    case 2: return sign * elementary.sin(Math.PI * (1 - y));
    case 3: return sign * -elementary.cos(Math.PI * (y - 1.5));
    default: return sign * elementary.sin(Math.PI * (y - 2));
  }
}

/** NaN stands for a domain error. */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) return x === -Infinity ? NaN : x;
  if (x === 0) return NaN;
  if (x === Math.floor(x)) {
    if (x < 0) return NaN;
    if (x <= 23) {
      let product = 1;
      for (let factor = 2; factor < x; factor++) product *= factor;
      return product;
    }
  }
  const size = Math.abs(x);
  if (size < 1e-20) return 1 / x;
  if (size > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = size + LANCZOS_G - 0.5;
  const z = size > LANCZOS_G - 0.5 ? ((y - size - (LANCZOS_G - 0.5)) * LANCZOS_G) / y : ((y - (LANCZOS_G - 0.5) - size) * LANCZOS_G) / y;
  let result: number;
  if (x < 0) {
    result = -Math.PI / sinPi(size) / size * elementary.exp(y) / lanczosSum(size);
    result -= z * result;
    result = size < 140 ? result / power(y, size - 0.5) : result / power(y, size / 2 - 0.25) / power(y, size / 2 - 0.25);
  } else {
    result = lanczosSum(size) / elementary.exp(y);
    result += z * result;
    result = size < 140 ? result * power(y, size - 0.5) : result * power(y, size / 2 - 0.25) * power(y, size / 2 - 0.25);
  }
  return result;
}

export function logGamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (x === Math.floor(x) && x <= 2) return x <= 0 ? NaN : 0;
  const size = Math.abs(x);
  if (size < 1e-20) return -elementary.log(size);
  let result = elementary.log(lanczosSum(size)) - LANCZOS_G;
  result += (size - 0.5) * (elementary.log(size + LANCZOS_G - 0.5) - 1);
  return x < 0 ? LOG_PI - elementary.log(Math.abs(sinPi(size))) - elementary.log(size) - result : result;
}
