/** str.translate and str.maketrans. In: strs and mappings. Out: a str, a dict. */
import { decref, incref, type PyObject } from '../memory';
import { getItem } from './abstract';
import { countCodePoints } from './codePoints';
import { dictSet, newDict } from './dict';
import { PythonError } from './errors';
import { isIntLike, newInt } from './intValue';
import type { PyDict, PyStr } from './layouts';
import { fast, oneArg, staticMethod, type MethodDefinition } from './methods';
import { badArgument, checkPositional } from './nativeArguments';
import { checkTextLength } from './objectSize';
import { matches, raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike, newStr } from './strValue';
import type { PyType } from './type';

const MAXIMUM_CODE_POINT = 0x10ffff;

/** What one character becomes; null keeps it (charmaptranslate_lookup). */
function translated(rt: Runtime, table: PyObject, character: string): string | null {
  const key = newInt(rt, character.codePointAt(0) ?? 0);
  let value: PyObject;
  try {
    value = getItem(rt, table, key);
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.LookupError)) throw error;
    decref(rt, error.exception);
    return null;
  } finally {
    decref(rt, key);
  }
  try {
    if (value === rt.none) return '';
    if (isStrLike(rt, value)) return value.value;
    if (!isIntLike(rt, value)) raise(rt, 'TypeError', 'character mapping must return integer, None or str');
    if (value.value < 0 || value.value > MAXIMUM_CODE_POINT) raise(rt, 'ValueError', 'character mapping must be in range(0x110000)');
    return String.fromCodePoint(Number(value.value));
  } finally {
    decref(rt, value);
  }
}

function translate(rt: Runtime, self: PyObject, table: PyObject): PyObject {
  const parts: string[] = [];
  // As CPython does for ASCII text: each character is looked up once.
  const known = new Map<string, string>();
  let total = 0;
  for (const character of (self as PyStr).value) {
    let result = known.get(character);
    if (result === undefined) {
      result = translated(rt, table, character) ?? character;
      known.set(character, result);
    }
    parts.push(result);
    total += result.length;
    checkTextLength(rt, total);
  }
  return newStr(rt, parts.join(''));
}

function makeTranslation(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'maketrans', args.length, 1, 3);
  const [first, second, third] = args as [PyObject, PyObject?, PyObject?];
  const table = newDict(rt);
  try {
    if (second === undefined) fillFromDict(rt, table, first);
    else fillFromTexts(rt, table, first, second, third);
  } catch (error) {
    decref(rt, table);
    throw error;
  }
  return table;
}

function fillFromTexts(rt: Runtime, table: PyDict, from: PyObject, to: PyObject, removed: PyObject | undefined): void {
  if (!isStrLike(rt, to)) badArgument(rt, 'maketrans', 'argument 2', 'str', to);
  if (removed !== undefined && !isStrLike(rt, removed)) badArgument(rt, 'maketrans', 'argument 3', 'str', removed);
  if (!isStrLike(rt, from)) raise(rt, 'TypeError', 'first maketrans argument must be a string if there is a second argument');
  const keys = Array.from(from.value);
  const values = Array.from(to.value);
  if (keys.length !== values.length) raise(rt, 'ValueError', 'the first two maketrans arguments must have equal length');
  keys.forEach((key, at) => setCode(rt, table, key, newInt(rt, (values[at] as string).codePointAt(0) ?? 0)));
  if (removed !== undefined) for (const key of (removed as PyStr).value) setCode(rt, table, key, incref(rt.none));
}

/** Takes over `value`. */
function setCode(rt: Runtime, table: PyDict, character: string, value: PyObject): void {
  const key = newInt(rt, character.codePointAt(0) ?? 0);
  dictSet(rt, table, key, value);
  decref(rt, key);
  decref(rt, value);
}

function fillFromDict(rt: Runtime, table: PyDict, source: PyObject): void {
  if ((source.type as PyType).layout !== rt.types.dict) raise(rt, 'TypeError', 'if you give only one argument to maketrans it must be a dict');
  const { keys, values } = (source as PyDict).value;
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] ?? null;
    if (key === null) continue;
    const value = values[entry] as PyObject;
    if (isStrLike(rt, key)) {
      if (countCodePoints(key.value) !== 1) raise(rt, 'ValueError', 'string keys in translate table must be of length 1');
      setCode(rt, table, key.value, incref(value));
    } else if (isIntLike(rt, key)) dictSet(rt, table, key, value);
    else raise(rt, 'TypeError', 'keys in translate table must be strings or integers');
  }
}

export function strTranslateMethods(): readonly MethodDefinition[] {
  return [
    oneArg('translate', translate),
    staticMethod(fast('maketrans', makeTranslation)),
  ];
}
