/**
 * `_socket.socket` (CPython Modules/socketmodule.c): sockets over the sandbox's own loopback network.
 * A call that has to wait lets other threads run.
 */
import { clearWeakrefs, decref, GcBits, incref, type PyObject } from '../../memory';
import {
  asIndexNumber, asInt32, AttributeStorage, bufferBytes, fast, freePlain, allocatePlain, getWritableBuffer, isTrue, iterateToArray, machine, newBool,
  newBytes, newFloat, newInt, newList, newStr, newTuple, noArgs, oneArg, PythonError, raise, releaseBuffer, reprText, requireBytesView, unpackKeywordDict, warn,
  type MethodDefinition, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { checkPositional } from '../keywordArguments';
import { secondsOf } from '../timeArguments';
import { addressArgument, addressObject } from './addresses';
import { Errno, Family, Network, NetworkFailure, SocketKind, type Endpoint } from './network';
import { attempt, raiseErrno, raiseTimeout, wouldBlock } from './socketErrors';

/** `timeout` in seconds: null blocks, 0 never waits. */
export interface SocketData { descriptor: number; family: number; kind: number; protocol: number; timeout: number | null }

interface SocketState { readonly network: Network; defaultTimeout: number | null }

export function socketState(rt: Runtime): SocketState {
  let state = rt.moduleStates.get('_socket') as SocketState | undefined;
  if (state === undefined) rt.moduleStates.set('_socket', (state = { network: new Network(), defaultTimeout: null }));
  return state;
}

export const dataOf = (self: PyObject): SocketData => self.value as SocketData;

/** SOCK_NONBLOCK and SOCK_CLOEXEC, which are no part of the kind. */
const CREATION_FLAGS = 2048 | 524_288;
const NONBLOCKING = 2048;
const MSG_PEEK = 2;
const MSG_DONTWAIT = 64;

function endpointOf(rt: Runtime, self: PyObject): Endpoint {
  return attempt(rt, () => socketState(rt).network.find(dataOf(self).descriptor));
}

export function initializeSocket(rt: Runtime, self: PyObject, endpoint: Endpoint): void {
  const data = dataOf(self);
  data.descriptor = endpoint.descriptor;
  data.family = endpoint.family;
  data.kind = endpoint.kind;
  data.protocol = endpoint.protocol;
  data.timeout = socketState(rt).defaultTimeout;
}

/**
 * sock_call: tries `call`, and again whenever the socket may be ready, until its timeout is over. `self` is that of the
 * calling native function.
 */
function patiently<R>(rt: Runtime, self: PyObject, endpoint: Endpoint, isReady: () => boolean, call: () => R, never = false): R {
  const { timeout } = dataOf(self);
  for (;;) {
    if (timeout !== 0 && !never && !machine(rt).threads.wait(self, () => isReady() || !endpoint.isOpen, timeout)) raiseTimeout(rt);
    try {
      return call();
    } catch (error) {
      if (!wouldBlock(error) || timeout === 0 || never) {
        if (error instanceof NetworkFailure) raiseErrno(rt, error.errno);
        throw error;
      }
    }
  }
}

function receive(rt: Runtime, self: PyObject, count: number, flags: number): { readonly data: Uint8Array; readonly endpoint: Endpoint; readonly from: PyObject } {
  const endpoint = endpointOf(rt, self);
  const { data, from } = patiently(rt, self, endpoint, () => endpoint.isReadable, () => endpoint.receive(count, (flags & MSG_PEEK) !== 0), (flags & MSG_DONTWAIT) !== 0);
  const isBare = from === null && endpoint.family !== Family.Unix;
  return { data, endpoint, from: isBare || endpoint.kind === SocketKind.Stream ? incref(rt.none) : addressObject(rt, endpoint.family, from) };
}

const optionalInt = (rt: Runtime, argument: PyObject | undefined): number => (argument === undefined ? 0 : asInt32(rt, argument));

function sizeArgument(rt: Runtime, name: string, argument: PyObject): number {
  const size = asIndexNumber(rt, argument, 'OverflowError');
  if (size < 0) raise(rt, 'ValueError', `negative buffersize in ${name}`);
  return size;
}

function receiveInto(rt: Runtime, self: PyObject, name: string, args: readonly PyObject[]): { readonly count: number; readonly from: PyObject } {
  const buffer = getWritableBuffer(rt, args[0] as PyObject, `${name}() argument 1`);
  try {
    const bytes = bufferBytes(buffer);
    const wanted = args[1] === undefined ? 0 : asIndexNumber(rt, args[1], 'OverflowError');
    if (wanted < 0) raise(rt, 'ValueError', `negative buffersize in ${name}`);
    if (wanted > bytes.length) raise(rt, 'ValueError', 'nbytes is greater than the length of the buffer');
    const { data, from } = receive(rt, self, wanted === 0 ? bytes.length : wanted, optionalInt(rt, args[2]));
    bytes.set(data);
    return { count: data.length, from };
  } finally {
    releaseBuffer(rt, buffer);
  }
}

function send(rt: Runtime, self: PyObject, data: Uint8Array, flags: number): number {
  const endpoint = endpointOf(rt, self);
  return patiently(rt, self, endpoint, () => endpoint.isWritable, () => endpoint.sendToPeer(data), (flags & MSG_DONTWAIT) !== 0);
}

const option = (level: number, name: number): string => `${level}/${name}`;
const SOL_SOCKET = 1;

function getOption(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'getsockopt', args, 2, 3);
  const endpoint = endpointOf(rt, self);
  const [level, name, size] = [asInt32(rt, args[0] as PyObject), asInt32(rt, args[1] as PyObject), optionalInt(rt, args[2])];
  if (args.length === 3 && (size <= 0 || size > 1024)) raise(rt, 'OSError', 'getsockopt buflen out of range');
  let value: number | Uint8Array = endpoint.options.get(option(level, name)) ?? 0;
  if (level === SOL_SOCKET) {
    if (name === 3) value = endpoint.kind;
    else if (name === 4) {
      value = endpoint.error;
      endpoint.error = 0;
    } else if (name === 30) value = endpoint.backlog === null ? 0 : 1;
    else if (name === 38) value = endpoint.protocol;
    else if (name === 39) value = endpoint.family;
    else if ((name === 7 || name === 8) && value === 0) value = 212_992;
  }
  if (args.length === 3) {
    const bytes = typeof value === 'number' ? Uint8Array.of(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255) : value;
    return newBytes(rt, bytes.slice(0, size));
  }
  return newInt(rt, typeof value === 'number' ? value : value.reduceRight((sum, byte) => sum * 256 + byte, 0));
}

function setOption(rt: Runtime, self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'setsockopt', args, 3, 4);
  const endpoint = endpointOf(rt, self);
  const key = option(asInt32(rt, args[0] as PyObject), asInt32(rt, args[1] as PyObject));
  const value = args[2] as PyObject;
  if ((value.type as PyType).nbIndex !== null) endpoint.options.set(key, asInt32(rt, value));
  else if (value === rt.none) endpoint.options.set(key, 0);
  else endpoint.options.set(key, requireBytesView(rt, value).slice());
  return incref(rt.none);
}

function connect(rt: Runtime, self: PyObject, argument: PyObject, caller: string): void {
  const endpoint = endpointOf(rt, self);
  const address = addressArgument(rt, endpoint.family, argument, caller);
  const { network } = socketState(rt);
  attempt(rt, () => network.connect(endpoint, address));
}

export function timeoutArgument(rt: Runtime, value: PyObject): number | null {
  if (value === rt.none) return null;
  const seconds = secondsOf(rt, value);
  if (seconds < 0) raise(rt, 'ValueError', 'Timeout value out of range');
  return seconds;
}

function close(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  const { descriptor } = data;
  if (descriptor < 0) return;
  data.descriptor = -1;
  attempt(rt, () => socketState(rt).network.close(descriptor));
}

const receiving: readonly MethodDefinition[] = [
  fast('recv', (rt, self, args) => {
    checkPositional(rt, 'recv', args, 1, 2);
    const { data, from } = receive(rt, self, sizeArgument(rt, 'recv', args[0] as PyObject), optionalInt(rt, args[1]));
    decref(rt, from);
    return newBytes(rt, data);
  }),
  fast('recvfrom', (rt, self, args) => {
    checkPositional(rt, 'recvfrom', args, 1, 2);
    const { data, from } = receive(rt, self, sizeArgument(rt, 'recvfrom', args[0] as PyObject), optionalInt(rt, args[1]));
    return newTuple(rt, [newBytes(rt, data), from]);
  }),
  fast('recv_into', (rt, self, args) => {
    checkPositional(rt, 'recv_into', args, 1, 3);
    const { count, from } = receiveInto(rt, self, 'recv_into', args);
    decref(rt, from);
    return newInt(rt, count);
  }),
  fast('recvfrom_into', (rt, self, args) => {
    checkPositional(rt, 'recvfrom_into', args, 1, 3);
    const { count, from } = receiveInto(rt, self, 'recvfrom_into', args);
    return newTuple(rt, [newInt(rt, count), from]);
  }),
  fast('recvmsg', (rt, self, args) => {
    checkPositional(rt, 'recvmsg', args, 1, 3);
    const { data, from } = receive(rt, self, sizeArgument(rt, 'recvmsg()', args[0] as PyObject), optionalInt(rt, args[2]));
    return newTuple(rt, [newBytes(rt, data), newList(rt, []), newInt(rt, 0), from]);
  }),
];

const sending: readonly MethodDefinition[] = [
  fast('send', (rt, self, args) => {
    checkPositional(rt, 'send', args, 1, 2);
    return newInt(rt, send(rt, self, requireBytesView(rt, args[0] as PyObject), optionalInt(rt, args[1])));
  }),
  fast('sendall', (rt, self, args) => {
    checkPositional(rt, 'sendall', args, 1, 2);
    const data = requireBytesView(rt, args[0] as PyObject);
    const endpoint = endpointOf(rt, self);
    // What was sent before this thread had to wait is remembered with the socket.
    const key = 'sendall';
    let sent = (endpoint.options.get(key) as number | undefined) ?? 0;
    endpoint.options.delete(key);
    while (sent < data.length) {
      endpoint.options.set(key, sent);
      const count = send(rt, self, data.subarray(sent), optionalInt(rt, args[1]));
      endpoint.options.delete(key);
      sent += count;
    }
    return incref(rt.none);
  }),
  fast('sendto', (rt, self, args) => {
    checkPositional(rt, 'sendto', args, 2, 3);
    const data = requireBytesView(rt, args[0] as PyObject);
    const endpoint = endpointOf(rt, self);
    const address = addressArgument(rt, endpoint.family, args[args.length - 1] as PyObject, 'sendto');
    return newInt(rt, attempt(rt, () => socketState(rt).network.sendTo(endpoint, data, address)));
  }),
  fast('sendmsg', (rt, self, args) => {
    checkPositional(rt, 'sendmsg', args, 1, 4);
    const parts = iterateToArray(rt, args[0] as PyObject);
    const bytes = parts.flatMap((part) => [...requireBytesView(rt, part)]);
    for (const part of parts) decref(rt, part);
    return newInt(rt, send(rt, self, Uint8Array.from(bytes), optionalInt(rt, args[2])));
  }),
];

const connecting: readonly MethodDefinition[] = [
  noArgs('_accept', (rt, self) => {
    const endpoint = endpointOf(rt, self);
    const accepted = patiently(rt, self, endpoint, () => endpoint.isReadable || endpoint.backlog === null, () => socketState(rt).network.accept(endpoint));
    return newTuple(rt, [newInt(rt, accepted.descriptor), addressObject(rt, accepted.family, accepted.remote)]);
  }),
  oneArg('bind', (rt, self, argument) => {
    const endpoint = endpointOf(rt, self);
    const address = addressArgument(rt, endpoint.family, argument, 'bind');
    attempt(rt, () => socketState(rt).network.bind(endpoint, address));
    return incref(rt.none);
  }),
  noArgs('close', (rt, self) => {
    close(rt, self);
    return incref(rt.none);
  }),
  oneArg('connect', (rt, self, argument) => {
    connect(rt, self, argument, 'connect');
    return incref(rt.none);
  }),
  oneArg('connect_ex', (rt, self, argument) => {
    const endpoint = endpointOf(rt, self);
    const address = addressArgument(rt, endpoint.family, argument, 'connect_ex');
    try {
      socketState(rt).network.connect(endpoint, address);
      return newInt(rt, 0);
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error;
      return newInt(rt, error.errno);
    }
  }),
  noArgs('detach', (rt, self) => {
    const data = dataOf(self);
    const { descriptor } = data;
    data.descriptor = -1;
    return newInt(rt, descriptor);
  }),
  fast('listen', (rt, self, args) => {
    checkPositional(rt, 'listen', args, 0, 1);
    const endpoint = endpointOf(rt, self);
    const size = args[0] === undefined ? 128 : asInt32(rt, args[0]);
    attempt(rt, () => socketState(rt).network.listen(endpoint, size));
    return incref(rt.none);
  }),
  oneArg('shutdown', (rt, self, how) => {
    const endpoint = endpointOf(rt, self);
    const direction = asInt32(rt, how);
    attempt(rt, () => endpoint.shutdown(direction));
    return incref(rt.none);
  }),
];

const asking: readonly MethodDefinition[] = [
  noArgs('fileno', (rt, self) => newInt(rt, dataOf(self).descriptor)),
  noArgs('getpeername', (rt, self) => {
    const endpoint = endpointOf(rt, self);
    if (!endpoint.isConnected) raiseErrno(rt, Errno.NotConnected);
    return addressObject(rt, endpoint.family, endpoint.remote);
  }),
  noArgs('getsockname', (rt, self) => {
    const endpoint = endpointOf(rt, self);
    return addressObject(rt, endpoint.family, endpoint.local);
  }),
  fast('getsockopt', getOption),
  fast('setsockopt', setOption),
  oneArg('setblocking', (rt, self, flag) => {
    dataOf(self).timeout = isTrue(rt, flag) ? null : 0;
    return incref(rt.none);
  }),
  oneArg('settimeout', (rt, self, value) => {
    dataOf(self).timeout = timeoutArgument(rt, value);
    return incref(rt.none);
  }),
  noArgs('getblocking', (rt, self) => newBool(rt, dataOf(self).timeout !== 0)),
  noArgs('gettimeout', (rt, self) => timeoutObject(rt, dataOf(self).timeout)),
];

export function timeoutObject(rt: Runtime, timeout: number | null): PyObject {
  return timeout === null ? incref(rt.none) : newFloat(rt, timeout);
}

export const socketType: TypeDefinition = {
  name: '_socket.socket',
  basicsize: 56,
  gc: true,
  weakrefs: false,
  flags: { basetype: true },
  attributes: AttributeStorage.None,
  slots: {
    new: (rt, type) => allocatePlain<SocketData>(rt, type, { descriptor: -1, family: 0, kind: 0, protocol: 0, timeout: socketState(rt).defaultTimeout }),
    init: (rt, self, args, kwargs) => {
      const [family, kind, protocol, descriptor] = unpackKeywordDict(rt, { function: 'socket', names: ['family', 'type', 'proto', 'fileno'] }, args.value, kwargs);
      const { network } = socketState(rt);
      if (descriptor !== undefined && descriptor !== rt.none) {
        const number = asInt32(rt, descriptor);
        if (number < 0) raise(rt, 'ValueError', 'negative file descriptor');
        initializeSocket(rt, self, attempt(rt, () => network.find(number)));
        dataOf(self).descriptor = number;
        return;
      }
      const numberOr = (given: PyObject | undefined, fallback: number): number => {
        const number = given === undefined ? -1 : asInt32(rt, given);
        return number === -1 ? fallback : number;
      };
      const [familyNumber, flagged, protocolNumber] = [numberOr(family, Family.Inet), numberOr(kind, SocketKind.Stream), numberOr(protocol, 0)];
      initializeSocket(rt, self, attempt(rt, () => network.open(familyNumber, flagged & ~CREATION_FLAGS, protocolNumber)));
      if ((flagged & NONBLOCKING) !== 0) dataOf(self).timeout = 0;
    },
    repr: (rt, self) => {
      const { descriptor, family, kind, protocol } = dataOf(self);
      return newStr(rt, `<socket object, fd=${descriptor}, family=${family}, type=${kind}, proto=${protocol}>`);
    },
    finalize: (rt, self) => {
      if (dataOf(self).descriptor < 0) return;
      try {
        warn(rt, 'ResourceWarning', `unclosed ${reprText(rt, self)}`);
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
        rt.writeUnraisable(error.exception, self);
      }
      close(rt, self);
    },
    traverse: () => {},
    dealloc: (rt, self) => {
      if (dataOf(self).descriptor >= 0 && (self.gc & GcBits.Finalized) === 0) {
        self.refcnt = 1;
        self.gc |= GcBits.Finalized;
        (self.type as PyType).finalize?.(rt, self);
        if (--self.refcnt > 0) return;
      }
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      freePlain(rt, self);
    },
  },
  methods: [...connecting, ...sending, ...receiving, ...asking],
  getset: [
    { name: 'family', get: (rt, self) => newInt(rt, dataOf(self).family), member: true },
    { name: 'type', get: (rt, self) => newInt(rt, dataOf(self).kind), member: true },
    { name: 'proto', get: (rt, self) => newInt(rt, dataOf(self).protocol), member: true },
    { name: 'timeout', get: (rt, self) => timeoutObject(rt, dataOf(self).timeout) },
  ],
};

