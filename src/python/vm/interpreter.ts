/**
 * One interpreter: everything that in CPython hangs on PyInterpreterState and PyThreadState. Two
 * interpreters share nothing.
 *
 * In: a host, native modules, the bundled library, a compiler, perhaps observers (`InterpreterOptions`).
 * Out: running programs (`mainProgram.ts`). It implements `Runtime` for `objects`, `MemoryContext` for
 * `memory` and `InterpreterServices` for `modules`; the eval loop reads its fields directly.
 */
import { assert } from '../../base';
import type { CodeObject } from '../bytecode';
import type { Host } from '../host';
import type { Profile } from '../profiles';
import { BlockModel, collectGenerations, countedReferences, decref, Heap, incref, isImmortal, makeImmortal, shownRefcount, type PyObject, type TracedFrame, type TracedTraceback } from '../memory';
import {
  addressText, blockSizes, createBuiltinTypes, createType, dictGetString, internStr, lookupAttributeString, newDict, newUnfilledTuple, PythonError, raise,
  type BuiltinTypes, type CompileRequest, type ExceptionTypes, type InterpreterServices, type NativeDocumentation, type PyBytes, type PyCode, type PyDict, type PyFunction, type PyInt,
  type PyModule, type PyStr, type PyTuple, type PyType, type Runtime, type SymbolBlock, type TokenizedSource, type TreeNode, type TypeDefinition, uncountedReferences,
} from '../objects';
import { awaitableIterator, sendStep } from './asyncOperations';
import { buildClassDefinition } from './buildClass';
import { BorrowedReferences } from './borrowedReferences';
import { codeType } from './codeType';
import { reportDiagnostics } from './compileDiagnostics';
import { ConstantPool } from './constants';
import { Documentation } from './documentation';
import { evaluate } from './evalLoop';
import type { ExceptionStackItem, Frame, Slot } from './frame';
import { isIncomplete } from './lineStarts';
import { pushCodeFrame } from './frameEntry';
import { leaveFrame } from './frameExit';
import { frameType, getFrameObject, localsOfFrame } from './frameObject';
import { frameLocalsProxyType, localsSnapshot, type FrameLocalsProxy } from './frameLocalsProxy';
import { callFunction, createFunction } from './functionCall';
import { asyncGeneratorType, asyncSendType, asyncThrowType, asyncWrappedValueType, type AsyncGeneratorTypes } from './asyncGenerator';
import type { Resumption } from './generator';
import { finalize } from './generatorMethods';
import { coroutineType, coroutineWrapperType, generatorType } from './generatorTypes';
import { importAbsolute, importModuleLevel } from './imports';
import { libraryModuleOfFile, setUpImportSystem, type ImportSystem } from './importSystem';
import { loadCode } from './loadCode';
import { Monitor } from './monitor';
import type { ExecutionObserver } from './observer';
import type { InterpreterOptions, LibraryModule } from './options';
import { ExecutionStopped } from './stopped';
import { superArguments } from './superArguments';
import { EVALUATION_UNITS } from './thread';
import { Pace } from './pace';
import { ThreadScheduler } from './threadScheduler';

/** sys.getrecursionlimit() at start. */
const DEFAULT_RECURSION_LIMIT = 1000;
/** C_RECURSION_LIMIT of 3.12.1: what nested native calls may use up together. */
const NATIVE_RECURSION_LIMIT = 1500;
/** CO_FUTURE_ flags: what code hands on to code it compiles (PyCF_MASK). */
const FUTURE_FLAGS = 0x1fe0000;
/** Slots the data stack starts with. */
const INITIAL_DATA_STACK = 1 << 14;
/** Check points between two looks at the budget. */
const TICKS_PER_GRANT = 20_000;


export class Interpreter implements Runtime, InterpreterServices {
  readonly profile: Profile;
  /** Null where every slot of a frame owns a reference in CPython, too. */
  readonly borrowed: BorrowedReferences | null;
  /** `Profile.dropsFromTheTop` */
  readonly dropsFromTheTop: boolean;
  readonly heap: Heap;
  readonly host: Host;
  executionObserver: ExecutionObserver | null;
  /** While hooks of `sys.settrace` and the like are set. */
  monitor: Monitor | null = null;
  private madeMonitor: Monitor | null = null;
  /** Code is loaded with line marks. */
  readonly tracing: boolean;

  types!: BuiltinTypes;
  exceptions!: ExceptionTypes;
  none!: PyObject;
  true!: PyInt;
  false!: PyInt;
  notImplemented!: PyObject;
  ellipsis!: PyObject;
  emptyTuple!: PyTuple;
  emptyStr!: PyStr;
  emptyBytes!: PyBytes;
  smallInts: PyInt[] = [];
  latin1: PyStr[] = [];
  singleBytes: PyBytes[] = [];
  readonly interned = new Map<string, PyStr>();
  builtins!: PyDict;
  modules!: PyDict;
  readonly extensionTypes = new Map<TypeDefinition, PyType>();
  readonly moduleStates = new Map<string, unknown>();
  readonly nativeHolders: { object: PyObject; name: string }[] = [];
  nextTypeVersion = 1;
  coroutineWrapper!: PyType;
  asyncGeneratorTypes!: AsyncGeneratorTypes;
  frameLocalsProxyType!: PyType;
  /** `builtins.__import__` as the interpreter made it (borrowed): calls of it need not go through Python. */
  standardImport: PyObject | null = null;

  /** importlib, once a program needed it. */
  importSystem: ImportSystem | null = null;

  /** The running frame. */
  frame: Frame | null = null;
  /** While a frame is being left: its `end`, below which slots may still hold what it has to give back. Else 0. */
  leavingEnd = 0;
  /** Of the running thread. */
  dataStack: Slot[] = new Array<Slot>(INITIAL_DATA_STACK).fill(null);
  /** The topmost entry of exceptions being handled. */
  exceptionItem: ExceptionStackItem = { value: null, previous: null };
  recursionRemaining = DEFAULT_RECURSION_LIMIT;
  private limit = DEFAULT_RECURSION_LIMIT;
  nativeDepth = 0;

  readonly threads = new ThreadScheduler(this);

  /** Counts down to the next look at collections and budget; see `checkPoint`. */
  ticks = 0;
  private granted = 0;
  /** Check points passed before the present grant. */
  private ticksSpent = 0;

  nativeTicks = 0;
  private readonly programPace: Pace;
  private readonly nativePace: Pace;

  readonly blocks: BlockModel;
  private readonly documentationTable: Documentation;

  constructor(readonly options: InterpreterOptions) {
    this.profile = options.profile;
    this.borrowed = options.profile.localsAreBorrowed ? new BorrowedReferences(this) : null;
    this.dropsFromTheTop = options.profile.dropsFromTheTop;
    this.heap = new Heap(options.profile);
    this.host = options.host;
    this.programPace = new Pace(options.host.now);
    this.nativePace = new Pace(options.host.now);
    this.documentationTable = new Documentation(options.library);
    this.executionObserver = options.executionObserver ?? null;
    this.tracing = this.executionObserver !== null;
    this.blocks = new BlockModel(this.heap, blockSizes(this));
    createBuiltinTypes(this, {
      frame: frameType, code: codeType, generator: generatorType, coroutine: coroutineType, asyncGenerator: asyncGeneratorType,
    });
    this.types.function.vectorcall = callFunction;
    this.heap.onCollectionDue = () => this.interrupt();
    this.modules = newDict(this);
    this.coroutineWrapper = createType(this, coroutineWrapperType);
    this.asyncGeneratorTypes = { send: createType(this, asyncSendType), throw: createType(this, asyncThrowType), wrappedValue: createType(this, asyncWrappedValueType) };
    this.frameLocalsProxyType = createType(this, frameLocalsProxyType);
    options.initialize(this, [buildClassDefinition], coroutineWrapperType);
    this.standardImport = dictGetString(this.builtins, '__import__');
    this.heap.observer = options.heapObserver ?? null;
  }

  // ---- running code --------------------------------------------------------------------------------

  /**
   * Runs an entry frame, which is `this.frame`, to its end (_PyEval_EvalFrameDefault called from native
   * code). Too deep native recursion is an exception in that frame.
   */
  runFrame(frame: Frame, thrown: PyObject | null): PyObject {
    this.nativeDepth += EVALUATION_UNITS;
    try {
      if (this.nativeDepth > NATIVE_RECURSION_LIMIT) {
        if (thrown !== null) decref(this, thrown);
        leaveFrame(this, frame);
        this.raiseRecursionError('');
      }
      return evaluate(this, frame, thrown);
    } finally {
      this.nativeDepth -= EVALUATION_UNITS;
    }
  }

  /** Runs code without arguments (module, class body, exec). Takes over both. Returns what it returned. */
  runCode(func: PyFunction, locals: PyObject | null): PyObject {
    const frame = pushCodeFrame(this, func, locals);
    return this.runFrame(frame, null);
  }

  /** The same for the program itself: other threads run when it waits. */
  runProgram(func: PyFunction, locals: PyObject): PyObject {
    return this.threads.runMain(pushCodeFrame(this, func, locals));
  }

  /**
   * A point where CPython 3.12 looks at its eval breaker. Runs a due collection (3.12.1: also when the
   * collector was disabled meanwhile) and stops a run that used up its budget.
   */
  checkPoint(): void {
    this.ticksSpent += this.granted - this.ticks;
    // Threads take turns by grants: those must not depend on the machine.
    this.granted = this.threads.count > 0 ? TICKS_PER_GRANT : this.programPace.next();
    this.ticks = this.granted;
    if (this.heap.collectionDue) collectGenerations(this);
    this.checkBudget();
    if (this.threads.wantsAttention) this.threads.endTurn();
  }

  /** A second thread starts: turns are counted from here, however long the grant was that the machine's speed gave. */
  beginTurn(): void {
    this.ticksSpent += this.granted - this.ticks;
    this.granted = TICKS_PER_GRANT;
    this.ticks = TICKS_PER_GRANT;
  }

  /** Makes the next check point look. */
  private interrupt(): void {
    this.ticksSpent += this.granted - this.ticks;
    this.granted = 0;
    this.ticks = 0;
  }

  checkSignals(): void {
    if (this.heap.collectionDue) collectGenerations(this);
    if (--this.nativeTicks < 0) this.nativeCheckPoint();
  }

  nativeCheckPoint(): void {
    this.nativeTicks = this.nativePace.next();
    this.checkBudget();
  }

  private checkBudget(): void {
    const { host } = this;
    if (this.checkPoints > host.budget.instructions) throw new ExecutionStopped('instructions', this.ticksSpent);
    if (host.shouldStop?.() === true) throw new ExecutionStopped('time', this.ticksSpent);
    if (host.memoryUsed !== undefined && host.memoryUsed() > host.budget.heapBytes) throw new ExecutionStopped('heap', this.ticksSpent);
  }

  spend(ticks: number): void {
    this.ticksSpent += ticks;
    this.checkBudget();
  }

  /** The monitor, also while no hook is set. */
  get hooks(): Monitor {
    return (this.madeMonitor ??= new Monitor(this));
  }

  /** Check points (calls and backward jumps) passed so far. */
  get checkPoints(): number {
    return this.ticksSpent + this.granted - this.ticks;
  }

  unknownInstruction(opcode: number): never {
    raise(this, 'SystemError', `unknown opcode ${opcode}`);
  }

  // ---- recursion -----------------------------------------------------------------------------------

  get recursionLimit(): number {
    return this.limit;
  }

  set recursionLimit(value: number) {
    this.recursionRemaining += value - this.limit;
    this.limit = value;
  }

  get recursionDepth(): number {
    return this.limit - this.recursionRemaining;
  }

  enterRecursiveCall(where: string): void {
    if (this.nativeDepth >= NATIVE_RECURSION_LIMIT) this.raiseRecursionError(where);
    this.nativeDepth++;
  }

  leaveRecursiveCall(): void {
    this.nativeDepth--;
  }

  raiseRecursionError(where: string): never {
    raise(this, 'RecursionError', `maximum recursion depth exceeded${where}`);
  }

  // ---- exceptions ----------------------------------------------------------------------------------

  handledException(): PyObject | null {
    for (let item: ExceptionStackItem | null = this.exceptionItem; item !== null; item = item.previous) {
      if (item.value !== null) return item.value;
    }
    return null;
  }

  writeUnraisable(exception: PyObject, where: PyObject | null, doing?: string): void {
    this.options.hooks.writeUnraisable(this, exception, where, doing);
  }

  newUnfilledTuple(size: number): PyObject {
    return newUnfilledTuple(this, size);
  }

  callWeakrefCallback(reference: PyObject, callback: PyObject, held: readonly PyObject[]): void {
    for (const object of held) this.nativeHolders.push({ object, name: 'weak reference callback' });
    try {
      decref(this, this.options.hooks.call(this, callback, [reference]));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      this.writeUnraisable(error.exception, callback, this.heap.collecting ? 'on calling weakref callback' : 'while calling weakref callback');
    } finally {
      this.nativeHolders.length -= held.length;
    }
  }

  runCollectorCallbacks(phase: 'start' | 'stop', generation: number, collected: number, uncollectable: number): void {
    this.options.hooks.runCollectorCallbacks(this, phase, generation, collected, uncollectable);
  }

  writeCollectorDebug(line: string): void {
    this.options.hooks.writeCollectorDebug(this, line);
  }

  describeForDebug(object: PyObject): string {
    return `<${object.type.name} ${addressText(this, object)}>`;
  }

  warnNeverAwaited(coroutine: PyObject): void {
    this.options.hooks.warnNeverAwaited(this, coroutine);
  }

  closeSuspendedFrame(frame: Frame): void {
    finalize(this, frame.generator as PyObject);
  }

  onModuleNotFound(name: string): void {
    this.options.hooks.moduleNotFound?.(name);
  }

  // ---- names ---------------------------------------------------------------------------------------

  /** An interned string that lives as long as the interpreter (borrowed). */
  internedName(text: string): PyStr {
    const name = makeImmortal(internStr(this, text));
    name.refcnt--;
    return name;
  }

  sysNamespace(): PyDict {
    const sys = dictGetString(this.modules, 'sys');
    if (sys === null) raise(this, 'RuntimeError', 'lost sys module');
    return (sys as PyModule).value.dict;
  }

  /** `f()` or `module.f()` for error messages about a callable (_PyObject_FunctionStr). */
  functionText(callable: PyObject): string {
    const qualname = lookupAttributeString(this, callable, '__qualname__');
    if (qualname === null || typeof qualname.value !== 'string') {
      if (qualname !== null) decref(this, qualname);
      return this.options.hooks.str(this, callable);
    }
    const module = lookupAttributeString(this, callable, '__module__');
    const prefix = module !== null && typeof module.value === 'string' && module.value !== 'builtins' ? `${module.value}.` : '';
    const text = `${prefix}${qualname.value}()`;
    decref(this, qualname);
    if (module !== null) decref(this, module);
    return text;
  }

  /** `sys.getrefcount` */
  refcountOf(object: PyObject): number {
    if (isImmortal(object) && this.heap.anchored.has(object)) return countedReferences(object) + uncountedReferences(object.value as PyType);
    const shown = shownRefcount(object, this.profile.immortalRefcount);
    return this.borrowed === null || isImmortal(object) ? shown : shown - this.borrowed.count(object);
  }

  addressOf(object: PyObject): bigint {
    return BigInt(this.blocks.addressOf(object));
  }

  identityOf(object: PyObject): bigint {
    this.blocks.activate();
    return BigInt(this.blocks.addressOf(object));
  }

  /** Class and first argument of the running function for `super()` without arguments, both borrowed. */
  superArguments(): { type: PyObject; self: PyObject } {
    return superArguments(this);
  }

  // ---- services for modules ------------------------------------------------------------------------

  currentGlobals(): PyDict | null {
    return this.frame === null ? null : this.frame.globals;
  }

  frameObject(depth: number): PyObject | null {
    let { frame } = this;
    for (let i = 0; i < depth && frame !== null; i++) frame = frame.previous;
    return frame === null ? null : incref(getFrameObject(this, frame));
  }

  captureTraceback(maximum: number): TracedTraceback {
    const frames: TracedFrame[] = [];
    let total = 0;
    for (let { frame } = this; frame !== null; frame = frame.previous) {
      if (frame === this.frame && isIncomplete(frame)) continue;
      if (total++ < maximum) frames.push({ filename: frame.code.filename, line: frame.line });
    }
    if (total === 0) return { frames: [{ filename: this.internedName('<unknown>'), line: 0 }], total: 1 };
    return { frames, total };
  }

  currentLocals(): PyObject {
    if (this.frame === null) raise(this, 'SystemError', 'frame does not exist');
    const locals = localsOfFrame(this, this.frame);
    if (locals.type !== this.frameLocalsProxyType) return locals;
    const snapshot = localsSnapshot(this, locals as FrameLocalsProxy);
    decref(this, locals);
    return snapshot;
  }

  importModule(name: PyStr, globals: PyDict | null, _locals: PyObject | null, fromlist: PyObject, level: number): PyObject {
    return importModuleLevel(this, name, globals, fromlist, level);
  }

  get characterNames(): InterpreterServices['characterNames'] {
    return this.options.hooks.characterNames(this);
  }

  documentation(owner: string, name: string): NativeDocumentation | null {
    return this.documentationTable.find(owner, name);
  }

  importByName(name: string): PyObject {
    return importAbsolute(this, name);
  }

  currentBuiltins(): PyDict {
    return this.frame === null ? this.builtins : this.frame.builtins;
  }

  createNativeModule(name: string): PyObject | null {
    const create = this.options.nativeModules.get(name);
    return create === undefined ? null : create(this);
  }

  get nativeModuleNames(): readonly string[] {
    return ['builtins', 'sys', ...this.options.nativeModules.keys()];
  }

  setUpImportlib(): boolean {
    if (this.importSystem !== null) return false;
    setUpImportSystem(this);
    return true;
  }

  isLibraryFile(file: string): boolean {
    return libraryModuleOfFile(this, file) !== null;
  }

  canImport(name: string): boolean {
    return this.options.nativeModules.has(name) || this.options.library.find(name) !== null;
  }

  compileSource(request: CompileRequest): PyCode {
    const compiled = this.options.compile(request);
    reportDiagnostics(this, request.filename, compiled);
    assert(compiled.code !== null, 'without an error there is code');
    return this.loadCode(compiled.code);
  }

  parseSource(request: CompileRequest): TreeNode {
    const parsed = this.options.parse(request);
    reportDiagnostics(this, request.filename, parsed);
    assert(parsed.tree !== null, 'without an error there is a tree');
    return parsed.tree;
  }

  tokenize(text: string, withExtras: boolean): TokenizedSource {
    return this.options.tokenize(text, withExtras);
  }

  symbolsOf(request: CompileRequest): SymbolBlock {
    const found = this.options.symbols(request);
    reportDiagnostics(this, request.filename, found);
    assert(found.top !== null, 'without an error there are symbols');
    return found.top;
  }

  sendTo(iterator: PyObject, value: PyObject): Resumption {
    return sendStep(this, iterator, value);
  }

  awaitIterator(awaitable: PyObject): PyObject {
    return awaitableIterator(this, awaitable);
  }

  moduleKind(name: string): 'native' | 'library' | null {
    if (name === 'sys' || name === 'builtins' || this.options.nativeModules.has(name)) return 'native';
    return this.options.library.find(name) === null ? null : 'library';
  }

  libraryModule(name: string): LibraryModule | null {
    return this.options.library.find(name);
  }

  get compilerFlags(): number {
    return this.frame === null ? 0 : this.frame.code.flags & FUTURE_FLAGS;
  }

  sourceText(filename: string): string | null {
    return this.host.sourceText(filename) ?? this.options.library.sourceText?.(filename) ?? null;
  }

  warn(category: PyObject, message: string, stackLevel = 1): void {
    this.options.hooks.warn(this, category, message, stackLevel);
  }

  loadCode(code: CodeObject): PyCode {
    const pool = new ConstantPool(this);
    const loaded = loadCode(this, code, pool);
    pool.release();
    return loaded;
  }

  makeFunction(code: PyCode, globals: PyDict): PyFunction {
    return createFunction(this, code, globals);
  }

  executeCode(code: PyCode, globals: PyDict, locals: PyObject, closure: PyTuple | null): PyObject {
    const func = createFunction(this, code, globals);
    if (closure !== null) func.value.closure = incref(closure);
    return this.runCode(func, incref(locals));
  }
}
