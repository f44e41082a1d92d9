/**
 * Type parameters of generic aliases and unions: collecting them and putting arguments in their place
 * (genericaliasobject.c _Py_make_parameters, _Py_subs_parameters). The type variables themselves are
 * `typing`'s.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { callObject, getItem, lookupAttributeString, repr, str } from './abstract';
import type { PyStr, PyTuple } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newTuple, packTuple } from './tuple';
import type { PyType } from './type';

/** `__parameters__`: the type variables in `args`, each once (new reference). */
export function collectParameters(rt: Runtime, args: PyTuple): PyTuple {
  const found: PyObject[] = [];
  const add = (parameter: PyObject): void => {
    if (!found.includes(parameter)) found.push(incref(parameter));
  };
  for (const argument of args.value) {
    if ((argument.type as PyType).layout === rt.types.type) continue;
    const substitute = lookupAttributeString(rt, argument, '__typing_subst__');
    if (substitute !== null) {
      add(argument);
      decref(rt, substitute);
      continue;
    }
    const inner = lookupAttributeString(rt, argument, '__parameters__');
    if (inner !== null && (inner.type as PyType).layout === rt.types.tuple) for (const parameter of (inner as PyTuple).value) add(parameter);
    xdecref(rt, inner);
  }
  return newTuple(rt, found);
}

/** The arguments of `alias[item]` (new reference). */
export function substituteParameters(rt: Runtime, alias: PyObject, args: PyTuple, parameters: PyTuple, item: PyObject): PyTuple {
  if (parameters.value.length === 0) raise(rt, 'TypeError', `${textOf(rt, alias)} is not a generic class`);
  const given = preparedItem(rt, alias, parameters, item);
  try {
    const items = (given.type as PyType).layout === rt.types.tuple ? (given as PyTuple).value : [given];
    if (items.length !== parameters.value.length) {
      const amount = items.length > parameters.value.length ? 'many' : 'few';
      raise(rt, 'TypeError', `Too ${amount} arguments for ${textOf(rt, alias)}; actual ${items.length}, expected ${parameters.value.length}`);
    }
    const result: PyObject[] = [];
    for (const argument of args.value) substituteOne(rt, argument, parameters, items, result);
    return newTuple(rt, result);
  } finally {
    decref(rt, given);
  }
}

function textOf(rt: Runtime, object: PyObject): string {
  const shown = repr(rt, object);
  const { value } = shown;
  decref(rt, shown);
  return value;
}

/** _unpack_args: the arguments as a tuple, in which those of an unpacked tuple of known length stand for it. */
function unpackArguments(rt: Runtime, item: PyObject): PyTuple {
  const items = (item.type as PyType).layout === rt.types.tuple ? (item as PyTuple).value : [item];
  const result: PyObject[] = [];
  for (const argument of items) {
    const inner = (argument.type as PyType).layout === rt.types.type ? null : lookupAttributeString(rt, argument, '__typing_unpacked_tuple_args__');
    const unpacked = inner !== null && (inner.type as PyType).layout === rt.types.tuple ? (inner as PyTuple).value : null;
    if (unpacked !== null && unpacked[unpacked.length - 1] !== rt.ellipsis) for (const entry of unpacked) result.push(incref(entry));
    else result.push(incref(argument));
    xdecref(rt, inner);
  }
  return newTuple(rt, result);
}

/** Lets each parameter adjust the arguments first (`__typing_prepare_subst__`). */
function preparedItem(rt: Runtime, alias: PyObject, parameters: PyTuple, item: PyObject): PyObject {
  let given: PyObject = unpackArguments(rt, item);
  for (const parameter of parameters.value) {
    const prepare = lookupAttributeString(rt, parameter, '__typing_prepare_subst__');
    if (prepare === null) continue;
    if (prepare !== rt.none) {
      const tuple = (given.type as PyType).layout === rt.types.tuple ? incref(given) : packTuple(rt, [given]);
      const prepared = callObject(rt, prepare, [alias, tuple]);
      decref(rt, tuple);
      decref(rt, given);
      given = prepared;
    }
    decref(rt, prepare);
  }
  return given;
}

function substituteOne(rt: Runtime, argument: PyObject, parameters: PyTuple, items: readonly PyObject[], result: PyObject[]): void {
  if ((argument.type as PyType).layout === rt.types.type) {
    result.push(incref(argument));
    return;
  }
  const unpacked = lookupAttributeString(rt, argument, '__typing_is_unpacked_typevartuple__');
  const unpack = unpacked === rt.true;
  xdecref(rt, unpacked);
  const substitute = lookupAttributeString(rt, argument, '__typing_subst__');
  let value: PyObject;
  if (substitute !== null) {
    value = callObject(rt, substitute, [items[parameters.value.indexOf(argument)] as PyObject]);
    decref(rt, substitute);
  } else value = substituteInside(rt, argument, parameters, items);
  if (!unpack) {
    result.push(value);
    return;
  }
  for (const entry of (value as PyTuple).value) result.push(incref(entry));
  decref(rt, value);
}

/** subs_tvars: an argument that is generic itself. */
function substituteInside(rt: Runtime, argument: PyObject, parameters: PyTuple, items: readonly PyObject[]): PyObject {
  const inner = lookupAttributeString(rt, argument, '__parameters__');
  if (inner === null || (inner.type as PyType).layout !== rt.types.tuple || (inner as PyTuple).value.length === 0) {
    xdecref(rt, inner);
    return incref(argument);
  }
  const replacements: PyObject[] = [];
  for (const parameter of (inner as PyTuple).value) {
    const position = parameters.value.indexOf(parameter);
    const replacement = position < 0 ? parameter : items[position] as PyObject;
    // What a TypeVarTuple stands for is a tuple of arguments.
    if (position >= 0 && (parameter.type as PyType).iter !== null && (replacement.type as PyType).layout === rt.types.tuple) {
      for (const entry of (replacement as PyTuple).value) replacements.push(incref(entry));
    } else replacements.push(incref(replacement));
  }
  decref(rt, inner);
  const key = newTuple(rt, replacements);
  try {
    return getItem(rt, argument, key);
  } finally {
    decref(rt, key);
  }
}

/** How an argument is shown: a class by its name, `...`, anything else by its repr (ga_repr_item). */
export function argumentText(rt: Runtime, argument: PyObject): string {
  if (argument === rt.ellipsis) return '...';
  if (argument === rt.types.NoneType.object) return 'None';
  const origin = lookupAttributeString(rt, argument, '__origin__');
  const args = origin === null ? null : lookupAttributeString(rt, argument, '__args__');
  xdecref(rt, origin);
  xdecref(rt, args);
  if (args !== null) return textOf(rt, argument);
  const qualname = lookupAttributeString(rt, argument, '__qualname__');
  if (qualname === null) return textOf(rt, argument);
  const module = lookupAttributeString(rt, argument, '__module__');
  try {
    if (module === null || module === rt.none) return textOf(rt, argument);
    const prefix = (module.type as PyType).layout === rt.types.str && (module as PyStr).value === 'builtins' ? '' : `${plainText(rt, module)}.`;
    return `${prefix}${plainText(rt, qualname)}`;
  } finally {
    decref(rt, qualname);
    xdecref(rt, module);
  }
}

function plainText(rt: Runtime, object: PyObject): string {
  const text = str(rt, object);
  const { value } = text;
  decref(rt, text);
  return value;
}
