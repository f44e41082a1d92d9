/**
 * What a run left behind, as hints on the lines that made it: objects in cycles no collection found, leak suspects. In: answers of the
 * analysis. Out: lines and words; the session knows where on a line they go.
 */
import type { LeakSuspect, LostCycles } from '../analysis';

export interface LineHint {
  /** From 0. */
  readonly line: number;
  readonly code: 'leftInCycle' | 'leakSuspect';
  readonly message: string;
  readonly related: readonly { readonly line: number; readonly message: string }[];
  /** The types it speaks of: classes a change of the text may be offered for. */
  readonly about: readonly string[];
}

const MOST_TYPES = 3;
const MOST_RELATED = 5;
/** A list of a few things that a loop fills is no leak to anyone. */
const LEAST_REPETITIONS = 20;

export function cycleHint({ line, types, count, islands, others, cycle, otherLines }: LostCycles): LineHint {
  const what = types.length > MOST_TYPES ? `${count} objects` : types.map((type) => `${type.count} ${type.type}`).join(', ');
  const where = islands === 1 ? 'in a cycle' : `in ${islands} cycles`;
  const kept = others === 0 ? '' : `, with ${others === 1 ? 'one other object' : `${others} other objects`}`;
  return {
    line, code: 'leftInCycle', about: types.map(({ type }) => type),
    message: `${what} left ${where}, never collected${kept}.${cycle === '' ? '' : `\n${cycle}`}`,
    related: otherLines.slice(0, MOST_RELATED).map((other) => ({ line: other, message: 'made something of the same cycle' })),
  };
}

/** Null when it is too little to speak of, or no line made it. */
export function leakHint(suspect: LeakSuspect, holderLine: number | null): LineHint | null {
  const site = suspect.sites.find((candidate) => candidate.line !== null);
  if (site === undefined || site.line === null || suspect.iterations < LEAST_REPETITIONS) return null;
  const related: { line: number; message: string }[] = [];
  if (suspect.line !== null && suspect.line !== site.line) related.push({ line: suspect.line, message: suspect.unit === 'loop' ? 'this loop repeats' : 'its calls repeat' });
  if (holderLine !== null && suspect.holder !== null) related.push({ line: holderLine, message: `${suspect.holder.path} grows` });
  for (const other of suspect.sites) {
    if (other !== site && other.line !== null && other.line !== site.line) related.push({ line: other.line, message: `${other.left.count} ${other.type} stay, too` });
  }
  return {
    line: site.line, code: 'leakSuspect', about: [...new Set(suspect.sites.map(({ type }) => type))],
    message: `Leak suspect. ${suspect.text}`, related: related.slice(0, MOST_RELATED),
  };
}
