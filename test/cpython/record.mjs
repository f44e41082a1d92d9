#!/usr/bin/env node
/**
 * Records what a real CPython makes of the files of its own suite: how many tests it passes, and which it skips or fails by its
 * own rules (their count is what our share is of).
 *
 *   HEAPGLASS_PYTHON=/path/to/python3.12 node test/cpython/record.mjs [NAME...]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultFiles } from './files.mjs';
import { findTestFile } from './suite.mjs';
import { runTestFile } from './testRun.mjs';

const python = process.env.HEAPGLASS_PYTHON;
if (python === undefined || python === '') {
  console.error('Set HEAPGLASS_PYTHON to a CPython interpreter.');
  process.exit(2);
}
const output = path.join(import.meta.dirname, 'recorded.json');
const asked = spawnSync(python, ['-c', 'import sys, test; print(sys.version.split()[0]); print(test.__path__[0])'], { encoding: 'utf8' });
const [version, folder] = asked.stdout.trim().split('\n');
const before = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : { files: {} };
const files = new Map(Object.entries(before.files));
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : defaultFiles) {
  const found = findTestFile(folder, name);
  if (found === null) throw new Error(`there is no ${name}`);
  const start = (leaveOut) => spawn(python, [path.join(import.meta.dirname, 'driver.py'), found, String(leaveOut)], {
    stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', LC_ALL: 'C.UTF-8', PYTHON_COLORS: '0' },
  });
  const { tests, problems } = await runTestFile(start, { testSeconds: 300, fileSeconds: 1800 });
  const passed = tests.filter(({ outcome }) => outcome === 'passed');
  files.set(found, { passed: passed.length, leftOut: tests.filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id) });
  console.log(`${found}: ${passed.length} of ${tests.length} ${problems.map(({ what, reason }) => `${what} ${reason.trim().split('\n').at(-1)}`).join('; ')}`);
}
const lines = [...files].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`);
writeFileSync(output, `{"version":${JSON.stringify(version)},"files":{\n${lines.join(',\n')}\n}}\n`);
console.log(`recorded with CPython ${version}`);
