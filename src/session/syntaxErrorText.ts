/**
 * A syntax error as CPython prints it to standard error: file and line, the line's text, a caret line, the message (after
 * traceback.py TracebackException._format_syntax_error).
 */
import type { SyntaxDiagnostic } from '../python/syntax';
import { SourceColumns } from './sourceColumns';

export function syntaxErrorText(error: SyntaxDiagnostic, source: string, filename: string): string {
  const columns = new SourceColumns(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source);
  const lines = [`  File "${filename}", line ${error.lineno}\n`];
  const text = columns.line(error.lineno - 1);
  const stripped = text.trimEnd().replace(/^[ \t\f]+/, '');
  if (stripped !== '') {
    lines.push(`    ${stripped}\n`);
    // CPython places the caret by bytes, also under text where a character has several.
    const indentation = text.length - text.replace(/^[ \t\f]+/, '').length;
    const start = error.colOffset - indentation;
    const isOneLine = error.endLineno === error.lineno;
    // An IndentationError has no end (RAISE_INDENTATION_ERROR).
    const end = error.exception === 'IndentationError' ? start + 1 : isOneLine ? error.endColOffset - indentation : utf8Length(stripped);
    if (start >= 0) lines.push(`    ${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))}\n`);
  }
  lines.push(`${error.exception}: ${error.message}\n`);
  return lines.join('');
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
