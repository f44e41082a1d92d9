/**
 * The syntax of str.format: literal text, `{field!conversion:spec}`, and field names such as `0.a[b]`
 * (CPython's string_format.h). In: text. Out: pieces; errors are ValueErrors with CPython's texts.
 */
import { raise } from './raise';
import type { Runtime } from './runtime';

export interface FormatPiece {
  readonly literal: string;
  /** null: no field follows the literal text. */
  readonly field: { readonly name: string; readonly conversion: string; readonly spec: string; readonly nested: boolean } | null;
}

/** Literal texts and fields in order (MarkupIterator_next). */
export function* formatPieces(rt: Runtime, format: string): Generator<FormatPiece> {
  const length = format.length;
  let at = 0;
  while (at < length) {
    const start = at;
    let brace = '';
    while (at < length) {
      const character = format.charAt(at++);
      if (character === '{' || character === '}') {
        brace = character;
        break;
      }
    }
    const atEnd = at >= length;
    if (brace === '}' && (atEnd || format.charAt(at) !== '}')) raise(rt, 'ValueError', "Single '}' encountered in format string");
    if (brace === '{' && atEnd) raise(rt, 'ValueError', "Single '{' encountered in format string");
    if (brace === '') {
      yield { literal: format.slice(start), field: null };
      return;
    }
    if (format.charAt(at) === brace) {
      yield { literal: format.slice(start, at), field: null };
      at++;
      continue;
    }
    const { field, end } = parseField(rt, format, at);
    yield { literal: format.slice(start, at - 1), field };
    at = end;
  }
}

function parseField(rt: Runtime, format: string, start: number): { field: NonNullable<FormatPiece['field']>; end: number } {
  const length = format.length;
  let at = start;
  let terminator = '';
  while (at < length) {
    const character = format.charAt(at++);
    terminator = character;
    if (character === '{') raise(rt, 'ValueError', "unexpected '{' in field name");
    if (character === '[') while (at < length && format.charAt(at) !== ']') at++;
    else if (character === '}' || character === ':' || character === '!') break;
  }
  const name = format.slice(start, at - 1);
  if (terminator === '}') return { field: { name, conversion: '', spec: '', nested: false }, end: at };
  if (terminator !== '!' && terminator !== ':') raise(rt, 'ValueError', "expected '}' before end of string");
  let conversion = '';
  if (terminator === '!') {
    if (at >= length) raise(rt, 'ValueError', 'end of string while looking for conversion specifier');
    conversion = String.fromCodePoint(format.codePointAt(at) as number);
    at += conversion.length;
    if (at < length) {
      const character = format.charAt(at++);
      if (character === '}') return { field: { name, conversion, spec: '', nested: false }, end: at };
      if (character !== ':') raise(rt, 'ValueError', "expected ':' after conversion specifier");
    }
  }
  const specStart = at;
  let depth = 1;
  let nested = false;
  while (at < length) {
    const character = format.charAt(at++);
    if (character === '{') {
      nested = true;
      depth++;
    } else if (character === '}' && --depth === 0) {
      return { field: { name, conversion, spec: format.slice(specStart, at - 1), nested }, end: at };
    }
  }
  return raise(rt, 'ValueError', "unmatched '{' in format spec");
}

/** What follows the first part of a field name: `.name`, `[name]` or `[0]`. */
export type FieldAccess = { readonly kind: 'attribute'; readonly name: string } | { readonly kind: 'item'; readonly name: string | number };

export interface FieldName {
  /** '' for automatic numbering; a number where it is one. */
  readonly first: string | number;
  readonly rest: () => Generator<FieldAccess>;
}

/** field_name_split; errors in the rest come up only when it is walked. */
export function splitFieldName(rt: Runtime, name: string): FieldName {
  const end = name.search(/[.[]/);
  const first = end < 0 ? name : name.slice(0, end);
  return { first: asNumber(rt, first) ?? first, rest: () => fieldAccesses(rt, name, end < 0 ? name.length : end) };
}

function* fieldAccesses(rt: Runtime, name: string, start: number): Generator<FieldAccess> {
  let at = start;
  while (at < name.length) {
    const opener = name.charAt(at++);
    if (opener === '.') {
      const next = name.slice(at).search(/[.[]/);
      const end = next < 0 ? name.length : at + next;
      if (end === at) raise(rt, 'ValueError', 'Empty attribute in format string');
      yield { kind: 'attribute', name: name.slice(at, end) };
      at = end;
    } else if (opener === '[') {
      const end = name.indexOf(']', at);
      if (end < 0) raise(rt, 'ValueError', "Missing ']' in format string");
      if (end === at) raise(rt, 'ValueError', 'Empty attribute in format string');
      const item = name.slice(at, end);
      yield { kind: 'item', name: asNumber(rt, item) ?? item };
      at = end + 1;
    } else raise(rt, 'ValueError', "Only '.' or '[' may follow ']' in format field specifier");
  }
}

function asNumber(rt: Runtime, text: string): number | null {
  if (!/^[0-9]+$/.test(text)) return null;
  if (text.length > 18 && BigInt(text) > 9223372036854775807n) raise(rt, 'ValueError', 'Too many decimal digits in format string');
  return Number(text);
}
