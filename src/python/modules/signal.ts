/**
 * The `_signal` module under `signal`: handlers of a process nobody sends signals to but itself. A signal
 * the program raises runs its handler at once, as CPython does at its next check.
 *
 * Not here: timers (`alarm`, `setitimer`) and waiting for signals, as nothing would ever arrive.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  asInt32, callObject, dictGetString, fast, fastKeywords, isTrue, iterateToArray, machine, newInt, newSet, newStr, noArgs, oneArg, raise,
  raiseOSError, type MethodDefinition, type PyInt, type PyType, type Runtime,
} from '../objects';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';
import { structSequence, structSequenceType } from './structSequence';

const SIGNAL_COUNT = 65;
const SIG_DFL = 0;
const SIG_IGN = 1;
const numberByName = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGIOT: 6, SIGABRT: 6, SIGFPE: 8, SIGKILL: 9, SIGBUS: 7, SIGSEGV: 11, SIGSYS: 31, SIGPIPE: 13,
  SIGALRM: 14, SIGTERM: 15, SIGUSR1: 10, SIGUSR2: 12, SIGCLD: 17, SIGCHLD: 17, SIGPWR: 30, SIGIO: 29, SIGURG: 23, SIGWINCH: 28, SIGPOLL: 29, SIGSTOP: 19,
  SIGTSTP: 20, SIGCONT: 18, SIGTTIN: 21, SIGTTOU: 22, SIGVTALRM: 26, SIGPROF: 27, SIGXCPU: 24, SIGXFSZ: 25, SIGRTMIN: 34, SIGRTMAX: 64, SIGSTKFLT: 16,
} as const;
/** What the operating system calls them, by number. */
const descriptions = [
  '', 'Hangup', 'Interrupt', 'Quit', 'Illegal instruction', 'Trace/breakpoint trap', 'Aborted', 'Bus error', 'Floating point exception', 'Killed',
  'User defined signal 1', 'Segmentation fault', 'User defined signal 2', 'Broken pipe', 'Alarm clock', 'Terminated', 'Stack fault', 'Child exited', 'Continued',
  'Stopped (signal)', 'Stopped', 'Stopped (tty input)', 'Stopped (tty output)', 'Urgent I/O condition', 'CPU time limit exceeded', 'File size limit exceeded',
  'Virtual timer expired', 'Profiling timer expired', 'Window changed', 'I/O possible', 'Power failure', 'Bad system call',
];
/** Signals the C library keeps to itself. */
const isReserved = (signal: number): boolean => signal === 32 || signal === 33;
/** Signals whose default action is to do nothing. */
const ignoredByDefault: readonly number[] = [numberByName.SIGCHLD, numberByName.SIGCONT, numberByName.SIGURG, numberByName.SIGWINCH];

const siginfoType = structSequence('signal.struct_siginfo',
  'struct_siginfo: Result from sigwaitinfo or sigtimedwait.\n\nThis object may be accessed either as a tuple of\n(si_signo, si_code, si_errno, si_pid, si_uid, si_status, si_band),\nor via the attributes si_signo, si_code, and so on.',
  ['si_signo', 'si_code', 'si_errno', 'si_pid', 'si_uid', 'si_status', 'si_band'], true);

interface SignalState {
  /** By signal: a handler (owned), SIG_DFL or SIG_IGN. */
  readonly handlers: (PyObject | number)[];
  readonly blocked: Set<number>;
  readonly pending: Set<number>;
}

function stateOf(rt: Runtime): SignalState {
  return rt.moduleStates.get('_signal') as SignalState;
}

function signalNumber(rt: Runtime, object: PyObject): number {
  const signal = asInt32(rt, object);
  if (signal < 1 || signal >= SIGNAL_COUNT) raise(rt, 'ValueError', 'signal number out of range');
  return signal;
}

function handlerObject(rt: Runtime, signal: number): PyObject {
  const handler = isReserved(signal) ? null : stateOf(rt).handlers[signal] as PyObject | number;
  return handler === null ? incref(rt.none) : typeof handler === 'number' ? newInt(rt, handler) : incref(handler);
}

function setHandler(rt: Runtime, signal: number, handler: PyObject): PyObject {
  let action: PyObject | number = handler;
  if (handler.type === rt.types.int && (handler.value === SIG_DFL || handler.value === SIG_IGN)) action = (handler as PyInt).value as number;
  else if ((handler.type as PyType).call === null && (handler.type as PyType).vectorcall === null) {
    raise(rt, 'TypeError', 'signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object');
  }
  if (signal === numberByName.SIGKILL || signal === numberByName.SIGSTOP || isReserved(signal)) raiseOSError(rt, 22, 'Invalid argument');
  const { handlers } = stateOf(rt);
  const old = handlers[signal] as PyObject | number;
  handlers[signal] = typeof action === 'number' ? action : incref(action);
  return typeof old === 'number' ? newInt(rt, old) : old;
}

/** PyErr_SetInterruptEx: as if a signal had arrived, if the program handles it. Handlers are there once `_signal` was imported. */
export function simulateSignal(rt: Runtime, signal: number): void {
  machine(rt).threads.inMain(() => {
    if (!rt.moduleStates.has('_signal')) {
      if (signal === numberByName.SIGINT) raise(rt, 'KeyboardInterrupt');
    } else if (typeof stateOf(rt).handlers[signal] !== 'number') handle(rt, signal);
  });
}

/** A signal arrives: its handler runs in the main thread, unless it is blocked. */
function deliver(rt: Runtime, signal: number): void {
  machine(rt).threads.inMain(() => handle(rt, signal));
}

function handle(rt: Runtime, signal: number): void {
  const { handlers, blocked, pending } = stateOf(rt);
  if (blocked.has(signal)) {
    pending.add(signal);
    return;
  }
  const handler = handlers[signal] as PyObject | number;
  if (handler === SIG_IGN || (handler === SIG_DFL && ignoredByDefault.includes(signal))) return;
  // The shell's exit status of a killed process.
  if (typeof handler === 'number') raise(rt, 'SystemExit', descriptions[signal] ?? `Real-time signal ${signal - numberByName.SIGRTMIN}`);
  const number = newInt(rt, signal);
  const frame = machine(rt).frameObject(0) ?? incref(rt.none);
  incref(handler);
  try {
    decref(rt, callObject(rt, handler, [number, frame]));
  } finally {
    decref(rt, handler);
    decref(rt, frame);
    decref(rt, number);
  }
}

function numberSet(rt: Runtime, numbers: Iterable<number>): PyObject {
  const items = [...numbers].sort((left, right) => left - right).map((number) => newInt(rt, number));
  const set = newSet(rt, items);
  for (const item of items) decref(rt, item);
  return set;
}

function changeMask(rt: Runtime, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'pthread_sigmask', args, 2, 2);
  const how = asInt32(rt, args[0] as PyObject);
  const items = iterateToArray(rt, args[1] as PyObject);
  const numbers: number[] = [];
  try {
    for (const item of items) {
      const number = asInt32(rt, item);
      if (number < 1 || number >= SIGNAL_COUNT) raise(rt, 'ValueError', `signal number ${number} out of range [1; ${SIGNAL_COUNT - 1}]`);
      numbers.push(number);
    }
  } finally {
    for (const item of items) decref(rt, item);
  }
  if (how < 0 || how > 2) raiseOSError(rt, 22, 'Invalid argument');
  const { blocked, pending } = stateOf(rt);
  const old = numberSet(rt, blocked);
  if (how === 2) blocked.clear();
  for (const number of numbers) {
    if (how === 1) blocked.delete(number);
    else if (number !== numberByName.SIGKILL && number !== numberByName.SIGSTOP && !isReserved(number)) blocked.add(number);
  }
  for (const signal of [...pending].filter((waiting) => !blocked.has(waiting))) {
    pending.delete(signal);
    try {
      deliver(rt, signal);
    } catch (error) {
      decref(rt, old);
      throw error;
    }
  }
  return old;
}

const defaultHandler: MethodDefinition = fast('default_int_handler', (rt, _self, args) => {
  checkPositional(rt, 'default_int_handler', args, 2, 2);
  asInt32(rt, args[0] as PyObject);
  raise(rt, 'KeyboardInterrupt');
}, 'The default handler for SIGINT installed by Python.\n\nIt raises KeyboardInterrupt.');

const two = (name: string, call: (rt: Runtime, first: PyObject, second: PyObject) => PyObject, doc: string): MethodDefinition =>
  fast(name, (rt, _self, args) => {
    checkPositional(rt, name, args, 2, 2);
    return call(rt, args[0] as PyObject, args[1] as PyObject);
  }, doc);

export const signalModule: ModuleDefinition = {
  name: '_signal',
  doc: 'This module provides mechanisms to use signal handlers in Python.',
  methods: [
    defaultHandler,
    two('signal', (rt, signal, handler) => setHandler(rt, signalNumber(rt, signal), handler), 'Set the action for the given signal.'),
    oneArg('raise_signal', (rt, _self, signal) => {
      const number = asInt32(rt, signal);
      if (number < 0 || number >= SIGNAL_COUNT) raiseOSError(rt, 22, 'Invalid argument');
      if (number > 0) deliver(rt, number);
      return incref(rt.none);
    }, 'Send a signal to the executing process.'),
    oneArg('strsignal', (rt, _self, signal) => {
      const number = signalNumber(rt, signal);
      if (isReserved(number)) return incref(rt.none);
      return newStr(rt, descriptions[number] ?? `Real-time signal ${number - numberByName.SIGRTMIN}`);
    }, 'Return the system description of the given signal.'),
    oneArg('getsignal', (rt, _self, signal) => handlerObject(rt, signalNumber(rt, signal)), 'Return the current action for the given signal.'),
    fastKeywords('set_wakeup_fd', (rt, _self, args) => {
      if (args.length < 1) raise(rt, 'TypeError', 'set_wakeup_fd() takes exactly 1 positional argument (0 given)');
      if (asInt32(rt, args[0] as PyObject) >= 0) raiseOSError(rt, 9, 'Bad file descriptor');
      return newInt(rt, -1);
    }, 'set_wakeup_fd(fd, *, warn_on_full_buffer=True) -> fd'),
    two('siginterrupt', (rt, signal, flag) => {
      signalNumber(rt, signal);
      isTrue(rt, flag);
      return incref(rt.none);
    }, 'Change system call restart behaviour.'),
    two('pthread_kill', (rt, _thread, signal) => {
      const number = asInt32(rt, signal);
      if (number !== 0) deliver(rt, signalNumber(rt, signal));
      return incref(rt.none);
    }, 'Send a signal to a thread.'),
    fast('pthread_sigmask', (rt, _self, args) => changeMask(rt, args), 'Fetch and/or change the signal mask of the calling thread.'),
    noArgs('sigpending', (rt) => numberSet(rt, stateOf(rt).pending), 'Examine pending signals.'),
    noArgs('valid_signals', (rt) => numberSet(rt, Array.from({ length: SIGNAL_COUNT - 1 }, (_, index) => index + 1).filter((number) => !isReserved(number))),
      'Return a set of valid signal numbers on this platform.'),
  ],
  constants: (rt, module) => {
    const handlers: (PyObject | number)[] = new Array<number>(SIGNAL_COUNT).fill(SIG_DFL);
    handlers[numberByName.SIGPIPE] = SIG_IGN;
    handlers[numberByName.SIGXFSZ] = SIG_IGN;
    handlers[numberByName.SIGINT] = incref(dictGetString(module.value.dict, 'default_int_handler') as PyObject);
    rt.moduleStates.set('_signal', { handlers, blocked: new Set(), pending: new Set() } satisfies SignalState);
    const numbers = { NSIG: SIGNAL_COUNT, SIG_DFL, SIG_IGN, SIG_BLOCK: 0, SIG_UNBLOCK: 1, SIG_SETMASK: 2, ...numberByName };
    return {
      ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, newInt(rt, value)])),
      struct_siginfo: incref(structSequenceType(rt, siginfoType).object),
    };
  },
};
