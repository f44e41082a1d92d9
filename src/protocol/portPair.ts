/** Two connected ports in one thread, for tests and for hosts without workers: messages arrive later and as copies. */
import type { Port } from './rpc';

// Every host has it; the core's library setting doesn't declare it.
declare function structuredClone<T>(value: T, options?: { transfer?: readonly ArrayBuffer[] }): T;

type Listener = (message: unknown) => void;

export function portPair(): readonly [Port, Port] {
  const listeners: [Listener[], Listener[]] = [[], []];
  const port = (own: 0 | 1, other: 0 | 1): Port => ({
    post(message, transfer = []) {
      const copy = structuredClone(message, { transfer });
      void Promise.resolve().then(() => {
        for (const listener of listeners[other]) listener(copy);
      });
    },
    onMessage: (listener) => void listeners[own].push(listener),
  });
  return [port(0, 1), port(1, 0)];
}
