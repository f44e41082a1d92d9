/**
 * The state of generators and coroutines, and what happens to it when their frame ends. The types are
 * in `generator.ts`; this part is what leaving a frame needs.
 */
import { xdecref, type PyObject } from '../memory';
import type { PyStr } from '../objects';
import type { ExceptionStackItem, Frame } from './frame';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';

export type GeneratorState = 'created' | 'suspended' | 'executing' | 'closed';

export interface GeneratorData {
  /** Its frame (owned with everything in it), null once closed. */
  frame: Frame | null;
  state: GeneratorState;
  /** Owned. */
  name: PyStr;
  /** Owned. */
  qualname: PyStr;
  /** Its code; the Python object is owned: the reference is the frame's first. */
  readonly code: LoadedCode;
  /** What is being handled inside; linked into the interpreter's chain while it runs. */
  readonly exceptionItem: ExceptionStackItem;
  /** Owned: of a coroutine, where it was made; of an asynchronous generator, its finalizer hook. */
  originOrFinalizer: PyObject | null;
  /** Asynchronous generators: an awaitable of it is being iterated (ag_running_async), it was closed, its hooks were called. */
  isRunningAsync: boolean;
  isClosedAsync: boolean;
  hasHooks: boolean;
}
export type PyGenerator = PyObject<GeneratorData>;

/** The frame of a generator ends (clear_gen_frame); the frame is cleared by the caller. */
export function closeGenerator(rt: Interpreter, frame: Frame): void {
  const data = (frame.generator as PyGenerator).value;
  unlinkExceptionItem(rt, data.exceptionItem);
  data.state = 'closed';
  data.frame = null;
  frame.previous = null;
  const handled = data.exceptionItem.value;
  data.exceptionItem.value = null;
  xdecref(rt, handled);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(frame.generator as PyObject);
}

/** Makes the generator's handled-exception entry the topmost while it runs. */
export function linkExceptionItem(rt: Interpreter, item: ExceptionStackItem): void {
  item.previous = rt.exceptionItem;
  rt.exceptionItem = item;
}

export function unlinkExceptionItem(rt: Interpreter, item: ExceptionStackItem): void {
  rt.exceptionItem = item.previous as ExceptionStackItem;
  item.previous = null;
}
