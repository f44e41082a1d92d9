/**
 * How far a number literal goes and what is wrong with it: the number part of CPython's
 * `tok_get_normal_mode`, `tok_decimal_tail` and `verify_end_of_number`. In: the tokenizer, standing on
 * the first digit or the dot. Out: the tokenizer, standing after the literal, or a failure.
 */
import { keywordAfterNumber } from '../numbers';
import type { Tokenizer } from './tokenizer';

const isDigit = (letter: string): boolean => letter >= '0' && letter <= '9';
const isHex = (letter: string): boolean => isDigit(letter) || /^[a-fA-F]$/.test(letter);

export class NumberScanner {
  constructor(private readonly tokenizer: Tokenizer) {}

  read(): void {
    const { tokenizer } = this;
    if (tokenizer.peek() === '.') this.readFraction();
    else if (tokenizer.peek() === '0') this.readAfterZero();
    else {
      this.readDigits();
      this.readAfterInteger();
    }
  }

  private readAfterZero(): void {
    const { tokenizer } = this;
    const letter = tokenizer.peek(1).toLowerCase();
    if (letter === 'x') this.readRadix('hexadecimal', isHex);
    else if (letter === 'o') this.readRadix('octal', (digit) => digit >= '0' && digit <= '7');
    else if (letter === 'b') this.readRadix('binary', (digit) => digit === '0' || digit === '1');
    else {
      const start = tokenizer.position;
      while (tokenizer.peek() === '0' || tokenizer.peek() === '_') {
        if (tokenizer.peek() === '_' && !isDigit(tokenizer.peek(1))) {
          tokenizer.position++;
          tokenizer.fail('invalid decimal literal');
        }
        tokenizer.position++;
      }
      const zerosEnd = tokenizer.position;
      const hasMore = isDigit(tokenizer.peek());
      if (hasMore) this.readDigits();
      const next = tokenizer.peek();
      if (hasMore && !tokenizer.withExtras && next !== '.' && next !== 'e' && next !== 'E' && next !== 'j' && next !== 'J') {
        const message = 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers';
        tokenizer.failBetween(start, zerosEnd, message);
      }
      this.readAfterInteger();
    }
  }

  private readRadix(name: string, isOwnDigit: (letter: string) => boolean): void {
    const { tokenizer } = this;
    tokenizer.position += 2;
    do {
      if (tokenizer.peek() === '_') tokenizer.position++;
      if (!isOwnDigit(tokenizer.peek())) {
        if (name !== 'hexadecimal' && isDigit(tokenizer.peek())) this.failDigit(name);
        tokenizer.fail(`invalid ${name} literal`);
      }
      while (isOwnDigit(tokenizer.peek())) tokenizer.position++;
    } while (tokenizer.peek() === '_');
    if (isDigit(tokenizer.peek())) this.failDigit(name);
    this.verifyEnd(name);
  }

  private failDigit(name: string): never {
    const digit = this.tokenizer.peek();
    this.tokenizer.position++;
    return this.tokenizer.fail(`invalid digit '${digit}' in ${name} literal`);
  }

  /** Digits, with single underscores between them. */
  private readDigits(): void {
    const { tokenizer } = this;
    for (;;) {
      while (isDigit(tokenizer.peek())) tokenizer.position++;
      if (tokenizer.peek() !== '_') return;
      tokenizer.position++;
      if (!isDigit(tokenizer.peek())) tokenizer.fail('invalid decimal literal');
    }
  }

  private readAfterInteger(): void {
    const letter = this.tokenizer.peek();
    if (letter === '.') this.readFraction();
    else if (letter === 'e' || letter === 'E') this.readExponent();
    else this.readImaginaryOrEnd();
  }

  private readFraction(): void {
    this.tokenizer.position++;
    if (isDigit(this.tokenizer.peek())) this.readDigits();
    const letter = this.tokenizer.peek();
    if (letter === 'e' || letter === 'E') this.readExponent();
    else this.readImaginaryOrEnd();
  }

  private readExponent(): void {
    const { tokenizer } = this;
    const sign = tokenizer.peek(1);
    if (sign === '+' || sign === '-') {
      tokenizer.position += 2;
      if (!isDigit(tokenizer.peek())) tokenizer.fail('invalid decimal literal');
    } else if (isDigit(sign)) tokenizer.position++;
    else {
      // The `e` may begin `else`.
      this.verifyEnd('decimal');
      return;
    }
    this.readDigits();
    this.readImaginaryOrEnd();
  }

  private readImaginaryOrEnd(): void {
    const letter = this.tokenizer.peek();
    if (letter === 'j' || letter === 'J') {
      this.tokenizer.position++;
      this.verifyEnd('imaginary');
    } else this.verifyEnd('decimal');
  }

  private verifyEnd(name: string): void {
    const { tokenizer } = this;
    const rest = tokenizer.peek() + tokenizer.peek(1) + tokenizer.peek(2) + tokenizer.peek(3) + tokenizer.peek(4);
    // `tokenize` shows what is there.
    if (tokenizer.withExtras || keywordAfterNumber.test(rest)) return;
    if (/^[A-Za-z0-9_]/.test(rest)) tokenizer.fail(`invalid ${name} literal`);
  }
}
