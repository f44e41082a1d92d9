/**
 * The network of a sandbox: a loopback interface nobody else is on. Sockets of one interpreter reach each
 * other through memory; everything beyond is unreachable.
 *
 * In: what socket calls ask for. Out: bytes, or the error number a system call would give. Nothing here
 * waits, and nothing here is a Python object.
 */
export const Family = { Unspecified: 0, Unix: 1, Inet: 2, Inet6: 10 } as const;
export const SocketKind = { Stream: 1, Datagram: 2, Raw: 3, SequencePacket: 5 } as const;
export const Errno = {
  BadDescriptor: 9, Again: 11, Invalid: 22, Pipe: 32, NotSocket: 88, MessageSize: 90, ProtocolType: 91, ProtocolOption: 92, ProtocolSupport: 93, SocketKind: 94,
  Operation: 95, AddressFamily: 97, AddressInUse: 98, NoAddress: 99, NetworkUnreachable: 101, Reset: 104, Connected: 106, NotConnected: 107, Refused: 111,
} as const;

/** A call failed with this error number. */
export class NetworkFailure {
  constructor(readonly errno: number) {}
}

export interface Address {
  /** Numeric, or the path of a Unix socket. */
  readonly host: string;
  readonly port: number;
}

/** Bytes on their way to one socket before its senders have to wait. */
const CAPACITY = 212_992;
/** The first descriptor of a socket: well above those of files. */
const FIRST_DESCRIPTOR = 256;
/** The range from which unbound sockets get their port. */
const FIRST_PORT = 32_768;
const LAST_PORT = 60_999;

interface Message { readonly data: Uint8Array; readonly from: Endpoint | null; readonly fromAddress: Address | null }

/** One open socket. */
export class Endpoint {
  local: Address | null = null;
  remote: Address | null = null;
  peer: Endpoint | null = null;
  /** Of a listening socket, the connections nobody has accepted. */
  backlog: Endpoint[] | null = null;
  backlogSize = 0;
  isConnected = false;
  /** No more bytes come: the other side is shut down or gone. */
  isEnded = false;
  canSend = true;
  /** The other side went away while bytes for it were unread. */
  isReset = false;
  /** SO_ERROR */
  error = 0;
  readonly options = new Map<string, number | Uint8Array>();
  private readonly incoming: Message[] = [];
  private size = 0;

  constructor(readonly descriptor: number, readonly family: number, readonly kind: number, readonly protocol: number) {}

  get isReadable(): boolean {
    if (this.backlog !== null) return this.backlog.length > 0;
    return this.incoming.length > 0 || this.isEnded || this.isReset || (this.kind === SocketKind.Stream && !this.isConnected);
  }

  get isWritable(): boolean {
    if (this.backlog !== null) return false;
    if (this.kind !== SocketKind.Stream) return true;
    return !this.canSend || this.isReset || !this.isConnected || this.peer === null || this.peer.size < CAPACITY;
  }

  /** Puts bytes where the other side reads them; how many there was room for. */
  sendToPeer(data: Uint8Array): number {
    if (this.isReset) throw new NetworkFailure(Errno.Reset);
    if (!this.canSend) throw new NetworkFailure(Errno.Pipe);
    if (!this.isConnected) throw new NetworkFailure(this.kind === SocketKind.Stream ? Errno.Pipe : Errno.NotConnected);
    const { peer } = this;
    if (peer === null || !peer.isOpen) throw new NetworkFailure(this.kind === SocketKind.Stream ? Errno.Pipe : Errno.Refused);
    if (this.kind !== SocketKind.Stream) {
      peer.deliver(data.slice(), this);
      return data.length;
    }
    const count = Math.min(data.length, CAPACITY - peer.size);
    if (count <= 0 && data.length > 0) throw new NetworkFailure(Errno.Again);
    if (count > 0) peer.deliver(data.slice(0, count), this);
    return count;
  }

  deliver(data: Uint8Array, from: Endpoint): void {
    this.incoming.push({ data, from, fromAddress: from.local });
    this.size += data.length;
  }

  /** Up to `count` bytes, of a datagram socket from one message; empty at the end. */
  receive(count: number, isPeeking: boolean): { readonly data: Uint8Array; readonly from: Address | null } {
    if (this.backlog !== null || (this.kind === SocketKind.Stream && !this.isConnected)) throw new NetworkFailure(Errno.NotConnected);
    const first = this.incoming[0];
    if (first === undefined) {
      if (this.isReset) {
        this.isReset = false;
        this.isEnded = true;
        throw new NetworkFailure(Errno.Reset);
      }
      if (this.isEnded) return { data: new Uint8Array(0), from: null };
      throw new NetworkFailure(Errno.Again);
    }
    if (this.kind !== SocketKind.Stream) {
      if (!isPeeking) {
        this.incoming.shift();
        this.size -= first.data.length;
      }
      return { data: first.data.slice(0, count), from: first.fromAddress };
    }
    return { data: this.takeBytes(count, isPeeking), from: null };
  }

  private takeBytes(count: number, isPeeking: boolean): Uint8Array {
    const parts: Uint8Array[] = [];
    let missing = count;
    let taken = 0;
    for (const { data } of this.incoming) {
      if (missing === 0) break;
      const part = data.subarray(0, missing);
      parts.push(part);
      missing -= part.length;
      if (part.length === data.length) taken++;
    }
    const result = new Uint8Array(count - missing);
    let at = 0;
    for (const part of parts) {
      result.set(part, at);
      at += part.length;
    }
    if (isPeeking) return result;
    const rest = parts.length > taken ? (this.incoming[taken] as Message) : null;
    this.incoming.splice(0, parts.length);
    if (rest !== null) this.incoming.unshift({ ...rest, data: rest.data.subarray((parts[taken] as Uint8Array).length) });
    this.size -= result.length;
    return result;
  }

  isOpen = true;

  shutdown(how: number): void {
    if (!this.isConnected) throw new NetworkFailure(Errno.NotConnected);
    if (how < 0 || how > 2) throw new NetworkFailure(Errno.Invalid);
    if (how !== 0) {
      this.canSend = false;
      if (this.peer !== null) this.peer.isEnded = true;
    }
    if (how !== 1) this.isEnded = true;
  }

  close(): void {
    this.isOpen = false;
    const { peer } = this;
    for (const waiting of this.backlog ?? []) waiting.close();
    this.backlog = null;
    if (peer !== null && this.kind === SocketKind.Stream) {
      if (this.size > 0) peer.isReset = true;
      peer.isEnded = true;
      peer.peer = null;
    }
    this.peer = null;
    this.incoming.length = 0;
  }
}

export class Network {
  private readonly endpoints = new Map<number, Endpoint>();
  private nextPort = FIRST_PORT;

  find(descriptor: number): Endpoint {
    const endpoint = this.endpoints.get(descriptor);
    if (endpoint === undefined) throw new NetworkFailure(Errno.BadDescriptor);
    return endpoint;
  }

  open(family: number, kind: number, protocol: number): Endpoint {
    if (family !== Family.Unix && family !== Family.Inet && family !== Family.Inet6) throw new NetworkFailure(Errno.AddressFamily);
    if (kind === SocketKind.Raw) throw new NetworkFailure(1);
    if (kind !== SocketKind.Stream && kind !== SocketKind.Datagram && kind !== SocketKind.SequencePacket) throw new NetworkFailure(Errno.Invalid);
    const expected = kind === SocketKind.Stream ? 6 : 17;
    if (family !== Family.Unix && protocol !== 0 && protocol !== expected) throw new NetworkFailure(Errno.ProtocolSupport);
    let descriptor = FIRST_DESCRIPTOR;
    while (this.endpoints.has(descriptor)) descriptor++;
    const endpoint = new Endpoint(descriptor, family, kind, family === Family.Unix ? 0 : protocol);
    this.endpoints.set(descriptor, endpoint);
    return endpoint;
  }

  /** Two connected sockets. */
  pair(family: number, kind: number, protocol: number): [Endpoint, Endpoint] {
    if (family !== Family.Unix) throw new NetworkFailure(Errno.Operation);
    const first = this.open(family, kind, protocol);
    const second = this.open(family, kind, protocol);
    join(first, second);
    return [first, second];
  }

  close(descriptor: number): void {
    const endpoint = this.find(descriptor);
    this.endpoints.delete(descriptor);
    endpoint.close();
  }

  /** Another descriptor of the same socket is not modelled: the socket moves to a new number. */
  duplicate(descriptor: number): number {
    const endpoint = this.find(descriptor);
    let copy = descriptor + 1;
    while (this.endpoints.has(copy)) copy++;
    this.endpoints.set(copy, endpoint);
    return copy;
  }

  bind(endpoint: Endpoint, address: Address): void {
    if (endpoint.local !== null) throw new NetworkFailure(Errno.Invalid);
    if (endpoint.family !== Family.Unix && !isLocal(address.host)) throw new NetworkFailure(Errno.NoAddress);
    const { port } = address;
    if (endpoint.family === Family.Unix || port !== 0) {
      const taken = this.boundTo(endpoint, { ...address, port });
      if (taken !== null && !(endpoint.options.get('1/2') === 1 && taken.backlog === null && taken.kind === SocketKind.Stream && taken.isConnected)) {
        throw new NetworkFailure(Errno.AddressInUse);
      }
      endpoint.local = address;
    } else endpoint.local = { host: address.host, port: this.freePort(endpoint) };
  }

  private freePort(endpoint: Endpoint): number {
    for (;;) {
      const port = this.nextPort++;
      if (this.nextPort > LAST_PORT) this.nextPort = FIRST_PORT;
      if (this.boundTo(endpoint, { host: endpoint.family === Family.Inet6 ? '::' : '0.0.0.0', port }) === null) return port;
    }
  }

  private boundTo(like: Endpoint, address: Address): Endpoint | null {
    for (const other of this.endpoints.values()) {
      if (other === like || other.family !== like.family || other.kind !== like.kind || other.local === null) continue;
      if (other.local.port === address.port && sameHost(like.family, other.local.host, address.host)) return other;
    }
    return null;
  }

  listen(endpoint: Endpoint, size: number): void {
    if (endpoint.kind === SocketKind.Datagram) throw new NetworkFailure(Errno.Operation);
    if (endpoint.isConnected) throw new NetworkFailure(Errno.Invalid);
    if (endpoint.local === null) {
      if (endpoint.family === Family.Unix) throw new NetworkFailure(Errno.Invalid);
      this.bind(endpoint, { host: endpoint.family === Family.Inet6 ? '::' : '0.0.0.0', port: 0 });
    }
    endpoint.backlog ??= [];
    endpoint.backlogSize = Math.max(size, 1);
  }

  connect(endpoint: Endpoint, address: Address): void {
    if (endpoint.backlog !== null) throw new NetworkFailure(Errno.Connected);
    if (endpoint.kind === SocketKind.Stream && endpoint.isConnected) throw new NetworkFailure(Errno.Connected);
    const target = endpoint.family !== Family.Unix && isAny(address.host) ? { ...address, host: endpoint.family === Family.Inet6 ? '::1' : '127.0.0.1' } : address;
    if (endpoint.family !== Family.Unix && !isLocal(target.host)) throw new NetworkFailure(Errno.NetworkUnreachable);
    if (endpoint.local === null && endpoint.family !== Family.Unix) this.bind(endpoint, { host: endpoint.family === Family.Inet6 ? '::1' : '127.0.0.1', port: 0 });
    const other = this.boundTo(endpoint, target);
    if (endpoint.kind === SocketKind.Datagram) {
      endpoint.remote = target;
      endpoint.peer = other;
      endpoint.isConnected = true;
      return;
    }
    if (other === null || other.backlog === null) throw new NetworkFailure(endpoint.family === Family.Unix && other === null ? 2 : Errno.Refused);
    if (other.backlog.length > other.backlogSize) throw new NetworkFailure(Errno.Again);
    const accepted = this.open(endpoint.family, endpoint.kind, endpoint.protocol);
    accepted.local = endpoint.family === Family.Unix ? other.local : target;
    accepted.remote = endpoint.local;
    endpoint.remote = target;
    join(endpoint, accepted);
    other.backlog.push(accepted);
  }

  accept(endpoint: Endpoint): Endpoint {
    if (endpoint.backlog === null) throw new NetworkFailure(Errno.Invalid);
    const accepted = endpoint.backlog.shift();
    if (accepted === undefined) throw new NetworkFailure(Errno.Again);
    return accepted;
  }

  sendTo(endpoint: Endpoint, data: Uint8Array, address: Address): number {
    if (endpoint.kind === SocketKind.Stream) throw new NetworkFailure(endpoint.isConnected ? Errno.Connected : Errno.Pipe);
    if (endpoint.family !== Family.Unix && !isLocal(address.host) && !isAny(address.host)) throw new NetworkFailure(Errno.NetworkUnreachable);
    if (endpoint.local === null && endpoint.family !== Family.Unix) this.bind(endpoint, { host: endpoint.family === Family.Inet6 ? '::1' : '127.0.0.1', port: 0 });
    const target = this.boundTo(endpoint, address);
    if (target !== null) target.deliver(data.slice(), endpoint);
    else if (endpoint.family === Family.Unix) throw new NetworkFailure(2);
    return data.length;
  }
}

function join(first: Endpoint, second: Endpoint): void {
  first.peer = second;
  second.peer = first;
  first.isConnected = true;
  second.isConnected = true;
}

const isAny = (host: string): boolean => host === '0.0.0.0' || host === '::';
const isLocal = (host: string): boolean => isAny(host) || host.startsWith('127.') || host === '::1';

function sameHost(family: number, bound: string, wanted: string): boolean {
  return family === Family.Unix ? bound === wanted && bound !== '' : bound === wanted || isAny(bound) || isAny(wanted);
}
