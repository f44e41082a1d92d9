/**
 * Code objects a program makes itself: `types.CodeType(...)`, `code.replace(...)` (codeobject.c code_new_impl, code_replace_impl,
 * _PyCode_Validate), and when two code objects are equal (code_richcompare).
 *
 * In: the constructor's arguments in its order. Out: a code object that runs. Instructions are taken as they are: nonsense among
 * them is the program's fault, as in CPython.
 */
import { LocalKind, type CodeObject } from '../bytecode';
import { decref, incref, PyObject } from '../memory';
import {
  asInt32, badArgument, CompareOp, hash, newBytes, newInt, newTuple, raise, richCompareBool,
  type Hash, type PyBytes, type PyCode, type PyFloat, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../objects';
import type { Interpreter } from './interpreter';
import { LoadedCode } from './loadCode';

const loaded = (self: PyObject): LoadedCode => self.value as LoadedCode;

/** The fields in the order of the constructor, with the type each must have. */
export const CODE_FIELDS = [
  ['argcount', 'int'], ['posonlyargcount', 'int'], ['kwonlyargcount', 'int'], ['nlocals', 'int'], ['stacksize', 'int'], ['flags', 'int'],
  ['code', 'bytes'], ['consts', 'tuple'], ['names', 'tuple'], ['varnames', 'tuple'], ['filename', 'str'], ['name', 'str'], ['qualname', 'str'],
  ['firstlineno', 'int'], ['linetable', 'bytes'], ['exceptiontable', 'bytes'], ['freevars', 'tuple'], ['cellvars', 'tuple'],
] as const;

type FieldName = typeof CODE_FIELDS[number][0];
export type CodeFields = Record<FieldName, PyObject>;

/** The fields of a code object as Python objects (owned), by name. */
export function fieldsOf(rt: Runtime, self: PyObject): CodeFields {
  const code = loaded(self);
  const { source } = code;
  const slots = (wanted: number): PyObject =>
    newTuple(rt, code.localsplusnames.filter((_name, slot) => ((source.localspluskinds[slot] as number) & wanted) !== 0).map((name) => incref(name)));
  return {
    argcount: newInt(rt, source.argcount), posonlyargcount: newInt(rt, source.posonlyargcount), kwonlyargcount: newInt(rt, source.kwonlyargcount),
    nlocals: newInt(rt, code.nlocals), stacksize: newInt(rt, code.stacksize), flags: newInt(rt, code.flags),
    code: newBytes(rt, source.code), consts: newTuple(rt, code.consts.map((constant) => incref(constant))),
    names: newTuple(rt, code.names.map((name) => incref(name))), varnames: slots(LocalKind.Local),
    filename: incref(code.filename), name: incref(code.name), qualname: incref(code.qualname), firstlineno: newInt(rt, source.firstlineno),
    linetable: newBytes(rt, source.linetable), exceptiontable: newBytes(rt, source.exceptiontable),
    freevars: slots(LocalKind.Free), cellvars: slots(LocalKind.Cell),
  };
}

export function dropFields(rt: Runtime, fields: Partial<CodeFields>): void {
  for (const value of Object.values(fields)) decref(rt, value);
}

/** Checks an argument of the constructor or of `replace`. `place`: how a message names it. */
export function checkField(rt: Runtime, functionName: string, place: string, type: typeof CODE_FIELDS[number][1], value: PyObject): void {
  if (type === 'int') {
    asInt32(rt, value);
    return;
  }
  if ((value.type as PyType).layout !== rt.types[type]) badArgument(rt, functionName, place, type, value);
}

function texts(rt: Runtime, tuple: PyObject, isReplacement: boolean): string[] {
  return (tuple as PyTuple).value.map((item) => {
    if ((item.type as PyType).layout === rt.types.str) return (item as PyStr).value;
    if (isReplacement) raise(rt, 'SystemError', 'non-string found in code slot');
    return raise(rt, 'TypeError', `name tuples must contain only strings, not '${item.type.name}'`);
  });
}

/** Names and kinds of all slots: locals (cells among them), further cells, free variables. */
function slotsOf(varnames: readonly string[], cellvars: readonly string[], freevars: readonly string[]): Pick<CodeObject, 'localsplusnames' | 'localspluskinds'> {
  const names = [...varnames];
  const kinds = varnames.map((name): number => LocalKind.Local | (cellvars.includes(name) ? LocalKind.Cell : 0));
  for (const name of cellvars) {
    if (varnames.includes(name)) continue;
    names.push(name);
    kinds.push(LocalKind.Cell);
  }
  for (const name of freevars) {
    names.push(name);
    kinds.push(LocalKind.Free);
  }
  return { localsplusnames: names, localspluskinds: Uint8Array.from(kinds) };
}

/** Numbers that can't be negative: in the constructor the first four only. */
const COUNTS = ['argcount', 'posonlyargcount', 'kwonlyargcount', 'nlocals', 'stacksize', 'flags', 'firstlineno'] as const;

/** Makes a code object of checked fields (borrowed). `like`: keep its slots, as the names have not changed. */
export function makeCode(rt: Runtime, fields: CodeFields, isReplacement: boolean, like: CodeObject | null): PyCode {
  const number = (name: FieldName): number => asInt32(rt, fields[name]);
  for (const name of isReplacement ? COUNTS : COUNTS.slice(0, 4)) {
    if (number(name) < 0) raise(rt, 'ValueError', isReplacement ? `co_${name} must be a positive integer` : `code: ${name} must not be negative`);
  }
  const [names, varnames, freevars, cellvars] =
    (['names', 'varnames', 'freevars', 'cellvars'] as const).map((name) => texts(rt, fields[name], isReplacement)) as [string[], string[], string[], string[]];
  const [argcount, posonlyargcount, kwonlyargcount, stacksize, flags] =
    [number('argcount'), number('posonlyargcount'), number('kwonlyargcount'), number('stacksize'), number('flags')];
  if (number('nlocals') !== varnames.length) raise(rt, 'ValueError', 'code: co_nlocals != len(co_varnames)');
  if (argcount < posonlyargcount || stacksize < 0 || flags < 0) raise(rt, 'SystemError', 'bad argument to internal function');
  const code = (fields.code as PyBytes).value;
  if (code.length % 2 !== 0) raise(rt, 'ValueError', 'code: co_code is malformed');
  const parameters = argcount + kwonlyargcount + ((flags & 4) !== 0 ? 1 : 0) + ((flags & 8) !== 0 ? 1 : 0);
  if (varnames.length < parameters) raise(rt, 'ValueError', 'code: co_varnames is too small');
  const source: CodeObject = {
    argcount, posonlyargcount, kwonlyargcount, stacksize, flags, code, consts: [], names,
    ...(like === null ? slotsOf(varnames, cellvars, freevars) : { localsplusnames: like.localsplusnames, localspluskinds: like.localspluskinds }),
    filename: (fields.filename as PyStr).value, name: (fields.name as PyStr).value, qualname: (fields.qualname as PyStr).value,
    firstlineno: number('firstlineno'), linetable: (fields.linetable as PyBytes).value, exceptiontable: (fields.exceptiontable as PyBytes).value,
  };
  const interpreter = rt as Interpreter;
  const made = new LoadedCode(interpreter, source, interpreter.tracing);
  made.consts.push(...(fields.consts as PyTuple).value.map((constant) => incref(constant)));
  const object: PyCode = new PyObject(rt.types.code, made);
  made.object = object;
  return object;
}

// ---- equality ------------------------------------------------------------------------------------------

/** Whether the compiler would merge two constants (_PyCode_ConstantKey): equal, of one type, with the same sign of zero. */
function sameConstant(rt: Runtime, left: PyObject, right: PyObject): boolean {
  if (left === right) return true;
  if (left.type !== right.type) return false;
  const { tuple, frozenset, float, complex, str, bytes, int, bool, code } = rt.types;
  const { type } = left;
  if (type === tuple) {
    const [one, other] = [(left as PyTuple).value, (right as PyTuple).value];
    return one.length === other.length && one.every((item, index) => sameConstant(rt, item, other[index] as PyObject));
  }
  if (type === float) {
    const [one, other] = [(left as PyFloat).value, (right as PyFloat).value];
    return Object.is(one, other) && !Number.isNaN(one);
  }
  if (type === complex) {
    const [one, other] = [left.value, right.value] as { real: number; imag: number }[] as [{ real: number; imag: number }, { real: number; imag: number }];
    return Object.is(one.real, other.real) && Object.is(one.imag, other.imag);
  }
  if (type === str || type === bytes || type === int || type === bool || type === code || type === frozenset) return richCompareBool(rt, left, right, CompareOp.Eq);
  return false;
}

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean => left.length === right.length && left.every((byte, index) => byte === right[index]);
const sameNames = (left: readonly PyStr[], right: readonly PyStr[]): boolean => left.length === right.length && left.every((name, index) => name.value === right[index]?.value);

export function sameCode(rt: Runtime, left: PyObject, right: PyObject): boolean {
  const [one, other] = [loaded(left), loaded(right)];
  return one.name.value === other.name.value && one.source.argcount === other.source.argcount
    && one.source.posonlyargcount === other.source.posonlyargcount && one.source.kwonlyargcount === other.source.kwonlyargcount
    && one.flags === other.flags && one.source.firstlineno === other.source.firstlineno && sameBytes(one.source.code, other.source.code)
    && one.consts.length === other.consts.length && one.consts.every((constant, index) => sameConstant(rt, constant, other.consts[index] as PyObject))
    && sameNames(one.names, other.names) && sameNames(one.localsplusnames, other.localsplusnames)
    && sameBytes(one.source.linetable, other.source.linetable) && sameBytes(one.source.exceptiontable, other.source.exceptiontable);
}

/** Of what `sameCode` compares, without making an object, like code_hash (whose numbers nobody sees: they depend on strings' hashes). */
export function codeHash(rt: Runtime, self: PyObject): Hash {
  const { name, consts, names, localsplusnames, source, flags } = loaded(self);
  let result = 20221211;
  const mix = (value: number): void => {
    result = Math.imul(result ^ value, 1000003) ^ (result >>> 15);
  };
  for (const object of [name, ...consts, ...names, ...localsplusnames]) mix(Number(BigInt.asIntN(32, BigInt(hash(rt, object)))));
  for (const bytes of [source.linetable, source.exceptiontable, source.code]) for (const byte of bytes) mix(byte);
  for (const count of [source.argcount, source.posonlyargcount, source.kwonlyargcount, flags, source.firstlineno]) mix(count);
  return result === -1 ? -2 : result;
}
