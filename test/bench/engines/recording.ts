/**
 * Records a program up to a number of steps in a worker thread, then shows moments at random. Prints what the recording takes, and how long
 * a seek and a seek with its view take, in processor time.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { recordRun, Session, Toolchain } from '../../../src/session';

/** What this process has used, in milliseconds: other work of the machine doesn't count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

interface Work { program: string; steps: number; megabytes: number; shows: number; dist: string }

const OPTIONS = { nodeLimit: 300, slotLimit: 20, showAtoms: false };

async function work({ program, steps, megabytes, shows, dist }: Work): Promise<object> {
  const read = (name: string): Uint8Array => readFileSync(path.join(dist, name));
  const toolchain = await Toolchain.create({ core: read('web-tree-sitter.wasm'), grammar: read('tree-sitter-python.wasm') }, read('stdlib.bin'));
  const source = readFileSync(program, 'utf8');
  const start = processorTime();
  const run = recordRun(toolchain, {
    source, fileName: path.basename(program), limits: { steps, seconds: 3600, megabytes }, now: () => performance.now(),
  });
  const milliseconds = processorTime() - start;
  const { timeline } = run;
  if (timeline === null) throw new Error('nothing ran');
  const { recording } = timeline;
  const session = new Session(run);
  const seeks: number[] = [];
  const views: number[] = [];
  // The same moments each time (numerical recipes' generator).
  let seed = 1;
  const random = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const { windowStart } = recording;
  const first = session.window.firstMoment;
  session.view(first, OPTIONS);
  for (let i = 0; i < shows; i++) {
    const before = processorTime();
    timeline.seek(windowStart + Math.floor(random() * (timeline.stepCount - windowStart)));
    const between = processorTime();
    session.view(first + Math.floor(random() * (session.stepCount - first)), OPTIONS);
    seeks.push(between - before);
    views.push(processorTime() - between);
  }
  const percentile = (values: number[], part: number): number => values.sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;
  return {
    milliseconds, steps: timeline.stepCount, windowStart, bytes: recording.byteLength, changes: recording.log.length,
    entities: recording.entities.count, checkpoints: recording.checkpoints.length,
    seek: { p50: percentile(seeks, 0.5), p95: percentile(seeks, 0.95) },
    seekAndView: { p50: percentile(views, 0.5), p95: percentile(views, 0.95) },
  };
}

if (isMainThread) {
  const [program, steps, megabytes, shows, dist] = process.argv.slice(2) as [string, string, string, string, string];
  const worker = new Worker(__filename, {
    workerData: { program, steps: Number(steps), megabytes: Number(megabytes), shows: Number(shows), dist } satisfies Work,
    resourceLimits: { maxOldGenerationSizeMb: 4096, maxYoungGenerationSizeMb: 256, stackSizeMb: 64 },
  });
  worker.on('message', (outcome: object) => process.stdout.write(`${JSON.stringify(outcome)}\n`));
} else {
  void work(workerData as Work).then((outcome) => parentPort?.postMessage(outcome));
}
