/** Collections as picture books: what has a card when there is room for few, what the pictures show, and the part no longer on record. */
import { beforeAll, describe, expect, it } from 'vitest';
import { collectionSteps, collectionStory, COLLECTION_STORY_LIMITS, type CollectionStory } from '../../../src/analysis';
import type { Timeline } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

const PROGRAM = `import gc
class Node:
    pass
class Loud(Node):
    def __del__(self):
        keep.append(self)
keep = []
old = Node()
gc.collect()
gc.collect()
held = Node()
old.young = held
many = []
for i in range(300):
    many.append([i])
chain = Node()
back = Node()
many2 = [chain]
chain.next = back
back.previous = chain
lost = []
for i in range(40):
    n = Node()
    n.self = n
risen = Loud()
risen.self = risen
del risen, n
gc.collect(0)
`;

let toolchain: Toolchain;
let timeline: Timeline;
let story: CollectionStory;
const LIMITS = { ...COLLECTION_STORY_LIMITS, cards: 60 };
beforeAll(async () => {
  toolchain = await loadToolchain();
  timeline = recordSource(toolchain, PROGRAM).timeline as Timeline;
  const number = timeline.recording.collections.findLastIndex(({ reason, generation }) => reason === 'requested' && generation === 0) + 1;
  story = collectionStory(timeline, number, LIMITS) as CollectionStory;
});

describe('a collection with pictures', () => {
  it('has the phases of the collection, with the chosen objects only', () => {
    const steps = collectionSteps(timeline, story.number, { limit: 1e9 });
    expect(story.phases.map(({ phase }) => phase)).toEqual(steps?.phases.map(({ phase }) => phase));
    story.phases.forEach((phase, index) => {
      const full = steps?.phases[index]?.objects ?? [];
      expect(phase.objects.length).toBe(60);
      expect(phase.objects.length + phase.moreObjects).toBe(full.length);
      for (const object of phase.objects) expect(full).toContainEqual(object);
    });
  });

  it('gives cards to garbage first, but not all of them', () => {
    const [first] = story.phases;
    const types = new Map<string, number>();
    for (const { object } of first?.objects ?? []) types.set(object.type, (types.get(object.type) ?? 0) + 1);
    expect(types.get('Node')).toBeGreaterThanOrEqual(36);
    expect(types.get('list')).toBeGreaterThan(10);
  });

  it('shows older objects that hold a candidate, and only roots that hold a card', () => {
    const [picture] = story.pictures;
    const outside = picture?.nodes.filter(({ id }) => story.outside.includes(id)) ?? [];
    expect(outside.map(({ type }) => type)).toContain('Node');
    const drawn = new Set(picture?.nodes.map(({ id }) => id));
    for (const root of picture?.roots ?? []) for (const slot of root.slots) expect(drawn.has(slot.target ?? -1)).toBe(true);
    expect(picture?.nodes.length).toBe(60 + story.outside.length);
  });

  it('keeps the freed in the pictures, without what they held', () => {
    const last = story.phases.length - 1;
    const freed = story.phases[last]?.objects.filter(({ region }) => region === 'freed').map(({ object }) => object.id) ?? [];
    expect(freed.length).toBeGreaterThan(20);
    const picture = story.pictures[story.pictureOf[last] ?? 0];
    for (const id of freed) expect(picture?.nodes.find((node) => node.id === id)).toMatchObject({ slots: [], refcount: 0 });
    expect(story.phases[last]?.objects.some(({ region }) => region === 'resurrected')).toBe(true);
  });

  it('numbers a picture for each phase, a new one only where the heap changed', () => {
    expect(story.pictureOf.length).toBe(story.phases.length);
    story.phases.forEach(({ change }, index) => {
      const before = story.phases[index - 1];
      const isNew = before === undefined || before.change !== change;
      expect(story.pictureOf[index]).toBe((story.pictureOf[index - 1] ?? -1) + (isNew ? 1 : 0));
    });
    expect(story.pictures.length).toBe((story.pictureOf.at(-1) ?? -1) + 1);
  });

  it('draws everything of a small collection that is garbage or that the program can follow, but no parts of classes', () => {
    const small = collectionStory(timeline, story.number, { ...LIMITS, cards: 1000 }) as CollectionStory;
    const count = (type: string): number => small.phases[0]?.objects.filter(({ object }) => object.type === type).length ?? 0;
    // held, chain, back, 40 lost and the risen one; many, its 300 items, many2 and lost.
    expect([count('Node'), count('Loud'), count('list')]).toEqual([43, 1, 303]);
    expect(count('tuple')).toBe(0);
    expect(collectionStory(timeline, 0)).toBeNull();
    expect(collectionStory(timeline, story.collectionCount + 1)).toBeNull();
  });

  it('has no phases where the heap it began with is no longer on record', () => {
    const long = recordSource(toolchain, 'import gc\nclass N: pass\na = N(); a.a = a; del a\ngc.collect()\nkeep = []\nfor i in range(3000):\n    keep.append([i])\n', {
      window: { from: 3000, to: 45_000 }, inspect: (recorder) => void (recorder.recording.checkpointEvery = 500),
    }).timeline as Timeline;
    expect(long.recording.windowStart).toBeGreaterThan(0);
    const early = collectionStory(long, 1) as CollectionStory;
    expect([early.phases, early.pictures, early.collected]).toEqual([[], [], 1]);
  });
});
