/**
 * The `_thread` module under `threading`. Threads take turns, in an order that is the same at each run:
 * one runs until it waits, ends or has had its time slice (`vm/threadScheduler.ts`).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  asInt32, fast, lookupAttributeString, machine, matches, newBool, newFloat, newInt, noArgs, oneArg, raise,
  str, type MethodDefinition, type PyDict, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { simulateSignal } from '../signal';
import { structSequence, structSequenceType } from '../structSequence';
import { displayException, writeError, writeUnraisable } from '../sys/hooks';
import { localType } from './local';
import { newLock, opener, plainLock, reentrantLock, TIMEOUT_MAX } from './locks';

const SIGINT = 2;

const hookArgsType = structSequence('_thread._ExceptHookArgs', 'ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.',
  ['exc_type', 'exc_value', 'exc_traceback', 'thread'], true);

const isCallable = (object: PyObject): boolean => (object.type as PyType).call !== null || (object.type as PyType).vectorcall !== null;

/** `start_new_thread(function, args[, kwargs])` */
function startThread(rt: Runtime, _self: PyObject, given: readonly PyObject[]): PyObject {
  checkPositional(rt, 'start_new_thread', given, 2, 3);
  const [callable, args, kwargs] = given as [PyObject, PyObject, PyObject | undefined];
  if (!isCallable(callable)) raise(rt, 'TypeError', 'first arg must be callable');
  if ((args.type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', '2nd arg must be a tuple');
  if (kwargs !== undefined && (kwargs.type as PyType).layout !== rt.types.dict) raise(rt, 'TypeError', 'optional 3rd arg must be a dictionary');
  if (rt.moduleStates.get('finalizing') === true) raise(rt, 'RuntimeError', "can't create new thread at interpreter shutdown");
  const thread = machine(rt).threads.start(callable, args as PyTuple, (kwargs as PyDict | undefined) ?? null, (exception) => {
    if (matches(rt, exception, rt.exceptions.SystemExit)) decref(rt, exception);
    else writeUnraisable(rt, exception, callable, 'in thread started by', 'Exception ignored in thread started by');
  });
  return newInt(rt, thread.identity);
}

function setSentinel(rt: Runtime): PyObject {
  const { current } = machine(rt).threads;
  const lock = newLock(rt);
  current.atEnd.push(opener(lock));
  return lock;
}

/** threading.excepthook's own behaviour (thread_excepthook). */
function exceptionHook(rt: Runtime, _self: PyObject, args: PyObject): PyObject {
  if (args.type !== structSequenceType(rt, hookArgsType)) raise(rt, 'TypeError', '_thread._excepthook argument type must be ExceptHookArgs');
  const [type, value, traceback, thread] = (args as PyTuple).value as [PyObject, PyObject, PyObject, PyObject];
  if (type === rt.exceptions.SystemExit.object) return incref(rt.none);
  const name = thread === rt.none ? null : lookupAttributeString(rt, thread, 'name');
  let shown = String(machine(rt).threads.current.identity);
  if (name !== null) {
    const text = str(rt, name);
    shown = text.value;
    decref(rt, text);
    decref(rt, name);
  }
  writeError(rt, `Exception in thread ${shown}:\n`);
  displayException(rt, value, traceback);
  return incref(rt.none);
}

function exit(rt: Runtime): PyObject {
  raise(rt, 'SystemExit');
}

const lockFactory = (name: string): MethodDefinition => noArgs(name, newLock);

export const threadModule: ModuleDefinition = {
  name: '_thread',
  doc: 'This module provides primitive operations to write multi-threaded programs.\nThe \'threading\' module provides a more convenient interface.',
  methods: [
    fast('start_new_thread', startThread),
    fast('start_new', startThread),
    noArgs('daemon_threads_allowed', (rt) => newBool(rt, true)),
    lockFactory('allocate_lock'),
    lockFactory('allocate'),
    noArgs('exit_thread', exit),
    noArgs('exit', exit),
    fast('interrupt_main', (rt, _self, args) => {
      checkPositional(rt, 'interrupt_main', args, 0, 1);
      const signal = args[0] === undefined ? SIGINT : asInt32(rt, args[0]);
      if (signal < 0 || signal >= 65) raise(rt, 'ValueError', 'signal number out of range');
      simulateSignal(rt, signal);
      return incref(rt.none);
    }),
    noArgs('get_ident', (rt) => newInt(rt, machine(rt).threads.current.identity)),
    noArgs('get_native_id', (rt) => newInt(rt, machine(rt).threads.current.identity)),
    noArgs('_count', (rt) => newInt(rt, machine(rt).threads.count)),
    fast('stack_size', (rt, _self, args) => {
      checkPositional(rt, 'stack_size', args, 0, 1);
      const size = args[0] === undefined ? 0 : asInt32(rt, args[0]);
      if (size < 0) raise(rt, 'ValueError', 'size must be 0 or a positive value');
      if (size > 0 && size < 32_768) raise(rt, 'ValueError', `size not valid: ${size} bytes`);
      const old = (rt.moduleStates.get('_thread stack size') as number | undefined) ?? 0;
      rt.moduleStates.set('_thread stack size', size);
      return newInt(rt, old);
    }),
    noArgs('_set_sentinel', setSentinel),
    oneArg('_excepthook', exceptionHook),
    noArgs('_is_main_interpreter', (rt) => newBool(rt, true)),
  ],
  constants: (rt) => ({
    LockType: incref(extensionType(rt, plainLock).object),
    RLock: incref(extensionType(rt, reentrantLock).object),
    _local: incref(extensionType(rt, localType).object),
    error: incref(rt.exceptions.RuntimeError.object),
    _ExceptHookArgs: incref(structSequenceType(rt, hookArgsType).object),
    TIMEOUT_MAX: newFloat(rt, TIMEOUT_MAX),
  }),
};
