/** The runtime worker on the desktop and in remote Node hosts: a worker thread on dist/worker.js. */
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { RuntimePort } from './runtimePort';

/** The recording's own limit is far below; this one only keeps a broken run from taking the machine. */
const heapLimitMegabytes = 4096;

export async function startWorker(extensionUri: vscode.Uri): Promise<RuntimePort> {
  const worker = new Worker(vscode.Uri.joinPath(extensionUri, 'dist/worker.js').fsPath, {
    name: 'Heapglass runtime',
    execArgv: [], // not the extension host's inspect flags
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMegabytes, stackSizeMb: 64 },
  });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => void worker.on('message', listener),
    onError(listener) {
      worker.on('error', listener);
      worker.on('messageerror', listener);
      worker.on('exit', (code) => listener(new Error(`the runtime worker ended with code ${code}`)));
    },
    terminate: () => void worker.terminate(),
  };
}
