/** Expectations against runs of real programs: those that hold, and what is said of those that don't. */
import { beforeAll, describe, expect, it } from 'vitest';
import { RunIndex } from '../../../src/analysis';
import { checkExpectations } from '../../../src/analysis/expectations/checkExpectations';
import { readExpectations, type SourceComment } from '../../../src/analysis/expectations/expectationText';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** For each expectation of a program: '' or what is wrong. */
function failures(source: string): string[] {
  const lines = source.split('\n');
  const comments = lines.flatMap((text, i): SourceComment[] => {
    const column = text.indexOf('#');
    return column < 0 ? [] : [{ line: i + 1, column, text: text.slice(column) }];
  });
  const { expectations, mistakes } = readExpectations(lines, comments);
  expect(mistakes).toEqual([]);
  const { timeline } = recordSource(toolchain, source);
  if (timeline === null) throw new Error('nothing was recorded');
  return checkExpectations(new RunIndex(timeline), expectations).map(({ message, status }) => {
    expect(status === 'passed').toBe(message === '');
    return message;
  });
}

const holding = (source: string): void => {
  const found = failures(source);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((message) => message !== '')).toEqual([]);
};

describe('expectations that hold', () => {
  it('of counts and holders', () => {
    holding(`
class Node:
    pass
a = Node()  # expect: refcount(a) == 1, alive(a), tracked(a), generation(a) == 0
b = Node()
a.next = b
b.back = a  # expect: refcount(a) == 2, holders(a) == {"global a", "b.back"}, holders(b) == {"b", "a.next"}
box = [a, (a,)]
# expect: holders(a) == {"a", "b.back", "box[0]", "box[1][0]"}, refcount(a) == 4, not holders(a) == {"a"}
table = {'k': b}  # expect: refcount(table['k']) == 3, size(box) == 72
n = 7  # expect: not tracked(n)
`);
  });

  it('of what goes', () => {
    holding(`
import gc
gc.disable()
class Node:
    pass
a = Node()
a.me = a
t = [1]
t = None  # expect: freed(t), freed == 1
del a     # expect: alive(a), not freed(a), cycles == 1, not reachable(a)
gc.collect()  # expect: collected == 1, freed(a), cycles == 0
`);
  });

  it('of hits, locals and what is left behind', () => {
    holding(`
kept = []
def work(n):
    x = [n]         # expect: refcount(x) == 1, allocated == 1
    y = x           # expect: refcount(x) == 2, holders(x) == {"x", "local y of work"}
    kept.append(x)  # expect: refcount(x) == 3 @hit 2
    del y           # expect: refcount(x) == 2
    return x        # expect: refcount(kept[0]) == 3 @hit 1
for i in range(3):
    work(i)
`);
  });
});

describe('expectations that fail', () => {
  it('say what was the case', () => {
    expect(failures(`
a = []
b = a  # expect: refcount(a) == 1
del b  # expect: freed(b), refcount(nobody) == 1
for i in range(3):
    x = [a]  # expect: refcount(a) == 2
    a.append(None)  # expect: size(a) == 1
y = None  # expect: refcount(y) == 1, alive(y)
if not y:
    pass
else:
    z = 1  # expect: alive(z)
t = (1, 2)  # expect: holders(t) == {"global u"}
t  # expect: alive(t) @hit 2
# expect: tracked(y)
`)).toEqual([
      'refcount(a) is 2: global a, global b',
      'list #2 is alive, refcount 1: global a',
      'there is no name nobody at step 4; there is a',
      '',
      '1st of 3 hits: size(a) is 88',
      'y is immortal: its refcount is not kept',
      '',
      'line 12 did not run',
      't is tuple #1, refcount 2: global t, constant of code <module>',
      'line 14 ran once, so there is no 2nd hit',
      'the collector does not track None',
    ]);
  });
});
