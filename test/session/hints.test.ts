/** What runs leave behind, as hints at the lines that made it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/annotations';
import { Session, type Toolchain } from '../../src/session';
import { hintsOf } from '../../src/session/hints';
import { loadToolchain, recordSource } from './toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

function hints(source: string): Problem[] {
  return hintsOf(new Session(recordSource(toolchain, source)));
}

const CYCLE = `import gc
gc.disable()
class Node:
    pass
def pair():
    a = Node()
    b = Node()
    a.other = b
    b.other = a
pair()
`;

describe('hints', () => {
  it('are at the lines that made what is left in a cycle', () => {
    const found = hints(CYCLE);
    expect(found).toMatchObject([
      { severity: 'hint', code: 'leftInCycle', about: ['Node'], range: { startLine: 5, startColumn: 4 } },
      { severity: 'hint', code: 'leftInCycle', about: ['Node'], range: { startLine: 6, startColumn: 4 } },
    ]);
    expect(found[0]?.message).toMatch(/^1 Node left in a cycle, never collected, with one other object\.\nNode #\d+ \.other -> Node #\d+ \.other -> Node #\d+$/);
    expect(found[0]?.related).toMatchObject([{ range: { startLine: 6 }, message: 'made something of the same cycle' }]);
  });

  it('count what a loop left behind', () => {
    const [hint] = hints(`${CYCLE}class Ring:\n    def __init__(self):\n        self.parts = [self]\nfor i in range(5):\n    Ring()\n`);
    expect(hint).toMatchObject({ range: { startLine: 14 }, about: ['Ring'] });
    expect(hint?.message).toContain('5 Ring left in 5 cycles, never collected, with 5 other objects.');
  });

  it('are not given for what a collection found, nor for what is held', () => {
    expect(hints(`${CYCLE}gc.collect()\n`)).toEqual([]);
    expect(hints('a = []\na.append(a)\n')).toEqual([]);
  });

  it('name the line whose objects pile up, and what grows', () => {
    const [hint, ...others] = hints('log = []\nclass Entry:\n    pass\ndef handle():\n    log.append(Entry())\nfor i in range(60):\n    handle()\n');
    expect(others).toEqual([]);
    expect(hint).toMatchObject({ code: 'leakSuspect', severity: 'hint', about: ['Entry'], range: { startLine: 4, startColumn: 4 } });
    expect(hint?.message).toMatch(/^Leak suspect\. .*60 Entry.*held by log/s);
    expect(hint?.related.map(({ range, message }) => [range.startLine, message])).toContainEqual([0, 'log grows']);
  });

  it('are silent on short lists', () => {
    expect(hints('log = []\nfor i in range(10):\n    log.append([i])\n')).toEqual([]);
  });

  it('are not given for cycles when the run was stopped: the program might have cleaned up', () => {
    const run = recordSource(toolchain, `${CYCLE}while True:\n    pass\n`, { limits: { steps: 300, seconds: 60, megabytes: 100 } });
    expect(hintsOf(new Session(run))).toEqual([]);
  });
});
