/**
 * Arguments of native functions which take keywords: puts them in the order of the parameters and
 * raises what Argument Clinic's parser raises (CPython Python/getargs.c _PyArg_UnpackKeywords).
 *
 * In: the arguments of a call. Out: for each parameter, its argument (borrowed) or null.
 */
import type { PyObject } from '../memory';
import { dictGetString, raise, type PyDict, type PyStr, type PyTuple, type PyType, type Runtime } from '../objects';

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
    raise(rt, 'TypeError', `${name}() takes at most ${parameters.length} ${kind}argument${parameters.length === 1 ? '' : 's'} (${args.length} given)`);
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

/** The arguments of a tp_new as an array that ends with the values of the keywords. */
export function keywordsOf(args: PyTuple, kwargs: PyDict | null): { readonly args: readonly PyObject[]; readonly names: readonly PyStr[] | null } {
  if (kwargs === null || kwargs.value.used === 0) return { args: args.value, names: null };
  const names = kwargs.value.keys.filter((key) => key !== null) as PyStr[];
  return { args: [...args.value, ...names.map((key) => dictGetString(kwargs, key.value) as PyObject)], names };
}

/** Arguments of a constructor, by parameter. */
export function constructorArguments(
  rt: Runtime, name: string, parameters: readonly string[], required: number, args: PyTuple, kwargs: PyDict | null,
): (PyObject | null)[] {
  const given = keywordsOf(args, kwargs);
  return bindArguments(rt, { name, parameters, required }, given.args, given.names);
}

/** A constructor without keywords (_PyArg_NoKeywords); a subclass with an `__init__` of its own may take some. */
export function noKeywords(rt: Runtime, name: string, kwargs: PyDict | null, type: PyType | null = null): void {
  if (type !== null && type.init !== rt.types.object.init) return;
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${name}() takes no keyword arguments`);
}

/** The number of positional arguments of a constructor. */
export function exactCount(rt: Runtime, name: string, args: PyTuple, minimum: number, maximum: number): void {
  checkPositional(rt, name, args.value, minimum, maximum);
}
