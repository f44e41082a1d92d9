import { expect, test } from 'vitest';
import { floatRepr, formatFloat, type FloatConversion } from '../../../src/python/objects/floatFormat';
import { recorded } from './recorded/recorded';
import { floatFromHex, floatToHex } from '../../../src/python/objects/floatHex';
import { parseFloatText } from '../../../src/python/objects/floatParsing';
import { floatAsRatio } from '../../../src/python/objects/hashing';
import { elementary } from '../../../src/base';
import { fixedDigits } from '../../../src/python/objects/decimalDigits';

const { rows, parsed, hexes, powers } = recorded<{
  rows: { value: string; repr: string; hex: string; formats: Record<string, string>; rounded: Record<string, string>; ratio: [string, string] | null }[];
  parsed: [string, string | null][];
  hexes: [string, string | null][];
  powers: [string, string, string][];
}>('floats');

function double(hexadecimal: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hexadecimal}`));
  return view.getFloat64(0);
}

test('repr and hexadecimal text of floats', () => {
  for (const { value, repr, hex } of rows) {
    expect(floatRepr(double(value))).toBe(repr);
    expect(floatToHex(double(value))).toBe(hex);
    expect(floatFromHex(hex)).toBe(double(value));
  }
});

test('conversions e, f and g round half to even, exactly', () => {
  for (const { value, repr, formats } of rows) {
    for (const [spec, expected] of Object.entries(formats)) {
      const [, digits, conversion] = /^(?:\.(\d+))?(.)$/.exec(spec) as RegExpExecArray;
      expect(formatFloat(double(value), conversion as FloatConversion, digits === undefined ? 6 : Number(digits)), `${repr} ${spec}`).toBe(expected);
    }
  }
});

test('rounding to places', () => {
  for (const { value, rounded } of rows) {
    for (const [places, expected] of Object.entries(rounded)) {
      const number = double(value);
      const { digits, point } = number === 0 ? { digits: '', point: 0 } : fixedDigits(Math.abs(number), Number(places));
      const magnitude = digits === '' ? 0 : Number(`0.${digits}e${point}`);
      const result = number < 0 || Object.is(number, -0) ? -magnitude : magnitude;
      expect(floatRepr(result), `${floatRepr(number)} ${places}`).toBe(expected);
    }
  }
});

test('ratios of ints', () => {
  for (const { value, ratio } of rows) {
    if (ratio === null) continue;
    const { numerator, shift } = floatAsRatio(Math.abs(double(value)));
    const [top, bottom] = shift >= 0 ? [numerator, 1n << BigInt(shift)] : [numerator << BigInt(-shift), 1n];
    expect([String(double(value) < 0 ? -top : top), String(bottom)]).toEqual(ratio);
  }
});

test('text to float', () => {
  for (const [text, expected] of parsed) {
    const value = parseFloatText(text);
    expect(value === null ? null : floatRepr(value), JSON.stringify(text)).toBe(expected);
  }
});

test('hexadecimal text to float', () => {
  for (const [text, expected] of hexes) {
    const value = floatFromHex(text);
    expect(typeof value === 'number' ? floatRepr(value) : value, text).toBe(expected);
  }
});

test('powers are rounded as the C library rounds them', () => {
  for (const [base, exponent, expected] of powers) {
    expect(floatRepr(elementary.power(Number(base), Number(exponent))), `${base} ** ${exponent}`).toBe(expected);
  }
});
