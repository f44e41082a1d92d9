/**
 * Arguments as PyArg_ParseTupleAndKeywords and PyArg_ParseTuple check them when the format names no function,
 * and the arguments most functions of `_decimal` have: a context, a rounding mode.
 */
import type { PyObject } from '../../memory';
import { raise, type PyDict, type PyStr, type PyTuple, type Runtime } from '../../objects';
import { ROUNDING_NAMES, type Rounding } from './core/environment';
import { currentContext } from './currentContext';
import { isContext } from './state';

const plural = (count: number): string => (count === 1 ? '' : 's');

/** Arguments by position of the parameter (borrowed), null where not given. */
export function parseKeywords(
  rt: Runtime, names: readonly string[], required: number, args: PyTuple, kwargs: PyDict | null,
): (PyObject | null)[] {
  const given = args.value;
  const keywordCount = kwargs === null ? 0 : kwargs.value.used;
  if (given.length + keywordCount > names.length) {
    const kind = given.length === 0 ? 'keyword ' : '';
    const limit = required < names.length ? 'at most' : 'exactly';
    raise(rt, 'TypeError', `function takes ${limit} ${names.length} ${kind}argument${plural(names.length)} (${given.length + keywordCount} given)`);
  }
  const result: (PyObject | null)[] = names.map((_, index) => given[index] ?? null);
  if (kwargs !== null) {
    const { keys, values } = kwargs.value;
    keys.forEach((key, entry) => {
      if (key === null) return;
      const name = (key as PyStr).value;
      const index = names.indexOf(name);
      if (index < 0) raise(rt, 'TypeError', `'${name}' is an invalid keyword argument for this function`);
      if (index < given.length) raise(rt, 'TypeError', `argument for function given by name ('${name}') and position (${index + 1})`);
      result[index] = values[entry] as PyObject;
    });
  }
  for (let index = 0; index < required; index++) {
    if (result[index] === null) raise(rt, 'TypeError', `function missing required argument '${names[index]}' (pos ${index + 1})`);
  }
  return result;
}

/** Positional arguments only. */
export function parsePositional(rt: Runtime, args: PyTuple, minimum: number, maximum: number): readonly PyObject[] {
  const count = args.value.length;
  if (count < minimum || count > maximum) {
    const limit = count < minimum ? minimum : maximum;
    const kind = minimum === maximum ? 'exactly' : count < minimum ? 'at least' : 'at most';
    raise(rt, 'TypeError', `function takes ${kind} ${limit} argument${plural(limit)} (${count} given)`);
  }
  return args.value;
}

/** An optional context argument, by default the current context (borrowed). */
export function contextArgument(rt: Runtime, argument: PyObject | null): PyObject {
  if (argument === null || argument === rt.none) return currentContext(rt);
  if (!isContext(rt, argument)) raise(rt, 'TypeError', 'optional argument must be a context');
  return argument;
}

/** A rounding mode by its name. */
export function roundingArgument(rt: Runtime, argument: PyObject): Rounding {
  const mode = typeof argument.value === 'string' ? ROUNDING_NAMES.indexOf(argument.value as (typeof ROUNDING_NAMES)[number]) : -1;
  if (mode >= 0) return mode as Rounding;
  raise(rt, 'TypeError', 'valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n'
    + '   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]');
}
