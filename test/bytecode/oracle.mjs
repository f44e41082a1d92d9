/**
 * Asks a CPython 3.12 what it makes of sources: the one given by HEAPGLASS_PYTHON, else Pyodide's (slower, and a later
 * patch release, whose position tables differ in places).
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const script = path.join(import.meta.dirname, 'cpython.py');

/**
 * @param {object} request see cpython.py
 * @param {string | undefined} python path of an interpreter
 * @returns {Promise<any>}
 */
export async function askCPython(request, python = process.env.HEAPGLASS_PYTHON) {
  const input = JSON.stringify(request);
  if (python) {
    const { status, stdout, stderr, error } = spawnSync(python, [script], { input, maxBuffer: 1 << 30, encoding: 'utf8' });
    if (error) throw error;
    if (status !== 0) throw new Error(`${python} failed:\n${stderr}`);
    return JSON.parse(stdout);
  }
  const { loadPyodide } = await import('pyodide');
  const pyodide = await loadPyodide();
  pyodide.globals.set('__name__', 'cpython');
  pyodide.runPython(readFileSync(script, 'utf8'));
  return JSON.parse(pyodide.globals.get('answer')(input));
}
