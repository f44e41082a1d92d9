// The benchmark of recording: for each program how long a recorded run takes against a plain one and what a step takes; then a million
// steps of each: their memory, and how long it takes to show one at random; beside it a tracer that keeps the whole picture at every step.
// All times are processor time, so that other work of the machine counts little.
//
//   node test/bench/recording.mjs [--rounds N] [--only NAME,...] [--steps N] [--megabytes N] [--million NAME,...] [--python PATH]
//
// The native CPython is --python, HEAPGLASS_PYTHON, python3.12 or python3, in this order. Writes results/recording.json.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '2' }, only: { type: 'string' }, steps: { type: 'string', default: '1000000' },
    megabytes: { type: 'string', default: '256' }, million: { type: 'string' },
    python: { type: 'string' }, shows: { type: 'string', default: '300' },
  },
});

function run(command, args) {
  return spawnSync(command, args, { encoding: 'utf8', cwd: here, timeout: 600_000 });
}

/** The last line of the output, or what went wrong. */
function result({ stdout, stderr, status }) {
  const line = stdout?.trim().split('\n').at(-1) ?? '';
  return status === 0 && line.startsWith('{') ? JSON.parse(line) : { failure: (stderr ?? '').trim().split('\n').at(-1)?.slice(0, 120) ?? '' };
}

function findPython() {
  for (const candidate of [values.python, process.env.HEAPGLASS_PYTHON, 'python3.12', 'python3']) {
    if (candidate && run(candidate, ['-c', '']).status === 0) return candidate;
  }
  return null;
}

const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-bench-'));
const bundle = async (name) => {
  const outfile = path.join(temporary, `${name}.cjs`);
  await build({
    absWorkingDir: root, entryPoints: [`test/bench/engines/${name}.ts`], outfile, bundle: true, platform: 'node', target: 'node20',
    format: 'cjs', minify: true, logLevel: 'error', alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  });
  return outfile;
};
if (!existsSync(path.join(root, 'dist/stdlib.bin'))) spawnSync('node', ['.scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
const dist = path.join(root, 'dist');
const engine = await bundle('heapglass');
const recorder = await bundle('recording');
const python = findPython();
const programs = readdirSync(path.join(here, 'programs')).filter((name) => name.endsWith('.py'))
  .filter((name) => values.only === undefined || values.only.split(',').includes(name.replace('.py', '')));
const results = { programs: {}, million: {} };
const fixed = (number, digits = 0) => (number === undefined ? '-' : number.toFixed(digits));

console.log(`${'program'.padEnd(18)}${['plain ms', 'recorded ms', 'ratio', 'steps', 'ns/step'].map((head) => head.padStart(13)).join('')}`);
for (const program of programs) {
  const file = path.join(here, 'programs', program);
  // Plain and recorded take turns, so that what else the machine does meets both.
  const best = { plain: Infinity, recorded: Infinity };
  let steps = 0;
  let failure;
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const mode of ['plain', 'recorded']) {
      const measured = result(run(process.execPath, [engine, file, mode, dist, values.megabytes]));
      failure ??= measured.failure;
      best[mode] = Math.min(best[mode], measured.processorMilliseconds ?? Infinity);
      if (mode === 'recorded') steps = measured.steps;
    }
  }
  const row = failure === undefined ? { ...best, ratio: best.recorded / best.plain, steps, nanosecondsPerStep: ((best.recorded - best.plain) * 1e6) / steps } : { failure };
  results.programs[program] = row;
  console.log(program.replace('.py', '').padEnd(18) + (failure
    ?? [fixed(row.plain), fixed(row.recorded), fixed(row.ratio, 2), String(steps), fixed(row.nanosecondsPerStep)].map((cell) => cell.padStart(13)).join('')));
}
const ratios = Object.values(results.programs).flatMap((row) => (row.ratio === undefined ? [] : [row.ratio]));
if (ratios.length > 0) {
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  results.ratio = { mean, worst: Math.max(...ratios) };
  console.log(`recorded takes ${mean.toFixed(2)} times the plain time (geometric mean of ${ratios.length}; worst ${Math.max(...ratios).toFixed(2)})`);
}

console.log(`\n${values.steps} steps, then ${values.shows} moments at random; the whole picture at every step under ${python ?? 'no CPython'}`);
const long = values.million?.split(',').filter((part) => part !== '') ?? programs.map((program) => program.replace('.py', ''));
for (const name of long) {
  const file = path.join(here, 'programs', `${name}.py`);
  const ours = result(run(process.execPath, [recorder, file, values.steps, '4096', values.shows, dist]));
  const whole = python === null ? null : result(run(python, [path.join(here, 'engines/wholeHeapTracer.py'), file, '5000', '20']));
  results.million[name] = { ours, whole };
  if (ours.failure !== undefined) {
    console.log(`${name}: ${ours.failure}`);
    continue;
  }
  console.log(`${name}: ${ours.steps} steps, ${fixed(ours.bytes / 2 ** 20)} MiB, ${fixed(ours.bytes / ours.steps, 1)} bytes a step, ${fixed(ours.milliseconds)} ms;`
    + ` seek p50 ${fixed(ours.seek.p50, 1)} p95 ${fixed(ours.seek.p95, 1)} ms; with view p50 ${fixed(ours.seekAndView.p50, 1)} p95 ${fixed(ours.seekAndView.p95, 1)} ms`);
  if (whole !== null && whole.failure === undefined) {
    const faster = ours.steps / ours.milliseconds / (whole.steps / whole.milliseconds);
    console.log(`  whole picture per step: ${whole.steps} steps in ${fixed(whole.milliseconds)} ms, ${fixed(whole.bytes / whole.steps)} bytes a step;`
      + ` we are ${fixed(faster)} times as fast and take 1/${fixed(whole.bytes / whole.steps / (ours.bytes / ours.steps))} of the memory`);
  }
}
const shown = Object.values(results.million).flatMap(({ ours }) => (ours.failure === undefined ? [ours] : []));
if (shown.length > 0) {
  const worst = (get) => Math.max(...shown.map(get));
  results.worst = { megabytes: worst(({ bytes }) => bytes) / 2 ** 20, seek: worst(({ seek }) => seek.p95), seekAndView: worst(({ seekAndView }) => seekAndView.p95) };
  console.log(`worst: ${fixed(results.worst.megabytes)} MiB, seek p95 ${fixed(results.worst.seek, 1)} ms, seek and view p95 ${fixed(results.worst.seekAndView, 1)} ms`);
}
mkdirSync(path.join(here, 'results'), { recursive: true });
writeFileSync(path.join(here, 'results/recording.json'), `${JSON.stringify(results, null, 1)}\n`);
rmSync(temporary, { recursive: true, force: true });
