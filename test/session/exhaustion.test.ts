/** Programs that would take all time or memory: each ends by its own error or by the run's limits, and the next run works. */
import { getHeapStatistics } from 'node:v8';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedRun, Toolchain } from '../../src/session';
import { loadToolchain, recordSource, runSource } from './toolchainForTests';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

const memory = { used: () => getHeapStatistics().used_heap_size, limit: getHeapStatistics().heap_size_limit * 0.7 };

function runLimited(source: string, seconds = 0.5): RecordedRun & { stderr: string } {
  let stderr = '';
  const run = recordSource(toolchain, source, {
    limits: { steps: 200_000, seconds, megabytes: 64 }, memory,
    onOutput: (stream, text) => { if (stream === 'stderr' && stderr.length < 100_000) stderr += text; },
  });
  return { ...run, stderr };
}

/** For each program: what it does, its text. Only the limits of the run end it. */
const endless: readonly (readonly [string, string])[] = [
  ['an empty loop', 'while True: pass'],
  ['a list that grows', 'a = []\nwhile True: a.append([])'],
  ['a dict that grows', 'd = {}\nwhile True: d[len(d)] = d'],
  ['a million laughs', "a = 'lol'\nfor i in range(30): a = [a] * 10\nprint(len(repr(a)))"],
  ['a regular expression that goes back for ever', "import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')"],
  ['a sum over a large range', 'print(sum(range(10**12)))'],
  ['a list of all numbers', 'import itertools\nx = list(itertools.count())'],
  ['a search without end', 'import itertools\nprint(-1 in itertools.count())'],
  ['an iterator run dry', 'import itertools, collections\ncollections.deque(itertools.count(), maxlen=0)'],
  ['all permutations', 'import itertools\nfor p in itertools.permutations(range(20)): pass'],
  ['the product of long ranges', 'import itertools\nx = list(itertools.product(range(10**3), repeat=4))'],
  ['a comprehension', 'x = [[] for _ in range(10**10)]'],
  ['the greatest of a generator without end', 'def g():\n    while True: yield 1\nmax(g())'],
  ['finalizers that make more', 'class A:\n    def __del__(self): A()\nA()'],
  ['recursion in finally', 'def f():\n    try: f()\n    finally: f()\nf()'],
  ['recursion without a limit', 'import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1)\nf(0)'],
  ['hashes of nested tuples', 't = ()\nfor i in range(100): t = (t, t)\nhash(t)'],
  ['hashes of long texts', "x = 'x' * 10**7\nwhile True: hash(x + 'y')"],
  ['a large sort', 'sorted(range(10**7), key=lambda v: -v)'],
  ['a factorial', 'import math\nprint(math.factorial(4 * 10**6) > 1)'],
  ['handlers that go on', 'while True:\n    try:\n        while True: 1 / 0\n    except BaseException: pass'],
  ['a generator that refuses to close', 'def g():\n    while True:\n        try: yield\n        except BaseException: pass\nfor i in range(10**9):\n    x = g(); next(x)'],
];

/** For each program: what it does, its text, the exception that CPython ends it with. */
const refused: readonly (readonly [string, string, string])[] = [
  ['recursion', 'def f(): return f()\nf()', 'RecursionError: maximum recursion depth exceeded'],
  ['recursion through attributes', "class A:\n    def __getattr__(self, name): return getattr(self, name + 'x')\nA().y", 'RecursionError: maximum recursion depth exceeded'],
  ['recursion through comparison', 'class A:\n    def __eq__(self, other): return self == other\nA() == 1', 'RecursionError: maximum recursion depth exceeded'],
  ['recursion through delegation', 'f = lambda: (yield from f())\nnext(f())', 'RecursionError: maximum recursion depth exceeded'],
  ['a terabyte of text', "'a' * 10**12", 'MemoryError'],
  ['text that doubles', "s = 'ab'\nwhile True: s += s", 'MemoryError'],
  ['a long list', '[0] * 10**10', 'MemoryError'],
  ['a list of a range', 'list(range(10**12))', 'MemoryError'],
  ['many bytes', 'bytes(10**12)', 'MemoryError'],
  ['a wide field', "f'{1:10000000000}'", 'MemoryError'],
  ['a replacement that explodes', "('a' * 10**7).replace('a', 'b' * 1000)", 'MemoryError'],
  ['a join that explodes', "'\\n'.join(['a' * 10**7] * 1000)", 'MemoryError'],
  ['a large shift', '1 << 10**12', 'MemoryError'],
  ['parentheses', "eval('(' * 100000 + ')' * 100000)", 'SyntaxError: too many nested parentheses'],
  ['a list in itself as JSON', 'import json\nx = []\nx.append(x)\njson.dumps(x)', 'ValueError: Circular reference detected'],
  ['a deep copy of deep lists', 'import copy\nx = []\nfor i in range(10**4): x = [x]\ncopy.deepcopy(x)', 'RecursionError: maximum recursion depth exceeded'],
];

describe('programs that would not end', () => {
  afterEach(() => {
    expect(runSource(toolchain, 'print("alive")\n').stdout).toBe('alive\n');
  });

  it.each(endless)('%s', (_what, source) => {
    const run = runLimited(source);
    expect(run.status).toBe('stopped');
    expect(run.stopReason).not.toBe('');
    expect(run.timeline?.stepCount).toBeGreaterThan(0);
  });

  it.each(refused)('%s', (_what, source, error) => {
    const { stderr, status } = runLimited(source, 120);
    expect(status).toBe('exception');
    expect(stderr.trim().split('\n').at(-1)?.slice(0, error.length)).toBe(error);
  });
});
