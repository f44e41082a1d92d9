/**
 * What the native modules need of running code: frames, namespaces, imports, compiling and executing.
 * `vm/interpreter.ts` implements it beside `Runtime`. Types only.
 */
import type { PyObject, TracedTraceback } from '../memory';
import type { CodeObject } from '../bytecode';
import type { PyCode, PyDict, PyFunction, PyStr, PyTuple } from './layouts';
import type { Runtime } from './runtime';

export type CompileMode = 'exec' | 'eval' | 'single' | 'func_type';

/** `__text_signature__` and `__doc__`. */
export type NativeDocumentation = readonly [signature: string | null, text: string | null];

/** Called with an asynchronous generator when it is first iterated and when it dies unfinished; owned, null for none. */
export interface AsyncHooks { firstiter: PyObject | null; finalizer: PyObject | null }

export interface InterpreterServices {
  /** The frame object `depth` Python calls up (new reference); null when the stack is not that deep. */
  frameObject(depth: number): PyObject | null;
  /** Where the running code is, with at most `maximum` frames, for tracemalloc. */
  captureTraceback(maximum: number): TracedTraceback;
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
  /** What CPython's C code says of a member of a type or module (`owner` with its module unless builtins; name '' for itself), or null. */
  documentation(owner: string, name: string): NativeDocumentation | null;
  recursionLimit: number;
  /** What `await` iterates of an awaitable (new reference); a coroutine is that itself. */
  awaitIterator(awaitable: PyObject): PyObject;
  readonly asyncHooks: AsyncHooks;
  /** How many callers a new coroutine remembers (`cr_origin`). */
  coroutineOriginDepth: number;
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
