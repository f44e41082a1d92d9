/**
 * The grammar's actions for literals in quotes. In: STRING and FSTRING_ tokens, replacement fields
 * already parsed. Out: Constants and JoinedStrs, or CPython's message for a literal without a value.
 */
import { EscapeProblem, decodeBytes, decodeText } from '../escapes';
import { debugText } from '../formatFields';
import type { Constant, Expression, JoinedStr, Name } from '../nodes';
import { joinBytes, joinPieces, melt, readPrefix } from '../stringLiterals';
import type { StringPiece } from '../stringLiterals';
import type { Action } from './grammarCompiler';
import type { Machine } from './machine';
import type { Token } from './tokenKinds';

type Literal = { type: 'bytes'; value: Uint8Array } | { type: 'text'; pieces: StringPiece[]; isFormat: boolean };
interface FieldPieces { type: 'field'; pieces: StringPiece[] }
interface RawText { type: 'raw'; token: Token }
/** A conversion or a format, and where it starts. */
interface FieldPart<T> { start: number; value: T }

// eslint-disable-next-line no-control-regex -- the range of ASCII
const beyondAscii = /[^\x00-\x7f]/;

function checked<T>(machine: Machine, value: T | EscapeProblem): T {
  return value instanceof EscapeProblem ? machine.failHere(value.message) : value;
}

function stringLiteral(machine: Machine, token: Token): Literal {
  const prefix = readPrefix(machine.text, token.start);
  const warn = (message: string): void => machine.warn(message, token);
  const text = machine.text.slice(token.start + prefix.length + prefix.quotes, token.end - prefix.quotes);
  if (prefix.bytes) {
    if (beyondAscii.test(text)) machine.failAt(token, 'bytes can only contain ASCII literal characters');
    return { type: 'bytes', value: checked(machine, decodeBytes(text, prefix.raw, warn)) };
  }
  const value = prefix.raw ? text : checked(machine, decodeText(text, machine.lookUp, warn));
  const stringKind = prefix.unicode ? 'u' : null;
  return { type: 'text', pieces: [{ kind: 'text', start: token.start, end: token.end, value, stringKind }], isFormat: false };
}

function formatString(machine: Machine, first: Token, parts: (FieldPieces | RawText)[]): Literal {
  const raw = /r/i.test(machine.text.slice(first.start, first.end));
  const pieces: StringPiece[] = [];
  for (const part of parts) {
    if (part.type === 'field') {
      pieces.push(...part.pieces);
      continue;
    }
    const { start, end } = part.token;
    let text = machine.text.slice(start, end);
    // The token of a doubled brace has both.
    if (text.endsWith('{{') || text.endsWith('}}')) text = text.slice(0, -1);
    const warn = (message: string): void => machine.warn(message, part.token);
    const value = raw ? text : checked(machine, decodeText(text, machine.lookUp, warn, machine.text[end]));
    pieces.push({ kind: 'text', start, end, value, stringKind: null });
  }
  return { type: 'text', pieces, isFormat: true };
}

function concatenate(machine: Machine, start: number, end: number, literals: Literal[]): Expression {
  const bytes: Uint8Array[] = [];
  const pieces: StringPiece[] = [];
  let isFormat = false;
  for (const literal of literals) {
    if (literal.type === 'bytes') bytes.push(literal.value);
    else {
      pieces.push(...literal.pieces);
      isFormat ||= literal.isFormat;
    }
  }
  if (bytes.length > 0) {
    if (bytes.length < literals.length) machine.failHere('cannot mix bytes and nonbytes literals');
    return machine.build.constant(start, end, joinBytes(bytes), null);
  }
  return joinPieces(machine.build, start, end, pieces, isFormat);
}

function conversion(machine: Machine, mark: Token, name: Name): FieldPart<Name> {
  const position = machine.positionOf(mark);
  if (position.endLineno !== name.lineno || position.endColOffset !== name.colOffset) {
    // CPython's spelling.
    machine.failBetween(mark, name, 'f-string: conversion type must come right after the exclamanation mark');
  }
  return { start: mark.start, value: name };
}

function conversionCode(machine: Machine, name: Name): number {
  if (name.id !== 's' && name.id !== 'r' && name.id !== 'a') {
    machine.failAt(name, `f-string: invalid conversion character '${name.id}': expected 's', 'r', or 'a'`);
  }
  return name.id.charCodeAt(0);
}

function formatSpec(machine: Machine, start: number, end: number, parts: (FieldPieces | Constant)[]): FieldPart<JoinedStr> {
  const values = parts.flatMap((part) => ('kind' in part ? [part] : melt(machine.build, part.pieces)));
  const [only] = values;
  const isEmpty = values.length === 1 && only.kind === 'Constant' && only.value.type === 'str' && only.value.value === '';
  return { start, value: machine.build.joinedStr(start, end, isEmpty ? [] : values) };
}

export const stringActions: Record<string, Action> = {
  stringLiteral: (machine, _start, _end, token: Token) => stringLiteral(machine, token),
  strings: (machine, start, end, literals: Literal[]) => concatenate(machine, start, end, literals),
  formatText: (_machine, _start, _end, token: Token): RawText => ({ type: 'raw', token }),
  specText: (machine, _start, _end, token: Token) => {
    const warn = (message: string): void => machine.warn(message, token);
    const text = checked(machine, decodeText(machine.textOf(token), machine.lookUp, warn, machine.text[token.end]));
    return machine.build.constant(token.start, token.end, { type: 'str', value: text }, null);
  },
  conversion: (machine, _start, _end, mark: Token, name: Name) => conversion(machine, mark, name),
  formatSpec: (machine, start, end, _colon: Token, parts: (FieldPieces | Constant)[]) => formatSpec(machine, start, end, parts),
  formatString: (machine, _start, _end, first: Token, parts: (FieldPieces | RawText)[]) => formatString(machine, first, parts),
  replacementField: (
    machine, start, end, value: Expression, debug: Token | null, converted: FieldPart<Name> | null,
    format: FieldPart<JoinedStr> | null, brace: Token,
  ): FieldPieces => {
    const pieces: StringPiece[] = [];
    let code = converted === null ? -1 : conversionCode(machine, converted.value);
    if (debug !== null) {
      const textEnd = converted?.start ?? format?.start ?? brace.start;
      const text = debugText(machine.text.slice(start + 1, textEnd));
      pieces.push({ kind: 'text', start: start + 1, end: textEnd, value: text, stringKind: null });
      if (converted === null && format === null) code = 'r'.charCodeAt(0);
    }
    pieces.push({ kind: 'field', node: machine.build.formattedValue(start, end, value, code, format?.value ?? null) });
    return { type: 'field', pieces };
  },
};
