/** The type `datetime.timezone`, a fixed offset from UTC (CPython Modules/_datetimemodule.c, timezone_new ... PyDateTime_TimeZoneType). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import { CompareOp, newStr, newTuple, noArgs, oneArg, raise, reprText, type MethodDefinition, type Runtime } from '../../objects';
import type { DerivedDefinition } from '../extensionTypes';
import { parseKeywords, type Format } from './arguments';
import { shiftedDatetime } from './datetimeArithmetic';
import { compareDelta, hashDelta } from './deltaType';
import { datetimeState, isDatetime, isTimezone, isZero, newDelta, utcOf, type PyDelta, type PyZone, type ZoneData } from './instances';
import { checkFromUtc, tzinfoType, visitZone } from './tzinfoType';
import { createTimezone, newTimezone, offsetText } from './zoneCalls';

const PARAMETERS: Format = { function: 'timezone', names: ['offset', 'name'], format: 'T|U' };

const zoneOf = (self: PyObject): ZoneData => (self as PyZone).value as ZoneData;

function checkArgument(rt: Runtime, object: PyObject, method: string): void {
  if (object === rt.none || isDatetime(rt, object)) return;
  raise(rt, 'TypeError', `${method}(dt) argument must be a datetime instance or None, not ${object.type.name.slice(0, 200)}`);
}

function reprOf(rt: Runtime, self: PyObject): string {
  if (self === utcOf(rt)) return `${self.type.name}.utc`;
  const { offset, name } = zoneOf(self);
  return `${self.type.name}(${reprText(rt, offset)}${name === null ? '' : `, ${reprText(rt, name)}`})`;
}

function text(rt: Runtime, self: PyObject): PyObject {
  const { offset, name } = zoneOf(self);
  if (name !== null) return incref(name);
  return newStr(rt, self === utcOf(rt) || isZero(offset) ? 'UTC' : `UTC${offsetText(rt, offset, ':')}`);
}

const methods: readonly MethodDefinition[] = [
  oneArg('tzname', (rt, self, argument) => {
    checkArgument(rt, argument, 'tzname');
    return text(rt, self);
  }),
  oneArg('utcoffset', (rt, self, argument) => {
    checkArgument(rt, argument, 'utcoffset');
    return incref(zoneOf(self).offset);
  }),
  oneArg('dst', (rt, _self, argument) => {
    checkArgument(rt, argument, 'dst');
    return incref(rt.none);
  }),
  oneArg('fromutc', (rt, self, argument) => shiftedDatetime(rt, checkFromUtc(rt, self, argument), zoneOf(self).offset, 1)),
  noArgs('__getinitargs__', (rt, self) => {
    const { offset, name } = zoneOf(self);
    return newTuple(rt, name === null ? [incref(offset)] : [incref(offset), incref(name)]);
  }),
];

const DOC = 'Fixed offset from UTC implementation of tzinfo.';

/** A timezone of an offset made for it. */
function timezoneAt(rt: Runtime, seconds: number): PyObject {
  const offset = newDelta(rt, 0, seconds, 0);
  const zone = createTimezone(rt, offset, null);
  decref(rt, offset);
  return zone;
}

/** 23:59 hours. */
const LARGEST_OFFSET = 86_340;

export const timezoneType: DerivedDefinition = {
  name: 'datetime.timezone',
  doc: DOC,
  derivedFrom: tzinfoType,
  basicsize: 32,
  constants: (rt) => ({
    __doc__: newStr(rt, DOC), utc: incref(utcOf(rt)), min: timezoneAt(rt, -LARGEST_OFFSET), max: timezoneAt(rt, LARGEST_OFFSET),
  }),
  slots: {
    new: (rt, _type, args, kwargs) => {
      const [offset, name = null] = parseKeywords(rt, PARAMETERS, args, kwargs, [datetimeState(rt).delta]) as [PyDelta, (PyObject | null)?];
      return newTimezone(rt, offset, name);
    },
    dealloc: (rt, self) => {
      const { offset, name } = zoneOf(self);
      (self as PyZone).value = null;
      decref(rt, offset);
      xdecref(rt, name);
      rt.heap.free(self);
    },
    traverse: visitZone,
    repr: (rt, self) => newStr(rt, reprOf(rt, self)),
    str: text,
    hash: (rt, self) => hashDelta(rt, zoneOf(self).offset),
    richcompare: (rt, self, other, op) => {
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || !isTimezone(rt, other)) return incref(rt.notImplemented);
      return compareDelta(rt, zoneOf(self).offset, zoneOf(other).offset, op);
    },
  },
  methods,
};

/** `timezone.utc`. */
export const newUtc = (rt: Runtime): PyObject => timezoneAt(rt, 0);
