/** The type `datetime.timedelta` (CPython Modules/_datetimemodule.c, delta_new ... PyDateTime_DeltaType). */
import { decref, incref, type PyObject } from '../../memory';
import {
  CompareOp, freePlain, hash, newBool, newInt, newStr, newTuple, noArgs,
  type GetSetDefinition, type Hash, type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { parseKeywords, type Format } from './arguments';
import { divmod } from './calendar';
import {
  accumulate, addDeltas, addLeftover, compareDeltas, divideWithRemainder, floorDivide, fromMicroseconds, multiply, negateDelta, remainder, totalSeconds, trueDivide,
  type Sum,
} from './deltaArithmetic';
import { padded } from './formatting';
import { isDelta, isZero, newDelta, type DeltaData, type PyDelta } from './instances';

const PARAMETERS: Format = {
  function: '__new__', names: ['days', 'seconds', 'microseconds', 'milliseconds', 'minutes', 'hours', 'weeks'], format: '|OOOOOOO',
};
/** In the order in which the parts are added: position among the parameters, microseconds. */
const UNITS: readonly (readonly [position: number, factor: number])[] = [
  [2, 1], [3, 1000], [1, 1_000_000], [4, 60_000_000], [5, 3_600_000_000], [0, 86_400_000_000], [6, 604_800_000_000],
];

function deltaNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const values = parseKeywords(rt, PARAMETERS, args, kwargs);
  const sum: Sum = { whole: newInt(rt, 0), leftover: 0 };
  try {
    for (const [position, factor] of UNITS) {
      const value = values[position];
      if (value !== undefined) accumulate(rt, sum, PARAMETERS.names[position] as string, value as PyObject, factor);
    }
    addLeftover(rt, sum);
    return fromMicroseconds(rt, sum.whole, type);
  } finally {
    decref(rt, sum.whole);
  }
}

/** A result of comparing (negative, zero, positive) under an operator. */
export function compared(rt: Runtime, difference: number, op: CompareOp): PyObject {
  switch (op) {
    case CompareOp.Lt: return newBool(rt, difference < 0);
    case CompareOp.Le: return newBool(rt, difference <= 0);
    case CompareOp.Eq: return newBool(rt, difference === 0);
    case CompareOp.Ne: return newBool(rt, difference !== 0);
    case CompareOp.Gt: return newBool(rt, difference > 0);
    case CompareOp.Ge: return newBool(rt, difference >= 0);
  }
}

export function compareDelta(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  return isDelta(rt, other) ? compared(rt, compareDeltas(self as PyDelta, other), op) : incref(rt.notImplemented);
}

function stateOf(rt: Runtime, { days, seconds, microseconds }: DeltaData): PyTuple {
  return newTuple(rt, [newInt(rt, days), newInt(rt, seconds), newInt(rt, microseconds)]);
}

export function hashDelta(rt: Runtime, self: PyObject): Hash {
  const { value } = self as PyDelta;
  if (value.hash === null) {
    const state = stateOf(rt, value);
    try {
      value.hash = hash(rt, state);
    } finally {
      decref(rt, state);
    }
  }
  return value.hash;
}

function reprOf(self: PyDelta): string {
  const { days, seconds, microseconds } = self.value;
  const parts = Object.entries({ days, seconds, microseconds }).filter(([, value]) => value !== 0).map(([name, value]) => `${name}=${value}`);
  return `${self.type.name}(${parts.length === 0 ? '0' : parts.join(', ')})`;
}

function textOf({ days, seconds, microseconds }: DeltaData): string {
  const [minutes, second] = divmod(seconds, 60);
  const [hour, minute] = divmod(minutes, 60);
  const dayPart = days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `;
  return `${dayPart}${hour}:${padded(minute, 2)}:${padded(second, 2)}${microseconds === 0 ? '' : `.${padded(microseconds, 6)}`}`;
}

const addOrSubtract = (sign: 1 | -1) => (rt: Runtime, left: PyObject, right: PyObject): PyObject =>
  (isDelta(rt, left) && isDelta(rt, right) ? addDeltas(rt, left, right, sign) : incref(rt.notImplemented));

const copyOf = (rt: Runtime, { value: { days, seconds, microseconds } }: PyDelta): PyDelta => newDelta(rt, days, seconds, microseconds);

const member = (name: 'days' | 'seconds' | 'microseconds'): GetSetDefinition =>
  ({ name, member: true, get: (rt, self) => newInt(rt, (self as PyDelta).value[name]) });

const DOC = `Difference between two datetime values.

timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)

All arguments are optional and default to 0.
Arguments may be integers or floats, and may be positive or negative.`;

export const deltaType: TypeDefinition = {
  name: 'datetime.timedelta',
  doc: DOC,
  basicsize: 40,
  flags: { basetype: true },
  constants: (rt) => ({
    __doc__: newStr(rt, DOC),
    resolution: newDelta(rt, 0, 0, 1),
    min: newDelta(rt, -999_999_999, 0, 0),
    max: newDelta(rt, 999_999_999, 86_399, 999_999),
  }),
  slots: {
    new: deltaNew,
    dealloc: freePlain,
    repr: (rt, self) => newStr(rt, reprOf(self as PyDelta)),
    str: (rt, self) => newStr(rt, textOf((self as PyDelta).value)),
    hash: hashDelta,
    richcompare: compareDelta,
    nbAdd: addOrSubtract(1),
    nbSubtract: addOrSubtract(-1),
    nbMultiply: multiply,
    nbRemainder: remainder,
    nbDivmod: divideWithRemainder,
    nbNegative: (rt, self) => negateDelta(rt, self as PyDelta),
    nbPositive: (rt, self) => copyOf(rt, self as PyDelta),
    nbAbsolute: (rt, self) => ((self as PyDelta).value.days < 0 ? negateDelta(rt, self as PyDelta) : copyOf(rt, self as PyDelta)),
    nbBool: (_rt, self) => !isZero(self as PyDelta),
    nbFloorDivide: floorDivide,
    nbTrueDivide: trueDivide,
  },
  methods: [
    noArgs('total_seconds', (rt, self) => totalSeconds(rt, self as PyDelta)),
    noArgs('__reduce__', (rt, self) => newTuple(rt, [incref((self.type as PyType).object), stateOf(rt, (self as PyDelta).value)])),
  ],
  getset: [member('days'), member('seconds'), member('microseconds')],
};
