/**
 * What an operator does with constants: the values Python would compute, as far as the compiler computes them ahead.
 *
 * In: an operator and constants. Out: a constant, or null where Python would raise, where the result would be too large
 * to keep, or where the compiler leaves the work to run time. After CPython Python/ast_opt.c (fold_unaryop, fold_binop,
 * safe_multiply, safe_power, safe_lshift, safe_mod).
 */
import { dividedContent, isDivided, joinTexts } from '../../base';
import type { CodeConstant } from '../bytecode';
import type { ConstantValue, Operator, UnaryOperator } from '../syntax';
import {
  complexDivide, complexMultiply, complexPower, floatDivideModulo, floatPower, trueDivide, type Complex,
} from './floatArithmetic';

/** Limits of what is computed ahead (ast_opt.c). */
const MAX_INT_BITS = 128;
const MAX_COLLECTION_ITEMS = 256;
const MAX_STRING_LENGTH = 4096;
const MAX_TOTAL_ITEMS = 1024;

const int = (value: bigint): ConstantValue => ({ type: 'int', value });
const float = (value: number | null): ConstantValue | null => (value === null ? null : { type: 'float', value });
const bool = (value: boolean): ConstantValue => ({ type: 'bool', value });
const complex = (value: Complex | null): ConstantValue | null => (value === null ? null : { type: 'complex', ...value });

export function isTrue(value: CodeConstant): boolean {
  switch (value.type) {
    case 'none': return false;
    case 'ellipsis':
    case 'code': return true;
    case 'bool': return value.value;
    case 'int': return value.value !== 0n;
    case 'float': return value.value !== 0;
    case 'complex': return value.real !== 0 || value.imag !== 0;
    case 'str':
    case 'bytes': return value.value.length > 0;
    case 'tuple':
    case 'frozenset': return value.items.length > 0;
  }
}

/** int and bool, which is one. */
function integerOf(value: ConstantValue): bigint | null {
  if (value.type === 'int') return value.value;
  return value.type === 'bool' ? (value.value ? 1n : 0n) : null;
}

/** int and float as a double; null for anything else and for integers which don't fit. */
function doubleOf(value: ConstantValue): number | null {
  if (value.type === 'float') return value.value;
  const integer = integerOf(value);
  if (integer === null) return null;
  const double = Number(integer);
  return Number.isFinite(double) ? double : null;
}

function complexOf(value: ConstantValue): Complex | null {
  if (value.type === 'complex') return { real: value.real, imag: value.imag };
  const real = doubleOf(value);
  return real === null ? null : { real, imag: 0 };
}

export function foldUnary(op: UnaryOperator, operand: ConstantValue): ConstantValue | null {
  if (op === 'Not') return bool(!isTrue(operand));
  const integer = integerOf(operand);
  if (integer !== null) return int(op === 'Invert' ? ~integer : op === 'USub' ? -integer : integer);
  if (op === 'Invert') return null;
  const sign = op === 'USub' ? -1 : 1;
  if (operand.type === 'float') return float(sign * operand.value);
  return operand.type === 'complex' ? complex({ real: sign * operand.real, imag: sign * operand.imag }) : null;
}

export function foldBinary(op: Operator, left: ConstantValue, right: ConstantValue): ConstantValue | null {
  const a = integerOf(left);
  const b = integerOf(right);
  if (a !== null && b !== null) {
    if (left.type === 'bool' && right.type === 'bool') {
      if (op === 'BitAnd') return bool(left.value && right.value);
      if (op === 'BitOr') return bool(left.value || right.value);
      if (op === 'BitXor') return bool(left.value !== right.value);
    }
    return foldIntegers(op, a, b);
  }
  const x = doubleOf(left);
  const y = doubleOf(right);
  if (x !== null && y !== null) return foldFloats(op, x, y);
  if (left.type === 'complex' || right.type === 'complex') {
    const c = complexOf(left);
    const d = complexOf(right);
    return c === null || d === null ? null : foldComplex(op, c, d);
  }
  if (op === 'Add') return concatenate(left, right);
  if (op === 'Mult') {
    if (a !== null) return repeat(right, a);
    if (b !== null) return repeat(left, b);
  }
  return null;
}

function bits(value: bigint): number {
  return value === 0n ? 0 : (value < 0n ? -value : value).toString(2).length;
}

function foldIntegers(op: Operator, a: bigint, b: bigint): ConstantValue | null {
  switch (op) {
    case 'Add': return int(a + b);
    case 'Sub': return int(a - b);
    case 'Mult': return a !== 0n && b !== 0n && bits(a) + bits(b) > MAX_INT_BITS ? null : int(a * b);
    case 'Div': return float(trueDivide(a, b));
    case 'FloorDiv': return b === 0n ? null : int((a - floorModulo(a, b)) / b);
    case 'Mod': return b === 0n ? null : int(floorModulo(a, b));
    case 'Pow': {
      if (b < 0n) return foldFloats('Pow', Number(a), Number(b));
      if (a !== 0n && b > 0n && bits(a) > Math.floor(MAX_INT_BITS / Number(b))) return null;
      return int(a ** b);
    }
    case 'LShift':
      if (b < 0n) return null;
      if (a !== 0n && b !== 0n && (b > MAX_INT_BITS || bits(a) > MAX_INT_BITS - Number(b))) return null;
      return int(a === 0n ? 0n : a << b);
    case 'RShift': return b < 0n ? null : int(a >> b);
    case 'BitOr': return int(a | b);
    case 'BitXor': return int(a ^ b);
    case 'BitAnd': return int(a & b);
    case 'MatMult': return null;
  }
}

function floorModulo(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  return remainder !== 0n && remainder < 0n !== b < 0n ? remainder + b : remainder;
}

function foldFloats(op: Operator, x: number, y: number): ConstantValue | null {
  switch (op) {
    case 'Add': return float(x + y);
    case 'Sub': return float(x - y);
    case 'Mult': return float(x * y);
    case 'Div': return y === 0 ? null : float(x / y);
    case 'FloorDiv': return float(floatDivideModulo(x, y)?.quotient ?? null);
    case 'Mod': return float(floatDivideModulo(x, y)?.remainder ?? null);
    case 'Pow':
      if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) {
        return complex(complexPower({ real: x, imag: 0 }, { real: y, imag: 0 }));
      }
      return float(floatPower(x, y));
    default: return null;
  }
}

function foldComplex(op: Operator, a: Complex, b: Complex): ConstantValue | null {
  switch (op) {
    case 'Add': return complex({ real: a.real + b.real, imag: a.imag + b.imag });
    case 'Sub': return complex({ real: a.real - b.real, imag: a.imag - b.imag });
    case 'Mult': return complex(complexMultiply(a, b));
    case 'Div': return complex(complexDivide(a, b));
    case 'Pow': return complex(complexPower(a, b));
    default: return null;
  }
}

function concatenate(left: ConstantValue, right: ConstantValue): ConstantValue | null {
  if (left.type === 'str' && right.type === 'str') return { type: 'str', value: joinTexts([left.value, right.value]) };
  if (left.type === 'tuple' && right.type === 'tuple') return { type: 'tuple', items: [...left.items, ...right.items] };
  if (left.type === 'bytes' && right.type === 'bytes') {
    return { type: 'bytes', value: Uint8Array.from([...left.value, ...right.value]) };
  }
  return null;
}

function repeat(value: ConstantValue, count: bigint): ConstantValue | null {
  const times = (length: number, limit: number): number | null => {
    if (length === 0) return BigInt.asIntN(64, count) === count ? 0 : null;
    return count < 0n || count > BigInt(Math.floor(limit / length)) ? null : Number(count);
  };
  switch (value.type) {
    case 'str': {
      const n = times([...value.value].length, MAX_STRING_LENGTH);
      return n === null ? null : { type: 'str', value: joinTexts(Array.from({ length: n }, () => value.value)) };
    }
    case 'bytes': {
      const n = times(value.value.length, MAX_STRING_LENGTH);
      if (n === null) return null;
      const bytes = new Uint8Array(n * value.value.length);
      for (let i = 0; i < n; i++) bytes.set(value.value, i * value.value.length);
      return { type: 'bytes', value: bytes };
    }
    case 'tuple': {
      const n = times(value.items.length, MAX_COLLECTION_ITEMS);
      if (n === null || (n > 0 && checkComplexity(value, Math.floor(MAX_TOTAL_ITEMS / n)) < 0)) return null;
      return { type: 'tuple', items: Array.from({ length: n }, () => value.items).flat() };
    }
    default: return null;
  }
}

/** How much of `limit` is left after counting all items, nested ones too; negative if exceeded. */
function checkComplexity(value: ConstantValue, limit: number): number {
  if (value.type !== 'tuple' && value.type !== 'frozenset') return limit;
  let left = limit - value.items.length;
  for (const item of value.items) {
    if (left < 0) break;
    left = checkComplexity(item, left);
  }
  return left;
}

/** `value[index]`. */
export function foldSubscript(value: ConstantValue, index: ConstantValue): ConstantValue | null {
  const position = integerOf(index);
  if (position === null || bits(position) > 32) return null;
  const at = <T>(items: ArrayLike<T>): T | undefined => {
    return items[Number(position) + (position < 0n ? items.length : 0)];
  };
  switch (value.type) {
    case 'tuple': return at(value.items) ?? null;
    case 'str': {
      const character = at(isDivided(value.value) ? dividedContent(value.value).split('') : [...value.value]);
      return character === undefined ? null : { type: 'str', value: character };
    }
    case 'bytes': {
      const byte = at(value.value);
      return byte === undefined ? null : int(BigInt(byte));
    }
    default: return null;
  }
}
