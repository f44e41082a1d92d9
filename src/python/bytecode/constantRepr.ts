/**
 * `repr()` of constants which are still plain data, as CPython writes them: for the disassembler, for annotations
 * turned into strings and for messages.
 *
 * In: a `CodeConstant`. Out: text. Not done: CPython's limit of 4300 digits for decimal texts of integers.
 */
import type { CodeConstant, CodeObject } from './codeObject';

/** How a code object's address is shown; CPython shows where it happens to lie in memory. */
export type AddressOf = (code: CodeObject) => string;

const noAddress: AddressOf = () => '0x0';

export function constantRepr(constant: CodeConstant, addressOf: AddressOf = noAddress): string {
  switch (constant.type) {
    case 'none': return 'None';
    case 'ellipsis': return 'Ellipsis';
    case 'bool': return constant.value ? 'True' : 'False';
    case 'int': return constant.value.toString();
    case 'float': return floatRepr(constant.value);
    case 'complex': return complexRepr(constant.real, constant.imag);
    case 'str': return stringRepr(constant.value);
    case 'bytes': return bytesRepr(constant.value);
    case 'tuple': {
      const items = constant.items.map((item) => constantRepr(item, addressOf));
      return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
    }
    case 'frozenset': {
      if (constant.items.length === 0) return 'frozenset()';
      return `frozenset({${constant.items.map((item) => constantRepr(item, addressOf)).join(', ')}})`;
    }
    case 'code': return codeRepr(constant.code, addressOf);
  }
}

export function codeRepr(code: CodeObject, addressOf: AddressOf = noAddress): string {
  return `<code object ${code.name} at ${addressOf(code)}, file "${code.filename}", line ${code.firstlineno}>`;
}

/** CPython's `float.__repr__`: shortest digits that read back the same, exponents from 1e16 and below 1e-4. */
export function floatRepr(value: number): string {
  const text = formatDouble(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The same without a trailing `.0`, as the parts of complex numbers are written. */
function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  if (Object.is(value, -0)) return '-0';
  const magnitude = Math.abs(value);
  if (magnitude === 0 || (magnitude >= 1e-4 && magnitude < 1e16)) return String(value);
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const size = Math.abs(Number(exponent)).toString().padStart(2, '0');
  return `${mantissa}e${exponent.startsWith('-') ? '-' : '+'}${size}`;
}

function complexRepr(real: number, imag: number): string {
  if (real === 0 && !Object.is(real, -0)) return `${formatDouble(imag)}j`;
  const imagText = formatDouble(imag);
  const sign = imagText.startsWith('-') ? '' : '+';
  return `(${formatDouble(real)}${sign}${imagText}j)`;
}

/** What `str.isprintable` calls not printable (the space, which is printable, is tested before). */
const NOT_PRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]/u;

function quoteFor(hasSingle: boolean, hasDouble: boolean): string {
  return hasSingle && !hasDouble ? '"' : "'";
}

export function stringRepr(value: string): string {
  const quote = quoteFor(value.includes("'"), value.includes('"'));
  let text = quote;
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote || character === '\\') text += `\\${character}`;
    else if (character === '\t') text += '\\t';
    else if (character === '\n') text += '\\n';
    else if (character === '\r') text += '\\r';
    else if (code < 0x20 || code === 0x7f) text += `\\x${hex(code, 2)}`;
    else if (code < 0x7f || !NOT_PRINTABLE.test(character)) text += character;
    else if (code <= 0xff) text += `\\x${hex(code, 2)}`;
    else if (code <= 0xffff) text += `\\u${hex(code, 4)}`;
    else text += `\\U${hex(code, 8)}`;
  }
  return text + quote;
}

export function bytesRepr(value: Uint8Array): string {
  const quote = quoteFor(value.includes(0x27), value.includes(0x22));
  let text = `b${quote}`;
  for (const byte of value) {
    const character = String.fromCharCode(byte);
    if (character === quote || character === '\\') text += `\\${character}`;
    else if (character === '\t') text += '\\t';
    else if (character === '\n') text += '\\n';
    else if (character === '\r') text += '\\r';
    else if (byte < 0x20 || byte >= 0x7f) text += `\\x${hex(byte, 2)}`;
    else text += character;
  }
  return text + quote;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
