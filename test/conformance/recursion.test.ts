/**
 * The program about recursion limits, in a thread with as much stack as the command line gives the runtime: Vitest's own
 * threads have too little for a thousand levels of calls through native code.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const NAME = 'recursion_limits';
const program = path.join(import.meta.dirname, 'language', `${NAME}.py`);

const entry = `
  import { parentPort, workerData } from 'node:worker_threads';
  import { loadToolchain, runSource } from './test/session/toolchainForTests';
  loadToolchain().then((toolchain) => parentPort.postMessage(runSource(toolchain, workerData)));
`;

it('ends endless recursion where CPython does', async () => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root }, absWorkingDir: root, bundle: true, write: false, platform: 'node', format: 'cjs', logLevel: 'silent',
    define: { 'import.meta.dirname': JSON.stringify(path.join(root, 'test/session')), HEAPGLASS_WEB: 'false' },
    alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  });
  const worker = new Worker(outputFiles[0]?.text ?? '', {
    eval: true, workerData: readFileSync(program, 'utf8'), resourceLimits: { stackSizeMb: 240 },
  });
  const result = await new Promise<{ stdout: string; stderr: string; status: number }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(result.stderr).toBe('');
  expect(result.stdout).toBe(readFileSync(path.join(import.meta.dirname, 'expected/3.12/language', `${NAME}.txt`), 'utf8'));
  expect(result.status).toBe(0);
});
