/** One Python thread: what of an interpreter's state belongs to it while another one runs (CPython: PyThreadState). */
import type { PyObject } from '../memory';
import type { AsyncHooks, PyDict, PythonThread, PyTuple } from '../objects';
import type { ExceptionStackItem, Frame, Slot } from './frame';
import { MonitoredEvent, type NativeProfiler } from './monitor';

/** What one nested run of the eval loop uses up of the native recursion limit (PY_EVAL_C_STACK_UNITS). */
export const EVALUATION_UNITS = 2;

/** Thrown through native code to the outermost eval loop of a thread that has to wait. Its frames stay as they are. */
export class ThreadParked {}

/** How a thread that was not yet run begins (all owned until it ends). */
export interface ThreadStart {
  readonly callable: PyObject;
  readonly args: PyTuple;
  readonly kwargs: PyDict | null;
  readonly onError: (exception: PyObject) => void;
}

/** What a thread waits for; `deadline` on the monotonic clock. */
export interface Wait { readonly isReady: () => boolean; readonly deadline: number | null }

export class Thread implements PythonThread {
  context: PyObject | null = null;
  readonly asyncHooks: AsyncHooks = { firstiter: null, finalizer: null };
  coroutineOriginDepth = 0;
  /** `sys.settrace` and `sys.setprofile` (owned), and profilers in native code. */
  traceHook: PyObject | null = null;
  profileHook: PyObject | null = null;
  readonly nativeProfilers: NativeProfiler[] = [];
  /** How many hooks are running, in each other. */
  monitoringDepth = 0;
  /** What the running hook was called for. */
  monitoredEvent = MonitoredEvent.None;
  readonly atEnd: (() => void)[] = [];

  /** What it waits for; null: nothing, it only waits for its turn. */
  wait: Wait | null = null;
  /** It waits below native code, so that it can only go on when everything above it on the JavaScript stack has returned. */
  isBuried = false;
  hasBegun = false;
  /** Native recursion in force in its outermost eval loop; 0 while there is none. */
  baseDepth = 0;
  /** Where its top frame is taken up again: the instruction to run next. */
  resumeAt = 0;

  // While another one runs:
  frame: Frame | null = null;
  exceptionItem: ExceptionStackItem = { value: null, previous: null };
  recursionDepth = 0;
  leavingEnd = 0;

  constructor(readonly identity: number, readonly start: ThreadStart | null, readonly dataStack: Slot[]) {}
}
