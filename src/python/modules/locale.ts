/**
 * The `_locale` module (CPython Modules/_localemodule.c) of a machine that has the locales C, POSIX and C.UTF-8 only. In: names of
 * locales. Out: conventions of C; text is ordered by code points.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  asInt32, badArgument, callObject, compareText, dictGetString, dictSetString, fast, internStr, isStrLike, newDict, newInt, newList, newStr, newTuple, noArgs, oneArg, PythonError, raise,
  type MethodDefinition, type PyModule, type PyStr, type Runtime,
} from '../objects';
import { checkPositional } from './keywordArguments';
import { setOwned, type ModuleDefinition } from './moduleDefinition';

/** By number; what only `setlocale(LC_ALL)` tells of follows. */
const CATEGORIES = ['LC_CTYPE', 'LC_NUMERIC', 'LC_TIME', 'LC_COLLATE', 'LC_MONETARY', 'LC_MESSAGES'] as const;
const FURTHER = ['LC_PAPER', 'LC_NAME', 'LC_ADDRESS', 'LC_TELEPHONE', 'LC_MEASUREMENT', 'LC_IDENTIFICATION'] as const;
const ALL = 6;
const STATE_KEY = '_locale';
/** What the environment asks for. */
const DEFAULT_LOCALE = 'C.UTF-8';

const KNOWN = /^(?:C|POSIX|C\.(?:UTF-8|UTF8|utf8|utf-8))$/;

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** For each constant of langinfo.h: its number and what `nl_langinfo` says. */
const LANGINFO: readonly (readonly [name: string, item: number, text: string])[] = [
  ...DAYS.map((day, index) => [`DAY_${index + 1}`, 131079 + index, day] as const),
  ...DAYS.map((day, index) => [`ABDAY_${index + 1}`, 131072 + index, day.slice(0, 3)] as const),
  ...MONTHS.map((month, index) => [`MON_${index + 1}`, 131098 + index, month] as const),
  ...MONTHS.map((month, index) => [`ABMON_${index + 1}`, 131086 + index, month.slice(0, 3)] as const),
  ['RADIXCHAR', 65536, '.'], ['THOUSEP', 65537, ''], ['CRNCYSTR', 262159, '-'], ['D_T_FMT', 131112, '%a %b %e %H:%M:%S %Y'], ['D_FMT', 131113, '%m/%d/%y'],
  ['T_FMT', 131114, '%H:%M:%S'], ['AM_STR', 131110, 'AM'], ['PM_STR', 131111, 'PM'], ['CODESET', 14, 'UTF-8'], ['T_FMT_AMPM', 131115, '%I:%M:%S %p'], ['ERA', 131116, ''],
  ['ERA_D_FMT', 131118, ''], ['ERA_D_T_FMT', 131120, ''], ['ERA_T_FMT', 131121, ''], ['ALT_DIGITS', 131119, ''], ['YESEXPR', 327680, '^[yY]'], ['NOEXPR', 327681, '^[nN]'],
  ['_DATE_FMT', 131180, '%a %b %e %H:%M:%S %Z %Y'],
];

const CHAR_MAX = 127;
const TEXTS = ['int_curr_symbol', 'currency_symbol', 'mon_decimal_point', 'mon_thousands_sep'];
const SIGNS = ['positive_sign', 'negative_sign'];
const NUMBERS = ['int_frac_digits', 'frac_digits', 'p_cs_precedes', 'p_sep_by_space', 'n_cs_precedes', 'n_sep_by_space', 'p_sign_posn', 'n_sign_posn'];

/** The locale of each category, by number. */
function settings(rt: Runtime): string[] {
  const known = rt.moduleStates.get(STATE_KEY) as string[] | undefined;
  if (known !== undefined) return known;
  // Python sets the category of characters alone when it starts.
  const fresh = CATEGORIES.map((_, index) => (index === 0 ? DEFAULT_LOCALE : 'C'));
  rt.moduleStates.set(STATE_KEY, fresh);
  return fresh;
}

function raiseLocaleError(rt: Runtime, module: PyObject): never {
  const type = dictGetString((module as PyModule).value.dict, 'Error') as PyObject;
  const message = newStr(rt, 'unsupported locale setting');
  const exception = callObject(rt, type, [message]);
  decref(rt, message);
  throw new PythonError(exception);
}

/** What `setlocale(LC_ALL)` gives when the categories differ, read back; null for anything else. */
function compositeNames(text: string): string[] | null {
  const given = new Map(text.split(';').map((part) => part.split('=', 2) as [string, string | undefined]));
  const names = CATEGORIES.map((category) => given.get(category));
  return names.every((name): name is string => name !== undefined && KNOWN.test(name)) ? names : null;
}

function setLocale(rt: Runtime, module: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'setlocale', args, 1, 2);
  const category = asInt32(rt, args[0] as PyObject);
  const wanted = args[1] ?? rt.none;
  if (wanted !== rt.none && !isStrLike(rt, wanted)) badArgument(rt, 'setlocale', 'argument 2', 'str or None', wanted);
  const current = settings(rt);
  if (category < 0 || category > ALL) raiseLocaleError(rt, module);
  if (wanted !== rt.none) {
    const composite = category === ALL ? compositeNames((wanted as PyStr).value) : null;
    if (composite !== null) {
      composite.forEach((name, index) => { current[index] = name; });
      return incref(wanted);
    }
    const name = (wanted as PyStr).value === '' ? DEFAULT_LOCALE : (wanted as PyStr).value;
    if (!KNOWN.test(name)) raiseLocaleError(rt, module);
    const stored = name === 'POSIX' ? 'C' : name;
    if (category === ALL) current.fill(stored);
    else current[category] = stored;
    return newStr(rt, stored);
  }
  if (category < ALL) return newStr(rt, current[category] as string);
  const first = current[0] as string;
  if (current.every((name) => name === first)) return newStr(rt, first);
  return newStr(rt, [...CATEGORIES.map((name, index) => `${name}=${current[index]}`), ...FURTHER.map((name) => `${name}=C`)].join(';'));
}

function conventions(rt: Runtime): PyObject {
  const result = newDict(rt);
  const set = (name: string, value: PyObject): void => setOwned(rt, result, name, value);
  for (const name of TEXTS) set(name, newStr(rt, ''));
  set('mon_grouping', newList(rt, []));
  for (const name of SIGNS) set(name, newStr(rt, ''));
  for (const name of NUMBERS) set(name, newInt(rt, CHAR_MAX));
  set('decimal_point', newStr(rt, '.'));
  set('thousands_sep', newStr(rt, ''));
  set('grouping', newList(rt, []));
  return result;
}

function text(rt: Runtime, name: string, object: PyObject | undefined, position = 'argument 1'): string {
  if (object === undefined || !isStrLike(rt, object)) badArgument(rt, name, position, 'str', object ?? rt.none);
  if (object.value.includes('\0')) raise(rt, 'ValueError', 'embedded null character');
  return object.value;
}

/** gettext and its like: there are no translations, so the text is its own. */
const untranslated = (name: string, position: number): MethodDefinition => fast(name, (rt, _self, args) => incref(args[position] ?? rt.none));

export const localeModule: ModuleDefinition = {
  name: '_locale',
  doc: 'Support for POSIX locales.',
  methods: [
    fast('setlocale', setLocale, 'Activates/queries locale processing.'),
    noArgs('localeconv', conventions, 'Returns numeric and monetary locale-specific parameters.'),
    fast('strcoll', (rt, _self, args) => {
      checkPositional(rt, 'strcoll', args, 2, 2);
      return newInt(rt, Math.sign(compareText(text(rt, 'strcoll', args[0]), text(rt, 'strcoll', args[1], 'argument 2'))));
    }, 'Compares two strings according to the locale.'),
    oneArg('strxfrm', (rt, _self, object) => newStr(rt, text(rt, 'strxfrm', object, 'argument')), 'Return a string that can be used as a key for locale-aware comparisons.'),
    oneArg('nl_langinfo', (rt, _self, key) => {
      const item = asInt32(rt, key);
      const found = LANGINFO.find(([, number]) => number === item);
      return found === undefined ? raise(rt, 'ValueError', 'unsupported langinfo constant') : newStr(rt, found[2]);
    }, 'Return the value for the locale information associated with key.'),
    untranslated('gettext', 0), untranslated('dgettext', 1), untranslated('dcgettext', 1), untranslated('textdomain', 0),
    fast('bindtextdomain', (rt) => incref(rt.none)), fast('bind_textdomain_codeset', (rt) => incref(rt.none)),
    noArgs('getencoding', (rt) => newStr(rt, 'UTF-8'), 'Get the current locale encoding.'),
  ],
  constants: (rt) => {
    const values: Record<string, PyObject> = {};
    ['LC_CTYPE', 'LC_TIME', 'LC_COLLATE', 'LC_MONETARY', 'LC_MESSAGES', 'LC_NUMERIC'].forEach((name) => {
      values[name] = newInt(rt, CATEGORIES.indexOf(name as (typeof CATEGORIES)[number]));
    });
    values['LC_ALL'] = newInt(rt, ALL);
    values['CHAR_MAX'] = newInt(rt, CHAR_MAX);
    values['Error'] = errorClass(rt);
    for (const [name, item] of LANGINFO) values[name] = newInt(rt, item);
    return values;
  },
};

/** `class Error(Exception)` of the module `locale`. */
function errorClass(rt: Runtime): PyObject {
  const name = newStr(rt, 'Error');
  const bases = newTuple(rt, [incref(rt.exceptions.Exception.object)]);
  const namespace = newDict(rt);
  const key = internStr(rt, '__module__');
  const module = newStr(rt, 'locale');
  dictSetString(rt, namespace, key, module);
  try {
    return callObject(rt, rt.types.type.object, [name, bases, namespace]);
  } finally {
    for (const object of [name, bases, namespace, key, module]) decref(rt, object);
  }
}
