/**
 * The `code` type: what Python sees of a code object (CPython Objects/codeobject.c).
 */
import { codeLines, codePositions, LocalKind } from '../bytecode';
import { clearWeakrefs, decref, incref, PyObject } from '../memory';
import {
  addressText, asInt32, checkPositional, CompareOp, fastKeywords, newBool, newBytes, newInt, newList, newStr, newTuple, noArgs, oneArg, getIter, raise, refuseKeywords, unpackKeywords, warn,
  type GetSetDefinition, type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { checkField, CODE_FIELDS, codeHash, dropFields, fieldsOf, makeCode, sameCode, type CodeFields } from './codeMaking';
import type { LoadedCode } from './loadCode';

const loaded = (self: PyObject): LoadedCode => self.value as LoadedCode;

function count(name: string, read: (code: LoadedCode) => number): GetSetDefinition {
  return { name, member: true, get: (rt, self) => newInt(rt, read(loaded(self))) };
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

const codeSize = (self: PyObject): number => Math.ceil((192 + loaded(self).source.code.length) / 8) * 8;

const numberOrNone = (rt: Runtime, value: number | null): PyObject => (value === null ? incref(rt.none) : newInt(rt, value));

/** `code.replace(**changes)` (code_replace_impl). */
function replace(rt: Runtime, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const given = unpackKeywords(rt, { function: 'replace', names: REPLACE_ORDER.map((name) => `co_${name}`), maximumPositional: 0 }, args, kwnames);
  const fields = fieldsOf(rt, self);
  try {
    const changed = { ...fields };
    REPLACE_ORDER.forEach((name, index) => {
      const value = given[index];
      if (value === undefined) return;
      checkField(rt, 'replace', `argument 'co_${name}'`, FIELD_TYPES[name], value);
      changed[name] = value;
    });
    if (changed.varnames !== fields.varnames && changed.nlocals === fields.nlocals) {
      // The count follows the names unless it is given.
      changed.nlocals = newInt(rt, (changed.varnames as PyTuple).value.length);
      decref(rt, fields.nlocals);
      fields.nlocals = changed.nlocals;
    }
    const keepsSlots = (['varnames', 'freevars', 'cellvars'] as const).every((name) => changed[name] === fields[name]);
    return makeCode(rt, changed, true, keepsSlots ? loaded(self).source : null);
  } finally {
    dropFields(rt, fields);
  }
}

const FIELD_TYPES = Object.fromEntries(CODE_FIELDS) as Record<keyof CodeFields, typeof CODE_FIELDS[number][1]>;
const REPLACE_ORDER: readonly (keyof CodeFields)[] = [
  'argcount', 'posonlyargcount', 'kwonlyargcount', 'nlocals', 'stacksize', 'flags', 'firstlineno', 'code', 'consts', 'names', 'varnames',
  'freevars', 'cellvars', 'filename', 'name', 'qualname', 'linetable', 'exceptiontable',
];

/** `types.CodeType(...)` (code_new_impl). */
function construct(rt: Runtime, _type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  refuseKeywords(rt, 'code', kwargs);
  checkPositional(rt, 'code', args.value.length, 16, 18);
  const fields: Partial<CodeFields> = {};
  CODE_FIELDS.forEach(([name, type], index) => {
    const value = args.value[index] ?? rt.emptyTuple;
    checkField(rt, 'code', `argument ${index + 1}`, type, value);
    fields[name] = value;
  });
  return makeCode(rt, fields as CodeFields, false, null);
}

/** `co_lnotab`: the position table in the form Python 3.9 had (decode_linetable). */
function lineNumberTable(rt: Runtime, self: PyObject): PyObject {
  warn(rt, 'DeprecationWarning', 'co_lnotab is deprecated, use co_lines instead.');
  const { source } = loaded(self);
  const bytes: number[] = [];
  let line = source.firstlineno;
  let offset = 0;
  for (const range of codeLines(source)) {
    if (range.line === null) continue;
    let offsetStep = range.start - offset;
    let lineStep = range.line - line;
    if (lineStep === 0) continue;
    for (; offsetStep > 255; offsetStep -= 255) bytes.push(255, 0);
    const limit = lineStep < 0 ? -128 : 127;
    while (lineStep < -128 || lineStep > 127) {
      bytes.push(offsetStep, limit & 0xff);
      offsetStep = 0;
      lineStep -= limit;
    }
    bytes.push(offsetStep, lineStep & 0xff);
    offset = range.start;
    line = range.line;
  }
  return newBytes(rt, Uint8Array.from(bytes));
}

/** CPython has constants and names in tuples, which go to the free lists or are counted away like all others. */
function freeTuple(rt: Runtime, items: readonly PyObject[]): void {
  if (items.length === 0) return;
  const tuple = new PyObject(rt.types.tuple, items);
  for (let index = items.length - 1; index >= 0; index--) decref(rt, items[index] as PyObject);
  rt.heap.freeTuple(items.length, tuple);
}

export const codeType: TypeDefinition = {
  name: 'code',
  basicsize: 192,
  itemsize: 2,
  sizeof: (_rt, self) => codeSize(self),
  weakrefs: true,
  doc: 'Create a code object.  Not for the faint of heart.',
  slots: {
    new: construct,
    hash: codeHash,
    richcompare: (rt, self, other, op) => {
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || other.type !== rt.types.code) return incref(rt.notImplemented);
      return newBool(rt, (self === other || sameCode(rt, self, other)) === (op === CompareOp.Eq));
    },
    repr: (rt, self) => {
      const code = loaded(self);
      return newStr(rt, `<code object ${code.name.value} at ${addressText(rt, self)}, file "${code.filename.value}", line ${code.source.firstlineno}>`);
    },
    dealloc: (rt, self) => {
      const code = loaded(self);
      clearWeakrefs(rt, self);
      for (const items of [code.consts, code.names, code.localsplusnames]) freeTuple(rt, items);
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
    { name: 'co_name', member: true, get: (_rt, self) => incref(loaded(self).name) },
    { name: 'co_qualname', member: true, get: (_rt, self) => incref(loaded(self).qualname) },
    { name: 'co_filename', member: true, get: (_rt, self) => incref(loaded(self).filename) },
    { name: 'co_names', member: true, get: (rt, self) => newTuple(rt, loaded(self).names.map((name) => incref(name))) },
    { name: 'co_consts', member: true, get: (rt, self) => newTuple(rt, loaded(self).consts.map((constant) => incref(constant))) },
    slotNames('co_varnames', LocalKind.Local),
    slotNames('co_cellvars', LocalKind.Cell),
    slotNames('co_freevars', LocalKind.Free),
    { name: 'co_code', get: (rt, self) => newBytes(rt, loaded(self).source.code) },
    { name: '_co_code_adaptive', get: (rt, self) => newBytes(rt, loaded(self).source.code) },
    { name: 'co_lnotab', get: lineNumberTable },
    { name: 'co_linetable', member: true, get: (rt, self) => newBytes(rt, loaded(self).source.linetable) },
    { name: 'co_exceptiontable', member: true, get: (rt, self) => newBytes(rt, loaded(self).source.exceptiontable) },
  ],
  methods: [
    noArgs('__sizeof__', (rt, self) => newInt(rt, codeSize(self))),
    fastKeywords('replace', replace),
    oneArg('_varname_from_oparg', (rt, self, position) => {
      const name = loaded(self).localsplusnames[asInt32(rt, position)];
      return name === undefined ? raise(rt, 'IndexError', 'tuple index out of range') : incref(name);
    }),
    noArgs('co_lines', (rt, self) => iteratorOf(rt, codeLines(loaded(self).source).map(({ start, end, line }) =>
      newTuple(rt, [newInt(rt, start), newInt(rt, end), numberOrNone(rt, line)])))),
    noArgs('co_positions', (rt, self) => iteratorOf(rt, codePositions(loaded(self).source).map(({ line, endLine, column, endColumn }) =>
      newTuple(rt, [numberOrNone(rt, line), numberOrNone(rt, endLine), numberOrNone(rt, column), numberOrNone(rt, endColumn)])))),
  ],
};

