/**
 * builtins: numbers and texts (abs, divmod, pow, round, hash, id, bin, oct, hex, chr, ord, repr, ascii,
 * format).
 */
import { decref, type PyObject } from '../../memory';
import {
  ascii, callObject, fast, fastKeywords, format, hash, intToBigInt, isInt, lookupSpecial, newInt, newStr,
  numberDivmod, numberPower, index, oneArg, raise, repr, strLength,
  type MethodDefinition, type PyBytes, type PyInt, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';

const roundSignature = { name: 'round', parameters: ['number', 'ndigits'], required: 1 };
const powSignature = { name: 'pow', parameters: ['base', 'exp', 'mod'], required: 2 };

function inBase(base: 2 | 8 | 16, prefix: string) {
  return (rt: Runtime, _self: PyObject, number: PyObject): PyObject => {
    const integer = index(rt, number);
    const value = intToBigInt(integer);
    decref(rt, integer);
    return newStr(rt, value < 0n ? `-${prefix}${(-value).toString(base)}` : prefix + value.toString(base));
  };
}

function ord(rt: Runtime, _self: PyObject, character: PyObject): PyObject {
  const { layout } = character.type as PyType;
  let length: number;
  if (layout === rt.types.str) {
    length = strLength(character as PyStr);
    if (length === 1) return newInt(rt, (character as PyStr).value.codePointAt(0) as number);
  } else if (layout === rt.types.bytes) {
    length = (character as PyBytes).value.length;
    if (length === 1) return newInt(rt, (character as PyBytes).value[0] as number);
  } else if (layout === rt.types.bytearray) {
    const { bytes, length: used } = (character as PyObject<{ bytes: Uint8Array; length: number }>).value;
    length = used;
    if (length === 1) return newInt(rt, bytes[0] as number);
  } else {
    raise(rt, 'TypeError', `ord() expected string of length 1, but ${character.type.name} found`);
  }
  raise(rt, 'TypeError', `ord() expected a character, but string of length ${length} found`);
}

function chr(rt: Runtime, _self: PyObject, code: PyObject): PyObject {
  if (!isInt(rt, code)) {
    const converted = index(rt, code);
    try {
      return chr(rt, _self, converted);
    } finally {
      decref(rt, converted);
    }
  }
  const value = Number((code as PyInt).value);
  if (Math.abs(value) > 2147483647) raise(rt, 'OverflowError', 'Python int too large to convert to C int');
  if (value < 0 || value > 0x10ffff) raise(rt, 'ValueError', 'chr() arg not in range(0x110000)');
  return newStr(rt, String.fromCodePoint(value));
}

export const textAndNumberFunctions: readonly MethodDefinition[] = [
  oneArg('abs', (rt, _self, value) => {
    const { nbAbsolute } = value.type as PyType;
    if (nbAbsolute === null) raise(rt, 'TypeError', `bad operand type for abs(): '${value.type.name}'`);
    return nbAbsolute(rt, value);
  }, 'Return the absolute value of the argument.'),
  oneArg('ascii', (rt, _self, value) => ascii(rt, value)),
  oneArg('bin', inBase(2, '0b'), "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'"),
  oneArg('chr', chr, 'Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.'),
  fast('divmod', (rt, _self, args) => {
    checkPositional(rt, 'divmod', args, 2, 2);
    return numberDivmod(rt, args[0] as PyObject, args[1] as PyObject);
  }, 'Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.'),
  fast('format', (rt, _self, args) => {
    checkPositional(rt, 'format', args, 1, 2);
    const spec = args[1] ?? null;
    if (spec !== null && (spec.type as PyType).layout !== rt.types.str) {
      raise(rt, 'TypeError', `format() argument 2 must be str, not ${spec.type.name}`);
    }
    return format(rt, args[0] as PyObject, spec as PyStr | null);
  }),
  oneArg('hash', (rt, _self, value) => newInt(rt, hash(rt, value))),
  oneArg('hex', inBase(16, '0x'), "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'"),
  oneArg('id', (rt, _self, value) => newInt(rt, rt.identityOf(value))),
  oneArg('oct', inBase(8, '0o'), "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'"),
  oneArg('ord', ord, 'Return the Unicode code point for a one-character string.'),
  fastKeywords('pow', (rt, _self, args, kwnames) => {
    const [base, exponent, modulus] = bindArguments(rt, powSignature, args, kwnames);
    return numberPower(rt, base as PyObject, exponent as PyObject, modulus ?? rt.none);
  }),
  oneArg('repr', (rt, _self, value) => repr(rt, value)),
  fastKeywords('round', (rt, _self, args, kwnames) => {
    const [number, digits] = bindArguments(rt, roundSignature, args, kwnames) as [PyObject, PyObject | null];
    const method = lookupSpecial(rt, number, '__round__');
    if (method === null) raise(rt, 'TypeError', `type ${number.type.name} doesn't define __round__ method`);
    try {
      return callObject(rt, method, digits === null || digits === rt.none ? [] : [digits]);
    } finally {
      decref(rt, method);
    }
  }),
];
