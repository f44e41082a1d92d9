/** The `_queue` module (CPython Modules/_queuemodule.c): SimpleQueue, a list that is read from its front, and waited for. */
import { clearWeakrefs, decref, incref, type PyObject } from '../memory';
import {
  callObject, classGetItem, fastKeywords, isTrue, listAppend, listAssignSlice, machine, newBool, newInt, newLayoutInstance, newList, noArgs,
  PythonError, raise, unpackKeywords, dictSetString, internStr, newDict, newStr, newTuple,
  type MethodDefinition, type Payload, type PyList, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import { noKeywords } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';
import { secondsOf } from './timeArguments';

/** `first` is the place of the front in the list; what is before it is None. */
interface QueueData { items: PyList | null; first: number }
type PyQueue = Payload<QueueData>;

const STATE = '_queue';
/** PY_TIMEOUT_MAX, in seconds. */
const TIMEOUT_MAX = 9223372036;

const itemsOf = (self: PyObject): PyList => (self as PyQueue).value.items as PyList;
const lengthOf = (self: PyObject): number => itemsOf(self).value.length - (self as PyQueue).value.first;

/** `_queue.Empty` (borrowed). */
function emptyError(rt: Runtime): PyObject {
  const known = rt.moduleStates.get(STATE) as PyObject | undefined;
  if (known !== undefined) return known;
  const namespace = newDict(rt);
  for (const [name, text] of [['__module__', '_queue'], ['__doc__', 'Exception raised by Queue.get(block=0)/get_nowait().']] as const) {
    const key = internStr(rt, name);
    const value = newStr(rt, text);
    dictSetString(rt, namespace, key, value);
    decref(rt, key);
    decref(rt, value);
  }
  const args = [newStr(rt, 'Empty'), newTuple(rt, [incref(rt.exceptions.Exception.object)]), namespace];
  const error = callObject(rt, rt.types.type.object, args);
  for (const argument of args) decref(rt, argument);
  rt.moduleStates.set(STATE, error);
  return error;
}

/** Takes the front; a list that is empty for more than half is shortened (simplequeue_pop_item). */
function pop(rt: Runtime, self: PyObject): PyObject {
  const data = (self as PyQueue).value;
  const items = itemsOf(self);
  const item = items.value[data.first] as PyObject;
  items.value[data.first] = incref(rt.none);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(items);
  data.first++;
  if (data.first > lengthOf(self)) {
    listAssignSlice(rt, items, 0, data.first, null);
    data.first = 0;
  }
  return item;
}

/** Seconds to wait: null for ever. */
function patience(rt: Runtime, block: boolean, timeout: PyObject): number | null {
  if (!block) return 0;
  if (timeout === rt.none) return null;
  const seconds = secondsOf(rt, timeout);
  if (seconds < 0) raise(rt, 'ValueError', "'timeout' must be a non-negative number");
  if (seconds > TIMEOUT_MAX) raise(rt, 'OverflowError', 'timeout value is too large');
  return seconds;
}

function get(rt: Runtime, self: PyObject, seconds: number | null): PyObject {
  const isReady = (): boolean => lengthOf(self) > 0;
  if (!isReady() && (seconds === 0 || !machine(rt).threads.wait(self, isReady, seconds))) throw new PythonError(callObject(rt, emptyError(rt), []));
  return pop(rt, self);
}

function put(rt: Runtime, self: PyObject, item: PyObject): PyObject {
  listAppend(rt, itemsOf(self), item);
  return incref(rt.none);
}

function drop(rt: Runtime, self: PyObject): void {
  const data = (self as PyQueue).value;
  const { items } = data;
  data.items = null;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  if (items !== null) decref(rt, items);
}

const methods: readonly MethodDefinition[] = [
  noArgs('empty', (rt, self) => newBool(rt, lengthOf(self) === 0)),
  fastKeywords('get', (rt, self, args, kwnames) => {
    const [block = rt.true, timeout = rt.none] = unpackKeywords(rt, { function: 'get', names: ['block', 'timeout'] }, args, kwnames);
    return get(rt, self, patience(rt, isTrue(rt, block), timeout));
  }),
  fastKeywords('get_nowait', (rt, self, args) => {
    if (args.length > 0) raise(rt, 'TypeError', 'get_nowait() takes no arguments');
    return get(rt, self, 0);
  }),
  fastKeywords('put', (rt, self, args, kwnames) => {
    const [item, block = rt.true] = unpackKeywords(rt, { function: 'put', names: ['item', 'block', 'timeout'], required: 1 }, args, kwnames);
    isTrue(rt, block);
    return put(rt, self, item as PyObject);
  }),
  fastKeywords('put_nowait', (rt, self, args, kwnames) => {
    const [item] = unpackKeywords(rt, { function: 'put_nowait', names: ['item'], required: 1 }, args, kwnames);
    return put(rt, self, item as PyObject);
  }),
  noArgs('qsize', (rt, self) => newInt(rt, lengthOf(self))),
  classGetItem(),
];

const simpleQueueType: TypeDefinition = {
  visitsType: 'last',
  name: '_queue.SimpleQueue',
  doc: 'Simple, unbounded, reentrant FIFO queue.',
  gc: true,
  weakrefs: true,
  basicsize: 56,
  flags: { basetype: true, immutable: true },
  slots: {
    new: (rt, type, args, kwargs) => {
      if (type === extensionType(rt, simpleQueueType) || type.init === rt.types.object.init) {
        if (args.value.length > 0) raise(rt, 'TypeError', 'SimpleQueue() takes no positional arguments');
        noKeywords(rt, 'SimpleQueue', kwargs);
      }
      const queue: PyQueue = newLayoutInstance<QueueData>(rt, type, { items: null, first: 0 });
      queue.value.items = newList(rt, []);
      return queue;
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      drop(rt, self);
      clearWeakrefs(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { items } = (self as PyQueue).value;
      if (items !== null) visit(items);
    },
    clear: drop,
  },
  methods,
};

export const queueModule: ModuleDefinition = {
  name: '_queue',
  doc: 'C implementation of the Python queue module.\nThis module is an implementation detail, please do not use it directly.',
  methods: [],
  constants: (rt) => ({ Empty: incref(emptyError(rt)), SimpleQueue: incref(extensionType(rt, simpleQueueType).object) }),
};
