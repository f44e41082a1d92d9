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
    const indentation = text.length - text.replace(/^[ \t\f]+/, '').length;
    const start = columns.utf16Column(error.lineno - 1, error.colOffset) - indentation;
    const endsHere = error.endLineno === error.lineno;
    const end = endsHere ? columns.utf16Column(error.lineno - 1, error.endColOffset) - indentation : stripped.length;
    if (start >= 0) {
      const spaces = [...stripped.slice(0, start)].map((character) => (/\s/.test(character) ? character : ' ')).join('').padEnd(start);
      lines.push(`    ${spaces}${'^'.repeat(Math.max(1, end - start))}\n`);
    }
  }
  lines.push(`${error.exception}: ${error.message}\n`);
  return lines.join('');
}
