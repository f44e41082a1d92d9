#!/usr/bin/env node
/**
 * Records CPython 3.12's instruction table, position and exception tables of some programs, and reprs of constants
 * (HEAPGLASS_PYTHON).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { askCPython } from '../../bytecode/oracle.mjs';

const programs = ['codegen/exceptions', 'codegen/contextManagers', 'codegen/comprehensions', 'assembleUnit', 'flowgraph/jumps'];
const files = programs.map((name) => {
  return ['program.py', readFileSync(path.join(import.meta.dirname, `../compile/programs/${name}.py`), 'utf8')];
});
const literals = readFileSync(path.join(import.meta.dirname, 'literals.txt'), 'utf8').trimEnd().split('\n');

function write(name, answer) {
  const rows = Array.isArray(answer) ? `[\n${answer.map((row) => JSON.stringify(row)).join(',\n')}\n]` : JSON.stringify(answer, null, 1);
  writeFileSync(path.join(import.meta.dirname, `recorded/${name}.json`), `${rows}\n`);
}

write('tables', await askCPython({ command: 'tables', files }));
write('instructions', await askCPython({ command: 'instructions', files: [] }));
write('reprs', await askCPython({ command: 'reprs', files: literals.map((literal) => ['literal', literal]) }));
