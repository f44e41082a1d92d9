/**
 * What is recorded of the inside of collections, against a brute force over the live heap at their beginning: gc_refs after both passes,
 * who is unreachable, and that whoever saved an object holds it by that very reference.
 */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CollectionObserver, PyObject } from '../../src/python/memory';
import type { Interpreter } from '../../src/python/vm';
import { CollectionEvent, labelText, Timeline, type Recorder, type Recording } from '../../src/recording';
import type { RecordedRunOptions, Toolchain } from '../../src/session';
import { randomProgram } from '../properties/randomProgram';
import { loadToolchain, recordSource } from '../session/toolchainForTests';

interface Expected {
  /** For each candidate: entity, refcount, references from outside the candidates, reachable from what has such references. */
  readonly candidates: { entity: number; refcount: number; outside: number; reachable: boolean }[];
}

/** Counted by hand: who holds whom among the candidates. Types of C modules are held for ever; there is nothing to say about their own counts. */
function bruteForce(candidates: readonly PyObject[], entityOf: (object: PyObject) => number): Expected {
  const members = new Set(candidates);
  const inside = new Map<PyObject, number>();
  for (const holder of candidates) {
    holder.type.traverse?.(holder, (held) => {
      if (members.has(held)) inside.set(held, (inside.get(held) ?? 0) + 1);
    });
  }
  const outside = (object: PyObject): number => object.refcnt - (inside.get(object) ?? 0);
  const reached = new Set<PyObject>();
  const pending = candidates.filter((object) => outside(object) > 0);
  for (let object = pending.pop(); object !== undefined; object = pending.pop()) {
    if (reached.has(object)) continue;
    reached.add(object);
    object.type.traverse?.(object, (held) => {
      if (members.has(held)) pending.push(held);
    });
  }
  return {
    candidates: candidates.filter(({ refcnt }) => refcnt < IMMORTAL).map((object) => ({ entity: entityOf(object), refcount: object.refcnt, outside: outside(object), reachable: reached.has(object) })),
  };
}

const IMMORTAL = 1 << 28;

/** Records a run; with it what a brute force says of each collection that came to its end. */
function runWatched(toolchain: Toolchain, source: string, more: Partial<RecordedRunOptions> = {}): { recording: Recording; expected: Expected[] } {
  const expected: Expected[] = [];
  const watch = (recorder: Recorder, interpreter: Interpreter): void => {
    const entityOf = (object: PyObject): number => recorder.entityOf(object);
    const { observer } = interpreter.heap;
    if (observer === null) return;
    const start = observer.collectionStarted.bind(observer);
    observer.collectionStarted = (generation, reason): CollectionObserver | null => {
      const inner = start(generation, reason);
      if (inner === null) return null;
      const phase = inner.phase.bind(inner);
      let isOpen = true;
      inner.phase = (name, objects): void => {
        const list = [...objects];
        if (name === 'candidates' && isOpen) {
          expected.push(bruteForce(list.filter((object) => object.refcnt < IMMORTAL || interpreter.heap.anchored.has(object)), entityOf));
        }
        isOpen = false;
        phase(name, list);
        inner.phase = name === 'delete_garbage' ? phase : inner.phase;
      };
      return inner;
    };
  };
  const run = recordSource(toolchain, source, {
    ...more,
    collectionDetails: { background: true, rowsPerCollection: 1_000_000, rows: 50_000_000, ...more.collectionDetails },
    inspect: (recorder, interpreter) => watch(recorder, interpreter),
  });
  if (run.timeline === null) throw new Error('the program did not run');
  return { recording: run.timeline.recording, expected };
}

/** What is wrong, a line each. */
function differences(recording: Recording, expected: readonly Expected[]): string[] {
  const { collectionDetails: details } = recording;
  const timeline = new Timeline(recording);
  const wrong: string[] = [];
  if (recording.collections.length !== expected.length) wrong.push(`${recording.collections.length} collections on record, there were ${expected.length}`);
  recording.collections.forEach((_record, collection) => {
    const [first, end] = details.phasesOf(collection);
    const rows = Array.from({ length: end - first }, (_unused, index) => first + index);
    const rowOf = (name: string): number => rows.find((row) => details.phase(row).phase === name) ?? -1;
    const { candidates } = expected[collection] ?? { candidates: [] };
    const [from, to] = details.membersOf(rowOf('candidates'));
    const members = Array.from({ length: to - from }, (_unused, index) => details.member(from + index)).filter(({ refcount }) => refcount >= 0);
    members.forEach(({ entity, refcount, gcRefs }, index) => {
      const truth = candidates[index];
      if (truth?.entity !== entity || truth.refcount !== refcount || truth.outside !== gcRefs) {
        wrong.push(`collection ${collection}: entity ${entity} has gc_refs ${refcount} and ${gcRefs}, it should be ${JSON.stringify(truth)}`);
      }
    });
    if (members.length !== candidates.length) wrong.push(`collection ${collection}: ${members.length} members, there were ${candidates.length} candidates`);

    const state = timeline.seekChange(details.phase(rowOf('candidates')).changeEnd);
    const unreachable = new Set<number>();
    const [eventFrom, eventTo] = details.eventsOf(rowOf('move_unreachable'));
    for (let event = eventFrom; event < eventTo; event++) {
      const { kind, entity, holder, label } = details.event(event);
      if (kind === CollectionEvent.SetAside) unreachable.add(entity);
      if (kind === CollectionEvent.MovedBack && !unreachable.delete(entity)) wrong.push(`collection ${collection}: ${entity} moved back, but never set aside`);
      if (kind !== CollectionEvent.MovedBack && kind !== CollectionEvent.Reached) continue;
      let holds = false;
      for (let slot = recording.slots.first(holder); slot !== 0; slot = recording.slots.next(slot)) {
        holds ||= recording.slots.label(slot) === label && state.target(slot) === entity;
      }
      if (!holds) wrong.push(`collection ${collection}: ${holder} does not hold ${entity} by ${labelText(label, recording.strings)}`);
    }
    const truth = new Set(candidates.filter(({ reachable }) => !reachable).map(({ entity }) => entity));
    for (const entity of truth) if (!unreachable.has(entity)) wrong.push(`collection ${collection}: ${entity} is unreachable and was not set aside`);
    for (const entity of unreachable) if (!truth.has(entity)) wrong.push(`collection ${collection}: ${entity} is reachable and was set aside`);
  });
  return wrong;
}

const RICH = `
import gc, weakref
gc.set_threshold(40, 3, 3)

class Node:
    def __init__(self, name=None):
        self.name = name
        self.next = self

class Slim:
    __slots__ = ('a', 'b', '__weakref__')

class Loud(Node):
    def __del__(self):
        log.append(self.name)
        if self.name == 'back':
            kept.append(self)

def numbers(x):
    try:
        while True:
            yield x
    finally:
        log.append('closed')

log = []
kept = []
for i in range(60):
    n = Node(i)
    n.items = [n, (n, [i]), {'n': n, i: {n.name}}]
    s = Slim()
    s.a = s.b = s
    l = Loud('back' if i % 20 == 0 else i)
    g = numbers(l)
    next(g)
    l.g = g
    r = weakref.ref(n, lambda r: log.append('dead'))
    if i % 3 == 0:
        kept.append(r)
    m = n.__init__
    n.m = m
    try:
        raise ValueError(n)
    except ValueError as e:
        n.e = e
    if i % 10 == 0:
        kept.append(n)
    if i % 25 == 0:
        del kept[:2]
        gc.collect(i % 3)
del n, s, l, g, r, m
gc.freeze()
gc.collect()
gc.unfreeze()
gc.collect()
`;

describe('the inside of collections', () => {
  let toolchain: Toolchain;
  beforeAll(async () => {
    toolchain = await loadToolchain();
  });

  it('is what a brute force over the candidates says, in a program with everything', () => {
    const { recording, expected } = runWatched(toolchain, RICH);
    expect(recording.collections.length).toBeGreaterThan(10);
    expect(recording.collections.some(({ collected }) => collected > 0)).toBe(true);
    expect(differences(recording, expected)).toEqual([]);
  });

  it('is so in random programs', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const { recording, expected } = runWatched(toolchain, `import gc\ngc.set_threshold(25, 3, 3)\n${source}`);
      expect(differences(recording, expected)).toEqual([]);
    }), { numRuns: 15, seed: 4 });
  });

  it('keeps counts and says so when there are too many objects', () => {
    const source = 'import gc\nx = [[i] for i in range(3000)]\ngc.collect()\n';
    const { recording } = runWatched(toolchain, source, { collectionDetails: { background: false, rowsPerCollection: 1000 } });
    const { collectionDetails: details } = recording;
    const collection = recording.collections.findIndex(({ reason }) => reason === 'requested');
    const [first, end] = details.phasesOf(collection);
    const phases = Array.from({ length: end - first }, (_unused, index) => details.phase(first + index));
    expect(phases.slice(0, 3).map(({ phase, isComplete }) => [phase, isComplete])).toEqual([
      ['candidates', false], ['update_refs', false], ['subtract_refs', false],
    ]);
    expect(phases[0]?.count).toBeGreaterThan(3000);
    const [from, to] = details.membersOf(first);
    expect(to - from).toBe(0);
    const [eventFrom, eventTo] = details.eventsOf(first + 3);
    expect(eventTo - eventFrom).toBeLessThanOrEqual(1000);
    expect(phases.at(-1)).toMatchObject({ phase: 'delete_garbage', isComplete: true });
  });
});
