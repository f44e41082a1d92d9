/** Runs one program again and again in a thread with the limits the extension gives its worker. Out: milliseconds, cold and warm (median). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runPlain, Toolchain } from '../../../src/session';

const ROUNDS = 25;

async function measure(dist: string, source: string): Promise<{ cold: number; warm: number }> {
  const read = (name: string): Uint8Array => readFileSync(path.join(dist, name));
  const toolchain = await Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    runPlain(toolchain, { source: `${source}\n`, fileName: 'scenario.py', programArguments: [], write: () => {} });
    times.push(performance.now() - start);
  }
  const later = times.slice(ROUNDS >> 1).sort((a, b) => a - b);
  return { cold: times[0] ?? 0, warm: later[later.length >> 1] ?? 0 };
}

if (isMainThread) {
  const [dist, source] = process.argv.slice(2) as [string, string];
  const worker = new Worker(__filename, {
    workerData: { dist, source }, resourceLimits: { maxOldGenerationSizeMb: 4096, maxYoungGenerationSizeMb: 256, stackSizeMb: 64 },
  });
  worker.on('message', (times: unknown) => process.stdout.write(`${JSON.stringify(times)}\n`));
} else {
  const { dist, source } = workerData as { dist: string; source: string };
  void measure(dist, source).then((times) => parentPort?.postMessage(times));
}
