/**
 * The iterators of range: range_iterator for values that fit C's long, longrange_iterator for others. Not
 * containers. In: start, step and count. Out: one int after the other.
 */
import { decref, incref, PyObject } from '../memory';
import { dictGetString } from './dict';
import { normalizeInt, newInt } from './intValue';
import type { Payload } from './layouts';
import { noArgs, oneArg, type MethodDefinition } from './methods';
import { indexValue } from './nativeArguments';
import type { Runtime } from './runtime';
import { freePlain } from './plainObject';
import { newTuple } from './tuple';
import { callObject } from './abstract';
import type { TypeDefinition } from './type';

/** Hot path: the eval loop reads and writes this directly. All values and steps are safe integers. */
export interface RangeIteratorData {
  next: number;
  step: number;
  /** Values still to come. */
  remaining: number;
}
export type PyRangeIterator = Payload<RangeIteratorData>;

interface LongRangeIteratorData {
  next: bigint;
  step: bigint;
  remaining: bigint;
}
type PyLongRangeIterator = Payload<LongRangeIteratorData>;

const LONG_MAXIMUM = 0x7fffffffffffffffn;
const LONG_MINIMUM = -0x8000000000000000n;

/** Which of the two kinds it is follows CPython's limits; values beyond the safe integers are kept as bigints. */
export function newRangeIterator(rt: Runtime, start: number | bigint, step: number | bigint, count: number | bigint): PyObject {
  if (typeof start === 'number' && typeof step === 'number' && typeof count === 'number' && Number.isSafeInteger(start + count * step)) {
    return new PyObject(rt.types.rangeIterator, { next: start, step, remaining: count });
  }
  const data: LongRangeIteratorData = { next: BigInt(start), step: BigInt(step), remaining: BigInt(count) };
  const end = data.next + data.remaining * data.step;
  const fits = (value: bigint): boolean => value >= LONG_MINIMUM && value <= LONG_MAXIMUM;
  return new PyObject(fits(data.next) && fits(data.step) && fits(end) ? rt.types.rangeIterator : rt.types.longRangeIterator, data);
}

/** Hot path. */
export function rangeIteratorNext(rt: Runtime, self: PyObject): PyObject | null {
  const data = (self as PyRangeIterator | PyLongRangeIterator).value;
  if (typeof data.next === 'number') {
    const fast = data as RangeIteratorData;
    if (fast.remaining <= 0) return null;
    const value = fast.next;
    fast.next = value + fast.step;
    fast.remaining--;
    return newInt(rt, value);
  }
  const slow = data as LongRangeIteratorData;
  if (slow.remaining <= 0n) return null;
  const value = slow.next;
  slow.next += slow.step;
  slow.remaining--;
  return newInt(rt, value);
}

/** (iter, (range(next, end, step),), None) */
function reduce(rt: Runtime, self: PyObject): PyObject {
  const { next, step, remaining } = (self as PyRangeIterator | PyLongRangeIterator).value;
  const end = normalizeInt(BigInt(next) + BigInt(remaining) * BigInt(step));
  const bounds = [newInt(rt, next), newInt(rt, end), newInt(rt, step)];
  try {
    const range = callObject(rt, rt.types.range.object, bounds);
    const iterFunction = dictGetString(rt.builtins, 'iter') ?? rt.none;
    return newTuple(rt, [incref(iterFunction), newTuple(rt, [range]), incref(rt.none)]);
  } finally {
    for (const bound of bounds) decref(rt, bound);
  }
}

function setState(rt: Runtime, self: PyObject, state: PyObject): PyObject {
  const data = (self as PyRangeIterator | PyLongRangeIterator).value;
  const wanted = BigInt(indexValue(rt, state));
  const remaining = BigInt(data.remaining);
  const skipped = wanted < 0n ? 0n : wanted > remaining ? remaining : wanted;
  if (typeof data.next === 'number') {
    data.next += Number(skipped) * (data as RangeIteratorData).step;
    (data as RangeIteratorData).remaining -= Number(skipped);
  } else {
    const slow = data as LongRangeIteratorData;
    slow.next += skipped * slow.step;
    slow.remaining -= skipped;
  }
  return incref(rt.none);
}

const methods: readonly MethodDefinition[] = [
  noArgs('__length_hint__', (rt, self) => newInt(rt, (self as PyRangeIterator).value.remaining), 'Private method returning an estimate of len(list(it)).'),
  noArgs('__reduce__', reduce, 'Return state information for pickling.'),
  oneArg('__setstate__', setState, 'Set state information for unpickling.'),
];

const slots: TypeDefinition['slots'] = {
  iter: (_rt, self) => incref(self),
  iternext: rangeIteratorNext,
  dealloc: freePlain,
};

export const rangeIteratorType: TypeDefinition = {
  name: 'range_iterator', basicsize: 40, flags: { disallowInstantiation: true }, slots, methods,
};

export const longRangeIteratorType: TypeDefinition = {
  name: 'longrange_iterator', basicsize: 40, flags: { disallowInstantiation: true }, slots, methods,
};
