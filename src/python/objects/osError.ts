/**
 * OSError and its subclasses: the subclass follows from the errno; the file names are taken out of
 * `args` (CPython Objects/exceptions.c OSError_new).
 *
 * In: errno, strerror, file names. Out: a mechanism row for `exceptions.ts`.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  allocateException, baseStr, exceptionDict, exceptionSlots, memberAttribute, membersOf, replaceMember, storeArgs,
} from './baseException';
import { reprTextOf, textOf, type ExceptionMechanism } from './exceptionMembers';
import type { PyDict, PyException, PyInt, PyTuple } from './layouts';
import { noArgs } from './methods';
import { raise } from './raise';
import type { ExceptionName, Runtime } from './runtime';
import { newStr } from './str';
import { newTuple } from './tuple';
import type { PyType } from './type';

/** Linux error numbers which have a class of their own. */
const subclassByErrno: Readonly<Record<number, ExceptionName>> = {
  11: 'BlockingIOError', 114: 'BlockingIOError', 115: 'BlockingIOError', 32: 'BrokenPipeError', 108: 'BrokenPipeError',
  10: 'ChildProcessError', 103: 'ConnectionAbortedError', 111: 'ConnectionRefusedError', 104: 'ConnectionResetError',
  17: 'FileExistsError', 2: 'FileNotFoundError', 21: 'IsADirectoryError', 20: 'NotADirectoryError', 4: 'InterruptedError',
  13: 'PermissionError', 1: 'PermissionError', 3: 'ProcessLookupError', 110: 'TimeoutError',
};

/** A class with its own `__init__` but not its own `__new__` is filled in `__init__`, any other in `__new__`. */
function filledInInit(type: PyType): boolean {
  return type.init !== init && type.new === create;
}

function refuseKeywords(rt: Runtime, type: PyType, kwargs: PyDict | null): void {
  if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', `${type.name}() takes no keyword arguments`);
}

function create(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (filledInInit(type)) return allocateException(rt, type, rt.emptyTuple);
  refuseKeywords(rt, type, kwargs);
  let actual = type;
  const errno = args.value[0];
  if (type === rt.exceptions.OSError && args.value.length >= 2 && args.value.length <= 5 && errno?.type === rt.types.int) {
    const name = subclassByErrno[Number((errno as PyInt).value)];
    if (name !== undefined) actual = rt.exceptions[name];
  }
  const self = allocateException(rt, actual, rt.emptyTuple);
  fill(rt, self, args);
  return self;
}

function init(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  const type = self.type as PyType;
  if (!filledInInit(type)) return;
  refuseKeywords(rt, type, kwargs);
  fill(rt, self as PyException, args);
}

function fill(rt: Runtime, self: PyException, args: PyTuple): void {
  const items = args.value;
  const hasFields = items.length >= 2 && items.length <= 5;
  if (!hasFields) {
    storeArgs(rt, self, args);
    return;
  }
  const [errno, strerror, filename, , filename2] = items;
  let kept = args;
  if (filename !== undefined && filename !== rt.none) {
    if (self.type === rt.exceptions.BlockingIOError && filename.type === rt.types.int) {
      replaceMember(rt, self, 'characters_written', incref(filename));
    } else {
      replaceMember(rt, self, 'filename', incref(filename));
      if (filename2 !== undefined && filename2 !== rt.none) replaceMember(rt, self, 'filename2', incref(filename2));
      kept = newTuple(rt, [incref(errno as PyObject), incref(strerror as PyObject)]);
    }
  }
  replaceMember(rt, self, 'myerrno', incref(errno as PyObject));
  replaceMember(rt, self, 'strerror', incref(strerror as PyObject));
  storeArgs(rt, self, kept);
  if (kept !== args) decref(rt, kept);
}

export const osError: ExceptionMechanism = {
  memberNames: ['myerrno', 'strerror', 'filename', 'filename2', 'characters_written'],
  basicsize: 112,
  slots: {
    ...exceptionSlots,
    new: create,
    init,
    str: (rt, self) => {
      const { myerrno, strerror, filename, filename2 } = membersOf(self);
      const numbered = (): string => `[Errno ${textOf(rt, myerrno ?? rt.none)}] ${textOf(rt, strerror ?? rt.none)}`;
      if (filename != null) {
        const names = filename2 == null ? reprTextOf(rt, filename) : `${reprTextOf(rt, filename)} -> ${reprTextOf(rt, filename2)}`;
        return newStr(rt, `${numbered()}: ${names}`);
      }
      return myerrno != null && strerror != null ? newStr(rt, numbered()) : baseStr(rt, self);
    },
  },
  getset: [
    { ...memberAttribute('myerrno', 'POSIX exception code'), name: 'errno' },
    memberAttribute('strerror', 'exception strerror'),
    memberAttribute('filename', 'exception filename'),
    memberAttribute('filename2', 'second exception filename'),
    {
      name: 'characters_written',
      get: (rt, self) => incref(membersOf(self).characters_written ?? raise(rt, 'AttributeError', 'characters_written')),
      set: (rt, self, value) => {
        if (value === null && membersOf(self).characters_written == null) raise(rt, 'AttributeError', 'characters_written');
        replaceMember(rt, self, 'characters_written', value === null ? null : incref(value));
      },
    },
  ],
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const { filename, filename2 } = membersOf(self);
      const { args } = (self as PyException).value;
      let full: PyTuple = incref(args);
      if (args.value.length === 2 && filename != null) {
        const items = [...args.value, filename];
        if (filename2 != null) items.push(rt.none, filename2);
        decref(rt, full);
        full = newTuple(rt, items.map((item) => incref(item)));
      }
      const result: PyObject[] = [incref((self.type as PyType).object), full];
      const dict = exceptionDict(self);
      if (dict !== null) result.push(incref(dict));
      return newTuple(rt, result);
    }),
  ],
};
