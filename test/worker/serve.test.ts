/** The worker's side of the protocol over an in-process port: the parser's wasm goes in as bytes, answers come out as data. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { connect, portPair, type Connection, type RunRequest, type RuntimeHost, type RuntimeService } from '../../src/protocol';
import { serve } from '../../src/worker/serve';

const require = createRequire(import.meta.url);
const wasm = (file: string) => new Uint8Array(readFileSync(require.resolve(file)));
const options = { nodeLimit: 100, slotLimit: 10, showAtoms: false };

function request(source: string, extra: Partial<RunRequest> = {}): RunRequest {
  return {
    source, uri: 'test:one', fileName: 'one.py', version: 1, pythonVersion: '3.12', limits: { steps: 10_000, seconds: 20, megabytes: 64 }, ...extra,
  };
}

let runtime: Connection<RuntimeService>;

beforeAll(async () => {
  const [near, far] = portPair();
  serve(far, { now: () => performance.now() });
  runtime = connect<RuntimeService, RuntimeHost>(near, { log: () => null, progress: () => null });
  await runtime.call('initialize', {
    parserWasm: wasm('web-tree-sitter/web-tree-sitter.wasm'),
    grammarWasm: wasm('tree-sitter-python/tree-sitter-python.wasm'),
    standardLibrary: new Uint8Array(readFileSync(path.resolve(import.meta.dirname, '../../dist/stdlib.bin'))),
  });
});

describe('the worker', () => {
  it('runs a document and answers about it', async () => {
    const summary = await runtime.call('run', request('a = [1]\nb = a\nprint("hello")\n'));
    expect(summary).toMatchObject({ uri: 'test:one', version: 1, status: 'finished', exitCode: 0, problems: [] });
    expect(summary.output.map((chunk) => chunk.text).join('')).toBe('hello\n');
    const annotations = await runtime.call('annotations', { uri: 'test:one', startLine: 0, endLine: 1 });
    expect(annotations.map(({ line, hits }) => [line, hits])).toEqual([[0, 1], [1, 1]]);
    const hover = await runtime.call('hover', { uri: 'test:one', line: 1, column: 4 });
    expect(hover).toMatchObject({ name: 'a', type: 'list', refcount: 2, generation: 0 });
    expect(hover?.ledger.length).toBe(2);
    const afterLast = Math.max(...annotations.map(({ lastStep }) => lastStep)) + 1;
    const view = await runtime.call('view', { uri: 'test:one', step: afterLast, options });
    expect(view.stepCount).toBe(summary.stepCount);
    expect(view.nodes.find((node) => node.type === 'list')).toMatchObject({ refcount: 2 });
  });

  it('goes from moment to moment, and to none beyond the ends', async () => {
    const { stepCount } = await runtime.call('run', request('a = 1\nb = 2\n'));
    expect(await runtime.call('neighbour', { uri: 'test:one', step: 0, direction: 1 })).toBe(1);
    expect(await runtime.call('neighbour', { uri: 'test:one', step: 0, direction: -1 })).toBeNull();
    expect(await runtime.call('neighbour', { uri: 'test:one', step: stepCount - 1, direction: 1 })).toBeNull();
  });

  it('answers questions over time', async () => {
    const uri = 'test:one';
    await runtime.call('run', request('a = []\nb = a\nkept = []\nfor i in range(20):\n    kept.append([i])\ndel b\n'));
    const { found, text } = await runtime.call('timeSeek', { uri, wish: { kind: 'line', line: 4, hit: 3 } });
    expect([found?.place.line, text]).toEqual([4, 'Line 5, 3rd of 20 times.']);
    const last = await runtime.call('timeSeek', { uri, wish: { kind: 'event', event: { kind: 'binding', name: 'b' }, from: 3, direction: 1 } });
    const effect = await runtime.call('timeStep', { uri, step: last.found?.before ?? 0 });
    expect(effect?.sentence).toMatch(/^`del b` drops a holder of list #\d+: refcount 2 to 1\.$/);
    expect((await runtime.call('timeName', { uri, name: 'a' }))?.bindings).toHaveLength(1);
    expect(await runtime.call('timeObject', { uri, object: effect?.refcounts[0]?.object.id ?? 0 })).toMatchObject({ object: { type: 'list' }, born: { line: 0 } });
    expect((await runtime.call('timeGrowth', { uri })).suspects).toMatchObject([{ unit: 'loop', line: 3, holder: { path: 'kept', items: 20 } }]);
    expect((await runtime.call('timeDiff', { uri, from: 3, to: last.found?.before ?? 0 })).byType[0]).toMatchObject({ type: 'list' });
    expect((await runtime.call('timeCost', { uri })).byLine.find(({ line }) => line === 4)).toMatchObject({ hits: 20, left: { count: 20 } });
    expect(await runtime.call('timeLine', { uri, line: 4 })).toMatchObject({ hits: 20 });
    expect((await runtime.call('timeHit', { uri, step: found?.before ?? 0 }))?.bornObjects).toMatchObject([{ type: 'list' }]);
    expect(await runtime.call('annotations', { uri, startLine: 4, endLine: 4, step: found?.after })).toMatchObject([{ line: 4, hits: 3 }]);
    await expect(runtime.call('timeCost', { uri: 'test:never' })).rejects.toThrow('test:never was not run');
  });

  it('gives up the beginning of a run beyond its megabytes, and runs again for any moment of it', async () => {
    const source = 'kept = []\nfor i in range(2500):\n    kept = list(map(list, [()] * 200))\n';
    const program = request(source, { uri: 'test:long', limits: { steps: 100_000, seconds: 100, megabytes: 16 } });
    const summary = await runtime.call('run', program);
    expect(summary.status).toBe('finished');
    expect(summary.firstMoment).toBeGreaterThan(100);
    expect(summary.lastMoment).toBe(summary.stepCount - 1);
    expect((await runtime.call('annotations', { uri: 'test:long', startLine: 0, endLine: 9 })).map(({ line, hits }) => [line, hits])).toEqual([[0, 1], [1, 2501], [2, 2500]]);
    expect((await runtime.call('view', { uri: 'test:long', step: summary.firstMoment, options })).step).toBe(summary.firstMoment);
    await expect(runtime.call('view', { uri: 'test:long', step: 3, options })).rejects.toThrow('on record');
    const { status, stepCount } = summary;
    const again = await runtime.call('run', { ...program, uri: 'test:again', replay: { from: 0, to: 50, status, stepCount } });
    expect([again.firstMoment, again.lastMoment]).toEqual([0, 50]);
    const whole = await runtime.call('run', { ...program, uri: 'test:whole', limits: { ...program.limits, megabytes: 4000 } });
    expect(whole.firstMoment).toBe(0);
    const view = (uri: string) => runtime.call('view', { uri, step: 40, options });
    expect({ ...await view('test:again'), stepCount }).toEqual(await view('test:whole'));
  });

  it('saves a run and opens its file', async () => {
    const summary = await runtime.call('run', request('a = [1]\nb = a\n'));
    const file = await runtime.call('save', { uri: 'test:one', writtenBy: 'test' });
    if (file === null) throw new Error('there is a run to save');
    const opened = await runtime.call('open', { uri: 'test:file', file });
    if ('action' in opened) throw new Error(opened.message);
    expect(opened).toMatchObject({ source: 'a = [1]\nb = a\n', fileName: 'one.py', pythonVersion: '3.12', summary: { uri: 'test:file', stepCount: summary.stepCount, status: 'finished' } });
    for (let step = 0; step < summary.stepCount; step++) {
      expect(await runtime.call('view', { uri: 'test:file', step, options })).toEqual(await runtime.call('view', { uri: 'test:one', step, options }));
    }
    expect(await runtime.call('open', { uri: 'test:bad', file: file.slice(5) })).toMatchObject({ code: 'notARecording' });
    expect(await runtime.call('save', { uri: 'test:never', writtenBy: 'test' })).toBeNull();
  });

  it('keeps documents apart', async () => {
    await runtime.call('run', request('a = []\n', { uri: 'test:a' }));
    await runtime.call('run', request('b = []\nc = b\n', { uri: 'test:b' }));
    const lines = async (uri: string) => (await runtime.call('annotations', { uri, startLine: 0, endLine: 9 })).length;
    expect([await lines('test:a'), await lines('test:b')]).toEqual([1, 2]);
    await runtime.call('close', 'test:a');
    expect([await lines('test:a'), await lines('test:b')]).toEqual([0, 2]);
  });

  it('tells what is wrong with a text as data', async () => {
    const summary = await runtime.call('run', request('a = (\n'));
    expect(summary).toMatchObject({ status: 'syntaxError', stepCount: 0 });
    expect(summary.problems[0]).toMatchObject({ severity: 'error', code: 'SyntaxError', message: "'(' was never closed" });
  });

  it('stops at a limit and says which', async () => {
    const summary = await runtime.call('run', request('while True:\n    pass\n', { limits: { steps: 500, seconds: 20, megabytes: 64 } }));
    expect(summary.status).toBe('stopped');
    expect(summary.stopReason).toMatch(/steps/);
    expect(summary.stepCount).toBeGreaterThan(400);
  });

  it('fails a view of a document that was not run', async () => {
    await expect(runtime.call('view', { uri: 'test:never', step: 0, options })).rejects.toMatchObject({ code: 'failed' });
  });
});
