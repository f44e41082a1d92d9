/**
 * Rows of the method tables of built-in types and modules, one kind per CPython calling convention,
 * because the convention decides whether an argument tuple is built and counted (cpython-facts 2.3).
 */
import type { PyObject } from '../memory';
import type { PyDict, PyStr, PyTuple } from './layouts';
import type { Runtime } from './runtime';

export type NoArgsFunction = (rt: Runtime, self: PyObject) => PyObject;
export type OneArgFunction = (rt: Runtime, self: PyObject, argument: PyObject) => PyObject;
export type FastFunction = (rt: Runtime, self: PyObject, args: readonly PyObject[]) => PyObject;
/** `args`: positional arguments, then the values of `kwnames` (null when there is no keyword). */
export type FastKeywordsFunction = (rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null) => PyObject;
export type VarArgsFunction = (rt: Runtime, self: PyObject, args: PyTuple) => PyObject;
export type VarArgsKeywordsFunction = (rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null) => PyObject;

interface MethodCommon {
  readonly name: string;
  readonly doc: string | null;
  /** `self` is the class (METH_CLASS), or nothing is bound (METH_STATIC). */
  readonly binding: 'instance' | 'class' | 'static';
  /** The row where `Profile.conversionsAreFast`, if its calling convention changed. */
  readonly later?: MethodDefinition;
}
export type MethodDefinition = MethodCommon & (
  | { readonly kind: 'noArgs'; readonly call: NoArgsFunction }
  | { readonly kind: 'oneArg'; readonly call: OneArgFunction }
  | { readonly kind: 'fast'; readonly call: FastFunction }
  | { readonly kind: 'fastKeywords'; readonly call: FastKeywordsFunction }
  | { readonly kind: 'varArgs'; readonly call: VarArgsFunction }
  | { readonly kind: 'varArgsKeywords'; readonly call: VarArgsKeywordsFunction }
);

/** METH_NOARGS */
export const noArgs = (name: string, call: NoArgsFunction, doc: string | null = null): MethodDefinition => ({ kind: 'noArgs', name, call, doc, binding: 'instance' });
/** METH_O */
export const oneArg = (name: string, call: OneArgFunction, doc: string | null = null): MethodDefinition => ({ kind: 'oneArg', name, call, doc, binding: 'instance' });
/** METH_FASTCALL */
export const fast = (name: string, call: FastFunction, doc: string | null = null): MethodDefinition => ({ kind: 'fast', name, call, doc, binding: 'instance' });
/** METH_FASTCALL | METH_KEYWORDS */
export const fastKeywords = (name: string, call: FastKeywordsFunction, doc: string | null = null): MethodDefinition => ({ kind: 'fastKeywords', name, call, doc, binding: 'instance' });
/** METH_VARARGS */
export const varArgs = (name: string, call: VarArgsFunction, doc: string | null = null): MethodDefinition => ({ kind: 'varArgs', name, call, doc, binding: 'instance' });
/** METH_VARARGS | METH_KEYWORDS */
export const varArgsKeywords = (name: string, call: VarArgsKeywordsFunction, doc: string | null = null): MethodDefinition => ({ kind: 'varArgsKeywords', name, call, doc, binding: 'instance' });

/** METH_CLASS */
export const classMethod = (row: MethodDefinition): MethodDefinition => ({ ...row, binding: 'class' });
/** METH_STATIC */
export const staticMethod = (row: MethodDefinition): MethodDefinition => ({ ...row, binding: 'static' });

/** builtin_function_or_method: the payload of `len`, `[].append`, ... */
export interface BuiltinFunctionData {
  readonly definition: MethodDefinition;
  /** Bound self or module, owned; null for none. */
  readonly self: PyObject | null;
  /** `__module__` str, owned; null for methods. */
  readonly module: PyObject | null;
}
