/**
 * From the pieces of adjacent literals to one node. In: for each literal its value, or the values of
 * an f-string, with offsets. Out: one Constant or JoinedStr, as CPython's
 * `_PyPegen_concatenate_strings` builds it: neighbouring constants melt into one which keeps the
 * first's start and the last's end, empty ones vanish from f-strings.
 */
import { joinTexts } from '../../base';
import type { ConstantValue, Expression } from './nodes';
import type { TreeBuilder } from './treeBuilder';

/** Whether Python has such a prefix; tree-sitter-python takes any run of the letters. */
export function isValidPrefix({ raw, bytes, format, unicode, length }: LiteralPrefix): boolean {
  return length === (raw ? 1 : 0) + (bytes ? 1 : 0) + (format ? 1 : 0) + (unicode ? 1 : 0)
    && !(bytes && format) && !(unicode && length > 1);
}

/** A constant inside an f-string or a whole literal; offsets into the source. */
export interface TextPiece { kind: 'text'; start: number; end: number; value: string; stringKind: string | null }
/** An f-string's replacement field, already a node. */
export interface FieldPiece { kind: 'field'; node: Expression }
export type StringPiece = TextPiece | FieldPiece;

/** Something odd about a literal (a number's too) that is otherwise fine; where the literal stands. */
export interface LiteralWarning { message: string; start: number; end: number }

export interface LiteralPrefix {
  raw: boolean;
  bytes: boolean;
  format: boolean;
  unicode: boolean;
  /** Characters before the quotes. */
  length: number;
  /** 1 or 3. */
  quotes: number;
}

export function readPrefix(text: string, start: number): LiteralPrefix {
  const prefix: LiteralPrefix = { raw: false, bytes: false, format: false, unicode: false, length: 0, quotes: 1 };
  for (;;) {
    const unit = text.charCodeAt(start + prefix.length);
    if (unit === 34 || unit === 39) {
      const at = start + prefix.length;
      if (text.charCodeAt(at + 1) === unit && text.charCodeAt(at + 2) === unit) prefix.quotes = 3;
      return prefix;
    }
    const letter = unit | 32;
    if (letter === 114) prefix.raw = true;
    else if (letter === 98) prefix.bytes = true;
    else if (letter === 102) prefix.format = true;
    else if (letter === 117) prefix.unicode = true;
    else return prefix;
    prefix.length++;
  }
}

/** Pieces of one or more literals without bytes; `isFormat` if any of them is an f-string. */
export function joinPieces(build: TreeBuilder, start: number, end: number, pieces: StringPiece[], isFormat: boolean): Expression {
  if (!isFormat) {
    const value = joinTexts(pieces.map((piece) => (piece.kind === 'text' ? piece.value : '')));
    const first = pieces[0];
    return build.constant(start, end, { type: 'str', value }, first?.kind === 'text' ? first.stringKind : null);
  }
  return build.joinedStr(start, end, melt(build, pieces));
}

/** Joins neighbouring text pieces and drops empty ones. */
export function melt(build: TreeBuilder, pieces: StringPiece[]): Expression[] {
  const values: Expression[] = [];
  for (let index = 0; index < pieces.length; ) {
    const piece = pieces[index];
    if (piece.kind === 'field') {
      values.push(piece.node);
      index++;
      continue;
    }
    const texts: string[] = [];
    let last: TextPiece = piece;
    let next: StringPiece | undefined = piece;
    while (next !== undefined && next.kind === 'text') {
      texts.push(next.value);
      last = next;
      next = pieces[++index];
    }
    const value = joinTexts(texts);
    if (value !== '') values.push(build.constant(piece.start, last.end, { type: 'str', value }, piece.stringKind));
  }
  return values;
}

export function joinBytes(parts: Uint8Array[]): ConstantValue {
  let length = 0;
  for (const part of parts) length += part.length;
  const value = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    value.set(part, at);
    at += part.length;
  }
  return { type: 'bytes', value };
}
