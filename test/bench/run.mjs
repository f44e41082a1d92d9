// The benchmark: every program of programs/ on every engine, each run in a process of its own, best of several rounds.
//
//   npm run bench [-- --rounds N] [--only NAME,...] [--engines NAME,...] [--python PATH]
//
// Compares the outputs, prints ratios to native CPython and geometric means, writes results/latest.json. The native CPython is
// --python, HEAPGLASS_PYTHON, python3.12 or python3, in this order. The peers are installed on first use.
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
    rounds: { type: 'string', default: '3' }, only: { type: 'string' }, engines: { type: 'string' }, python: { type: 'string' },
    timeout: { type: 'string', default: '120' },
  },
});
const rounds = Number(values.rounds);
const timeout = Number(values.timeout) * 1000;

function run(command, args, options = {}) {
  return spawnSync(command, args, { encoding: 'utf8', cwd: here, ...options });
}

/** A CPython to compare with, 3.12 if there is one. */
function findPython() {
  for (const candidate of [values.python, process.env.HEAPGLASS_PYTHON, 'python3.12', 'python3']) {
    if (!candidate) continue;
    const { stdout, status } = run(candidate, ['-c', 'import sys; print(sys.version.split()[0])']);
    if (status === 0) return { path: candidate, version: stdout.trim() };
  }
  return null;
}

if (!existsSync(path.join(here, 'node_modules'))) {
  console.log('installing the peers (once) ...');
  const { status, stderr } = run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts']);
  if (status !== 0) {
    console.error(stderr);
    process.exit(1);
  }
}
if (!existsSync(path.join(root, 'dist/stdlib.bin'))) run('node', ['.scripts/build.mjs'], { cwd: root, stdio: 'inherit' });

const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-bench-'));
const ours = path.join(temporary, 'heapglass.cjs');
await build({
  absWorkingDir: root, entryPoints: ['test/bench/engines/heapglass.ts'], outfile: ours, bundle: true, platform: 'node', target: 'node20',
  format: 'cjs', minify: true, logLevel: 'error', alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
});

const python = findPython();
const engine = (name) => (program) => run(process.execPath, [path.join(here, 'engines', `${name}.mjs`), program], { timeout });
const engines = new Map([
  ...(python === null ? [] : [['cpython', (program) => run(python.path, [path.join(here, 'engines/cpython.py'), program], { timeout })]]),
  ['plain', (program) => run(process.execPath, [ours, program, 'plain', path.join(root, 'dist')], { timeout })],
  ['recorded', (program) => run(process.execPath, [ours, program, 'recorded', path.join(root, 'dist')], { timeout })],
  ['pyodide', engine('pyodide')],
  ['skulpt', engine('skulpt')],
  ['brython', engine('brython')],
  ['micropython', engine('micropython')],
]);
const wanted = values.engines?.split(',') ?? [...engines.keys()];
const programs = readdirSync(path.join(here, 'programs')).filter((name) => name.endsWith('.py'))
  .filter((name) => values.only === undefined || values.only.split(',').includes(name.replace('.py', '')));

/** The best of some rounds, or what went wrong. */
function measure(start, program) {
  let best = null;
  for (let round = 0; round < rounds; round++) {
    const { stdout, stderr, status, error } = start(path.join(here, 'programs', program));
    if (error?.code === 'ETIMEDOUT') return { failure: `longer than ${values.timeout} s` };
    const line = stdout?.trim().split('\n').at(-1) ?? '';
    if (status !== 0 || !line.startsWith('{')) return { failure: (stderr.trim().split('\n').at(-1) ?? '').slice(0, 120) || `status ${status}` };
    const result = JSON.parse(line);
    if (best === null || result.milliseconds < best.milliseconds) best = result;
  }
  return best;
}

console.log(`native CPython: ${python === null ? 'none found' : `${python.version}`}; best of ${rounds}; milliseconds\n`);
console.log(['program'.padEnd(18), ...wanted.map((name) => name.padStart(12))].join(''));
const results = {};
for (const program of programs) {
  const row = (results[program] = {});
  let line = program.replace('.py', '').padEnd(18);
  process.stdout.write(line);
  for (const name of wanted) {
    const result = (row[name] = measure(engines.get(name), program));
    const reference = row[wanted[0]];
    const wrong = result.failure === undefined && reference.failure === undefined && result.output !== reference.output;
    if (wrong) result.wrongOutput = true;
    process.stdout.write((result.failure === undefined ? `${result.milliseconds.toFixed(0)}${wrong ? '*' : ''}` : '-').padStart(12));
  }
  process.stdout.write('\n');
}

/** Geometric mean of how many times longer `name` takes than `base`, over the programs both ran. */
function meanRatio(name, base) {
  const ratios = Object.values(results)
    .filter((row) => row[name]?.milliseconds !== undefined && row[base]?.milliseconds !== undefined)
    .map((row) => row[name].milliseconds / row[base].milliseconds);
  return { mean: Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length), worst: Math.max(...ratios), programs: ratios.length };
}
const means = {};
const compare = (name, base) => {
  if (!wanted.includes(name) || !wanted.includes(base)) return;
  const ratio = meanRatio(name, base);
  means[`${name}/${base}`] = ratio;
  console.log(`${name} takes ${ratio.mean.toFixed(2)} times ${base}'s time (geometric mean of ${ratio.programs}; worst ${ratio.worst.toFixed(2)})`);
};
console.log();
compare('plain', 'cpython');
compare('recorded', 'plain');
for (const peer of ['pyodide', 'skulpt', 'brython', 'micropython']) compare('plain', peer);
for (const [program, row] of Object.entries(results)) {
  for (const [name, { failure, wrongOutput }] of Object.entries(row)) {
    if (failure !== undefined) console.log(`- ${program} on ${name}: ${failure}`);
    if (wrongOutput === true) console.log(`* ${program} on ${name}: other output than ${wanted[0]}`);
  }
}
mkdirSync(path.join(here, 'results'), { recursive: true });
writeFileSync(path.join(here, 'results/latest.json'), `${JSON.stringify({ python: python?.version ?? null, rounds, results, means }, null, 1)}\n`);
rmSync(temporary, { recursive: true, force: true });
