/** The type `datetime.datetime` (CPython Modules/_datetimemodule.c, PyDateTime_DateTimeType); a kind of date. */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, newFloat, newInt, newStr, newTuple, noArgs, reprText, varArgsKeywords,
  type MethodDefinition, type PyDict, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import type { DerivedDefinition } from '../extensionTypes';
import { parseKeywords } from './arguments';
import { classMethods, datetimeNew, PARAMETERS, type Parts } from './datetimeClassMethods';
import { dateType, deallocWithTzinfo, field, visitTzinfo } from './dateType';
import { addDatetime, compareDatetime, differenceOf, hashDatetime, shiftedDatetime, subtractDatetime } from './datetimeArithmetic';
import { totalSeconds } from './deltaArithmetic';
import { clockText, ctimeText, dateText, structTime, withKeyword } from './formatting';
import {
  checkFold, checkTzinfo, clock, clockBytes, dateBytes, datetimeState, isZero, newDate, newDatetime, newDelta, newTime, unchecked, utcOf,
  type DateData, type PyDate,
} from './instances';
import { localSeconds, localTimezone, momentForZone } from './localTime';
import { reduceMethods, tzinfoAttribute } from './timeType';
import { dstOffset, formatUtcOffset, orNone, utcOffset, zoneName } from './zoneCalls';

const dataOf = (self: PyObject): DateData => (self as PyDate).value;

function reprOf(rt: Runtime, self: PyDate): string {
  const { year, month, day, hour, minute, second, microsecond, tzinfo, fold } = self.value;
  const rest = microsecond !== 0 ? [second, microsecond] : second !== 0 ? [second] : [];
  let text = `${self.type.name}(${[year, month, day, hour, minute, ...rest].join(', ')})`;
  if (fold !== 0) text = withKeyword(text, `fold=${fold}`);
  return tzinfo === null ? text : withKeyword(text, `tzinfo=${reprText(rt, tzinfo)}`);
}

function isoFormat(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [separator = 'T', specification] = parseKeywords(rt, { function: 'isoformat', names: ['sep', 'timespec'], format: '|Cs' }, args, kwargs) as [string?, string?];
  const data = dataOf(self);
  const text = `${dateText(data)}${separator}${clockText(rt, data, specification)}`;
  return newStr(rt, data.tzinfo === null ? text : text + formatUtcOffset(rt, ':', data.tzinfo, self));
}

function replace(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const data = dataOf(self);
  const [
    year = data.year, month = data.month, day = data.day, hour = data.hour, minute = data.minute, second = data.second, microsecond = data.microsecond,
    tzinfo = data.tzinfo ?? rt.none, fold = data.fold,
  ] = parseKeywords(rt, { ...PARAMETERS, function: 'replace', format: '|iiiiiiiO$i' }, args, kwargs) as Parts;
  checkFold(rt, fold);
  const tuple = newTuple(rt, [...[year, month, day, hour, minute, second, microsecond].map((part) => newInt(rt, part)), incref(tzinfo)]);
  try {
    const clone = datetimeNew(rt, self.type as PyType, tuple, null);
    dataOf(clone).fold = fold;
    return clone;
  } finally {
    decref(rt, tuple);
  }
}

/** The offset of a datetime from UTC: its own tzinfo's, the local one where that knows none (borrowed tzinfo, owned offset). */
function offsetForConversion(rt: Runtime, self: PyDate, target: PyObject): { offset: PyObject } | 'same' {
  let zone = self.value.tzinfo === null ? null : incref(self.value.tzinfo);
  for (;;) {
    if (zone === null) {
      zone = localTimezone(rt, momentForZone(rt, self.value));
    }
    try {
      if (zone === target) return 'same';
      const offset = utcOffset(rt, zone, self);
      if (offset !== null) return { offset };
    } finally {
      decref(rt, zone);
    }
    zone = null;
  }
}

/** Makes a datetime one in a zone; `value` and the tzinfo (taken over) must be nobody else's. */
function exchangeTzinfo(rt: Runtime, datetime: PyDate, tzinfo: PyObject): void {
  const old = datetime.value.tzinfo;
  datetime.value.tzinfo = tzinfo;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(datetime);
  if (old !== null) decref(rt, old);
}

/** The second of a datetime in UTC. */
function momentOf(rt: Runtime, utc: PyDate): number {
  const delta = differenceOf(rt, utc, datetimeState(rt).epoch as PyDate);
  const { days, seconds } = delta.value;
  decref(rt, delta);
  return days * 86_400 + seconds;
}

function asTimezone(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [target = rt.none] = parseKeywords(rt, { function: 'astimezone', names: ['tz'], format: '|O' }, args, kwargs) as [PyObject?];
  checkTzinfo(rt, target);
  const known = offsetForConversion(rt, self as PyDate, target);
  if (known === 'same') return incref(self);
  let utc: PyDate;
  try {
    utc = shiftedDatetime(rt, self as PyDate, known.offset as Parameters<typeof shiftedDatetime>[2], -1) as PyDate;
  } finally {
    decref(rt, known.offset);
  }
  if (utc.value.tzinfo === null) {
    const { year, month, day, ...time } = utc.value;
    const aware = newDatetime(rt, year, month, day, { ...time, tzinfo: utcOf(rt) }, utc.type);
    decref(rt, utc);
    utc = aware;
  } else exchangeTzinfo(rt, utc, incref(utcOf(rt)));
  try {
    const zone = target === rt.none ? localTimezone(rt, momentOf(rt, utc)) : incref(target);
    exchangeTzinfo(rt, utc, zone);
    return callMethod(rt, zone, 'fromutc', [utc]);
  } finally {
    decref(rt, utc);
  }
}

function timeTuple(rt: Runtime, self: PyObject): PyObject {
  const data = dataOf(self);
  const dst = dstOffset(rt, data.tzinfo, self);
  const flag = dst === null ? -1 : isZero(dst) ? 0 : 1;
  if (dst !== null) decref(rt, dst);
  return structTime(rt, data, data, flag);
}

function utcTimeTuple(rt: Runtime, self: PyObject): PyObject {
  const offset = utcOffset(rt, dataOf(self).tzinfo, self);
  if (offset === null) return structTime(rt, dataOf(self), dataOf(self), 0);
  let inUtc: PyObject;
  try {
    inUtc = shiftedDatetime(rt, self as PyDate, offset, -1);
  } finally {
    decref(rt, offset);
  }
  const data = dataOf(inUtc);
  decref(rt, inUtc);
  return structTime(rt, data, data, 0);
}

function timestamp(rt: Runtime, self: PyObject): PyObject {
  const data = dataOf(self);
  if (data.tzinfo === null) return newFloat(rt, localSeconds(rt, data) + data.microsecond / 1e6);
  const delta = differenceOf(rt, self as PyDate, datetimeState(rt).epoch as PyDate);
  try {
    return totalSeconds(rt, delta);
  } finally {
    decref(rt, delta);
  }
}

const methods: readonly MethodDefinition[] = [
  ...classMethods,
  noArgs('date', (rt, self) => {
    const { year, month, day } = dataOf(self);
    return newDate(rt, year, month, day);
  }),
  noArgs('time', (rt, self) => newTime(rt, { ...dataOf(self), tzinfo: null })),
  noArgs('timetz', (rt, self) => newTime(rt, dataOf(self))),
  noArgs('ctime', (rt, self) => newStr(rt, ctimeText(dataOf(self)))),
  noArgs('timetuple', timeTuple),
  noArgs('timestamp', timestamp),
  noArgs('utctimetuple', utcTimeTuple),
  varArgsKeywords('isoformat', isoFormat),
  noArgs('utcoffset', (rt, self) => orNone(rt, utcOffset(rt, dataOf(self).tzinfo, self))),
  noArgs('tzname', (rt, self) => zoneName(rt, dataOf(self).tzinfo, self)),
  noArgs('dst', (rt, self) => orNone(rt, dstOffset(rt, dataOf(self).tzinfo, self))),
  varArgsKeywords('replace', replace),
  varArgsKeywords('astimezone', asTimezone),
  ...reduceMethods((self) => [...dateBytes(dataOf(self)), ...clockBytes(dataOf(self))], 2),
];

const DOC = 'datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe year, month and day arguments are required. tzinfo may be None, or an\n'
  + 'instance of a tzinfo subclass. The remaining arguments may be ints.\n';

export const datetimeType: DerivedDefinition = {
  name: 'datetime.datetime',
  doc: DOC,
  derivedFrom: dateType,
  basicsize: 48,
  flags: { basetype: true },
  /** Without a tzinfo there is no place for one. */
  ownBytes: (self) => (dataOf(self).tzinfo === null ? 40 : 48),
  constants: (rt) => ({
    __doc__: newStr(rt, DOC),
    min: newDatetime(rt, 1, 1, 1, clock(rt, 0, 0, 0, 0)),
    max: newDatetime(rt, 9999, 12, 31, clock(rt, 23, 59, 59, 999_999)),
    resolution: newDelta(rt, 0, 0, 1),
  }),
  slots: {
    new: datetimeNew,
    dealloc: deallocWithTzinfo,
    traverse: visitTzinfo,
    repr: (rt, self) => newStr(rt, reprOf(rt, self as PyDate)),
    str: (rt, self) => {
      const blank = newStr(rt, ' ');
      try {
        return callMethod(rt, self, 'isoformat', [blank]);
      } finally {
        decref(rt, blank);
      }
    },
    hash: hashDatetime,
    richcompare: compareDatetime,
    nbAdd: addDatetime,
    nbSubtract: subtractDatetime,
  },
  methods,
  getset: [field('hour'), field('minute'), field('second'), field('microsecond'), tzinfoAttribute, field('fold')],
};

/** 1970-01-01 in UTC. */
export function newEpoch(rt: Runtime): PyObject {
  return unchecked(rt, datetimeState(rt).datetime, { year: 1970, month: 1, day: 1 }, clock(rt, 0, 0, 0, 0, utcOf(rt)));
}
