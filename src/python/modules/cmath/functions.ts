/**
 * Elementary functions of complex numbers (CPython Modules/cmathmodule.c, whose formulas and limits these are). In: a
 * complex number. Out: one, or a `MathError`.
 */
import { elementary } from '../../../base';
import type { ComplexNumber } from '../../objects';
import { specialValue, type SpecialFunction } from './specialValues';

export class MathError {
  constructor(readonly kind: 'domain' | 'range') {}
}

const { atan2, cos, exp, hypotenuse: hypot, log, sin, tan } = elementary;
const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = Math.sqrt(LARGE);
const LOG_LARGE = Math.log(LARGE);
const SMALLEST_NORMAL = 2 ** -1022;
const SQRT_SMALLEST = Math.sqrt(SMALLEST_NORMAL);

const complex = (real: number, imag: number): ComplexNumber => ({ real, imag });
const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0);
const copySign = (value: number, sign: number): number => (isNegative(sign) ? -Math.abs(value) : Math.abs(value));
const isLarge = ({ real, imag }: ComplexNumber): boolean => Math.abs(real) > LARGE || Math.abs(imag) > LARGE;

function tabled(name: SpecialFunction, z: ComplexNumber): ComplexNumber | null {
  const value = specialValue(name, z);
  if (value === 'domain') throw new MathError('domain');
  return value;
}

/** Infinite real part and an imaginary part whose direction counts. */
const hasDirection = ({ real, imag }: ComplexNumber): boolean => Math.abs(real) === Infinity && Number.isFinite(imag) && imag !== 0;

function finite(z: ComplexNumber): ComplexNumber {
  if (Math.abs(z.real) === Infinity || Math.abs(z.imag) === Infinity) throw new MathError('range');
  return z;
}

/** log of the length, where the length itself might overflow. */
const logLength = ({ real, imag }: ComplexNumber): number => log(hypot(real / 2, imag / 2)) + Math.LN2 * 2;

export function sqrt(z: ComplexNumber): ComplexNumber {
  const special = tabled('sqrt', z);
  if (special !== null) return special;
  const { real, imag } = z;
  if (real === 0 && imag === 0) return complex(0, imag);
  let [ax, ay] = [Math.abs(real), Math.abs(imag)];
  let s: number;
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL && (ax > 0 || ay > 0)) {
    ax *= 2 ** 53;
    s = Math.sqrt(ax + hypot(ax, ay * 2 ** 53)) * 2 ** -27;
  } else {
    ax /= 8;
    s = 2 * Math.sqrt(ax + hypot(ax, ay / 8));
  }
  ay = Math.abs(imag);
  const d = ay / (2 * s);
  return real >= 0 ? complex(s, copySign(d, imag)) : complex(d, copySign(s, imag));
}

export function acos(z: ComplexNumber): ComplexNumber {
  const special = tabled('acos', z);
  if (special !== null) return special;
  const { real, imag } = z;
  if (isLarge(z)) return complex(atan2(Math.abs(imag), real), real < 0 ? -copySign(logLength(z), imag) : copySign(logLength(z), -imag));
  const s1 = sqrt(complex(1 - real, -imag));
  const s2 = sqrt(complex(1 + real, imag));
  return complex(2 * atan2(s1.real, s2.real), Math.asinh(s2.real * s1.imag - s2.imag * s1.real));
}

export function acosh(z: ComplexNumber): ComplexNumber {
  const special = tabled('acosh', z);
  if (special !== null) return special;
  const { real, imag } = z;
  if (isLarge(z)) return complex(logLength(z), atan2(imag, real));
  const s1 = sqrt(complex(real - 1, imag));
  const s2 = sqrt(complex(real + 1, imag));
  return complex(Math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2 * atan2(s1.imag, s2.real));
}

export function asinh(z: ComplexNumber): ComplexNumber {
  const special = tabled('asinh', z);
  if (special !== null) return special;
  const { real, imag } = z;
  if (isLarge(z)) return complex(isNegative(imag) ? -copySign(logLength(z), -real) : copySign(logLength(z), real), atan2(imag, Math.abs(real)));
  const s1 = sqrt(complex(1 + imag, -real));
  const s2 = sqrt(complex(1 - imag, real));
  return complex(Math.asinh(s1.real * s2.imag - s2.real * s1.imag), atan2(imag, s1.real * s2.real - s1.imag * s2.imag));
}

/** f(z) = -i g(iz) */
const turned = (g: (z: ComplexNumber) => ComplexNumber) => ({ real, imag }: ComplexNumber): ComplexNumber => {
  const s = g(complex(-imag, real));
  return complex(s.imag, -s.real);
};

export const asin = turned(asinh);

export function atanh(z: ComplexNumber): ComplexNumber {
  const special = tabled('atanh', z);
  if (special !== null) return special;
  const { real, imag } = z;
  if (isNegative(real)) {
    const r = atanh(complex(-real, -imag));
    return complex(-r.real, -r.imag);
  }
  const ay = Math.abs(imag);
  if (real > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = hypot(real / 2, imag / 2);
    return complex(real / 4 / h / h, -copySign(Math.PI / 2, -imag));
  }
  if (real === 1 && ay < SQRT_SMALLEST) {
    if (ay === 0) throw new MathError('domain');
    return complex(-log(Math.sqrt(ay) / Math.sqrt(hypot(ay, 2))), copySign(atan2(2, -ay) / 2, imag));
  }
  return complex(Math.log1p(4 * real / ((1 - real) * (1 - real) + ay * ay)) / 4, -atan2(-2 * imag, (1 - real) * (1 + real) - ay * ay) / 2);
}

export const atan = turned(atanh);

export function cosh(z: ComplexNumber): ComplexNumber {
  const { real, imag } = z;
  if (hasDirection(z)) return complex(copySign(Infinity, cos(imag)), real > 0 ? copySign(Infinity, sin(imag)) : -copySign(Infinity, sin(imag)));
  const special = tabled('cosh', z);
  if (special !== null) return special;
  if (Math.abs(real) <= LOG_LARGE) return finite(complex(cos(imag) * Math.cosh(real), sin(imag) * Math.sinh(real)));
  const nearer = real - copySign(1, real);
  return finite(complex(cos(imag) * Math.cosh(nearer) * Math.E, sin(imag) * Math.sinh(nearer) * Math.E));
}

export const cosine = ({ real, imag }: ComplexNumber): ComplexNumber => cosh(complex(-imag, real));

export function exponential(z: ComplexNumber): ComplexNumber {
  const { real, imag } = z;
  if (hasDirection(z)) {
    const size = real > 0 ? Infinity : 0;
    return complex(copySign(size, cos(imag)), copySign(size, sin(imag)));
  }
  const special = tabled('exp', z);
  if (special !== null) return special;
  if (real > LOG_LARGE) {
    const l = exp(real - 1);
    return finite(complex(l * cos(imag) * Math.E, l * sin(imag) * Math.E));
  }
  const l = exp(real);
  return finite(complex(l * cos(imag), l * sin(imag)));
}

export function logarithm(z: ComplexNumber): ComplexNumber {
  const special = tabled('log', z);
  if (special !== null) return special;
  const { real, imag } = z;
  const [ax, ay] = [Math.abs(real), Math.abs(imag)];
  return complex(logOfLength(z, ax, ay), atan2(imag, real));
}

function logOfLength(z: ComplexNumber, ax: number, ay: number): number {
  if (isLarge(z)) return log(hypot(ax / 2, ay / 2)) + Math.LN2;
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    if (ax === 0 && ay === 0) throw new MathError('domain');
    return log(hypot(ax * 2 ** 53, ay * 2 ** 53)) - 53 * Math.LN2;
  }
  const h = hypot(ax, ay);
  if (h < 0.71 || h > 1.73) return log(h);
  const [most, least] = ax > ay ? [ax, ay] : [ay, ax];
  return Math.log1p((most - 1) * (most + 1) + least * least) / 2;
}

export function logarithm10(z: ComplexNumber): ComplexNumber {
  const { real, imag } = logarithm(z);
  return complex(real / Math.LN10, imag / Math.LN10);
}

export function sinh(z: ComplexNumber): ComplexNumber {
  const { real, imag } = z;
  if (hasDirection(z)) return complex(real > 0 ? copySign(Infinity, cos(imag)) : -copySign(Infinity, cos(imag)), copySign(Infinity, sin(imag)));
  const special = tabled('sinh', z);
  if (special !== null) return special;
  if (Math.abs(real) <= LOG_LARGE) return finite(complex(cos(imag) * Math.sinh(real), sin(imag) * Math.cosh(real)));
  const nearer = real - copySign(1, real);
  return finite(complex(cos(imag) * Math.sinh(nearer) * Math.E, sin(imag) * Math.cosh(nearer) * Math.E));
}

export const sine = turned(sinh);

export function tanh(z: ComplexNumber): ComplexNumber {
  const { real, imag } = z;
  if (hasDirection(z)) return complex(real > 0 ? 1 : -1, copySign(0, 2 * sin(imag) * cos(imag)));
  const special = tabled('tanh', z);
  if (special !== null) return special;
  if (Math.abs(real) > LOG_LARGE) return complex(copySign(1, real), 4 * sin(imag) * cos(imag) * exp(-2 * Math.abs(real)));
  const tx = Math.tanh(real);
  const ty = tan(imag);
  const cx = 1 / Math.cosh(real);
  const product = tx * ty;
  const denominator = 1 + product * product;
  return complex(tx * (1 + ty * ty) / denominator, ((ty / denominator) * cx) * cx);
}

export const tangent = turned(tanh);

/** rect(r, phi) */
export function fromPolar(r: number, phi: number): ComplexNumber {
  if (Math.abs(r) === Infinity && Number.isFinite(phi) && phi !== 0) {
    return r > 0 ? complex(copySign(Infinity, cos(phi)), copySign(Infinity, sin(phi))) : complex(-copySign(Infinity, cos(phi)), -copySign(Infinity, sin(phi)));
  }
  const special = tabled('rect', complex(r, phi));
  if (special !== null) return special;
  return phi === 0 ? complex(r, r * phi) : complex(r * cos(phi), r * sin(phi));
}
