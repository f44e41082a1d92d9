/** The name, attribute or item a column of a line of source stands in: `a.next` of `a.next.value`, `box[0]`. No vscode: text in, text out. */

const WORD = '[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Mn}\\p{Mc}\\p{Nd}\\p{Pc}]*';
const PATH = new RegExp(`${WORD}(?:\\.${WORD}|\\[(?:-?\\d+|'[^'\\\\]*'|"[^"\\\\]*")\\])*`, 'gu');
const PART = /^[^.[]+|\.[^.[]+|\[[^\]]*\]/gu;

const KEYWORDS: ReadonlySet<string> = new Set([
  'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if',
  'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
]);

/** Null between names, and on keywords. A path ends with the part the column is in. */
export function namePathAt(line: string, column: number): string | null {
  for (const match of line.matchAll(PATH)) {
    const offset = column - match.index;
    if (offset < 0 || offset > match[0].length) continue;
    let path = '';
    for (const [part] of match[0].matchAll(PART)) {
      path += part;
      if (path.length >= offset) break;
    }
    return KEYWORDS.has(path) ? null : path;
  }
  return null;
}
