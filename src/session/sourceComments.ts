/**
 * The comments of a source text, with their places: lines from 1, columns from 0 in UTF-16 units. A quick look by a regular
 * expression which knows literals, so that a `#` in a text is no comment; half-typed source gives what can be told.
 */

export interface SourceComment {
  readonly line: number;
  /** Of the `#`. */
  readonly column: number;
  /** From the `#` to the end of the line. */
  readonly text: string;
}

const LITERAL_COMMENT_OR_LINE = /'''(?:[^\\]|\\[\s\S])*?'''|"""(?:[^\\]|\\[\s\S])*?"""|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|#[^\r\n]*|\r\n|[\r\n]/g;
const LINE_END = /\r\n|[\r\n]/g;

export function sourceComments(source: string): SourceComment[] {
  const comments: SourceComment[] = [];
  let line = 1;
  let lineStart = 0;
  for (const match of source.matchAll(LITERAL_COMMENT_OR_LINE)) {
    const [text] = match;
    if (text.startsWith('#')) {
      comments.push({ line, column: match.index - lineStart, text });
      continue;
    }
    for (const end of text.matchAll(LINE_END)) {
      line++;
      lineStart = match.index + end.index + end[0].length;
    }
  }
  return comments;
}
