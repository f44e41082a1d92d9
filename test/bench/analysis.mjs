// How long questions about a heap of 100,000 objects take: the graph, views, dominators and retained sizes, cycles, what a collection
// would find. Each from a recording at hand; the graph is built anew each time, as for another moment.
//
//   node test/bench/analysis.mjs [--rounds N]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const temporary = mkdtempSync(path.join(tmpdir(), 'heapglass-analysis-'));
const engine = path.join(temporary, 'analysis.cjs');
await build({
  absWorkingDir: root, entryPoints: ['test/bench/engines/analysis.ts'], outfile: engine, bundle: true, platform: 'node', target: 'node20',
  format: 'cjs', minify: true, logLevel: 'error', alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
});
const { stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=4096', '--stack-size=4000', engine, path.join(root, 'dist'), values.rounds], { encoding: 'utf8' });
rmSync(temporary, { recursive: true });
if (stdout === '') throw new Error(stderr);
for (const line of stdout.trim().split('\n')) {
  const { name, nodes, edges, slots, times } = JSON.parse(line);
  console.log(`\n${name}: ${nodes} nodes, ${edges} edges, ${slots} slots in all; milliseconds of processor time`);
  console.log(''.padEnd(44) + ['median', 'worst'].map((head) => head.padStart(10)).join(''));
  for (const [question, { median, worst }] of Object.entries(times)) {
    console.log(question.padEnd(44) + [median, worst].map((value) => value.toFixed(1).padStart(10)).join(''));
  }
}
