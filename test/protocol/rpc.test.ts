import { describe, expect, it } from 'vitest';
import { connect, portPair, RpcError, Transferred, type Implementation } from '../../src/protocol';

interface Calculator {
  add(numbers: readonly number[]): Promise<number>;
  fail(code: string): Promise<null>;
  wait(nothing: null): Promise<string>;
  buffer(size: number): Promise<ArrayBuffer>;
  length(buffer: ArrayBuffer): Promise<number>;
}
interface Nothing {
  ask(question: string): Promise<string>;
}

function pair(overrides: Partial<Implementation<Calculator>> = {}) {
  const [near, far] = portPair();
  const calculator: Implementation<Calculator> = {
    add: (numbers) => numbers.reduce((sum, value) => sum + value, 0),
    fail: (code) => {
      throw code === '' ? new TypeError('plain') : new RpcError(code, `failed with ${code}`);
    },
    wait: (_nothing, cancellation) => new Promise((resolve) => cancellation.onCancelled(() => resolve('too late'))),
    buffer: (size) => {
      const made = new ArrayBuffer(size);
      return new Transferred(made, [made]);
    },
    length: (buffer) => buffer.byteLength,
    ...overrides,
  };
  const there = connect<Nothing, Calculator>(far, calculator);
  const here = connect<Calculator, Nothing>(near, { ask: async (question) => `${question}!` });
  return { here, there, near };
}

describe('calls', () => {
  it('are answered, each with its own answer', async () => {
    const { here } = pair();
    expect(await Promise.all([here.call('add', [1, 2]), here.call('add', [3]), here.call('add', [])])).toEqual([3, 3, 0]);
  });

  it('go both ways over one port', async () => {
    const { here, there } = pair();
    expect(await there.call('ask', 'so')).toBe('so!');
    expect(await here.call('add', [1])).toBe(1);
  });

  it('keep the code of an RpcError and call anything else failed', async () => {
    const { here } = pair();
    await expect(here.call('fail', 'noRun')).rejects.toMatchObject({ code: 'noRun', message: 'failed with noRun' });
    await expect(here.call('fail', '')).rejects.toMatchObject({ code: 'failed', message: 'plain' });
  });

  it('to a name that is not there fail, inherited names too', async () => {
    const { here } = pair();
    await expect(here.call('toString' as 'add', [])).rejects.toMatchObject({ code: 'unknownCall' });
  });
});

describe('cancelling', () => {
  it('ends the call at once and tells the other side', async () => {
    let told = false;
    const { here } = pair({
      wait: (_nothing, cancellation) => new Promise((resolve) => cancellation.onCancelled(() => {
        told = cancellation.cancelled;
        resolve('too late');
      })),
    });
    const call = here.start('wait', null);
    await here.call('add', [1]);
    call.cancel();
    await expect(call.answer).rejects.toMatchObject({ code: 'cancelled' });
    await here.call('add', [1]);
    expect(told).toBe(true);
  });

  it('of an answered call does nothing', async () => {
    const { here } = pair();
    const call = here.start('add', [2]);
    expect(await call.answer).toBe(2);
    call.cancel();
    expect(await here.call('add', [5])).toBe(5);
  });
});

describe('closing', () => {
  it('fails what is under way and what comes later', async () => {
    const { here } = pair();
    const waiting = here.call('wait', null);
    here.close('replaced', 'the worker was replaced');
    await expect(waiting).rejects.toMatchObject({ code: 'replaced' });
    await expect(here.call('add', [1])).rejects.toMatchObject({ code: 'replaced' });
  });
});

describe('buffers', () => {
  it('are moved, not copied, in both directions', async () => {
    const { here } = pair();
    const mine = new ArrayBuffer(16);
    expect(await here.call('length', mine, [mine])).toBe(16);
    expect(mine.byteLength).toBe(0);
    expect((await here.call('buffer', 8)).byteLength).toBe(8);
  });
});
