/**
 * The tokens of a text as `tokenize` shows them (CPython Python/Python-tokenize.c tokenizeriter_next). In: the text with its own
 * line ends. Out: kinds by the numbers of `token.py`, texts, places in characters; up to the error, if there is one.
 */
import type { SyntaxDiagnostic } from '../diagnostic';
import { SourceText } from '../sourceText';
import { SyntaxFailure } from './failure';
import { Tokenizer } from './tokenizer';
import { operatorText, TokenKind, type Token } from './tokenKinds';

export interface ListedToken {
  readonly type: number;
  readonly text: string;
  /** Lines from 1, columns in characters from 0; -1 where a token has none. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The text of the line or lines. */
  readonly lineText: string;
}

export interface TokenList { readonly tokens: readonly ListedToken[]; readonly error: SyntaxDiagnostic | null }

const EXACT = '( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= %= &= |= ^= <<= >>= **= // //= @ @= -> ... := !'.split(' ');
const LPAR = 7;
const OP = 55;
const NAME = 1;
const simpleTypes: Readonly<Record<number, number>> = {
  [TokenKind.endMarker]: 0, [TokenKind.name]: NAME, [TokenKind.number]: 2, [TokenKind.string]: 3, [TokenKind.newline]: 4, [TokenKind.indent]: 5,
  [TokenKind.dedent]: 6, [TokenKind.fstringStart]: 61, [TokenKind.fstringMiddle]: 62, [TokenKind.fstringEnd]: 63, [TokenKind.comment]: 64,
  [TokenKind.nonLogicalNewline]: 65,
};

function typeOf(kind: number, withExtras: boolean): number {
  const simple = simpleTypes[kind];
  if (simple !== undefined) return simple;
  if (kind === TokenKind.unknown) return OP;
  const operator = operatorText(kind);
  if (operator === undefined) return NAME;
  if (withExtras) return OP;
  return operator === '<>' ? EXACT.indexOf('!=') + LPAR : EXACT.indexOf(operator) + LPAR;
}

/** Lines of the text, each with its own line end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

class Listing {
  private readonly lines: readonly string[];
  private readonly lineStarts: number[] = [0];
  private readonly tokenizer: Tokenizer;
  private readonly text: string;
  private readonly endsWithNewline: boolean;

  constructor(raw: string, private readonly withExtras: boolean) {
    const source = new SourceText(raw);
    this.text = source.text;
    this.lines = linesOf(raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw);
    for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) this.lineStarts.push(at + 1);
    this.endsWithNewline = source.text === '' || source.text.endsWith('\n');
    this.tokenizer = new Tokenizer(source, withExtras);
  }

  next(): ListedToken {
    const token = this.tokenizer.next();
    return this.withExtras ? this.listed(token) : this.listedPlainly(token);
  }

  /** The number of a line, from 1, by an offset. */
  private lineOf(offset: number): number {
    return this.tokenizer.lineOf(offset);
  }

  private columnOf(offset: number, line: number): number {
    const start = this.lineStarts[line - 1] ?? this.text.length;
    return [...this.text.slice(start, offset)].length + Math.max(0, offset - Math.max(start, this.text.length));
  }

  /** The line ends of `first` to `last`; a newline that was not there is none. */
  private lineText(first: number, last: number): string {
    return this.lines.slice(first - 1, last).join('');
  }

  private make(token: Token, text: string, lineText: string, endShift = 0): ListedToken {
    const line = this.lineOf(token.start);
    const isLineEnd = token.kind === TokenKind.newline || token.kind === TokenKind.nonLogicalNewline;
    const endLine = isLineEnd ? line : this.lineOf(token.end);
    const end = isLineEnd ? token.end - 1 : token.end;
    return {
      type: typeOf(token.kind, this.withExtras), text, line, column: this.columnOf(token.start, line),
      endLine, endColumn: this.columnOf(end, endLine) + endShift, lineText,
    };
  }

  private listed(given: Token): ListedToken {
    const token = this.shown(given);
    const { kind, start, end } = token;
    const lineNumber = this.lineOf(start);
    const lastLine = this.lines.length;
    if (kind === TokenKind.endMarker || (kind === TokenKind.dedent && start >= this.text.length)) {
      const line = lastLine + 1;
      return { type: typeOf(kind, true), text: '', line, column: 0, endLine: line, endColumn: 0, lineText: '' };
    }
    if (kind === TokenKind.newline || kind === TokenKind.nonLogicalNewline) {
      const lineEnd = end - 1;
      const isImplicit = !this.endsWithNewline && lineEnd >= this.text.length;
      const raw = this.lines[lineNumber - 1] ?? '';
      const text = isImplicit ? '' : raw.endsWith('\r\n') ? '\r\n' : '\n';
      // The column of CPython's token is that of the line end, also behind a comment.
      return this.make({ ...token, start: lineEnd }, text, this.lineText(lineNumber, lineNumber), 1);
    }
    if (kind === TokenKind.indent) {
      const from = this.lineStarts[lineNumber - 1] as number;
      return this.make({ ...token, start: from, end: start }, this.text.slice(from, start), this.lineText(lineNumber, lineNumber));
    }
    const isText = kind === TokenKind.string || kind === TokenKind.fstringMiddle || kind === TokenKind.fstringStart || kind === TokenKind.fstringEnd;
    const last = this.lineOf(end);
    return this.make(token, this.rawText(start, end), this.lineText(isText ? lineNumber : last, last));
  }

  /** The text of an f-string up to a doubled brace shows only the first of the two. */
  private shown(token: Token): Token {
    const isDoubled = token.kind === TokenKind.fstringMiddle && /(\{\{|\}\})$/.test(this.text.slice(Math.max(token.start, token.end - 2), token.end));
    return isDoubled ? { ...token, end: token.end - 1 } : token;
  }

  /** A token's text with the line ends of the raw text. */
  private rawText(start: number, end: number): string {
    const text = this.text.slice(start, end);
    if (!text.includes('\n')) return text;
    let line = this.lineOf(start);
    return text.replace(/\n/g, () => ((this.lines[line++ - 1] ?? '').endsWith('\r\n') ? '\r\n' : '\n'));
  }

  /** Without extras: line ends, indents and the end have no text, and some no column. */
  private listedPlainly(given: Token): ListedToken {
    const token = this.shown(given);
    const { kind, start, end } = token;
    const line = Math.min(this.lineOf(start), Math.max(1, this.lines.length));
    const isTrailing = kind === TokenKind.endMarker || (kind === TokenKind.dedent && start >= this.text.length);
    const lineText = isTrailing ? '' : this.lineText(line, line);
    if (kind === TokenKind.newline) {
      const column = this.columnOf(end - 1, this.lineOf(start));
      const carriage = lineText.endsWith('\r\n') ? '\r' : '';
      const text = this.text.slice(start, end - 1) + carriage;
      return { type: 4, text, line, column: this.columnOf(start, line), endLine: line, endColumn: column + carriage.length, lineText };
    }
    if (kind === TokenKind.indent || kind === TokenKind.dedent || kind === TokenKind.endMarker) {
      return { type: typeOf(kind, false), text: '', line, column: -1, endLine: line, endColumn: -1, lineText };
    }
    return this.make(token, this.rawText(start, end), this.lineText(line, this.lineOf(end)));
  }
}

export function listTokens(raw: string, withExtras: boolean): TokenList {
  const listing = new Listing(raw, withExtras);
  const tokens: ListedToken[] = [];
  try {
    for (;;) {
      const token = listing.next();
      tokens.push(token);
      if (token.type === 0) return { tokens, error: null };
    }
  } catch (error) {
    if (error instanceof SyntaxFailure) return { tokens, error: error.toDiagnostic() };
    throw error;
  }
}
