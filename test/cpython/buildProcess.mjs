// The bundles that run one file of the suite. In: the folder they go to. Out: the file to start.
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

export async function buildProcess(outdir) {
  for (const name of ['process', 'program']) {
    await build({
      absWorkingDir: root, entryPoints: [`test/cpython/${name}.ts`], outfile: path.join(outdir, `${name}.cjs`), bundle: true, platform: 'node',
      target: 'node20', format: 'cjs', logLevel: 'error', alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
    });
  }
  return path.join(outdir, 'process.cjs');
}
