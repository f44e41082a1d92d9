/**
 * The `select` module: waiting for the sockets of the sandbox. While nothing is ready other threads run,
 * and when all wait the virtual clock goes on.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  asInt32, callMethod, fast, iterateToArray, lookupAttributeString, machine, newInt, newLayoutInstance, newList, newTuple, noArgs, oneArg, raise, raiseKeyError,
  raiseOSError, type Payload, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';
import { NetworkFailure, type Endpoint } from './socket/network';
import { socketState } from './socket/socketType';
import { secondsOf } from './timeArguments';

const POLLIN = 1;
const POLLOUT = 4;
const POLLHUP = 16;
const POLLNVAL = 32;
const constants = {
  PIPE_BUF: 4096, POLLIN, POLLPRI: 2, POLLOUT, POLLERR: 8, POLLHUP, POLLNVAL, POLLRDNORM: 64, POLLRDBAND: 128, POLLWRNORM: 256, POLLWRBAND: 512,
  POLLMSG: 1024, POLLRDHUP: 8192,
};
/** FD_SETSIZE */
const SET_SIZE = 1024;

/** PyObject_AsFileDescriptor */
function descriptorOf(rt: Runtime, object: PyObject): number {
  let number: number;
  if ((object.type as PyType).layout === rt.types.int) number = asInt32(rt, object);
  else {
    const method = lookupAttributeString(rt, object, 'fileno');
    if (method === null) raise(rt, 'TypeError', 'argument must be an int, or have a fileno() method.');
    decref(rt, method);
    const result = callMethod(rt, object, 'fileno', []);
    try {
      if ((result.type as PyType).layout !== rt.types.int) raise(rt, 'TypeError', 'fileno() returned a non-integer');
      number = asInt32(rt, result);
    } finally {
      decref(rt, result);
    }
  }
  if (number < 0) raise(rt, 'ValueError', `file descriptor cannot be a negative integer (${number})`);
  return number;
}

function endpoint(rt: Runtime, descriptor: number): Endpoint | null {
  try {
    return socketState(rt).network.find(descriptor);
  } catch (error) {
    if (error instanceof NetworkFailure) return null;
    throw error;
  }
}

interface Watched { readonly object: PyObject; readonly descriptor: number }

/** The objects of one argument of `select`, each with its descriptor; the objects are owned. */
function watched(rt: Runtime, argument: PyObject): Watched[] {
  const objects = iterateToArray(rt, argument);
  try {
    return objects.map((object) => {
      const descriptor = descriptorOf(rt, object);
      if (descriptor >= SET_SIZE) raise(rt, 'ValueError', 'filedescriptor out of range in select()');
      return { object, descriptor };
    });
  } catch (error) {
    for (const object of objects) decref(rt, object);
    throw error;
  }
}

function select(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'select', args, 3, 4);
  const timeout = args[3] === undefined || args[3] === rt.none ? null : timeoutOf(rt, args[3]);
  const sets: Watched[][] = [];
  try {
    for (const argument of args.slice(0, 3)) sets.push(watched(rt, argument));
    const [reading, writing] = sets as [Watched[], Watched[]];
    for (const { descriptor } of sets.flat()) if (endpoint(rt, descriptor) === null) raiseOSError(rt, 9, 'Bad file descriptor');
    const readable = ({ descriptor }: Watched): boolean => endpoint(rt, descriptor)?.isReadable ?? true;
    const writable = ({ descriptor }: Watched): boolean => endpoint(rt, descriptor)?.isWritable ?? true;
    const isReady = (): boolean => reading.some(readable) || writing.some(writable);
    if (timeout !== 0 || !isReady()) machine(rt).threads.wait(self, isReady, timeout);
    const result = (set: Watched[]): PyObject => newList(rt, set.map(({ object }) => incref(object)));
    return newTuple(rt, [result(reading.filter(readable)), result(writing.filter(writable)), newList(rt, [])]);
  } finally {
    for (const { object } of sets.flat()) decref(rt, object);
  }
}

function timeoutOf(rt: Runtime, value: PyObject): number {
  const { layout } = value.type as PyType;
  if (layout !== rt.types.float && (value.type as PyType).nbIndex === null) raise(rt, 'TypeError', 'timeout must be a float or None');
  const seconds = secondsOf(rt, value);
  if (seconds < 0) raise(rt, 'ValueError', 'timeout must be non-negative');
  return seconds;
}

type Poll = Payload<Map<number, number>>;
const eventsOf = (self: PyObject): Map<number, number> => (self as Poll).value;

/** The events of a descriptor that are due. */
function dueEvents(rt: Runtime, descriptor: number, wanted: number): number {
  const found = endpoint(rt, descriptor);
  if (found === null) return POLLNVAL;
  let due = 0;
  if (found.isReadable) due |= POLLIN;
  if (found.isWritable) due |= POLLOUT;
  return (due & wanted) | (found.isEnded && !found.canSend ? POLLHUP : 0);
}

const pollType: TypeDefinition = {
  name: 'select.poll',
  basicsize: 40,
  gc: true,
  flags: { disallowInstantiation: true },
  slots: {
    traverse: () => {},
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    fast('register', (rt, self, args) => {
      checkPositional(rt, 'register', args, 1, 2);
      eventsOf(self).set(descriptorOf(rt, args[0] as PyObject), args[1] === undefined ? POLLIN | 2 | POLLOUT : asInt32(rt, args[1]));
      return incref(rt.none);
    }),
    fast('modify', (rt, self, args) => {
      checkPositional(rt, 'modify', args, 2, 2);
      const descriptor = descriptorOf(rt, args[0] as PyObject);
      if (!eventsOf(self).has(descriptor)) raiseOSError(rt, 2, 'No such file or directory');
      eventsOf(self).set(descriptor, asInt32(rt, args[1] as PyObject));
      return incref(rt.none);
    }),
    oneArg('unregister', (rt, self, object) => {
      const descriptor = descriptorOf(rt, object);
      if (!eventsOf(self).delete(descriptor)) {
        const key = newInt(rt, descriptor);
        try {
          raiseKeyError(rt, key);
        } finally {
          decref(rt, key);
        }
      }
      return incref(rt.none);
    }),
    fast('poll', (rt, self, args) => {
      checkPositional(rt, 'poll', args, 0, 1);
      const milliseconds = args[0] === undefined || args[0] === rt.none ? null : secondsOf(rt, args[0]);
      const due = (): [number, number][] => [...eventsOf(self)]
        .map(([descriptor, wanted]): [number, number] => [descriptor, dueEvents(rt, descriptor, wanted)]).filter(([, events]) => events !== 0);
      machine(rt).threads.wait(self, () => due().length > 0, milliseconds === null || milliseconds < 0 ? null : Math.ceil(milliseconds) / 1000);
      return newList(rt, due().map(([descriptor, events]) => newTuple(rt, [newInt(rt, descriptor), newInt(rt, events)])));
    }),
  ],
};

export const selectModule: ModuleDefinition = {
  name: 'select',
  doc: 'This module supports asynchronous I/O on multiple file descriptors.\n\n*** IMPORTANT NOTICE ***\n'
    + 'On Windows, only sockets are supported; on Unix, all file descriptors.',
  methods: [
    fast('select', select, 'select($module, rlist, wlist, xlist, timeout=None, /)\n--\n\nWait until one or more file descriptors are ready for some kind of I/O.'),
    noArgs('poll', (rt) => newLayoutInstance(rt, extensionType(rt, pollType), new Map<number, number>()),
      'poll($module, /)\n--\n\nReturns a polling object.'),
  ],
  constants: (rt) => ({
    error: incref(rt.exceptions.OSError.object),
    ...Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, newInt(rt, value)])),
  }),
};
