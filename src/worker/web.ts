/** Entry of dist/web/worker.js: the runtime in a classic Web Worker, one file without imports. */
import { serve } from './serve';

// The project has Node's types, not a worker's.
declare const self: {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

/** What is above it is left to the recording's views. */
const USABLE_SHARE = 0.7;

/** Only Chromium tells how large the heap is. */
function memoryMeter(): { used(): number; limit: number } | undefined {
  const { memory } = performance as { memory?: { usedJSHeapSize: number; jsHeapSizeLimit: number } };
  return memory === undefined ? undefined : { used: () => memory.usedJSHeapSize, limit: memory.jsHeapSizeLimit * USABLE_SHARE };
}

serve({
  post: (message, transfer) => self.postMessage(message, transfer ?? []),
  onMessage: (listener) => self.addEventListener('message', (event) => listener(event.data)),
}, { now: () => performance.now(), memory: memoryMeter() });
