/**
 * What number parsing needs of Unicode: Python's white space, and the decimal digits of all scripts as
 * '0'..'9' (CPython's _PyUnicode_TransformDecimalAndSpaceToASCII).
 */

const NON_ASCII_DIGITS = /[^\0-\x7f]/;
const DECIMAL_DIGIT = /\p{Nd}/gu;

/** str.isspace(): bidirectional type WS, B or S, or category Zs. Not JavaScript's \\s: that has U+FEFF, and lacks \\x1c-\\x1f and \\x85. */
export function isUnicodeSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
  return code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029
    || code === 0x202f || code === 0x205f || code === 0x3000;
}

/**
 * White space around numbers: ASCII's as C knows it (without \x1c to \x1f), and all of the rest of Unicode
 * (_PyUnicode_TransformDecimalAndSpaceToASCII, then Py_ISSPACE).
 */
export function trimNumberSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isNumberSpace(text.charCodeAt(start))) start++;
  while (end > start && isNumberSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isNumberSpace(code: number): boolean {
  return isUnicodeSpace(code) && !(code >= 28 && code <= 31);
}

export function asciiDigits(text: string): string {
  return NON_ASCII_DIGITS.test(text) ? text.replace(DECIMAL_DIGIT, (digit) => String(decimalDigitValue(digit.codePointAt(0) ?? 0))) : text;
}

/** The value of a character of category Nd; such digits come in runs of ten, 0 first. -1 for others. */
export function decimalDigitValue(codePoint: number): number {
  if (codePoint < 128) return codePoint >= 48 && codePoint <= 57 ? codePoint - 48 : -1;
  if (!isDecimal(codePoint)) return -1;
  // Runs of ten start at multiples of... nothing in particular, so count back to the start of the run.
  let start = codePoint;
  while (isDecimal(start - 1)) start--;
  return (codePoint - start) % 10;
}

const ONE_DECIMAL = /^\p{Nd}$/u;

function isDecimal(codePoint: number): boolean {
  return ONE_DECIMAL.test(String.fromCodePoint(codePoint));
}
