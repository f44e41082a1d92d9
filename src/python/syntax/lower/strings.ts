/**
 * String, bytes and f-string literals. In: a `string` or `concatenated_string` node. Out: a Constant
 * or JoinedStr. Of tree-sitter's inside only the replacement fields are used; every text between them
 * is cut from the source, because its tokens skip blanks that count.
 */
import { Kind } from '../concreteKinds';
import { EscapeProblem, decodeBytes, decodeText } from '../escapes';
import { debugText } from '../formatFields';
import type { Expression, JoinedStr } from '../nodes';
import { isValidPrefix, joinBytes, joinPieces, melt, readPrefix } from '../stringLiterals';
import type { LiteralPrefix, StringPiece } from '../stringLiterals';
import { lowerStarList, lowerYieldOrStarList } from './expressions';
import type { Lowering } from './lowering';

// eslint-disable-next-line no-control-regex -- the range of ASCII
const beyondAscii = /[^\x00-\x7f]/;

export function lowerString(c: Lowering, node: number): Expression {
  const start = c.start[node];
  const end = c.end[node];
  const prefix = readPrefix(c.text, start);
  if (prefix.bytes) return c.build.constant(start, end, { type: 'bytes', value: bytesOf(c, node, prefix) }, null);
  const pieces: StringPiece[] = [];
  addPieces(c, node, prefix, pieces);
  return joinPieces(c.build, start, end, pieces, prefix.format);
}

export function lowerConcatenation(c: Lowering, node: number): Expression {
  const pieces: StringPiece[] = [];
  const parts: Uint8Array[] = [];
  let isFormat = false;
  let count = 0;
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] !== Kind.string) continue;
    count++;
    const prefix = readPrefix(c.text, c.start[child]);
    if (prefix.bytes) parts.push(bytesOf(c, child, prefix));
    else {
      if (prefix.format) isFormat = true;
      addPieces(c, child, prefix, pieces);
    }
  }
  const start = c.start[node];
  const end = c.end[node];
  if (parts.length > 0) return parts.length === count ? c.build.constant(start, end, joinBytes(parts), null) : c.giveUp();
  return joinPieces(c.build, start, end, pieces, isFormat);
}

/** Offsets of what stands between the quotes; gives up on a literal that error recovery closed. */
function inside(c: Lowering, node: number, prefix: LiteralPrefix): { from: number; to: number } {
  if (!isValidPrefix(prefix)) c.giveUp();
  const from = c.start[node] + prefix.length + prefix.quotes;
  const to = c.end[node] - prefix.quotes;
  const quote = c.text[from - 1];
  // tree-sitter-python still knows Python 2's backquotes.
  if (quote !== '"' && quote !== "'") c.giveUp();
  if (to < from || !c.text.startsWith(prefix.quotes === 3 ? quote.repeat(3) : quote, to)) c.giveUp();
  if (prefix.quotes === 1 && !prefix.format) checkNewlines(c, from, to);
  return { from, to };
}

function bytesOf(c: Lowering, node: number, prefix: LiteralPrefix): Uint8Array {
  const { from, to } = inside(c, node, prefix);
  const text = c.text.slice(from, to);
  // In bytes tree-sitter-python loses the character after such an escape, be it the closing quote.
  if (beyondAscii.test(text) || /\\[uUN]/.test(text)) c.giveUp();
  const value = decodeBytes(text, prefix.raw, (message) => c.warnings.push({ message, start: c.start[node], end: c.end[node] }));
  return value instanceof EscapeProblem ? c.giveUp() : value;
}

/** `start` is where the literal, or the f-string's text, begins: CPython warns there. */
function textOf(c: Lowering, from: number, to: number, raw: boolean, start = from): string {
  const text = c.text.slice(from, to);
  if (raw) return text;
  const value = decodeText(text, c.lookUp, (message) => c.warnings.push({ message, start, end: to }), c.text[to]);
  return value instanceof EscapeProblem ? c.giveUp() : value;
}

function addPieces(c: Lowering, node: number, prefix: LiteralPrefix, pieces: StringPiece[]): void {
  const { from, to } = inside(c, node, prefix);
  if (!prefix.format) {
    const start = c.start[node];
    const value = textOf(c, from, to, prefix.raw, start);
    pieces.push({ kind: 'text', start, end: c.end[node], value, stringKind: prefix.unicode ? 'u' : null });
    return;
  }
  let at = from;
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] !== Kind.interpolation) continue;
    addFormatText(c, at, c.start[child], prefix, pieces);
    addField(c, child, c.text.slice(from - prefix.quotes, from), pieces);
    at = c.end[child];
  }
  addFormatText(c, at, to, prefix, pieces);
}

/** A literal in single quotes may hold a line end only after a backslash. */
function checkNewlines(c: Lowering, from: number, to: number): void {
  const text = c.text.slice(from, to);
  if (text.includes('\n') && /(?:^|[^\\])(?:\\\\)*\n/.test(text)) c.giveUp();
}

/** Text of an f-string outside its fields: doubled braces stand for one. */
function addFormatText(c: Lowering, from: number, to: number, { raw, quotes }: LiteralPrefix, pieces: StringPiece[]): void {
  if (quotes === 1) checkNewlines(c, from, to);
  let start = from;
  for (let at = from; at < to; at++) {
    const unit = c.text.charCodeAt(at);
    if (unit === 92 && !raw) {
      if (c.text.startsWith('N{', at + 1)) {
        const close = c.text.indexOf('}', at);
        if (close < 0 || close >= to) c.giveUp();
        at = close;
      } else if (c.text[at + 1] !== '{' && c.text[at + 1] !== '}') at++;
      continue;
    }
    if (unit !== 123 && unit !== 125) continue;
    if (c.text.charCodeAt(at + 1) !== unit || at + 1 >= to) c.giveUp();
    // CPython's token ends here; its text has one of the braces, its position both.
    pieces.push({ kind: 'text', start, end: at + 2, value: textOf(c, start, at + 1, raw), stringKind: null });
    at++;
    start = at + 1;
  }
  if (start < to) pieces.push({ kind: 'text', start, end: to, value: textOf(c, start, to, raw), stringKind: null });
}

/** `{value=!r:spec}`; with `=` a constant comes first. `closing` is what ends the literal. */
function addField(c: Lowering, node: number, closing: string, pieces: StringPiece[], depth = 0): void {
  const start = c.start[node];
  const end = c.end[node];
  const limit = c.next[node];
  let value: Expression | null = null;
  /** Offset of `!`, `:` or `}`, where the text shown by `=` ends. */
  let valueEnd = -1;
  let isDebug = false;
  let conversion = -1;
  let formatSpec: JoinedStr | null = null;
  for (let child = node + 1; child < limit; child = c.next[child]) {
    switch (c.kind[child] as Kind) {
      case Kind.equal:
        isDebug = true;
        break;
      case Kind.type_conversion: {
        const letter = c.text[c.end[child] - 1];
        if (c.end[child] - c.start[child] !== 2 || (letter !== 'r' && letter !== 's' && letter !== 'a')) c.giveUp();
        conversion = letter.charCodeAt(0);
        if (valueEnd < 0) valueEnd = c.start[child];
        break;
      }
      case Kind.format_specifier:
        if (valueEnd < 0) valueEnd = c.start[child];
        formatSpec = lowerFormatSpec(c, child, end - 1, closing, depth + 1);
        break;
      default:
        if (c.kind[child] === Kind.openBracket || c.kind[child] === Kind.closeBracket) break;
        if (value !== null) c.giveUp();
        value = c.kind[child] === Kind.yield ? lowerYieldOrStarList(c, child) : lowerFieldValue(c, child);
    }
  }
  if (value === null) return c.giveUp();
  if (valueEnd < 0) valueEnd = end - 1;
  if (isDebug) {
    pieces.push({ kind: 'text', start: start + 1, end: valueEnd, value: debugText(c.text.slice(start + 1, valueEnd)), stringKind: null });
    if (conversion < 0 && formatSpec === null) conversion = 'r'.charCodeAt(0);
  }
  pieces.push({ kind: 'field', node: c.build.formattedValue(start, end, value, conversion, formatSpec) });
}

function lowerFieldValue(c: Lowering, node: number): Expression {
  // A lambda or a walrus needs parentheses here: its colon would start the format.
  if (c.kind[node] === Kind.named_expression || c.source(node).includes('lambda')) c.doubt();
  return lowerStarList(c, node);
}

/** From the colon up to the closing brace at `to`. */
function lowerFormatSpec(c: Lowering, node: number, to: number, closing: string, depth: number): JoinedStr {
  const start = c.start[node];
  const values: Expression[] = [];
  // CPython limits how deeply formats nest.
  if (depth > 2) c.doubt();
  let at = start + 1;
  const addText = (until: number): void => {
    if (c.text.startsWith('{{', until)) c.giveUp();
    if (until <= at && (at === start + 1 || until < to)) return;
    const text = c.text.slice(at, until);
    // tree-sitter-python reads on over the closing quotes.
    if (text.includes('{') || text.includes('}') || text.includes(closing)) c.giveUp();
    if (closing.length === 1 && text.includes('\n')) c.giveUp();
    // CPython decodes escapes of a format even in a raw literal, and keeps the empty text after a last field.
    values.push(c.build.constant(at, until, { type: 'str', value: textOf(c, at, until, false) }, null));
  };
  const limit = c.next[node];
  for (let child = node + 1; child < limit; child = c.next[child]) {
    if (c.kind[child] !== Kind.format_expression) continue;
    addText(c.start[child]);
    const pieces: StringPiece[] = [];
    addField(c, child, closing, pieces, depth);
    values.push(...melt(c.build, pieces));
    at = c.end[child];
  }
  addText(to);
  return c.build.joinedStr(start, to, values);
}
