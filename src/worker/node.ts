/** Entry of dist/worker.js: the runtime in a worker thread of Node. */
import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { assertDefined } from '../base';
import { serve } from './serve';

assertDefined(parentPort, 'this file is the code of a worker thread');
const port = parentPort;

/** What is above it is left to the recording's views; V8 ends a thread that reaches its limit. */
const USABLE_SHARE = 0.7;

serve({
  post: (message, transfer) => port.postMessage(message, transfer),
  onMessage: (listener) => void port.on('message', listener),
}, {
  now: () => performance.now(),
  memory: { used: () => getHeapStatistics().used_heap_size, limit: getHeapStatistics().heap_size_limit * USABLE_SHARE },
});
