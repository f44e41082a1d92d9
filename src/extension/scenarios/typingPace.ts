/**
 * When to run after a key press. A run that takes a few milliseconds begins at once, and a newer text waits for it rather than ending
 * it: a worker is quicker done than replaced. Long runs wait for a pause, and a newer text ends them.
 */

/** Runs up to this long are quick: shorter than the time between two keys of a fast writer, so to speak. */
const quickMs = 120;
/** How long a quick run may take beyond what it took last time before a newer text ends it. */
const patienceFactor = 4;
const leastPatienceMs = 150;
/** Keys that come together (a paste, several cursors) are one change. */
const togetherMs = 5;

export interface PastRun {
  /** From the request to the values, of the last run that ended; null while none has. */
  readonly lastRunMs: number | null;
}

/** @param chosenMs the delay the user asked for, null for none in particular; @param usualMs the one for long runs */
export function delayAfterEdit({ lastRunMs }: PastRun, chosenMs: number | null, usualMs: number): number {
  if (chosenMs !== null) return chosenMs;
  return lastRunMs !== null && lastRunMs <= quickMs ? togetherMs : usualMs;
}

/** How long a run under way may still take before a newer text ends it. */
export function patienceWith({ lastRunMs }: PastRun): number {
  return lastRunMs === null || lastRunMs > quickMs ? 0 : Math.max(leastPatienceMs, lastRunMs * patienceFactor);
}
