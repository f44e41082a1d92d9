/** A random program by number. In: the number. Out: source text that CPython and our runtime must run alike, to the last character. */
import { kinds, type Kind } from './expressions';
import { Random } from './random';
import { StatementWriter } from './statements';

const STATEMENTS = 7;

export function differentialProgram(seed: number): string {
  const random = new Random(seed * 2654435761);
  const scope = Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<Kind, string[]>;
  const writer = new StatementWriter(random, scope);
  writer.guarded(STATEMENTS);
  return `${writer.lines.join('\n')}\n`;
}
