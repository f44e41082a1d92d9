// Records what a real CPython prints for the bundled scenarios, for the tests to compare with.
//
//   HEAPGLASS_PYTHON=/path/to/python3.12 node test/conformance/record.mjs [NAME...]
//
// Standard output and standard error go to the same file, as in a shell's `> file 2>&1`. A last line `[exit N]` is the
// exit status where it is not 0. The recordings are kept per version (3.12) under expected/.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
const scenarioFolder = path.resolve(here, '../../media/scenarios');
const python = process.env.HEAPGLASS_PYTHON;
if (python === undefined || python === '') {
  console.error('Set HEAPGLASS_PYTHON to a CPython interpreter.');
  process.exit(2);
}

const surroundings = { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', LC_ALL: 'C.UTF-8', PYTHON_COLORS: '0' };

const version = spawnSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2], sys.version.split()[0])'], { encoding: 'utf8' });
const [minor, full] = version.stdout.trim().split(' ');
const target = path.join(here, 'expected', minor);
mkdirSync(target, { recursive: true });
const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-'));

function outputOf(file) {
  const captured = path.join(temporary, 'output');
  const descriptor = openSync(captured, 'w');
  const { status } = spawnSync(python, [path.basename(file)], { cwd: path.dirname(file), env: surroundings, stdio: ['ignore', descriptor, descriptor] });
  closeSync(descriptor);
  const text = readFileSync(captured, 'utf8');
  return status === 0 ? text : `${text}[exit ${status}]\n`;
}

const wanted = process.argv.slice(2);
const files = readdirSync(scenarioFolder).filter((name) => name.endsWith('.py') && (wanted.length === 0 || wanted.some((part) => name.includes(part))));
for (const name of files.sort()) {
  writeFileSync(path.join(target, name.replace(/\.py$/, '.txt')), outputOf(path.join(scenarioFolder, name)));
  console.log(name);
}
rmSync(temporary, { recursive: true });
console.log(`recorded with CPython ${full}`);
