/** The type `datetime.time` (CPython Modules/_datetimemodule.c, time_new ... PyDateTime_TimeType). */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, classMethod, newBytes, newInt, newStr, newTuple, noArgs, oneArg, raise, reprText, varArgs, varArgsKeywords,
  type GetSetDefinition, type MethodDefinition, type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { parseKeywords, parsePositional, type Format } from './arguments';
import { deallocWithTzinfo, field, isoBytes, pickledState, raiseInvalidIso, visitTzinfo } from './dateType';
import { compareTime, hashTime, timeOffset } from './datetimeArithmetic';
import { clockText, formatArgument, formatMethod, strftime, withKeyword } from './formatting';
import {
  checkFold, clock, clockBytes, clockOfBytes, construct, datetimeState, isTime, isTzinfo, newDelta, newTime, uncheckedTime, utcOf,
  type Clock, type PyTime, type TimeData,
} from './instances';
import { parseIsoTime, timeStart, type ParsedTime } from './isoParsing';
import { dstOffset, formatUtcOffset, newTimezone, orNone, zoneName } from './zoneCalls';

const PARAMETERS: Format = { function: null, names: ['hour', 'minute', 'second', 'microsecond', 'tzinfo', 'fold'], format: '|iiiiO$i' };
const STATE_BYTES = 6;
/** The bit of a pickle's hour, or of a datetime's month, that says fold=1. */
export const FOLD_BIT = 0x80;

const dataOf = (self: PyObject): TimeData => (self as PyTime).value;

/** The tzinfo a pickle gives a constructor. */
export function pickledTzinfo(rt: Runtime, tzinfo: PyObject): PyObject | null {
  if (tzinfo === rt.none) return null;
  if (!isTzinfo(rt, tzinfo)) raise(rt, 'TypeError', 'bad tzinfo state arg');
  return tzinfo;
}

function timeNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const given = args.value;
  if (given.length === 1 || given.length === 2) {
    const state = pickledState(rt, 'time', given[0], STATE_BYTES, 0, (hour) => (hour & 0x7f) < 24);
    if (state !== null) {
      const time = clockOfBytes(state, 0);
      const fold = time.hour & FOLD_BIT ? 1 : 0;
      return uncheckedTime(rt, type, { ...time, hour: time.hour & ~FOLD_BIT, fold, tzinfo: pickledTzinfo(rt, given[1] ?? rt.none) });
    }
  }
  const values = parseKeywords(rt, PARAMETERS, args, kwargs) as [number?, number?, number?, number?, PyObject?, number?];
  const [hour = 0, minute = 0, second = 0, microsecond = 0, tzinfo = rt.none, fold = 0] = values;
  return newTime(rt, clock(rt, hour, minute, second, microsecond, tzinfo, fold), type);
}

/** The tzinfo of a parsed text (new reference), null for none. */
export function parsedTzinfo(rt: Runtime, { zone }: ParsedTime): PyObject | null {
  if (zone === null) return null;
  if (zone.seconds === 0) return incref(utcOf(rt));
  const offset = newDelta(rt, 0, zone.seconds, zone.microseconds);
  try {
    return newTimezone(rt, offset, null);
  } finally {
    decref(rt, offset);
  }
}

function timeOfIso(rt: Runtime, cls: PyObject, text: PyObject): PyObject {
  const bytes = isoBytes(rt, text);
  const parsed = bytes === null ? null : parseIsoTime(bytes, timeStart(bytes));
  if (parsed === null) return raiseInvalidIso(rt, text);
  const tzinfo = parsedTzinfo(rt, parsed);
  const { hour, minute, second, microsecond } = parsed;
  try {
    if (cls === datetimeState(rt).time.object) return newTime(rt, clock(rt, hour, minute, second, microsecond, tzinfo ?? rt.none));
    return construct(rt, cls, [hour, minute, second, microsecond], tzinfo ?? rt.none);
  } finally {
    if (tzinfo !== null) decref(rt, tzinfo);
  }
}

function reprOf(rt: Runtime, self: PyTime): string {
  const { hour, minute, second, microsecond, tzinfo, fold } = self.value;
  const parts = microsecond !== 0 ? [hour, minute, second, microsecond] : second !== 0 ? [hour, minute, second] : [hour, minute];
  let text = `${self.type.name}(${parts.join(', ')})`;
  if (tzinfo !== null) text = withKeyword(text, `tzinfo=${reprText(rt, tzinfo)}`);
  return fold === 0 ? text : withKeyword(text, `fold=${fold}`);
}

/** The state of a pickle: bytes and perhaps a tzinfo. */
export function stateOf(rt: Runtime, bytes: readonly number[], { tzinfo }: Clock): PyTuple {
  const state = newBytes(rt, Uint8Array.from(bytes));
  return newTuple(rt, tzinfo === null ? [state] : [state, incref(tzinfo)]);
}

/** `__reduce_ex__` and `__reduce__`: the fold is kept from protocol 4 on, in a bit of the byte at `foldAt`. */
export function reduceMethods(bytesOf: (self: PyObject) => number[], foldAt: number): MethodDefinition[] {
  const reduced = (rt: Runtime, self: PyObject, protocol: number): PyObject => {
    const bytes = bytesOf(self);
    const data = self.value as Clock;
    if (protocol > 3 && data.fold === 1) bytes[foldAt] = (bytes[foldAt] as number) | FOLD_BIT;
    return newTuple(rt, [incref((self.type as PyType).object), stateOf(rt, bytes, data)]);
  };
  return [
    varArgs('__reduce_ex__', (rt, self, args) => reduced(rt, self, (parsePositional(rt, '__reduce_ex__', 'i', args) as [number])[0])),
    noArgs('__reduce__', (rt, self) => reduced(rt, self, 2)),
  ];
}

function replace(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const data = dataOf(self);
  const values = parseKeywords(rt, { ...PARAMETERS, function: 'replace' }, args, kwargs) as [number?, number?, number?, number?, PyObject?, number?];
  const [hour = data.hour, minute = data.minute, second = data.second, microsecond = data.microsecond, tzinfo = data.tzinfo ?? rt.none, fold = data.fold] = values;
  checkFold(rt, fold);
  const tuple = newTuple(rt, [...[hour, minute, second, microsecond].map((part) => newInt(rt, part)), incref(tzinfo)]);
  try {
    const clone = timeNew(rt, self.type as PyType, tuple, null);
    dataOf(clone).fold = fold;
    return clone;
  } finally {
    decref(rt, tuple);
  }
}

const methods: readonly MethodDefinition[] = [
  varArgsKeywords('isoformat', (rt, self, args, kwargs) => {
    const [specification] = parseKeywords(rt, { function: 'isoformat', names: ['timespec'], format: '|s' }, args, kwargs) as [string?];
    const data = dataOf(self);
    const text = clockText(rt, data, specification);
    return newStr(rt, text + formatUtcOffset(rt, ':', data.tzinfo, rt.none));
  }),
  varArgsKeywords('strftime', (rt, self, args, kwargs) => {
    const format = formatArgument(rt, args, kwargs);
    const { hour, minute, second } = dataOf(self);
    const tuple = newTuple(rt, [1900, 1, 1, hour, minute, second, 0, 1, -1].map((part) => newInt(rt, part)));
    try {
      return strftime(rt, self, format, tuple, rt.none);
    } finally {
      decref(rt, tuple);
    }
  }),
  varArgs('__format__', formatMethod),
  noArgs('utcoffset', (rt, self) => orNone(rt, timeOffset(rt, self as PyTime))),
  noArgs('tzname', (rt, self) => zoneName(rt, dataOf(self).tzinfo, rt.none)),
  noArgs('dst', (rt, self) => orNone(rt, dstOffset(rt, dataOf(self).tzinfo, rt.none))),
  varArgsKeywords('replace', replace),
  classMethod(oneArg('fromisoformat', timeOfIso)),
  ...reduceMethods((self) => clockBytes(dataOf(self)), 0),
];

export const tzinfoAttribute: GetSetDefinition = {
  name: 'tzinfo', get: (rt, self) => incref((self.value as Clock).tzinfo ?? rt.none),
};

const DOC = 'time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll arguments are optional. tzinfo may be None, or an instance of\n'
  + 'a tzinfo subclass. The remaining arguments may be ints.\n';

export const timeType: TypeDefinition = {
  name: 'datetime.time',
  doc: DOC,
  basicsize: 40,
  flags: { basetype: true },
  /** Without a tzinfo there is no place for one. */
  ownBytes: (self) => (dataOf(self).tzinfo === null ? 32 : 40),
  constants: (rt) => ({
    __doc__: newStr(rt, DOC), min: newTime(rt, clock(rt, 0, 0, 0, 0)), max: newTime(rt, clock(rt, 23, 59, 59, 999_999)), resolution: newDelta(rt, 0, 0, 1),
  }),
  slots: {
    new: timeNew,
    dealloc: deallocWithTzinfo,
    traverse: visitTzinfo,
    repr: (rt, self) => newStr(rt, reprOf(rt, self as PyTime)),
    str: (rt, self) => callMethod(rt, self, 'isoformat', []),
    hash: hashTime,
    richcompare: (rt, self, other, op) => (isTime(rt, other) ? compareTime(rt, self as PyTime, other, op) : incref(rt.notImplemented)),
  },
  methods,
  getset: [field('hour'), field('minute'), field('second'), field('microsecond'), tzinfoAttribute, field('fold')],
};
