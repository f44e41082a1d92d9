/**
 * A running (or suspended) Python frame: CPython's `_PyInterpreterFrame`.
 *
 * Locals, cells, free variables and the evaluation stack are a window of one array: of the
 * interpreter's data stack for ordinary calls (so that arguments need not be copied), of an own array
 * for generators and for frames that outlive their call. Slots from `base` are locals (`nlocalsplus`
 * of them), then the evaluation stack up to `stackPointer`, exclusive.
 */
import type { PyObject } from '../memory';
import type { PyCode, PyDict, PyFunction } from '../objects';
import type { LoadedCode } from './loadCode';

export type Slot = PyObject | null;

/** Handled-exception entry (`_PyErr_StackItem`); generators bring their own. */
export interface ExceptionStackItem {
  /** Owned; null when nothing is being handled at this level. */
  value: PyObject | null;
  previous: ExceptionStackItem | null;
}

export class Frame {
  /** The code it runs; its Python object is owned. */
  readonly code: LoadedCode;
  /** Owned. */
  readonly function: PyFunction;
  readonly globals: PyDict;
  readonly builtins: PyDict;
  /** Namespace of a module or class body (owned), null in functions until `locals()` asks. */
  locals: PyObject | null;
  stack: Slot[];
  base: number;
  stackPointer: number;
  /** Index in `code.instructions` of the instruction that runs or ran last; -2 before the first. */
  pc = -2;
  previous: Frame | null = null;
  /** Called from native code: leaving it ends the run of `evaluate`. */
  isEntry = false;
  /** Where the caller goes on when this frame returns, if not behind its instruction (inlined generators); `FINISHES_CALL`; else -1. */
  returnPc = -1;
  /** The generator whose body this is (borrowed: the generator owns the frame). */
  generator: PyObject | null = null;
  /** The frame as a Python object, owned while both live. */
  frameObject: PyObject<Frame> | null = null;
  /** True once a frame object owns the locals, the frame having been left. */
  outlived = false;
  /** `f_back` once outlived (owned by the frame object). */
  backObject: PyObject<Frame> | null = null;
  /** First slot of the data stack above this frame. */
  end: number;
  /** Where the recording of the run has it among the running frames; -1 before. */
  recordedPlace = -1;
  /** Line of the last line event; 0 before the first. */
  tracedLine = 0;

  constructor(code: LoadedCode, func: PyFunction, locals: PyObject | null, stack: Slot[], base: number) {
    this.code = code;
    code.object.refcnt++;
    this.function = func;
    this.globals = func.value.globals;
    this.builtins = func.value.builtins;
    this.locals = locals;
    this.stack = stack;
    this.base = base;
    this.stackPointer = base + code.nlocalsplus;
    this.end = this.stackPointer + code.stacksize;
  }

  /** The code as a Python object (borrowed). */
  get codeObject(): PyCode {
    return this.code.object;
  }

  /** The line that runs, 1-based; the first line of the code before the first instruction. */
  get line(): number {
    return this.code.lineAt(this.pc);
  }
}
