/**
 * What differs between CPython versions, as data. Behaviour that a number cannot say gets a named switch here, never a
 * version check elsewhere. Fields are read when an interpreter is made or where the rule is applied; hot paths read a copy.
 *
 * Each field says which source of CPython it stands for; where only a measurement was at hand, which recorded probe.
 */

/** How big C structs are, in bytes without the collector's header. */
export interface StructSizes {
  /** `tp_basicsize` of built-in types, by name, where it is not that of 3.12 (tuple: 3.14 keeps the hash). */
  readonly basic: Readonly<Record<string, number>>;
  /** PyGenObject without the frame's slots. */
  readonly generator: number;
  /** PyFrameObject and the frame of a call without slots. */
  readonly frame: number;
  /** What PyHeapTypeObject has grown by since 3.12. */
  readonly heapTypeGrowth: number;
  /** What a bytearray has beside its bytes; `bytearray()` has nothing but its struct where the last is true. */
  readonly bytearray: number;
}

/** How many objects each free list keeps that 3.12 has not; 0: there is none. */
export interface FreeListSizes {
  readonly listIterator: number;
  readonly tupleIterator: number;
  readonly method: number;
  readonly builtinFunction: number;
  /** Ints of one digit. */
  readonly int: number;
  readonly range: number;
  readonly rangeIterator: number;
}

export interface Profile {
  /** What a user chooses: `3.12`. */
  readonly name: string;
  /** `sys.version_info[:3]` of the interpreter that is followed. */
  readonly version: readonly [major: number, minor: number, micro: number];
  /** `sys.version` behind the numbers. */
  readonly build: string;
  /** The last year of `sys.copyright`. */
  readonly copyrightYear: number;

  // ---- the state at start ------------------------------------------------------------------------
  /**
   * Objects the collector knows of after `gc.collect()` on line 1 of a script (frozen ones left out): what starting up and
   * `site` left behind. It decides when the first full collections come (the 25 % rule).
   */
  readonly trackedAtStart: number;
  /** `sys.getallocatedblocks()` on line 1 of a script. */
  readonly blocksAtStart: number;

  // ---- counting ----------------------------------------------------------------------------------
  /** What `sys.getrefcount` shows for an immortal object (_Py_IMMORTAL_INITIAL_REFCNT). */
  readonly immortalRefcount: number;
  /** The largest int with an object of its own (_PY_NSMALLPOSINTS - 1). */
  readonly smallIntMaximum: number;
  /** Interning makes immortal, also constants that look like names and `sys.intern` (3.12.1); else only names of code objects are. */
  readonly internedIsImmortal: boolean;
  /** Names of one character that CPython's core uses are objects of their own beside the latin-1 character (_Py_ID before 3.13). */
  readonly oneCharacterNamesAreOwn: boolean;

  // ---- the collector -----------------------------------------------------------------------------
  /** gc.get_threshold() at start. */
  readonly thresholds: readonly [number, number, number];
  /** A collection that is due when `gc.disable()` is called runs all the same (_Py_RunGC of 3.12.1). */
  readonly dueCollectionOutlivesDisable: boolean;
  /** How deep deallocations may nest before the trashcan puts them off (PyTrash_UNWIND_LEVEL; later a matter of the C stack). */
  readonly trashcanLimit: number;
  /** Weak references that finalizers made to garbage are cleared silently, not at the object's death (delete_garbage's late ones). */
  readonly lateWeakrefsAreSilent: boolean;
  /** Weak references without callback still see the garbage while its finalizers run (3.15). */
  readonly finalizersSeeWeakrefs: boolean;
  /** `gc.get_stats()` and the callbacks' info have `candidates` and `duration`. */
  readonly reportsCandidates: boolean;

  // ---- calls and frames --------------------------------------------------------------------------
  /** Loads of local variables that are consumed at once take no reference (LOAD_FAST_BORROW). */
  readonly localsAreBorrowed: boolean;
  /** `locals()` in a function is a dict of its own each time, `f_locals` a proxy (PEP 667); before, one dict which the frame keeps. */
  readonly localsAreFresh: boolean;
  /** `int()`, `str()`, `min()` and `max()` make no argument tuple (tp_vectorcall, METH_FASTCALL). */
  readonly conversionsAreFast: boolean;
  /** Wrapping by `classmethod` and `staticmethod` makes no AttributeError for what the function lacks (PyObject_GetOptionalAttr). */
  readonly wrappersCopyQuietly: boolean;
  /** From its second execution on, a call of a class with a Python `__init__` makes no argument tuple (CALL_ALLOC_AND_ENTER_INIT). */
  readonly initCallsSpecialize: boolean;
  /** A generator that waits at a `yield` outside of any `try` is closed without being resumed (gen_close). */
  readonly generatorsCloseQuietly: boolean;

  /** The traceback is held while `__exit__` is called with it (WITH_EXCEPT_START). */
  readonly exitCallsHoldTraceback: boolean;
  /** Native functions with `*args`, as `print`, get an array instead of a tuple (Argument Clinic of 3.14). */
  readonly starArgumentsAreArrays: boolean;
  /** A native function called with keywords does not look for a due collection at the first execution of the call (CALL_KW). */
  readonly keywordCallsCheckWhenWarm: boolean;
  /** `while` jumps back to its only test; before, a second test at the end jumps to the body. Decides where a due collection runs. */
  readonly whileTestsAtTop: boolean;

  // ---- texts -------------------------------------------------------------------------------------
  /** `gc.set_threshold` words its errors as Argument Clinic does. */
  readonly thresholdsAreClinic: boolean;
  /** Unraisable errors say what was being done and give no object (PyErr_FormatUnraisable everywhere). */
  readonly unraisableNamesWork: boolean;
  /** Tracebacks of unraisable errors have carets (lost while only `traceback.py` made them). */
  readonly unraisableHasCarets: boolean;
  /** Storing into an object without `__dict__` says so. */
  readonly storeErrorsNameDict: boolean;
  /** A key that cannot be hashed: the error says that it is about a dict key or set element. */
  readonly hashErrorsNamePlace: boolean;
  /** Missing `__enter__` in a with statement: the error says which method is missing. */
  readonly withErrorsNameMethod: boolean;
  /** `int | str` and `Union[int, str]` are instances of `typing.Union`, which can be referred to weakly. */
  readonly unionsAreWeaklyReferable: boolean;
  /** `<weakproxy at 0x...; to 'C' at 0x...>` */
  readonly proxyReprNamesClass: boolean;

  // ---- instances ---------------------------------------------------------------------------------
  /** The values of attributes lie in the object's own block (Py_TPFLAGS_INLINE_VALUES); before, in a block of their own. */
  readonly valuesAreEmbedded: boolean;

  /** The `__dict__` and `__weakref__` descriptors are not made for each class and hold none (3.15). */
  readonly classesShareDescriptors: boolean;

  // ---- the order in which things are dropped -------------------------------------------------------
  /** A frame drops its slots from the last to the first, and an instruction its inputs from the top (_PyFrame_ClearLocals of 3.14). */
  readonly dropsFromTheTop: boolean;
  /** Binary operators and subscripts, too, drop the right operand first. */
  readonly operandsDropFromTheTop: boolean;

  // ---- containers --------------------------------------------------------------------------------
  /** Dicts are tracked at birth and never untracked; before, only while they hold what may be tracked. */
  readonly dictsAreTracked: boolean;
  /** A frozenset is untracked once it is filled with nothing that may be tracked. */
  readonly atomFrozensetsAreUntracked: boolean;
  /** Tuples made of items at once are tracked only if the type of an item is one of containers. */
  readonly atomTuplesAreUntracked: boolean;
  /** calculate_log2_keysize gives the smallest table that is enough. */
  readonly dictTablesAreSmallest: boolean;
  /** A list whose room is for so many items or less keeps it (list_resize). */
  readonly listNeverShrinksTo: number;
  /** `list.extend` copies exact sets, dicts and dict views without an iterator (list_extend_set and the like). */
  readonly listsCopyContainers: boolean;

  readonly freeLists: FreeListSizes;
  readonly structSizes: StructSizes;
}
