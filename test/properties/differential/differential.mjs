#!/usr/bin/env node
/**
 * The differential fuzzer at hand. A CPython is named by HEAPGLASS_PYTHON.
 *
 *   node test/properties/differential/differential.mjs record          digests of the programs 0 to 9999 as CPython runs them -> recorded.txt
 *   node test/properties/differential/differential.mjs compare FROM TO     runs both, shows where they differ first, for each program
 *   node test/properties/differential/differential.mjs show NUMBER         the program's text
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const root = path.resolve(here, '../../..');
const cache = path.join(root, 'node_modules/.cache/heapglass-differential');
const COUNT = 10_000;
const BATCH = 100;

async function bundle(entry, format, outfile) {
  await build({
    absWorkingDir: root, entryPoints: [entry], outfile, bundle: true, platform: 'node', format, logLevel: 'error',
    alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  });
}

mkdirSync(cache, { recursive: true });
await bundle('test/properties/differential/batch.ts', 'esm', path.join(cache, 'batch.mjs'));
const { batchSource, splitOutput, differentialProgram } = await import(path.join(cache, 'batch.mjs'));
const driver = readFileSync(path.join(here, 'driver.py'), 'utf8');
const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-differential-'));

function run(command, args, from, to) {
  const file = path.join(temporary, 'batch.py');
  writeFileSync(file, batchSource(driver, from, to));
  const { stdout, stderr, status } = spawnSync(command, [...args, file], {
    encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000, env: { ...process.env, PYTHONHASHSEED: '0', PYTHONWARNINGS: 'ignore', PYTHONDONTWRITEBYTECODE: '1' },
  });
  return { outputs: splitOutput(stdout), problem: status === 0 ? '' : stderr.slice(-2000) };
}

function python(from, to) {
  const command = process.env.HEAPGLASS_PYTHON;
  if (!command) {
    console.error('Set HEAPGLASS_PYTHON to a CPython interpreter.');
    process.exit(2);
  }
  return run(command, [], from, to);
}

const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 12);

async function record() {
  const lines = [];
  for (let from = 0; from < COUNT; from += BATCH) {
    const { outputs, problem } = python(from, from + BATCH);
    if (outputs.size !== BATCH) throw new Error(`programs from ${from}, behind ${[...outputs.keys()].at(-1)}: ${problem}`);
    lines.push(Array.from({ length: BATCH }, (_unused, index) => digest(outputs.get(from + index))).join(' '));
  }
  writeFileSync(path.join(here, 'recorded.txt'), `${lines.join('\n')}\n`);
  console.log(`recorded ${COUNT} programs`);
}

async function compare(first, last) {
  const main = path.join(cache, 'dist/cliProgram.js');
  await bundle('src/cli/program.ts', 'cjs', main);
  await bundle('src/cli/main.ts', 'cjs', path.join(cache, 'dist/cli.js'));
  for (const name of ['web-tree-sitter.wasm', 'tree-sitter-python.wasm', 'stdlib.bin']) writeFileSync(path.join(cache, 'dist', name), readFileSync(path.join(root, 'dist', name)));
  let different = 0;
  for (let from = first; from < last; from += BATCH) {
    const to = Math.min(from + BATCH, last);
    const theirs = python(from, to);
    const ours = run(process.execPath, [path.join(cache, 'dist/cli.js'), 'run'], from, to);
    if (ours.problem !== '') console.log(`${from} to ${to}: ${ours.problem}`);
    if (theirs.problem !== '') console.log(`CPython, ${from} to ${to}: ${theirs.problem}`);
    for (const [number, expected] of theirs.outputs) {
      const got = ours.outputs.get(number);
      if (got === expected) continue;
      different++;
      const [theirLines, ourLines] = [expected.split('\n'), (got ?? '(nothing)').split('\n')];
      const at = theirLines.findIndex((line, index) => line !== ourLines[index]);
      console.log(`#${number}\n  CPython: ${theirLines[at]}\n  ours:    ${ourLines[at]}`);
    }
  }
  console.log(`${different} of ${last - first} differ`);
}

const [command, ...numbers] = process.argv.slice(2);
try {
  if (command === 'record') await record();
  else if (command === 'compare') await compare(Number(numbers[0]), Number(numbers[1]));
  else if (command === 'show') process.stdout.write(differentialProgram(Number(numbers[0])));
  else {
    console.error('usage: differential.mjs record | compare FROM TO | show NUMBER');
    process.exitCode = 2;
  }
} finally {
  rmSync(temporary, { recursive: true });
}
