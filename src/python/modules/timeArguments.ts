/** Durations as arguments: of `time.sleep`, `lock.acquire`, `select` (CPython Python/pytime.c _PyTime_FromSecondsObject). */
import type { PyObject } from '../memory';
import { indexValue, raise, type PyFloat, type PyType, type Runtime } from '../objects';

/** What fits _PyTime_t: 64 bits of nanoseconds. */
const LARGEST_SECONDS = 9_223_372_036.854775;

/** Seconds of an int or float. */
export function secondsOf(rt: Runtime, value: PyObject): number {
  if ((value.type as PyType).layout === rt.types.float) {
    const seconds = (value as PyFloat).value;
    if (Number.isNaN(seconds)) raise(rt, 'ValueError', 'Invalid value NaN (not a number)');
    if (Math.abs(seconds) > LARGEST_SECONDS) raise(rt, 'OverflowError', 'timestamp out of range for platform time_t');
    return seconds;
  }
  const seconds = Number(indexValue(rt, value));
  if (Math.abs(seconds) > LARGEST_SECONDS) raise(rt, 'OverflowError', 'timestamp too large to convert to C _PyTime_t');
  return seconds;
}
