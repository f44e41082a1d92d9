/** The type of what `date.isocalendar()` gives: a tuple with names (CPython Modules/_datetimemodule.c, iso_calendar_date_new). */
import { incref, type PyObject } from '../../memory';
import {
  asInt32, newInt, newLayoutInstance, newStr, newTuple, noArgs, reprText, unpackKeywordDict,
  type GetSetDefinition, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { isoCalendar } from './calendar';
import { datetimeState, type PyDate } from './instances';

/** Tuples of a type of their own are no part of the free lists. */
function newIsoCalendarDate(rt: Runtime, type: PyType, fields: readonly number[]): PyTuple {
  return newLayoutInstance(rt, type, fields.map((field) => newInt(rt, field) as PyObject));
}

export function isoCalendarOf(rt: Runtime, { value: { year, month, day } }: PyDate): PyObject {
  return newIsoCalendarDate(rt, datetimeState(rt).isoCalendarDate, isoCalendar(year, month, day));
}

const NAMES = ['year', 'week', 'weekday'] as const;
const item = (self: PyObject, index: number): PyObject => (self as PyTuple).value[index] as PyObject;

const attribute = (name: (typeof NAMES)[number], index: number): GetSetDefinition => ({ name, get: (_rt, self) => incref(item(self, index)) });

export const isoCalendarDateType: TypeDefinition = {
  name: 'datetime.IsoCalendarDate',
  doc: 'The result of date.isocalendar() or datetime.isocalendar()\n\nThis object may be accessed either as a tuple of\n'
    + '  ((year, week, weekday)\nor via the object attributes as named in the above tuple.',
  base: 'tuple',
  gc: true,
  basicsize: 32,
  itemsize: 8,
  slots: {
    new: (rt, type, args, kwargs) => {
      const given = unpackKeywordDict(rt, { function: 'IsoCalendarDate', names: NAMES, required: 3 }, args.value, kwargs);
      return newIsoCalendarDate(rt, type, given.map((value) => asInt32(rt, value as PyObject)));
    },
    repr: (rt, self) => {
      const parts = NAMES.map((name, index) => `${name}=${reprText(rt, item(self, index))}`);
      return newStr(rt, `${self.type.name}(${parts.join(', ')})`);
    },
  },
  methods: [noArgs('__reduce__', (rt, self) =>
    newTuple(rt, [incref(rt.types.tuple.object), newTuple(rt, [newTuple(rt, NAMES.map((_, index) => incref(item(self, index))))])]))],
  getset: NAMES.map(attribute),
};
