/**
 * What the eval loop tells whoever watches, at the places where CPython's `sys.settrace` would report.
 * `recording` implements it. The observer must not change counts, allocate Python objects or run
 * Python code. Without an observer code is loaded without line marks and runs at full speed.
 */
import type { PyObject } from '../memory';
import type { Frame } from './frame';

export interface ExecutionObserver {
  /** A Python function, class body, module or generator (at each resumption) begins. `frame.line` is set. */
  call(frame: Frame): void;
  /** A new line is about to run. The state is that before the line. */
  line(frame: Frame, line: number): void;
  /** Instructions executed: each stretch is added when it ends at a marked one (straightRuns.ts); a return ends one without this. */
  instructions?: number;
  /** The frame returns or yields `value` (borrowed); its locals are still there. */
  return(frame: Frame, value: PyObject): void;
  /** The frame leaves with an exception. */
  unwind(frame: Frame): void;
  /**
   * An exception (borrowed) was raised in, or came up to, this frame; null for the StopIteration that ends
   * `yield from` and exists only as an event.
   */
  exception(frame: Frame, exception: PyObject | null, line: number): void;
  /** The scenario wrote text. */
  output(stream: 'stdout' | 'stderr', text: string): void;
}
