// Records what a real CPython prints for the bundled scenarios and the programs of modules/ and tracebacks/, for the tests
// to compare with. Addresses are written as 0xADDR.
//
//   HEAPGLASS_PYTHON=/path/to/python3.12 node test/conformance/record.mjs [NAME...]
//
// A last line `[exit N]` is the exit status where it is not 0. Folders are left out of file names. The recordings are kept per version (3.12) under expected/.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
/** For each folder under expected/VERSION, where its programs are. */
const groups = { '': path.resolve(here, '../../media/scenarios'), modules: path.join(here, 'modules'), tracebacks: path.join(here, 'tracebacks'),
  language: path.join(here, 'language'), refcounts: path.join(here, 'refcounts'),
};
const python = process.env.HEAPGLASS_PYTHON;
if (python === undefined || python === '') {
  console.error('Set HEAPGLASS_PYTHON to a CPython interpreter.');
  process.exit(2);
}

const surroundings = { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', LC_ALL: 'C.UTF-8', PYTHON_COLORS: '0' };

const version = spawnSync(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2], sys.version.split()[0])'], { encoding: 'utf8' });
const [minor, full] = version.stdout.trim().split(' ');

/** Standard output, then (after a line `[stderr]`) standard error: their order in one file depends on buffers. */
function outputOf(file) {
  const folder = path.dirname(file);
  const { status, stdout, stderr } = spawnSync(python, [path.basename(file)], {
    cwd: folder, env: surroundings, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8',
  });
  const text = (stdout + (stderr === '' ? '' : `[stderr]\n${stderr}`))
    .replaceAll(`${folder}/`, '')
    .replace(/"[^"\n]*\/lib\/python3\.\d+\//g, '"/usr/lib/python3.12/')
    .replace(/\([^()\n]*\/lib\/python3\.\d+\//g, '(/usr/lib/python3.12/')
    .replace(/0x[0-9a-f]{6,}/g, '0xADDR');
  return status === 0 ? text : `${text}[exit ${status}]\n`;
}

const wanted = process.argv.slice(2);
for (const [group, folder] of Object.entries(groups)) {
  const target = path.join(here, 'expected', minor, group);
  mkdirSync(target, { recursive: true });
  const files = readdirSync(folder).filter((name) => name.endsWith('.py') && (wanted.length === 0 || wanted.some((part) => name.includes(part))));
  for (const name of files.sort()) {
    writeFileSync(path.join(target, name.replace(/\.py$/, '.txt')), outputOf(path.join(folder, name)));
    console.log(path.join(group, name));
  }
}
console.log(`recorded with CPython ${full}`);
