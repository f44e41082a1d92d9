/**
 * The payload of each built-in layout: what `PyObject.value` is. Types only; the behaviour is in the
 * file of each type. A subclass instance has the same `value` as its built-in base.
 */
import type { PyObject } from '../memory';
import type { CodeObject } from '../bytecode';
import type { DictData } from './dictData';
import type { SetData } from './setData';
import type { PyType } from './type';

/** A Python object whose payload is V. */
export type Payload<V> = PyObject<V, PyType>;

/** int, bool: a number while it is a safe integer, otherwise a bigint. Never -0. */
export type PyInt = Payload<number | bigint>;
export type PyFloat = Payload<number>;
export type PyComplex = Payload<{ readonly real: number; readonly imag: number }>;
/**
 * str: UTF-16; a code point above U+FFFF is a surrogate pair. `attributes` of an exact str holds its
 * hash once it is known (number or bigint), else null.
 */
export type PyStr = Payload<string>;
/** bytes (immutable by convention). */
export type PyBytes = Payload<Uint8Array>;
/** bytearray: `gap` bytes at the front are allocated but no longer used (CPython's ob_start - ob_bytes); here they are counted only. */
export type PyByteArray = Payload<{ bytes: Uint8Array; length: number; exports: number; gap: number }>;
/** list: the items, owned. An exact list keeps its allocated capacity (number) in `attributes`. */
export type PyList = Payload<PyObject[]>;
/** tuple: the items, owned. */
export type PyTuple = Payload<PyObject[]>;
export type PyDict = Payload<DictData>;
/** set, frozenset. */
export type PySet = Payload<SetData>;
export type PySlice = Payload<{ start: PyObject; stop: PyObject; step: PyObject }>;
/** cell: the content, owned, or null. */
export type PyCell = Payload<PyObject | null>;
/** A class as an object. */
export type PyTypeObject = Payload<PyType>;

/** function. All object fields owned. Argument and code details are in `vm/`. */
export interface FunctionData {
  code: PyCode;
  globals: PyDict;
  builtins: PyDict;
  name: PyObject;
  qualname: PyObject;
  doc: PyObject;
  /** `__module__`, or null when unset. */
  module: PyObject | null;
  defaults: PyTuple | null;
  kwdefaults: PyDict | null;
  closure: PyTuple | null;
  annotations: PyObject | null;
  typeParams: PyObject | null;
  dict: PyDict | null;
  /** For inline caches; 0 after any change of code, defaults or kwdefaults. */
  version: number;
}
export type PyFunction = Payload<FunctionData>;

/** code. `vm/loadCode.ts` extends this with decoded instructions. */
export interface CodeData {
  readonly source: CodeObject;
  /** Owned constants. */
  readonly consts: PyObject[];
  /** For each name index, the interned str. */
  readonly names: PyStr[];
  /** For each slot of locals, cells and free variables, its name. */
  readonly localsplusnames: PyStr[];
  readonly name: PyStr;
  readonly qualname: PyStr;
  readonly filename: PyStr;
}
export type PyCode = Payload<CodeData>;

/** Bound method. */
export interface MethodData { function: PyObject; self: PyObject }
export type PyMethod = Payload<MethodData>;

export interface ModuleData {
  name: string;
  dict: PyDict;
  /** Made by the import system itself: 'built-in' or the source file. */
  origin?: string;
  /** Its code is still running. */
  initializing?: boolean;
}
export type PyModule = Payload<ModuleData>;

/** BaseException and subclasses. All owned. */
export interface ExceptionData {
  args: PyTuple;
  traceback: PyObject | null;
  context: PyObject | null;
  cause: PyObject | null;
  suppressContext: boolean;
  notes: PyObject | null;
  /** What a subclass adds, by member name (`value` of StopIteration, `name` and `obj` of AttributeError...); each value owned. */
  members: Record<string, PyObject | null> | null;
}
export type PyException = Payload<ExceptionData>;
