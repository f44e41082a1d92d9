/** The type `datetime.tzinfo`, a base for time zones (CPython Modules/_datetimemodule.c, tzinfo_nogo ... PyDateTime_TZInfoType). */
import { decref, incref, type PyObject, type Visit } from '../../memory';
import { allocatePlain, callObject, freePlain, getState, lookupAttributeString, newTuple, noArgs, oneArg, raise, type PyType, type Runtime, type TypeDefinition } from '../../objects';
import { shiftedDatetime } from './datetimeArithmetic';
import { addDeltas } from './deltaArithmetic';
import { isDatetime, isZero, type PyDate, type PyDelta, type PyZone } from './instances';
import { dstOffset, utcOffset } from './zoneCalls';

const abstractMethod = (name: string) => oneArg(name, (rt) => raise(rt, 'NotImplementedError', `a tzinfo subclass must implement ${name}()`));

/** A datetime whose tzinfo is `self`, as `fromutc` takes it. */
export function checkFromUtc(rt: Runtime, self: PyObject, object: PyObject): PyDate {
  if (!isDatetime(rt, object)) raise(rt, 'TypeError', 'fromutc: argument must be a datetime');
  if (object.value.tzinfo !== self) raise(rt, 'ValueError', 'fromutc: dt.tzinfo is not self');
  return object;
}

/** From UTC to local time: by the standard offset first, then by what dst() says of the result. */
function fromUtc(rt: Runtime, self: PyObject, object: PyObject): PyObject {
  const datetime = checkFromUtc(rt, self, object);
  const offset = utcOffset(rt, self, datetime) ?? raise(rt, 'ValueError', 'fromutc: non-None utcoffset() result required');
  let standard: PyDelta;
  try {
    const dst = dstOffset(rt, self, datetime) ?? raise(rt, 'ValueError', 'fromutc: non-None dst() result required');
    try {
      standard = addDeltas(rt, offset, dst, -1);
    } finally {
      decref(rt, dst);
    }
  } finally {
    decref(rt, offset);
  }
  let result: PyObject;
  try {
    result = shiftedDatetime(rt, datetime, standard, 1);
  } finally {
    decref(rt, standard);
  }
  let dst: PyDelta | null = null;
  try {
    dst = dstOffset(rt, datetime.value.tzinfo, result) ?? raise(rt, 'ValueError', 'fromutc: tz.dst() gave inconsistent results; cannot convert');
    if (isZero(dst)) return incref(result);
    return shiftedDatetime(rt, result as PyDate, dst, 1);
  } finally {
    if (dst !== null) decref(rt, dst);
    decref(rt, result);
  }
}

function reduce(rt: Runtime, self: PyObject): PyObject {
  const getArguments = lookupAttributeString(rt, self, '__getinitargs__');
  let args: PyObject;
  if (getArguments === null) args = incref(rt.emptyTuple);
  else {
    try {
      args = callObject(rt, getArguments, []);
    } finally {
      decref(rt, getArguments);
    }
  }
  let state: PyObject;
  try {
    state = getState(rt, self);
  } catch (error) {
    decref(rt, args);
    throw error;
  }
  return newTuple(rt, [incref((self.type as PyType).object), args, state]);
}

/** What the ledger asks; no container for the collector. */
export function visitZone(self: PyObject, visit: Visit): void {
  const { value } = self as PyZone;
  if (value === null) return;
  visit(value.offset);
  if (value.name !== null) visit(value.name);
}

export const tzinfoType: TypeDefinition = {
  name: 'datetime.tzinfo',
  doc: 'Abstract base class for time zone info objects.',
  basicsize: 16,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => allocatePlain(rt, type, null),
    dealloc: freePlain,
    traverse: visitZone,
  },
  methods: [
    abstractMethod('tzname'),
    abstractMethod('utcoffset'),
    abstractMethod('dst'),
    oneArg('fromutc', fromUtc),
    noArgs('__reduce__', reduce),
  ],
};
