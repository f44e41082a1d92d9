// How long a run takes before the program's first line, and what an import costs: a scenario without imports, `import unittest`, and others.
// Cold: the first run of a process, when JavaScript itself is not compiled yet. Warm: the median of later runs, as in the editor,
// where one worker runs every change.
//
//   node test/bench/startup.mjs [--python PATH]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { python: { type: 'string' } } });
const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-startup-'));
const engine = path.join(temporary, 'startup.cjs');
await build({
  absWorkingDir: root, entryPoints: ['test/bench/engines/startup.ts'], outfile: engine, bundle: true, platform: 'node', target: 'node20',
  format: 'cjs', minify: true, logLevel: 'error', alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
});

/** For each program: its name and text. */
const programs = [['no imports', 'x = 1'], ['import unittest', 'import unittest'], ['import asyncio', 'import asyncio'], ['import dataclasses', 'import dataclasses'], ['import re', 'import re']];
const python = values.python ?? process.env.HEAPGLASS_PYTHON;

console.log('program'.padEnd(22) + ['cold ms', 'warm ms', 'CPython ms'].map((name) => name.padStart(12)).join(''));
for (const [name, source] of programs) {
  const { stdout, stderr } = spawnSync(process.execPath, [engine, path.join(root, 'dist'), source], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const { cold, warm } = JSON.parse(stdout);
  const theirs = python === undefined ? '' : cpython(source);
  console.log(name.padEnd(22) + [cold.toFixed(1), warm.toFixed(1), theirs].map((value) => String(value).padStart(12)).join(''));
}
rmSync(temporary, { recursive: true });

/** The statement alone, in a process that has just started; the best of five. */
function cpython(source) {
  const program = `import time; t = time.perf_counter(); exec(${JSON.stringify(source)}); print((time.perf_counter() - t) * 1000)`;
  const times = Array.from({ length: 5 }, () => Number(spawnSync(python, ['-c', program], { encoding: 'utf8' }).stdout));
  return Math.min(...times).toFixed(1);
}
