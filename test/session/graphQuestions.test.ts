/** Questions about a moment, end to end, on programs whose answers can be told by reading them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Session, type Toolchain } from '../../src/session';
import type { GraphQuestions } from '../../src/session/graphQuestions';
import { loadToolchain, recordSource } from './toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

interface Asked {
  readonly session: Session;
  readonly graph: GraphQuestions;
  /** The last moment before a line (from 1) runs. */
  readonly before: (line: number) => number;
  /** The number of the object a global stands for. */
  readonly global: (name: string, moment: number) => number;
}

function ask(source: readonly string[]): Asked {
  const session = new Session(recordSource(toolchain, source.join('\n')));
  const { graph } = session;
  if (graph === null) throw new Error('nothing ran');
  return {
    session, graph,
    before: (line) => session.neighbour(session.stepCount, -1, line - 1) as number,
    global: (name, moment) => {
      const slot = session.view(moment, { nodeLimit: 200, slotLimit: 100, showAtoms: true }).roots[0]?.slots.find(({ label }) => label === name);
      if (slot?.target == null) throw new Error(`no ${name}`);
      return slot.target;
    },
  };
}

const NODES = ['class Node:', '    def __init__(self, name): self.name = name; self.next = None', '    def __del__(self): pass'];

describe('why alive', () => {
  it('names the path, and other ways, in words', () => {
    const { graph, before, global } = ask([...NODES, 'n = Node("n")', 'a = [n]', 'b = {"k": a}', 'm = Node("m")', 'm.next = n', 'del n', 'x = 1']);
    const at = before(10);
    const list = global('a', at);
    const answer = graph.whyAlive(at, list, 5);
    expect(answer).toMatchObject({ verdict: 'held', refcount: 2, hasMore: false });
    expect(answer?.paths.map(({ text }) => text)).toEqual(['global a', expect.stringMatching(/^global b -> dict #\d+\['k'\]$/)]);
    const node = graph.rows(at, { from: 0, count: 100, filter: { types: ['Node'] } }).rows[0]?.id as number;
    expect(graph.whyAlive(at, node)?.paths.map(({ text }) => text).sort()).toEqual([
      expect.stringMatching(/^global a -> list #\d+\[0\]$/), expect.stringMatching(/^global b -> dict #\d+\['k'\] -> list #\d+\[0\]$/),
      expect.stringMatching(/^global m -> attribute \.next of Node #\d+$/),
    ]);
    expect(graph.whyAlive(at, node, 1)).toMatchObject({ hasMore: true, paths: [{ root: 'global' }] });
    expect(graph.whyAlive(at, 1_000_000)).toBeNull();
  });

  it('tells locals, the evaluation stack, closures, generators, exceptions and tracebacks', () => {
    const { graph, before } = ask([
      'class Thing: pass', 'def fails():', '    held = Thing()', '    raise ValueError("no")', 'try:', '    fails()', 'except ValueError as error:', '    kept = error',
      'def outer():', '    cell = Thing()', '    def inner(): return cell', '    return inner', 'f = outer()', 'def steps():', '    own = Thing()', '    yield own',
      'g = steps()', 'next(g)', 'def call(p):', '    return p', 'for t in [Thing()]:', '    call(Thing())',
    ]);
    const via = (line: number): (readonly [string, string, string])[] => {
      const moment = before(line);
      return graph.rows(moment, { from: 0, count: 50, filter: { types: ['Thing'] } }).rows.map(({ id }) => {
        const path = graph.whyAlive(moment, id, 1)?.paths[0];
        return [path?.root ?? '', path?.via.join(' ') ?? '', path?.text ?? ''] as const;
      });
    };
    const ways = via(20);
    expect(ways.map(([root, through]) => [root, through])).toEqual([
      ['global', 'exception traceback frame'], ['global', 'closure'], ['global', 'generator'], ['global', ''], ['local', ''],
    ]);
    expect(ways[0]?.[2]).toMatch(/^global kept -> __traceback__ of ValueError #\d+ -> .* -> local held of frame #\d+$/);
    expect(ways[1]?.[2]).toMatch(/^global f -> __closure__ of function outer.<locals>.inner -> tuple #\d+\[0\] -> contents of cell #\d+$/);
    expect(ways[4]?.[2]).toBe('local p of call');
  });

  it('tells immortal ones, the interpreter\'s, the freed and those only a cycle keeps', () => {
    const { graph, before, global } = ask([
      ...NODES, 'n = None', 'a = Node("a")', 'b = [Node("gone")]', 'b.clear()', 'a.next = Node("b")', 'a.next.next = a', 'inside = [a.next]', 'a.next.tail = inside', 'del a, inside',
      'x = len',
    ]);
    const moment = before(13);
    const none = global('n', before(6));
    expect(graph.whyAlive(moment, none)).toMatchObject({ verdict: 'immortal', sentence: 'None is immortal: its refcount is not kept and it is never freed.' });
    const [first, second] = graph.rows(moment, { from: 0, count: 9, filter: { types: ['Node'] } }).rows;
    const kept = graph.whyAlive(moment, first?.id as number);
    expect(kept).toMatchObject({ verdict: 'cycle', paths: [] });
    expect(kept?.cycle?.text).toBe(`Node #${first?.id} .next -> Node #${second?.id} .next -> Node #${first?.id}`);
    const list = graph.rows(moment, { from: 0, count: 9, filter: { types: ['list'], reachable: false } }).rows[0]?.id as number;
    expect(graph.whyAlive(moment, list)?.cycle?.steps.length).toBeGreaterThan(1);
    const early = before(7);
    const goner = graph.rows(early, { from: 0, count: 9, filter: { types: ['Node'] } }).rows.find(({ id }) => id !== first?.id)?.id as number;
    expect(graph.whyAlive(moment, goner)).toMatchObject({ verdict: 'freed', refcount: 0 });
  });
});

describe('hover', () => {
  it('says why an object is alive in one line', () => {
    const { session } = ask([...NODES, 'a = Node("a")', 'b = [[a]]', 'del b[0]', 'c = (a, [a])', 'a.me = a', 'n = None', 'del c', 'x = a', 'del x', 'd = [a]', 'a = d', 'd = 1']);
    expect(session.hover(3, 0)?.aliveBy).toBe('global a');
    expect(session.hover(4, 6)?.aliveBy).toMatch(/^global a, and by global b -> list #\d+\[0\] -> list #\d+\[0\]$/);
    expect(session.hover(6, 5)?.aliveBy).toMatch(/^global a, and by global c -> tuple #\d+\[0\], and in other ways$/);
    expect(session.hover(8, 0)?.aliveBy).toBe('');
  });
});

describe('what would free it', () => {
  it('is the smallest set of references, with what goes with it', () => {
    const { graph, before, global } = ask([...NODES, 'n = Node("n")', 'n.next = Node("tail")', 'a = [n, n]', 'b = (a, a)', 'del n', 'x = 1']);
    const moment = before(9);
    const list = global('a', moment);
    const freeing = graph.whatWouldFree(moment, list);
    expect(freeing).toMatchObject({ verdict: 'references', when: 'at once', drop: [{ action: 'del a' }, { action: 'del b' }] });
    expect(freeing?.freed.byType.map(({ type, count }) => [type, count]).sort()).toEqual([['Node', 2], ['list', 1], ['tuple', 1]]);
    expect(freeing?.atOnce).toBe(freeing?.freed.count);
    expect(freeing?.sentence).toMatch(/^Without global a \(del a\) and global b \(del b\), list #\d+ is freed at once by its refcount, with 3 other objects/);
    const node = graph.rows(moment, { from: 0, count: 9, filter: { types: ['Node'] } }).rows[0]?.id as number;
    // Two names lead to the list, and it has the node twice: that is no fewer, but nearer, so that nothing else goes with it but its tail.
    const near = graph.whatWouldFree(moment, node);
    expect(near?.drop.map(({ step }) => step.label)).toEqual(['[0]', '[1]']);
    expect(near?.freed.byType).toMatchObject([{ type: 'Node', count: 2 }]);
    expect(graph.whatWouldFree(moment, node, 1)).toMatchObject({ verdict: 'tooMany', drop: [] });
  });

  it('waits for the collector where a cycle keeps it', () => {
    const { graph, before, global } = ask([...NODES, 'n = Node("n")', 'n.next = n', 'x = 1']);
    const moment = before(6);
    expect(graph.whatWouldFree(moment, global('n', moment))).toMatchObject({ when: 'next collection', drop: [{ action: 'del n' }], atOnce: 0, freed: { count: 1 } });
  });
});

describe('tables', () => {
  const LOST = [
    'import gc', 'gc.disable()', ...NODES, 'ring = Node("r")', 'ring.next = ring', 'del ring', 'pair = Node("p")', 'pair.next = Node("q")', 'pair.next.next = pair',
    'pair.next.list = [[]]', 'del pair', 'self_list = []', 'self_list.append(self_list)', 'x = 1', 'found = gc.collect()', 'y = 1',
  ];

  it('of cycles and islands', () => {
    const { graph, before } = ask(LOST);
    const moment = before(16);
    const { groups, total } = graph.cycles(moment);
    expect(total).toBe(3);
    expect(groups.map(({ count, unreachable, isClass }) => [count, unreachable, isClass])).toEqual([[2, true, false], [1, true, false], [1, false, false]]);
    expect(groups[0]?.shortest.text).toMatch(/^Node #(\d+) \.next -> Node #\d+ \.next -> Node #\1$/);
    expect(groups[2]?.shortest.text).toMatch(/^list #(\d+) \[0\] -> list #\1$/);
    expect(graph.cycles(moment, { all: true }).groups.some(({ isClass }) => isClass)).toBe(true);
    const islands = graph.islands(moment);
    expect(islands.islands.map(({ cycles }) => cycles.length)).toEqual([1, 1]);
    expect(islands.total).toBe(2);
    const through = graph.cycleThrough(moment, groups[1]?.members[0]?.id as number);
    expect(through?.steps).toHaveLength(1);
  });

  it('of what a collection finds, as it then does', () => {
    const { graph, before, session } = ask(LOST);
    const here = graph.collectHere(before(17));
    const [collection] = session.collections();
    expect(here.collected).toBe(collection?.collected);
    expect(here.finalizers).toHaveLength(3);
    expect(here.callbacks).toEqual([]);
    expect(here.sentence).toMatch(/^gc\.collect\(\) would return 5 here and free \d+ objects .*, after calling 3 finalizers\.$/);
    expect(graph.collectHere(before(18)).collected).toBe(0);
  });

  it('of dominators, and of counts by type, line, generation and age', () => {
    const { graph, before, global } = ask([...NODES, 'big = [Node(i) for i in range(50)]', 'big[0].next = big[1]', 'small = [1.5]', 'x = 1']);
    const moment = before(7);
    const table = graph.dominators(moment, { limit: 3 });
    expect(table.rows.map(({ object }) => object.type)).toEqual(['list', 'type', 'function']);
    const list = table.rows.find(({ object }) => object.type === 'list');
    expect(list).toMatchObject({ dominator: null, childCount: 50 });
    expect(list?.object.id).toBe(global('big', moment));
    const under = graph.dominators(moment, { under: list?.object.id as number });
    expect(under.total).toBe(50);
    expect(under.rows.every(({ dominator }) => dominator?.id === list?.object.id)).toBe(true);
    expect(graph.breakdown(moment, 'type').rows.find(({ key }) => key === 'Node')).toMatchObject({ count: 50, unreachable: 0 });
    const byLine = graph.breakdown(moment, 'line');
    expect(byLine.rows.find(({ line }) => line === 3)?.count).toBe(51);
    for (const by of ['type', 'line', 'generation', 'age'] as const) {
      const answer = graph.breakdown(moment, by);
      expect(answer.rows.reduce((sum, { count }) => sum + count, 0)).toBe(answer.count);
      expect(answer.rows.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(answer.bytes);
    }
  });

  it('of rows, with moments instead of steps, and around an object', () => {
    const { graph, before, session } = ask([...NODES, 'big = [Node(i) for i in range(50)]', 'x = 1']);
    const moment = before(5);
    const rows = graph.rows(moment, { from: 10, count: 5, filter: { types: ['Node'] }, sort: { column: 'id', descending: true } });
    expect(rows).toMatchObject({ total: 50, from: 10 });
    expect(rows.rows).toHaveLength(5);
    const { id, bornStep } = rows.rows[2] as (typeof rows.rows)[number];
    expect(session.view(bornStep as number, { nodeLimit: 10, slotLimit: 5, showAtoms: false }).line).not.toBeNull();
    const around = graph.rows(moment, { from: 0, count: 5, around: id, filter: { types: ['Node'] }, sort: { column: 'id', descending: true } });
    expect(around.rows[2]?.id).toBe(id);
    expect(graph.rows(moment, { from: 0, count: 5, filter: { bornSince: moment } }).total).toBe(0);
  });

  it('of the heap over time', () => {
    const { graph, session } = ask([...NODES, 'big = []', 'for i in range(50):', '    big.append(Node(i))', 'big.clear()', 'x = 1']);
    const series = graph.series(0, session.stepCount - 1, 20);
    expect(series.steps).toHaveLength(20);
    expect([series.steps[0], series.to]).toEqual([0, session.stepCount - 1]);
    expect(Math.max(...series.objects.maximum)).toBeGreaterThan((series.objects.maximum[19] as number) + 45);
  });
});

describe('views of large heaps', () => {
  const LARGE = [...NODES, 'big = [Node(i) for i in range(3000)]', 'for a, b in zip(big, big[1:]): a.next = b', 'named = big[7]', 'x = 1'];
  const VIEW = { nodeLimit: 60, slotLimit: 8, showAtoms: false };

  it('fold by type what there is no room for, under the same names at each moment', () => {
    const { session, before } = ask(LARGE);
    const view = session.view(before(7), { ...VIEW, grouping: 'auto' });
    const group = view.groups?.find(({ id }) => id === 'type:Node');
    expect(group?.label).toMatch(/^[\d,]+ Node$/);
    expect(view.nodes.some(({ type }) => type === 'list')).toBe(true);
    const count = (view.groups ?? []).reduce((sum, each) => sum + each.count, 0);
    const plain = session.view(before(7), VIEW);
    expect(count + view.nodes.length + view.hiddenCount).toBe(plain.nodes.length + plain.hiddenCount);
    expect(group?.links.find(({ target }) => target === 'type:Node')).toMatchObject({ label: '.next' });
    const list = view.nodes.find(({ type }) => type === 'list');
    expect(list?.slots.some((slot) => slot.group === 'type:Node' || slot.target !== null)).toBe(true);
    expect(list?.moreLinks?.[0]).toMatchObject({ target: 'type:Node', label: '[…]' });
    const opened = session.view(before(7), { ...VIEW, grouping: 'type', opened: { 'type:Node': 20 } });
    expect(opened.nodes.filter(({ type }) => type === 'Node').length).toBeGreaterThanOrEqual(20);
    expect(opened.groups?.find(({ id }) => id === 'type:Node')?.count).toBeLessThan(group?.count as number);
    expect(opened.nodes.length).toBeLessThanOrEqual(VIEW.nodeLimit);
  });

  it('fold by holder what hangs under a card', () => {
    const { session, before, global } = ask(LARGE);
    const moment = before(7);
    const view = session.view(moment, { ...VIEW, grouping: 'holder' });
    const ids = new Set(view.nodes.map(({ id }) => id));
    for (const group of view.groups ?? []) if (group.kind === 'holder') expect(ids.has(group.holder as number)).toBe(true);
    expect(view.groups?.find(({ holder }) => holder === global('big', moment))?.count).toBeGreaterThan(2900);
  });

  it('show only what the filter means, or what is near an object; pinned and hidden ones', () => {
    const { session, before, global } = ask(LARGE);
    const moment = before(7);
    expect(session.view(moment, { ...VIEW, filter: { types: ['list'] } }).nodes.every(({ type }) => type === 'list')).toBe(true);
    const named = global('named', moment);
    const near = session.view(moment, { ...VIEW, focus: { id: named, distance: 1 } });
    expect(near.nodes[0]?.id).toBe(named);
    expect(near.nodes.filter(({ type }) => type === 'Node')).toHaveLength(3);
    const last = session.graph?.rows(moment, { from: 0, count: 1, filter: { types: ['Node'] }, sort: { column: 'id', descending: true } }).rows[0]?.id as number;
    const pinned = session.view(moment, { ...VIEW, grouping: 'type', pinned: [last], hidden: [named] });
    expect(pinned.nodes.some(({ id }) => id === last)).toBe(true);
    expect(pinned.nodes.some(({ id }) => id === named)).toBe(false);
  });
});
