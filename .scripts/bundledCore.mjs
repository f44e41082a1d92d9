// A plugin of vitest: tests import the sources as files of src/, and get them out of one bundle, made as the build makes what users
// run. Transformed one by one as test files are, every use of an import is a lookup and every case of the eval loop a property:
// programs then took fourteen times as long.
//
// For each source there is a module that exports what the bundle has of it, so what tests import from different places is the same.
// Made anew for each run of vitest, in a folder of that run; a source changed meanwhile is seen by the next run.
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

const sources = path.join(root, 'src');
/** Taken as they are: what needs VS Code, and entries that begin to work when they are loaded. */
const left = /^(extension\/|cli\/(main|program)\.ts$|worker\/(node|web)\.ts$)/;
/** Its imports are evaluated in this order, as in what users run: the session first. */
const first = 'session/index.ts';

const nameOf = (file) => path.relative(sources, file).replaceAll(path.sep, '/');

async function makeBundle() {
  mkdirSync(path.join(root, 'dist/test'), { recursive: true });
  const folder = mkdtempSync(path.join(root, 'dist/test/core-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const files = readdirSync(sources, { recursive: true }).map((file) => nameOf(path.join(sources, String(file))))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !left.test(file))
    .sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
  const outfile = path.join(folder, 'core.mjs');
  await build({
    absWorkingDir: root,
    stdin: { contents: files.map((file, index) => `export * as source${index} from './src/${file.replace(/\.ts$/, '')}';`).join('\n'), resolveDir: root },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    define: { HEAPGLASS_WEB: 'false' },
    logLevel: 'warning',
  });
  const core = await import(pathToFileURL(outfile).href);
  files.forEach((file, index) => {
    const target = path.join(folder, file.replace(/\.ts$/, '.mjs'));
    const names = Object.keys(core[`source${index}`]);
    mkdirSync(path.dirname(target), { recursive: true });
    const bundle = path.relative(path.dirname(target), outfile).replaceAll(path.sep, '/');
    writeFileSync(target, `import { source${index} as source } from './${bundle}';\nexport const { ${names.join(', ')} } = source;\n`);
  });
  return folder;
}

export function bundledCore() {
  let folder;
  return {
    name: 'bundled-core',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.startsWith('.') || importer === undefined) return null;
      const asked = path.resolve(path.dirname(importer.replace(/[?#].*$/, '')), source);
      if (!asked.startsWith(sources + path.sep)) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      if (found === null || !found.id.endsWith('.ts') || left.test(nameOf(found.id))) return found;
      folder ??= makeBundle();
      return path.join(await folder, nameOf(found.id).replace(/\.ts$/, '.mjs'));
    },
  };
}
