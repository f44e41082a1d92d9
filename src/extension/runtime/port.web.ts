/**
 * The runtime worker in the web extension host. Its code is read through the workbench's own file system and started from a
 * blob: that works for extensions served by http and for those of a remote window, for which VS Code's Worker constructor
 * refuses addresses. Always a classic worker: VS Code starts nested workers with importScripts.
 */
import * as vscode from 'vscode';
import type { RuntimePort } from './runtimePort';

// The project has Node's types, not the browser's.
interface WorkerEvent {
  readonly data?: unknown;
  readonly message?: string;
}
declare class Worker {
  constructor(address: string, options: { name: string });
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: WorkerEvent) => void): void;
  terminate(): void;
}

export async function startWorker(extensionUri: vscode.Uri): Promise<RuntimePort> {
  const file = vscode.Uri.joinPath(extensionUri, 'dist/web/worker.js');
  const source = new Uint8Array(await vscode.workspace.fs.readFile(file));
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: 'Heapglass runtime' });
  worker.addEventListener('message', () => URL.revokeObjectURL(address)); // started: the blob may go
  return {
    post: (message, transfer) => worker.postMessage(message, transfer ?? []),
    onMessage: (listener) => worker.addEventListener('message', (event) => listener(event.data)),
    onError(listener) {
      worker.addEventListener('error', (event) => listener(new Error(event.message ?? 'the runtime worker failed')));
      worker.addEventListener('messageerror', () => listener(new Error('the runtime worker sent what cannot be copied')));
    },
    terminate: () => worker.terminate(),
  };
}
