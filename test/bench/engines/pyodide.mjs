// Runs a program under Pyodide (CPython in wasm); the time is that of execution.
import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { report } from './report.mjs';

const source = readFileSync(process.argv[2], 'utf8');
const pyodide = await loadPyodide();
let output = '';
pyodide.setStdout({ batched: (line) => (output += `${line}\n`) });
const start = performance.now();
pyodide.runPython(source);
report(output, performance.now() - start);
