/** Dialects of CSV (CPython Modules/_csv.c dialect_new): how a file is written, checked when it is stated. */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  asInt32, dictGet, fast, isTrue, keywordDict, lookupAttributeString, newBool, newInt, newLayoutInstance, newStr, newTuple, raise, strLength, unpackKeywordDict,
  callWithTuple, type MethodDefinition, type Payload, type PyDict, type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { csvState, raiseCsvError } from './state';

export const enum Quoting { Minimal, All, NonNumeric, None, Strings, NotNull }

export interface DialectData {
  readonly delimiter: string;
  /** '' stands for none. */
  readonly quotechar: string;
  readonly escapechar: string;
  readonly doublequote: boolean;
  readonly skipinitialspace: boolean;
  readonly lineterminator: string;
  readonly quoting: number;
  readonly strict: boolean;
}
export type PyDialect = Payload<DialectData>;

const NAMES = ['dialect', 'delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting', 'skipinitialspace', 'strict'] as const;
type Given = PyObject | undefined;

function isText(rt: Runtime, object: PyObject): object is PyStr {
  return (object.type as PyType).layout === rt.types.str;
}

/** _set_char, _set_char_or_none */
function character(rt: Runtime, name: string, object: Given, otherwise: string, mayBeNone: boolean): string {
  if (object === undefined) return otherwise;
  if (mayBeNone && object === rt.none) return '';
  if (!isText(rt, object)) raise(rt, 'TypeError', `"${name}" must be string${mayBeNone ? ' or None' : ''}, not ${object.type.name}`);
  if (strLength(object) !== 1) raise(rt, 'TypeError', `"${name}" must be a 1-character string`);
  return object.value;
}

function truth(rt: Runtime, object: Given, otherwise: boolean): boolean {
  return object === undefined ? otherwise : isTrue(rt, object);
}

function terminator(rt: Runtime, object: Given): string {
  if (object === undefined) return '\r\n';
  if (object === rt.none) raise(rt, 'TypeError', 'lineterminator must be set');
  if (!isText(rt, object)) raise(rt, 'TypeError', `"lineterminator" must be a string`);
  return object.value;
}

function quotingOf(rt: Runtime, object: Given): number {
  if (object === undefined) return Quoting.Minimal;
  if (object.type !== rt.types.int) raise(rt, 'TypeError', `"quoting" must be an integer`);
  return asInt32(rt, object);
}

/** The parameters as a dialect; errors as C finds them. */
function readDialect(rt: Runtime, given: readonly Given[]): DialectData {
  const [, delimiterObject, doubleObject, escapeObject, lineObject, quoteObject, quotingObject, spaceObject, strictObject] = given;
  const delimiter = character(rt, 'delimiter', delimiterObject, ',', false);
  const doublequote = truth(rt, doubleObject, true);
  const escapechar = character(rt, 'escapechar', escapeObject, '', true);
  const lineterminator = terminator(rt, lineObject);
  const quotechar = character(rt, 'quotechar', quoteObject, '"', true);
  let quoting = quotingOf(rt, quotingObject);
  const skipinitialspace = truth(rt, spaceObject, false);
  const strict = truth(rt, strictObject, false);
  if (quoting < Quoting.Minimal || quoting > Quoting.NotNull) raise(rt, 'TypeError', 'bad "quoting" value');
  if (quoteObject === rt.none && quotingObject === undefined) quoting = Quoting.None;
  if (quoting !== Quoting.None && quotechar === '') raise(rt, 'TypeError', 'quotechar must be set if quoting enabled');
  return { delimiter, quotechar, escapechar, doublequote, skipinitialspace, lineterminator, quoting, strict };
}

/** get_dialect_from_registry: borrowed. */
export function registeredDialect(rt: Runtime, name: PyObject): PyObject {
  return dictGet(rt, csvState(rt).dialects, name) ?? raiseCsvError(rt, 'unknown dialect');
}

/** PyArg_ParseTupleAndKeywords without a function's name. */
function checkNames(rt: Runtime, kwargs: PyDict | null): void {
  for (const key of kwargs === null ? [] : kwargs.value.keys) {
    const name = key === null ? '' : key.value as string;
    if (key !== null && !NAMES.some((known) => known === name)) raise(rt, 'TypeError', `'${name}' is an invalid keyword argument for this function`);
  }
}

function newDialect(rt: Runtime, type: PyType, given: Given[]): PyObject {
  let [dialect] = given as [Given];
  if (dialect === rt.none) dialect = undefined;
  if (dialect !== undefined && isText(rt, dialect)) dialect = registeredDialect(rt, dialect);
  if (dialect === undefined) return newLayoutInstance(rt, type, readDialect(rt, given));
  const rest = given.slice(1);
  if ((dialect.type as PyType).layout === extensionType(rt, dialectType) && rest.every((object) => object === undefined)) return incref(dialect);
  const owned: (PyObject | null)[] = [];
  try {
    const all = given.map((object, position) => {
      if (object !== undefined || position === 0) return object;
      const found = lookupAttributeString(rt, dialect, NAMES[position] as string);
      owned.push(found);
      return found ?? undefined;
    });
    return newLayoutInstance(rt, type, readDialect(rt, all));
  } finally {
    for (const object of owned) xdecref(rt, object);
  }
}

const dataOf = (self: PyObject): DialectData => (self as PyDialect).value;
const optional = (rt: Runtime, text: string): PyObject => (text === '' ? incref(rt.none) : newStr(rt, text));
const refusePickle = (name: string): MethodDefinition => fast(name, (rt, self) => raise(rt, 'TypeError', `cannot pickle '${self.type.name.replace(/^.*\./, '')}' instances`));

export const dialectType: TypeDefinition = {
  visitsType: 'last',
  name: '_csv.Dialect',
  doc: 'CSV dialect\n\nThe Dialect type records CSV dialect options.',
  gc: true,
  basicsize: 48,
  flags: { basetype: true, immutable: true },
  slots: {
    new: (rt, type, args, kwargs) => {
      checkNames(rt, kwargs);
      return newDialect(rt, type, unpackKeywordDict(rt, { function: 'Dialect', names: NAMES }, args.value, kwargs));
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      rt.heap.freeContainer(self);
    },
    traverse: () => {},
  },
  methods: [refusePickle('__reduce__'), refusePickle('__reduce_ex__')],
  getset: [
    { name: 'skipinitialspace', member: true, get: (rt, self) => newBool(rt, dataOf(self).skipinitialspace) },
    { name: 'doublequote', member: true, get: (rt, self) => newBool(rt, dataOf(self).doublequote) },
    { name: 'strict', member: true, get: (rt, self) => newBool(rt, dataOf(self).strict) },
    { name: 'delimiter', get: (rt, self) => newStr(rt, dataOf(self).delimiter) },
    { name: 'escapechar', get: (rt, self) => optional(rt, dataOf(self).escapechar) },
    { name: 'lineterminator', get: (rt, self) => newStr(rt, dataOf(self).lineterminator) },
    { name: 'quotechar', get: (rt, self) => optional(rt, dataOf(self).quotechar) },
    { name: 'quoting', get: (rt, self) => newInt(rt, dataOf(self).quoting) },
  ],
};

/** _call_dialect: a dialect made of what a function was given. */
export function dialectOfArguments(rt: Runtime, dialect: PyObject | undefined, kwargs: PyDict | null): PyDialect {
  const args = newTuple(rt, dialect === undefined ? [] : [incref(dialect)]);
  try {
    return callWithTuple(rt, extensionType(rt, dialectType).object, args, kwargs) as PyDialect;
  } finally {
    decref(rt, args);
  }
}

/** The keyword arguments as a dict, or null (owned). */
export function keywordsAsDict(rt: Runtime, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyDict | null {
  return kwnames === null || kwnames.length === 0 ? null : keywordDict(rt, args, kwnames);
}

