import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TooManyDigits, keywordAfterNumber, numberKind, numberValue } from '../../../src/python/syntax/numbers';

describe('numberValue', () => {
  it('reads integers of any size in every base', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 1n << 300n }), (value) => {
      for (const text of [value.toString(), `0x${value.toString(16)}`, `0O${value.toString(8)}`, `0b${value.toString(2)}`]) {
        expect(numberValue(text)).toEqual({ type: 'int', value });
      }
    }));
  });

  it('reads floats to the last bit', () => {
    fc.assert(fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = value.toString();
      expect(numberValue(/[.e]/.test(text) ? text : `${text}.`)).toEqual({ type: 'float', value });
      expect(numberValue(`${text}J`)).toEqual({ type: 'complex', real: 0, imag: value });
    }));
  });

  it.each(['1_000', '0x_f', '00', '0_0', '1e1_0', '.5', '5.', '0777.', '09e1', '08j'])('accepts %s', (text) => {
    expect(numberValue(text)).not.toBeNull();
  });

  it.each(['1_', '1__0', '_1', '0777', '0x', '0b2', '1e', '1.e', '1L', '0_7', '.', '1._5'])('rejects %s', (text) => {
    expect(numberValue(text)).toBeNull();
  });

  it("has CPython's limit of digits", () => {
    expect(numberValue('9'.repeat(4300))).toMatchObject({ type: 'int' });
    expect(numberValue('9'.repeat(4301))).toEqual(new TooManyDigits(4301));
    expect(numberValue(`0x${'f'.repeat(9999)}`)).toMatchObject({ type: 'int' });
  });
});

describe('what follows a number', () => {
  it('may be a keyword, not the beginning of a name', () => {
    expect(['and', 'if(', 'in[', 'is', 'or ', 'else', 'not', 'for '].every((rest) => keywordAfterNumber.test(rest))).toBe(true);
    expect(['andy', 'order', 'a', 'notes', 'x', 'elsé'].some((rest) => keywordAfterNumber.test(rest))).toBe(false);
  });

  it('is named after the kind of literal', () => {
    expect(['1', '0x1', '0O7', '0b1', '1.5', '1e3j'].map(numberKind))
      .toEqual(['decimal', 'hexadecimal', 'octal', 'binary', 'decimal', 'imaginary']);
  });
});
