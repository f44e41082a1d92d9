/**
 * What a tzinfo is asked: utcoffset, dst, tzname (CPython Modules/_datetimemodule.c call_tzinfo_method, call_tzname), and an
 * offset as text.
 */
import { decref, incref, PyObject } from '../../memory';
import { callMethod, callObject, getAttributeString, hold, holdOwned, isStrLike, raise, release, reprText, type PyStr, type Runtime } from '../../objects';
import { divmod } from './calendar';
import { datetimeState, isDatetime, isDelta, isTime, isZero, newDelta, utcOf, type DeltaData, type PyDate, type PyDelta, type PyTime, type PyZone } from './instances';

/** Whether an offset is a day or more. */
export function isWholeDay({ days, seconds, microseconds }: DeltaData): boolean {
  return (days === -1 && seconds === 0 && microseconds < 1) || days < -1 || days >= 1;
}

/** A timezone whatever the offset; offset and name are borrowed. */
export function createTimezone(rt: Runtime, offset: PyDelta, name: PyObject | null): PyZone {
  return new PyObject(datetimeState(rt).timezone, { offset: incref(offset), name: name === null ? null : incref(name) });
}

/** A timezone; without a name and offset it is `timezone.utc`. */
export function newTimezone(rt: Runtime, offset: PyDelta, name: PyObject | null): PyObject {
  if (name === null && isZero(offset)) return incref(utcOf(rt));
  if (isWholeDay(offset.value)) {
    raise(rt, 'ValueError', `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not ${reprText(rt, offset)}.`);
  }
  return createTimezone(rt, offset, name);
}

/** PyObject_CallMethod with the format "O": through a bound method, with a reference of its own to the argument. */
function callByName(rt: Runtime, object: PyObject, name: string, argument: PyObject): PyObject {
  const method = holdOwned(rt, getAttributeString(rt, object, name), `method ${name}`);
  const held = hold(rt, argument, `argument of ${name}`);
  try {
    return callObject(rt, method, [held]);
  } finally {
    release(rt, held);
    release(rt, method);
  }
}

/** An offset, or null for None. */
function offsetBy(rt: Runtime, tzinfo: PyObject | null, name: 'utcoffset' | 'dst', argument: PyObject): PyDelta | null {
  if (tzinfo === null || tzinfo === rt.none) return null;
  const offset = callByName(rt, tzinfo, name, argument);
  if (offset === rt.none) {
    decref(rt, offset);
    return null;
  }
  if (!isDelta(rt, offset)) {
    const type = offset.type.name.slice(0, 200);
    decref(rt, offset);
    raise(rt, 'TypeError', `tzinfo.${name}() must return None or timedelta, not '${type}'`);
  }
  if (isWholeDay(offset.value)) {
    decref(rt, offset);
    raise(rt, 'ValueError', 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).');
  }
  return offset;
}

/** tzinfo.utcoffset(argument): a new reference, or null for None. */
export const utcOffset = (rt: Runtime, tzinfo: PyObject | null, argument: PyObject): PyDelta | null => offsetBy(rt, tzinfo, 'utcoffset', argument);
export const dstOffset = (rt: Runtime, tzinfo: PyObject | null, argument: PyObject): PyDelta | null => offsetBy(rt, tzinfo, 'dst', argument);

/** A new reference to an offset or None. */
export const orNone = (rt: Runtime, offset: PyObject | null): PyObject => offset ?? incref(rt.none);

/** tzinfo.tzname(argument): a str or None. */
export function zoneName(rt: Runtime, tzinfo: PyObject | null, argument: PyObject): PyObject {
  if (tzinfo === null || tzinfo === rt.none) return incref(rt.none);
  const name = callMethod(rt, tzinfo, 'tzname', [argument]);
  if (name === rt.none || isStrLike(rt, name)) return name;
  const type = name.type.name;
  decref(rt, name);
  raise(rt, 'TypeError', `tzinfo.tzname() must return None or a string, not '${type}'`);
}

/** The tzinfo of a datetime or time (borrowed), or null. */
export function tzinfoOf(rt: Runtime, object: PyObject): PyObject | null {
  return isDatetime(rt, object) || isTime(rt, object) ? (object as PyDate | PyTime).value.tzinfo : null;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `+HH:MM[:SS[.ffffff]]` with another separator where wanted. The offset is borrowed. */
export function offsetText(rt: Runtime, offset: PyDelta, separator: string): string {
  const negative = offset.value.days < 0;
  let { seconds, microseconds } = offset.value;
  if (negative) {
    const { days } = offset.value;
    const positive = newDelta(rt, -days, -seconds, -microseconds);
    ({ seconds, microseconds } = positive.value);
    decref(rt, positive);
  }
  const [minutes, second] = divmod(seconds, 60);
  const [hour, minute] = divmod(minutes, 60);
  const parts = [two(hour), two(minute)];
  if (microseconds !== 0) parts.push(`${two(second)}.${String(microseconds).padStart(6, '0')}`);
  else if (second !== 0) parts.push(two(second));
  return (negative ? '-' : '+') + parts.join(separator);
}

/** The offset a tzinfo gives as text, '' when there is none (format_utcoffset). */
export function formatUtcOffset(rt: Runtime, separator: string, tzinfo: PyObject | null, argument: PyObject): string {
  const offset = utcOffset(rt, tzinfo, argument);
  if (offset === null) return '';
  try {
    return offsetText(rt, offset, separator);
  } finally {
    decref(rt, offset);
  }
}

/** What `%Z` stands for, with doubled percent signs (make_Zreplacement); a new reference, or null for nothing. */
export function zoneNameForFormat(rt: Runtime, object: PyObject, argument: PyObject): PyStr | null {
  const name = zoneName(rt, tzinfoOf(rt, object), argument);
  if (name === rt.none) {
    decref(rt, name);
    return null;
  }
  return name as PyStr;
}
