/**
 * What a scenario reads with `input()` and `sys.stdin`. In: its source, where comments `# stdin: text` give one line each, in the order
 * of the file. Out: a function that gives line after line, then null. A source without such comments reads what the host has.
 */
import { sourceComments } from './sourceComments';

const STDIN = /^#+\s*stdin:[ \t]?(.*)$/;

export function inputLines(source: string): readonly string[] {
  if (!source.includes('stdin:')) return [];
  const lines: string[] = [];
  for (const { text } of sourceComments(source)) {
    const given = STDIN.exec(text);
    if (given !== null) lines.push(given[1] as string);
  }
  return lines;
}

export function scenarioInput(source: string, otherwise: (() => string | null) | undefined): () => string | null {
  const lines = inputLines(source);
  if (lines.length === 0) return otherwise ?? (() => null);
  let next = 0;
  return () => lines[next++] ?? null;
}
