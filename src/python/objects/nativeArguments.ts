/**
 * Argument checks of native methods with the error texts of CPython's Argument Clinic and
 * PyArg_ParseTuple, for the types of numbers and text. In: argument arrays. Out: plain numbers, or an
 * error. All arguments are borrowed.
 */
import { decref, type PyObject } from '../memory';
import { index } from './abstract';
import { isIntLike } from './intValue';
import type { PyDict, PyStr } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { isStrLike } from './strValue';

const plural = (count: number): string => (count === 1 ? '' : 's');

/** _PyArg_CheckPositional */
export function checkPositional(rt: Runtime, name: string, count: number, minimum: number, maximum: number): void {
  if (count < minimum) {
    raise(rt, 'TypeError', `${name} expected ${minimum === maximum ? '' : 'at least '}${minimum} argument${plural(minimum)}, got ${count}`);
  }
  if (count > maximum) {
    raise(rt, 'TypeError', `${name} expected ${minimum === maximum ? '' : 'at most '}${maximum} argument${plural(maximum)}, got ${count}`);
  }
}

/** The count check of PyArg_ParseTuple with a function name. */
export function checkTupleCount(rt: Runtime, name: string, count: number, minimum: number, maximum: number): void {
  if (count >= minimum && count <= maximum) return;
  const limit = count < minimum ? minimum : maximum;
  const kind = minimum === maximum ? 'exactly' : count < minimum ? 'at least' : 'at most';
  raise(rt, 'TypeError', `${name}() takes ${kind} ${limit} argument${plural(limit)} (${count} given)`);
}

export interface KeywordParameters {
  readonly function: string;
  readonly names: readonly string[];
  /** How many come first that may be positional; default all. */
  readonly maximumPositional?: number;
  readonly required?: number;
}

/** Arguments by parameter position; undefined where absent (_PyArg_UnpackKeywords). */
export function unpackKeywords(
  rt: Runtime, parameters: KeywordParameters, args: readonly PyObject[], kwnames: readonly PyStr[] | null,
): (PyObject | undefined)[] {
  const { function: name, names, maximumPositional = names.length, required = 0 } = parameters;
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positionalCount = args.length - keywordCount;
  if (args.length > names.length) {
    const kind = positionalCount === 0 ? 'keyword ' : '';
    raise(rt, 'TypeError', `${name}() takes at most ${names.length} ${kind}argument${plural(names.length)} (${args.length} given)`);
  }
  if (positionalCount > maximumPositional) {
    if (maximumPositional === 0) raise(rt, 'TypeError', `${name}() takes no positional arguments`);
    const limit = required < maximumPositional ? 'at most' : 'exactly';
    raise(rt, 'TypeError', `${name}() takes ${limit} ${maximumPositional} positional argument${plural(maximumPositional)} (${positionalCount} given)`);
  }
  const result: (PyObject | undefined)[] = args.slice(0, positionalCount);
  while (result.length < names.length) result.push(undefined);
  if (kwnames !== null) placeKeywords(rt, parameters, result, args, kwnames, positionalCount);
  if (positionalCount < required && names[positionalCount] === '') {
    raise(rt, 'TypeError', `${name}() takes at least ${required} positional argument${plural(required)} (${positionalCount} given)`);
  }
  for (let position = positionalCount; position < required; position++) {
    if (result[position] === undefined) {
      raise(rt, 'TypeError', `${name}() missing required argument '${names[position] ?? ''}' (pos ${position + 1})`);
    }
  }
  return result;
}

/** The same with the keywords in a dict, for tp_new. A parameter named '' is positional only. */
export function unpackKeywordDict(
  rt: Runtime, parameters: KeywordParameters, args: readonly PyObject[], kwargs: PyDict | null,
): (PyObject | undefined)[] {
  if (kwargs === null || kwargs.value.used === 0) return unpackKeywords(rt, parameters, args, null);
  const all = args.slice();
  const names: PyStr[] = [];
  const { keys, values } = kwargs.value;
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] ?? null;
    if (key === null) continue;
    names.push(key as PyStr);
    all.push(values[entry] as PyObject);
  }
  return unpackKeywords(rt, parameters, all, names);
}

function placeKeywords(
  rt: Runtime, { function: name, names }: KeywordParameters, result: (PyObject | undefined)[],
  args: readonly PyObject[], kwnames: readonly PyStr[], positionalCount: number,
): void {
  kwnames.forEach((keyword, position) => {
    const at = names.indexOf(keyword.value);
    if (at < 0) raise(rt, 'TypeError', `'${keyword.value}' is an invalid keyword argument for ${name}()`);
    if (at < positionalCount) raise(rt, 'TypeError', `argument for ${name}() given by name ('${keyword.value}') and position (${at + 1})`);
    result[at] = args[positionalCount + position];
  });
}

/** _PyArg_BadArgument; `argument` is 'argument', 'argument 1' or "argument 'encoding'". */
export function badArgument(rt: Runtime, name: string, argument: string, expected: string, actual: PyObject): never {
  raise(rt, 'TypeError', `${name}() ${argument} must be ${expected}, not ${describeType(rt, actual)}`);
}

/** The type's name as error texts show it, None as itself. */
export function describeType(rt: Runtime, object: PyObject): string {
  return object === rt.none ? 'None' : object.type.name;
}

/** An int argument in the range of ssize_t (PyNumber_Index, PyLong_AsSsize_t). */
export function asSize(rt: Runtime, object: PyObject): number {
  return boundedInt(rt, object, 2 ** 63, 'C ssize_t');
}

/** An int argument in the range of C's int (_PyLong_AsInt). */
export function asInt32(rt: Runtime, object: PyObject): number {
  return boundedInt(rt, object, 2 ** 31, 'C int');
}

function boundedInt(rt: Runtime, object: PyObject, limit: number, kind: string): number {
  const value = indexValue(rt, object);
  if (value < -limit || value >= limit) raise(rt, 'OverflowError', `Python int too large to convert to ${kind}`);
  return Number(value);
}

/** operator.index() as a JavaScript value. */
export function indexValue(rt: Runtime, object: PyObject): number | bigint {
  if (isIntLike(rt, object)) return object.value;
  const converted = index(rt, object);
  const { value } = converted;
  decref(rt, converted);
  return value;
}

/** An optional str argument (of encode, decode), or null. */
export function optionalText(rt: Runtime, functionName: string, name: string, object: PyObject | undefined): string | null {
  if (object === undefined) return null;
  if (!isStrLike(rt, object)) badArgument(rt, functionName, `argument '${name}'`, 'str', object);
  return object.value;
}
