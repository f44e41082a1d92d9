/**
 * The JavaScript side of a Python type: its slots (what its instances can do) and the bookkeeping of
 * the class. `PyObject.type` points here; the class as a Python object is `PyType.object`.
 *
 * In: nothing. Out: the shapes `Slots`, `PyType`, `TypeDefinition`. How a type is made ready (slot
 * inheritance, descriptors) is in `typeReady.ts`; how `class` statements make one in `typeNew.ts`.
 *
 * Ownership, for every slot: arguments are borrowed, results are new references, an error is thrown as
 * a `PythonError` (see `errors.ts`) after everything the slot owned was given back.
 */
import { assert } from '../../base';
import type { BirthObserver, Heap, PyObject, TypeHeader, Visit } from '../memory';
import type { Buffer } from './buffer';
import type { PyDict, PyStr, PyTuple } from './layouts';
import type { MethodDefinition } from './methods';
import type { Runtime } from './runtime';
import type { SharedKeys } from './sharedKeys';

/** Comparison operators, numbered as CPython's Py_LT... */
export const enum CompareOp { Lt, Le, Eq, Ne, Gt, Ge }

/** A hash as Python shows it: a number while that is exact, otherwise a bigint; never -1. */
export type Hash = number | bigint;

export type UnaryFunction = (rt: Runtime, self: PyObject) => PyObject;
/** May return `rt.notImplemented` (a new reference to it). */
export type BinaryFunction = (rt: Runtime, left: PyObject, right: PyObject) => PyObject;

/** tp_*, nb_*, sq_*, mp_*, am_* of CPython; null where the type has none. */
export interface Slots {
  repr: UnaryFunction | null;
  str: UnaryFunction | null;
  hash: ((rt: Runtime, self: PyObject) => Hash) | null;
  richcompare: ((rt: Runtime, self: PyObject, other: PyObject, op: CompareOp) => PyObject) | null;
  /** Throws AttributeError when there is no such attribute. */
  getattro: ((rt: Runtime, self: PyObject, name: PyStr) => PyObject) | null;
  /** `getattro` with null in the place of AttributeError, for types whose `getattro` is neither generic nor written in Python. */
  lookupAttribute: ((rt: Runtime, self: PyObject, name: PyStr) => PyObject | null) | null;
  /** `value` null deletes. */
  setattro: ((rt: Runtime, self: PyObject, name: PyStr, value: PyObject | null) => void) | null;
  /** tp_call: arguments in a tuple. */
  call: ((rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null) => PyObject) | null;
  /**
   * Vectorcall: positional arguments, then the values of the keywords in `kwnames`. Preferred to `call`
   * where present, as then no argument tuple is built.
   */
  vectorcall: ((rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null) => PyObject) | null;
  iter: UnaryFunction | null;
  /** null: exhausted, without an exception. */
  iternext: ((rt: Runtime, self: PyObject) => PyObject | null) | null;
  /** `instance` null: looked up on the class. */
  descrGet: ((rt: Runtime, self: PyObject, instance: PyObject | null, owner: PyType | null) => PyObject) | null;
  descrSet: ((rt: Runtime, self: PyObject, instance: PyObject, value: PyObject | null) => void) | null;
  new: ((rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null) => PyObject) | null;
  init: ((rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null) => void) | null;

  nbAdd: BinaryFunction | null;
  nbSubtract: BinaryFunction | null;
  nbMultiply: BinaryFunction | null;
  nbRemainder: BinaryFunction | null;
  nbDivmod: BinaryFunction | null;
  /** `modulus` is None for `**`. */
  nbPower: ((rt: Runtime, base: PyObject, exponent: PyObject, modulus: PyObject) => PyObject) | null;
  nbNegative: UnaryFunction | null;
  nbPositive: UnaryFunction | null;
  nbAbsolute: UnaryFunction | null;
  nbBool: ((rt: Runtime, self: PyObject) => boolean) | null;
  nbInvert: UnaryFunction | null;
  nbLshift: BinaryFunction | null;
  nbRshift: BinaryFunction | null;
  nbAnd: BinaryFunction | null;
  nbXor: BinaryFunction | null;
  nbOr: BinaryFunction | null;
  nbInt: UnaryFunction | null;
  nbFloat: UnaryFunction | null;
  nbInplaceAdd: BinaryFunction | null;
  nbInplaceSubtract: BinaryFunction | null;
  nbInplaceMultiply: BinaryFunction | null;
  nbInplaceRemainder: BinaryFunction | null;
  nbInplacePower: ((rt: Runtime, base: PyObject, exponent: PyObject, modulus: PyObject) => PyObject) | null;
  nbInplaceLshift: BinaryFunction | null;
  nbInplaceRshift: BinaryFunction | null;
  nbInplaceAnd: BinaryFunction | null;
  nbInplaceXor: BinaryFunction | null;
  nbInplaceOr: BinaryFunction | null;
  nbFloorDivide: BinaryFunction | null;
  nbTrueDivide: BinaryFunction | null;
  nbInplaceFloorDivide: BinaryFunction | null;
  nbInplaceTrueDivide: BinaryFunction | null;
  nbIndex: UnaryFunction | null;
  nbMatrixMultiply: BinaryFunction | null;
  nbInplaceMatrixMultiply: BinaryFunction | null;

  sqLength: ((rt: Runtime, self: PyObject) => number) | null;
  sqConcat: BinaryFunction | null;
  sqRepeat: ((rt: Runtime, self: PyObject, count: number) => PyObject) | null;
  /** Negative indices were already adjusted by the caller where `sqLength` exists. */
  sqItem: ((rt: Runtime, self: PyObject, index: number) => PyObject) | null;
  sqAssItem: ((rt: Runtime, self: PyObject, index: number, value: PyObject | null) => void) | null;
  sqContains: ((rt: Runtime, self: PyObject, value: PyObject) => boolean) | null;
  sqInplaceConcat: BinaryFunction | null;
  sqInplaceRepeat: ((rt: Runtime, self: PyObject, count: number) => PyObject) | null;

  mpLength: ((rt: Runtime, self: PyObject) => number) | null;
  mpSubscript: BinaryFunction | null;
  mpAssSubscript: ((rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null) => void) | null;

  /** bf_getbuffer: takes a reference to self into the buffer. */
  getBuffer: ((rt: Runtime, self: PyObject, flags: number) => Buffer) | null;
  /** bf_releasebuffer: what the exporter does beside losing that reference. */
  releaseBuffer: ((rt: Runtime, self: PyObject, buffer: Buffer) => void) | null;

  amAwait: UnaryFunction | null;
  amAiter: UnaryFunction | null;
  amAnext: UnaryFunction | null;

  /** tp_dealloc; null inherits. Called at refcount 0, ends in one of `Heap`'s free functions. */
  dealloc: ((rt: Runtime, self: PyObject) => void) | null;
  /** tp_finalize (`__del__`, generator close). Reports its own errors as unraisable. */
  finalize: ((rt: Runtime, self: PyObject) => void) | null;
  /** Visits the counted references of `value` and `attributes` in CPython's order. */
  traverse: ((self: PyObject, visit: Visit) => void) | null;
  clear: ((rt: Runtime, self: PyObject) => void) | null;
}

/** Where instances keep attributes that are not in `value` (tp_dictoffset and managed dicts of 3.12). */
export const enum AttributeStorage {
  /** No `__dict__`. */
  None,
  /** Managed dict: inline values under the class's shared keys until the `__dict__` is asked for. */
  Inline,
  /** A real dict in `attributes[0]`, made when first needed (subclasses of built-in layouts, exceptions). */
  LazyDict,
  /** The layout keeps its dict itself (module, function, SimpleNamespace...): `TypeDefinition.ownDict`. */
  Own,
}

/** Where a layout of `AttributeStorage.Own` keeps the instance's dict (borrowed; null: none yet). */
export interface OwnDict {
  get: (self: PyObject) => PyDict | null;
  /** Takes over the reference; the old dict is the caller's to drop. Absent: the dict always exists and cannot be exchanged. */
  set?: (self: PyObject, dict: PyDict | null) => void;
}

/** A constructor called without an argument tuple (tp_vectorcall of a class). */
export type ConstructFunction = (rt: Runtime, type: PyType, args: readonly PyObject[], kwnames: readonly PyStr[] | null) => PyObject;

/** Type flags of ours and CPython's that matter (tp_flags). */
export interface TypeFlags {
  /** Py_TPFLAGS_BASETYPE: may be subclassed. */
  basetype: boolean;
  /** Py_TPFLAGS_HEAPTYPE. Instances own a reference to their class. */
  heap: boolean;
  /** Py_TPFLAGS_IMMUTABLETYPE. */
  immutable: boolean;
  /** Py_TPFLAGS_DISALLOW_INSTANTIATION. */
  disallowInstantiation: boolean;
  /** Py_TPFLAGS_SEQUENCE / MAPPING, for pattern matching. */
  sequence: boolean;
  mapping: boolean;
  /** Py_TPFLAGS_METHOD_DESCRIPTOR: LOAD_ATTR may push the function and self apart. */
  methodDescriptor: boolean;
  /** Py_TPFLAGS_IS_ABSTRACT. */
  abstract: boolean;
}

export interface GetSetDefinition {
  name: string;
  get: (rt: Runtime, self: PyObject) => PyObject;
  /** `value` null deletes; absent: read-only. */
  set?: (rt: Runtime, self: PyObject, value: PyObject | null) => void;
  doc?: string;
  /** The row is a `member_descriptor` (T_OBJECT and friends of tp_members) in CPython, not a `getset_descriptor`. */
  member?: boolean;
}

/** A built-in type as data: one exported constant per type file. */
export interface TypeDefinition {
  /** `tp_name`, with module prefix where CPython has one (`collections.OrderedDict`). */
  name: string;
  /** Key of the base in `BuiltinTypes`; default `object`. */
  base?: keyof import('./runtime').BuiltinTypes;
  doc?: string;
  /** Instances are containers for the collector. */
  gc?: boolean;
  flags?: Partial<TypeFlags>;
  /** tp_basicsize and tp_itemsize of 64-bit CPython 3.12, without GC header. */
  basicsize: number;
  itemsize?: number;
  /** Instances may be weakly referenced. */
  weakrefs?: boolean;
  /** Instances have a `__dict__` of this kind. */
  attributes?: AttributeStorage;
  ownDict?: OwnDict;
  isWeakref?: boolean;
  /**
   * `list(x)`, `tuple(x)`, `dict()`, `set()`, `range()`, `float()`, `enumerate()`... of exactly this class, without an
   * argument tuple (tp_vectorcall). Not inherited. `slots.vectorcall` on the other hand is about calling instances.
   */
  construct?: ConstructFunction;
  /** The same where `Profile.conversionsAreFast`. */
  laterConstruct?: ConstructFunction;
  /** Entries of the type's namespace that are neither methods nor attributes (`__hash__ = None` is made by itself). */
  constants?: (rt: Runtime) => Record<string, PyObject>;
  slots: Partial<Slots>;
  /** Slots filled in here which CPython's type inherits: its namespace shows no method for them. */
  inherited?: readonly (keyof Slots)[];
  /**
   * CPython makes this type when its module is imported (Py_TPFLAGS_HEAPTYPE): seen in `__flags__`, and `__module__` is an entry of its
   * namespace. Default: types whose name has a module, but for a few.
   */
  isHeapType?: boolean;
  methods?: readonly MethodDefinition[];
  getset?: readonly GetSetDefinition[];
  maybeUntrack?: (heap: Heap, object: PyObject) => void;
  untrackAt?: 'every' | 'full';
  /** Where tp_traverse of a heap type visits the type of the instance: before what it holds (the default), after it, or never. */
  visitsType?: 'first' | 'last' | 'never';
  /** `sys.getsizeof` without GC header; default basicsize (+ itemsize * length). */
  sizeof?: (rt: Runtime, self: PyObject) => number;
  /** Size of the memory block of an instance of exactly this type, where that is not what `sizeof` says. */
  ownBytes?: (self: PyObject) => number;
  /** Sizes of the memory blocks an instance has beside its own; `present` are those it had, given back unchanged where nothing has changed. */
  furtherBytes?: (self: PyObject, present: readonly number[]) => readonly number[];
}

const EMPTY_FLAGS: TypeFlags = {
  basetype: false, heap: false, immutable: false, disallowInstantiation: false,
  sequence: false, mapping: false, methodDescriptor: false, abstract: false,
};

/** A type. All fields exist from construction on, so that every type has one hidden class. */
export class PyType implements TypeHeader, Slots {
  name: string;
  births: BirthObserver | null = null;
  /** The class as a Python object. Its `value` is this. */
  object!: PyObject<PyType, PyType>;
  base: PyType | null = null;
  /** Bases, in order. The Python tuple is made by `typeReady.ts`. */
  bases: PyType[] = [];
  basesTuple: PyTuple | null = null;
  /** Linearisation, itself first. */
  mro: PyType[] = [];
  mroTuple: PyTuple | null = null;
  private namespace: PyDict | null = null;
  /** Makes the namespace of a built-in type; called when it is first needed. */
  makeNamespace: ((type: PyType) => PyDict) | null = null;
  /** Direct subclasses that are alive, in creation order, each with the weak reference to it that CPython keeps: owned by `subclassRegistry`, or by this class where that is null. */
  readonly subclasses = new Map<PyType, PyObject | null>();
  /** The dict of those weak references (tp_subclasses), owned; null while there are none, and where a subclass was made by C. */
  subclassRegistry: PyDict | null = null;
  flags: TypeFlags = { ...EMPTY_FLAGS };
  /** Py_TPFLAGS_HEAPTYPE of CPython: each instance owns a reference to it. Classes made by Python, and types CPython makes when a module is imported. */
  ownedByInstances = false;
  /** `traverse` of this type, which is made by C, visits the type of the instance. */
  visitsOwnType = false;
  isGC = false;
  isWeakref = false;
  basicsize = 16;
  itemsize = 0;
  supportsWeakrefs = false;
  attributeStorage: AttributeStorage = AttributeStorage.None;
  /** Shared keys of instances with inline values (ht_cached_keys). */
  sharedKeys: SharedKeys | null = null;
  /** The same for instances that keep their attributes in a dict from the first one on (`addsLazyDict`). */
  dictKeys: SharedKeys | null = null;
  ownDict: OwnDict | null = null;
  construct: ConstructFunction | null = null;
  /** tp_doc of a built-in type. */
  doc: string | null = null;
  /** `__slots__` of the class body as a tuple (ht_slots), owned. */
  slotsTuple: PyTuple | null = null;
  /** For each `__slots__` member of this class and its bases, its name; index = position in the slot array. */
  slotNames: string[] = [];
  /**
   * The built-in layout instances have: itself for `object`, built-in types directly below it and built-in
   * exceptions; other types take it from their base (so `bool` has the layout of int).
   */
  layout: PyType = this;
  /** The nearest built-in type among itself and its bases: whose `traverse`, `clear` and `dealloc` a class's instances end in. */
  nativeBase: PyType = this;
  /** This class or a base made by Python added the `__dict__` (in `attributes[0]`), so the native base knows nothing of it. */
  addsLazyDict = false;
  /**
   * Changes with every change of the type, its bases or their namespaces; inline caches compare it.
   * 0: no valid version assigned.
   */
  versionTag = 0;
  /** Method cache: name -> what `lookup` found (borrowed), or null for "nowhere"; emptied on change. */
  readonly methodCache = new Map<string, PyObject | null>();
  definition: TypeDefinition | null = null;
  /** Owned by heap types: `__name__`, `__qualname__`. */
  nameObject: PyStr | null = null;
  qualnameObject: PyStr | null = null;
  sizeof: ((rt: Runtime, self: PyObject) => number) | null = null;
  maybeUntrack: ((heap: Heap, object: PyObject) => void) | null = null;
  untrackAt: 'every' | 'full' | null = null;

  repr: Slots['repr'] = null;
  str: Slots['str'] = null;
  hash: Slots['hash'] = null;
  richcompare: Slots['richcompare'] = null;
  getattro: Slots['getattro'] = null;
  lookupAttribute: Slots['lookupAttribute'] = null;
  setattro: Slots['setattro'] = null;
  call: Slots['call'] = null;
  vectorcall: Slots['vectorcall'] = null;
  iter: Slots['iter'] = null;
  iternext: Slots['iternext'] = null;
  descrGet: Slots['descrGet'] = null;
  descrSet: Slots['descrSet'] = null;
  new: Slots['new'] = null;
  init: Slots['init'] = null;
  nbAdd: Slots['nbAdd'] = null;
  nbSubtract: Slots['nbSubtract'] = null;
  nbMultiply: Slots['nbMultiply'] = null;
  nbRemainder: Slots['nbRemainder'] = null;
  nbDivmod: Slots['nbDivmod'] = null;
  nbPower: Slots['nbPower'] = null;
  nbNegative: Slots['nbNegative'] = null;
  nbPositive: Slots['nbPositive'] = null;
  nbAbsolute: Slots['nbAbsolute'] = null;
  nbBool: Slots['nbBool'] = null;
  nbInvert: Slots['nbInvert'] = null;
  nbLshift: Slots['nbLshift'] = null;
  nbRshift: Slots['nbRshift'] = null;
  nbAnd: Slots['nbAnd'] = null;
  nbXor: Slots['nbXor'] = null;
  nbOr: Slots['nbOr'] = null;
  nbInt: Slots['nbInt'] = null;
  nbFloat: Slots['nbFloat'] = null;
  nbInplaceAdd: Slots['nbInplaceAdd'] = null;
  nbInplaceSubtract: Slots['nbInplaceSubtract'] = null;
  nbInplaceMultiply: Slots['nbInplaceMultiply'] = null;
  nbInplaceRemainder: Slots['nbInplaceRemainder'] = null;
  nbInplacePower: Slots['nbInplacePower'] = null;
  nbInplaceLshift: Slots['nbInplaceLshift'] = null;
  nbInplaceRshift: Slots['nbInplaceRshift'] = null;
  nbInplaceAnd: Slots['nbInplaceAnd'] = null;
  nbInplaceXor: Slots['nbInplaceXor'] = null;
  nbInplaceOr: Slots['nbInplaceOr'] = null;
  nbFloorDivide: Slots['nbFloorDivide'] = null;
  nbTrueDivide: Slots['nbTrueDivide'] = null;
  nbInplaceFloorDivide: Slots['nbInplaceFloorDivide'] = null;
  nbInplaceTrueDivide: Slots['nbInplaceTrueDivide'] = null;
  nbIndex: Slots['nbIndex'] = null;
  nbMatrixMultiply: Slots['nbMatrixMultiply'] = null;
  nbInplaceMatrixMultiply: Slots['nbInplaceMatrixMultiply'] = null;
  sqLength: Slots['sqLength'] = null;
  sqConcat: Slots['sqConcat'] = null;
  sqRepeat: Slots['sqRepeat'] = null;
  sqItem: Slots['sqItem'] = null;
  sqAssItem: Slots['sqAssItem'] = null;
  sqContains: Slots['sqContains'] = null;
  sqInplaceConcat: Slots['sqInplaceConcat'] = null;
  sqInplaceRepeat: Slots['sqInplaceRepeat'] = null;
  mpLength: Slots['mpLength'] = null;
  mpSubscript: Slots['mpSubscript'] = null;
  mpAssSubscript: Slots['mpAssSubscript'] = null;
  getBuffer: Slots['getBuffer'] = null;
  releaseBuffer: Slots['releaseBuffer'] = null;
  amAwait: Slots['amAwait'] = null;
  amAiter: Slots['amAiter'] = null;
  amAnext: Slots['amAnext'] = null;
  dealloc!: (rt: Runtime, self: PyObject) => void;
  finalize: Slots['finalize'] = null;
  traverse: Slots['traverse'] = null;
  clear: Slots['clear'] = null;

  constructor(name: string) {
    this.name = name;
  }

  /** The namespace (tp_dict). A built-in type's is made when it is first looked at. */
  get dict(): PyDict {
    const { namespace } = this;
    return namespace !== null ? namespace : this.fillNamespace();
  }

  set dict(dict: PyDict) {
    this.namespace = dict;
  }

  /** The namespace, if it has been made. */
  get dictIfMade(): PyDict | null {
    return this.namespace;
  }

  private fillNamespace(): PyDict {
    const make = this.makeNamespace;
    assert(make !== null, `the type ${this.name} is not ready`);
    this.makeNamespace = null;
    return make(this);
  }
}
