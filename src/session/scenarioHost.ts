/**
 * The outside world as a scenario sees it: text goes out, nothing comes in, the clock stands still unless the host's is asked
 * for. Also keeps the limits of a run.
 */
import type { Host } from '../python/host';

export interface RunLimits {
  readonly steps: number;
  readonly seconds: number;
  readonly megabytes: number;
}

export interface HostOptions {
  readonly write: (stream: 'stdout' | 'stderr', text: string) => void;
  readonly argv: readonly string[];
  /** Text of the program by file name, for tracebacks. */
  readonly sourceText: (filename: string) => string | null;
  /** Asked now and then; true ends the run. */
  readonly shouldStop: () => boolean;
  readonly readLine?: () => string | null;
  readonly clock?: Clock;
  readonly hashSeed?: number;
  /** Bytes of memory the process uses, and how many stop the run. */
  readonly memory?: MemoryMeter;
  /** Real milliseconds, for how often the limits are looked at. */
  readonly now?: () => number;
}

export interface MemoryMeter {
  used(): number;
  readonly limit: number;
}

export interface Clock {
  /** Seconds since the epoch. */
  time(): number;
  /** Seconds of a monotonic clock. */
  monotonic(): number;
}

/** A clock of a run that shall come out the same each time: one microsecond later at each look. */
export function steadyClock(): Clock {
  let looks = 0;
  const start = 1_700_000_000;
  return { time: () => start + ++looks / 1e6, monotonic: () => ++looks / 1e6 };
}

const MEGABYTE = 1 << 20;
/** The largest object a program may make. */
const OBJECT_BYTES = 512 * MEGABYTE;

export function scenarioHost(options: HostOptions): Host {
  const clock = options.clock ?? steadyClock();
  return {
    write: options.write,
    readLine: options.readLine ?? (() => null),
    time: () => clock.time(),
    monotonic: () => clock.monotonic(),
    hashSeed: options.hashSeed ?? 0,
    argv: options.argv,
    sourceText: options.sourceText,
    shouldStop: options.shouldStop,
    budget: { instructions: Infinity, objectBytes: OBJECT_BYTES, heapBytes: options.memory?.limit ?? Infinity },
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.memory === undefined ? {} : { memoryUsed: options.memory.used }),
  };
}
