/**
 * Exceptions which add one or a few members: StopIteration, SystemExit, KeyError (its text), ImportError,
 * NameError, AttributeError.
 *
 * In: arguments and keywords. Out: rows for `exceptions.ts`, which adds names, bases and doc texts.
 */
import { decref, incref, type PyObject } from '../memory';
import { repr, str } from './abstract';
import { dictCopy, dictSetString, newDict } from './dict';
import {
  baseExceptionDefinition, baseStr, builtinBase, exceptionDict, exceptionSlots, initBase, keywordMembers, memberAttribute, membersOf, replaceMember,
  type ExceptionDefinition,
} from './baseException';
import type { PyException, PyStr, PyTuple } from './layouts';
import { noArgs } from './methods';
import type { Runtime } from './runtime';
import { internStr } from './str';
import { newTuple } from './tuple';
import type { PyType, Slots } from './type';

/** What a row of the table in `exceptions.ts` does not say itself. */
export type ExceptionMechanism = Pick<ExceptionDefinition, 'memberNames' | 'basicsize' | 'slots' | 'getset' | 'methods'>;

const firstArgument = (args: PyTuple): PyObject | null => args.value[0] ?? null;

export const stopIteration: ExceptionMechanism = {
  memberNames: ['value'],
  basicsize: 80,
  slots: {
    ...exceptionSlots,
    init: (rt, self, args, kwargs) => {
      initBase(rt, self, args, kwargs);
      replaceMember(rt, self, 'value', incref(firstArgument(args) ?? rt.none));
    },
  },
  getset: [memberAttribute('value', 'generator return value')],
};

export const systemExit: ExceptionMechanism = {
  memberNames: ['code'],
  basicsize: 80,
  slots: {
    ...exceptionSlots,
    init: (rt, self, args, kwargs) => {
      initBase(rt, self, args, kwargs);
      const code = args.value.length > 1 ? args : firstArgument(args);
      if (code !== null) replaceMember(rt, self, 'code', incref(code));
    },
  },
  getset: [memberAttribute('code', 'exception code')],
};

export const keyError: ExceptionMechanism = {
  memberNames: [],
  basicsize: 72,
  slots: {
    ...exceptionSlots,
    // str(KeyError('')) must show something, so a single argument is shown as its repr.
    str: (rt, self) => {
      const { args } = (self as PyException).value;
      return args.value.length === 1 ? repr(rt, args.value[0] as PyObject) : baseStr(rt, self);
    },
  },
};

/** `__init__` of a type whose keywords fill members: positional arguments go to `args` alone. */
function keywordInit(keywords: readonly string[], after?: (rt: Runtime, self: PyObject, args: PyTuple) => void): Slots['init'] {
  return (rt, self, args, kwargs) => {
    initBase(rt, self, args, null);
    const values = keywordMembers(rt, builtinBase(self.type as PyType).name, kwargs, keywords);
    keywords.forEach((name, index) => {
      const value = values[index];
      replaceMember(rt, self, name, value == null ? null : incref(value));
    });
    after?.(rt, self, args);
  };
}

export const nameError: ExceptionMechanism = {
  memberNames: ['name'],
  basicsize: 80,
  slots: { ...exceptionSlots, init: keywordInit(['name']) },
  getset: [memberAttribute('name', 'name')],
};

export const attributeError: ExceptionMechanism = {
  memberNames: ['obj', 'name'],
  basicsize: 88,
  slots: { ...exceptionSlots, init: keywordInit(['name', 'obj']) },
  getset: [memberAttribute('name', 'attribute name'), memberAttribute('obj', 'object')],
  methods: [
    noArgs('__getstate__', attributeErrorState),
    noArgs('__reduce__', (rt, self) => newTuple(rt, [
      incref((self.type as PyType).object), incref((self as PyException).value.args), attributeErrorState(rt, self),
    ])),
  ],
};

/** `__dict__`, `name` and `args`; `obj` is left out, as it may not be picklable. */
function attributeErrorState(rt: Runtime, self: PyObject): PyObject {
  const dict = exceptionDict(self);
  const { name } = membersOf(self);
  const state = dict === null ? newDict(rt) : dictCopy(rt, dict);
  const put = (field: string, value: PyObject): void => {
    const key = internStr(rt, field);
    dictSetString(rt, state, key, value);
    decref(rt, key);
  };
  if (name != null) put('name', name);
  put('args', (self as PyException).value.args);
  return state;
}

export const importError: ExceptionMechanism = {
  memberNames: ['msg', 'name', 'path', 'name_from'],
  basicsize: 104,
  slots: {
    ...exceptionSlots,
    init: keywordInit(['name', 'path', 'name_from'], (rt, self, args) => {
      replaceMember(rt, self, 'msg', args.value.length === 1 ? incref(args.value[0] as PyObject) : null);
    }),
    str: (rt, self) => {
      const { msg } = membersOf(self);
      return msg != null && msg.type === rt.types.str ? incref(msg) : baseStr(rt, self);
    },
  },
  getset: [
    memberAttribute('msg', 'exception message'),
    memberAttribute('name', 'module name'),
    memberAttribute('path', 'module path'),
    memberAttribute('name_from', 'name imported from module'),
  ],
  methods: [
    noArgs('__reduce__', (rt, self) => {
      const members = membersOf(self);
      const dict = exceptionDict(self);
      const items: PyObject[] = [incref((self.type as PyType).object), incref((self as PyException).value.args)];
      if (members.name != null || members.path != null || members.name_from != null) {
        const state = dict === null ? newDict(rt) : dictCopy(rt, dict);
        for (const name of ['name', 'path', 'name_from']) {
          const value = members[name];
          if (value == null) continue;
          const key = internStr(rt, name);
          dictSetString(rt, state, key, value);
          decref(rt, key);
        }
        items.push(state);
      } else if (dict !== null) items.push(incref(dict));
      return newTuple(rt, items);
    }),
  ],
};

/** The text of any object, its reference given back. */
export function textOf(rt: Runtime, object: PyObject): string {
  const text: PyStr = str(rt, object);
  const { value } = text;
  decref(rt, text);
  return value;
}

/** The repr text of any object. */
export function reprTextOf(rt: Runtime, object: PyObject): string {
  const text: PyStr = repr(rt, object);
  const { value } = text;
  decref(rt, text);
  return value;
}

/** Nothing of its own. */
export const plain: ExceptionMechanism = { memberNames: [], basicsize: baseExceptionDefinition.basicsize, slots: exceptionSlots };
