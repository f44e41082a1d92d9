/** `_asyncio.Future` and the iterator that `await future` goes through (CPython Modules/_asynciomodule.c). */
import { clearWeakrefs, decref, FreeList, GcBits, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, callObject, classMethod, dictSetString, fast, fastKeywords, getAttributeString, internStr, isTrue, newBool, newDict, newGenericAlias,
  newInt, newLayoutInstance, newList, newStr, newTuple, noArgs, oneArg, PythonError, raise, raiseStopIteration, richCompareBool, CompareOp, thrownException, listAppend, warn,
  unpackKeywordDict, type GetSetDefinition, type MethodDefinition, type Payload, type PyDict, type PyList, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { copyContext } from '../contextvars';
import { extensionType } from '../extensionTypes';
import { bindArguments, checkPositional } from '../keywordArguments';
import { asyncioObject, raiseInvalidState } from './asyncioState';
import {
  addDoneCallback, cancelFuture, cancelledError, ensureAlive, futureOf, futureReferences, initializeFuture, newFutureData, outcome, raised, setException, setResult, store,
} from './futureState';

// ---- await -------------------------------------------------------------------------------------------

type FutureIterator = Payload<PyObject | null>;

export function newFutureIterator(rt: Runtime, future: PyObject): PyObject {
  ensureAlive(rt, future);
  const type = extensionType(rt, futureIteratorType);
  const iterator: FutureIterator = rt.heap.newFromFreeList<PyObject | null, PyType>(FreeList.FutureIterator, type, incref(future));
  type.object.refcnt++;
  rt.heap.track(iterator);
  return iterator;
}

/** FutureIter_am_send with the end as StopIteration: the future itself while it is pending, then its result. */
function step(rt: Runtime, self: PyObject): PyObject | null {
  const iterator = self as FutureIterator;
  const future = iterator.value;
  if (future === null) return null;
  const data = futureOf(future);
  if (data.state === 'PENDING') {
    if (data.blocking) raise(rt, 'RuntimeError', "await wasn't used with future");
    data.blocking = true;
    return incref(future);
  }
  iterator.value = null;
  let result: PyObject;
  try {
    result = resultOf(rt, future);
  } finally {
    decref(rt, future);
  }
  try {
    raiseStopIteration(rt, result);
  } finally {
    decref(rt, result);
  }
}

function dropFuture(rt: Runtime, self: PyObject): void {
  const iterator = self as FutureIterator;
  const future = iterator.value;
  iterator.value = null;
  xdecref(rt, future);
}

const futureIteratorType: TypeDefinition = {
  name: '_asyncio.FutureIter', gc: true, basicsize: 24, flags: { disallowInstantiation: true },
  slots: {
    iter: (_rt, self) => incref(self),
    iternext: step,
    traverse: (self, visit) => {
      const future = (self as FutureIterator).value;
      if (future !== null) visit(future);
    },
    clear: dropFuture,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      dropFuture(rt, self);
      rt.heap.freeToList(FreeList.FutureIterator, self);
    },
  },
  methods: [
    oneArg('send', (rt, self) => step(rt, self) ?? raise(rt, 'StopIteration')),
    fast('throw', (rt, self, args) => {
      checkPositional(rt, 'throw', args, 1, 3);
      if (args.length > 1) warn(rt, 'DeprecationWarning', 'the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.');
      const exception = thrownException(rt, args);
      dropFuture(rt, self);
      throw raised(rt, exception);
    }),
    noArgs('close', (rt, self) => {
      dropFuture(rt, self);
      return incref(rt.none);
    }),
  ],
};

// ---- Future ------------------------------------------------------------------------------------------

function resultOf(rt: Runtime, self: PyObject): PyObject {
  if (futureOf(self).loop === null) raiseInvalidState(rt, 'Future object is not initialized.');
  const { isException, value } = outcome(rt, self);
  if (isException) throw raised(rt, value);
  return value;
}

function exceptionOf(rt: Runtime, self: PyObject): PyObject {
  const data = futureOf(self);
  if (data.loop === null) raiseInvalidState(rt, 'Future object is not initialized.');
  if (data.state === 'CANCELLED') throw raised(rt, cancelledError(rt, self));
  if (data.state !== 'FINISHED') raiseInvalidState(rt, 'Exception is not set.');
  if (data.exception === null) return incref(rt.none);
  data.logTraceback = false;
  return incref(data.exception);
}

/** Both the first callback and the list; how many were equal to `callback`. */
function removeDoneCallback(rt: Runtime, self: PyObject, callback: PyObject): number {
  const data = ensureAlive(rt, self);
  let removed = 0;
  if (data.callback0 !== null && richCompareBool(rt, data.callback0, callback, CompareOp.Eq)) {
    store(rt, self, 'callback0', null);
    store(rt, self, 'context0', null);
    removed = 1;
  }
  if (data.callbacks === null) return removed;
  const { length } = data.callbacks.value;
  const kept = newList(rt, []);
  try {
    // Comparing may change the list.
    for (let index = 0; index < (data.callbacks as PyList | null ?? kept).value.length && data.callbacks !== null; index++) {
      const pair = incref(data.callbacks.value[index] as PyTuple);
      try {
        if (!richCompareBool(rt, pair.value[0] as PyObject, callback, CompareOp.Eq)) listAppend(rt, kept, pair);
      } finally {
        decref(rt, pair);
      }
    }
    const left = kept.value.length;
    if (left === 0 || (data.callbacks as PyList | null) === null) {
      store(rt, self, 'callbacks', null);
      return length + removed;
    }
    if (left !== data.callbacks.value.length) {
      const count = data.callbacks.value.length - left;
      store(rt, self, 'callbacks', incref(kept));
      return count + removed;
    }
    return removed;
  } finally {
    decref(rt, kept);
  }
}

/** The callbacks as `_callbacks` shows them. */
function callbackList(rt: Runtime, self: PyObject): PyObject {
  const { callback0, context0, callbacks } = ensureAlive(rt, self);
  if (callback0 === null) return incref(callbacks ?? rt.none);
  const first = newTuple(rt, [incref(callback0), incref(context0 as PyObject)]);
  return newList(rt, [first, ...(callbacks?.value ?? []).map((pair) => incref(pair))]);
}

/** Tells the loop's exception handler; `entries` borrowed. */
export function callExceptionHandler(rt: Runtime, self: PyObject, message: string, entries: readonly (readonly [string, PyObject | null])[]): void {
  const context = newDict(rt);
  const text = newStr(rt, message);
  try {
    for (const [name, value] of [['message', text], ...entries] as const) {
      if (value === null) continue;
      const key = internStr(rt, name);
      dictSetString(rt, context, key, value);
      decref(rt, key);
    }
    const handler = getAttributeString(rt, futureOf(self).loop as PyObject, 'call_exception_handler');
    try {
      decref(rt, callObject(rt, handler, [context]));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      rt.writeUnraisable(error.exception, handler);
    } finally {
      decref(rt, handler);
    }
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    decref(rt, error.exception);
  } finally {
    decref(rt, text);
    decref(rt, context);
  }
}

export function finalizeFuture(rt: Runtime, self: PyObject): void {
  const data = futureOf(self);
  if (!data.logTraceback) return;
  data.logTraceback = false;
  const name = (self.type as PyType).name.replace(/^.*\./, '');
  callExceptionHandler(rt, self, `${name} exception was never retrieved`,
    [['exception', data.exception], ['future', self], ['source_traceback', data.sourceTraceback]]);
}

const dictOf = (self: PyObject): PyObject | null => (self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null));

export function traverseFuture(self: PyObject, visit: (referent: PyObject) => void): void {
  const data = futureOf(self);
  for (const field of futureReferences) {
    const value = data[field];
    if (value !== null) visit(value);
  }
  const dict = dictOf(self);
  if (dict !== null) visit(dict);
}

export function clearFuture(rt: Runtime, self: PyObject): void {
  const data = futureOf(self);
  for (const field of futureReferences) if (data[field] !== null) store(rt, self, field, null);
  if (self.attributes !== null) {
    const attributes = self.attributes as (PyObject | null)[];
    const dict = attributes[0] ?? null;
    attributes[0] = null;
    xdecref(rt, dict);
  }
}

/** FutureObj_dealloc and TaskObj_dealloc; a class's own deallocation has called the finalizer already. */
export const deallocWith = (clear: (rt: Runtime, self: PyObject) => void) => (rt: Runtime, self: PyObject): void => {
  const type = self.type as PyType;
  if (!type.flags.heap && (self.gc & GcBits.Finalized) === 0) {
    self.refcnt = 1;
    self.gc |= GcBits.Finalized;
    if (rt.heap.observer !== null) rt.heap.observer.finalizing(self);
    type.finalize?.(rt, self);
    if (--self.refcnt > 0) return;
  }
  rt.heap.untrack(self);
  clearWeakrefs(rt, self);
  clear(rt, self);
  rt.heap.freeContainer(self);
};

const contextParameters = { name: 'add_done_callback', parameters: ['', 'context'], required: 1, positionalOnly: 1, maximumPositional: 1 };

export const sharedMethods: readonly MethodDefinition[] = [
  noArgs('result', resultOf),
  noArgs('exception', exceptionOf),
  fastKeywords('add_done_callback', (rt, self, args, kwnames) => {
    const [callback, given] = bindArguments(rt, contextParameters, args, kwnames) as [PyObject, PyObject | null];
    const context = given === null || given === rt.none ? copyContext(rt) : incref(given);
    try {
      addDoneCallback(rt, self, callback, context);
    } finally {
      decref(rt, context);
    }
    return incref(rt.none);
  }),
  oneArg('remove_done_callback', (rt, self, callback) => newInt(rt, removeDoneCallback(rt, self, callback))),
  noArgs('cancelled', (rt, self) => newBool(rt, futureOf(self).loop !== null && futureOf(self).state === 'CANCELLED')),
  noArgs('done', (rt, self) => newBool(rt, futureOf(self).loop !== null && futureOf(self).state !== 'PENDING')),
  noArgs('_make_cancelled_error', cancelledError),
  classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
];

export const refuseDelete = (rt: Runtime, value: PyObject | null): PyObject => value ?? raise(rt, 'AttributeError', 'cannot delete attribute');

export const sharedAttributes: readonly GetSetDefinition[] = [
  { name: '_state', get: (rt, self) => internStr(rt, ensureAlive(rt, self).state) },
  {
    name: '_asyncio_future_blocking',
    get: (rt, self) => newBool(rt, futureOf(self).loop !== null && futureOf(self).blocking),
    set: (rt, self, value) => {
      ensureAlive(rt, self).blocking = isTrue(rt, refuseDelete(rt, value));
    },
  },
  { name: '_loop', get: (rt, self) => incref(futureOf(self).loop ?? rt.none) },
  { name: '_callbacks', get: callbackList },
  { name: '_result', get: (rt, self) => incref(ensureAlive(rt, self).result ?? rt.none) },
  { name: '_exception', get: (rt, self) => incref(ensureAlive(rt, self).exception ?? rt.none) },
  {
    name: '_log_traceback',
    get: (rt, self) => newBool(rt, ensureAlive(rt, self).logTraceback),
    set: (rt, self, value) => {
      if (isTrue(rt, refuseDelete(rt, value))) raise(rt, 'ValueError', '_log_traceback can only be set to False');
      futureOf(self).logTraceback = false;
    },
  },
  { name: '_source_traceback', get: (rt, self) => incref(futureOf(self).sourceTraceback ?? rt.none) },
  {
    name: '_cancel_message',
    get: (rt, self) => incref(futureOf(self).cancelMessage ?? rt.none),
    set: (rt, self, value) => store(rt, self, 'cancelMessage', incref(refuseDelete(rt, value))),
  },
];

/** Keyword-only arguments of a constructor. */
export function constructorArguments(
  rt: Runtime, name: string, names: readonly string[], maximumPositional: number, args: PyTuple, kwargs: PyDict | null, required = 0,
): (PyObject | undefined)[] {
  return unpackKeywordDict(rt, { function: name, names: [...names], maximumPositional, required }, args.value, kwargs);
}

export const futureType: TypeDefinition = {
  name: '_asyncio.Future',
  doc: 'This class is *almost* compatible with concurrent.futures.Future.',
  gc: true,
  weakrefs: true,
  basicsize: 128,
  flags: { basetype: true },
  attributes: AttributeStorage.LazyDict,
  slots: {
    new: (rt, type) => newLayoutInstance(rt, type, newFutureData(null)),
    init: (rt, self, args, kwargs) => {
      const [loop] = constructorArguments(rt, 'Future', ['loop'], 0, args, kwargs);
      initializeFuture(rt, self, loop ?? rt.none);
    },
    repr: (rt, self) => {
      ensureAlive(rt, self);
      return callObject(rt, asyncioObject(rt, 'asyncio.base_futures', '_future_repr'), [self]);
    },
    iter: newFutureIterator,
    amAwait: newFutureIterator,
    finalize: finalizeFuture,
    traverse: traverseFuture,
    clear: clearFuture,
    dealloc: deallocWith(clearFuture),
  },
  methods: [
    ...sharedMethods,
    oneArg('set_result', (rt, self, result) => {
      setResult(rt, self, result);
      return incref(rt.none);
    }),
    oneArg('set_exception', (rt, self, exception) => {
      ensureAlive(rt, self);
      setException(rt, self, exception);
      return incref(rt.none);
    }),
    fastKeywords('cancel', (rt, self, args, kwnames) => {
      const [message] = bindArguments(rt, { name: 'cancel', parameters: ['msg'] }, args, kwnames);
      ensureAlive(rt, self);
      return newBool(rt, cancelFuture(rt, self, message ?? rt.none));
    }),
    noArgs('get_loop', (rt, self) => incref(ensureAlive(rt, self).loop as PyObject)),
  ],
  getset: sharedAttributes,
};
