/**
 * What native modules need of threads. `vm/threadScheduler.ts` implements it: threads take turns, one runs
 * until it has to wait, ends, or has run long enough. Types only.
 */
import type { PyObject } from '../memory';
import type { PyDict, PyTuple } from './layouts';

/** Called with an asynchronous generator when it is first iterated and when it dies unfinished; owned, null for none. */
export interface AsyncHooks { firstiter: PyObject | null; finalizer: PyObject | null }

/** What CPython keeps in PyThreadState for native code. */
export interface PythonThread {
  /** `threading.get_ident()` */
  readonly identity: number;
  /** The context (PEP 567) in force, owned; null while nobody asked for one. */
  context: PyObject | null;
  /** sys.set_asyncgen_hooks */
  readonly asyncHooks: AsyncHooks;
  /** How many callers a new coroutine remembers (`cr_origin`). */
  coroutineOriginDepth: number;
  /** Run in this order when the thread has ended. */
  readonly atEnd: (() => void)[];
}

export interface ThreadServices {
  readonly current: PythonThread;
  readonly main: PythonThread;
  /** Threads beside the main one that have not ended. */
  readonly count: number;
  /**
   * A new thread that calls `callable` (all borrowed) when it gets its first turn. `onError` is handed an exception nobody
   * caught (owned).
   */
  start(callable: PyObject, args: PyTuple, kwargs: PyDict | null, onError: (exception: PyObject) => void): PythonThread;
  /**
   * Waits, meanwhile others run, until `isReady` (which changes nothing) or `seconds` are over (null: never). Returns
   * whether it is ready. When everything waits, the virtual clock moves on; when nothing can ever go on, RuntimeError.
   *
   * `self` is what the calling native function got as `self`. If the function was called by a CALL of its thread's
   * outermost eval loop, it is left with a JavaScript exception here and called anew when its turn comes: nothing may have
   * been changed before.
   */
  wait(self: PyObject, isReady: () => boolean, seconds: number | null): boolean;
  /** For each thread that runs Python code, its identity, its frame object (new reference) and what it handles (borrowed). */
  running(): { readonly identity: number; readonly frame: PyObject; readonly exception: PyObject | null }[];
  /** Runs something in the main thread: at once if that runs, else when it goes on. It may raise. */
  inMain(action: () => void): void;
  /** `time.monotonic()`: virtual time, which goes on when all wait. */
  now(): number;
  /** What virtual time has added to the host's clocks, in seconds. */
  readonly skipped: number;
}
