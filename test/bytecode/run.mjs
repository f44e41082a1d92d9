#!/usr/bin/env node
/**
 * Compares our compiler with CPython 3.12's over the whole standard library. See README.md.
 *
 *   node test/bytecode/run.mjs [--list] [--file NAME]   percentages; --list names what differs
 *   node test/bytecode/run.mjs --show FILE[:QUALNAME]   the first difference, instruction by instruction
 *   node test/bytecode/run.mjs --record                 digests anew, by the Python of HEAPGLASS_PYTHON
 *
 * Exit status: 0 if everything is identical, 1 if not, 2 for wrong usage.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { askCPython } from './oracle.mjs';
import { showDifference } from './sideBySide.mjs';
import { standardLibrarySources } from './standardLibrary.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const digestFile = path.join(import.meta.dirname, 'digests.json');

async function loadComparison() {
  const outfile = path.join(root, 'node_modules/.cache/heapglass-bytecode/comparison.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'comparison.ts')], outfile, bundle: true, platform: 'node', format: 'esm',
    logLevel: 'error', external: ['web-tree-sitter'],
  });
  return import(outfile);
}

function percent(part, whole) {
  // Rounded down, so that 100 % means all.
  return whole === 0 ? '0 %' : `${(Math.floor((part / whole) * 10000) / 100).toFixed(2)} %`;
}

async function record(sources) {
  const digests = await askCPython({ command: 'digests', files: sources });
  const lines = Object.entries(digests.files).map(([file, entry]) => `${JSON.stringify(file)}:${JSON.stringify(entry)}`);
  writeFileSync(digestFile, `{"version":${JSON.stringify(digests.version)},"files":{\n${lines.join(',\n')}\n}}\n`);
  console.log(`recorded ${lines.length} files with CPython ${digests.version}`);
}

function report(result, digests, list) {
  for (const { file, reason } of result.failures) console.log(`${file}: ${reason}`);
  if (list) {
    for (const { file, qualname, firstlineno, groups } of result.differences) {
      console.log(`${file}:${firstlineno}: ${qualname}: ${groups.join(', ')}`);
    }
  }
  console.log(`against CPython ${digests.version}, field by field:`);
  for (const [group, same] of Object.entries(result.sameByGroup)) console.log(`  ${group.padEnd(16)}${percent(same, result.total)}`);
  const { identical, total } = result;
  console.log(`total: ${identical} of ${total} code objects identical (${percent(identical, total)})`);
  return identical === total && result.failures.length === 0 ? 0 : 1;
}

function options() {
  try {
    return parseArgs({
      options: { list: { type: 'boolean' }, record: { type: 'boolean' }, file: { type: 'string' }, show: { type: 'string' } },
    }).values;
  } catch (error) {
    console.error(`${error.message.split('\n')[0]}; see the head of test/bytecode/run.mjs`);
    process.exit(2);
  }
}

const { list, record: isRecording, file, show } = options();
const library = standardLibrarySources(root);
if (isRecording) {
  await record(library);
} else if (show !== undefined) {
  const [name, qualname] = show.split(/:(.*)/s);
  const source = library.find(([each]) => each === name)?.[1] ?? (existsSync(name) ? readFileSync(name, 'utf8') : undefined);
  if (source === undefined) {
    console.error(`${name} is neither in the standard library nor a file`);
    process.exit(2);
  }
  process.exitCode = await showDifference(await loadComparison(), root, [name, source], qualname || null);
} else {
  const { compare, testParser } = await loadComparison();
  const digests = JSON.parse(readFileSync(digestFile, 'utf8'));
  const sources = library.filter(([name]) => file === undefined || name === file);
  process.exitCode = report(compare(await testParser(root), sources, digests), digests, list || file !== undefined);
}
