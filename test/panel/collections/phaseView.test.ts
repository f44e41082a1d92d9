/** A phase as a picture: on a real collection, whose end is what doing everything one by one comes to. */
import { beforeAll, describe, expect, it } from 'vitest';
import { partOfPhase, phaseCountText, phaseName, phaseView } from '../../../media/panel/collections/phaseView';
import { collectionFor, ranges } from '../../../media/panel/collections/rowWords';
import { collectionStory, collectionTable } from '../../../src/analysis';
import type { CollectionStory } from '../../../src/protocol';
import type { Timeline } from '../../../src/recording';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

const PROGRAM = `import gc, _weakref
gc.collect()
class Node:
    pass
class Loud(Node):
    def __del__(self):
        if self.name == 'back':
            keep.append(self)
keep = []
a = Node(); b = Node()
a.next = b
c = Node(); d = Loud()
c.next = d; d.next = c; d.name = 'gone'
e = Loud()
e.next = e; e.name = 'back'
g = Node(); g.self = g
r = _weakref.ref(g, lambda r: None)
late = Node()
late.first = Node()
x = [late]
late = None
del b, c, d, e, g
gc.collect()
`;

let story: CollectionStory;
let timeline: Timeline;
beforeAll(async () => {
  timeline = recordSource(await loadToolchain(), PROGRAM).timeline as Timeline;
  const last = timeline.recording.collections.findLastIndex(({ reason }) => reason === 'requested');
  story = collectionStory(timeline, last + 1) as CollectionStory;
});
const indexOf = (name: string, second = false): number => story.phases.findIndex(({ phase, isSecondLook }) => phase === name && isSecondLook === second);
const badges = (index: number, done?: number): string[] => [...(phaseView(story, index, done)?.overlay.values() ?? [])].map(({ badge, tone }) => `${tone} ${badge}`.trim());

describe('the picture of a phase', () => {
  it('has the collector’s number on each card', () => {
    for (const object of story.phases[indexOf('subtract_refs')]?.objects ?? []) {
      const overlay = phaseView(story, indexOf('subtract_refs'))?.overlay.get(object.object.id);
      expect(overlay?.badge).toBe(object.refcount === object.gcRefs ? String(object.gcRefs) : `${object.refcount} → ${object.gcRefs}`);
      expect(overlay?.tone).toBe((object.gcRefs ?? 0) > 0 ? 'held' : 'zero');
    }
    expect(badges(indexOf('candidates')).every((badge) => badge === 'candidate')).toBe(true);
  });

  it('says that something is unreachable when the collector has found it so, where it lay before', () => {
    const unreachable = (index: number): number => phaseView(story, index)?.view.nodes.filter((node) => node.unreachable).length ?? -1;
    expect(unreachable(indexOf('subtract_refs'))).toBe(4);
    expect(phaseView(story, indexOf('subtract_refs'))?.isKnown).toBe(false);
    expect(badges(indexOf('subtract_refs')).some((badge) => badge.startsWith('unreachable'))).toBe(false);
    expect(phaseView(story, indexOf('move_unreachable'))?.isKnown).toBe(true);
    // c, d, e, g
    expect(unreachable(indexOf('move_unreachable'))).toBe(4);
    const last = phaseView(story, story.phases.length - 1);
    expect([...(last?.overlay.values() ?? [])].filter(({ tone }) => tone === 'freed').length).toBe(3);
    expect([...(last?.overlay.values() ?? [])].filter(({ tone }) => tone === 'resurrected').length).toBe(1);
    expect(last?.view.nodes.filter((node) => node.unreachable).every((node) => node.slots.length === 0)).toBe(true);
  });

  it('comes to the end of the phase when everything is done one by one', () => {
    story.phases.forEach((phase, index) => {
      if (index === 0) return;
      const part = new Map(partOfPhase(story, index, phase.actions.length).map((object) => [object.object.id, object]));
      for (const settled of phase.objects) {
        const object = part.get(settled.object.id);
        // What was never spoken of while the list was walked is settled only by its end.
        const region = phase.phase === 'move_unreachable' && object?.region === 'candidate' ? 'reachable' : object?.region;
        expect(`${phase.phase} ${settled.object.name} ${region}`).toBe(`${phase.phase} ${settled.object.name} ${settled.region}`);
      }
    });
  });

  it('says which object each thing was done to, and who holds it', () => {
    const index = indexOf('move_unreachable');
    const actions = story.phases[index]?.actions ?? [];
    const moved = actions.findIndex(({ kind }) => kind === 'movedBack');
    expect(moved).toBeGreaterThanOrEqual(0);
    const view = phaseView(story, index, moved + 1);
    expect(view?.acting).toBe(actions[moved]?.object.id);
    expect(view?.other).toBe(actions[moved]?.other?.id);
    expect(view?.overlay.get(actions[moved]?.object.id ?? 0)).toMatchObject({ tone: 'moved-back', badge: '1' });
    // Before it, the object was set aside.
    expect(phaseView(story, index, moved)?.overlay.get(actions[moved]?.object.id ?? 0)).toMatchObject({ tone: 'unreachable' });
    expect(phaseView(story, index, 0)?.acting).toBeNull();
  });

  it('is put in words', () => {
    const [first] = story.phases;
    if (first === undefined) throw new Error('there are no phases');
    expect(phaseCountText(first)).toMatch(/^\d[\d,]* candidates/);
    expect(phaseName(first)).toBe('candidates');
    expect(phaseName(story.phases[indexOf('update_refs', true)] ?? first)).toBe('update_refs, second look');
    expect(phaseView(story, 99)).toBeNull();
  });
});

describe('the list of collections', () => {
  it('names each, shortly and in full', () => {
    const { rows } = collectionTable(timeline.recording, { count: 99 });
    const asked = rows.find(({ reason, line }) => reason === 'requested' && line === 22);
    expect(asked && ranges(asked)).toMatchObject({ where: 'gen 2 · line 23', found: '3 collected' });
    expect(asked && ranges(asked).spoken).toMatch(/^Collection \d+, generation 2, line 23, asked for: [\d,]+ examined, 3 collected$/);
  });

  it('begins with the one that says most about a moment', () => {
    const row = (number: number, after: number, collected: number, reason: 'automatic' | 'exit' = 'automatic') => (
      { number, generation: 0 as const, reason, step: after - 1, after, line: 1, candidates: 9, collected, uncollectable: 0 });
    const rows = [row(1, 10, 0), row(2, 20, 5), row(3, 30, 0), row(4, 40, 7), row(5, 50, 90, 'exit')];
    expect([0, 10, 25, 35, 45, 60].map((step) => collectionFor(rows, step))).toEqual([2, 1, 2, 2, 4, 4]);
    expect(collectionFor([row(5, 50, 90, 'exit')], 0)).toBe(5);
    expect(collectionFor([], 0)).toBeNull();
  });
});
