#!/usr/bin/env node
/**
 * Runs CPython's own test suite, unmodified, by CPython's own unittest, on our runtime. See README.md.
 *
 *   npm run test:cpython -- /path/to/lib/python3.12/test [NAME...] [--jobs N] [--list] [--timeout SECONDS] [--log FOLDER]
 *
 * NAME: test_bool, test_json, test_json.test_decode; by default those of files.mjs. --list names each test that did not pass with
 * its last line; --log writes the whole tracebacks, a file for each test file. Exit status: 0 if nothing failed that is not in
 * expectedFailures.json, 1 otherwise, 2 for wrong usage.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildProcess } from './buildProcess.mjs';
import { defaultFiles } from './files.mjs';
import { findTestFile } from './suite.mjs';
import { count, headerLine, percent, rowLine } from './table.mjs';
import { runTestFile } from './testRun.mjs';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const dist = path.join(root, 'dist');

function readJson(name) {
  const file = path.join(here, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** The test modules of a package such as test_json, which discovery would look for in its folder. */
function testModulesOf(name) {
  const place = path.join(folder, ...name.split('.'));
  if (!existsSync(path.join(place, '__init__.py'))) return '';
  return readdirSync(place).filter((file) => /^test.*\.py$/.test(file)).map((file) => file.slice(0, -'.py'.length)).sort().join(',');
}

/** Each job takes the next file when it is done with one. */
async function forEachOf(items, jobs, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: jobs }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  }));
}

function usage(message) {
  console.error(`${message}\nusage: npm run test:cpython -- /path/to/lib/python3.12/test [NAME...] [--jobs N] [--list] [--timeout SECONDS] [--log FOLDER]`);
  process.exit(2);
}

function commandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        jobs: { type: 'string' }, list: { type: 'boolean' }, timeout: { type: 'string', default: '120' },
        'file-timeout': { type: 'string', default: '900' }, log: { type: 'string' },
      },
    });
  } catch (error) {
    return usage(error.message);
  }
}

const { values, positionals: [folderArgument, ...asked] } = commandLine();
if (folderArgument === undefined) usage('the folder of the test suite is missing');
const folder = path.resolve(folderArgument);
if (!existsSync(path.join(folder, 'support'))) usage(`${folderArgument} is not CPython's test package (it has no folder support)`);
const names = (asked.length > 0 ? asked : defaultFiles).map((name) => findTestFile(folder, name) ?? usage(`there is no ${name} in ${folderArgument}`));
const recordings = readJson('recorded.json');
const expected = readJson('expectedFailures.json');

if (!existsSync(path.join(dist, 'stdlib.bin'))) {
  const { buildStandardLibrary } = await import('../../.scripts/stdlib.mjs');
  await buildStandardLibrary();
  await import('../../.scripts/build.mjs');
}
const processFile = await buildProcess(path.join(root, 'node_modules/.cache/heapglass-cpython', String(process.pid)));
process.on('exit', () => rmSync(path.dirname(processFile), { recursive: true, force: true }));
const limits = { testSeconds: Number(values.timeout), fileSeconds: Number(values['file-timeout']) };
const total = { passed: 0, of: 0, unexpected: 0 };
console.log(headerLine());

await forEachOf(names, Number(values.jobs ?? Math.max(1, Math.min(4, cpus().length))), async (name) => {
  const start = (leaveOut) => spawn(process.execPath, [processFile, dist, folder, path.join(here, 'driver.py'), name, String(leaveOut), testModulesOf(name)],
    { stdio: ['ignore', 'pipe', 'pipe'] });
  const file = await runTestFile(start, limits);
  const row = count(file, recordings.files?.[name]);
  const reasons = new Map(Object.entries(expected[name] ?? {}).flatMap(([reason, ids]) => ids.map((id) => [id, reason])));
  const unexpected = row.notPassed.filter(({ id }) => !reasons.has(shortId(id, name)));
  total.passed += row.passed;
  total.of += row.of;
  total.unexpected += unexpected.length;
  const ended = file.tests.filter(({ outcome }) => outcome === 'crashed' || outcome === 'hung');
  const remark = [
    ...file.problems.filter(({ what, outcome }) => what !== 'module' || outcome !== 'skipped').slice(0, 1).map((problem) => `${problem.what}: ${lastLine(problem.reason)}`),
    ...(ended.length > 0 ? [`${ended.length} ended by force`] : []),
    ...(recordings.files?.[name] === undefined ? ['not recorded'] : []),
  ].join('; ');
  console.log(rowLine(name, row, file.seconds, remark));
  if (values.list === true) {
    for (const { id, outcome, reason } of row.notPassed) console.log(`    ${outcome.padEnd(8)}${shortId(id, name)}: ${lastLine(reason)}`);
  }
  if (values.log !== undefined) writeLog(name, file, row);
});

if (total.unexpected > 0) console.log(`${total.unexpected} not passed that expectedFailures.json does not list`);
console.log(`total: ${total.passed} of ${total.of} passed (${percent(total.passed, total.of)})`);
process.exitCode = total.unexpected > 0 ? 1 : 0;

function shortId(id, name) {
  return id.startsWith(`test.${name}.`) ? id.slice(`test.${name}.`.length) : id;
}

function lastLine(text) {
  return text.trim().split('\n').at(-1).slice(0, 160);
}

function writeLog(name, file, row) {
  mkdirSync(values.log, { recursive: true });
  const problems = file.problems.map(({ what, outcome, reason }) => `== ${what}: ${outcome}\n${reason}\n`);
  const tests = row.notPassed.map(({ id, outcome, seconds, reason }) => `== ${shortId(id, name)}: ${outcome} (${seconds} s)\n${reason}\n`);
  writeFileSync(path.join(values.log, `${name}.txt`), [...problems, ...tests].join('\n'));
}
