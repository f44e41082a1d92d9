// Full collections of many live objects and of as much garbage, against a native CPython in the same run; and what one object of each
// kind takes in memory.
//
//   npm run bench:collector [-- --size N] [--rounds N] [--only NAME,...] [--python PATH] [--no-memory]
//
// Every shape runs in a process of its own. Writes results/collector.json.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '2' }, only: { type: 'string' }, python: { type: 'string' },
    'no-memory': { type: 'boolean', default: false },
  },
});
const size = Number(values.size);
const python = [values.python, process.env.HEAPGLASS_PYTHON, 'python3.12', 'python3'].find((candidate) => candidate && spawnSync(candidate, ['-c', '']).status === 0);

const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-collector-'));
const engine = path.join(temporary, 'collector.cjs');
await build({
  absWorkingDir: root, entryPoints: ['test/bench/engines/collector.ts'], outfile: engine, bundle: true, platform: 'node', target: 'node20',
  format: 'cjs', minify: true, logLevel: 'error', alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
});

function programFile(template, settings) {
  const file = path.join(temporary, 'program.py');
  const head = Object.entries(settings).map(([name, value]) => `${name} = ${value}`).join('; ');
  writeFileSync(file, `${head}\n${readFileSync(path.join(here, 'collector', template), 'utf8')}`);
  return file;
}

/** The program's own JSON line, the best of some rounds. */
function best(start) {
  let found = null;
  for (let round = 0; round < Number(values.rounds); round++) {
    const { stdout, stderr } = start();
    if (!stdout) throw new Error(stderr);
    const result = JSON.parse(stdout.trim().split('\n').at(-1));
    if (found === null || result.milliseconds < found.milliseconds) found = result;
  }
  return found;
}

const ours = (file) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', engine, file, path.join(root, 'dist')], { encoding: 'utf8' });
  return { stdout: stdout === '' ? '' : JSON.parse(stdout).output, stderr, bytes: stdout === '' ? 0 : JSON.parse(stdout).bytes };
};
const theirs = (file) => spawnSync(python, [file], { encoding: 'utf8', env: { ...process.env, PYTHONHASHSEED: '0' } });

const live = ['lists', 'tuples', 'dicts', 'instances', 'slots', 'mixed', 'chain'];
const garbage = ['list_cycles', 'dict_cycles', 'instance_cycles', 'instance_pairs', 'slot_pairs', 'one_ring', 'trees', 'finalizers'];
const wanted = (name) => values.only === undefined || values.only.split(',').includes(name);

console.log(`${size} objects, native CPython ${python ?? '(none found)'}; milliseconds of the processor, best of ${values.rounds} processes with 3 collections each\n`);
console.log(`${'shape'.padEnd(24)}${['CPython', 'heapglass', 'ratio'].map((name) => name.padStart(12)).join('')}`);
const collections = {};
for (const [kind, names] of [['live', live], ['garbage', garbage]]) {
  for (const name of names.filter(wanted)) {
    const file = programFile('shapes.py', { SHAPE: `'${name}'`, LIVE: kind === 'live' ? 'True' : 'False', SIZE: size });
    const native = python === undefined ? null : best(() => theirs(file));
    const mine = best(() => ours(file));
    if (native !== null && native.found !== mine.found) console.log(`* ${name}: found ${mine.found}, CPython ${native.found}`);
    const ratio = native === null ? null : mine.milliseconds / native.milliseconds;
    collections[`${kind} ${name}`] = { cpython: native?.milliseconds ?? null, heapglass: mine.milliseconds, ratio };
    console.log(`${`${kind} ${name}`.padEnd(24)}${[native?.milliseconds, mine.milliseconds].map((time) => (time?.toFixed(0) ?? '').padStart(12)).join('')}${(ratio?.toFixed(2) ?? '').padStart(12)}`);
  }
}

const memory = {};
if (!values['no-memory']) {
  const count = Math.min(size, 1_000_000);
  const kinds = [
    'nothing', 'int', 'float', 'str', 'tuple', 'list', 'empty list', 'dict', 'empty dict', 'set', 'instance, 1 attribute', 'instance, 3 attributes', 'instance, 1 slot', 'function',
  ];
  console.log(`\nbytes per object (${count} of each; the list that holds them left out)\n`);
  for (const kind of kinds) {
    memory[kind] = ours(programFile('memory.py', { KIND: `'${kind}'`, SIZE: count })).bytes / count;
    if (kind !== 'nothing') console.log(`${kind.padEnd(24)}${memory[kind].toFixed(0).padStart(12)}`);
  }
}
mkdirSync(path.join(here, 'results'), { recursive: true });
writeFileSync(path.join(here, 'results/collector.json'), `${JSON.stringify({ size, rounds: Number(values.rounds), collections, memory }, null, 1)}\n`);
rmSync(temporary, { recursive: true, force: true });
