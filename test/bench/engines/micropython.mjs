// Runs a program under MicroPython in wasm; the time is that of execution.
import { readFileSync } from 'node:fs';
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs';
import { report } from './report.mjs';

const source = readFileSync(process.argv[2], 'utf8');
let output = '';
const micropython = await loadMicroPython({ heapsize: 256 * 1024 * 1024, pystack: 64 * 1024, linebuffer: true, stdout: (line) => (output += `${line}\n`) });
const start = performance.now();
micropython.runPython(source);
report(output, performance.now() - start);
