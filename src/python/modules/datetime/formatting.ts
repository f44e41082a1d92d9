/**
 * Dates and times as text: `strftime` through the `time` module (CPython Modules/_datetimemodule.c wrap_strftime), `ctime`,
 * the time specifications of `isoformat`; and the `time` module's struct_time.
 */
import { decref, type PyObject } from '../../memory';
import { callMethod, isStrLike, machine, newInt, newStr, newTuple, raise, str, type PyStr, type PyTuple, type Runtime } from '../../objects';
import { checkUtf8, parseKeywords, parsePositional } from './arguments';
import { daysBeforeMonth, weekday } from './calendar';
import { isDatetime, isTime, type Clock, type DateData, type PyDate, type PyTime } from './instances';
import { formatUtcOffset, tzinfoOf, zoneNameForFormat } from './zoneCalls';

const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const padded = (value: number, width: number): string => String(value).padStart(width, '0');

export const dateText = ({ year, month, day }: DateData): string => `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;

/** `Sun Jun 20 23:21:05 1993` */
export function ctimeText({ year, month, day, hour, minute, second }: DateData): string {
  return `${DAY_NAMES[weekday(year, month, day)]} ${MONTH_NAMES[month - 1]} ${String(day).padStart(2)} `
    + `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)} ${padded(year, 4)}`;
}

const SPECIFICATIONS = ['hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'];

/** `HH:MM:SS.ffffff` up to what a time specification names. */
export function clockText(rt: Runtime, { hour, minute, second, microsecond }: Clock, specification: string | undefined): string {
  const upTo = specification === undefined || specification === 'auto' ? (microsecond === 0 ? 2 : 4) : SPECIFICATIONS.indexOf(specification);
  if (upTo < 0) raise(rt, 'ValueError', 'Unknown timespec value');
  const text = [hour, minute, second].slice(0, upTo + 1).map((part) => padded(part, 2)).join(':');
  return upTo < 3 ? text : upTo === 3 ? `${text}.${padded(Math.floor(microsecond / 1000), 3)}` : `${text}.${padded(microsecond, 6)}`;
}

/** PyImport_ImportModule of a module without dots (new reference). */
export function importModule(rt: Runtime, name: string): PyObject {
  const text = newStr(rt, name);
  try {
    return machine(rt).importModule(text, null, null, rt.none, 0);
  } finally {
    decref(rt, text);
  }
}

/** time.struct_time of a date and a time of day. */
export function structTime(rt: Runtime, { year, month, day }: { year: number; month: number; day: number }, time: Clock, dst: number): PyObject {
  const module = importModule(rt, 'time');
  const fields = [year, month, day, time.hour, time.minute, time.second, weekday(year, month, day), daysBeforeMonth(year, month) + day, dst];
  const tuple = newTuple(rt, fields.map((field) => newInt(rt, field)));
  try {
    return callMethod(rt, module, 'struct_time', [tuple]);
  } finally {
    decref(rt, module);
    decref(rt, tuple);
  }
}

/** What the codes `%z`, `%:z`, `%Z`, `%f` stand for; each is asked for once, when it is met. */
class Replacements {
  private readonly known = new Map<string, string>();

  constructor(private readonly rt: Runtime, private readonly object: PyObject, private readonly argument: PyObject) {}

  of(code: string): string {
    let text = this.known.get(code);
    if (text === undefined) {
      text = this.make(code);
      this.known.set(code, text);
    }
    return text;
  }

  private make(code: string): string {
    const { rt, object, argument } = this;
    if (code === 'Z') return this.zoneName();
    if (code !== 'f') return formatUtcOffset(rt, code === 'z' ? '' : ':', tzinfoOf(rt, object), argument);
    const counts = isTime(rt, object) || isDatetime(rt, object);
    return padded(counts ? (object as PyDate | PyTime).value.microsecond : 0, 6);
  }

  private zoneName(): string {
    const { rt, object, argument } = this;
    const name = zoneNameForFormat(rt, object, argument);
    if (name === null) return '';
    const percent = newStr(rt, '%');
    const doubled = newStr(rt, '%%');
    let replaced: PyObject;
    try {
      replaced = callMethod(rt, name, 'replace', [percent, doubled]);
    } finally {
      for (const used of [percent, doubled, name]) decref(rt, used);
    }
    try {
      if (!isStrLike(rt, replaced)) raise(rt, 'TypeError', 'tzname.replace() did not return a string');
      checkUtf8(rt, replaced);
      return replaced.value;
    } finally {
      decref(rt, replaced);
    }
  }
}

/** `object.strftime(format)`, given its time tuple; the tzinfo is asked about `argument`. A text of C ends at a NUL. */
export function strftime(rt: Runtime, object: PyObject, format: PyStr, timeTuple: PyObject, argument: PyObject): PyObject {
  checkUtf8(rt, format);
  const replacements = new Replacements(rt, object, argument);
  const until = (text: string): string => text.split('\0', 1)[0] as string;
  const prepared = until(format.value).replace(/%(:z|[\s\S])/g, (all: string, code: string) =>
    (code === 'z' || code === ':z' || code === 'Z' || code === 'f' ? replacements.of(code) : all));
  const module = importModule(rt, 'time');
  const text = newStr(rt, until(prepared));
  try {
    return callMethod(rt, module, 'strftime', [text, timeTuple]);
  } finally {
    decref(rt, text);
    decref(rt, module);
  }
}

/** The `format` argument of a `strftime` method. */
export function formatArgument(rt: Runtime, args: PyTuple, kwargs: Parameters<typeof parseKeywords>[3]): PyStr {
  return parseKeywords(rt, { function: 'strftime', names: ['format'], format: 'U' }, args, kwargs)[0] as PyStr;
}

/** `__format__` of date, datetime and time. */
export function formatMethod(rt: Runtime, self: PyObject, args: PyTuple): PyObject {
  const [format] = parsePositional(rt, '__format__', 'U', args) as [PyStr];
  return format.value === '' ? str(rt, self) : callMethod(rt, self, 'strftime', [format]);
}

/** A call of a function of another module without arguments (time.time()). */
export function callFunction(rt: Runtime, moduleName: string, name: string): PyObject {
  const module = importModule(rt, moduleName);
  try {
    return callMethod(rt, module, name, []);
  } finally {
    decref(rt, module);
  }
}

/** Text with `tzinfo=` and `fold=` added before its closing parenthesis. */
export function withKeyword(text: string, keyword: string): string {
  return `${text.slice(0, -1)}, ${keyword})`;
}

