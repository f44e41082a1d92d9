/**
 * BaseExceptionGroup and ExceptionGroup: several exceptions as one, and how `except*` takes them apart
 * (CPython Objects/exceptions.c exceptiongroup_*).
 *
 * In: a message and exceptions. Out: a mechanism row, and what the eval loop needs for `except*`.
 */
import { decref, incref, type PyObject } from '../memory';
import { callObject, callWithTuple, getAttributeString, isTrue, setAttribute } from './abstract';
import { allocateException, exceptionSlots, memberAttribute, membersOf, replaceMember } from './baseException';
import { newGenericAlias } from './genericAlias';
import { textOf, type ExceptionMechanism } from './exceptionMembers';
import type { PyDict, PyException, PyList, PyStr, PyTuple } from './layouts';
import { listAppend, listFromIterable, newList } from './listStore';
import { classMethod, oneArg, varArgs, type MethodDefinition } from './methods';
import { isExceptionClass, isExceptionInstance, matches, matchesHandler, raise, setCause, setContext, setTraceback } from './raise';
import type { Runtime } from './runtime';
import { internStr, newStr } from './str';
import { newSet } from './setStore';
import { newTuple, packTuple, tupleFromIterable } from './tuple';
import type { PyType } from './type';

type Predicate = (exception: PyObject) => boolean;

interface SplitResult {
  /** New reference, or null when nothing matched. */
  match: PyObject | null;
  rest: PyObject | null;
}

export function isExceptionGroup(rt: Runtime, object: PyObject): object is PyException {
  return matches(rt, object, rt.exceptions.BaseExceptionGroup);
}

function create(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${type.name}() takes no keyword arguments`);
  const [message, exceptions] = args.value;
  if (message === undefined || exceptions === undefined || args.value.length !== 2) {
    raise(rt, 'TypeError', `BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.value.length} given)`);
  }
  if ((message.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `BaseExceptionGroup.__new__() argument 1 must be str, not ${message.type.name}`);
  }
  const sequence = exceptions.type as PyType;
  if (sequence.sqItem === null || sequence.layout === rt.types.dict) raise(rt, 'TypeError', 'second argument (exceptions) must be a sequence');
  const members = tupleFromIterable(rt, exceptions);
  try {
    const actual = checkedClass(rt, type, members.value);
    const self = allocateException(rt, actual, args);
    replaceMember(rt, self, 'msg', incref(message));
    replaceMember(rt, self, 'excs', incref(members));
    return self;
  } finally {
    decref(rt, members);
  }
}

/** Which class a group of these exceptions has; an ExceptionGroup may hold Exceptions only. */
function checkedClass(rt: Runtime, type: PyType, items: readonly PyObject[]): PyType {
  if (items.length === 0) raise(rt, 'ValueError', 'second argument (exceptions) must be a non-empty sequence');
  let holdsBaseException = false;
  items.forEach((item, index) => {
    if (!isExceptionInstance(rt, item)) raise(rt, 'ValueError', `Item ${index} of second argument (exceptions) is not an exception`);
    if (!matches(rt, item, rt.exceptions.Exception)) holdsBaseException = true;
  });
  if (type === rt.exceptions.BaseExceptionGroup) return holdsBaseException ? type : rt.exceptions.ExceptionGroup;
  if (!holdsBaseException) return type;
  if (type === rt.exceptions.ExceptionGroup) raise(rt, 'TypeError', 'Cannot nest BaseExceptions in an ExceptionGroup');
  if (type.mro.includes(rt.exceptions.Exception)) raise(rt, 'TypeError', `Cannot nest BaseExceptions in '${type.name}'`);
  return type;
}

/** What `condition` selects: a class, a tuple of classes, or a callable. */
function predicateOf(rt: Runtime, condition: PyObject): Predicate {
  const isTuple = (condition.type as PyType).layout === rt.types.tuple;
  const byType = isTuple
    ? (condition as PyTuple).value.every((member) => isExceptionClass(rt, member))
    : isExceptionClass(rt, condition);
  if (byType) return (exception) => matchesHandler(rt, exception, condition);
  if ((condition.type as PyType).call === null && (condition.type as PyType).vectorcall === null || isTuple) {
    raise(rt, 'TypeError', 'expected a function, exception type or tuple of exception types');
  }
  return (exception) => {
    const result = callObject(rt, condition, [exception]);
    const truth = isTrue(rt, result);
    decref(rt, result);
    return truth;
  };
}

/** What `group` keeps of the leaves of `kept` (exception_group_projection); null when nothing. Owned. */
export function projectGroup(rt: Runtime, group: PyObject, kept: readonly PyObject[]): PyObject | null {
  const ids = newSet(rt); // of the leaves; here they are compared themselves
  const leaves = new Set<PyObject>();
  const collect = (exception: PyObject): void => {
    if (!isExceptionGroup(rt, exception)) leaves.add(exception);
    else (membersOf(exception).excs as PyTuple).value.forEach(collect);
  };
  kept.forEach(collect);
  try {
    return split(rt, group, (exception) => leaves.has(exception), false).match;
  } finally {
    decref(rt, ids);
  }
}

function split(rt: Runtime, exception: PyObject, selects: Predicate, wantRest: boolean): SplitResult {
  if (selects(exception)) return { match: incref(exception), rest: null };
  if (!isExceptionGroup(rt, exception)) return { match: null, rest: wantRest ? incref(exception) : null };
  const matched = newList(rt, []);
  const rest = wantRest ? newList(rt, []) : null;
  const collect = (list: PyList, part: PyObject): void => {
    listAppend(rt, list, part);
    decref(rt, part);
  };
  rt.enterRecursiveCall(' in exceptiongroup_split_recursive');
  try {
    for (const member of (membersOf(exception).excs as PyTuple).value) {
      const parts = split(rt, member, selects, wantRest);
      if (parts.match !== null) collect(matched, parts.match);
      if (parts.rest !== null && rest !== null) collect(rest, parts.rest);
    }
    const match = subset(rt, exception, matched);
    return { match, rest: rest === null ? null : subset(rt, exception, rest) };
  } finally {
    rt.leaveRecursiveCall();
    decref(rt, matched);
    if (rest !== null) decref(rt, rest);
  }
}

/** PyObject_CallMethod(object, name, "(O)", argument): a bound method, and a tuple that is unpacked again. */
export function callMethodPacked(rt: Runtime, object: PyObject, name: string, argument: PyObject): PyObject {
  const method = getAttributeString(rt, object, name);
  const packed = packTuple(rt, [argument]);
  try {
    return callObject(rt, method, packed.value);
  } finally {
    decref(rt, packed);
    decref(rt, method);
  }
}

/** A group like `original` with other members, through its `derive` method; null for no members. */
function subset(rt: Runtime, original: PyException, members: PyList): PyObject | null {
  if (members.value.length === 0) return null;
  const derived = callMethodPacked(rt, original, 'derive', members);
  if (!isExceptionGroup(rt, derived)) {
    decref(rt, derived);
    raise(rt, 'TypeError', 'derive must return an instance of BaseExceptionGroup');
  }
  const { traceback, context, cause } = original.value;
  if (traceback !== null) setTraceback(rt, derived, incref(traceback));
  setContext(rt, derived, context);
  setCause(rt, derived, cause);
  derived.value.suppressContext = original.value.suppressContext;
  copyNotes(rt, original, derived);
  return derived;
}

function copyNotes(rt: Runtime, original: PyObject, derived: PyObject): void {
  const dict = original.attributes === null ? null : (original.attributes as [PyDict | null])[0];
  if (dict === null) return;
  const { keys } = dict.value;
  if (!keys.some((key) => key !== null && (key as PyStr).value === '__notes__')) return;
  const notes = getAttributeString(rt, original, '__notes__');
  const name = internStr(rt, '__notes__');
  const copy = listFromIterable(rt, notes);
  setAttribute(rt, derived, name, copy);
  decref(rt, copy);
  decref(rt, name);
  decref(rt, notes);
}

/** PyArg_UnpackTuple with one argument. */
function onlyArgument(rt: Runtime, name: string, { value }: PyTuple): PyObject {
  const [argument] = value;
  if (argument === undefined) raise(rt, 'TypeError', `${name} expected 1 argument, got 0`);
  if (value.length > 1) raise(rt, 'TypeError', `${name} expected 1 argument, got ${value.length}`);
  return argument;
}

const splitMethod: MethodDefinition = varArgs('split', (rt, self, args) => {
  const condition = onlyArgument(rt, 'split', args);
  const { match, rest } = split(rt, self, predicateOf(rt, condition), true);
  return newTuple(rt, [match ?? incref(rt.none), rest ?? incref(rt.none)]);
});
const subgroupMethod: MethodDefinition = varArgs('subgroup', (rt, self, args) =>
  split(rt, self, predicateOf(rt, onlyArgument(rt, 'subgroup', args)), false).match ?? incref(rt.none));
const deriveMethod: MethodDefinition = varArgs('derive', (rt, self, args) => {
  const initArguments = packTuple(rt, [membersOf(self).msg as PyObject, onlyArgument(rt, 'derive', args)]);
  try {
    return callWithTuple(rt, rt.exceptions.BaseExceptionGroup.object, initArguments, null);
  } finally {
    decref(rt, initArguments);
  }
});

export const exceptionGroup: ExceptionMechanism = {
  memberNames: ['msg', 'excs'],
  basicsize: 88,
  slots: {
    ...exceptionSlots,
    new: create,
    init: (rt, self, args, kwargs) => {
      if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${self.type.name}() takes no keyword arguments`);
      exceptionSlots.init?.(rt, self, args, null);
    },
    str: (rt, self) => {
      const { msg, excs } = membersOf(self);
      const count = (excs as PyTuple).value.length;
      return newStr(rt, `${textOf(rt, msg ?? rt.none)} (${count} sub-exception${count === 1 ? '' : 's'})`);
    },
  },
  getset: [
    { ...readOnly('msg', 'exception message'), name: 'message', member: true },
    { ...readOnly('excs', 'nested exceptions'), name: 'exceptions', member: true },
  ],
  methods: [
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
    deriveMethod, splitMethod, subgroupMethod,
  ],
};

function readOnly(name: string, doc: string): { name: string; doc: string; get: (rt: Runtime, self: PyObject) => PyObject } {
  const { get } = memberAttribute(name, doc);
  return { name, doc, get };
}
