/** How datetimes are made: from the clock, timestamps, texts and parts (CPython Modules/_datetimemodule.c, datetime_new, datetime_datetime_now ...). */
import { decref, type PyObject } from '../../memory';
import {
  callMethod, classMethod, fastKeywords, noArgs, oneArg, plainUtf8, unpackKeywords, varArgs, varArgsKeywords, warn,
  type MethodDefinition, type PyDict, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { parseKeywords, parsePositional, type Format } from './arguments';
import { isoBytes, dateOfBytes, pickledState, raiseInvalidIso } from './dateType';
import { importModule } from './formatting';
import {
  checkTzinfo, clock, clockOfBytes, datetimeState, newDatetime, newDatetimeOf, unchecked, type PyDate, type PyTime,
} from './instances';
import { dateLength, parseIsoDate, parseIsoTime, separatorLength } from './isoParsing';
import { currentMoment, datetimeAt, timestampOf } from './localTime';
import { FOLD_BIT, parsedTzinfo, pickledTzinfo } from './timeType';

export const PARAMETERS: Format = {
  function: null, names: ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'], format: 'iii|iiiiO$i',
};
/** The parameters' values as `parseKeywords` gives them. */
export type Parts = [year?: number, month?: number, day?: number, hour?: number, minute?: number, second?: number, microsecond?: number, tzinfo?: PyObject, fold?: number];

const STATE_BYTES = 10;

export function datetimeNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const given = args.value;
  if (given.length === 1 || given.length === 2) {
    const state = pickledState(rt, 'datetime', given[0], STATE_BYTES, 2, (month) => (month & 0x7f) >= 1 && (month & 0x7f) <= 12);
    if (state !== null) {
      const date = dateOfBytes(state);
      const fold = date.month & FOLD_BIT ? 1 : 0;
      const time = { ...clockOfBytes(state, 4), fold, tzinfo: pickledTzinfo(rt, given[1] ?? rt.none) };
      return unchecked(rt, type, { ...date, month: date.month & ~FOLD_BIT }, time);
    }
  }
  const [year, month, day, hour = 0, minute = 0, second = 0, microsecond = 0, tzinfo = rt.none, fold = 0] = parseKeywords(rt, PARAMETERS, args, kwargs) as Parts;
  return newDatetime(rt, year as number, month as number, day as number, clock(rt, hour, minute, second, microsecond, tzinfo, fold), type);
}

/** A moment in UTC as the tzinfo wants it; `made` is given up. */
function inZone(rt: Runtime, tzinfo: PyObject, made: PyObject): PyObject {
  if (tzinfo === rt.none) return made;
  try {
    return callMethod(rt, tzinfo, 'fromutc', [made]);
  } finally {
    decref(rt, made);
  }
}

function now(rt: Runtime, cls: PyObject, tzinfo: PyObject): PyObject {
  checkTzinfo(rt, tzinfo);
  return inZone(rt, tzinfo, datetimeAt(rt, cls, currentMoment(rt), tzinfo, true));
}

function fromTimestamp(rt: Runtime, cls: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const values = parseKeywords(rt, { function: 'fromtimestamp', names: ['timestamp', 'tz'], format: 'O|O' }, args, kwargs) as [PyObject, PyObject?];
  const [timestamp, tzinfo = rt.none] = values;
  checkTzinfo(rt, tzinfo);
  return inZone(rt, tzinfo, datetimeAt(rt, cls, timestampOf(rt, timestamp), tzinfo, true));
}

function strptime(rt: Runtime, cls: PyObject, args: PyTuple): PyObject {
  const [text, format] = parsePositional(rt, 'strptime', 'UU', args) as [PyObject, PyObject];
  const state = datetimeState(rt);
  state.strptime ??= importModule(rt, '_strptime');
  return callMethod(rt, state.strptime, '_strptime_datetime', [cls, text, format]);
}

function combine(rt: Runtime, cls: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const state = datetimeState(rt);
  const values = parseKeywords(rt, { function: 'combine', names: ['date', 'time', 'tzinfo'], format: 'TT|O' }, args, kwargs, [state.date, state.time]);
  const [date, time, tzinfo = (values[1] as PyTime).value.tzinfo] = values as [PyDate, PyTime, PyObject?];
  const { year, month, day } = date.value;
  return newDatetimeOf(rt, cls, year, month, day, { ...time.value, tzinfo: tzinfo === rt.none ? null : tzinfo });
}

/** The only place where a text may have a surrogate: the character between date and time, which counts for nothing. */
function withoutSurrogateSeparator(text: PyObject): PyObject | string {
  if (typeof text.value !== 'string') return text;
  const characters = Array.from(text.value);
  const position = [7, 8, 10].find((place) => /^[\ud800-\udfff]$/.test(characters[place] ?? ''));
  if (position === undefined) return text;
  characters[position] = 'T';
  return characters.join('');
}

/** The bytes of a text that may be one of ISO 8601: at least seven characters. */
function candidateBytes(rt: Runtime, text: PyObject): Uint8Array | null {
  const clean = withoutSurrogateSeparator(text);
  if (typeof clean === 'string') return plainUtf8(clean);
  const bytes = isoBytes(rt, clean);
  return bytes === null || Array.from(text.value as string).length < 7 ? null : bytes;
}

function fromIso(rt: Runtime, cls: PyObject, text: PyObject): PyObject {
  const bytes = candidateBytes(rt, text);
  if (bytes === null) return raiseInvalidIso(rt, text);
  const length = dateLength(bytes);
  const date = parseIsoDate(bytes, length);
  if (date === null) return raiseInvalidIso(rt, text);
  if (bytes.length <= length) return newDatetimeOf(rt, cls, date.year, date.month, date.day, clock(rt, 0, 0, 0, 0));
  const time = parseIsoTime(bytes, length + separatorLength(bytes[length] as number));
  if (time === null) return raiseInvalidIso(rt, text);
  const tzinfo = parsedTzinfo(rt, time);
  try {
    const { hour, minute, second, microsecond } = time;
    return newDatetimeOf(rt, cls, date.year, date.month, date.day, clock(rt, hour, minute, second, microsecond, tzinfo ?? rt.none));
  } finally {
    if (tzinfo !== null) decref(rt, tzinfo);
  }
}

const advice = (name: string, instead: string): string =>
  `datetime.datetime.${name}() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: ${instead}.`;

export const classMethods: readonly MethodDefinition[] = [
  fastKeywords('now', (rt, cls, args, kwnames) => {
    const [tzinfo = rt.none] = unpackKeywords(rt, { function: 'now', names: ['tz'] }, args, kwnames);
    return now(rt, cls, tzinfo);
  }),
  noArgs('utcnow', (rt, cls) => {
    warn(rt, 'DeprecationWarning', advice('utcnow', 'datetime.datetime.now(datetime.UTC)'));
    return datetimeAt(rt, cls, currentMoment(rt), rt.none, false);
  }),
  varArgsKeywords('fromtimestamp', fromTimestamp),
  varArgs('utcfromtimestamp', (rt, cls, args) => {
    warn(rt, 'DeprecationWarning', advice('utcfromtimestamp', 'datetime.datetime.fromtimestamp(timestamp, datetime.UTC)'));
    const [timestamp] = parsePositional(rt, 'utcfromtimestamp', 'O', args) as [PyObject];
    return datetimeAt(rt, cls, timestampOf(rt, timestamp), rt.none, false);
  }),
  varArgs('strptime', strptime),
  varArgsKeywords('combine', combine),
  oneArg('fromisoformat', fromIso),
].map(classMethod);

