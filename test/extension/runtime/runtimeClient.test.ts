import * as vscode from 'vscode';
import { isWorkerLost, RuntimeClient } from '../../../src/extension/runtime/runtimeClient';
import type { RuntimePort } from '../../../src/extension/runtime/runtimePort';
import { equal, ok } from '../expect';

/** A worker that is given by what it answers; without an answer it is stuck. */
function fakePort(answer: (name: string) => unknown) {
  const listeners: ((message: unknown) => void)[] = [];
  const errors: ((error: Error) => void)[] = [];
  const port: RuntimePort & { terminated: boolean; fail(): void } = {
    terminated: false,
    post(message) {
      const { id, name } = message as { id: number; name: string };
      const value = answer(name);
      if (value !== undefined) setTimeout(() => listeners.forEach((listener) => listener({ kind: 'answer', id, value })));
    },
    onMessage: (listener) => void listeners.push(listener),
    onError: (listener) => void errors.push(listener),
    terminate: () => {
      port.terminated = true;
    },
    fail: () => errors.forEach((listener) => listener(new Error('out of memory'))),
  };
  return port;
}

const assets = { parserWasm: new Uint8Array(), grammarWasm: new Uint8Array(), standardLibrary: new Uint8Array() };

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(() => null, (error: unknown) => error);
}

suite('runtime client', () => {
  let log: vscode.LogOutputChannel;
  setup(() => {
    log = vscode.window.createOutputChannel('Heapglass test', { log: true });
  });
  teardown(() => log.dispose());

  test('gives the answers of its worker', async () => {
    const client = new RuntimeClient(fakePort((name) => (name === 'neighbour' ? 7 : null)), assets, log);
    equal(await client.call('neighbour', { uri: 'u', step: 6, direction: 1 }), 7);
    client.dispose();
  });

  test('ends a worker that does not answer in time, and says so', async () => {
    const port = fakePort((name) => (name === 'initialize' ? null : undefined));
    const client = new RuntimeClient(port, assets, log);
    ok(isWorkerLost(await failure(client.call('close', 'u', 20))), 'the call fails as lost');
    equal([port.terminated, client.usable], [true, false]);
    ok(isWorkerLost(await failure(client.call('close', 'u'))), 'later calls fail as lost too');
  });

  test('fails its calls when the worker breaks', async () => {
    const port = fakePort((name) => (name === 'initialize' ? null : undefined));
    const client = new RuntimeClient(port, assets, log);
    const call = failure(client.call('close', 'u'));
    port.fail();
    ok(isWorkerLost(await call), 'the call fails as lost');
    equal(port.terminated, true);
  });
});
