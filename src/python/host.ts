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
  /** Real milliseconds, for how often the budget is looked at; no program sees them. */
  now?(): number;
  /** Bytes that all objects of the process take, as far as it can tell; asked as often. Compared with `budget.heapBytes`. */
  memoryUsed?(): number;
  /** Limits that stop a run; see `vm/budget.ts`. */
  readonly budget: Budget;
}

export interface Budget {
  /** Instructions (checked at backward jumps and calls). */
  readonly instructions: number;
  /** Bytes one object may have: larger requests raise MemoryError. */
  readonly objectBytes: number;
  /** Of `memoryUsed`: more stops the run. */
  readonly heapBytes: number;
}
