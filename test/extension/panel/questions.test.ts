import { answerQuestion } from '../../../src/extension/panel/questions';
import type { RuntimeClient } from '../../../src/extension/runtime/runtimeClient';
import { unpack } from '../../../src/protocol';
import { equal } from '../expect';

suite('questions of a page', () => {
  test('go to the runtime with the uri of the document, and come back packed', async () => {
    const calls: unknown[] = [];
    const client = { call: (name: string, request: unknown) => {
      calls.push([name, request]);
      return Promise.resolve({ total: 3 });
    } } as unknown as RuntimeClient;
    const answer = await answerQuestion(client, 'file:///a.py', { name: 'graphCycles', request: { step: 7, limit: 3 } });
    equal(calls, [['graphCycles', { step: 7, limit: 3, uri: 'file:///a.py' }]]);
    equal(unpack(answer), { total: 3 });
  });

  test('fail while nothing was run', async () => {
    let message = '';
    await answerQuestion(null, 'file:///a.py', { name: 'timeGrowth', request: {} }).catch((error: unknown) => {
      message = String(error);
    });
    equal(message, 'Error: nothing was run yet');
  });
});
