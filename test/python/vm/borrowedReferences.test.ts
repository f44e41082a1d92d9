/** What `sys.getrefcount` shows in 3.14, beyond the probes: arguments stay borrowed until the callee binds them anew. */
import { beforeAll, expect, it } from 'vitest';
import { runPlain, type Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

function counts(source: string, pythonVersion: string): string {
  let text = '';
  runPlain(toolchain, {
    source: `from sys import getrefcount as rc\n${source}`, fileName: 'a.py', pythonVersion, programArguments: [], write: (_stream, part) => (text += part),
  });
  return text.trim();
}

it.each([
  ['a local', 'def f():\n  a = []\n  return rc(a)\nprint(f())', '2', '1'],
  ['an argument, two calls further down', 'def h(c): return rc(c)\ndef g(b): return h(b)\ndef f():\n  a = []\n  return g(a)\nprint(f())', '4', '1'],
  ['an argument bound to something else', 'def g(b):\n  b = []\n  return rc(b)\ndef f():\n  a = []\n  return g(a)\nprint(f())', '2', '1'],
  ['a keyword argument', 'def g(*, b): return rc(b)\ndef f():\n  a = []\n  return g(b=a)\nprint(f())', '3', '1'],
  ['self of a method', 'class C:\n  def m(self): return rc(self)\ndef f():\n  a = C()\n  return a.m()\nprint(f())', '3', '1'],
  ['a copy in another variable', 'def f():\n  a = []\n  b = a\n  return rc(a)\nprint(f())', '3', '2'],
  ['what a global holds', 'a = []\nprint(rc(a))', '2', '2'],
  ['a fresh object', 'print(rc([]))', '1', '1'],
])('%s', (_name, source, in312, in314) => {
  expect([counts(source, '3.12'), counts(source, '3.14')]).toEqual([in312, in314]);
});
