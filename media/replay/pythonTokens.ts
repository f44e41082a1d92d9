/**
 * Python's words for colouring, line by line. In: the lines of a file. Out: for each line its pieces, in order, whose texts joined are
 * the line. A string over several lines is followed; nothing else is parsed, and text that is no Python stays as it is.
 */

export type TokenKind = 'text' | 'keyword' | 'string' | 'number' | 'comment' | 'name';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const KEYWORDS: ReadonlySet<string> = new Set(('False None True and as assert async await break class continue def del elif else except finally for from '
  + 'global if import in is lambda nonlocal not or pass raise return try while with yield match case type').split(' '));

const PIECE = /(?<comment>#.*)|(?<string>[rRbBuUfF]{0,2}(?<quote>'''|"""|'|"))|(?<number>\b\d[\w.]*)|(?<word>[\p{L}_][\p{L}\p{N}_]*)/uy;

export function pythonTokens(lines: readonly string[]): Token[][] {
  /** The quotes that end the string under way. */
  let open = '';
  return lines.map((line) => {
    const tokens: Token[] = [];
    const add = (kind: TokenKind, text: string): void => {
      const last = tokens[tokens.length - 1];
      if (text === '') return;
      if (last?.kind === kind) tokens[tokens.length - 1] = { kind, text: last.text + text };
      else tokens.push({ kind, text });
    };
    let at = 0;
    let afterDefinition = false;
    const passString = (quote: string): void => {
      const end = endOfString(line, at, quote);
      open = end < 0 && quote.length === 3 ? quote : '';
      add('string', line.slice(at, end < 0 ? line.length : end));
      at = end < 0 ? line.length : end;
    };
    if (open !== '') passString(open);
    while (at < line.length) {
      PIECE.lastIndex = at;
      const groups = PIECE.exec(line)?.groups;
      if (groups === undefined) {
        add('text', line.slice(at, at + 1));
        at++;
        continue;
      }
      const { comment, string, quote, number, word } = groups;
      if (comment !== undefined) {
        add('comment', comment);
        at += comment.length;
      } else if (string !== undefined && quote !== undefined) {
        add('string', string);
        at += string.length;
        passString(quote);
      } else if (number !== undefined) {
        add('number', number);
        at += number.length;
      } else if (word !== undefined) {
        add(KEYWORDS.has(word) ? 'keyword' : afterDefinition ? 'name' : 'text', word);
        afterDefinition = word === 'def' || word === 'class';
        at += word.length;
      }
    }
    return tokens;
  });
}

/** The place after the closing quotes, or -1. */
function endOfString(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line.startsWith(quote, at)) return at + quote.length;
  }
  return -1;
}
