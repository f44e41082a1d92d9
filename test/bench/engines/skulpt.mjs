// Runs a program under Skulpt (a compiler from Python to JavaScript); the time includes its compilation, as it cannot be told apart.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { report } from './report.mjs';

const require = createRequire(import.meta.url);
for (const file of ['skulpt.min.js', 'skulpt-stdlib.js']) {
  vm.runInThisContext(readFileSync(require.resolve(`skulpt/dist/${file}`), 'utf8'), { filename: file });
}
const source = readFileSync(process.argv[2], 'utf8');
let output = '';
const { Sk } = globalThis;
Sk.configure({
  output: (text) => (output += text),
  read: (file) => {
    const content = Sk.builtinFiles?.files[file];
    if (content === undefined) throw new Error(`no file ${file}`);
    return content;
  },
  __future__: Sk.python3,
  execLimit: Number.POSITIVE_INFINITY,
  yieldLimit: null,
});
const start = performance.now();
await Sk.misceval.asyncToPromise(() => Sk.importMainWithBody('<stdin>', false, source, true));
report(output, performance.now() - start);
