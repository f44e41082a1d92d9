/** One collection step by step: a small program of which every number is known. */
import { beforeAll, describe, expect, it } from 'vitest';
import { collectionSteps, type CollectionPhaseStep, type CollectionSteps } from '../../../src/analysis';
import type { Timeline } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

const PROGRAM = `import gc, _weakref
gc.collect()
class Node:
    pass
class Loud(Node):
    def __del__(self):
        print('del', self.name)
        if self.name == 'back':
            keep.append(self)
keep = []
a = Node(); b = Node()
a.next = b; b.next = a
c = Node(); d = Loud()
c.next = d; d.next = c; d.name = 'gone'
e = Node(); f = Loud()
e.next = f; f.next = e; f.name = 'back'
g = Node(); g.self = g
r = _weakref.ref(g, lambda r: print('callback'))
del b, c, d, e, f, g
n = gc.collect()
print(n)
`;

function phase(steps: CollectionSteps, name: CollectionPhaseStep['phase'], isSecondLook = false): CollectionPhaseStep {
  const found = steps.phases.find((each) => each.phase === name && each.isSecondLook === isSecondLook);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

describe('collectionSteps', () => {
  let toolchain: Toolchain;
  let steps: CollectionSteps;
  let timeline: Timeline;
  beforeAll(async () => {
    toolchain = await loadToolchain();
    timeline = recordSource(toolchain, PROGRAM).timeline as Timeline;
    const { collections } = timeline.recording;
    const last = collections.findLastIndex(({ reason }) => reason === 'requested');
    steps = collectionSteps(timeline, last + 1) as CollectionSteps;
  });

  /** Instances of the program in order: a, b, c, d, e, f, g. */
  const nodes = (step: CollectionPhaseStep): CollectionPhaseStep['objects'] => step.objects.filter(({ object }) => object.type === 'Node' || object.type === 'Loud');

  it('names the collection', () => {
    expect(steps.title).toMatch(/^Collection \d+ of \d+: generation 2, requested on line 20$/);
    expect(steps.collected).toBe(3);
    expect(collectionSteps(timeline, steps.collectionCount + 1)).toBeNull();
    expect(collectionSteps(timeline, 0)).toBeNull();
  });

  it('has the phases in their order, with two sentences each', () => {
    expect(steps.phases.map((each) => each.phase)).toEqual([
      'candidates', 'update_refs', 'subtract_refs', 'move_unreachable', 'untrack', 'promote', 'move_legacy_finalizers', 'handle_weakrefs',
      'finalize_garbage', 'update_refs', 'subtract_refs', 'move_unreachable', 'handle_resurrected_objects', 'delete_garbage',
    ]);
    for (const { sentences } of steps.phases) for (const sentence of sentences) expect(sentence).toMatch(/\.$/);
  });

  it('shows gc_refs of each object after both passes', () => {
    expect(nodes(phase(steps, 'candidates')).map(({ gcRefs, region }) => [gcRefs, region])).toEqual(Array(7).fill([null, 'candidate']));
    expect(nodes(phase(steps, 'update_refs')).map(({ gcRefs }) => gcRefs)).toEqual([2, 1, 1, 1, 1, 1, 1]);
    expect(nodes(phase(steps, 'subtract_refs')).map(({ gcRefs }) => gcRefs)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('says through which reference an object was saved', () => {
    const step = phase(steps, 'move_unreachable');
    expect(nodes(step).map(({ region }) => region)).toEqual(['reachable', 'reachable', ...Array<string>(5).fill('unreachable')]);
    const [a, b] = nodes(step);
    expect(a?.rescue).toMatchObject({ text: 'global a', slot: "['a']", wasSetAside: false });
    expect(b?.rescue).toMatchObject({ text: `.next of ${a?.object.name}`, slot: '.next', holder: { id: a?.object.id } });
  });

  it('tells callbacks and finalizers in order, with what was printed', () => {
    const weakrefs = phase(steps, 'handle_weakrefs');
    expect(weakrefs.actions.map(({ kind }) => kind)).toEqual(['weakrefCleared', 'callbackCalled']);
    expect(weakrefs.output).toBe('callback\n');
    const finalizers = phase(steps, 'finalize_garbage');
    expect(finalizers.actions.map(({ kind, object }) => [kind, object.type])).toEqual([['finalized', 'Loud'], ['finalized', 'Loud']]);
    expect(finalizers.output).toBe('del gone\ndel back\n');
  });

  it('shows resurrection, and what the clearing of an object freed', () => {
    const names = nodes(phase(steps, 'candidates')).map(({ object }) => object.name);
    expect(phase(steps, 'handle_resurrected_objects').actions.map(({ object }) => object.name).sort()).toEqual([names[4], names[5]].sort());
    expect(nodes(phase(steps, 'subtract_refs', true)).map(({ gcRefs }) => gcRefs).slice(2)).toEqual([0, 0, 0, 1, 0]);
    const last = phase(steps, 'delete_garbage');
    expect(last.actions.map(({ kind, freed }) => [kind, freed.map(({ name }) => name)])).toEqual([
      ['cleared', [names[3], names[2]]], ['cleared', [names[6]]],
    ]);
    expect(nodes(last).map(({ region }) => region)).toEqual(['reachable', 'reachable', 'freed', 'freed', 'resurrected', 'resurrected', 'freed']);
    expect(nodes(last).map(({ generation }) => generation)).toEqual([2, 2, null, null, 2, 2, null]);
  });

  it('lists no more than asked for', () => {
    const few = collectionSteps(timeline, steps.number, { limit: 2 }) as CollectionSteps;
    const step = phase(few, 'candidates');
    expect(step.objects).toHaveLength(2);
    expect(step.moreObjects).toBe(phase(steps, 'candidates').objects.length - 2);
    const all = collectionSteps(timeline, steps.number, { all: true, limit: 100_000 }) as CollectionSteps;
    expect(phase(all, 'candidates').objects.length).toBe(phase(steps, 'candidates').objects.length + phase(steps, 'candidates').unlistedObjects);
  });
});
