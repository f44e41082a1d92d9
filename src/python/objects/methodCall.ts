/**
 * Calling rows of the method tables of built-in types and modules: each row's calling convention with
 * the argument checks and error texts CPython has for it (methodobject.c, descrobject.c). Only the
 * tuple conventions build a tuple, which is counted.
 */
import { decref, type PyObject } from '../memory';
import { argumentTuple, keywordDict } from './abstractCall';
import type { PyDict, PyStr, PyTuple } from './layouts';
import type { MethodDefinition } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';

/** Gives `list.append()` of a callable, for error texts. */
type Describe = (rt: Runtime, callable: PyObject) => string;

/**
 * Calls a row. `self` is what the row's functions get as such; `args` holds the other arguments.
 * `callable` is the object called, `describe` names it in error texts.
 */
export function callDefinition(
  rt: Runtime, definition: MethodDefinition, self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null,
  callable: PyObject, describe: Describe,
): PyObject {
  switch (definition.kind) {
    case 'oneArg':
      if (kwnames !== null && kwnames.length > 0) raiseKeywords(rt, callable, describe);
      if (args.length !== 1) raise(rt, 'TypeError', `${describe(rt, callable)} takes exactly one argument (${args.length} given)`);
      return definition.call(rt, self, args[0] as PyObject);
    case 'noArgs':
      if (kwnames !== null && kwnames.length > 0) raiseKeywords(rt, callable, describe);
      if (args.length !== 0) raise(rt, 'TypeError', `${describe(rt, callable)} takes no arguments (${args.length} given)`);
      return definition.call(rt, self);
    case 'fast':
      if (kwnames !== null && kwnames.length > 0) raiseKeywords(rt, callable, describe);
      return definition.call(rt, self, args);
    case 'fastKeywords':
      return definition.call(rt, self, args, kwnames !== null && kwnames.length === 0 ? null : kwnames);
    case 'varArgs': {
      if (kwnames !== null && kwnames.length > 0) raiseKeywords(rt, callable, describe);
      const tuple = argumentTuple(rt, args);
      try {
        return definition.call(rt, self, tuple);
      } finally {
        decref(rt, tuple);
      }
    }
    case 'varArgsKeywords':
      return callWithKeywordDict(rt, definition.call, self, args, kwnames);
  }
}

/**
 * Calls a row with arguments that are in a tuple and a dict already (`f(*args, **kwargs)`): the tuple
 * conventions get just these (cfunction_call), the others an array.
 */
export function callDefinitionWithTuple(
  rt: Runtime, definition: MethodDefinition, self: PyObject, args: PyTuple, kwargs: PyDict | null,
  callable: PyObject, describe: Describe,
): PyObject {
  const given = kwargs === null || kwargs.value.used === 0 ? null : kwargs;
  if (definition.kind === 'varArgsKeywords') return definition.call(rt, self, args, given);
  if (given === null) {
    return definition.kind === 'varArgs' ? definition.call(rt, self, args) : callDefinition(rt, definition, self, args.value, null, callable, describe);
  }
  const names = given.value.keys.filter((key) => key !== null) as PyStr[];
  const values = given.value.values.filter((value) => value !== null);
  // _PyVectorcall_Call: the names travel in a tuple of their own.
  const tuple = definition.kind === 'varArgs' ? null : argumentTuple(rt, names);
  try {
    return callDefinition(rt, definition, self, [...args.value, ...values], names, callable, describe);
  } finally {
    if (tuple !== null) decref(rt, tuple);
  }
}

function callWithKeywordDict(
  rt: Runtime, call: (MethodDefinition & { kind: 'varArgsKeywords' })['call'], self: PyObject,
  args: readonly PyObject[], kwnames: readonly PyStr[] | null,
): PyObject {
  const tuple = argumentTuple(rt, kwnames === null ? args : args.slice(0, args.length - kwnames.length));
  let keywords: PyDict | null = null;
  try {
    if (kwnames !== null && kwnames.length > 0) keywords = keywordDict(rt, args, kwnames);
    return call(rt, self, tuple, keywords);
  } finally {
    decref(rt, tuple);
    if (keywords !== null) decref(rt, keywords);
  }
}

function raiseKeywords(rt: Runtime, callable: PyObject, describe: Describe): never {
  raise(rt, 'TypeError', `${describe(rt, callable)} takes no keyword arguments`);
}
