// Compiles the part of CPython's standard library that is written in Python into dist/stdlib.bin, ahead of time: sources from
// the npm package pyodide, compiler our own. Runs only when sources, compiler or the list have changed (a digest is kept).
//
//   node .scripts/stdlib.mjs
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { standardLibrarySources } from '../test/bytecode/standardLibrary.mjs';
import { root } from './root.mjs';

/** Of no use without a machine behind them, or written for one host only. Everything else of the library is bundled. */
const unwanted = /^(_pyodide|_sysconfigdata.*|ctypes|curses|dbm|distutils|ensurepip|idlelib|lib2to3|multiprocessing|pyodide|pydoc_data|site-packages|sqlite3|ssl|test|tkinter|turtle|turtledemo|venv|unittest\.test|webbrowser|xmlrpc)(\.|$)/;

const output = path.join(root, 'dist/stdlib.bin');
const digestFile = path.join(root, 'node_modules/.cache/heapglass-stdlib/digest');
const compilerFile = path.join(root, 'node_modules/.cache/heapglass-stdlib/compiler.mjs');

/** As CPython's frozen copies of the import system say. */
const filenameOf = (name, file) => (name.startsWith('importlib._bootstrap') ? `<frozen ${name}>` : `/usr/lib/python3.12/${file}`);

/** What `.scripts/documentation.mjs` recorded. */
const documentationFile = path.join(root, '.scripts/documentation-3.12.json');

/** What test/python/objects/recorded/unicodeData.py made. */
const unicodeFile = path.join(root, 'src/python/modules/unicodedata/unicode.bin');

/** What programs are likely to import. These and what they import are compiled ahead, the rest is bundled as source only. */
const likely = `__future__ abc argparse ast asyncio base64 bisect calendar cmath cmd code codecs codeop collections collections.abc colorsys configparser contextlib
  contextvars copy copyreg cProfile csv dataclasses datetime decimal difflib dis doctest encodings.ascii encodings.latin_1 encodings.utf_8 enum fnmatch fractions functools
  genericpath getopt glob graphlib hashlib heapq hmac importlib importlib.abc importlib.machinery importlib.util inspect io json keyword linecache locale logging numbers
  opcode operator os pathlib pickle posixpath pprint profile pstats queue random re reprlib runpy sched secrets selectors shlex signal stat statistics string
  stringprep struct symtable sysconfig tempfile textwrap threading timeit token tokenize traceback tracemalloc types typing unittest unittest.mock uuid warnings
  weakref`.split(/\s+/);

/** Names of `likely` modules and of what they import at their top level. */
function aheadNames(modules) {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const names = new Set();
  const queue = [...likely];
  for (const name of queue) {
    const module = byName.get(name);
    if (module === undefined || names.has(name)) continue;
    names.add(name);
    if (name.includes('.')) queue.push(name.slice(0, name.lastIndexOf('.')));
    const inside = module.isPackage ? name : name.split('.').slice(0, -1).join('.');
    for (const [, dots, from, taken, plain] of module.source.matchAll(/^(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+([^\n#]+)|import[ \t]+([^\n#]+))/gm)) {
      if (plain !== undefined) queue.push(...plain.split(',').map((part) => part.trim().split(/\s/)[0]));
      else {
        const base = [...(dots === '' ? [] : [inside.split('.').slice(0, inside.split('.').length - dots.length + 1).join('.')]), from].filter(Boolean).join('.');
        queue.push(base, ...taken.replace(/[()]/g, '').split(',').map((part) => `${base}.${part.trim().split(/\s/)[0]}`));
      }
    }
  }
  return names;
}

/** Code with one constant, data that is no code: the bundle keeps nothing but code. */
function dataEntry(name, constant) {
  return { name, isPackage: false, code: emptyCode('', [constant]) };
}

function emptyCode(filename, consts) {
  const none = new Uint8Array(0);
  return {
    argcount: 0, posonlyargcount: 0, kwonlyargcount: 0, stacksize: 0, flags: 0, firstlineno: 0, code: none, consts,
    names: [], localsplusnames: [], localspluskinds: none, filename, name: '', qualname: '', linetable: none, exceptiontable: none,
  };
}

/** For each module of the bundle, by name: its source and file. */
function bundledModules() {
  return standardLibrarySources(root).map(([file, source]) => {
    const isPackage = file.endsWith('/__init__.py');
    const name = file.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
    return { name, file, source, isPackage };
  }).filter(({ name }) => !unwanted.test(name)).sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Our parser, compiler and file format, bundled for this process. */
async function bundleCompiler() {
  await build({
    stdin: {
      contents: `export { createPythonParser } from './src/python/syntax';
        export { compileModule } from './src/python/compile';
        export { DOCUMENTATION_ENTRY, SOURCES_ENTRY, UNICODE_ENTRY, writeLibrary } from './src/python/modules/libraryFormat';
        export { writeSources } from './src/python/modules/librarySources';`,
      resolveDir: root,
    },
    absWorkingDir: root, outfile: compilerFile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning', external: ['web-tree-sitter'],
  });
}

export async function buildStandardLibrary() {
  mkdirSync(path.dirname(digestFile), { recursive: true });
  mkdirSync(path.dirname(output), { recursive: true });
  await bundleCompiler();
  const chosen = bundledModules();
  const hash = createHash('sha256').update(readFileSync(compilerFile));
  for (const { name, source } of chosen) hash.update(`${name}\0${source}\0`);
  hash.update(aheadNames.toString() + likely.join());
  hash.update(readFileSync(documentationFile));
  hash.update(readFileSync(unicodeFile));
  const digest = hash.digest('hex');
  if (existsSync(output) && existsSync(digestFile) && readFileSync(digestFile, 'utf8') === digest) return;
  const { createPythonParser, compileModule, writeLibrary, writeSources, DOCUMENTATION_ENTRY, SOURCES_ENTRY, UNICODE_ENTRY } = await import(compilerFile);
  const wasm = (packageName, file) => readFileSync(path.join(root, 'node_modules', packageName, file));
  const parser = await createPythonParser({
    core: wasm('web-tree-sitter', 'web-tree-sitter.wasm'), grammar: wasm('tree-sitter-python', 'tree-sitter-python.wasm'),
  });
  const ahead = aheadNames(chosen);
  const entries = chosen.map(({ name, file, source, isPackage }) => {
    const filename = filenameOf(name, file);
    const parsed = parser.parseModule(source, filename);
    const compiled = parsed.diagnostics.length > 0 ? parsed : compileModule(parsed.module, filename);
    const wrong = compiled.diagnostics.find(({ exception }) => exception !== 'SyntaxWarning');
    if (wrong !== undefined || !compiled.code) throw new Error(`${file}:${wrong?.lineno}: ${wrong?.message}`);
    return { name, isPackage, code: ahead.has(name) ? compiled.code : emptyCode(filename, []) };
  });
  const bytes = writeLibrary([
    ...entries,
    dataEntry(DOCUMENTATION_ENTRY, { type: 'str', value: readFileSync(documentationFile, 'utf8') }),
    dataEntry(SOURCES_ENTRY, { type: 'bytes', value: writeSources(chosen.map(({ name, file, source }) => {
      const bytes = Buffer.from(source);
      return { filename: filenameOf(name, file), length: bytes.length, compressed: new Uint8Array(deflateRawSync(bytes, { level: 9 })) };
    })) }),
    dataEntry(UNICODE_ENTRY, { type: 'bytes', value: new Uint8Array(readFileSync(unicodeFile)) }),
  ]);
  writeFileSync(output, bytes);
  writeFileSync(digestFile, digest);
  console.log(`  dist/stdlib.bin  ${(bytes.length / 1024).toFixed(1)} KB, ${ahead.size} modules compiled, ${entries.length - ahead.size} as source`);
}

if (process.argv[1] === import.meta.filename) await buildStandardLibrary();
