/**
 * What the `_asyncio` module keeps: the running loop of each thread, the current task of each loop, and
 * the objects of the Python part of asyncio which it needs (CPython Modules/_asynciomodule.c asyncio_state).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callMethod, callObject, dictDelete, dictGet, dictSet, getAttributeString, internStr, isTrue, machine, newDict, newSet, newStr, newTuple, PythonError, raise, reprText,
  type PyDict, type PyStr, type PythonThread, type PyType, type Runtime,
} from '../../objects';

interface AsyncioState {
  /** From asyncio and other Python modules, by `module.name`; owned. */
  readonly objects: Map<string, PyObject>;
  /** For each thread, its running loop (owned). */
  readonly runningLoops: Map<PythonThread, PyObject>;
  /** Owned, as are the next two: attributes of the module, too. */
  readonly currentTasks: PyDict;
  readonly scheduledTasks: PyObject;
  readonly eagerTasks: PyObject;
  /** Types of coroutine-like objects seen so far. */
  readonly coroutineTypes: Set<PyType>;
  taskCount: number;
}

export function asyncioState(rt: Runtime): AsyncioState {
  let state = rt.moduleStates.get('_asyncio') as AsyncioState | undefined;
  if (state === undefined) {
    const weakSet = importedObject(rt, 'weakref', 'WeakSet');
    state = {
      objects: new Map(), runningLoops: new Map(), currentTasks: newDict(rt), scheduledTasks: callObject(rt, weakSet, []), eagerTasks: newSet(rt, []),
      coroutineTypes: new Set(), taskCount: 0,
    };
    decref(rt, weakSet);
    rt.moduleStates.set('_asyncio', state);
  }
  return state;
}

function importedObject(rt: Runtime, moduleName: string, name: string): PyObject {
  const key = internStr(rt, moduleName);
  const fromList = newTuple(rt, [internStr(rt, name)]);
  try {
    const module = machine(rt).importModule(key, null, null, fromList, 0);
    try {
      return getAttributeString(rt, module, name);
    } finally {
      decref(rt, module);
    }
  } finally {
    decref(rt, fromList);
    decref(rt, key);
  }
}

/** An object of the Python part of asyncio (borrowed). */
export function asyncioObject(rt: Runtime, moduleName: string, name: string): PyObject {
  const { objects } = asyncioState(rt);
  const key = `${moduleName}.${name}`;
  let object = objects.get(key);
  if (object === undefined) objects.set(key, (object = importedObject(rt, moduleName, name)));
  return object;
}

/** Raises `asyncio.InvalidStateError`. */
export function raiseInvalidState(rt: Runtime, message: string): never {
  const text = newStr(rt, message);
  try {
    throw new PythonError(callObject(rt, asyncioObject(rt, 'asyncio.exceptions', 'InvalidStateError'), [text]));
  } finally {
    decref(rt, text);
  }
}

/** The running loop of this thread (borrowed), or null. */
export function runningLoop(rt: Runtime): PyObject | null {
  const loop = asyncioState(rt).runningLoops.get(machine(rt).threads.current) ?? null;
  return loop === rt.none ? null : loop;
}

export function setRunningLoop(rt: Runtime, loop: PyObject): void {
  const { runningLoops } = asyncioState(rt);
  const { current: thread, main } = machine(rt).threads;
  const old = runningLoops.get(thread) ?? null;
  runningLoops.set(thread, incref(loop));
  if (old !== null) decref(rt, old);
  else if (thread !== main) {
    thread.atEnd.push(() => {
      const last = runningLoops.get(thread) ?? null;
      runningLoops.delete(thread);
      if (last !== null) decref(rt, last);
    });
  }
}

/** `asyncio.get_event_loop()` (owned). */
export function eventLoop(rt: Runtime): PyObject {
  const running = runningLoop(rt);
  if (running !== null) return incref(running);
  const policy = callObject(rt, asyncioObject(rt, 'asyncio.events', 'get_event_loop_policy'), []);
  try {
    return callMethod(rt, policy, 'get_event_loop', []);
  } finally {
    decref(rt, policy);
  }
}

/** `loop.call_soon(callback, argument, context=context)` */
export function callSoon(rt: Runtime, loop: PyObject, callback: PyObject, argument: PyObject | null, context: PyObject | null): void {
  const method = getAttributeString(rt, loop, 'call_soon');
  const args = argument === null ? [callback] : [callback, argument];
  const names: PyStr[] = [];
  if (context !== null) {
    args.push(context);
    names.push(internStr(rt, 'context'));
  }
  try {
    decref(rt, callObject(rt, method, args, names.length === 0 ? null : names));
  } finally {
    for (const name of names) decref(rt, name);
    decref(rt, method);
  }
}

/** Whether something is a coroutine, also one of another kind. */
export function isCoroutine(rt: Runtime, object: PyObject): boolean {
  if (object.type === rt.types.coroutine) return true;
  const { coroutineTypes } = asyncioState(rt);
  const type = object.type as PyType;
  if (coroutineTypes.has(type)) return true;
  const answer = callObject(rt, asyncioObject(rt, 'asyncio.coroutines', 'iscoroutine'), [object]);
  let holds: boolean;
  try {
    holds = isTrue(rt, answer);
  } finally {
    decref(rt, answer);
  }
  // CPython's cache owns the types; here a class made by Python would only be kept alive by it.
  if (holds && !type.flags.heap) coroutineTypes.add(type);
  return holds;
}

export function registerTask(rt: Runtime, task: PyObject): void {
  decref(rt, callMethod(rt, asyncioState(rt).scheduledTasks, 'add', [task]));
}

export function unregisterTask(rt: Runtime, task: PyObject): void {
  decref(rt, callMethod(rt, asyncioState(rt).scheduledTasks, 'discard', [task]));
}

export function registerEagerTask(rt: Runtime, task: PyObject): void {
  decref(rt, callMethod(rt, asyncioState(rt).eagerTasks, 'add', [task]));
}

export function unregisterEagerTask(rt: Runtime, task: PyObject): void {
  decref(rt, callMethod(rt, asyncioState(rt).eagerTasks, 'discard', [task]));
}

export function enterTask(rt: Runtime, loop: PyObject, task: PyObject): void {
  const { currentTasks } = asyncioState(rt);
  const current = dictGet(rt, currentTasks, loop);
  if (current !== null) {
    raise(rt, 'RuntimeError', `Cannot enter into task ${reprText(rt, task)} while another task ${reprText(rt, current)} is being executed.`);
  }
  dictSet(rt, currentTasks, loop, task);
}

export function leaveTask(rt: Runtime, loop: PyObject, task: PyObject): void {
  const { currentTasks } = asyncioState(rt);
  const current = dictGet(rt, currentTasks, loop);
  if (current !== task) {
    raise(rt, 'RuntimeError', `Leaving task ${reprText(rt, task)} does not match the current task ${reprText(rt, current ?? rt.none)}.`);
  }
  dictDelete(rt, currentTasks, loop);
}

/** Another task (or None) becomes the current one of a loop; the former (owned), or None. */
export function swapCurrentTask(rt: Runtime, loop: PyObject, task: PyObject): PyObject {
  const { currentTasks } = asyncioState(rt);
  const former = incref(dictGet(rt, currentTasks, loop) ?? rt.none);
  if (task !== rt.none) dictSet(rt, currentTasks, loop, task);
  else if (former !== rt.none) dictDelete(rt, currentTasks, loop);
  return former;
}
