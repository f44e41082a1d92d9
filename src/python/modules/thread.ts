/**
 * The `_thread` module, minimal: one thread exists, so locks never wait. A second acquire of a plain lock
 * would wait for ever in CPython; here it is an error.
 */
import { incref, type PyObject } from '../memory';
import {
  addressText, fast, isTrue, newBool, newFloat, newInt, newLayoutInstance, newStr, noArgs, raise, dictGetString, varArgsKeywords,
  type PyDict, type PyTuple, type Payload, type Runtime, type TypeDefinition,
} from '../objects';
import { clearWeakrefs } from '../memory';
import { extensionType } from './extensionTypes';
import type { ModuleDefinition } from './moduleDefinition';

interface LockData { count: number }
type Lock = Payload<LockData>;

/** The only thread's number. */
const THREAD_IDENTITY = 1;

function lockType(name: string, reentrant: boolean): TypeDefinition {
  const acquire = (rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject => {
    const { value } = self as Lock;
    if (value.count > 0 && !reentrant) {
      const blocking = args.value[0] ?? (kwargs === null ? null : dictGetString(kwargs, 'blocking'));
      if (blocking === null || isTrue(rt, blocking)) raise(rt, 'RuntimeError', 'deadlock: the only thread waits for itself');
      return newBool(rt, false);
    }
    value.count++;
    return newBool(rt, true);
  };
  const release = (rt: Runtime, self: PyObject): PyObject => {
    const { value } = self as Lock;
    if (value.count === 0) raise(rt, 'RuntimeError', reentrant ? 'cannot release un-acquired lock' : 'release unlocked lock');
    value.count--;
    return incref(rt.none);
  };
  return {
    name,
    gc: true,
    weakrefs: true,
    basicsize: 40,
    flags: reentrant ? { basetype: true } : { disallowInstantiation: true },
    slots: {
      new: (rt, type) => newLayoutInstance<LockData>(rt, type, { count: 0 }),
      repr: (rt, self) => {
        const { count } = (self as Lock).value;
        const details = reentrant ? ` owner=${count > 0 ? THREAD_IDENTITY : 0} count=${count}` : '';
        return newStr(rt, `<${count > 0 ? 'locked' : 'unlocked'} ${name} object${details} at ${addressText(rt, self)}>`);
      },
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        clearWeakrefs(rt, self);
        rt.heap.freeContainer(self);
      },
      traverse: () => {},
    },
    methods: [
      varArgsKeywords('acquire', acquire),
      noArgs('release', release),
      varArgsKeywords('__enter__', acquire),
      fast('__exit__', (rt, self) => release(rt, self)),
      ...(reentrant
        ? [noArgs('_is_owned', (rt, self) => newBool(rt, (self as Lock).value.count > 0))]
        : [noArgs('locked', (rt, self) => newBool(rt, (self as Lock).value.count > 0))]),
    ],
  };
}

const plainLock = lockType('_thread.lock', false);
const reentrantLock = lockType('_thread.RLock', true);

export const threadModule: ModuleDefinition = {
  name: '_thread',
  doc: 'This module provides primitive operations to write multi-threaded programs.\nThe \'threading\' module provides a more convenient interface.',
  methods: [
    noArgs('allocate_lock', (rt) => newLayoutInstance<LockData>(rt, extensionType(rt, plainLock), { count: 0 })),
    noArgs('allocate', (rt) => newLayoutInstance<LockData>(rt, extensionType(rt, plainLock), { count: 0 })),
    noArgs('get_ident', (rt) => newInt(rt, THREAD_IDENTITY)),
    noArgs('get_native_id', (rt) => newInt(rt, THREAD_IDENTITY)),
    noArgs('_count', (rt) => newInt(rt, 0)),
    fast('start_new_thread', (rt) => raise(rt, 'RuntimeError', "can't start new thread")),
    fast('stack_size', (rt) => newInt(rt, 0)),
    noArgs('daemon_threads_allowed', (rt) => newBool(rt, true)),
    noArgs('_set_sentinel', (rt) => newLayoutInstance<LockData>(rt, extensionType(rt, plainLock), { count: 0 })),
    noArgs('_is_main_interpreter', (rt) => newBool(rt, true)),
  ],
  constants: (rt) => ({
    error: incref(rt.exceptions.RuntimeError.object),
    LockType: incref(extensionType(rt, plainLock).object),
    RLock: incref(extensionType(rt, reentrantLock).object),
    TIMEOUT_MAX: newFloat(rt, 9223372036.0),
  }),
};
