/**
 * BaseExceptionGroup and ExceptionGroup: several exceptions as one, and how `except*` takes them apart
 * (CPython Objects/exceptions.c exceptiongroup_*).
 *
 * In: a message and exceptions. Out: a mechanism row, and `splitGroup` for the eval loop's CHECK_EG_MATCH.
 */
import { decref, incref, type PyObject } from '../memory';
import { callMethod, callObject, getAttributeString, isTrue, iterateToArray, setAttribute } from './abstract';
import { allocateException, exceptionSlots, memberAttribute, membersOf, replaceMember } from './baseException';
import { newGenericAlias } from './genericAlias';
import { textOf, type ExceptionMechanism } from './exceptionMembers';
import type { PyDict, PyException, PyStr, PyTuple } from './layouts';
import { newList } from './list';
import { classMethod, oneArg, type MethodDefinition } from './methods';
import { isExceptionClass, isExceptionInstance, matches, matchesHandler, raise, setCause, setContext, setTraceback } from './raise';
import type { Runtime } from './runtime';
import { internStr, newStr } from './str';
import { newTuple } from './tuple';
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
  const items = iterateToArray(rt, exceptions);
  const members = newTuple(rt, items);
  try {
    const actual = checkedClass(rt, type, items);
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

/** Splits an exception into what matches and the rest; groups are split member by member, keeping their metadata. */
export function splitGroup(rt: Runtime, exception: PyObject, condition: PyObject): SplitResult {
  return split(rt, exception, predicateOf(rt, condition), true);
}

/** What `group` keeps of the leaves of `kept` (exception_group_projection); null when nothing. Owned. */
export function projectGroup(rt: Runtime, group: PyObject, kept: readonly PyObject[]): PyObject | null {
  const leaves = new Set<PyObject>();
  const collect = (exception: PyObject): void => {
    if (!isExceptionGroup(rt, exception)) leaves.add(exception);
    else (membersOf(exception).excs as PyTuple).value.forEach(collect);
  };
  kept.forEach(collect);
  return split(rt, group, (exception) => leaves.has(exception), false).match;
}

function split(rt: Runtime, exception: PyObject, selects: Predicate, wantRest: boolean): SplitResult {
  if (selects(exception)) return { match: incref(exception), rest: null };
  if (!isExceptionGroup(rt, exception)) return { match: null, rest: wantRest ? incref(exception) : null };
  const matched: PyObject[] = [];
  const rest: PyObject[] = [];
  rt.enterRecursiveCall(' in exceptiongroup_split_recursive');
  try {
    for (const member of (membersOf(exception).excs as PyTuple).value) {
      const parts = split(rt, member, selects, wantRest);
      if (parts.match !== null) matched.push(parts.match);
      if (parts.rest !== null) rest.push(parts.rest);
    }
    const match = subset(rt, exception, matched);
    return { match, rest: wantRest ? subset(rt, exception, rest) : null };
  } finally {
    rt.leaveRecursiveCall();
    for (const part of matched) decref(rt, part);
    for (const part of rest) decref(rt, part);
  }
}

/** A group like `original` with other members, through its `derive` method; null for no members. */
function subset(rt: Runtime, original: PyException, members: readonly PyObject[]): PyObject | null {
  if (members.length === 0) return null;
  const list = newList(rt, members.map((member) => incref(member)));
  let derived: PyObject;
  try {
    derived = callMethod(rt, original, 'derive', [list]);
  } finally {
    decref(rt, list);
  }
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
  const copy = newList(rt, iterateToArray(rt, notes));
  setAttribute(rt, derived, name, copy);
  decref(rt, copy);
  decref(rt, name);
  decref(rt, notes);
}

const splitMethod: MethodDefinition = oneArg('split', (rt, self, condition) => {
  const { match, rest } = split(rt, self, predicateOf(rt, condition), true);
  return newTuple(rt, [match ?? incref(rt.none), rest ?? incref(rt.none)]);
});
const subgroupMethod: MethodDefinition = oneArg('subgroup', (rt, self, condition) =>
  split(rt, self, predicateOf(rt, condition), false).match ?? incref(rt.none));
const deriveMethod: MethodDefinition = oneArg('derive', (rt, self, exceptions) =>
  callObject(rt, rt.exceptions.BaseExceptionGroup.object, [membersOf(self).msg as PyObject, exceptions]));

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
