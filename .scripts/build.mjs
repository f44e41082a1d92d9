// Builds everything a user runs into dist/: the extension, the worker and the panel (each for the desktop and the
// web host where they differ), the command line, the parser's two wasm files, and the standard library.
//
//   node .scripts/build.mjs [--production] [--only extension|panel|replay|cli|tests] [--watch]
//
// Worker and wasm are files of their own because the extension host must be able to start in a few milliseconds
// and both are read only when a Python file is opened.
import { build, context } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './root.mjs';
import { buildStandardLibrary } from './stdlib.mjs';

const { values: options } = parseArgs({
  options: { production: { type: 'boolean' }, only: { type: 'string' }, watch: { type: 'boolean' } },
});
const production = options.production === true;

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  keepNames: false,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
};
// web-tree-sitter's ES module calls createRequire(import.meta.url), which is empty in a CommonJS bundle: take its .cjs.
const nodeTarget = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  define: { HEAPGLASS_WEB: 'false' },
  alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs', '#port': './src/extension/runtime/port.node.ts', '#python': './src/extension/python/python.node.ts' },
};
// The parser library asks for Node's modules only when it finds itself in Node.
const withoutNode = {
  name: 'without-node',
  setup(builder) {
    builder.onResolve({ filter: /^(fs\/promises|module|net|url|node:.*)$/ }, (args) => ({ path: args.path, namespace: 'empty' }));
    builder.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = {};' }));
  },
};
const webTarget = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  external: ['vscode'],
  define: { HEAPGLASS_WEB: 'true' },
  alias: { '#port': './src/extension/runtime/port.web.ts', '#python': './src/extension/python/python.web.ts' },
  plugins: [withoutNode],
};

// The page that replays a recording takes what reads one from `session`, which also has the runtime: what is imported but not used is
// left out whole, as none of our modules does anything by being loaded.
const sourcesWithoutEffects = {
  name: 'sources-without-effects',
  setup(builder) {
    builder.onResolve({ filter: /^\./ }, async (args) => {
      if (args.pluginData === 'resolved') return undefined;
      const found = await builder.resolve(args.path, { importer: args.importer, resolveDir: args.resolveDir, kind: args.kind, pluginData: 'resolved' });
      return found.errors.length === 0 && found.path.startsWith(path.join(root, 'src')) ? { ...found, sideEffects: false } : found;
    });
  },
};

// mocha is an ES module package, so esbuild does not wrap its UMD browser file and the file would take over our exports.
const mochaAsGlobal = {
  name: 'mocha-as-global',
  setup(builder) {
    builder.onLoad({ filter: /mocha[\\/]mocha\.js$/ }, (args) => ({
      contents: `{ let exports, module, define;\n${readFileSync(args.path, 'utf8')}\n}`,
    }));
  },
};

// The integration tests find their files by pattern; esbuild has no import.meta.glob, so this module is made here.
const testFiles = {
  name: 'test-files',
  setup(builder) {
    builder.onResolve({ filter: /^#test-files$/ }, () => ({ path: 'test-files', namespace: 'test-files' }));
    builder.onLoad({ filter: /.*/, namespace: 'test-files' }, () => {
      const folder = path.join(root, 'test/extension');
      const files = readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.test.ts')).sort();
      return {
        contents: files.map((file) => `require(${JSON.stringify('./' + file.replaceAll('\\', '/'))});`).join('\n'),
        resolveDir: folder,
        watchDirs: [folder],
      };
    });
  },
};

// The bundled scenarios with what CPython printed for them, for tests in hosts that can't read files.
const scenarioTexts = {
  name: 'scenario-texts',
  setup(builder) {
    builder.onResolve({ filter: /^#scenarios$/ }, () => ({ path: 'scenarios', namespace: 'scenario-texts' }));
    builder.onLoad({ filter: /.*/, namespace: 'scenario-texts' }, () => {
      const read = (...parts) => readFileSync(path.join(root, ...parts), 'utf8');
      const scenarios = readdirSync(path.join(root, 'media/scenarios')).filter((file) => file.endsWith('.py')).sort().map((file) => ({
        name: file,
        source: read('media/scenarios', file),
        printed: read('test/conformance/expected/3.12', file.replace(/\.py$/, '.txt')),
      }));
      return { contents: JSON.stringify(scenarios), loader: 'json' };
    });
  },
};

// The debug adapter is a file of its own where files can be loaded when they are needed: most windows never debug.
const debuggingApart = {
  name: 'debugging-apart',
  setup(builder) {
    builder.onResolve({ filter: /\/debugSession$/ }, ({ kind }) => (kind === 'dynamic-import' ? { path: './debugging.js', external: true } : undefined));
  },
};

const bundles = {
  extension: [
    { ...nodeTarget, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.js', plugins: [debuggingApart] },
    { ...nodeTarget, entryPoints: ['src/extension/debugging/debugSession.ts'], outfile: 'dist/debugging.js' },
    { ...webTarget, format: 'cjs', entryPoints: ['src/extension/extension.ts'], outfile: 'dist/web/extension.js' },
    { ...nodeTarget, entryPoints: ['src/worker/node.ts'], outfile: 'dist/worker.js' },
    // A classic worker: one file, no imports; VS Code starts nested workers with importScripts.
    { ...webTarget, format: 'iife', entryPoints: ['src/worker/web.ts'], outfile: 'dist/web/worker.js' },
  ],
  panel: [
    { ...webTarget, format: 'iife', entryPoints: ['media/panel/main.ts'], outfile: 'dist/panel.js' },
    { ...common, entryPoints: ['media/styles/panel.css'], outfile: 'dist/panel.css', loader: { '.svg': 'dataurl' } },
  ],
  replay: [
    { ...webTarget, format: 'iife', entryPoints: ['media/replay/main.ts'], outfile: 'dist/replay.js', sourcemap: false, plugins: [withoutNode, sourcesWithoutEffects] },
    { ...common, entryPoints: ['media/styles/replay.css'], outfile: 'dist/replay.css', sourcemap: false },
  ],
  cli: [
    { ...nodeTarget, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
    { ...nodeTarget, entryPoints: ['src/cli/program.ts'], outfile: 'dist/cliProgram.js' },
  ],
  tests: [
    {
      ...nodeTarget,
      external: ['vscode', 'mocha'],
      entryPoints: ['test/extension/index.node.ts'],
      outfile: 'dist/test/extension.js',
      plugins: [testFiles, scenarioTexts],
      define: { HEAPGLASS_WEB: 'false' },
    },
    {
      ...webTarget,
      format: 'cjs',
      entryPoints: ['test/extension/index.web.ts'],
      outfile: 'dist/test/extension.web.js',
      plugins: [mochaAsGlobal, testFiles, scenarioTexts, withoutNode],
      define: { HEAPGLASS_WEB: 'true', global: 'globalThis' },
      banner: { js: 'var process = { env: {}, nextTick: (f) => queueMicrotask(f) };' },
    },
  ],
};

function copyWasm() {
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  for (const [packageName, file] of [['web-tree-sitter', 'web-tree-sitter.wasm'], ['tree-sitter-python', 'tree-sitter-python.wasm']]) {
    copyFileSync(path.join(root, 'node_modules', packageName, file), path.join(root, 'dist', file));
  }
}

// The examples' names: an extension served over http has no folder listings.
function listScenarios() {
  const folder = path.join(root, 'media/scenarios');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.py')).sort() : [];
  writeFileSync(path.join(root, 'dist/scenarios.json'), JSON.stringify(files));
}

const wanted = options.only === undefined ? ['extension', 'panel', 'replay', 'cli'] : options.only.split(',');
copyWasm();
listScenarios();
await buildStandardLibrary();
const list = wanted.flatMap((name) => {
  const found = bundles[name];
  if (found === undefined) throw new Error(`--only ${name}: there is ${Object.keys(bundles).join(', ')}`);
  return found;
});
if (options.watch) {
  for (const bundle of list) await (await context(bundle)).watch();
  console.log('watching');
} else {
  for (const result of await Promise.all(list.map((bundle) => build(bundle)))) {
    for (const [file, output] of Object.entries(result.metafile.outputs)) {
      if (/\.(js|css)$/.test(file)) console.log(`  ${file}  ${(output.bytes / 1024).toFixed(1)} KB`);
    }
  }
}
