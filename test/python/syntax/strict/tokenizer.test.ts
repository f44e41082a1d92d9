import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../../src/python/syntax/sourceText';
import { SyntaxFailure } from '../../../../src/python/syntax/strict/failure';
import { Tokenizer } from '../../../../src/python/syntax/strict/tokenizer';
import { TokenKind } from '../../../../src/python/syntax/strict/tokenKinds';

const names: Record<number, string> = {
  [TokenKind.newline]: 'NEWLINE', [TokenKind.indent]: 'INDENT', [TokenKind.dedent]: 'DEDENT', [TokenKind.endMarker]: 'END',
};

/** The texts of all tokens; what stands for itself by its name. */
function tokens(text: string): string[] {
  const tokenizer = new Tokenizer(new SourceText(text));
  const result: string[] = [];
  for (;;) {
    const token = tokenizer.next();
    result.push(names[token.kind] ?? text.slice(token.start, token.end));
    if (token.kind === TokenKind.endMarker) return result;
  }
}

function failure(text: string): string {
  try {
    tokens(text);
  } catch (error) {
    if (error instanceof SyntaxFailure) return error.message;
    throw error;
  }
  return 'no failure';
}

describe('Tokenizer', () => {
  it('marks blocks', () => {
    expect(tokens('if x:\n  a\n\n    # no line\n  b\nc')).toEqual(
      ['if', 'x', ':', 'NEWLINE', 'INDENT', 'a', 'NEWLINE', 'b', 'NEWLINE', 'DEDENT', 'c', 'NEWLINE', 'END'],
    );
  });

  it('knows no line ends in brackets or after a backslash', () => {
    expect(tokens('(a,\n b) + \\\n c\n')).toEqual(['(', 'a', ',', 'b', ')', '+', 'c', 'NEWLINE', 'END']);
  });

  it('takes the longest operator', () => {
    expect(tokens('a**=b//c->d...e:=f!=g<>h')).toEqual(
      ['a', '**=', 'b', '//', 'c', '->', 'd', '...', 'e', ':=', 'f', '!=', 'g', '<>', 'h', 'NEWLINE', 'END'],
    );
  });

  it('goes into f-strings and formats', () => {
    expect(tokens('f"a{b!r:>{c}}d{{"')).toEqual(
      ['f"', 'a', '{', 'b', '!', 'r', ':', '>', '{', 'c', '}', '', '}', 'd{{', '"', 'NEWLINE', 'END'],
    );
    expect(tokens('f"{f"{x}"}"')).toEqual(['f"', '{', 'f"', '{', 'x', '}', '"', '}', '"', 'NEWLINE', 'END']);
  });

  it.each([
    ['(]', "closing parenthesis ']' does not match opening parenthesis '('"],
    ['(\n]', "closing parenthesis ']' does not match opening parenthesis '(' on line 1"],
    ['x = (', "'(' was never closed"],
    ['if x:\n\ta\n        b', 'inconsistent use of tabs and spaces in indentation'],
    ['if x:\n    a\n  b', 'unindent does not match any outer indentation level'],
    ["'a", 'unterminated string literal (detected at line 1)'],
    ["x\n'''a\nb\n", 'unterminated triple-quoted string literal (detected at line 3)'],
    ['x = 1\u00a0+ 2', 'invalid non-printable character U+00A0'],
    ['(' .repeat(201), 'too many nested parentheses'],
  ])('%j: %s', (text, message) => {
    expect(failure(text)).toBe(message);
  });
});
