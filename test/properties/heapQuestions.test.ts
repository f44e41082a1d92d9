/** Answers about moments of random programs against the plainest ways to find them: fixpoints, removal, and what the collector then did. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectHere, cycles, entityOfShownId, HeapGraph, islands, whatWouldFree, whyAlive } from '../../src/analysis';
import { collectableNodes } from '../../src/analysis/queries/collectHere';
import { labelText, type Timeline } from '../../src/recording';
import type { Toolchain } from '../../src/session';
import { iterativeDominators } from '../analysis/algorithms/iterativeDominators';
import { loadToolchain, recordSource } from '../session/toolchainForTests';
import { randomProgram } from './randomProgram';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** Some moments of a program's run, evenly spread. */
function forMoments(source: string, count: number, check: (graph: HeapGraph, timeline: Timeline) => void): void {
  const { timeline } = recordSource(toolchain, source);
  if (timeline === null) throw new Error('nothing ran');
  for (let i = 0; i < count; i++) {
    const step = Math.floor((i * (timeline.stepCount - 1)) / Math.max(1, count - 1));
    check(new HeapGraph(timeline.recording, timeline.seek(step), step), timeline);
  }
}

/** Entities the roots reach, slot by slot, without some slots. */
function plainReach(graph: HeapGraph, withoutSlots: ReadonlySet<number> = new Set()): Set<number> {
  const { moment } = graph;
  const pending = [...moment.roots].map((root) => moment.entityOf[root] as number);
  const reached = new Set(pending);
  for (let entity = pending.pop(); entity !== undefined; entity = pending.pop()) {
    for (const edge of graph.slotsOf(entity)) {
      if (!graph.isCounted(edge) || withoutSlots.has(edge.slot) || reached.has(edge.target)) continue;
      reached.add(edge.target);
      pending.push(edge.target);
    }
  }
  return reached;
}

function programObjects(graph: HeapGraph): number[] {
  const { moment, recording } = graph;
  return [...moment.entityOf].filter((entity, node) => moment.isRoot[node] === 0 && entity > recording.baselineEntity);
}

describe('at moments of random programs', () => {
  it('reach and dominators are those of the simplest algorithms', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      forMoments(source, 4, (graph) => {
        const { moment, reachedNodes, retention } = graph;
        const reached = plainReach(graph);
        for (let node = 1; node < moment.nodeCount; node++) expect(reachedNodes[node] === 1).toBe(reached.has(moment.entityOf[node] as number));
        const simple = iterativeDominators(moment.out, moment.in, moment.roots);
        expect([...retention.immediate.subarray(1)]).toEqual([...simple.subarray(1)]);
      });
    }), { numRuns: 15 });
  });

  it('why: each path is one of real references from a root; without one only cycles keep it', () => {
    fc.assert(fc.property(randomProgram, fc.nat(), (source, choice) => {
      forMoments(source, 4, (graph) => {
        const reached = plainReach(graph);
        const objects = programObjects(graph);
        for (let i = 0; i < Math.min(12, objects.length); i++) {
          const entity = objects[(choice + i * 7) % objects.length] as number;
          const { verdict, paths, cycle } = whyAlive(graph, entity);
          expect(verdict).toBe(reached.has(entity) ? 'held' : 'cycle');
          expect(paths.length > 0).toBe(verdict === 'held');
          expect(cycle !== null).toBe(verdict === 'cycle');
          for (const { steps, text } of paths) {
            expect(text).not.toBe('');
            steps.forEach((step, at) => {
              if (at > 0) expect(step.holder?.id).toBe(steps[at - 1]?.target.id);
            });
          }
        }
      });
    }), { numRuns: 15 });
  });

  it('what would free it: without these references nothing reaches it, and no single one would do where there are two', () => {
    fc.assert(fc.property(randomProgram, fc.nat(), (source, choice) => {
      forMoments(source, 3, (graph) => {
        const reached = plainReach(graph);
        const objects = programObjects(graph).filter((entity) => reached.has(entity));
        for (let i = 0; i < Math.min(6, objects.length); i++) {
          const entity = objects[(choice + i * 11) % objects.length] as number;
          const { verdict, drop, freed } = whatWouldFree(graph, entity);
          if (verdict === 'tooMany') continue;
          expect(verdict).toBe('references');
          const slots = new Set<number>();
          for (const { step } of drop) {
            const holder = step.holder === null ? null : entityOfShownId(graph.recording, step.holder.id);
            const target = entityOfShownId(graph.recording, step.target.id);
            const edge = graph.holdersOf(target).find((each) =>
              !slots.has(each.slot) && (holder === null ? !graph.isObject(each.holder) : each.holder === holder) && labelText(each.label, graph.recording.strings) === step.label);
            if (edge !== undefined) slots.add(edge.slot);
          }
          expect(slots.size).toBe(drop.length);
          const left = plainReach(graph, slots);
          expect(left.has(entity)).toBe(false);
          expect(freed.count).toBe([...reached].filter((other) => graph.isObject(other) && !left.has(other)).length);
          if (drop.length < 2) continue;
          for (const edge of graph.holdersOf(entity)) expect(plainReach(graph, new Set([edge.slot])).has(entity)).toBe(true);
        }
      });
    }), { numRuns: 10 });
  });

  it('islands are all that is unreachable, and every cycle among it is found', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      forMoments(source, 6, (graph) => {
        const reached = plainReach(graph);
        const lost = [...graph.moment.entityOf].filter((entity) => entity !== 0 && graph.isObject(entity) && !reached.has(entity));
        const table = islands(graph, { limit: 1000 });
        expect(table.count).toBe(lost.length);
        expect(table.islands.reduce((sum, { count }) => sum + count, 0)).toBe(lost.length);
        for (const { cycles: kept } of table.islands) expect(kept.length).toBeGreaterThan(0);
        for (const { shortest } of cycles(graph, { all: true, limit: 1000 }).groups) {
          const { steps } = shortest;
          steps.forEach((step, i) => expect(step.target.id).toBe(steps[(i + 1) % steps.length]?.holder?.id));
        }
      });
    }), { numRuns: 15 });
  });

  it('a collection finds what was foretold at the moment before', () => {
    let foretold = 0;
    fc.assert(fc.property(losingProgram, (source) => {
      const { timeline } = recordSource(toolchain, source);
      if (timeline === null) throw new Error('nothing ran');
      const { recording } = timeline;
      const requested = recording.collections.filter(({ reason }) => reason === 'requested');
      expect(requested).toHaveLength(2);
      for (const { startStep, generation, collected, deathStart, deathEnd } of requested) {
        const graph = new HeapGraph(recording, timeline.seek(startStep), startStep);
        const { unreachable } = collectableNodes(graph, generation);
        const found = [...graph.moment.entityOf].filter((_, node) => unreachable[node] === 1);
        const answer = collectHere(graph, { generation });
        expect(answer.collected).toBe(found.length);
        // Closing a generator may free it and others by their counts.
        if (answer.finalizers.some(({ type }) => type === 'generator')) expect(answer.collected).toBeGreaterThanOrEqual(collected);
        else expect(answer.collected).toBe(collected);
        const died = new Set(Array.from({ length: deathEnd - deathStart }, (_, i) => recording.deaths.get(deathStart + i)));
        for (const entity of found) expect(died.has(entity)).toBe(true);
        // Beside what is tracked only values die.
        expect(answer.freedCount).toBe([...died].filter((entity) => graph.moment.nodeOf(entity) !== 0).length);
        foretold += collected;
      }
    }), { numRuns: 25 });
    expect(foretold).toBeGreaterThan(0);
  });
});

/** Programs which make objects of many kinds, link them at random, keep a few and lose the rest; collections stand on lines of their own. */
const losingProgram = fc.record({
  kinds: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
  links: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 20 }),
  kept: fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
}).map(({ kinds, links, kept }) => {
  const number = (choice: number): number => choice % kinds.length;
  return `import gc, _weakref as weakref
gc.disable()
class Node:
    def link(self, other):
        self.__dict__.setdefault('links', []).append(other)
class Loud(Node):
    def __del__(self): pass
class Slim:
    __slots__ = ('links', '__weakref__')
    def link(self, other):
        self.links = [other, self.links] if hasattr(self, 'links') else other
class Items(list):
    link = list.append
class Entries(dict):
    def link(self, other): self[len(self)] = other
class Made:
    def link(self, other):
        class Local: held = (self, other)
        self.local = Local
class Paused:
    def link(self, other):
        def generator(): yield other
        self.generator = generator()
        next(self.generator)
class Closing:
    def link(self, other): self.function = lambda: (self, other)
class Raising:
    def link(self, other):
        try: raise ValueError(other)
        except ValueError as error: self.error = error
class Watching:
    def link(self, other):
        self.callback = lambda reference: None
        self.reference = weakref.ref(self, self.callback)
        self.other = other
kinds = [Node, Loud, Slim, Items, Entries, Made, Paused, Closing, Raising, Watching]
gc.collect()
n = [kinds[i]() for i in ${JSON.stringify(kinds)}]
${links.map(([from, to]) => `n[${number(from)}].link(n[${number(to)}])`).join('\n')}
keep = [n[i] for i in ${JSON.stringify(kept.map(number))}]
del n
gc.collect()
x = 1
`;
});
