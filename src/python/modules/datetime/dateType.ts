/** The type `datetime.date` (CPython Modules/_datetimemodule.c, date_new ... PyDateTime_DateType). */
import { decref, incref, xdecref, type PyObject, type Visit } from '../../memory';
import type { CompareOp} from '../../objects';
import {
  callMethod, classMethod, freePlain, isBytesLike, isStrLike, newBytes, newInt, newStr, newTuple, noArgs, oneArg,
  plainUtf8, PythonError, matches, raise, reprText, varArgs, varArgsKeywords, strLength, textKind, TextKind,
  type GetSetDefinition, type MethodDefinition, type PyDict, type PyTuple, type PyType, type Runtime,
  type TypeDefinition,
} from '../../objects';
import { parseKeywords, parsePositional, type Format } from './arguments';
import { fromIsoCalendar, fromOrdinal, normalizeDate, weekday } from './calendar';
import { compared } from './deltaType';
import { callFunction, ctimeText, dateText, formatArgument, formatMethod, strftime, structTime } from './formatting';
import {
  compareDates, dateBytes, hashOfBytes, isDate, isDatetime, isDelta, midnight, newDate, newDateOf, newDelta, ordinalOf, unchecked, type DateData, type PyDate, type PyDelta,
} from './instances';
import { isoCalendarOf } from './isoCalendarDate';
import { parseIsoDate } from './isoParsing';
import { localFields, wholeSeconds } from './localTime';

const PARAMETERS: Format = { function: null, names: ['year', 'month', 'day'], format: 'iii' };
const STATE_BYTES = 4;

export const dataOf = (self: PyObject): DateData => (self as PyDate).value;

// ---- pickles -----------------------------------------------------------------------------------------

/**
 * The bytes a pickle gives a constructor, given as bytes or, by Python 2, as text; null when the arguments are others. `accepts` looks
 * at the one byte that tells.
 */
export function pickledState(rt: Runtime, name: string, object: PyObject | undefined, size: number, position: number, accepts: (byte: number) => boolean): Uint8Array | null {
  if (object === undefined) return null;
  if (isBytesLike(rt, object)) return object.value.length === size && accepts(object.value[position] as number) ? object.value : null;
  if (!isStrLike(rt, object) || strLength(object) !== size) return null;
  const codes = Array.from(object.value, (character) => character.codePointAt(0) as number);
  if (!accepts(codes[position] as number)) return null;
  if (codes.some((code) => code > 0xff)) {
    raise(rt, 'ValueError', `Failed to encode latin1 string when unpickling a ${name} object. pickle.load(data, encoding='latin1') is assumed.`);
  }
  return Uint8Array.from(codes);
}

function dateNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (args.value.length === 1) {
    const state = pickledState(rt, 'date', args.value[0], STATE_BYTES, 2, (month) => month >= 1 && month <= 12);
    if (state !== null) return unchecked(rt, type, dateOfBytes(state), midnight(rt));
  }
  const [year, month, day] = parseKeywords(rt, PARAMETERS, args, kwargs) as [number, number, number];
  return newDate(rt, year, month, day, type);
}

export function dateOfBytes(bytes: Uint8Array): { year: number; month: number; day: number } {
  return { year: (bytes[0] as number) * 256 + (bytes[1] as number), month: bytes[2] as number, day: bytes[3] as number };
}

// ---- class methods -----------------------------------------------------------------------------------

function today(rt: Runtime, cls: PyObject): PyObject {
  const now = callFunction(rt, 'time', 'time');
  try {
    return callMethod(rt, cls, 'fromtimestamp', [now]);
  } finally {
    decref(rt, now);
  }
}

function dateOfOrdinal(rt: Runtime, cls: PyObject, args: PyTuple): PyObject {
  const [ordinal] = parsePositional(rt, 'fromordinal', 'i', args) as [number];
  if (ordinal < 1) raise(rt, 'ValueError', 'ordinal must be >= 1');
  const { year, month, day } = fromOrdinal(ordinal);
  return newDateOf(rt, cls, year, month, day);
}

/** The bytes of a text of ISO 8601; null: it has no UTF-8. */
export function isoBytes(rt: Runtime, text: PyObject): Uint8Array | null {
  if (!isStrLike(rt, text)) raise(rt, 'TypeError', 'fromisoformat: argument must be str');
  return textKind(text) === TextKind.Split ? null : plainUtf8(text.value);
}

export function raiseInvalidIso(rt: Runtime, text: PyObject): never {
  raise(rt, 'ValueError', `Invalid isoformat string: ${reprText(rt, text)}`);
}

function dateOfIso(rt: Runtime, cls: PyObject, text: PyObject): PyObject {
  const bytes = isoBytes(rt, text);
  const known = bytes !== null && (bytes.length === 7 || bytes.length === 8 || bytes.length === 10);
  const date = known ? parseIsoDate(bytes, bytes.length) : null;
  return date === null ? raiseInvalidIso(rt, text) : newDateOf(rt, cls, date.year, date.month, date.day);
}

function dateOfIsoCalendar(rt: Runtime, cls: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  let fields: [number, number, number];
  try {
    fields = parseKeywords(rt, { function: 'fromisocalendar', names: ['year', 'week', 'day'], format: 'iii' }, args, kwargs) as typeof fields;
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.OverflowError)) throw error;
    decref(rt, error.exception);
    return raise(rt, 'ValueError', 'ISO calendar component out of range');
  }
  const [year, week, day] = fields;
  const date = fromIsoCalendar(year, week, day);
  switch (date) {
    case 'year': return raise(rt, 'ValueError', `Year is out of range: ${year}`);
    case 'week': return raise(rt, 'ValueError', `Invalid week: ${week}`);
    case 'day': return raise(rt, 'ValueError', `Invalid day: ${day} (range is [1, 7])`);
    default: return newDateOf(rt, cls, date.year, date.month, date.day);
  }
}

// ---- operators ---------------------------------------------------------------------------------------

function shifted(rt: Runtime, date: PyDate, { value: { days } }: PyDelta, sign: 1 | -1): PyObject {
  const { year, month, day } = date.value;
  const result = normalizeDate(year, month, day + sign * days);
  if (result === null) raise(rt, 'OverflowError', 'date value out of range');
  return newDateOf(rt, date.type.object, result.year, result.month, result.day);
}

function add(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isDatetime(rt, left) && !isDatetime(rt, right)) {
    if (isDate(rt, left)) {
      if (isDelta(rt, right)) return shifted(rt, left, right, 1);
    } else if (isDelta(rt, left)) return shifted(rt, right as PyDate, left, 1);
  }
  return incref(rt.notImplemented);
}

function subtract(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isDatetime(rt, left) && !isDatetime(rt, right) && isDate(rt, left)) {
    if (isDate(rt, right)) return newDelta(rt, ordinalOf(left.value) - ordinalOf(right.value), 0, 0);
    if (isDelta(rt, right)) return shifted(rt, left, right, -1);
  }
  return incref(rt.notImplemented);
}

function richCompare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  return isDate(rt, other) ? compared(rt, compareDates(dataOf(self), other.value), op) : incref(rt.notImplemented);
}

// ---- the type ----------------------------------------------------------------------------------------

function replace(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const data = dataOf(self);
  const [year = data.year, month = data.month, day = data.day] = parseKeywords(rt, { ...PARAMETERS, function: 'replace', format: '|iii' }, args, kwargs) as number[];
  const tuple = newTuple(rt, [year, month, day].map((field) => newInt(rt, field)));
  try {
    return dateNew(rt, self.type as PyType, tuple, null);
  } finally {
    decref(rt, tuple);
  }
}

const methods: readonly MethodDefinition[] = [
  classMethod(oneArg('fromtimestamp', (rt, cls, timestamp) => {
    const { year, month, day } = localFields(rt, wholeSeconds(rt, timestamp));
    return newDateOf(rt, cls, year, month, day);
  })),
  classMethod(varArgs('fromordinal', dateOfOrdinal)),
  classMethod(oneArg('fromisoformat', dateOfIso)),
  classMethod(varArgsKeywords('fromisocalendar', dateOfIsoCalendar)),
  classMethod(noArgs('today', today)),
  noArgs('ctime', (rt, self) => newStr(rt, ctimeText({ ...dataOf(self), hour: 0, minute: 0, second: 0 }))),
  varArgsKeywords('strftime', (rt, self, args, kwargs) => {
    const format = formatArgument(rt, args, kwargs);
    const tuple = callMethod(rt, self, 'timetuple', []);
    try {
      return strftime(rt, self, format, tuple, self);
    } finally {
      decref(rt, tuple);
    }
  }),
  varArgs('__format__', formatMethod),
  noArgs('timetuple', (rt, self) => structTime(rt, dataOf(self), midnight(rt), -1)),
  noArgs('isocalendar', (rt, self) => isoCalendarOf(rt, self as PyDate)),
  noArgs('isoformat', (rt, self) => newStr(rt, dateText(dataOf(self)))),
  noArgs('isoweekday', (rt, self) => newInt(rt, weekdayOf(self) + 1)),
  noArgs('toordinal', (rt, self) => newInt(rt, ordinalOf(dataOf(self)))),
  noArgs('weekday', (rt, self) => newInt(rt, weekdayOf(self))),
  varArgsKeywords('replace', replace),
  noArgs('__reduce__', (rt, self) =>
    newTuple(rt, [incref((self as PyDate).type.object), newTuple(rt, [newBytes(rt, Uint8Array.from(dateBytes(dataOf(self))))])])),
];

function weekdayOf(self: PyObject): number {
  const { year, month, day } = dataOf(self);
  return weekday(year, month, day);
}

export const field = <K extends string>(name: K): GetSetDefinition =>
  ({ name, get: (rt, self) => newInt(rt, (self as PyObject<Record<K, number>>).value[name]) });

/** What the ledger asks: neither type is a container for the collector. */
export function visitTzinfo(self: PyObject, visit: Visit): void {
  const { tzinfo } = self.value as { tzinfo: PyObject | null };
  if (tzinfo !== null) visit(tzinfo);
}

export function deallocWithTzinfo(rt: Runtime, self: PyObject): void {
  const data = self.value as { tzinfo: PyObject | null };
  const { tzinfo } = data;
  data.tzinfo = null;
  xdecref(rt, tzinfo);
  freePlain(rt, self);
}

const DOC = 'date(year, month, day) --> date object';

export const dateType: TypeDefinition = {
  name: 'datetime.date',
  doc: DOC,
  basicsize: 32,
  flags: { basetype: true },
  constants: (rt) => ({
    __doc__: newStr(rt, DOC), min: newDate(rt, 1, 1, 1), max: newDate(rt, 9999, 12, 31), resolution: newDelta(rt, 1, 0, 0),
  }),
  slots: {
    new: dateNew,
    dealloc: freePlain,
    traverse: visitTzinfo,
    repr: (rt, self) => {
      const { year, month, day } = dataOf(self);
      return newStr(rt, `${self.type.name}(${year}, ${month}, ${day})`);
    },
    str: (rt, self) => callMethod(rt, self, 'isoformat', []),
    hash: (rt, self) => {
      const data = dataOf(self);
      data.hash ??= hashOfBytes(rt, dateBytes(data));
      return data.hash;
    },
    richcompare: richCompare,
    nbAdd: add,
    nbSubtract: subtract,
  },
  methods,
  getset: [field('year'), field('month'), field('day')],
};
