/**
 * The `code` type: what Python sees of a code object (CPython Objects/codeobject.c).
 */
import { codeLines, codePositions, LocalKind, type CodeObject } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import {
  addressText, fastKeywords, machine, newBytes, newInt, newList, newStr, newTuple, noArgs, getIter, raise, type GetSetDefinition, type PyStr, type Runtime, type TypeDefinition,
} from '../objects';
import type { LoadedCode } from './loadCode';

const loaded = (self: PyObject): LoadedCode => self.value as LoadedCode;

function count(name: string, read: (code: LoadedCode) => number): GetSetDefinition {
  return { name, get: (rt, self) => newInt(rt, read(loaded(self))) };
}

/** A tuple of the names of the slots of some kind. */
function slotNames(name: string, wanted: number): GetSetDefinition {
  return {
    name,
    get: (rt, self) => {
      const code = loaded(self);
      const kinds = code.source.localspluskinds;
      return newTuple(rt, code.localsplusnames.filter((_name, slot) => ((kinds[slot] as number) & wanted) !== 0).map((item) => incref(item)));
    },
  };
}

/** An iterator over owned items, as `co_lines()` gives. */
function iteratorOf(rt: Runtime, items: PyObject[]): PyObject {
  const list = newList(rt, items);
  try {
    return getIter(rt, list);
  } finally {
    decref(rt, list);
  }
}

const numberOrNone = (rt: Runtime, value: number | null): PyObject => (value === null ? incref(rt.none) : newInt(rt, value));

/** What `replace` can exchange: the keyword, the field, its type. The instructions themselves stay. */
const replaceable: Readonly<Record<string, readonly [field: keyof CodeObject, type: 'number' | 'string']>> = {
  co_flags: ['flags', 'number'], co_firstlineno: ['firstlineno', 'number'],
  co_name: ['name', 'string'], co_qualname: ['qualname', 'string'], co_filename: ['filename', 'string'],
};

/** `code.replace(**changes)` for fields other than the instructions and what they refer to. */
function replace(rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const names = kwnames ?? [];
  if (args.length > names.length) raise(rt, 'TypeError', `replace() takes 0 positional arguments but ${args.length - names.length} ${args.length - names.length === 1 ? 'was' : 'were'} given`);
  const changes: Record<string, unknown> = {};
  names.forEach((name, index) => {
    const place = replaceable[name.value];
    if (place === undefined) raise(rt, 'NotImplementedError', `code.replace(${name.value}=...) is not supported`);
    const [field, type] = place;
    const { value } = args[index] as PyObject;
    if (typeof value !== type) {
      if (type === 'number') raise(rt, 'TypeError', `'${(args[index] as PyObject).type.name}' object cannot be interpreted as an integer`);
      raise(rt, 'TypeError', `replace() argument '${name.value}' must be str, not ${(args[index] as PyObject).type.name}`);
    }
    changes[field] = value;
  });
  return machine(rt).loadCode({ ...loaded(self).source, ...changes });
}

export const codeType: TypeDefinition = {
  name: 'code',
  basicsize: 192,
  itemsize: 2,
  sizeof: (_rt, self) => Math.ceil((192 + loaded(self).source.code.length) / 8) * 8,
  weakrefs: true,
  slots: {
    repr: (rt, self) => {
      const code = loaded(self);
      return newStr(rt, `<code object ${code.name.value} at ${addressText(rt, self)}, file "${code.filename.value}", line ${code.source.firstlineno}>`);
    },
    dealloc: (rt, self) => {
      const code = loaded(self);
      for (const constant of code.consts) decref(rt, constant);
      for (const name of code.names) decref(rt, name);
      for (const name of code.localsplusnames) decref(rt, name);
      decref(rt, code.name);
      decref(rt, code.qualname);
      decref(rt, code.filename);
      rt.heap.free(self);
    },
  },
  getset: [
    count('co_argcount', (code) => code.source.argcount),
    count('co_posonlyargcount', (code) => code.source.posonlyargcount),
    count('co_kwonlyargcount', (code) => code.source.kwonlyargcount),
    count('co_nlocals', (code) => code.nlocals),
    count('co_stacksize', (code) => code.stacksize),
    count('co_flags', (code) => code.flags),
    count('co_firstlineno', (code) => code.source.firstlineno),
    { name: 'co_name', get: (_rt, self) => incref(loaded(self).name) },
    { name: 'co_qualname', get: (_rt, self) => incref(loaded(self).qualname) },
    { name: 'co_filename', get: (_rt, self) => incref(loaded(self).filename) },
    { name: 'co_names', get: (rt, self) => newTuple(rt, loaded(self).names.map((name) => incref(name))) },
    { name: 'co_consts', get: (rt, self) => newTuple(rt, loaded(self).consts.map((constant) => incref(constant))) },
    slotNames('co_varnames', LocalKind.Local),
    slotNames('co_cellvars', LocalKind.Cell),
    slotNames('co_freevars', LocalKind.Free),
    { name: 'co_code', get: (rt, self) => newBytes(rt, loaded(self).source.code) },
    { name: 'co_linetable', get: (rt, self) => newBytes(rt, loaded(self).source.linetable) },
    { name: 'co_exceptiontable', get: (rt, self) => newBytes(rt, loaded(self).source.exceptiontable) },
  ],
  methods: [
    fastKeywords('replace', replace),
    noArgs('co_lines', (rt, self) => iteratorOf(rt, codeLines(loaded(self).source).map(({ start, end, line }) =>
      newTuple(rt, [newInt(rt, start), newInt(rt, end), numberOrNone(rt, line)])))),
    noArgs('co_positions', (rt, self) => iteratorOf(rt, codePositions(loaded(self).source).map(({ line, endLine, column, endColumn }) =>
      newTuple(rt, [numberOrNone(rt, line), numberOrNone(rt, endLine), numberOrNone(rt, column), numberOrNone(rt, endColumn)])))),
  ],
};

