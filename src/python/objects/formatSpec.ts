/**
 * The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]` (CPython's
 * formatter_unicode.c parse_internal_render_format_spec). In: text. Out: its parts, or ValueError.
 */
import type { PyObject } from '../memory';
import { raise } from './raise';
import type { Runtime } from './runtime';

export interface FormatSpec {
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^';
  readonly sign: '' | '+' | '-' | ' ';
  /** 'z': negative zeros lose their sign. */
  readonly coerceNegativeZero: boolean;
  readonly alternate: boolean;
  /** -1: none. */
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  /** -1: none. */
  readonly precision: number;
  /** One character; '' when left out and the type has no default. */
  readonly type: string;
}

const ALIGNMENTS = '<>=^';
const LARGEST_NUMBER = 9223372036854775807n;

export function parseFormatSpec(
  rt: Runtime, object: PyObject, spec: string, defaultType: string, defaultAlign: '<' | '>',
): FormatSpec {
  const characters = Array.from(spec);
  let at = 0;
  const peek = (): string => characters[at] ?? '';
  let fill = ' ';
  let fillGiven = false;
  let align: string = defaultAlign;
  let alignGiven = false;
  if (characters.length >= 2 && ALIGNMENTS.includes(characters[1] as string)) {
    fill = characters[0] as string;
    align = characters[1] as string;
    fillGiven = true;
    alignGiven = true;
    at = 2;
  } else if (characters.length >= 1 && ALIGNMENTS.includes(characters[0] as string)) {
    align = characters[0] as string;
    alignGiven = true;
    at = 1;
  }
  let sign: FormatSpec['sign'] = '';
  if (peek() === '+' || peek() === '-' || peek() === ' ') sign = characters[at++] as FormatSpec['sign'];
  const coerceNegativeZero = peek() === 'z';
  if (coerceNegativeZero) at++;
  const alternate = peek() === '#';
  if (alternate) at++;
  if (!fillGiven && peek() === '0') {
    fill = '0';
    if (!alignGiven && defaultAlign === '>') align = '=';
    at++;
  }
  const readNumber = (): number => {
    let digits = '';
    while (/^[0-9]$/.test(peek())) digits += characters[at++];
    if (digits === '') return -1;
    if (BigInt(digits) > LARGEST_NUMBER) raise(rt, 'ValueError', 'Too many decimal digits in format string');
    return Number(digits);
  };
  const width = readNumber();
  let grouping: FormatSpec['grouping'] = '';
  if (peek() === ',') {
    grouping = ',';
    at++;
  }
  if (peek() === '_') {
    if (grouping !== '') raise(rt, 'ValueError', "Cannot specify both ',' and '_'.");
    grouping = '_';
    at++;
  }
  if (peek() === ',' && grouping === '_') raise(rt, 'ValueError', "Cannot specify both ',' and '_'.");
  let precision = -1;
  if (peek() === '.') {
    at++;
    precision = readNumber();
    if (precision < 0) raise(rt, 'ValueError', 'Format specifier missing precision');
  }
  if (characters.length - at > 1) raise(rt, 'ValueError', `Invalid format specifier '${spec}' for object of type '${object.type.name}'`);
  const type = characters.length - at === 1 ? characters[at] as string : defaultType;
  if (grouping !== '' && !(type === '' || 'defgEG%F'.includes(type) || (grouping === '_' && 'boxX'.includes(type)))) {
    raise(rt, 'ValueError', `Cannot specify '${grouping}' with ${quoteType(type)}.`);
  }
  return { fill, align: align as FormatSpec['align'], sign, coerceNegativeZero, alternate, width, grouping, precision, type };
}

function quoteType(type: string): string {
  const code = type.codePointAt(0) ?? 0;
  return code > 32 && code < 128 ? `'${type}'` : `'\\x${code.toString(16)}'`;
}

export function raiseUnknownType(rt: Runtime, object: PyObject, type: string): never {
  raise(rt, 'ValueError', `Unknown format code ${quoteType(type)} for object of type '${object.type.name}'`);
}
