/**
 * Calls over any two-way message port: ids, replies, errors with a code, cancelling, lists of things to transfer. One
 * interface per side says which calls there are; both ends are typed from it. Calls have one argument and a promised answer.
 *
 * It doesn't set time limits, queue or repeat: what to do with a worker that doesn't answer is the caller's policy.
 */

/** The smallest common face of a worker, a webview and a message port. */
export interface Port {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Told to the answering side when the caller no longer wants the answer. */
export interface Cancellation {
  readonly cancelled: boolean;
  onCancelled(listener: () => void): void;
}

export class RpcError extends Error {
  override readonly name = 'RpcError';
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

/** Marks buffers in an answer to be moved instead of copied. */
export class Transferred<T> {
  constructor(readonly value: T, readonly buffers: readonly ArrayBuffer[]) {}
}

// Bivariant on purpose: a method of an interface stands for a function over the same argument.
type Method = { bivarianceHack(argument: never): Promise<unknown> }['bivarianceHack'];
type Argument<M> = M extends (argument: infer A) => Promise<unknown> ? A : never;
type Answer<M> = M extends (argument: never) => Promise<infer A> ? A : never;

type Reply<T> = T | Transferred<T>;

/** The implementation of a side: its interface, with a cancellation, and free to answer at once or with `Transferred`. */
export type Implementation<Service> = {
  [Name in keyof Service]: (argument: Argument<Service[Name]>, cancellation: Cancellation) =>
    Reply<Answer<Service[Name]>> | Promise<Reply<Answer<Service[Name]>>>;
};
export interface PendingCall<T> {
  readonly answer: Promise<T>;
  /** The answer becomes an RpcError with code 'cancelled' at once; the other side is told. */
  cancel(): void;
}
export interface Connection<Theirs> {
  call<N extends keyof Theirs & string>(
    name: N, argument: Argument<Theirs[N]>, transfer?: readonly ArrayBuffer[]): Promise<Answer<Theirs[N]>>;
  start<N extends keyof Theirs & string>(
    name: N, argument: Argument<Theirs[N]>, transfer?: readonly ArrayBuffer[]): PendingCall<Answer<Theirs[N]>>;
  /** Fails every call under way; later ones fail too. */
  close(code: string, message: string): void;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly argument: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: 'cancel'; readonly id: number };

export function connect<Theirs extends { [Name in keyof Theirs]: Method }, Ours>(
  port: Port, ours: Implementation<Ours>): Connection<Theirs> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const cancellers = new Map<number, () => void>();
  let lastId = 0;
  let closed: RpcError | null = null;

  async function answer(id: number, name: string, argument: unknown): Promise<void> {
    const listeners: (() => void)[] = [];
    const cancellation = { cancelled: false, onCancelled: (listener: () => void) => void listeners.push(listener) };
    cancellers.set(id, () => {
      cancellation.cancelled = true;
      for (const listener of listeners) listener();
    });
    try {
      const table = ours as Record<string, (argument: unknown, cancellation: Cancellation) => unknown>;
      if (!Object.hasOwn(table, name)) throw new RpcError('unknownCall', `there is no call '${name}'`);
      const value = await table[name](argument, cancellation);
      if (value instanceof Transferred) port.post({ kind: 'answer', id, value: value.value }, value.buffers);
      else port.post({ kind: 'answer', id, value });
    } catch (error) {
      const code = error instanceof RpcError ? error.code : 'failed';
      port.post({ kind: 'error', id, code, message: error instanceof Error ? error.message : String(error) });
    } finally {
      cancellers.delete(id);
    }
  }

  port.onMessage((data) => {
    const message = data as Message;
    if (message.kind === 'call') return void answer(message.id, message.name, message.argument);
    if (message.kind === 'cancel') return cancellers.get(message.id)?.();
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') call?.resolve(message.value);
    else call?.reject(new RpcError(message.code, message.message));
  });

  const start: Connection<Theirs>['start'] = (name, argument, transfer) => {
    const id = ++lastId;
    const settled = new Promise<unknown>((resolve, reject) => {
      if (closed !== null) return reject(closed);
      waiting.set(id, { resolve, reject });
      port.post({ kind: 'call', id, name, argument }, transfer);
    });
    const cancel = () => {
      waiting.get(id)?.reject(new RpcError('cancelled', `'${name}' was cancelled`));
      if (waiting.delete(id)) port.post({ kind: 'cancel', id });
    };
    return { answer: settled as Promise<never>, cancel };
  };

  return {
    start,
    call: (name, argument, transfer) => start(name, argument, transfer).answer,
    close(code, message) {
      closed = new RpcError(code, message);
      for (const call of waiting.values()) call.reject(closed);
      waiting.clear();
    },
  };
}
