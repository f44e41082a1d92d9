/**
 * What an interpreter is made of besides the VM itself. `python/index.ts` puts it together; `vm` may
 * not know modules or the parser.
 */
import type { CodeObject } from '../bytecode';
import type { Host } from '../host';
import type { HeapObserver, PyObject } from '../memory';
import type { Profile } from '../profiles';
import type { CharacterNames, CompileRequest, MethodDefinition, PyModule, Runtime, SymbolBlock, SyntaxErrorPlace, TokenizedSource, TreeNode, TypeDefinition } from '../objects';
import type { Interpreter } from './interpreter';
import type { ExecutionObserver } from './observer';

export interface LibraryModule { readonly code: CodeObject; readonly isPackage: boolean }

/** The bundled standard library. */
export interface Library {
  /** The module with this full name, or null. */
  find(name: string): LibraryModule | null;
  /** The source text behind a file name of its code objects, or null. */
  sourceText?(filename: string): string | null;
  /** Full names of all its modules, for hints. */
  readonly names?: readonly string[];
  /** Documentation of native functions and types, as JSON; see `vm/documentation.ts`. */
  documentation?(): string;
  /** The Unicode database; see `modules/unicodedata`. */
  unicodeData?(): Uint8Array | null;
}

export interface CompiledSource {
  /** Null when there is an error. */
  readonly code: CodeObject | null;
  readonly error: CompileFailure | null;
  /** SyntaxWarnings up to the error. */
  readonly warnings: readonly CompileWarning[];
}

export interface CompileFailure {
  readonly exception: 'SyntaxError' | 'IndentationError' | 'TabError' | 'RecursionError' | 'MemoryError';
  readonly message: string;
  /** Null: none is known. */
  readonly place: SyntaxErrorPlace | null;
}

export interface CompileWarning { readonly message: string; readonly line: number; readonly place: SyntaxErrorPlace }

export interface ParsedSource {
  /** Null when there is an error. */
  readonly tree: TreeNode | null;
  readonly error: CompileFailure | null;
  readonly warnings: readonly CompileWarning[];
}

export interface SymbolSource { readonly top: SymbolBlock | null; readonly error: CompileFailure | null; readonly warnings: readonly CompileWarning[] }

export type TypingIntrinsic = 'TypeVar' | 'ParamSpec' | 'TypeVarTuple' | 'SubscriptGeneric' | 'TypeAlias' | 'TypeVarWithBound' | 'TypeVarWithConstraints';

/** Behaviour that belongs to native modules but is asked for by the interpreter. */
export interface InterpreterHooks {
  writeUnraisable(rt: Runtime, exception: PyObject, where: PyObject | null, doing?: string): void;
  runCollectorCallbacks(rt: Runtime, phase: 'start' | 'stop', generation: number, collected: number, uncollectable: number): void;
  writeCollectorDebug(rt: Runtime, line: string): void;
  /** An exception nobody caught: through sys.excepthook. Takes it over. */
  reportUncaught(rt: Runtime, exception: PyObject): void;
  /** Functions registered with `atexit`, last first. */
  runExitFunctions(rt: Runtime): void;
  /** sys.stdout and sys.stderr, at the end of the program or at exit. */
  flushStreams(rt: Runtime, isExit: boolean): void;
  warnNeverAwaited(rt: Runtime, coroutine: PyObject): void;
  /** PyErr_WarnEx. */
  warn(rt: Runtime, category: PyObject, message: string, stackLevel: number): void;
  /** PyErr_WarnExplicitObject: about a place in a file being compiled. */
  warnExplicit(rt: Runtime, category: PyObject, message: string, filename: string, line: number): void;
  /** What the type parameter syntax makes (PEP 695); arguments borrowed, result owned. */
  typingIntrinsic(rt: Runtime, kind: TypingIntrinsic, args: readonly PyObject[]): PyObject;
  call(rt: Runtime, callable: PyObject, args: readonly PyObject[]): PyObject;
  str(rt: Runtime, object: PyObject): string;
  characterNames(rt: Runtime): CharacterNames;
  /** Told which module a program asked for in vain (for a hint). */
  moduleNotFound?(name: string): void;
}

export interface InterpreterOptions {
  readonly profile: Profile;
  readonly host: Host;
  readonly nativeModules: ReadonlyMap<string, (rt: Runtime) => PyModule>;
  readonly library: Library;
  readonly compile: (request: CompileRequest) => CompiledSource;
  /** The tree of a text, for `ast`. */
  readonly parse: (request: CompileRequest) => ParsedSource;
  /** The tokens of a text, for `tokenize`. */
  readonly tokenize: (text: string, withExtras: boolean) => TokenizedSource;
  /** Names and kinds of a text's scopes, for `symtable`. */
  readonly symbols: (request: CompileRequest) => SymbolSource;
  readonly hooks: InterpreterHooks;
  /** Makes `builtins` and `sys`, sets `rt.builtins`, adds `builtinDefinitions` to it. */
  readonly initialize: (rt: Interpreter, builtinDefinitions: readonly MethodDefinition[], coroutineWrapper: TypeDefinition) => void;
  readonly heapObserver?: HeapObserver | null;
  readonly executionObserver?: ExecutionObserver | null;
}
