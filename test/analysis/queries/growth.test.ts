/** Leak suspects: programs that leak in every way are caught with the right numbers, programs that don't are left alone. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { growthReport, GROWTH_LIMITS, type RunIndex } from '../../../src/analysis';
import { IMMORTAL } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { loadToolchain } from '../../session/toolchainForTests';
import { indexOf, programObjects } from './timeOracle';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const PRELUDE = `import gc
class Node:
    def __init__(self, value):
        self.value = value
class Listener:
    def on_event(self):
        pass
`;

/** A body that leaks, by name: what runs before the loop, and what each iteration does. */
const LEAKS: Readonly<Record<string, { readonly before: string; readonly each: readonly string[]; readonly holder: string | null; readonly type: string }>> = {
  'global list': { before: 'kept = []', each: ['kept.append(Node(i))'], holder: 'kept', type: 'Node' },
  'list in an attribute': { before: 'owner = Node([])', each: ['owner.value.append([i])'], holder: 'owner.value', type: 'list' },
  'dict cache': { before: 'cache = {}', each: ['cache[f"key {i}"] = Node(i)'], holder: 'cache', type: 'Node' },
  'set': { before: 'seen = set()', each: ['seen.add((i, "x"))'], holder: 'seen', type: 'tuple' },
  'chain': { before: 'head = None', each: ['head = (i, head)'], holder: 'head', type: 'tuple' },
  'closures': { before: 'def make(x):\n    big = [x]\n    return lambda: big\ncallbacks = []', each: ['callbacks.append(make(i))'], holder: 'callbacks', type: 'function' },
  'bound methods': { before: 'registry = []', each: ['registry.append(Listener().on_event)'], holder: 'registry', type: 'method' },
  'exceptions with their tracebacks': {
    before: 'def fail(x):\n    local = [x]\n    raise ValueError(x)\nerrors = []', each: ['try:', '    fail(i)', 'except ValueError as error:', '    errors.append(error)'],
    holder: 'errors', type: 'ValueError',
  },
  'cycles while the collector is off': { before: 'gc.disable()', each: ['a = Node(i)', 'b = Node(a)', 'a.value = b', 'del a, b'], holder: null, type: 'Node' },
  'default argument': { before: 'def add(x, known=[]):\n    known.append(Node(x))', each: ['add(i)'], holder: 'add.__defaults__[0]', type: 'Node' },
  'class attribute': { before: 'class Pool:\n    items = []', each: ['Pool.items.append([i])'], holder: 'Pool.items', type: 'list' },
  'generators that are never finished': { before: 'def numbers(x):\n    yield [x]\npending = []', each: ['g = numbers(i)', 'next(g)', 'pending.append(g)', 'del g'], holder: 'pending', type: 'generator' },
};

/** Bodies that keep nothing for good. */
const CLEAN: Readonly<Record<string, { readonly before: string; readonly each: readonly string[]; readonly after?: string }>> = {
  'temporaries': { before: '', each: ['x = [Node(i), [i]]', 'del x'] },
  'a list that is filled once and dropped': { before: 'rows = []', each: ['rows.append(Node(i))'], after: 'print(len(rows))\nrows.clear()' },
  'a list in a function': { before: 'def work():\n    rows = [[k] for k in range(20)]\n    return len(rows)', each: ['work()'] },
  'a warm cache': { before: 'cache = {}', each: ['if i % 4 not in cache:', '    cache[i % 4] = Node(i)', 'node = cache[i % 4]'] },
  'a cache that is filled on its first use': { before: 'table = []\ndef look(n):\n    if not table:\n        for k in range(50):\n            table.append([k])\n    return table[n % 50]', each: ['look(i)'] },
  'a bounded queue': { before: 'queue = []', each: ['queue.append(Node(i))', 'if len(queue) > 3:', '    queue.pop(0)'] },
  'a batch that is replaced': { before: '', each: ['batch = [Node(k) for k in range(10)]'] },
  'cycles the collector takes': { before: '', each: ['a = Node(i)', 'a.value = a', 'del a'] },
  'small numbers and shared texts': { before: 'kept = []', each: ['kept.append(i % 7)', 'kept.append("text")', 'kept.append(None)'] },
  'exceptions that are handled': { before: 'def fail(x):\n    raise ValueError(x)', each: ['try:', '    fail(i)', 'except ValueError as error:', '    pass'] },
};

function program({ before, each, after = '' }: { readonly before: string; readonly each: readonly string[]; readonly after?: string }, times: number, inFunction: boolean): string {
  const lines = inFunction
    ? [PRELUDE, before, 'def step(i):', `    global ${[...new Set(each.join('\n').match(/\b(head|queue|batch)\b(?= = )/g) ?? ['unused'])].join(', ')}`, ...each.map((line) => `    ${line}`), `for i in range(1000, ${1000 + times}):`, '    step(i)']
    : [PRELUDE, before, `for i in range(1000, ${1000 + times}):`, ...each.map((line) => `    ${line}`)];
  return [...lines, after, 'done = 1', ''].join('\n');
}

/** Objects of the program alive before the end that were born on the lines and of the types a suspect names. */
function bruteForce(index: RunIndex, sites: readonly { readonly line: number | null; readonly functionName: string; readonly type: string }[]): { count: number; bytes: number } {
  const state = index.timeline.seek(index.exitStep);
  let [count, bytes] = [0, 0];
  for (const entity of programObjects(index)) {
    if ([0, IMMORTAL].includes(state.refcount(entity)) || index.recording.entities.bornStep(entity) > index.exitStep) continue;
    const { line, functionName } = index.workPlace(index.recording.entities.bornStep(entity) - 1);
    const { type } = index.reference(entity);
    if (!index.isKnownToProgram(entity) || !sites.some((site) => site.line === line && site.functionName === functionName && site.type === type)) continue;
    count++;
    bytes += index.recording.sizeOf(state, entity);
  }
  return { count, bytes };
}

describe('leak suspects', () => {
  it.each(Object.keys(LEAKS))('%s', (name) => {
    const leak = LEAKS[name] as (typeof LEAKS)[string];
    for (const inFunction of [false, true]) {
      const index = indexOf(toolchain, program(leak, 40, inFunction));
      const { suspects } = growthReport(index, { ...GROWTH_LIMITS, sites: 1000 });
      expect(suspects, name).toHaveLength(1);
      const [suspect] = suspects;
      if (suspect === undefined) return;
      expect(suspect.sites.map(({ type }) => type)).toContain(leak.type);
      expect(suspect.holder?.path ?? null).toBe(leak.holder);
      expect(suspect.left).toEqual(bruteForce(index, suspect.sites));
      expect(suspect.straightness).toBeGreaterThan(0.95);
      expect(Math.abs(suspect.objectsPerIteration * suspect.iterations - suspect.left.count) / suspect.left.count).toBeLessThan(0.15);
      expect(suspect.series[suspect.series.length - 1]?.value).toBe(suspect.left.count);
    }
  });

  it.each(Object.keys(CLEAN))('none: %s', (name) => {
    for (const inFunction of [false, true]) {
      const index = indexOf(toolchain, program(CLEAN[name] as (typeof CLEAN)[string], 40, inFunction));
      expect(growthReport(index).lines, `${name}${inFunction ? ' in a function' : ''}`).toEqual(['Nothing piles up: no line leaves more behind with each iteration or call.']);
    }
  });

  it('n objects per iteration are n objects per iteration, in any mixture with what leaks nothing', () => {
    const clean = fc.constantFrom(...Object.values(CLEAN).filter(({ after, each }) => after === undefined && !each.join().includes('batch')));
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 8, max: 60 }), clean, (count, times, other) => {
      const source = program({ before: `${other.before}\nkept = []`, each: [...other.each, ...Array.from({ length: count }, () => 'kept.append([i])')] }, times, false);
      const { suspects } = growthReport(indexOf(toolchain, source));
      expect(suspects).toHaveLength(1);
      const lists = suspects[0]?.sites.filter(({ type }) => type === 'list') ?? [];
      expect(lists.reduce((sum, { left }) => sum + left.count, 0)).toBe(count * times);
    }), { numRuns: 12 });
  });

  it('are ranked by what they cost, and told in words', () => {
    const index = indexOf(toolchain, `small = []\nlarge = {}\nfor i in range(1000, 1030):\n    small.append([])\n    large[i] = [0] * 50\n`);
    const { suspects, lines } = growthReport(index);
    expect(suspects.map(({ holder }) => holder?.path)).toEqual(['large', 'small']);
    expect(lines[0]).toMatch(/^1\. With each iteration of the loop at line 3 2 objects and \d+ bytes stay behind: 60 objects, \d+ kB after 30 iterations \(30 list, 30 int\)\. They are held by large \(dict #\d+\), for example list #\d+\.$/);
    expect(suspects[0]?.examplePath.map((step) => step.replace(/#\d+/g, '#'))).toEqual(['global large holds dict #', 'dict #[1015] holds list #']);
  });
});
