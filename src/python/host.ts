/**
 * The only door from the runtime to the outside. Whoever embeds the runtime hands one in; a scenario
 * can reach nothing that is not in here.
 */
export interface Host {
  /** Text written to standard output or standard error, as it is written. */
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** One line of standard input without its newline, or null at the end of input. */
  readLine(): string | null;
  /** Seconds since the epoch; deterministic unless the host decides otherwise. */
  time(): number;
  /** Seconds of a monotonic clock. */
  monotonic(): number;
  /** PYTHONHASHSEED. */
  readonly hashSeed: number;
  /** sys.argv */
  readonly argv: readonly string[];
  /** Text of a source file by the name in its code objects, for tracebacks; null when it is not known. */
  sourceText(filename: string): string | null;
  /** Asked now and then while a program runs: true stops it (time is up, the user cancelled). */
  shouldStop?(): boolean;
  /** Limits that stop a run; see `vm/budget.ts`. */
  readonly budget: Budget;
}

export interface Budget {
  /** Instructions (checked at backward jumps and calls). */
  readonly instructions: number;
  /** Bytes one object may have: larger requests raise MemoryError. */
  readonly objectBytes: number;
  /** Live objects' estimated bytes in all. */
  readonly heapBytes: number;
}
