/**
 * Which lines ran, ran only in part (a branch of them was never taken), or did not run. In: what became of the lines, and what the
 * compiled code says of them. Out: by line (from 1).
 *
 * A branch within one line (`a if c else b`) has no line event of its own and can't be told.
 */
import type { LineHistory } from './lineHistory';

/** What one code object says: its lines, and its branches with the lines where they go on; 0 is leaving the frame. */
export interface CodeLines {
  readonly lines: readonly number[];
  readonly branches: readonly LineBranch[];
}

export interface LineBranch {
  readonly line: number;
  readonly targets: readonly number[];
}

export type Coverage = 'ran' | 'partly' | 'notRun';

export interface LineCoverage {
  readonly coverage: Coverage;
  /** Of a line that ran in part: where it never went on, from 1; 0: it never left the function. */
  readonly missing: readonly number[];
}

export function lineCoverage(lines: ReadonlyMap<number, LineHistory>, codes: readonly CodeLines[]): ReadonlyMap<number, LineCoverage> {
  const found = new Map<number, LineCoverage>();
  const missing = new Map<number, Set<number>>();
  for (const { branches } of codes) {
    for (const { line, targets } of branches) {
      const history = lines.get(line);
      if (history === undefined || history.hits === 0) continue;
      const never = targets.filter((target) => !history.successors.has(target));
      // Where it never went on at all, an exception or the limit of the run ended it: the line itself is no matter of branches.
      if (never.length === targets.length) continue;
      for (const target of never) missing.set(line, (missing.get(line) ?? new Set()).add(target));
    }
  }
  const all = new Set([...codes.flatMap((code) => code.lines), ...[...lines.values()].flatMap(({ line, hits }) => (hits > 0 ? [line] : []))]);
  for (const line of [...all].sort((a, b) => a - b)) {
    const ran = (lines.get(line)?.hits ?? 0) > 0;
    const never = [...missing.get(line) ?? []].sort((a, b) => a - b);
    found.set(line, { coverage: !ran ? 'notRun' : never.length > 0 ? 'partly' : 'ran', missing: never });
  }
  return found;
}
