/**
 * How often a run looks at its budget. In: the host's clock, if it has one. Out: the number of ticks until the next look, chosen so that
 * looks are about `INTERVAL` apart however long a tick takes: a tick may be one call or a text of a hundred megabytes.
 */

/** Milliseconds between two looks. */
const INTERVAL = 10;
const FIRST = 1;
/** A look takes about a microsecond, this many ticks about a millisecond. */
const LARGEST = 20_000;
/** One fast grant says little about the next. */
const GROWTH = 4;

export class Pace {
  private grant = FIRST;
  private last: number | null = null;

  constructor(private readonly now: (() => number) | undefined) {}

  next(): number {
    if (this.now === undefined) return LARGEST;
    const at = this.now();
    const elapsed = this.last === null ? INTERVAL : at - this.last;
    this.last = at;
    const fitting = elapsed <= 0 ? LARGEST : (this.grant * INTERVAL) / elapsed;
    this.grant = Math.max(1, Math.min(LARGEST, this.grant * GROWTH, Math.floor(fitting)));
    return this.grant;
  }
}
