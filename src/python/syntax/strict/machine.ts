/**
 * The state of one strict parse: tokens read so far, the place among them, remembered results. In: a
 * tokenizer. Out: what the compiled rules (`grammarCompiler.ts`) ask for. Follows CPython's pegen.c.
 */
import type { Expression, Position } from '../nodes';
import { TooManyDigits, numberKind, numberValue } from '../numbers';
import { identifierName } from '../lower/lowering';
import type { CharacterByName } from '../escapes';
import type { LiteralWarning } from '../stringLiterals';
import { TreeBuilder } from '../treeBuilder';
import { SyntaxFailure } from './failure';
import type { Tokenizer } from './tokenizer';
import { TokenKind } from './tokenKinds';
import type { Token } from './tokenKinds';

/** What a rule gives when it does not match. */
export const noMatch = Symbol('no match');
/** The same, and no other alternative of the rule may be tried. */
export const noMatchForGood = Symbol('no match for good');

/** What a rule gave at a token, and where it ended; a list for each token. */
interface Remembered { readonly rule: number; value: unknown; mark: number; readonly next: Remembered | null }

export class Machine {
  readonly tokens: Token[] = [];
  /** Index of the next token. */
  mark = 0;
  /** Whether `invalid_` rules take part: the second pass. */
  usesInvalidRules = false;
  /** A single statement ends with the text: CPython puts one more line end there. */
  endsWithNewline = false;
  /** PyPARSE_DONT_IMPLY_DEDENT: blocks are not ended by the end of the text. */
  dontImplyDedent = false;
  /** A token came since the last line end put at the text's end. */
  private isStarted = false;
  readonly build: TreeBuilder;
  /** For each token, what rules gave there. */
  private memo: (Remembered | null)[] = [];
  /** By offset: a literal may be read more than once. */
  private readonly warningByStart = new Map<number, LiteralWarning>();
  /** For each token, the Name or Constant made of it. */
  private readonly atoms: (Expression | undefined)[] = [];

  constructor(readonly tokenizer: Tokenizer, readonly lookUp: CharacterByName) {
    this.build = new TreeBuilder(tokenizer.source);
  }

  get text(): string {
    return this.tokenizer.source.text;
  }

  beginSecondPass(): void {
    this.mark = 0;
    this.memo = [];
    this.usesInvalidRules = true;
  }

  warn(message: string, { start, end }: Token): void {
    this.warningByStart.set(start, { message, start, end });
  }

  /** In the order of the text. */
  warnings(): LiteralWarning[] {
    return [...this.warningByStart.values()].sort((first, second) => first.start - second.start);
  }

  token(): Token {
    if (this.mark === this.tokens.length) this.tokens.push(this.read());
    return this.tokens[this.mark];
  }

  private read(): Token {
    const token = this.tokenizer.next();
    if (token.kind !== TokenKind.endMarker || !this.endsWithNewline || !this.isStarted) {
      this.isStarted = true;
      return token;
    }
    this.isStarted = false;
    if (!this.dontImplyDedent) this.tokenizer.endBlocks();
    return { ...token, kind: TokenKind.newline, isImplied: true };
  }

  expect(kind: number): unknown {
    const token = this.token();
    if (token.kind !== kind) return noMatch;
    this.mark++;
    return token;
  }

  force(kind: number, text: string): unknown {
    const token = this.token();
    if (token.kind !== kind) return this.failAt(token, `expected '${text}'`);
    this.mark++;
    return token;
  }

  expectSoft(text: string): unknown {
    const token = this.token();
    if (token.kind !== TokenKind.name || this.textOf(token) !== text) return noMatch;
    return this.name();
  }

  name(): unknown {
    const token = this.token();
    if (token.kind !== TokenKind.name) return noMatch;
    const atom = (this.atoms[this.mark] ??= this.build.name(token.start, token.end, identifierName(this.textOf(token)), 'Load'));
    this.mark++;
    return atom;
  }

  number(): unknown {
    const token = this.token();
    if (token.kind !== TokenKind.number) return noMatch;
    const atom = (this.atoms[this.mark] ??= this.numberOf(token));
    this.mark++;
    return atom;
  }

  private numberOf(token: Token): Expression {
    const value = numberValue(this.textOf(token));
    if (value instanceof TooManyDigits) {
      const message = `Exceeds the limit (4300 digits) for integer string conversion: value has ${value.digits} digits; `
        + 'use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals '
        + 'to avoid decimal conversion limits.';
      return this.failAt(token, message);
    }
    if (/[A-Za-z]/.test(this.text.charAt(token.end))) this.warn(`invalid ${numberKind(this.textOf(token))} literal`, token);
    return this.build.constant(token.start, token.end, value ?? { type: 'none' }, null);
  }

  textOf(token: Token): string {
    return this.text.slice(token.start, token.end);
  }

  recall(rule: number): Remembered | null {
    let entry = this.memo[this.mark] ?? null;
    while (entry !== null && entry.rule !== rule) entry = entry.next;
    return entry;
  }

  remember(mark: number, rule: number, value: unknown): Remembered {
    const entry = { rule, value, mark: this.mark, next: this.memo[mark] ?? null };
    this.memo[mark] = entry;
    return entry;
  }

  /** End of the last token before the place that is neither a line end nor an indent. */
  lastEnd(): number {
    for (let index = this.mark - 1; index >= 0; index--) {
      const { kind, end } = this.tokens[index];
      if (kind !== TokenKind.newline && kind !== TokenKind.indent && kind !== TokenKind.dedent && kind !== TokenKind.endMarker) return end;
    }
    return 0;
  }

  positionOf(place: Token | Position): Position {
    if ('lineno' in place) return place;
    const { tokenizer } = this;
    if (isWithoutText(place)) {
      const { lineno } = tokenizer.standing(place.start);
      return { lineno, colOffset: 0, endLineno: lineno, endColOffset: 0 };
    }
    return {
      lineno: tokenizer.lineOf(place.start), colOffset: tokenizer.columnOf(place.start),
      endLineno: this.endLine(place), endColOffset: this.endColumn(place),
    };
  }

  /** Tokens without text have no column: CPython takes that of the last character its tokenizer read. */
  private hereOf(token: Token): Position {
    if (!isWithoutText(token)) return this.positionOf(token);
    const { lineno } = this.tokenizer.standing(token.start);
    const colOffset = Math.max(0, this.tokenizer.standing(this.tokenizer.position).colOffset - 1);
    return { lineno, colOffset, endLineno: lineno, endColOffset: colOffset };
  }

  /** A line end closes its own line: the offset after it is on the next one. */
  private endLine(token: Token): number {
    return token.kind === TokenKind.newline ? this.tokenizer.lineOf(token.start) : this.tokenizer.lineOf(token.end);
  }

  private endColumn(token: Token): number {
    return token.kind === TokenKind.newline ? this.tokenizer.columnOf(token.end - 1) + 1 : this.tokenizer.columnOf(token.end);
  }

  failBetween(start: Token | Position, end: Token | Position, message: string, exception: SyntaxFailure['exception'] = 'SyntaxError'): never {
    const from = this.positionOf(start);
    const to = this.positionOf(end);
    const position = { lineno: from.lineno, colOffset: from.colOffset, endLineno: to.endLineno, endColOffset: to.endColOffset };
    const hasNoColumn = isToken(start) && isWithoutText(start);
    throw this.failure(exception, message, position, isToken(end) && isWithoutText(end) ? 0 : undefined, hasNoColumn);
  }

  failAt(place: Token | Position, message: string, exception: SyntaxFailure['exception'] = 'SyntaxError'): never {
    return this.failBetween(place, place, message, exception);
  }

  /** Where CPython gives the exception no end. */
  failWithoutEnd(position: Position, message: string): never {
    throw this.failure('SyntaxError', message, position, 0);
  }

  /** At the last token read, however far the rules have gone. */
  failHere(message: string, exception: SyntaxFailure['exception'] = 'SyntaxError'): never {
    return this.failAtStanding(this.tokens[this.tokens.length - 1], message, exception);
  }

  /** Where the tokenizer gave up. */
  failAtStop(message: string): never {
    const { position } = this.tokenizer;
    return this.failAtStanding({ kind: TokenKind.endMarker, start: position, end: position, level: 0, raw: false }, message, 'SyntaxError');
  }

  /** At the next token of the rules. */
  failNext(message: string): never {
    return this.failAtStanding(this.token(), message, 'SyntaxError');
  }

  private failAtStanding(token: Token, message: string, exception: SyntaxFailure['exception']): never {
    if (!isWithoutText(token)) return this.failAt(token, message, exception);
    throw this.failure(exception, message, this.hereOf(token), -1);
  }

  /** CPython takes the line from the tokenizer's buffer while that stands on it, line end included. */
  private failure(exception: SyntaxFailure['exception'], message: string, position: Position, endOffset?: 0 | -1, hasNoColumn = false): SyntaxFailure {
    const { tokenizer } = this;
    const isPassed = tokenizer.lineOf(Math.max(0, tokenizer.position - 1)) > position.lineno;
    return new SyntaxFailure(exception, message, position, false, endOffset, isPassed, hasNoColumn);
  }
}

function isToken(place: Token | Position): place is Token {
  return 'kind' in place && 'level' in place;
}

function isWithoutText({ kind, isImplied }: Token): boolean {
  return isImplied === true || kind === TokenKind.indent || kind === TokenKind.dedent || kind === TokenKind.endMarker;
}
