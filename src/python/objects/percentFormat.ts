/**
 * `text % arguments` (CPython's unicode_format.c PyUnicode_Format). In: a format and a tuple, a mapping or one
 * object. Out: a new str. `%` on bytes is in `bytesPercentFormat.ts` and shares the numbers' part.
 */
import { decref, incref, type PyObject } from '../memory';
import { ascii, getItem, index, numberFloat, numberInt, repr, str } from './abstract';
import { formatFloat, type FloatConversion } from './floatFormat';
import { intToText, magnitudeText } from './intParsing';
import { isIntLike } from './intValue';
import type { PyInt, PyStr, PyTuple } from './layouts';
import { checkTextLength } from './objectSize';
import { PythonError } from './errors';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import { exactStr, isStrLike, newStr, strLength } from './strValue';
import type { PyType } from './type';

/** One `%...` of a format. */
export interface Conversion {
  readonly leftAlign: boolean;
  readonly sign: '' | '+' | ' ';
  readonly alternate: boolean;
  readonly zeroFill: boolean;
  /** -1: none. */
  readonly width: number;
  /** -1: none. */
  readonly precision: number;
  readonly type: string;
}

/** The arguments and which is next. A conversion with a key replaces them by the one it names. */
export class PercentArguments {
  private next = 0;
  private items: readonly PyObject[];
  /** The arguments as a mapping, or null. */
  readonly mapping: PyObject | null;
  /** Owned. */
  private keyed: PyObject | null = null;

  constructor(private readonly rt: Runtime, args: PyObject, textTypes: readonly PyType[]) {
    const type = args.type as PyType;
    const isTuple = type.layout === rt.types.tuple;
    this.items = isTuple ? (args as PyTuple).value : [args];
    this.mapping = type.mpSubscript !== null && !isTuple && !textTypes.includes(type.layout) ? args : null;
  }

  /** Borrowed. */
  take(): PyObject {
    if (this.next >= this.items.length) raise(this.rt, 'TypeError', 'not enough arguments for format string');
    return this.items[this.next++] as PyObject;
  }

  /** Takes over the key. */
  useKey(key: PyObject): void {
    let value: PyObject;
    try {
      value = getItem(this.rt, this.mapping as PyObject, key);
    } finally {
      decref(this.rt, key);
    }
    this.drop();
    this.keyed = value;
    this.items = [value];
    this.next = 0;
  }

  /** Gives back what a key found. */
  drop(): void {
    const { keyed } = this;
    this.keyed = null;
    if (keyed !== null) decref(this.rt, keyed);
  }

  /** Left-over arguments are an error, except a mapping. */
  finish(kind: string): void {
    if (this.next < this.items.length && this.mapping === null) {
      raise(this.rt, 'TypeError', `not all arguments converted during ${kind} formatting`);
    }
  }

  /** An int for `*`. */
  takeNumber(name: 'width' | 'prec'): number {
    const object = this.take();
    if (!isIntLike(this.rt, object)) raise(this.rt, 'TypeError', '* wants int');
    const { value } = object;
    if (typeof value !== 'number' || (name === 'prec' && Math.abs(value) > 2147483647)) {
      raise(this.rt, 'OverflowError', `Python int too large to convert to C ${name === 'width' ? 'ssize_t' : 'int'}`);
    }
    return value;
  }
}

/** Reads the conversion whose '%' is just before `at`. `characters` are those of the format. */
export function parseConversion(
  rt: Runtime, characters: readonly string[], start: number, args: PercentArguments, takeKey: (key: string) => void,
): { conversion: Conversion; end: number } {
  let at = start;
  const next = (): string => {
    const character = characters[at++];
    if (character === undefined) raise(rt, 'ValueError', 'incomplete format');
    return character;
  };
  let character = next();
  if (character === '(') {
    if (args.mapping === null) raise(rt, 'TypeError', 'format requires a mapping');
    const keyStart = at;
    let depth = 1;
    while (depth > 0) {
      const inner = characters[at++];
      if (inner === undefined) raise(rt, 'ValueError', 'incomplete format key');
      if (inner === ')') depth--;
      else if (inner === '(') depth++;
    }
    takeKey(characters.slice(keyStart, at - 1).join(''));
    character = next();
  }
  let leftAlign = false;
  let sign: Conversion['sign'] = '';
  let alternate = false;
  let zeroFill = false;
  flags: for (;;) {
    switch (character) {
      case '-': leftAlign = true; break;
      case '+': sign = '+'; break;
      case ' ': if (sign === '') sign = ' '; break;
      case '#': alternate = true; break;
      case '0': zeroFill = true; break;
      default: break flags;
    }
    character = next();
  }
  const readDigits = (what: string): number => {
    let value = 0;
    while (character >= '0' && character <= '9') {
      value = value * 10 + Number(character);
      if (value > 9223372036854775807) raise(rt, 'ValueError', `${what} too big`);
      character = next();
    }
    return value;
  };
  let width = -1;
  if (character === '*') {
    width = args.takeNumber('width');
    if (width < 0) {
      leftAlign = true;
      width = -width;
    }
    character = next();
  } else if (character >= '0' && character <= '9') width = readDigits('width');
  let precision = -1;
  if (character === '.') {
    character = next();
    precision = 0;
    if (character === '*') {
      precision = Math.max(args.takeNumber('prec'), 0);
      character = next();
    } else precision = readDigits('precision');
  }
  if (character === 'h' || character === 'l' || character === 'L') character = next();
  return { conversion: { leftAlign, sign, alternate, zeroFill, width, precision, type: character }, end: at };
}

/** d i u o x X of an object, sign and prefix included (mainformatlong). */
export function percentInt(rt: Runtime, object: PyObject, conversion: Conversion): string {
  const { type } = conversion;
  const integer = integerFor(rt, object, type);
  try {
    return intConversion(rt, integer.value, conversion);
  } finally {
    decref(rt, integer);
  }
}

/** Owned. */
function integerFor(rt: Runtime, object: PyObject, type: string): PyInt {
  if (isIntLike(rt, object)) return incref(object);
  const objectType = object.type as PyType;
  const hexadecimal = type === 'x' || type === 'X' || type === 'o';
  const number = hexadecimal ? (objectType.nbIndex === null ? null : objectType.nbIndex) : objectType.nbInt ?? objectType.nbIndex;
  if (number !== null) {
    try {
      if (hexadecimal) return index(rt, object);
      const integer = numberInt(rt, object);
      if (integer !== null) return integer;
    } catch (error) {
      if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.TypeError)) throw error;
      decref(rt, error.exception);
    }
  }
  raise(rt, 'TypeError', hexadecimal
    ? `%${type} format: an integer is required, not ${objectType.name}` : `%${type} format: a real number is required, not ${objectType.name}`);
}

function intConversion(rt: Runtime, value: number | bigint, { type, alternate, precision }: Conversion): string {
  const negative = value < 0;
  let digits: string;
  let prefix = '';
  switch (type) {
    case 'o': digits = magnitudeText(value, 8); if (alternate) prefix = '0o'; break;
    case 'x': digits = magnitudeText(value, 16); if (alternate) prefix = '0x'; break;
    case 'X': digits = magnitudeText(value, 16).toUpperCase(); if (alternate) prefix = '0X'; break;
    default: {
      const text = intToText(rt, value);
      digits = negative ? text.slice(1) : text;
    }
  }
  if (precision > digits.length) checkTextLength(rt, precision);
  return `${negative ? '-' : ''}${prefix}${digits.padStart(precision, '0')}`;
}

/** e E f F g G of an object. */
export function percentFloat(rt: Runtime, object: PyObject, { type, alternate, precision }: Conversion): string {
  const number = numberFloat(rt, object);
  if (number === null) raise(rt, 'TypeError', `must be real number, not ${object.type.name}`);
  const { value } = number;
  decref(rt, number);
  checkTextLength(rt, Math.max(precision, 0));
  const text = formatFloat(value, type.toLowerCase() as FloatConversion, precision < 0 ? 6 : precision, { alternate });
  return type === type.toUpperCase() ? text.toUpperCase() : text;
}

/** Sign, zeros and blanks around a converted number or text; `length` in characters. */
export function fillConversion(rt: Runtime, text: string, length: number, conversion: Conversion, numeric: boolean): string {
  const { width, leftAlign, zeroFill, sign: wantedSign, type, alternate } = conversion;
  let sign = '';
  let body = text;
  let bodyLength = length;
  if (numeric) {
    if (text.startsWith('-') || text.startsWith('+')) {
      sign = text.charAt(0);
      body = text.slice(1);
      bodyLength--;
    } else sign = wantedSign;
  }
  const room = width - bodyLength - sign.length;
  if (room <= 0) return sign + body;
  checkTextLength(rt, width);
  if (leftAlign) return sign + body + ' '.repeat(room);
  if (!numeric || !zeroFill) return ' '.repeat(room) + sign + body;
  const prefix = alternate && (type === 'x' || type === 'X' || type === 'o') ? body.slice(0, 2) : '';
  return sign + prefix + '0'.repeat(room) + body.slice(prefix.length);
}

export function raiseUnsupportedType(rt: Runtime, type: string, index: number): never {
  const code = type.codePointAt(0) ?? 0;
  const shown = code > 31 && code < 128 ? type : '?';
  raise(rt, 'ValueError', `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`);
}

/** str % args */
export function percentFormat(rt: Runtime, format: PyStr, argsObject: PyObject): PyObject {
  const characters = Array.from(format.value);
  const args = new PercentArguments(rt, argsObject, [rt.types.str]);
  const parts: string[] = [];
  let total = 0;
  const push = (text: string): void => {
    total += text.length;
    checkTextLength(rt, total);
    parts.push(text);
  };
  try {
    for (let at = 0; at < characters.length;) {
      const percent = characters.indexOf('%', at);
      if (percent !== at) {
        const end = percent < 0 ? characters.length : percent;
        push(characters.slice(at, end).join(''));
        at = end;
        continue;
      }
      if (characters[at + 1] === '%') {
        push('%');
        at += 2;
        continue;
      }
      const { conversion, end } = parseConversion(rt, characters, at + 1, args, (key) => args.useKey(newStr(rt, key)));
      at = end;
      const object = args.take();
      if (parts.length === 0 && at === characters.length && isTextConversion(conversion)) {
        const text = textOf(rt, conversion, object);
        if (isWhole(conversion, text)) return finishWhole(rt, args, text);
        push(textConversion(rt, conversion, text));
        continue;
      }
      push(convert(rt, conversion, object, end - 1));
    }
    args.finish('string');
  } finally {
    args.drop();
  }
  // Without a conversion it is the format itself.
  return parts.length === 1 && parts[0] === format.value ? incref(format) : newStr(rt, parts.join(''));
}

const isTextConversion = ({ type }: Conversion): boolean => type === 's' || type === 'r' || type === 'a';

/** What a text conversion shows, new reference. */
function textOf(rt: Runtime, { type }: Conversion, object: PyObject): PyStr {
  return type === 's' ? str(rt, object) : type === 'r' ? repr(rt, object) : ascii(rt, object);
}

/** Whether a text is shown as it is. */
function isWhole({ width, precision }: Conversion, text: PyStr): boolean {
  const length = strLength(text);
  return width <= length && (precision < 0 || precision >= length);
}

/** A conversion alone whose text is shown as it is: the text itself, not a copy. Takes over `text`. */
function finishWhole(rt: Runtime, args: PercentArguments, text: PyStr): PyObject {
  try {
    args.finish('string');
    return exactStr(rt, text);
  } finally {
    decref(rt, text);
  }
}

function convert(rt: Runtime, conversion: Conversion, object: PyObject, index: number): string {
  switch (conversion.type) {
    case 's': case 'r': case 'a': return textConversion(rt, conversion, textOf(rt, conversion, object));
    case 'c': return fillConversion(rt, characterFor(rt, object), 1, conversion, false);
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': {
      // Decimal texts are made by int's str, which looks for a due collection.
      if (conversion.type === 'd' || conversion.type === 'i' || conversion.type === 'u') rt.checkSignals();
      const text = percentInt(rt, object, conversion);
      return fillConversion(rt, text, text.length, conversion, true);
    }
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': {
      const text = percentFloat(rt, object, conversion);
      return fillConversion(rt, text, text.length, conversion, true);
    }
    default: return raiseUnsupportedType(rt, conversion.type, index);
  }
}

/** Takes over `text`. */
function textConversion(rt: Runtime, conversion: Conversion, text: PyStr): string {
  const length = strLength(text);
  const { value } = text;
  decref(rt, text);
  if (conversion.precision >= 0 && conversion.precision < length) {
    const cut = length === value.length ? value.slice(0, conversion.precision) : Array.from(value).slice(0, conversion.precision).join('');
    return fillConversion(rt, cut, conversion.precision, conversion, false);
  }
  return fillConversion(rt, value, length, conversion, false);
}

function characterFor(rt: Runtime, object: PyObject): string {
  if (isStrLike(rt, object)) {
    if (strLength(object) === 1) return object.value;
    raise(rt, 'TypeError', '%c requires int or char');
  }
  if ((object.type as PyType).nbIndex === null) raise(rt, 'TypeError', '%c requires int or char');
  const integer = integerFor(rt, object, 'x');
  const { value } = integer;
  decref(rt, integer);
  if (value < 0 || value > 0x10ffff) raise(rt, 'OverflowError', '%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(value));
}
