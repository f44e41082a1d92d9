/**
 * The kinds of tokens, as numbers. Every operator and every keyword is a kind of its own, so that the
 * grammar compares numbers only; soft keywords are names.
 */
export const enum TokenKind {
  endMarker, name, number, string, newline, indent, dedent, fstringStart, fstringMiddle, fstringEnd,
  /** Only for `tokenize`: a comment, and a line end that ends no statement. */
  comment, nonLogicalNewline,
  /** A character that is no operator of Python: `$`, `?`, a backquote. */
  unknown,
  /** Operators and keywords follow, in the order of `fixedTokens`. */
  firstFixed,
}

const operators = [
  '(', ')', '[', ']', ':', ',', ';', '+', '-', '*', '/', '|', '&', '<', '>', '=', '.', '%', '{', '}', '==', '!=', '<=', '>=', '~', '^',
  '<<', '>>', '**', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=', '**=', '//', '//=', '@', '@=', '->', '...', ':=', '!',
  '<>',
];
const keywords = [
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except',
  'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try',
  'while', 'with', 'yield',
];

const fixedTokens = [...operators, ...keywords];
export const tokenKindCount = TokenKind.firstFixed + fixedTokens.length;

const kindByOperator = new Map(operators.map((text, index) => [text, TokenKind.firstFixed + index]));
const kindByKeyword = new Map(keywords.map((text, index) => [text, TokenKind.firstFixed + operators.length + index]));

export function operatorKind(text: string): number {
  return kindByOperator.get(text) ?? TokenKind.unknown;
}

/** The text of an operator's kind, or undefined. */
export function operatorText(kind: number): string | undefined {
  return operators[kind - TokenKind.firstFixed];
}

/** The keyword's kind, or undefined for an ordinary name. */
export function keywordKind(text: string): number | undefined {
  return kindByKeyword.get(text);
}

const softKeywords = ['_', 'case', 'match', 'type'];

/** CPython's `_PyPegen_soft_keyword_token` compares as many letters as the name has: `t` counts as `type`. */
export function looksLikeSoftKeyword(text: string): boolean {
  return softKeywords.some((keyword) => keyword.startsWith(text));
}

export interface Token {
  readonly kind: number;
  /** Offsets into the text; the implicit last newline may end one beyond it. */
  readonly start: number;
  readonly end: number;
  /** How many brackets are open after it. */
  readonly level: number;
  /** Of `fstringStart` and `fstringMiddle`: whether the literal is raw. */
  readonly raw: boolean;
  /** A line end put where a single statement ends with the text: it has no column. */
  readonly isImplied?: true;
}
