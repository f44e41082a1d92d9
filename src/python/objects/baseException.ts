/**
 * BaseException: allocation, the attributes every exception has, text, and the order in which an
 * exception gives back what it holds (CPython Objects/exceptions.c). Types which add members (`value`
 * of StopIteration, `name` of NameError...) name them here in CPython's clearing order and share
 * everything else.
 *
 * In: nothing. Out: the definition of BaseException and what the other exception files build on.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { lookupAttributeString, repr, setAttribute, str } from './abstract';
import { genericGetAttribute, genericSetAttribute } from './attributes';
import { newBool } from './bool';
import { dictGetString, newDict } from './dict';
import type { PyDict, PyException, PyStr, PyTuple } from './layouts';
import { listAppend, newList } from './list';
import { noArgs, oneArg } from './methods';
import { isExceptionInstance, raise, setCause, setContext, setTraceback } from './raise';
import type { ExceptionName, Runtime } from './runtime';
import { newStr } from './str';
import { newTuple, tupleFromIterable } from './tuple';
import { AttributeStorage, type GetSetDefinition, type PyType, type Slots, type TypeDefinition } from './type';

/** An exception type as data; `bootstrap.ts` resolves `bases` in `rt.exceptions` (`object` when empty). */
export interface ExceptionDefinition extends TypeDefinition {
  readonly bases: readonly ExceptionName[];
  /** For each member its instances have (inherited ones included), its key in `ExceptionData.members`, in clearing order. */
  readonly memberNames: readonly string[];
}

/** The built-in type whose members instances of `type` have: itself, or the nearest base that is built in. */
export function builtinBase(type: PyType): PyType {
  let builtin = type;
  while (builtin.definition === null && builtin.base !== null) builtin = builtin.base;
  return builtin;
}

/** `BaseException.__new__` without the argument checks. `args` borrowed. */
export function allocateException(rt: Runtime, type: PyType, args: PyTuple): PyException {
  const definition = builtinBase(type).definition as ExceptionDefinition;
  let members: Record<string, PyObject | null> | null = null;
  if (definition.memberNames.length > 0) {
    members = {};
    for (const name of definition.memberNames) members[name] = null;
  }
  const exception: PyException = rt.heap.newContainer(type, {
    args: incref(args), traceback: null, context: null, cause: null, suppressContext: false, notes: null, members,
  });
  if (type.ownedByInstances) type.object.refcnt++;
  rt.heap.track(exception);
  return exception;
}

/** `BaseException.__init__`: takes positional arguments only and stores them. */
export function initBase(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${self.type.name}() takes no keyword arguments`);
  storeArgs(rt, self as PyException, args);
}

export function storeArgs(rt: Runtime, self: PyException, args: PyTuple): void {
  const old = self.value.args;
  self.value.args = incref(args);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, old);
}

/** The members of an exception whose type has some. */
export function membersOf(self: PyObject): Record<string, PyObject | null> {
  return (self as PyException).value.members as Record<string, PyObject | null>;
}

/** Stores a member (taken over) and drops what was there. */
export function replaceMember(rt: Runtime, self: PyObject, name: string, value: PyObject | null): void {
  const members = membersOf(self);
  const old = members[name] ?? null;
  members[name] = value;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

/** A member as an attribute (T_OBJECT): None while unset, may be set and deleted. */
export function memberAttribute(name: string, doc: string): GetSetDefinition {
  return {
    name,
    doc,
    member: true,
    get: (rt, self) => incref(membersOf(self)[name] ?? rt.none),
    set: (rt, self, value) => replaceMember(rt, self, name, value === null ? null : incref(value)),
  };
}

/** str() of the arguments alone. */
export function baseStr(rt: Runtime, self: PyObject): PyObject {
  const { args } = (self as PyException).value;
  if (args.value.length === 0) return incref(rt.emptyStr);
  return str(rt, args.value.length === 1 ? (args.value[0] as PyObject) : args);
}

/** The name of a type without its module (_PyType_Name). */
export function shortTypeName(type: PyType): string {
  return type.name.slice(type.name.lastIndexOf('.') + 1);
}

function baseRepr(rt: Runtime, self: PyObject): PyObject {
  const { args } = (self as PyException).value;
  const name = shortTypeName(self.type as PyType);
  const single = args.value.length === 1;
  const inner = repr(rt, single ? (args.value[0] as PyObject) : args);
  const text = single ? `${name}(${inner.value})` : name + inner.value;
  decref(rt, inner);
  return newStr(rt, text);
}

/** The `__dict__` of an exception (borrowed), or null while it has none. */
export function exceptionDict(self: PyObject): PyDict | null {
  return self.attributes === null ? null : (self.attributes as [PyDict | null])[0];
}

function clearException(rt: Runtime, self: PyObject): void {
  const { value } = self as PyException;
  const { members } = value;
  if (members !== null) {
    for (const name in members) {
      const old = members[name] as PyObject | null;
      members[name] = null;
      xdecref(rt, old);
    }
  }
  if (self.attributes !== null) {
    const attributes = self.attributes as (PyObject | null)[];
    const dict = attributes[0] as PyDict | null;
    attributes[0] = null;
    xdecref(rt, dict);
  }
  const { args, notes, traceback, cause, context } = value;
  value.args = incref(rt.emptyTuple);
  decref(rt, args);
  value.notes = null;
  xdecref(rt, notes);
  value.traceback = null;
  xdecref(rt, traceback);
  value.cause = null;
  xdecref(rt, cause);
  value.context = null;
  xdecref(rt, context);
}

function deallocException(rt: Runtime, self: PyObject): void {
  rt.heap.untrack(self);
  if (!rt.heap.trashcanBegin(self)) return;
  clearException(rt, self);
  decref(rt, rt.emptyTuple); // the placeholder clearException left in `args`
  rt.heap.freeContainer(self);
  rt.heap.trashcanEnd(rt);
}

/** Slots all exception types share. */
export const exceptionSlots: Partial<Slots> = {
  new: (rt, type, args) => allocateException(rt, type, args),
  init: initBase,
  str: baseStr,
  repr: baseRepr,
  dealloc: deallocException,
  clear: clearException,
  traverse: (self, visit) => {
    const { members, args, notes, traceback, cause, context } = (self as PyException).value;
    if (members !== null) {
      for (const name in members) {
        const member = members[name];
        if (member != null) visit(member);
      }
    }
    const dict = exceptionDict(self);
    if (dict !== null) visit(dict);
    visit(args);
    if (notes !== null) visit(notes);
    if (traceback !== null) visit(traceback);
    if (cause !== null) visit(cause);
    if (context !== null) visit(context);
  },
};

const exception = (self: PyObject): PyException => self as PyException;

const baseAttributes: readonly GetSetDefinition[] = [
  {
    name: '__dict__',
    get: (rt, self) => {
      const attributes = (self.attributes ??= [null, null]) as (PyObject | null)[];
      if (attributes[0] === null) {
        attributes[0] = newDict(rt);
        if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
      }
      return incref(attributes[0] as PyObject);
    },
    set: (rt, self, value) => {
      if (value === null) raise(rt, 'TypeError', 'cannot delete __dict__');
      if ((value.type as PyType).layout !== rt.types.dict) {
        raise(rt, 'TypeError', `__dict__ must be set to a dictionary, not a '${value.type.name}'`);
      }
      const attributes = (self.attributes ??= [null, null]) as (PyObject | null)[];
      const old = attributes[0] as PyObject | null;
      attributes[0] = incref(value);
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
      xdecref(rt, old);
    },
  },
  {
    name: 'args',
    get: (_rt, self) => incref(exception(self).value.args),
    set: (rt, self, value) => {
      if (value === null) raise(rt, 'TypeError', 'args may not be deleted');
      const args = tupleFromIterable(rt, value);
      storeArgs(rt, exception(self), args);
      decref(rt, args);
      if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    },
  },
  {
    name: '__traceback__',
    get: (rt, self) => incref(exception(self).value.traceback ?? rt.none),
    set: (rt, self, value) => {
      if (value === null) raise(rt, 'TypeError', '__traceback__ may not be deleted');
      assignTraceback(rt, self, value);
    },
  },
  {
    name: '__context__',
    doc: 'exception context',
    get: (rt, self) => incref(exception(self).value.context ?? rt.none),
    set: (rt, self, value) => {
      if (value === null) raise(rt, 'TypeError', '__context__ may not be deleted');
      if (value !== rt.none && !isExceptionInstance(rt, value)) {
        raise(rt, 'TypeError', 'exception context must be None or derive from BaseException');
      }
      setContext(rt, exception(self), value === rt.none ? null : value);
    },
  },
  {
    name: '__cause__',
    doc: 'exception cause',
    get: (rt, self) => incref(exception(self).value.cause ?? rt.none),
    set: (rt, self, value) => {
      if (value === null) raise(rt, 'TypeError', '__cause__ may not be deleted');
      if (value !== rt.none && !isExceptionInstance(rt, value)) {
        raise(rt, 'TypeError', 'exception cause must be None or derive from BaseException');
      }
      setCause(rt, exception(self), value === rt.none ? null : value);
    },
  },
  {
    name: '__suppress_context__',
    member: true,
    get: (rt, self) => newBool(rt, exception(self).value.suppressContext),
    set: (rt, self, value) => {
      if (value === null) raise(rt, 'TypeError', "can't delete numeric/char attribute");
      if (value !== rt.true && value !== rt.false) raise(rt, 'TypeError', 'attribute value type must be bool');
      exception(self).value.suppressContext = value === rt.true;
    },
  },
];

function assignTraceback(rt: Runtime, self: PyObject, value: PyObject): void {
  if (value !== rt.none && value.type !== rt.types.traceback) {
    raise(rt, 'TypeError', '__traceback__ must be a traceback or None');
  }
  setTraceback(rt, exception(self), value === rt.none ? null : incref(value));
}

/** `__notes__` lives in the `__dict__`, as any attribute; the list is made with the first note. */
function addNote(rt: Runtime, self: PyObject, note: PyObject): PyObject {
  if ((note.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `note must be a str, not '${note.type.name}'`);
  }
  const name = newStr(rt, '__notes__');
  let notes: PyObject | null = null;
  try {
    notes = lookupAttributeString(rt, self, '__notes__');
    if (notes === null) {
      notes = newList(rt, []);
      setAttribute(rt, self, name, notes);
    } else if ((notes.type as PyType).layout !== rt.types.list) {
      raise(rt, 'TypeError', 'Cannot add note: __notes__ is not a list');
    }
    listAppend(rt, notes as Parameters<typeof listAppend>[1], note);
  } finally {
    decref(rt, name);
    xdecref(rt, notes);
  }
  return incref(rt.none);
}

function reduce(rt: Runtime, self: PyObject): PyObject {
  const items: PyObject[] = [incref((self.type as PyType).object), incref(exception(self).value.args)];
  const dict = exceptionDict(self);
  if (dict !== null) items.push(incref(dict));
  return newTuple(rt, items);
}

function setState(rt: Runtime, self: PyObject, state: PyObject): PyObject {
  if (state !== rt.none) {
    if ((state.type as PyType).layout !== rt.types.dict) raise(rt, 'TypeError', 'state is not a dictionary');
    const { keys, values } = (state as PyDict).value;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      if (key != null) setAttribute(rt, self, key as PyStr, values[index] as PyObject);
    }
  }
  return incref(rt.none);
}

export const baseExceptionDefinition: ExceptionDefinition = {
  name: 'BaseException',
  doc: 'Common base class for all exceptions',
  bases: [],
  memberNames: [],
  gc: true,
  basicsize: 72,
  flags: { basetype: true },
  attributes: AttributeStorage.LazyDict,
  slots: { ...exceptionSlots, getattro: genericGetAttribute, setattro: genericSetAttribute },
  methods: [
    noArgs('__reduce__', reduce),
    oneArg('__setstate__', setState),
    oneArg('with_traceback', (rt, self, traceback) => {
      assignTraceback(rt, self, traceback);
      return incref(self);
    }, 'Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.'),
    oneArg('add_note', addNote, 'Exception.add_note(note) --\n    add a note to the exception'),
  ],
  getset: baseAttributes,
};

/** Reads keyword arguments a subclass allows; anything else is an error (PyArg_ParseTupleAndKeywords "|$OOO"). */
export function keywordMembers(rt: Runtime, functionName: string, kwargs: PyDict | null, allowed: readonly string[]): (PyObject | null)[] {
  if (kwargs === null) return allowed.map(() => null);
  for (const key of kwargs.value.keys) {
    if (key != null && !allowed.includes((key as PyStr).value)) {
      raise(rt, 'TypeError', `'${(key as PyStr).value}' is an invalid keyword argument for ${functionName}()`);
    }
  }
  return allowed.map((name) => dictGetString(kwargs, name));
}
