#!/usr/bin/env node
/**
 * The heap programs of heapProgram.ts at hand. A CPython is named by HEAPGLASS_PYTHON; `npm run build` made the files of dist.
 *
 *   node test/properties/heap/record.mjs record                          what CPython prints for the seeds of the tests -> recorded.json
 *   node test/properties/heap/record.mjs compare FROM TO [OPERATIONS]    runs both, seed by seed (80 operations): where each that differs does so first
 *   node test/properties/heap/record.mjs show SEED [OPERATIONS]          the program's text
 *
 * `compare` runs the sources of this folder, not dist/cli.js: all programs in one process, an interpreter each. CPython needs a process for each, as
 * what it counts depends on all that ran before; they run ahead on the other core. A program takes about 0.5 seconds.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = path.resolve(here, '../../..');
const bundle = path.join(root, 'node_modules/.cache/heapglass-heap-programs/comparison.cjs');
/** What the tests run: as many programs as take a few seconds, of those that agree. */
const SEEDS = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 24, 27, 52];
const OPERATIONS = 80;
/** Processes of CPython that run ahead. */
const AHEAD = 3;

function requirePython() {
  if (process.env.HEAPGLASS_PYTHON) return process.env.HEAPGLASS_PYTHON;
  console.error('Set HEAPGLASS_PYTHON to a CPython interpreter.');
  process.exit(2);
}

const withoutAddresses = (text) => text.replace(/0x[0-9a-f]+/g, '0xADDR');

/** Standard output of CPython for a program, and the file it stood in. */
function runPython(python, seed, source) {
  const file = path.join(workerData, `heap${seed}.py`);
  writeFileSync(file, source);
  return new Promise((resolve, reject) => {
    const child = spawn(python, ['-W', 'ignore', file], {
      env: { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', LC_ALL: 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', reject).on('close', () => resolve({ file, output: withoutAddresses(output) }));
  });
}

function tell(seed, expected, got) {
  const [theirs, ours] = [expected.split('\n'), got.split('\n')];
  const line = theirs.findIndex((text, index) => text !== ours[index]);
  const at = line < 0 ? theirs.length : line;
  console.log(`seed ${seed} differs from line ${at + 1}\n  CPython ${theirs[at] ?? '(nothing more)'}\n  here    ${ours[at] ?? '(nothing more)'}`);
}

async function record() {
  const python = requirePython();
  const { heapProgram } = createRequire(import.meta.url)(bundle);
  const recorded = [];
  for (const seed of SEEDS) recorded.push({ seed, operations: OPERATIONS, output: (await runPython(python, seed, heapProgram(seed, OPERATIONS))).output });
  writeFileSync(path.join(here, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
}

async function compare(from, to = from + 1, operations = OPERATIONS) {
  const python = requirePython();
  const { heapProgram, loadToolchain, outputOf } = createRequire(import.meta.url)(bundle);
  const toolchain = await loadToolchain((name) => readFileSync(path.join(root, 'dist', name)));
  const begun = [];
  let [next, different] = [from, 0];
  for (let seed = from; seed < to; seed++) {
    for (; next < to && begun.length < AHEAD; next++) {
      const source = heapProgram(next, operations);
      begun.push({ source, expected: runPython(python, next, source) });
    }
    const { source, expected } = begun.shift();
    const { file, output } = await expected;
    const got = withoutAddresses(outputOf(toolchain, source, file));
    if (got === output) continue;
    different++;
    tell(seed, output, got);
  }
  console.log(`${to - from - different} of ${to - from} programs agree`);
}

async function run() {
  const { heapProgram } = createRequire(import.meta.url)(bundle);
  const [command, ...rest] = process.argv.slice(2);
  const numbers = rest.map(Number);
  if (command === 'record') await record();
  else if (command === 'compare' && numbers.length > 0) await compare(...numbers);
  else if (command === 'show' && numbers.length > 0) process.stdout.write(heapProgram(numbers[0], numbers[1] ?? OPERATIONS));
  else console.error('record | compare FROM TO [OPERATIONS] | show SEED [OPERATIONS]');
}

if (isMainThread) {
  await build({
    absWorkingDir: root, entryPoints: [path.join(here, 'comparison.ts')], outfile: bundle, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error',
    alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'heap-programs-'));
  // Deep recursion of a program is recursion here: the stack of the main thread is too small for it.
  const worker = new Worker(new URL(import.meta.url), {
    argv: process.argv.slice(2), workerData: folder, resourceLimits: { stackSizeMb: 64, maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 4096 },
  });
  worker.on('exit', (status) => {
    rmSync(folder, { recursive: true });
    process.exitCode = status;
  });
} else {
  await run();
}
