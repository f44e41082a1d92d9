/** Runs end to end: what the editor asks and gets. Counts and values are those CPython 3.12.1 shows for the same lines. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Session, type Toolchain } from '../../src/session';
import { loadToolchain, recordSource } from './toolchainForTests';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

const VIEW = { nodeLimit: 100, slotLimit: 50, showAtoms: false };

function sessionOf(source: string, more: Parameters<typeof recordSource>[2] = {}): Session {
  return new Session(recordSource(toolchain, source, more));
}

function annotationTexts(source: string): Record<number, string> {
  return Object.fromEntries(sessionOf(source).annotations(0, 1000).map(({ line, text }) => [line + 1, text]));
}

describe('annotations', () => {
  it('give the refcounts of the names on each line after it ran', () => {
    expect(annotationTexts('a = []\nb = a\ndel a\ndel b\n')).toEqual({
      1: 'refcount a 1 · made list #1', 2: 'refcount b 2 · a 2', 3: 'a unbound, 1 left', 4: 'list #1 freed here',
    });
  });

  it('give ranges over the hits of a loop', () => {
    const texts = annotationTexts('x = []\nkeep = []\nfor i in range(3):\n    keep.append(x)\n');
    expect(texts[4]).toBe('refcount keep 1 · x 2–4 · 3 hits');
  });

  it('see locals, arguments and cells', () => {
    const texts = annotationTexts([
      'def f(p):', '    q = p', '    def g():', '        return q', '    return g', 'v = []', 'h = f(v)', 'h()', '',
    ].join('\n'));
    expect(texts[2]).toBe('refcount q 3 · p 3');
    expect(texts[4]).toBe('refcount q 3');
  });

  it('say when the collector ran', () => {
    const texts = annotationTexts('import gc\nclass C: pass\na = C()\na.me = a\ndel a\ngc.collect()\n');
    expect(texts[6]).toMatch(/^gen 2: 1 of [\d,]+ freed$/);
  });

  it('keep their lines when a module of the library runs between', () => {
    const session = sessionOf('import gc\na = [1, 2]\n');
    expect(session.annotations(1, 1).map(({ text }) => text)).toEqual(['refcount a 1 · made list #3']);
  });
});

describe('hover', () => {
  it('names every holder', () => {
    const session = sessionOf('class Node: pass\na = Node()\nb = [a, a]\na.me = b\nc = {"k": a}\n');
    const answer = session.hover(4, 10);
    expect(answer).toMatchObject({ name: 'a', type: 'Node', refcount: 4, immortal: false, generation: 0, size: 48, bornLine: 1 });
    expect([...(answer?.ledger ?? [])].sort()).toEqual(['dict #4[\'k\']', 'global a', 'list #3[0]', 'list #3[1]'].map((text) => expect.stringMatching(
      new RegExp(`^${text.replace(/[[\]]/g, '\\$&').replace(/#\d/, '#\\d+')}$`)) as unknown as string));
  });

  it('answers at another moment, and knows nothing between words', () => {
    const session = sessionOf('a = []\nb = a\n');
    expect(session.hover(0, 0)?.refcount).toBe(1);
    expect(session.hover(1, 4)?.refcount).toBe(2);
    expect(session.hover(1, 4, 2)?.refcount).toBe(1);
    expect(session.hover(0, 4)).toBeNull();
    expect(session.hover(9, 0)).toBeNull();
  });

  it('knows nothing in comments, but names inside formatted strings', () => {
    const session = sessionOf('a = []  # a\nb = f"{a} # {a}"  # a\n# a\n');
    expect([session.hover(0, 10), session.hover(1, 19), session.hover(2, 2)]).toEqual([null, null, null]);
    expect([session.hover(0, 0)?.name, session.hover(1, 7)?.name, session.hover(1, 13)?.name]).toEqual(['a', 'a', 'a']);
  });

  it('tells immortal objects', () => {
    expect(sessionOf('n = None\n').hover(0, 0)).toMatchObject({ value: 'None', immortal: true, ledger: [] });
  });
});

describe('views', () => {
  it('stand at every step, roots before objects', () => {
    const session = sessionOf('class Node: pass\na = Node()\na.next = Node()\na.next.back = a\n');
    for (let step = 0; step < session.stepCount; step++) expect(session.view(step, VIEW)).toMatchObject({ step, stepCount: session.stepCount });
    const last = session.neighbour(session.stepCount, -1);
    expect(last).toBe(session.stepCount - 1);
    // The moment when the module ends: both nodes hold each other.
    const view = session.view(session.stepCount - 2, VIEW);
    expect(view.event).toBe('return');
    const nodes = view.nodes.filter(({ type }) => type === 'Node');
    expect(nodes.map(({ refcount, slots }) => [refcount, slots.map(({ label }) => label)])).toEqual([[2, ['.next']], [1, ['.back']]]);
    expect(view.roots[0]).toMatchObject({ kind: 'module', label: 'globals' });
    expect(view.roots[0]?.slots.map(({ label }) => label)).toEqual(['Node', 'a']);
  });

  it('show what nobody reaches any more', () => {
    const session = sessionOf('import gc\ngc.disable()\nclass Node: pass\na = Node()\na.me = a\ndel a\nx = 1\ngc.collect()\ny = 2\n');
    const steps = Array.from({ length: session.stepCount }, (_, step) => session.view(step, VIEW));
    const atLine = (line: number): (typeof steps)[number] => steps.find((view) => view.event === 'line' && view.line === line - 1) as (typeof steps)[number];
    expect(atLine(7).nodes.filter(({ unreachable }) => unreachable)).toMatchObject([{ type: 'Node', refcount: 1 }]);
    expect(atLine(9).nodes.filter(({ unreachable }) => unreachable)).toEqual([]);
    expect(atLine(9).freed).toMatchObject([{ type: 'Node' }]);
    expect(atLine(9).sentence).toMatch(/^`gc\.collect\(\)` makes the collector run on generation 2 .*frees Node #\d+/);
  });

  it('have weak references as weak slots', () => {
    const session = sessionOf('import weakref\nclass Node: pass\na = Node()\nr = weakref.ref(a)\nx = 1\n');
    const view = session.view(session.stepCount - 2, VIEW);
    const reference = view.nodes.find(({ type }) => type === 'ReferenceType' || type === 'weakref');
    expect(reference?.slots).toMatchObject([{ label: 'referent', weak: true }]);
    expect(view.nodes.find(({ type }) => type === 'Node')?.refcount).toBe(1);
  });
});

describe('neighbour', () => {
  it('finds the next and previous moment before a line', () => {
    const session = sessionOf('for i in range(3):\n    x = i\n');
    const before = [0, 1, 2].reduce<number[]>((found) => [...found, session.neighbour(found[found.length - 1] ?? -1, 1, 1) as number], []);
    expect(new Set(before).size).toBe(3);
    expect(session.neighbour(before[2] as number, 1, 1)).toBeNull();
    expect(session.neighbour(before[2] as number, -1, 1)).toBe(before[1]);
  });
});

describe('what goes wrong', () => {
  it('a syntax error is a problem at its place, and nothing ran', () => {
    const session = sessionOf('é = (\n');
    expect(session.run).toMatchObject({ status: 'syntaxError', exitCode: 1, problems: [{ code: 'SyntaxError', message: "'(' was never closed" }] });
    expect(session.run.problems[0]?.range).toMatchObject({ startLine: 0, startColumn: 4 });
    expect(session.stepCount).toBe(0);
    expect(session.annotations(0, 10)).toEqual([]);
    expect(session.view(0, VIEW).stepCount).toBe(0);
  });

  it('an uncaught exception is a problem on the raising line, with the way there', () => {
    const session = sessionOf("def f(x):\n    return 1 / x\n\na = [1]\nf(0)\n");
    expect(session.run).toMatchObject({
      status: 'exception', exitCode: 1,
      problems: [{ code: 'ZeroDivisionError', message: 'ZeroDivisionError: division by zero', severity: 'error' }],
    });
    expect(session.run.problems[0]?.range).toEqual({ startLine: 1, startColumn: 11, endLine: 1, endColumn: 16 });
    expect(session.run.problems[0]?.related).toMatchObject([{ message: 'in <module>', range: { startLine: 4 } }]);
    expect(session.annotations(3, 3)[0]?.text).toMatch(/^refcount a 1 · made list/);
  });

  it('sys.exit is no problem', () => {
    expect(sessionOf('import sys\nsys.exit(3)\n').run).toMatchObject({ status: 'finished', exitCode: 3, problems: [] });
  });

  it('an endless loop stops at the limit of steps, and what was recorded is shown', () => {
    const session = sessionOf('a = []\nwhile True:\n    b = a\n', { limits: { steps: 500, seconds: 60, megabytes: 100 } });
    expect(session.run.status).toBe('stopped');
    expect(session.run.stopReason).toContain('500 steps');
    expect(session.run.problems).toMatchObject([{ code: 'stepLimit', severity: 'warning' }]);
    expect(session.annotations(2, 2)[0]?.text).toContain('refcount b 2 · a 2');
    expect(session.view(499, VIEW).nodes).toHaveLength(1);
  });

  it('a loop in native code stops when time is up', () => {
    let looks = 0;
    const session = sessionOf('x = sum(i for i in range(10 ** 12))\n', { now: () => looks++ * 100, limits: { steps: 1_000_000, seconds: 5, megabytes: 100 } });
    expect(session.run.status).toBe('stopped');
  });

  it('can be cancelled', () => {
    let asked = 0;
    const session = sessionOf('while True:\n    pass\n', { isCancelled: () => ++asked > 2 });
    expect(session.run).toMatchObject({ status: 'stopped', stopReason: 'Cancelled.' });
  });

  it('endless recursion is a RecursionError', () => {
    const session = sessionOf('def f():\n    f()\nf()\n');
    expect(session.run).toMatchObject({ status: 'exception', problems: [{ code: 'RecursionError' }] });
  });

  it('a module that is not there is a ModuleNotFoundError', () => {
    const session = sessionOf('import nothing_like_it\n');
    expect(session.run.problems[0]?.message).toBe("ModuleNotFoundError: No module named 'nothing_like_it'");
  });
});

describe('the Python version', () => {
  const printed = (pythonVersion?: string): string => {
    const run = recordSource(toolchain, 'import gc\nprint(gc.get_threshold()[0])\n', { pythonVersion });
    return run.timeline === null ? run.stopReason : new Session(run).output().map(({ text }) => text).join('');
  };

  it('is the one asked for, 3.12 by default', () => {
    expect([printed(), printed('3.12'), printed('3.13')]).toEqual(['700\n', '700\n', '2000\n']);
  });

  it('that nobody has is refused with what to do', () => {
    expect(printed('2.7')).toBe('Python 2.7 is not available. The setting heapglass.pythonVersion can be 3.12, 3.13, 3.14, 3.15.');
    expect(recordSource(toolchain, 'a = 1\n', { pythonVersion: '2.7' }).problems.map(({ code, severity }) => [code, severity])).toEqual([['pythonVersion', 'error']]);
  });
});
