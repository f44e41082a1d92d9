/**
 * Which part of a failing expression is the operator: for `a + b` and `a[b]` a traceback underlines
 * the operands with `~` and the operator or index with `^` (CPython Python/traceback.c
 * extract_anchors_from_line, which parses the text; here a scan of its outermost tokens is enough).
 *
 * In: the text of one expression. Out: two offsets in it, or null when it is of another kind.
 */
export interface Anchors {
  /** Where the operator begins. */
  readonly left: number;
  /** Where it ends. */
  readonly right: number;
}

interface Token {
  readonly kind: 'operand' | 'group' | 'operator' | 'word';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const OPERATORS = ['**', '//', '<<', '>>', '<=', '>=', '==', '!=', ':=', '->', '+', '-', '*', '/', '%', '@', '&', '|', '^', '~', '<', '>', ',', ':', '=', ';'];
/** For each binary operator, how tightly it binds. */
const PRECEDENCE: Readonly<Record<string, number>> = {
  '|': 1, '^': 2, '&': 3, '<<': 4, '>>': 4, '+': 5, '-': 5, '*': 6, '/': 6, '//': 6, '%': 6, '@': 6, '**': 8,
};
const KEYWORDS = new Set(['lambda', 'if', 'else', 'or', 'and', 'not', 'in', 'is', 'for', 'async', 'yield', 'return', 'assert', 'raise', 'del', 'import', 'from', 'with', 'while']);
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The outermost tokens, a bracketed part being one; null when the text is not well formed. */
function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const blank = /^[ \t\f\\\n]+/.exec(rest);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const stringLength = stringLiteralLength(rest);
    let token: Token;
    if (stringLength > 0) token = { kind: 'operand', text: rest.slice(0, stringLength), start: at, end: at + stringLength };
    else if (rest[0] !== undefined && rest[0] in CLOSING) {
      const length = groupLength(rest);
      if (length === 0) return null;
      token = { kind: 'group', text: rest.slice(0, length), start: at, end: at + length };
    } else {
      const word = /^(?:[\p{L}_][\p{L}\p{N}_]*|(?:\d|\.\d)(?:[eE][+-]?\d|[\w.])*|\.{3}|\.)/u.exec(rest);
      const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
      if (word !== null) {
        const kind = KEYWORDS.has(word[0]) || word[0] === 'await' ? 'word' : 'operand';
        token = { kind, text: word[0], start: at, end: at + word[0].length };
      } else if (operator !== undefined) token = { kind: 'operator', text: operator, start: at, end: at + operator.length };
      else return null;
    }
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function stringLiteralLength(text: string): number {
  const opening = /^[rRbBfFuU]{0,2}('''|"""|'|")/.exec(text);
  if (opening === null) return 0;
  const quote = opening[1] as string;
  for (let at = opening[0].length; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
  }
  return 0;
}

function groupLength(text: string): number {
  const stack = [CLOSING[text[0] as string] as string];
  for (let at = 1; at < text.length; at++) {
    const stringLength = stringLiteralLength(text.slice(at));
    if (stringLength > 0) {
      at += stringLength - 1;
      continue;
    }
    const character = text[at] as string;
    if (character in CLOSING) stack.push(CLOSING[character] as string);
    else if (character === stack[stack.length - 1]) {
      stack.pop();
      if (stack.length === 0) return at + 1;
    }
  }
  return 0;
}

export function operatorAnchors(text: string): Anchors | null {
  const tokens = tokenize(text);
  if (tokens === null || tokens.length === 0) return null;
  if (tokens.some(({ kind, text: word }) => kind === 'word' && word !== 'await')) return null;
  let best = -1;
  let bestPrecedence = 9;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.kind !== 'operator') continue;
    const precedence = PRECEDENCE[token.text];
    const previous = tokens[index - 1];
    const isUnary = previous === undefined || previous.kind === 'operator' || previous.kind === 'word';
    if (isUnary && ['+', '-', '~'].includes(token.text)) continue;
    if (precedence === undefined || isUnary) return null;
    // Equal precedence groups to the left, except for the power.
    if (precedence < bestPrecedence || (precedence === bestPrecedence && precedence !== 8)) {
      best = index;
      bestPrecedence = precedence;
    }
  }
  const first = tokens[0] as Token;
  if (best >= 0) {
    if (bestPrecedence === 8 && first.kind === 'operator') return null;
    return binaryAnchors(text, tokens, best);
  }
  return first.kind === 'operator' || first.kind === 'word' ? null : subscriptAnchors(tokens);
}

/** A parenthesised operand begins inside its parenthesis. */
function innerStart(text: string, token: Token, isWhole: boolean): number {
  if (!isWhole || token.kind !== 'group' || !token.text.startsWith('(') || isTuple(token.text)) return token.start;
  return token.start + 1 + (/^\s*/.exec(text.slice(token.start + 1))?.[0].length ?? 0);
}

function isTuple(group: string): boolean {
  const inner = tokenize(group.slice(1, -1));
  return inner === null || inner.length === 0 || inner.some((token) => token.text === ',');
}

function binaryAnchors(text: string, tokens: readonly Token[], operator: number): Anchors | null {
  const left = tokens[operator - 1] as Token;
  const right = tokens[operator + 1];
  if (right === undefined) return null;
  const rightStart = innerStart(text, right, operator + 2 === tokens.length);
  const isBlank = (at: number): boolean => /\s|\\/.test(text[at] as string);
  for (let at = left.end; at < rightStart; at++) {
    if (isBlank(at)) continue;
    const isDouble = at + 1 < rightStart && !isBlank(at + 1);
    return { left: at, right: at + (isDouble ? 2 : 1) };
  }
  return null;
}

function subscriptAnchors(tokens: readonly Token[]): Anchors | null {
  const index = tokens[tokens.length - 1] as Token;
  return tokens.length < 2 || index.kind !== 'group' || !index.text.startsWith('[') ? null : { left: index.start, right: index.end };
}
