/**
 * CPython 3.12's tokenizer, one token at a time. In: the text. Out: the next token, or a
 * `SyntaxFailure` thrown with CPython's message. Follows CPython's `tok_get_normal_mode` and
 * `tok_get_fstring_mode`; it is lazy because CPython's is: an error further down is reported only if
 * the parser gets there first. Used on the way to a message, not for files that parse.
 * Not here: values of literals (`../escapes`, `../numbers`), type comments, encodings.
 */
import type { SyntaxDiagnostic } from '../diagnostic';
import type { SourceText } from '../sourceText';
import { identifierProblem } from './identifierCheck';
import { NumberScanner } from './numberScanner';
import { SyntaxFailure } from './failure';
import { TokenKind, keywordKind, operatorKind } from './tokenKinds';
import type { Token } from './tokenKinds';

const maximumIndent = 100;
const maximumLevel = 200;
const maximumFormatNesting = 150;
/** Expressions inside format specifications inside expressions. */
const maximumExpressionNesting = 3;
const tabSize = 8;

const closingOf: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
const operatorCharacters = new Set('()[]:,;+-*/|&<>=.%{}~^@!');

interface OpenBracket { letter: string; line: number; offset: number }

/** One f-string being read. */
interface FormatMode {
  inExpression: boolean;
  start: number;
  quote: string;
  quoteSize: number;
  raw: boolean;
  /** Brackets open inside the replacement field. */
  depth: number;
  /** How many replacement fields are open, less one. */
  expressionDepth: number;
  /** Whether the current field's expression is over: `!`, `:` or `}` was seen. */
  expressionEnded: boolean;
}

export class Tokenizer {
  private readonly text: string;
  /** Offset of the next character. */
  position = 0;
  private tokenStart = 0;
  private readonly brackets: OpenBracket[] = [];
  private readonly indents = [0];
  /** The same with tabs as one column, to find tabs and blanks that mean different things elsewhere. */
  private readonly alternateIndents = [0];
  private pendingIndents = 0;
  /** The end of the text was read, perhaps inside a text literal or brackets. */
  reachedEnd = false;
  private atLineStart = true;
  /** A comment that is all of its line was given out (with `withExtras`): its line end ends no statement. */
  private afterLoneComment = false;
  private readonly formats: FormatMode[] = [];
  readonly numbers = new NumberScanner(this);

  /** `withExtras`: comments and line ends inside statements are tokens, too, as `tokenize` wants. */
  constructor(readonly source: SourceText, readonly withExtras = false, addsNewline = true) {
    // The text of a file always ends with a newline, as CPython's `translate_newlines` sees to.
    this.text = source.text.endsWith('\n') || source.text === '' || !addsNewline ? source.text : source.text + '\n';
  }

  /** The innermost bracket still open. */
  get openBracket(): OpenBracket | undefined {
    return this.brackets[this.brackets.length - 1];
  }

  get isInFormat(): boolean {
    return this.formats.length > 0;
  }

  /** Whether the text was read to its end, or an error is that it ends. */
  get isAtEnd(): boolean {
    // Every token but a line end makes CPython's look at the character behind it.
    return this.reachedEnd || (this.position >= this.text.length && !this.text.endsWith('\n'));
  }

  /** Whether anything but blanks and comments comes after what was read. */
  get hasMoreText(): boolean {
    return /\S/.test(this.text.slice(this.position).replace(/#.*/g, ''));
  }

  /** All indents end here: the next tokens are their dedents. */
  endBlocks(): void {
    this.pendingIndents = 1 - this.indents.length;
    this.indents.length = 1;
    this.alternateIndents.length = 1;
  }

  /** Offsets may lie one beyond the real text, in the newline added. */
  lineOf(offset: number): number {
    return this.source.lines[Math.min(offset, this.source.text.length)];
  }

  columnOf(offset: number): number {
    const length = this.source.text.length;
    return this.source.columns[Math.min(offset, length)] + Math.max(0, offset - length);
  }

  /**
   * Where CPython thinks it is at an offset: at the end of the text still on the last line, after its
   * newline.
   */
  standing(offset: number): { lineno: number; colOffset: number } {
    if (this.text === '') return { lineno: 0, colOffset: 0 };
    if (offset < this.text.length || offset === 0) return { lineno: this.lineOf(offset), colOffset: this.columnOf(offset) };
    return { lineno: this.lineOf(offset - 1), colOffset: this.columnOf(offset - 1) + 1 };
  }

  /** CPython reports where it stands: just after the last character read. */
  fail(message: string, exception: SyntaxDiagnostic['exception'] = 'SyntaxError'): never {
    const at = Math.max(0, this.position - 1);
    return this.failBetween(at, at, message, exception);
  }

  failBetween(start: number, end: number, message: string, exception: SyntaxDiagnostic['exception'] = 'SyntaxError', endOffset?: 0 | -1): never {
    throw new SyntaxFailure(exception, message, {
      lineno: this.lineOf(start), colOffset: this.columnOf(start), endLineno: this.lineOf(end), endColOffset: this.columnOf(end),
    }, true, endOffset, endOffset === undefined || this.lineOf(Math.max(0, this.position - 1)) > this.lineOf(start));
  }

  /** The character at an offset from the position; '' at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.position + ahead);
  }

  next(): Token {
    const mode = this.formats[this.formats.length - 1];
    return mode === undefined || mode.inExpression ? this.nextOrdinary() : this.nextInFormat(mode);
  }

  private token(kind: number, end = this.position): Token {
    const raw = this.formats.length > 0 && this.formats[this.formats.length - 1].raw;
    return { kind, start: this.tokenStart, end, level: this.brackets.length, raw };
  }

  private nextOrdinary(): Token {
    for (;;) {
      let isBlank = false;
      if (this.atLineStart) isBlank = this.readIndentation();
      this.tokenStart = this.position;
      if (this.pendingIndents < 0) {
        this.pendingIndents++;
        return this.token(TokenKind.dedent);
      }
      if (this.pendingIndents > 0) {
        this.pendingIndents--;
        return this.token(TokenKind.indent);
      }
      const comment = this.skipBlanks();
      this.tokenStart = this.position;
      if (comment >= 0 && this.withExtras) {
        this.tokenStart = comment;
        this.afterLoneComment = isBlank;
        return this.token(TokenKind.comment);
      }
      const letter = this.peek();
      if (letter === '') return this.readEnd();
      if (letter === '\n') {
        this.position++;
        this.atLineStart = true;
        if (this.withExtras && (isBlank || this.brackets.length > 0 || this.afterLoneComment)) {
          this.afterLoneComment = false;
          return this.token(TokenKind.nonLogicalNewline);
        }
        if (isBlank || this.brackets.length > 0) continue;
        // The token of a line end begins with the comment before it.
        if (comment >= 0) this.tokenStart = comment;
        return this.token(TokenKind.newline);
      }
      return this.readToken(letter);
    }
  }

  /** Blanks, comments and joined lines; returns where a comment began, or -1. */
  private skipBlanks(): number {
    let comment = -1;
    for (;;) {
      const letter = this.peek();
      if (letter === ' ' || letter === '\t' || letter === '\f') this.position++;
      else if (letter === '#') {
        const end = this.text.indexOf('\n', this.position);
        comment = this.position;
        this.position = end < 0 ? this.text.length : end;
      } else if (letter === '\\') this.readContinuation();
      else return comment;
    }
  }

  private readContinuation(): void {
    this.position++;
    if (this.peek() !== '\n') {
      if (this.peek() !== '') this.position++;
      // CPython's column is that of the character after the backslash.
      const at = this.position - 1;
      this.failBetween(at, at, 'unexpected character after line continuation character', 'SyntaxError', 0);
    }
    this.position++;
    if (this.peek() === '') this.failAtEnd();
  }

  private failAtEnd(): never {
    this.reachedEnd = true;
    const open = this.openBracket;
    if (open !== undefined) this.failUnclosed(open);
    const { lineno, colOffset } = this.standing(this.text.length);
    const place = { lineno, colOffset: Math.max(0, colOffset - 1) };
    const position = { ...place, endLineno: place.lineno, endColOffset: place.colOffset };
    throw new SyntaxFailure('SyntaxError', 'unexpected EOF while parsing', position, true, -1);
  }

  failUnclosed(open: OpenBracket): never {
    return this.failBetween(open.offset, open.offset, `'${open.letter}' was never closed`, 'SyntaxError', 0);
  }

  private readEnd(): Token {
    if (this.brackets.length > 0) this.failAtEnd();
    this.reachedEnd = true;
    return this.token(TokenKind.endMarker);
  }

  /** Sets the indents pending; returns whether the line holds nothing. */
  private readIndentation(): boolean {
    let column = 0;
    let alternate = 0;
    let continued = 0;
    this.atLineStart = false;
    for (;; this.position++) {
      const letter = this.peek();
      if (letter === ' ') {
        column++;
        alternate++;
      } else if (letter === '\t') {
        column = (Math.floor(column / tabSize) + 1) * tabSize;
        alternate++;
      } else if (letter === '\f') column = alternate = 0;
      else if (letter === '\\') {
        continued = continued === 0 ? column : continued;
        this.readContinuation();
        this.position--;
      } else break;
    }
    const letter = this.peek();
    if (letter === '') this.reachedEnd = true;
    if (letter === '#' || letter === '\n') return true;
    if (this.brackets.length === 0) this.setIndent(continued === 0 ? column : continued, continued === 0 ? alternate : continued);
    return false;
  }

  private setIndent(column: number, alternate: number): void {
    const { indents, alternateIndents } = this;
    const last = indents.length - 1;
    if (column === indents[last]) {
      if (alternate !== alternateIndents[last]) this.failTabs();
    } else if (column > indents[last]) {
      if (last + 1 >= maximumIndent) this.failLine('too many levels of indentation', 'IndentationError');
      if (alternate <= alternateIndents[last]) this.failTabs();
      this.pendingIndents++;
      indents.push(column);
      alternateIndents.push(alternate);
    } else {
      while (indents.length > 1 && column < indents[indents.length - 1]) {
        this.pendingIndents--;
        indents.pop();
        alternateIndents.pop();
      }
      if (column !== indents[indents.length - 1]) {
        const newline = this.text.indexOf('\n', this.position);
        const end = newline < 0 ? this.text.length - 1 : newline;
        this.failBetween(end, end, 'unindent does not match any outer indentation level', 'IndentationError', -1);
      }
      if (alternate !== alternateIndents[indents.length - 1]) this.failTabs();
    }
  }

  private failTabs(): never {
    return this.failLine('inconsistent use of tabs and spaces in indentation', 'TabError');
  }

  private failLine(message: string, exception: SyntaxDiagnostic['exception']): never {
    const start = this.text.lastIndexOf('\n', this.position - 1) + 1;
    return this.failBetween(start, start, message, exception, 0);
  }

  private readToken(letter: string): Token {
    const code = letter.charCodeAt(0);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128;
    if (isLetter) return this.readName();
    if (code >= 48 && code <= 57) {
      this.numbers.read();
      return this.token(TokenKind.number);
    }
    if (letter === '.') {
      const second = this.peek(1);
      if (second >= '0' && second <= '9') {
        this.numbers.read();
        return this.token(TokenKind.number);
      }
    }
    if (letter === "'" || letter === '"') return this.readString();
    return this.readOperator(letter);
  }

  private readName(): Token {
    const prefix = /^(?:[bB][rR]?|[rR][bBfF]?|[uU]|[fF][rR]?)(?=['"])/.exec(this.text.slice(this.position, this.position + 3));
    if (prefix !== null) {
      this.position += prefix[0].length;
      return /f/i.test(prefix[0]) ? this.readFormatStart(/r/i.test(prefix[0])) : this.readString();
    }
    let beyondAscii = false;
    for (; this.position < this.text.length; this.position++) {
      const code = this.text.charCodeAt(this.position);
      if (code >= 128) beyondAscii = true;
      else if (!((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57))) break;
    }
    const name = this.text.slice(this.tokenStart, this.position);
    if (beyondAscii) {
      const problem = identifierProblem(name);
      if (problem !== null) {
        this.position = this.tokenStart + problem.offset + 1;
        this.fail(problem.message);
      }
    }
    return this.token(keywordKind(name) ?? TokenKind.name);
  }

  private readString(): Token {
    const quote = this.peek();
    const start = this.position;
    const size = this.text.startsWith(quote.repeat(3), start) ? 3 : 1;
    this.position += size;
    let run = 0;
    while (run < size) {
      const letter = this.peek();
      if (letter === '' || (size === 1 && letter === '\n')) this.failUnterminated(quote, size);
      this.position++;
      if (letter === quote) run++;
      else {
        run = 0;
        if (letter === '\\' && this.position < this.text.length) this.position++;
      }
    }
    return this.token(TokenKind.string);
  }

  private failUnterminated(quote: string, size: number): never {
    this.reachedEnd ||= this.peek() === '';
    const line = this.standing(this.position).lineno;
    this.position = this.tokenStart + 1;
    const mode = this.formats[this.formats.length - 1];
    if (mode !== undefined && mode.quote === quote && mode.quoteSize === size) this.fail("f-string: expecting '}'");
    return this.fail(`unterminated ${size === 3 ? 'triple-quoted ' : ''}string literal (detected at line ${line})`);
  }

  private readFormatStart(raw: boolean): Token {
    const quote = this.peek();
    const quoteSize = this.text.startsWith(quote.repeat(3), this.position) ? 3 : 1;
    this.position += quoteSize;
    if (this.formats.length + 1 >= maximumFormatNesting) this.fail('too many nested f-strings');
    this.formats.push({
      inExpression: false, start: this.tokenStart, quote, quoteSize, raw, depth: 0, expressionDepth: -1, expressionEnded: false,
    });
    return this.token(TokenKind.fstringStart);
  }

  private readOperator(letter: string): Token {
    const mode = this.formats[this.formats.length - 1];
    if (mode !== undefined && mode.expressionDepth >= 0 && (letter === ':' || letter === '}' || letter === '!' || letter === '{')) {
      // In the outermost brackets of a field these end the expression, or begin one.
      const cursor = mode.depth - (letter === '{' ? 0 : 1);
      if (cursor === 0) mode.expressionEnded = letter !== '{';
      if (letter === ':' && cursor === mode.expressionDepth) {
        mode.inExpression = false;
        this.position++;
        return this.token(operatorKind(':'));
      }
    }
    for (let length = 3; length > 1; length--) {
      const text = this.text.slice(this.position, this.position + length);
      if (text.length === length && operatorKind(text) !== TokenKind.unknown) {
        this.position += length;
        return this.token(operatorKind(text));
      }
    }
    this.position++;
    if (letter === '(' || letter === '[' || letter === '{') {
      if (this.brackets.length >= maximumLevel) this.fail('too many nested parentheses');
      this.brackets.push({ letter, line: this.lineOf(this.tokenStart), offset: this.tokenStart });
      if (mode !== undefined) mode.depth++;
    } else if (letter === ')' || letter === ']' || letter === '}') this.closeBracket(letter, mode);
    if (letter < ' ' || letter === '\x7f') {
      this.fail(`invalid non-printable character U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
    }
    return this.token(operatorCharacters.has(letter) ? operatorKind(letter) : TokenKind.unknown);
  }

  private closeBracket(letter: string, mode: FormatMode | undefined): void {
    if (mode !== undefined && mode.depth === 0 && letter === '}') this.fail("f-string: single '}' is not allowed");
    const open = this.brackets.pop();
    if (open === undefined) {
      if (this.withExtras) return;
      return this.fail(`unmatched '${letter}'`);
    }
    if (closingOf[open.letter] !== letter && !this.withExtras) {
      if (mode !== undefined && open.letter === '{' && mode.depth - 1 === mode.expressionDepth) {
        this.fail(`f-string: unmatched '${letter}'`);
      }
      const where = open.line === this.lineOf(this.tokenStart) ? '' : ` on line ${open.line}`;
      this.fail(`closing parenthesis '${letter}' does not match opening parenthesis '${open.letter}'${where}`);
    }
    if (mode === undefined) return;
    mode.depth--;
    if (letter === '}' && mode.depth === mode.expressionDepth) {
      mode.expressionDepth--;
      mode.inExpression = false;
    }
  }

  private openField(mode: FormatMode): void {
    mode.expressionDepth++;
    if (mode.expressionDepth >= maximumExpressionNesting) this.fail('f-string: expressions nested too deeply');
    mode.inExpression = true;
  }

  private nextInFormat(mode: FormatMode): Token {
    this.tokenStart = this.position;
    if (this.peek() === '{' && this.peek(1) !== '{') {
      this.openField(mode);
      return this.nextOrdinary();
    }
    const closing = mode.quote.repeat(mode.quoteSize);
    if (this.text.startsWith(closing, this.position)) {
      this.position += mode.quoteSize;
      const token = this.token(TokenKind.fstringEnd);
      this.formats.pop();
      return token;
    }
    return this.readFormatText(mode, closing);
  }

  private readFormatText(mode: FormatMode, closing: string): Token {
    let inCharacterName = false;
    for (;;) {
      const letter = this.peek();
      const inSpecification = mode.expressionEnded && mode.expressionDepth >= 0;
      if (letter === '' || (mode.quoteSize === 1 && letter === '\n')) {
        if (inSpecification && letter === '\n') {
          mode.inExpression = true;
          return this.token(TokenKind.fstringMiddle);
        }
        this.failUnterminatedFormat(mode);
      }
      if (this.text.startsWith(closing, this.position)) return this.token(TokenKind.fstringMiddle);
      if (letter === '{') {
        if (this.peek(1) === '{' && !inSpecification) {
          this.position += 2;
          return this.token(TokenKind.fstringMiddle);
        }
        this.openField(mode);
        return this.token(TokenKind.fstringMiddle);
      }
      if (letter === '}') {
        if (inCharacterName) {
          this.position++;
          return this.token(TokenKind.fstringMiddle);
        }
        if (this.peek(1) === '}' && !inSpecification) {
          this.position += 2;
          return this.token(TokenKind.fstringMiddle);
        }
        mode.inExpression = true;
        return this.token(TokenKind.fstringMiddle);
      }
      this.position++;
      if (letter !== '\\') continue;
      const escaped = this.peek();
      if (escaped === '{' || escaped === '}') continue;
      if (escaped !== '') this.position++;
      if (!mode.raw && escaped === 'N' && this.peek() === '{') {
        this.position++;
        inCharacterName = true;
      }
    }
  }

  private failUnterminatedFormat(mode: FormatMode): never {
    this.reachedEnd ||= this.peek() === '';
    const line = this.standing(this.position).lineno;
    this.position = mode.start + 1;
    return this.fail(`unterminated ${mode.quoteSize === 3 ? 'triple-quoted ' : ''}f-string literal (detected at line ${line})`);
  }
}
