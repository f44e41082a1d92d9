/**
 * The `_socket` module under `socket`: constants of Linux, addresses, and sockets over the sandbox's own
 * loopback network (`network.ts`). There is no name service and no way out.
 */
import { incref, type PyObject } from '../../memory';
import {
  asIndexNumber, asInt32, fast, fastKeywords, newBool, newBytes, newInt, newList, newStr, newTuple, noArgs, oneArg, raise, requireBytesView, allocatePlain,
  type MethodDefinition, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { bindArguments, checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { formatInet6, hostText, parseInet, parseInet6, resolve } from './addresses';
import { socketConstants } from './constants';
import { Family, SocketKind } from './network';
import { attempt, raiseAddressError, raiseErrno, socketErrors } from './socketErrors';
import { initializeSocket, socketState, socketType, timeoutArgument, timeoutObject, type SocketData } from './socketType';

const EAI_NONAME = -2;
const EAI_SERVICE = -8;
const EAI_FAMILY = -6;
const AI_PASSIVE = 1;
const AI_NUMERICHOST = 4;

const services: Readonly<Record<string, number>> = { ftp: 21, ssh: 22, telnet: 23, smtp: 25, domain: 53, http: 80, pop3: 110, ntp: 123, imap2: 143, https: 443, echo: 7 };
/** The names are a program's: `constructor` is none. */
const own = (table: Readonly<Record<string, number>>, name: string): number | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);
const protocols: Readonly<Record<string, number>> = { ip: 0, icmp: 1, tcp: 6, udp: 17, 'ipv6-icmp': 58 };

/** `getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)` */
function addressInformation(rt: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: Parameters<typeof bindArguments>[3]): PyObject {
  const bound = bindArguments(rt, { name: 'getaddrinfo', parameters: ['host', 'port', 'family', 'type', 'proto', 'flags'], required: 2 }, args, kwnames);
  const [host, port] = bound as [PyObject, PyObject];
  const [family = 0, kind = 0, protocol = 0, flags = 0] = bound.slice(2).map((argument) => (argument === null ? 0 : asInt32(rt, argument)));
  const portNumber = servicePort(rt, port);
  const name = host === rt.none ? null : hostText(rt, host);
  if (name === null && port === rt.none) raiseAddressError(rt, EAI_NONAME, 'Name or service not known');
  if (family !== 0 && family !== Family.Inet && family !== Family.Inet6) raiseAddressError(rt, EAI_FAMILY, 'ai_family not supported');
  const hosts: [number, string][] = [];
  const isNumeric6 = name !== null && parseInet6(name) !== null;
  for (const candidate of [Family.Inet6, Family.Inet] as const) {
    if (family !== 0 && family !== candidate) continue;
    if (name === null) hosts.push([candidate, (flags & AI_PASSIVE) !== 0 ? (candidate === Family.Inet6 ? '::' : '0.0.0.0') : candidate === Family.Inet6 ? '::1' : '127.0.0.1']);
    else if (isNumeric6 === (candidate === Family.Inet6) || name === 'localhost') {
      if ((flags & AI_NUMERICHOST) !== 0 && !isNumeric6 && parseInet(name, true) === null) raiseAddressError(rt, EAI_NONAME, 'Name or service not known');
      if (name === 'localhost' && candidate === Family.Inet6 && family === 0) continue;
      hosts.push([candidate, resolve(rt, name, candidate)]);
    }
  }
  if (hosts.length === 0) raiseAddressError(rt, EAI_NONAME, 'Name or service not known');
  const kinds = ([[SocketKind.Stream, 6], [SocketKind.Datagram, 17], [SocketKind.Raw, 0]] as const)
    .filter(([candidate, number]) => (kind === 0 || kind === candidate) && (protocol === 0 || number === protocol || candidate === SocketKind.Raw));
  return newList(rt, hosts.flatMap(([hostFamily, address]) => kinds.map(([candidate, number]) => {
    const items: PyObject[] = [newStr(rt, address), newInt(rt, portNumber)];
    if (hostFamily === Family.Inet6) items.push(newInt(rt, 0), newInt(rt, 0));
    return newTuple(rt, [newInt(rt, hostFamily), newInt(rt, candidate), newInt(rt, number === 0 ? protocol : number), newStr(rt, ''), newTuple(rt, items)]);
  })));
}

function servicePort(rt: Runtime, port: PyObject): number {
  if (port === rt.none) return 0;
  const { layout } = port.type as PyType;
  if (layout === rt.types.int) return asIndexNumber(rt, port, 'OverflowError') & 0xffff;
  if (layout !== rt.types.str && layout !== rt.types.bytes) raise(rt, 'OSError', 'Int or String expected');
  const text = hostText(rt, port);
  if (/^\d+$/.test(text)) return Number(text) & 0xffff;
  return own(services, text) ?? raiseAddressError(rt, EAI_SERVICE, 'Servname not supported for ai_socktype');
}

const swapped = (name: string, size: 2 | 4): MethodDefinition => oneArg(name, (rt, _self, argument) => {
  const value = asIndexNumber(rt, argument, 'OverflowError');
  if (value < 0) raise(rt, 'OverflowError', size === 2 ? `${name}: can't convert negative Python int to C 16-bit unsigned integer` : "can't convert negative value to unsigned int");
  if (value >= 256 ** size) raise(rt, 'OverflowError', size === 2 ? `${name}: Python int too large to convert to C 16-bit unsigned integer` : 'int larger than 32 bits');
  let result = 0;
  for (let index = 0, rest = value; index < size; index++, rest = Math.floor(rest / 256)) result = result * 256 + (rest % 256);
  return newInt(rt, result);
});

const conversions: readonly MethodDefinition[] = [
  swapped('ntohs', 2), swapped('ntohl', 4), swapped('htons', 2), swapped('htonl', 4),
  oneArg('inet_aton', (rt, _self, text) => newBytes(rt, parseInet(hostText(rt, text), true) ?? raise(rt, 'OSError', 'illegal IP address string passed to inet_aton'))),
  oneArg('inet_ntoa', (rt, _self, packed) => {
    const bytes = requireBytesView(rt, packed);
    if (bytes.length !== 4) raise(rt, 'OSError', 'packed IP wrong length for inet_ntoa');
    return newStr(rt, bytes.join('.'));
  }),
  fast('inet_pton', (rt, _self, args) => {
    checkPositional(rt, 'inet_pton', args, 2, 2);
    const family = asInt32(rt, args[0] as PyObject);
    if (family !== Family.Inet && family !== Family.Inet6) raiseErrno(rt, 97);
    const text = hostText(rt, args[1] as PyObject);
    return newBytes(rt, (family === Family.Inet6 ? parseInet6(text) : parseInet(text)) ?? raise(rt, 'OSError', 'illegal IP address string passed to inet_pton'));
  }),
  fast('inet_ntop', (rt, _self, args) => {
    checkPositional(rt, 'inet_ntop', args, 2, 2);
    const family = asInt32(rt, args[0] as PyObject);
    const bytes = requireBytesView(rt, args[1] as PyObject);
    if (family !== Family.Inet && family !== Family.Inet6) raise(rt, 'ValueError', `unknown address family ${family}`);
    if (bytes.length !== (family === Family.Inet ? 4 : 16)) raise(rt, 'ValueError', 'invalid length of packed IP address string');
    return newStr(rt, family === Family.Inet ? bytes.join('.') : formatInet6(bytes));
  }),
];

const names: readonly MethodDefinition[] = [
  fastKeywords('getaddrinfo', addressInformation),
  fast('getnameinfo', (rt, _self, args) => {
    checkPositional(rt, 'getnameinfo', args, 2, 2);
    if (((args[0] as PyObject).type as PyType).layout !== rt.types.tuple) raise(rt, 'TypeError', 'getnameinfo() argument 1 must be a tuple');
    const [host, port] = (args[0] as PyTuple).value as [PyObject, PyObject];
    return newTuple(rt, [incref(host), newStr(rt, String(servicePort(rt, port)))]);
  }),
  oneArg('gethostbyname', (rt, _self, host) => newStr(rt, resolve(rt, hostText(rt, host), Family.Inet))),
  oneArg('gethostbyname_ex', (rt, _self, host) => {
    const name = hostText(rt, host);
    return newTuple(rt, [newStr(rt, name), newList(rt, []), newList(rt, [newStr(rt, resolve(rt, name, Family.Inet))])]);
  }),
  oneArg('gethostbyaddr', (rt, _self, host) => {
    const address = resolve(rt, hostText(rt, host), Family.Inet);
    return newTuple(rt, [newStr(rt, address === '127.0.0.1' ? 'localhost' : address), newList(rt, []), newList(rt, [newStr(rt, address)])]);
  }),
  noArgs('gethostname', (rt) => newStr(rt, 'sandbox')),
  oneArg('sethostname', (rt) => raiseErrno(rt, 1)),
  fast('getservbyname', (rt, _self, args) => {
    checkPositional(rt, 'getservbyname', args, 1, 2);
    return newInt(rt, own(services, hostText(rt, args[0] as PyObject)) ?? raise(rt, 'OSError', 'service/proto not found'));
  }),
  fast('getservbyport', (rt, _self, args) => {
    checkPositional(rt, 'getservbyport', args, 1, 2);
    const port = asIndexNumber(rt, args[0] as PyObject, 'OverflowError');
    if (port < 0 || port > 65_535) raise(rt, 'OverflowError', 'getservbyport: port must be 0-65535.');
    return newStr(rt, Object.keys(services).find((name) => services[name] === port) ?? raise(rt, 'OSError', 'port/proto not found'));
  }),
  oneArg('getprotobyname', (rt, _self, name) => newInt(rt, own(protocols, hostText(rt, name)) ?? raise(rt, 'OSError', 'protocol not found'))),
  noArgs('if_nameindex', (rt) => newList(rt, [newTuple(rt, [newInt(rt, 1), newStr(rt, 'lo')])])),
  oneArg('if_nametoindex', (rt, _self, name) => (hostText(rt, name) === 'lo' ? newInt(rt, 1) : raise(rt, 'OSError', 'no interface with this name'))),
  oneArg('if_indextoname', (rt, _self, index) => (asInt32(rt, index) === 1 ? newStr(rt, 'lo') : raiseErrno(rt, 6))),
];

const sockets: readonly MethodDefinition[] = [
  oneArg('close', (rt, _self, descriptor) => {
    const number = asInt32(rt, descriptor);
    attempt(rt, () => socketState(rt).network.close(number));
    return incref(rt.none);
  }),
  oneArg('dup', (rt, _self, descriptor) => {
    const number = asInt32(rt, descriptor);
    return newInt(rt, attempt(rt, () => socketState(rt).network.duplicate(number)));
  }),
  fast('socketpair', (rt, _self, args) => {
    checkPositional(rt, 'socketpair', args, 0, 3);
    const [family = Family.Unix, kind = SocketKind.Stream, protocol = 0] = args.map((argument) => asInt32(rt, argument));
    const ends = attempt(rt, () => socketState(rt).network.pair(family, kind & 0xff, protocol));
    return newTuple(rt, ends.map((end) => {
      const socket = allocatePlain<SocketData>(rt, extensionType(rt, socketType), { descriptor: -1, family: 0, kind: 0, protocol: 0, timeout: null });
      initializeSocket(rt, socket, end);
      return socket;
    }));
  }),
  noArgs('getdefaulttimeout', (rt) => timeoutObject(rt, socketState(rt).defaultTimeout)),
  oneArg('setdefaulttimeout', (rt, _self, value) => {
    socketState(rt).defaultTimeout = timeoutArgument(rt, value);
    return incref(rt.none);
  }),
];

export const socketModule: ModuleDefinition = {
  name: '_socket',
  doc: 'Implementation module for socket operations.\n\nSee the socket module for documentation.',
  methods: [...names, ...sockets, ...conversions],
  constants: (rt) => {
    const { herror, gaierror } = socketErrors(rt);
    const type = extensionType(rt, socketType).object;
    return {
      error: incref(rt.exceptions.OSError.object), herror: incref(herror), gaierror: incref(gaierror), timeout: incref(rt.exceptions.TimeoutError.object),
      SocketType: incref(type), socket: incref(type), has_ipv6: newBool(rt, true),
      ...Object.fromEntries(Object.entries(socketConstants).map(([name, value]) => [name, newInt(rt, value)])),
    };
  },
};
