/**
 * Runs a program on our own runtime with the processor's time for a clock, in a worker thread with a large heap. The lines `before` and `after` of its output
 * are moments at which memory is measured: what comes back is the output and the bytes between the two.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { runPlain, Toolchain } from '../../../src/session';

interface Work { program: string; dist: string }

/** Seconds of the processor, of all threads of the process: V8's own helpers count, too. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const clock = { time: processorTime, monotonic: processorTime };

function usedBytes(): number {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  gc?.();
  return process.memoryUsage().heapUsed;
}

async function work({ program, dist }: Work): Promise<{ output: string; bytes: number }> {
  const read = (name: string): Uint8Array => readFileSync(path.join(dist, name));
  const toolchain = await Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
  let output = '';
  let before = 0;
  let bytes = 0;
  runPlain(toolchain, {
    source: readFileSync(program, 'utf8'), fileName: path.basename(program), programArguments: [], clock,
    write: (_stream, text) => {
      output += text;
      if (text.includes('before')) before = usedBytes();
      else if (text.includes('after')) bytes = usedBytes() - before;
    },
  });
  return { output: output.trim(), bytes };
}

if (isMainThread) {
  const [program, dist] = process.argv.slice(2) as [string, string];
  const worker = new Worker(__filename, {
    workerData: { program, dist } satisfies Work,
    resourceLimits: { maxOldGenerationSizeMb: 6144, maxYoungGenerationSizeMb: 256, stackSizeMb: 64 },
  });
  worker.on('message', (outcome: unknown) => process.stdout.write(`${JSON.stringify(outcome)}\n`));
} else {
  void work(workerData as Work).then((outcome) => parentPort?.postMessage(outcome));
}
