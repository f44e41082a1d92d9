// Questions over time on long recordings: annotations of all lines, seeking, following, comparing, growth, cost, sentences.
//
//   node test/bench/analysis-time.mjs [--steps 10000,100000,1000000]
//
// For each length the milliseconds of processor time (not of the clock, so that a busy machine matters less): the first and the
// median of the next five. The recording itself is not measured here.
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { steps: { type: 'string', default: '10000,100000,1000000' } } });

const PROGRAM = (rounds) => `class Node:
    def __init__(self, value, parent=None):
        self.value = value
        self.children = []
        self.parent = parent

def work(n, store):
    total = 0
    for i in range(n):
        node = Node(i)
        node.children.append([i])
        store[i % 50] = node
        total = total + i
        pair = (total, node)
    return total

store = {}
kept = []
for k in range(${rounds}):
    result = work(100, store)
    kept.append([k])
`;
/** Steps of one round. */
const STEPS_PER_ROUND = 1104;

const folder = mkdtempSync(path.join(tmpdir(), 'heapglass-bench-'));
try {
  const entry = `
    export { recordRun, Toolchain, Session } from './src/session';
    export * from './src/analysis';
  `;
  await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' }, outfile: path.join(folder, 'analysis.mjs'), bundle: true, platform: 'node',
    target: 'node20', format: 'esm', define: { HEAPGLASS_WEB: 'false' }, logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __filename = ''; const __dirname = '';" },
    alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  });
  const heapglass = await import(pathToFileURL(path.join(folder, 'analysis.mjs')).href);
  const packaged = (name, file) => readFileSync(path.join(root, 'node_modules', name, file));
  const toolchain = await heapglass.Toolchain.create({
    core: packaged('web-tree-sitter', 'web-tree-sitter.wasm'), grammar: packaged('tree-sitter-python', 'tree-sitter-python.wasm'),
  }, readFileSync(path.join(root, 'dist/stdlib.bin')));
  for (const steps of values.steps.split(',').map(Number)) measure(heapglass, toolchain, steps);
} finally {
  rmSync(folder, { recursive: true });
}

function measure({ recordRun, Session, RunIndex, seekTo, objectStory, nameStory, diffMoments, growthReport, costReport, stepEffect, lineEffect, shownId }, toolchain, wanted) {
  const run = recordRun(toolchain, {
    source: PROGRAM(Math.max(1, Math.round(wanted / STEPS_PER_ROUND))), fileName: 'scenario.py', limits: { steps: 1e7, seconds: 600, megabytes: 4096 }, now: () => performance.now(),
  });
  const { timeline } = run;
  const { recording } = timeline;
  const last = timeline.stepCount - 1;
  console.log(`\n${timeline.stepCount} steps, ${recording.log.length} changes, ${recording.entities.count} objects and frames`);
  const index = new RunIndex(timeline);
  let at = 0;
  const somewhere = () => (at = (at * 7919 + 104729) % last);
  row('annotations of all lines', () => new Session(run).annotations(0, 1000));
  row('seek: hit of a line', () => seekTo(index, { kind: 'line', line: 9, hit: 50 }));
  row('seek: next change of a global', () => seekTo(index, { kind: 'event', event: { kind: 'binding', name: 'result' }, from: somewhere(), direction: 1 }));
  row('seek: previous refcount change of a name', () => seekTo(index, { kind: 'event', event: { kind: 'refcount', name: 'kept' }, from: somewhere(), direction: -1 }));
  row('follow an object (made in the middle)', () => objectStory(index, shownId(recording, recording.steps.entityEnd(last >> 1) - 3)));
  row('follow a name', () => nameStory(index, 'result'));
  row('sentence of a step', () => stepEffect(index, somewhere()));
  row('a line, all hits (1,000 at most)', () => lineEffect(index, 10));
  row('compare the middle with the end', () => diffMoments(index, last >> 1, last));
  row('growth', () => growthReport(index));
  row('cost by line and function', () => costReport(index));
}

function row(name, ask) {
  const times = [];
  for (let i = 0; i < 6; i++) {
    const begun = process.cpuUsage();
    ask();
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1000);
  }
  const [first, ...rest] = times;
  rest.sort((a, b) => a - b);
  console.log(`  ${name.padEnd(44)} first ${first.toFixed(1).padStart(9)} ms   then ${rest[2].toFixed(1).padStart(9)} ms`);
}
