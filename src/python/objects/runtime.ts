/**
 * What objects need of the interpreter they live in. `vm/interpreter.ts` implements it. Nothing here is
 * behaviour of a type: it is the state that must not be global (the registry of types, the singletons,
 * interned strings) and the few things only running code can do.
 */
import type { BlockModel, Heap, MemoryContext, PyObject } from '../memory';
import type { Host } from '../host';
import type { Profile } from '../profiles';
import type { PyDict, PyInt, PyStr, PyTuple, PyBytes } from './layouts';
import type { PyType, TypeDefinition } from './type';

/**
 * The registry of built-in types, by the name `rt.types` uses, in the order they are made. Made by `bootstrap.ts`. A class with its fields
 * declared, so that looking one up is reading a field: an object that gets so many properties one by one is a hash table.
 */
export class BuiltinTypes {
  object!: PyType; type!: PyType; super!: PyType; property!: PyType; classmethod!: PyType; staticmethod!: PyType;
  NoneType!: PyType; NotImplementedType!: PyType; ellipsis!: PyType; int!: PyType; bool!: PyType; float!: PyType;
  complex!: PyType; str!: PyType; bytes!: PyType; bytearray!: PyType; memoryview!: PyType; managedBuffer!: PyType;
  memoryIterator!: PyType; bufferWrapper!: PyType; list!: PyType; tuple!: PyType; dict!: PyType; set!: PyType;
  frozenset!: PyType; slice!: PyType; range!: PyType; listIterator!: PyType; listReverseIterator!: PyType;
  tupleIterator!: PyType; strIterator!: PyType; strAsciiIterator!: PyType; bytesIterator!: PyType; bytearrayIterator!: PyType;
  rangeIterator!: PyType; longRangeIterator!: PyType; setIterator!: PyType; sequenceIterator!: PyType; callableIterator!: PyType;
  dictKeys!: PyType; dictValues!: PyType; dictItems!: PyType; dictKeyIterator!: PyType; dictValueIterator!: PyType;
  dictItemIterator!: PyType; dictReverseKeyIterator!: PyType; dictReverseValueIterator!: PyType;
  dictReverseItemIterator!: PyType; enumerate!: PyType; zip!: PyType; map!: PyType; filter!: PyType; reversed!: PyType;
  function!: PyType; method!: PyType; builtinFunction!: PyType; methodDescriptor!: PyType; classMethodDescriptor!: PyType;
  wrapperDescriptor!: PyType; methodWrapper!: PyType; getsetDescriptor!: PyType; memberDescriptor!: PyType;
  mappingProxy!: PyType; cell!: PyType; traceback!: PyType; module!: PyType; weakref!: PyType; weakProxy!: PyType;
  weakCallableProxy!: PyType; genericAlias!: PyType; genericAliasIterator!: PyType; union!: PyType; simpleNamespace!: PyType;
  frame!: PyType; code!: PyType; generator!: PyType; coroutine!: PyType; asyncGenerator!: PyType;
}

/** Types whose behaviour is running code; `vm` defines them. */
export type VmTypeName = 'frame' | 'code' | 'generator' | 'coroutine' | 'asyncGenerator';
/** All others: `coreTypes.ts`. */
export type CoreTypeName = Exclude<keyof BuiltinTypes, VmTypeName>;

/** Built-in exception types by their Python name (`rt.exceptions.ValueError`). */
export class ExceptionTypes {
  BaseException!: PyType; BaseExceptionGroup!: PyType; GeneratorExit!: PyType; KeyboardInterrupt!: PyType; SystemExit!: PyType;
  Exception!: PyType; ArithmeticError!: PyType; AssertionError!: PyType; AttributeError!: PyType; BufferError!: PyType;
  EOFError!: PyType; ImportError!: PyType; LookupError!: PyType; MemoryError!: PyType; NameError!: PyType; OSError!: PyType;
  ReferenceError!: PyType; RuntimeError!: PyType; StopAsyncIteration!: PyType; StopIteration!: PyType; SyntaxError!: PyType;
  SystemError!: PyType; TypeError!: PyType; ValueError!: PyType; Warning!: PyType; FloatingPointError!: PyType;
  OverflowError!: PyType; ZeroDivisionError!: PyType; BytesWarning!: PyType; DeprecationWarning!: PyType;
  EncodingWarning!: PyType; FutureWarning!: PyType; ImportWarning!: PyType; PendingDeprecationWarning!: PyType;
  ResourceWarning!: PyType; RuntimeWarning!: PyType; SyntaxWarning!: PyType; UnicodeWarning!: PyType; UserWarning!: PyType;
  BlockingIOError!: PyType; ChildProcessError!: PyType; ConnectionError!: PyType; FileExistsError!: PyType;
  FileNotFoundError!: PyType; InterruptedError!: PyType; IsADirectoryError!: PyType; NotADirectoryError!: PyType;
  PermissionError!: PyType; ProcessLookupError!: PyType; TimeoutError!: PyType; IndentationError!: PyType; IndexError!: PyType;
  KeyError!: PyType; ModuleNotFoundError!: PyType; NotImplementedError!: PyType; RecursionError!: PyType;
  UnboundLocalError!: PyType; UnicodeError!: PyType; BrokenPipeError!: PyType; ConnectionAbortedError!: PyType;
  ConnectionRefusedError!: PyType; ConnectionResetError!: PyType; TabError!: PyType; UnicodeDecodeError!: PyType;
  UnicodeEncodeError!: PyType; UnicodeTranslateError!: PyType; ExceptionGroup!: PyType;
}

export type ExceptionName = keyof ExceptionTypes;

/** The smallest int with an object of its own; the largest is the profile's. */
export const SMALL_INT_MINIMUM = -5;

export interface Runtime extends MemoryContext {
  readonly heap: Heap;
  readonly host: Host;
  /** Which CPython this is. */
  readonly profile: Profile;
  readonly types: BuiltinTypes;
  readonly exceptions: ExceptionTypes;
  readonly none: PyObject;
  readonly true: PyInt;
  readonly false: PyInt;
  readonly notImplemented: PyObject;
  readonly ellipsis: PyObject;
  readonly emptyTuple: PyTuple;
  readonly emptyStr: PyStr;
  readonly emptyBytes: PyBytes;
  /** For each int -5..256 (3.15: 1024), its immortal object; index value + 5. */
  readonly smallInts: readonly PyInt[];
  /** For each character code 0..255, its immortal one-character str. */
  readonly latin1: readonly PyStr[];
  /** For each byte, its immortal one-byte bytes. */
  readonly singleBytes: readonly PyBytes[];
  /** Interned strings by value; the table owns no reference. Immortal where 3.12.1's are. */
  readonly interned: Map<string, PyStr>;
  /** Namespace of `builtins`. */
  readonly builtins: PyDict;
  /** Namespace of `sys.modules`. */
  readonly modules: PyDict;
  /**
   * Types that belong to a module instead of the core (deque, partial, itertools.chain...), by their
   * definition; made when first needed (`modules/extensionTypes.ts`).
   */
  readonly extensionTypes: Map<TypeDefinition, PyType>;
  /** What native modules keep between calls (PyModule_GetState), by module name; shaped by the module. */
  readonly moduleStates: Map<string, unknown>;
  /** References native code holds while it calls back into Python, for the ledger: pushed before, popped after. */
  readonly nativeHolders: { object: PyObject; name: string }[];
  /** Next type version tag; see `PyType.versionTag`. */
  nextTypeVersion: number;
  /**
   * The exception being handled that `raise` without argument and implicit chaining see (borrowed), or
   * null (_PyErr_GetTopmostException).
   */
  handledException(): PyObject | null;
  /**
   * One level of C recursion (Py_EnterRecursiveCall); throws RecursionError "maximum recursion depth
   * exceeded" + `where`. Always followed by `leaveRecursiveCall` when it returned.
   */
  enterRecursiveCall(where: string): void;
  leaveRecursiveCall(): void;
  /** Counts down to `nativeCheckPoint`; long loops in native code count it. */
  nativeTicks: number;
  /** The look at the budget of native code that runs long without a call or jump of the program. */
  nativeCheckPoint(): void;
  /** PyErr_CheckSignals: runs a due collection, checks the budget. Called by str(), repr() and long loops in C. */
  checkSignals(): void;
  /** Long work of native code: uses up so much of the run's budget, and stops a run that has none left. */
  spend(ticks: number): void;
  /**
   * sys.unraisablehook for an error in a finalizer or callback. Takes over the exception's reference. `doing` follows "Exception
   * ignored" in the versions that say what was done (3.14).
   */
  writeUnraisable(exception: PyObject, where: PyObject | null, doing?: string): void;
  /** Module and globals of the running frame, for `warnings` and `__module__` of new classes (borrowed), or null. */
  currentGlobals(): PyDict | null;
  /** What `super()` without arguments means in the running frame: the `__class__` cell's content and the first argument (borrowed). */
  superArguments(): { type: PyObject; self: PyObject };
  /** Address that `id()` shows; stable while the object lives. */
  addressOf(object: PyObject): bigint;
  /** The same for a program that will compare it: from now on addresses are used again as in CPython. */
  identityOf(object: PyObject): bigint;
  /** The memory blocks of objects: addresses, counts, allocation traces. */
  readonly blocks: BlockModel;
}
