// Compiles the part of CPython's standard library that is written in Python into dist/stdlib.bin, ahead of time: sources from
// the npm package pyodide, compiler our own. Runs only when sources, compiler or the list have changed (a digest is kept).
//
//   node .scripts/stdlib.mjs
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { standardLibrarySources } from '../test/bytecode/standardLibrary.mjs';
import { root } from './root.mjs';

/** What programs may import; what these import themselves comes along. */
const wanted = [
  '__future__', 'abc', 'ast', 'base64', 'bisect', 'calendar', 'codecs', 'collections', 'collections.abc', 'colorsys', 'contextlib', 'contextvars',
  'copy', 'copyreg', 'csv', 'dataclasses', 'datetime', 'decimal', 'difflib', 'dis', 'enum', 'fnmatch', 'fractions', 'functools', 'genericpath',
  'graphlib', 'hashlib', 'heapq', 'inspect', 'io', 'json', 'keyword', 'linecache', 'numbers', 'opcode', 'operator', 'os', 'posixpath', 'pprint',
  'queue', 'random', 're', 'reprlib', 'sched', 'shlex', 'stat', 'statistics', 'string', 'struct', 'textwrap', 'threading', 'timeit', 'token',
  'tokenize', 'traceback', 'tracemalloc', 'types', 'typing', 'unittest', 'unittest.mock', 'uuid', 'warnings', 'weakref',
];
/** Large, and of no use without a machine behind them. */
const unwanted = /^(asyncio|concurrent|ctypes|curses|dbm|distutils|email|encodings|ensurepip|html|http|idlelib|importlib\.metadata|importlib\.resources|lib2to3|logging|multiprocessing|pydoc|pydoc_data|sqlite3|ssl|subprocess|socket|socketserver|tarfile|tempfile|test|tkinter|turtle|turtledemo|unittest\.async_case|unittest\.test|urllib|venv|wsgiref|xml|xmlrpc|zipfile|zipimport|pyodide|_pyodide|site|_sysconfigdata.*|sysconfig)(\.|$)/;

const output = path.join(root, 'dist/stdlib.bin');
const digestFile = path.join(root, 'node_modules/.cache/heapglass-stdlib/digest');
const compilerFile = path.join(root, 'node_modules/.cache/heapglass-stdlib/compiler.mjs');

/** For each module name: its source, file and whether it is a package. */
function modulesByName() {
  return new Map(standardLibrarySources(root).map(([file, source]) => {
    const isPackage = file.endsWith('/__init__.py');
    const name = file.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
    return [name, { name, file, source, isPackage }];
  }));
}

/** The modules wanted, and all they may import. Conditional imports count: rather one too many than an ImportError. */
function closure(modules) {
  const chosen = new Map();
  const queue = [...wanted];
  for (const name of queue) {
    const module = modules.get(name);
    if (module === undefined || chosen.has(name) || unwanted.test(name)) continue;
    chosen.set(name, module);
    if (name.includes('.')) queue.push(name.slice(0, name.lastIndexOf('.')));
    const inside = module.isPackage ? name : name.split('.').slice(0, -1).join('.');
    for (const [, dots, from, names, plain] of module.source.matchAll(/^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+([^\n#]+)|import[ \t]+([^\n#]+))/gm)) {
      if (plain !== undefined) queue.push(...plain.split(',').map((part) => part.trim().split(/\s/)[0]));
      else {
        const base = [...(dots === '' ? [] : [inside.split('.').slice(0, inside.split('.').length - dots.length + 1).join('.')]), from].filter(Boolean).join('.');
        queue.push(base, ...names.replace(/[()]/g, '').split(',').map((part) => `${base}.${part.trim().split(/\s/)[0]}`));
      }
    }
  }
  return [...chosen.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Our parser, compiler and file format, bundled for this process. */
async function bundleCompiler() {
  await build({
    stdin: {
      contents: `export { createPythonParser } from './src/python/syntax';
        export { compileModule } from './src/python/compile';
        export { writeLibrary } from './src/python/modules/libraryFormat';`,
      resolveDir: root,
    },
    absWorkingDir: root, outfile: compilerFile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning', external: ['web-tree-sitter'],
  });
}

export async function buildStandardLibrary() {
  mkdirSync(path.dirname(digestFile), { recursive: true });
  mkdirSync(path.dirname(output), { recursive: true });
  await bundleCompiler();
  const chosen = closure(modulesByName());
  const hash = createHash('sha256').update(readFileSync(compilerFile));
  for (const { name, source } of chosen) hash.update(`${name}\0${source}\0`);
  const digest = hash.digest('hex');
  if (existsSync(output) && existsSync(digestFile) && readFileSync(digestFile, 'utf8') === digest) return;
  const { createPythonParser, compileModule, writeLibrary } = await import(compilerFile);
  const wasm = (packageName, file) => readFileSync(path.join(root, 'node_modules', packageName, file));
  const parser = await createPythonParser({
    core: wasm('web-tree-sitter', 'web-tree-sitter.wasm'), grammar: wasm('tree-sitter-python', 'tree-sitter-python.wasm'),
  });
  const entries = chosen.map(({ name, file, source, isPackage }) => {
    const filename = `/usr/lib/python3.12/${file}`;
    const parsed = parser.parseModule(source, filename);
    const compiled = parsed.diagnostics.length > 0 ? parsed : compileModule(parsed.module, filename);
    const wrong = compiled.diagnostics.find(({ exception }) => exception !== 'SyntaxWarning');
    if (wrong !== undefined || !compiled.code) throw new Error(`${file}:${wrong?.lineno}: ${wrong?.message}`);
    return { name, isPackage, code: compiled.code };
  });
  const bytes = writeLibrary(entries);
  writeFileSync(output, bytes);
  writeFileSync(digestFile, digest);
  console.log(`  dist/stdlib.bin  ${(bytes.length / 1024).toFixed(1)} KB, ${entries.length} modules`);
}

if (process.argv[1] === import.meta.filename) await buildStandardLibrary();
