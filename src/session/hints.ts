/** What a run left behind, as problems of the source: hints on the lines that made it. */
import { cycleHint, leakHint, type LineHint, type Problem } from '../annotations';
import type { Session } from './session';

const MOST_HINTS = 20;

export function hintsOf(session: Session): Problem[] {
  const { time, run } = session;
  if (time === null) return [];
  const { columns, status } = run;
  // A program that was stopped did not come to its end: it might have cleaned up.
  const cycles = status === 'stopped' ? [] : time.lostCycles().map(cycleHint);
  const leaks = time.growth().suspects.flatMap((suspect) => {
    const { holder } = suspect;
    return leakHint(suspect, holder?.object == null ? null : time.madeOn(holder.object.id)) ?? [];
  });
  return [...cycles, ...leaks].slice(0, MOST_HINTS).map((hint) => problemOf(hint, (line) => columns.lineRange(line + 1)));
}

function problemOf({ line, code, message, related, about }: LineHint, rangeOf: (line: number) => Problem['range']): Problem {
  return {
    range: rangeOf(line), severity: 'hint', code, message, about,
    related: related.map((place) => ({ range: rangeOf(place.line), message: place.message })),
  };
}
