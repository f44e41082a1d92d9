/** Entry of dist/web/worker.js: the runtime in a classic Web Worker, one file without imports. */
import { serve } from './serve';

// The project has Node's types, not a worker's.
declare const self: {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

serve({
  post: (message, transfer) => self.postMessage(message, transfer ?? []),
  onMessage: (listener) => self.addEventListener('message', (event) => listener(event.data)),
}, () => performance.now());
