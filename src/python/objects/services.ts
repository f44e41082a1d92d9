/**
 * What the native modules need of running code: frames, namespaces, imports, compiling and executing.
 * `vm/interpreter.ts` implements it beside `Runtime`. Types only.
 */
import type { PyObject } from '../memory';
import type { CodeObject } from '../bytecode';
import type { PyCode, PyDict, PyException, PyFunction, PyModule, PyStr, PyTuple } from './layouts';
import type { Runtime } from './runtime';

export type CompileMode = 'exec' | 'eval' | 'single' | 'func_type';

export interface InterpreterServices {
  /** The frame object `depth` Python calls up (new reference); null when the stack is not that deep. */
  frameObject(depth: number): PyObject | null;
  /** `locals()` of the running frame (new reference). */
  currentLocals(): PyObject;
  /** The module `name`, as `__import__` (new reference). */
  importModule(name: PyStr, globals: PyDict | null, locals: PyObject | null, fromlist: PyObject, level: number): PyObject;
  /**
   * Compiles source text to a code object (new reference); a syntax error is thrown as SyntaxError.
   * `flags`: `__future__` flags and PyCF_ONLY_AST (which is refused).
   */
  compileSource(source: string, filename: string, mode: CompileMode, flags: number, dontInherit: boolean, optimize: number): PyCode;
  /** Runs a code object in a namespace (PyEval_EvalCode); `closure` for code with free variables. */
  executeCode(code: PyCode, globals: PyDict, locals: PyObject, closure: PyTuple | null): PyObject;
  /** Makes a loaded code object (new reference). */
  loadCode(code: CodeObject): PyCode;
  /** A function object of a code object in a namespace (new reference). */
  makeFunction(code: PyCode, globals: PyDict): PyFunction;
  recursionLimit: number;
  /** How many Python frames and native calls are active. */
  readonly recursionDepth: number;
  /** `sys.exc_info()`: the exception being handled, or null (borrowed). */
  handledException(): PyObject | null;
}

/** The runtime with what running code adds. */
export type Machine = Runtime & InterpreterServices;

/** The interpreter behind a runtime: `vm` passes an `Interpreter` wherever a `Runtime` is asked for. */
export function machine(rt: Runtime): Machine {
  return rt as Machine;
}

/**
 * What the interpreter needs of the native modules. `modules/index.ts` provides it; whoever builds an
 * `Interpreter` hands it over, as `vm` itself knows no module.
 */
export interface NativeModules {
  /** Names that `create` knows. */
  readonly names: readonly string[];
  /** A new native module (new reference), or null when there is none of that name. The caller enters it in `sys.modules`. */
  create(rt: Runtime, name: string): PyModule | null;
  /** Code of a module written in Python, from the bundled standard library; null when there is none. */
  source(name: string): BundledModule | null;
  /** `sys.excepthook` for an exception nobody caught (not for SystemExit); takes the exception over. */
  reportUncaught(rt: Runtime, exception: PyException): void;
  /** See `Runtime.writeUnraisable`. */
  writeUnraisable(rt: Runtime, exception: PyObject, where: PyObject | null): void;
  /** See `MemoryContext`. */
  runCollectorCallbacks(rt: Runtime, phase: 'start' | 'stop', generation: number, collected: number, uncollectable: number): void;
  writeCollectorDebug(rt: Runtime, line: string): void;
  /** Runs the functions registered with `atexit`, last first. */
  runExitFunctions(rt: Runtime): void;
}

/** A module of the bundled standard library. */
export interface BundledModule {
  readonly isPackage: boolean;
  /** `__file__` */
  readonly filename: string;
  readonly code: CodeObject;
}
