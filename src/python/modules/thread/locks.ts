/**
 * `_thread.lock` and `_thread.RLock` (CPython Modules/_threadmodule.c). A thread that finds a lock taken
 * waits; whoever waited first gets it, unless another thread takes it before.
 */
import { clearWeakrefs, incref, type PyObject } from '../../memory';
import {
  addressText, dictGetString, fast, isTrue, machine, newBool, newInt, newLayoutInstance, newStr, newTuple, noArgs, oneArg, raise, varArgsKeywords,
  type MethodDefinition, type Payload, type PyDict, type PyInt, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { secondsOf } from '../timeArguments';

/** `owner` is the identity of the thread that holds a reentrant lock; 0 for none, and in plain locks. */
interface LockData { count: number; owner: number }
type Lock = Payload<LockData>;

/** PY_TIMEOUT_MAX, in seconds. */
export const TIMEOUT_MAX = 9223372036;

const dataOf = (self: PyObject): LockData => (self as Lock).value;

/** Seconds to wait: null for ever, 0 not at all (lock_acquire_parse_args). */
function patience(rt: Runtime, args: PyTuple, kwargs: PyDict | null): number | null {
  const named = (name: string): PyObject | null => (kwargs === null ? null : dictGetString(kwargs, name));
  const count = args.value.length + (kwargs?.value.used ?? 0);
  if (count > 2) raise(rt, 'TypeError', `acquire() takes at most 2 arguments (${count} given)`);
  kwargs?.value.keys.forEach((key) => {
    if (key !== null && key.value !== 'blocking' && key.value !== 'timeout') raise(rt, 'TypeError', `'${String(key.value)}' is an invalid keyword argument for acquire()`);
  });
  const blocking = args.value[0] ?? named('blocking');
  const timeout = args.value[1] ?? named('timeout');
  const blocks = blocking === null || isTrue(rt, blocking);
  const seconds = timeout === null ? -1 : secondsOf(rt, timeout);
  if (!blocks && seconds !== -1) raise(rt, 'ValueError', "can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1) raise(rt, 'ValueError', 'timeout value must be positive');
  if (seconds > TIMEOUT_MAX) raise(rt, 'OverflowError', 'timeout value is too large');
  return blocks ? (seconds === -1 ? null : seconds) : 0;
}

function take(rt: Runtime, self: PyObject, seconds: number | null, isReentrant: boolean): boolean {
  const data = dataOf(self);
  const { threads } = machine(rt);
  const { identity } = threads.current;
  if (isReentrant && data.count > 0 && data.owner === identity) {
    data.count++;
    return true;
  }
  const isFree = (): boolean => data.count === 0;
  if (seconds === 0 ? !isFree() : !threads.wait(self, isFree, seconds)) return false;
  data.count = 1;
  if (isReentrant) data.owner = identity;
  return true;
}

function release(rt: Runtime, self: PyObject, isReentrant: boolean): PyObject {
  const data = dataOf(self);
  if (isReentrant) {
    if (data.count === 0 || data.owner !== machine(rt).threads.current.identity) raise(rt, 'RuntimeError', 'cannot release un-acquired lock');
  } else if (data.count === 0) raise(rt, 'RuntimeError', 'release unlocked lock');
  if (--data.count === 0) data.owner = 0;
  return incref(rt.none);
}

function lockType(name: string, isReentrant: boolean, own: readonly MethodDefinition[]): TypeDefinition {
  const acquire = (rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject => newBool(rt, take(rt, self, patience(rt, args, kwargs), isReentrant));
  const acquireAll = (alias: string): MethodDefinition => varArgsKeywords(alias, acquire);
  const releaseAll = (alias: string): MethodDefinition => noArgs(alias, (rt, self) => release(rt, self, isReentrant));
  return {
    name,
    gc: true,
    weakrefs: true,
    basicsize: isReentrant ? 48 : 40,
    flags: isReentrant ? { basetype: true } : { disallowInstantiation: true },
    slots: {
      ...(isReentrant ? { new: (rt: Runtime, type: PyType) => newLayoutInstance<LockData>(rt, type, { count: 0, owner: 0 }) } : {}),
      repr: (rt, self) => {
        const { count, owner } = dataOf(self);
        const details = isReentrant ? ` owner=${owner} count=${count}` : '';
        return newStr(rt, `<${count > 0 ? 'locked' : 'unlocked'} ${self.type.name.includes('.') ? self.type.name : name} object${details} at ${addressText(rt, self)}>`);
      },
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        clearWeakrefs(rt, self);
        rt.heap.freeContainer(self);
      },
      traverse: () => {},
    },
    methods: [
      ...['acquire', ...(isReentrant ? [] : ['acquire_lock']), '__enter__'].map(acquireAll),
      ...['release', ...(isReentrant ? [] : ['release_lock'])].map(releaseAll),
      fast('__exit__', (rt, self) => release(rt, self, isReentrant)),
      noArgs('_at_fork_reinit', (rt, self) => {
        dataOf(self).count = 0;
        dataOf(self).owner = 0;
        return incref(rt.none);
      }),
      ...own,
    ],
  };
}

const isLocked = (rt: Runtime, self: PyObject): PyObject => newBool(rt, dataOf(self).count > 0);

const isOwned = (rt: Runtime, self: PyObject): boolean => dataOf(self).count > 0 && dataOf(self).owner === machine(rt).threads.current.identity;

export const plainLock = lockType('_thread.lock', false, [noArgs('locked', isLocked), noArgs('locked_lock', isLocked)]);

export const reentrantLock = lockType('_thread.RLock', true, [
  noArgs('_is_owned', (rt, self) => newBool(rt, isOwned(rt, self))),
  noArgs('_recursion_count', (rt, self) => newInt(rt, isOwned(rt, self) ? dataOf(self).count : 0)),
  noArgs('_release_save', (rt, self) => {
    const data = dataOf(self);
    if (data.count === 0) raise(rt, 'RuntimeError', 'cannot release un-acquired lock');
    const { count, owner } = data;
    data.count = 0;
    data.owner = 0;
    return newTuple(rt, [newInt(rt, count), newInt(rt, owner)]);
  }),
  oneArg('_acquire_restore', (rt, self, state) => {
    const data = dataOf(self);
    const [count, owner] = (state as PyTuple).value as PyInt[];
    machine(rt).threads.wait(self, () => data.count === 0, null);
    data.count = Number(count?.value);
    data.owner = Number(owner?.value);
    return incref(rt.none);
  }),
]);

/** An unlocked plain lock. */
export function newLock(rt: Runtime): PyObject {
  return newLayoutInstance<LockData>(rt, extensionType(rt, plainLock), { count: 0, owner: 0 });
}

/** What lets a lock go when its thread has ended, whether it still exists or not. */
export function opener(lock: PyObject): () => void {
  const data = dataOf(lock);
  return () => {
    data.count = 0;
  };
}
