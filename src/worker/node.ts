/** Entry of dist/worker.js: the runtime in a worker thread of Node. */
import { parentPort } from 'node:worker_threads';
import { assertDefined } from '../base';
import { serve } from './serve';

assertDefined(parentPort, 'this file is the code of a worker thread');
const port = parentPort;

serve({
  post: (message, transfer) => port.postMessage(message, transfer),
  onMessage: (listener) => void port.on('message', listener),
}, () => performance.now());
