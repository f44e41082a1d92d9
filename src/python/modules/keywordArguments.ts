/**
 * Arguments of native functions which take keywords: puts them in the order of the parameters and
 * raises what Argument Clinic's parser raises (CPython Python/getargs.c _PyArg_UnpackKeywords).
 *
 * In: the arguments of a call. Out: for each parameter, its argument (borrowed) or null.
 */
import type { PyObject } from '../memory';
import { raise, type PyStr, type Runtime } from '../objects';

export interface Signature {
  readonly name: string;
  /** All parameters: positional-only, then positional-or-keyword, then keyword-only. */
  readonly parameters: readonly string[];
  /** How many must be given; default 0. */
  readonly required?: number;
  /** How many are positional-only; default 0. */
  readonly positionalOnly?: number;
  /** How many may be given by position; default all. */
  readonly maximumPositional?: number;
}

export function bindArguments(
  rt: Runtime, signature: Signature, args: readonly PyObject[], kwnames: readonly PyStr[] | null,
): (PyObject | null)[] {
  const { name, parameters, required = 0, positionalOnly = 0, maximumPositional = parameters.length } = signature;
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positionalCount = args.length - keywordCount;
  if (args.length > parameters.length) {
    const kind = positionalCount === 0 ? 'keyword ' : '';
    const limit = required === parameters.length ? 'exactly' : 'at most';
    raise(rt, 'TypeError', `${name}() takes ${limit} ${parameters.length} ${kind}argument${parameters.length === 1 ? '' : 's'} (${args.length} given)`);
  }
  if (positionalCount > maximumPositional) {
    if (maximumPositional === 0) raise(rt, 'TypeError', `${name}() takes no positional arguments`);
    const limit = required >= maximumPositional ? 'exactly' : 'at most';
    raise(rt, 'TypeError',
      `${name}() takes ${limit} ${maximumPositional} positional argument${maximumPositional === 1 ? '' : 's'} (${positionalCount} given)`);
  }
  if (positionalCount < Math.min(positionalOnly, required)) {
    const minimum = Math.min(positionalOnly, required);
    const limit = minimum < maximumPositional ? 'at least' : 'exactly';
    raise(rt, 'TypeError', `${name}() takes ${limit} ${minimum} positional argument${minimum === 1 ? '' : 's'} (${positionalCount} given)`);
  }
  const bound: (PyObject | null)[] = parameters.map((_, index) => (index < positionalCount ? (args[index] as PyObject) : null));
  if (kwnames !== null) {
    kwnames.forEach((keyword, index) => {
      const position = parameters.indexOf(keyword.value, positionalOnly);
      if (position < 0) raise(rt, 'TypeError', `'${keyword.value}' is an invalid keyword argument for ${name}()`);
      if (position < positionalCount) {
        raise(rt, 'TypeError', `argument for ${name}() given by name ('${keyword.value}') and position (${position + 1})`);
      }
      bound[position] = args[positionalCount + index] as PyObject;
    });
  }
  for (let position = 0; position < required; position++) {
    if (bound[position] === null) {
      raise(rt, 'TypeError', `${name}() missing required argument '${parameters[position]}' (pos ${position + 1})`);
    }
  }
  return bound;
}

/** Checks the number of positional arguments (_PyArg_CheckPositional). */
export function checkPositional(rt: Runtime, name: string, args: readonly PyObject[], minimum: number, maximum: number): void {
  const count = args.length;
  if (count < minimum) {
    raise(rt, 'TypeError', `${name} expected ${minimum === maximum ? '' : 'at least '}${minimum} argument${minimum === 1 ? '' : 's'}, got ${count}`);
  }
  if (count > maximum) {
    raise(rt, 'TypeError', `${name} expected ${minimum === maximum ? '' : 'at most '}${maximum} argument${maximum === 1 ? '' : 's'}, got ${count}`);
  }
}

/** Keyword arguments in a dict are not taken by this function. */
export function refuseKeywords(rt: Runtime, name: string, kwargs: { readonly value: { readonly used: number } } | null): void {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${name}() takes no keyword arguments`);
}
