/**
 * A tree for text with mistakes. In: the text, its first diagnostic, the strict parser. Out: the tree of
 * the same text in which each line with a mistake stands as `pass`, or as `if 1:` if a block hangs on
 * it, or null when that does not help within a few tries. Lines keep their numbers and all other
 * statements their places, which is what an editor needs while a line is being typed.
 * Not here: any claim about the lines replaced; whoever uses the tree has the diagnostic.
 */
import type { SyntaxDiagnostic } from './diagnostic';
import type { Module } from './nodes';
import { SourceText } from './sourceText';
import type { StrictParser } from './strict/strictParser';

const maximumTries = 8;
/** Beyond this many characters trying again takes too long for somebody who types. */
const maximumLength = 300_000;

export function recover(strict: StrictParser, source: SourceText, first: SyntaxDiagnostic): Module | null {
  if (source.text.length > maximumLength) return null;
  const lines = source.text.split('\n');
  const replaced = new Set<number>();
  let diagnostic = first;
  for (let left = maximumTries; left > 0; left--) {
    const number = lineToReplace(diagnostic);
    if (replaced.has(number) || number < 1 || number > lines.length) return null;
    replaced.add(number);
    lines[number - 1] = diagnostic.message === 'unexpected indent' ? '' : replacement(lines, number - 1);
    const verdict = strict.parseModule(new SourceText(lines.join('\n')));
    if ('kind' in verdict) return verdict;
    diagnostic = verdict;
  }
  return null;
}

/** A missing block is noticed on the line after; the message names the line that wants it. */
function lineToReplace({ exception, message, lineno }: SyntaxDiagnostic): number {
  const header = exception === 'IndentationError' ? / on line (\d+)$/.exec(message) : null;
  return header === null ? lineno : Number(header[1]);
}

function indentOf(line: string): string {
  return /^[ \t\f]*/.exec(line)?.[0] ?? '';
}

function replacement(lines: readonly string[], index: number): string {
  const indent = indentOf(lines[index]);
  const next = lines.slice(index + 1).find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  const hasBlock = next !== undefined && indentOf(next).length > indent.length;
  return indent + (hasBlock ? 'if 1:' : 'pass');
}
