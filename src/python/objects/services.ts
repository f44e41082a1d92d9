/**
 * What the native modules need of running code: frames, namespaces, imports, compiling and executing.
 * `vm/interpreter.ts` implements it beside `Runtime`. Types only.
 */
import type { PyObject, TracedTraceback } from '../memory';
import type { CodeObject } from '../bytecode';
import type { PyCode, PyDict, PyFunction, PyStr, PyTuple } from './layouts';
import type { SyntaxErrorPlace } from './raise';
import type { Runtime } from './runtime';
import type { ThreadServices } from './threadServices';

export type CompileMode = 'exec' | 'eval' | 'single' | 'func_type';

/** A node of a syntax tree as data (`python/syntax/nodes.ts`), here only handed on. */
export type TreeNode = object;

export interface CompileRequest {
  /** Text, the bytes of a file, or a tree (its root is what `mode` wants). */
  readonly source: string | Uint8Array | TreeNode;
  readonly filename: string;
  readonly mode: CompileMode;
  /** `__future__` flags and PyCF_ flags in force. */
  readonly flags: number;
  readonly optimize: 0 | 1 | 2;
  /** The minor version of Python whose syntax is allowed; -1 for all. */
  readonly featureVersion: number;
}

/** A token as `tokenize` shows it; `type` by the numbers of token.py, columns in characters. */
export interface SourceToken {
  readonly type: number;
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly lineText: string;
}

export interface TokenizedSource {
  readonly tokens: readonly SourceToken[];
  /** What stands after the last of them. */
  readonly error: { readonly exception: 'SyntaxError' | 'IndentationError' | 'TabError'; readonly message: string; readonly place: SyntaxErrorPlace } | null;
}

/** A block of the symbol table (struct _symtable_entry). */
export interface SymbolBlock {
  readonly name: string;
  readonly type: 'module' | 'function' | 'class' | 'annotation' | 'typeVarBound' | 'typeAlias' | 'typeParam';
  readonly location: { readonly lineno: number };
  /** For each name, its flags and scope. */
  readonly symbols: ReadonlyMap<string, number>;
  readonly varnames: readonly string[];
  readonly nested: boolean;
  readonly children: readonly SymbolBlock[];
}

/** `__text_signature__` and `__doc__`. */
export type NativeDocumentation = readonly [signature: string | null, text: string | null];

export interface InterpreterServices {
  /** The frame object `depth` Python calls up (new reference); null when the stack is not that deep. */
  frameObject(depth: number): PyObject | null;
  /** Where the running code is, with at most `maximum` frames, for tracemalloc. */
  captureTraceback(maximum: number): TracedTraceback;
  /** `locals()` of the running frame (new reference). */
  currentLocals(): PyObject;
  /** What `sys.getrefcount` shows, read while its argument is on the stack. */
  refcountOf(object: PyObject): number;
  /** The module `name`, as `__import__` (new reference). */
  importModule(name: PyStr, globals: PyDict | null, locals: PyObject | null, fromlist: PyObject, level: number): PyObject;
  /** Compiles to a code object (new reference); a syntax error is thrown as SyntaxError, warnings are given. */
  compileSource(request: CompileRequest): PyCode;
  /** The tree of a text; as `compileSource` otherwise. */
  parseSource(request: CompileRequest): TreeNode;
  /** The tokens of a text with its own line ends; `withExtras`: also comments and line ends inside statements. */
  tokenize(text: string, withExtras: boolean): TokenizedSource;
  /** The scopes of a text; as `compileSource` otherwise. */
  symbolsOf(request: CompileRequest): SymbolBlock;
  /** Where an import would find a module, or null. */
  moduleKind(name: string): 'native' | 'library' | null;
  /** The code of a module of the library, or null. */
  libraryModule(name: string): { readonly code: CodeObject; readonly isPackage: boolean } | null;
  /** `__future__` flags of the running code (PyEval_MergeCompilerFlags). */
  readonly compilerFlags: number;
  /** The text of a source file of the program or the library, or null. */
  sourceText(filename: string): string | null;
  /** PyErr_WarnEx. */
  warn(category: PyObject, message: string, stackLevel?: number): void;
  /** Runs a code object in a namespace (PyEval_EvalCode); `closure` for code with free variables. */
  executeCode(code: PyCode, globals: PyDict, locals: PyObject, closure: PyTuple | null): PyObject;
  /** Makes a loaded code object (new reference). */
  loadCode(code: CodeObject): PyCode;
  /** A function object of a code object in a namespace (new reference). */
  makeFunction(code: PyCode, globals: PyDict): PyFunction;
  /** What CPython's C code says of a member of a type or module (`owner` with its module unless builtins; name '' for itself), or null. */
  documentation(owner: string, name: string): NativeDocumentation | null;
  /** The built-in names of the running frame (borrowed; PyEval_GetBuiltins). */
  currentBuiltins(): PyDict;
  /** A new module object of a native module (owned), or null. */
  createNativeModule(name: string): PyObject | null;
  readonly nativeModuleNames: readonly string[];
  /** Sets up importlib, which gives all modules their `__spec__`; false when it was already. */
  setUpImportlib(): boolean;
  /** Whether a file of this name is the source of a module of the bundled library. */
  isLibraryFile(file: string): boolean;
  /** Names of characters; read from the library when first asked for. */
  readonly characterNames: CharacterNames;
  recursionLimit: number;
  /** What `await` iterates of an awaitable (new reference); a coroutine is that itself. */
  awaitIterator(awaitable: PyObject): PyObject;
  /** One step of an iterator or coroutine (PyIter_Send): what it yields, or its value when it has ended (owned). */
  sendTo(iterator: PyObject, value: PyObject): { readonly finished: boolean; readonly value: PyObject };
  readonly threads: ThreadServices;
  /** How many Python frames and native calls are active. */
  readonly recursionDepth: number;
  /** `sys.exc_info()`: the exception being handled, or null (borrowed). */
  handledException(): PyObject | null;
}

/** Names of characters, as `\N{...}` and the module unicodedata know them. */
export interface CharacterNames {
  character(name: string): string | undefined;
  name(code: number): string | null;
}

/** The runtime with what running code adds. */
export type Machine = Runtime & InterpreterServices;

/** The interpreter behind a runtime: `vm` passes an `Interpreter` wherever a `Runtime` is asked for. */
export function machine(rt: Runtime): Machine {
  return rt as Machine;
}
