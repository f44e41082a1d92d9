/** The `_datetime` module: dates, times, durations and time zones (CPython Modules/_datetimemodule.c). One file for each type. */
import { incref, type PyObject } from '../../memory';
import { newInt, type Runtime } from '../../objects';
import { newCapsule } from '../capsule';
import { extensionType } from '../extensionTypes';
import type { ModuleDefinition } from '../moduleDefinition';
import { MAXYEAR, MINYEAR } from './calendar';
import { datetimeType, newEpoch } from './datetimeType';
import { dateType } from './dateType';
import { deltaType } from './deltaType';
import { setDatetimeState, utcOf, type DatetimeState } from './instances';
import { isoCalendarDateType } from './isoCalendarDate';
import { timeType } from './timeType';
import { newUtc, timezoneType } from './timezoneType';
import { tzinfoType } from './tzinfoType';

const NAMESPACE = '_datetime namespace';

function makeState(rt: Runtime): DatetimeState {
  const state: DatetimeState = {
    date: extensionType(rt, dateType),
    datetime: extensionType(rt, datetimeType),
    time: extensionType(rt, timeType),
    delta: extensionType(rt, deltaType),
    tzinfo: extensionType(rt, tzinfoType),
    timezone: extensionType(rt, timezoneType),
    isoCalendarDate: extensionType(rt, isoCalendarDateType),
    utc: null,
    epoch: null,
    strptime: null,
  };
  setDatetimeState(rt, state);
  state.utc = newUtc(rt);
  state.epoch = newEpoch(rt);
  return state;
}

function makeNamespace(rt: Runtime): Record<string, PyObject> {
  const { date, datetime, time, delta, tzinfo, timezone } = makeState(rt);
  return {
    date: incref(date.object), datetime: incref(datetime.object), time: incref(time.object), timedelta: incref(delta.object),
    tzinfo: incref(tzinfo.object), timezone: incref(timezone.object),
    MINYEAR: newInt(rt, MINYEAR), MAXYEAR: newInt(rt, MAXYEAR), datetime_CAPI: newCapsule(rt, 'datetime.datetime_CAPI'), UTC: incref(utcOf(rt)),
  };
}

/** What a second import of the module finds is what the first one made (a single-phase module of C, which keeps a copy of its namespace). */
function constants(rt: Runtime): Record<string, PyObject> {
  const known = rt.moduleStates.get(NAMESPACE) as Record<string, PyObject> | undefined;
  const made = known ?? makeNamespace(rt);
  if (known === undefined) rt.moduleStates.set(NAMESPACE, made);
  for (const value of Object.values(made)) incref(value);
  return made;
}

export const datetimeModule: ModuleDefinition = {
  name: '_datetime',
  doc: 'Fast implementation of the datetime type.',
  methods: [],
  constants,
};
