/** `_asyncio.Task`: its type and what programs ask of it; how it runs is in `taskStep.ts` (CPython Modules/_asynciomodule.c). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, callMethod, callObject, fastKeywords, getAttributeString, isTrue, newBool, newInt, newLayoutInstance, newStr, noArgs, oneArg, raise, reprText, str,
  type PyType, type Runtime,
} from '../../objects';
import { copyContext } from '../contextvars';
import type { DerivedDefinition } from '../extensionTypes';
import { bindArguments } from '../keywordArguments';
import { asyncioObject, asyncioState, isCoroutine, registerTask } from './asyncioState';
import { futureOf, initializeFuture, newFutureData, store, type TaskPart } from './futureState';
import {
  callExceptionHandler, clearFuture, constructorArguments, deallocWith, finalizeFuture, futureType, newFutureIterator, refuseDelete, sharedAttributes, sharedMethods,
  traverseFuture,
} from './futureType';
import { callStepSoon, startEagerly } from './taskStep';

export const taskOf = (self: PyObject): TaskPart => futureOf(self).task as TaskPart;

type Reference = 'context' | 'coroutine' | 'waiter';

function storePart(rt: Runtime, self: PyObject, field: Reference, value: PyObject | null): void {
  const task = taskOf(self);
  const old = task[field];
  task[field] = value;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

function setName(rt: Runtime, self: PyObject, name: PyObject | number): void {
  const task = taskOf(self);
  const old = task.name;
  task.name = name;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  if (old !== null && typeof old !== 'number') decref(rt, old);
}

function nameOf(rt: Runtime, self: PyObject): PyObject {
  const task = taskOf(self);
  if (typeof task.name === 'number') task.name = newStr(rt, `Task-${task.name}`);
  return incref(task.name ?? rt.none);
}

function initialize(rt: Runtime, self: PyObject, given: readonly (PyObject | undefined)[]): void {
  const [coroutine, loop = rt.none, name = rt.none, context = rt.none, eagerStart = rt.false] = given as [PyObject, ...(PyObject | undefined)[]];
  const isEager = isTrue(rt, eagerStart);
  initializeFuture(rt, self, loop);
  const task = taskOf(self);
  if (!isCoroutine(rt, coroutine)) {
    task.logDestroyPending = false;
    raise(rt, 'TypeError', `a coroutine was expected, got ${reprText(rt, coroutine)}`);
  }
  storePart(rt, self, 'context', context === rt.none ? copyContext(rt) : incref(context));
  storePart(rt, self, 'waiter', null);
  task.mustCancel = false;
  task.logDestroyPending = true;
  task.cancelRequests = 0;
  storePart(rt, self, 'coroutine', incref(coroutine));
  setName(rt, self, name === rt.none ? ++asyncioState(rt).taskCount : name.type === rt.types.str ? incref(name) : str(rt, name));
  if (isEager && loopIsRunning(rt, futureOf(self).loop as PyObject)) {
    startEagerly(rt, self);
    return;
  }
  callStepSoon(rt, self, null);
  registerTask(rt, self);
}

function loopIsRunning(rt: Runtime, loop: PyObject): boolean {
  const answer = callMethod(rt, loop, 'is_running', []);
  try {
    return isTrue(rt, answer);
  } finally {
    decref(rt, answer);
  }
}

function cancel(rt: Runtime, self: PyObject, message: PyObject): boolean {
  const data = futureOf(self);
  const task = taskOf(self);
  data.logTraceback = false;
  if (data.state !== 'PENDING') return false;
  task.cancelRequests++;
  if (task.waiter !== null && askToCancel(rt, task.waiter, message)) return true;
  task.mustCancel = true;
  store(rt, self, 'cancelMessage', incref(message));
  return true;
}

function askToCancel(rt: Runtime, waiter: PyObject, message: PyObject): boolean {
  const name = newStr(rt, 'msg');
  const method = getAttributeString(rt, waiter, 'cancel');
  try {
    const answer = callObject(rt, method, [message], [name]);
    try {
      return isTrue(rt, answer);
    } finally {
      decref(rt, answer);
    }
  } finally {
    decref(rt, method);
    decref(rt, name);
  }
}

function finalize(rt: Runtime, self: PyObject): void {
  const data = futureOf(self);
  if (data.state === 'PENDING' && taskOf(self).logDestroyPending && data.loop !== null) {
    callExceptionHandler(rt, self, 'Task was destroyed but it is pending!', [['task', self], ['source_traceback', data.sourceTraceback]]);
  }
  finalizeFuture(rt, self);
}

function clear(rt: Runtime, self: PyObject): void {
  clearFuture(rt, self);
  const task = taskOf(self);
  for (const field of ['context', 'coroutine'] as const) storePart(rt, self, field, null);
  const { name } = task;
  task.name = null;
  if (name !== null && typeof name !== 'number') decref(rt, name);
  storePart(rt, self, 'waiter', null);
}

const helper = (name: string): ((rt: Runtime, args: readonly PyObject[]) => PyObject) => (rt, args) =>
  callObject(rt, asyncioObject(rt, 'asyncio.base_tasks', name), args);

const newTask = (rt: Runtime, type: PyType): PyObject => newLayoutInstance(rt, type, newFutureData({
  waiter: null, coroutine: null, name: null, context: null, mustCancel: false, logDestroyPending: false, cancelRequests: 0,
}));

export const taskType: DerivedDefinition = {
  name: '_asyncio.Task',
  doc: 'A coroutine wrapped in a Future.',
  derivedFrom: futureType,
  gc: true,
  weakrefs: true,
  basicsize: 176,
  flags: { basetype: true },
  attributes: AttributeStorage.LazyDict,
  slots: {
    new: newTask,
    init: (rt, self, args, kwargs) =>
      initialize(rt, self, constructorArguments(rt, 'Task', ['coro', 'loop', 'name', 'context', 'eager_start'], 1, args, kwargs, 1)),
    repr: (rt, self) => helper('_task_repr')(rt, [self]),
    iter: newFutureIterator,
    amAwait: newFutureIterator,
    finalize,
    traverse: (self, visit) => {
      const { context, coroutine, name, waiter } = taskOf(self);
      for (const reference of [context, coroutine, name, waiter]) if (reference !== null && typeof reference !== 'number') visit(reference);
      traverseFuture(self, visit);
    },
    clear,
    dealloc: deallocWith(clear),
  },
  methods: [
    ...sharedMethods,
    oneArg('set_result', (rt) => raise(rt, 'RuntimeError', 'Task does not support set_result operation')),
    oneArg('set_exception', (rt) => raise(rt, 'RuntimeError', 'Task does not support set_exception operation')),
    fastKeywords('cancel', (rt, self, args, kwnames) => {
      const [message] = bindArguments(rt, { name: 'cancel', parameters: ['msg'] }, args, kwnames);
      return newBool(rt, cancel(rt, self, message ?? rt.none));
    }),
    noArgs('cancelling', (rt, self) => newInt(rt, taskOf(self).cancelRequests)),
    noArgs('uncancel', (rt, self) => {
      const task = taskOf(self);
      if (task.cancelRequests > 0) task.cancelRequests--;
      return newInt(rt, task.cancelRequests);
    }),
    fastKeywords('get_stack', (rt, self, args, kwnames) => {
      const [limit] = bindArguments(rt, { name: 'get_stack', parameters: ['limit'], maximumPositional: 0 }, args, kwnames);
      return helper('_task_get_stack')(rt, [self, limit ?? rt.none]);
    }),
    fastKeywords('print_stack', (rt, self, args, kwnames) => {
      const [limit, file] = bindArguments(rt, { name: 'print_stack', parameters: ['limit', 'file'], maximumPositional: 0 }, args, kwnames);
      return helper('_task_print_stack')(rt, [self, limit ?? rt.none, file ?? rt.none]);
    }),
    noArgs('get_name', nameOf),
    oneArg('set_name', (rt, self, name) => {
      setName(rt, self, name.type === rt.types.str ? incref(name) : str(rt, name));
      return incref(rt.none);
    }),
    noArgs('get_coro', (rt, self) => incref(taskOf(self).coroutine ?? rt.none)),
    noArgs('get_context', (rt, self) => incref(taskOf(self).context ?? rt.none)),
  ],
  getset: [
    ...sharedAttributes,
    {
      name: '_log_destroy_pending',
      get: (rt, self) => newBool(rt, taskOf(self).logDestroyPending),
      set: (rt, self, value) => {
        taskOf(self).logDestroyPending = isTrue(rt, refuseDelete(rt, value));
      },
    },
    { name: '_must_cancel', get: (rt, self) => newBool(rt, taskOf(self).mustCancel) },
    { name: '_coro', get: (rt, self) => incref(taskOf(self).coroutine ?? rt.none) },
    { name: '_fut_waiter', get: (rt, self) => incref(taskOf(self).waiter ?? rt.none) },
  ],
};
