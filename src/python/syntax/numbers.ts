/**
 * Number literals. In: the text of a NUMBER token. Out: its exact value. Integers are bigints of any
 * size, floats are what JavaScript's correctly rounded parsing gives (the same doubles as CPython's
 * `PyOS_string_to_double`). What CPython rejects gives null or `TooManyDigits`; the strict tokenizer
 * finds the message.
 */
import type { ConstantValue } from './nodes';

/** More decimal digits than CPython converts (sys.int_info.default_max_str_digits). */
export class TooManyDigits {
  constructor(readonly digits: number) {}
}

const maximumDigits = 4300;
const radixInteger = /^0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)$/;
const decimalInteger = /^(?:0(?:_?0)*|[1-9](?:_?[0-9])*)$/;
const digitPart = '[0-9](?:_?[0-9])*';
const floatOrImaginary = new RegExp(
  `^(?:(?:${digitPart})?\\.${digitPart}|${digitPart}\\.)(?:[eE][+-]?${digitPart})?[jJ]?$|^${digitPart}[eE][+-]?${digitPart}[jJ]?$|^${digitPart}[jJ]$`,
);

export function numberValue(text: string): ConstantValue | TooManyDigits | null {
  if (text.length === 1 && text >= '0' && text <= '9') return { type: 'int', value: BigInt(text) };
  if (decimalInteger.test(text)) {
    const digits = text.replaceAll('_', '');
    if (digits.length > maximumDigits) return new TooManyDigits(digits.length);
    return { type: 'int', value: BigInt(digits) };
  }
  if (radixInteger.test(text)) return { type: 'int', value: BigInt(text.replaceAll('_', '').toLowerCase()) };
  if (!floatOrImaginary.test(text)) return null;
  const plain = text.replaceAll('_', '');
  const last = plain[plain.length - 1];
  if (last === 'j' || last === 'J') return { type: 'complex', real: 0, imag: Number(plain.slice(0, -1)) };
  return { type: 'float', value: Number(plain) };
}

/** Keywords that may follow a number without a blank, with a warning. */
export const keywordAfterNumber = /^(?:(?:and|else|for|or|not)(?![\w\u0080-\uffff])|i[fns])/;

/** CPython's word for the kind of literal, in messages. */
export function numberKind(text: string): string {
  if (/[jJ]$/.test(text)) return 'imaginary';
  const letter = text[0] === '0' ? (text[1] ?? '').toLowerCase() : '';
  return letter === 'x' ? 'hexadecimal' : letter === 'o' ? 'octal' : letter === 'b' ? 'binary' : 'decimal';
}
