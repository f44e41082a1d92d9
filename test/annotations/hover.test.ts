/** What is known under the mouse: names, attributes, subscripts, in rest and at a chosen moment; nothing where nothing is certain. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HoverAnswer } from '../../src/annotations';
import { Session, type Toolchain } from '../../src/session';
import { loadToolchain, recordSource } from '../session/toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** The answer for the first place of a text on a line (from 1). */
function hoverOn(source: string, line: number, text: string, moment?: number, at = 0): HoverAnswer | null {
  const column = (source.split('\n')[line - 1] ?? '').indexOf(text) + at;
  return new Session(recordSource(toolchain, source)).hover(line - 1, column, moment);
}

const NODES = [
  'class Node:', '    def __init__(self, value):', '        self.value = value', '        self.next = None', 'a = Node([1])', 'b = Node([2])', 'a.next = b',
  'd = {"k": b, 7: a}', 'i = 7', 'x = [d["k"], d[i], a.next.value]', 'del b',
].join('\n');

describe('hover', () => {
  it('knows attributes and subscripts', () => {
    expect(hoverOn(NODES, 10, 'a.next.value', undefined, 3)).toMatchObject({ name: 'a.next', type: 'Node', refcount: 4 });
    expect(hoverOn(NODES, 10, 'value')).toMatchObject({ name: 'a.next.value', type: 'list', value: 'list[1]', refcount: 2 });
    expect(hoverOn(NODES, 10, '"k"')).toMatchObject({ name: 'd["k"]', type: 'Node', objectName: hoverOn(NODES, 10, 'next')?.objectName as string });
    expect(hoverOn(NODES, 10, 'd[i]', undefined, 4)).toMatchObject({ name: 'd[i]', type: 'Node', objectName: hoverOn(NODES, 10, 'a.next')?.objectName as string });
    expect(hoverOn(NODES, 3, 'value', undefined, 0)).toMatchObject({ name: 'self.value', type: 'list' });
  });

  it('has the ledger of the count, the birth and a chart', () => {
    const answer = hoverOn(NODES, 8, 'b');
    expect(answer?.ledger).toHaveLength(answer?.refcount as number);
    expect(answer?.ledger.some((holder) => /^\.next of Node #\d+$/.test(holder))).toBe(true);
    expect(answer).toMatchObject({ bornLine: 5, generation: 0, immortal: false, unreachable: false });
    expect(answer?.chart).toMatch(/^<svg/);
    expect(answer?.chartText).toMatch(/^Refcount over time, steps 1 to \d+: between 1 and \d/);
  });

  it('knows parameters where a function is defined, and says nothing of what is no variable', () => {
    const source = 'size = [0]\ndef f(size, *, other=None):\n    """size"""\n    return dict(size=size)\nf([1, 2], other=[])\n';
    expect(hoverOn(source, 2, 'size')).toMatchObject({ type: 'list', value: 'list[2]' });
    expect(hoverOn(source, 2, 'other')).toMatchObject({ type: 'list', value: 'list[0]' });
    expect(hoverOn(source, 3, 'size')).toBeNull();
    expect(hoverOn(source, 5, 'other')).toBeNull();
    expect(hoverOn(source, 2, 'f(', undefined)).toMatchObject({ type: 'function' });
  });

  it('speaks of the chosen moment, in the call which runs then', () => {
    const source = 'def f(x):\n    y = x\n    y.append(1)\n    return y\nkeep = f([])\nx = keep\nkeep = f(x)\n';
    const session = new Session(recordSource(toolchain, source));
    const first = session.time?.seek({ kind: 'line', line: 2, hit: 1 }).found?.before ?? 0;
    const second = session.time?.seek({ kind: 'line', line: 2, hit: 2 }).found?.before ?? 0;
    expect(session.hover(1, 4, first)).toMatchObject({ name: 'y', value: 'list[0]', step: first });
    expect(session.hover(1, 4, second)).toMatchObject({ name: 'y', value: 'list[1]', step: second });
    // A global is looked up at the moment itself, wherever the program stands; unbound it is nothing.
    expect(session.hover(4, 0, first)).toBeNull();
    expect(session.hover(4, 0, second)).toMatchObject({ name: 'keep', step: second });
    // No call of f runs: its line's last run before.
    const between = session.time?.seek({ kind: 'line', line: 5, hit: 1 }).found?.before ?? 0;
    expect(session.hover(2, 4, between)).toMatchObject({ name: 'y', value: 'list[1]' });
    expect(session.hover(2, 4, between)?.step).toBeLessThan(between);
    // It never ran before.
    expect(session.hover(1, 4, 1)).toBeNull();
  });

  it('never takes a global for an unbound local', () => {
    const source = 'x = [1]\ndef f():\n    y = 1\n    x = [2, 3]\n    return x\nf()\n';
    const session = new Session(recordSource(toolchain, source));
    const before = session.time?.seek({ kind: 'line', line: 3, hit: 1 }).found?.before ?? 0;
    expect(session.hover(3, 4, before)).toBeNull();
    expect(session.hover(3, 4)).toMatchObject({ value: 'list[2]' });
  });

  it('explains immortals', () => {
    expect(hoverOn('n = None\n', 1, 'n')).toMatchObject({ immortal: true, ledger: [], chart: '', immortalReason: expect.stringContaining('one None') as string });
    expect(hoverOn('n = 7\n', 1, 'n')?.immortalReason).toContain('-5 to 256');
    expect(hoverOn('n = int\n', 1, 'n')?.immortalReason).toContain('built-in class');
    expect(hoverOn('n = ()\n', 1, 'n')?.immortalReason).toContain('empty tuple');
    expect(hoverOn('n = []\n', 1, 'n')?.immortalReason).toBe('');
  });

  it('tells what nothing reaches any more', () => {
    const source = 'class N: pass\na = N()\na.me = a\nw = [a]\nb = a.me\ndel a, w\nw = 1\n';
    expect(hoverOn(source, 5, 'b')).toMatchObject({ unreachable: false });
    const session = new Session(recordSource(toolchain, 'class N: pass\na = N()\na.me = a\nx = a.me.me\n'));
    expect(session.hover(3, 9)?.aliveBy).toContain('global');
  });
});
