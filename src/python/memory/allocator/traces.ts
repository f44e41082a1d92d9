/**
 * Allocation traces (CPython's Python/tracemalloc.c): for each live block allocated since tracing began, its size and where that was.
 *
 * In: blocks as they come and go. Out: sums, the peak, all traces. Reading the running frames is the interpreter's business: the table is
 * given a function for it. Equal tracebacks are one object.
 */
import type { PyObject } from '../header';

/** One place on the stack. */
export interface TracedFrame {
  /** A str. */
  readonly filename: PyObject;
  /** 1-based; 0 when unknown. */
  readonly line: number;
}

export interface TracedTraceback {
  /** The most recent first. */
  readonly frames: readonly TracedFrame[];
  /** Frames there were, which may be more than were kept. */
  readonly total: number;
}

export interface Trace {
  /** Bytes asked for. */
  readonly size: number;
  readonly traceback: TracedTraceback;
}

export type CaptureTraceback = (maximumFrames: number) => TracedTraceback;

export class TraceTable {
  private readonly traces = new Map<number, Trace>();
  private readonly tracebacks = new Map<string, TracedTraceback>();
  /** The file names met, numbered for the keys of `tracebacks`. */
  private readonly filenames = new Map<PyObject, number>();
  /** Bytes of all traced blocks, and the most there were. */
  traced = 0;
  peak = 0;

  /** At most `maximumFrames` of each traceback are kept. */
  constructor(readonly maximumFrames: number, private readonly capture: CaptureTraceback) {}

  captureTraceback(): TracedTraceback {
    const captured = this.capture(this.maximumFrames);
    let key = `${captured.total}`;
    for (const { filename, line } of captured.frames) key += `;${this.filenameNumber(filename)}:${line}`;
    const known = this.tracebacks.get(key);
    if (known !== undefined) return known;
    this.tracebacks.set(key, captured);
    return captured;
  }

  private filenameNumber(filename: PyObject): number {
    let number = this.filenames.get(filename);
    if (number === undefined) {
      number = this.filenames.size;
      filename.refcnt++; // as tracemalloc's table of file names does
      this.filenames.set(filename, number);
    }
    return number;
  }

  add(address: number, size: number, traceback: TracedTraceback): void {
    this.remove(address);
    this.traces.set(address, { size, traceback });
    this.traced += size;
    if (this.traced > this.peak) this.peak = this.traced;
  }

  /** The block at an address became another object without being given back in between (_PyTraceMalloc_NewReference). */
  renew(address: number): void {
    const trace = this.traces.get(address);
    if (trace !== undefined) this.traces.set(address, { size: trace.size, traceback: this.captureTraceback() });
  }

  remove(address: number): void {
    const trace = this.traces.get(address);
    if (trace === undefined) return;
    this.traced -= trace.size;
    this.traces.delete(address);
  }

  get(address: number): Trace | null {
    return this.traces.get(address) ?? null;
  }

  all(): Iterable<Trace> {
    return this.traces.values();
  }

  /** About how many bytes the traces themselves take in CPython. */
  get ownBytes(): number {
    let frames = 0;
    for (const { frames: kept } of this.tracebacks.values()) frames += kept.length;
    return 48 * this.traces.size + 16 * frames + 32 * this.tracebacks.size + 32 * this.filenames.size;
  }

  clear(): PyObject[] {
    this.traces.clear();
    this.tracebacks.clear();
    this.traced = 0;
    this.peak = 0;
    const filenames = [...this.filenames.keys()];
    this.filenames.clear();
    return filenames;
  }

  resetPeak(): void {
    this.peak = this.traced;
  }
}
