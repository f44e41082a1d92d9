#!/usr/bin/env node
/**
 * Records what CPython 3.12 (HEAPGLASS_PYTHON) makes of `programs/` and of the wrong programs in `mistakes.txt`.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { askCPython } from '../../bytecode/oracle.mjs';

const programs = path.join(import.meta.dirname, 'programs');
const files = readdirSync(programs, { recursive: true }).filter((file) => file.endsWith('.py')).sort();
for (const file of files) {
  const source = readFileSync(path.join(programs, file), 'utf8');
  const answer = await askCPython({ command: 'program', files: [['program.py', source]] });
  const target = path.join(import.meta.dirname, 'recorded', file.replace(/\.py$/, '.json'));
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(answer, null, 1)}\n`);
}
const mistakes = readFileSync(path.join(import.meta.dirname, 'mistakes.txt'), 'utf8').split('===\n');
const messages = await askCPython({ command: 'messages', files: mistakes.map((source) => ['program.py', source]) });
writeFileSync(path.join(import.meta.dirname, 'recorded/mistakes.json'), `${JSON.stringify(messages, null, 1)}\n`);
console.log(`recorded ${files.length} programs and ${mistakes.length} mistakes`);
