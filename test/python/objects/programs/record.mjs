// Records what a real CPython prints for the programs of this folder, for the tests to compare with.
//
//   HEAPGLASS_PYTHON=/path/to/python3.12 node test/python/objects/programs/record.mjs [NAME...]
//
// Standard output only; a program that fails is an error. Hash seed 0, as the tests run them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
const python = process.env.HEAPGLASS_PYTHON;
if (python === undefined || python === '') {
  console.error('Set HEAPGLASS_PYTHON to a CPython 3.12.');
  process.exit(2);
}
const wanted = process.argv.slice(2);
mkdirSync(path.join(here, 'expected'), { recursive: true });
for (const name of readdirSync(here).filter((file) => file.endsWith('.py')).sort()) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
  const { status, stdout, stderr } = spawnSync(python, [name], {
    cwd: here, encoding: 'utf8', env: { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', LC_ALL: 'C.UTF-8' }, maxBuffer: 1 << 26,
  });
  if (status !== 0) {
    console.error(`${name}: exit ${status}\n${stderr}`);
    process.exitCode = 1;
    continue;
  }
  writeFileSync(path.join(here, 'expected', name.replace(/\.py$/, '.txt')), stdout);
  console.log(name);
}
