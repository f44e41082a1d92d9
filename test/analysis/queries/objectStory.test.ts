/** An object's life, against a look at it at every moment. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { objectStory, shownId, STORY_LIMITS, type RunIndex } from '../../../src/analysis';
import type { Toolchain } from '../../../src/session';
import { randomProgram } from '../../properties/randomProgram';
import { loadToolchain } from '../../session/toolchainForTests';
import { indexOf, isCounted, programObjects } from './timeOracle';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const UNLIMITED = { events: 1e9, points: 1e9, holders: 1e9, calls: 1e9 };

function firstOf(index: RunIndex, type: string): number {
  const entity = programObjects(index).find((each) => index.reference(each).type === type && index.isKnownToProgram(each)) ?? 0;
  return shownId(index.recording, entity);
}

describe("an object's story", () => {
  it('has the refcount of every moment, and holders that come and go add up to it', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const index = indexOf(toolchain, source);
      const { slots } = index.recording;
      for (const entity of programObjects(index).slice(-40).filter((_, i) => i % 4 === 0)) {
        const story = objectStory(index, shownId(index.recording, entity), UNLIMITED);
        expect(story).not.toBeNull();
        if (story === null) return;
        let at = 0;
        let told = 0;
        for (let step = 0; step <= index.lastStep; step++) {
          const state = index.timeline.seek(step);
          for (; at < story.refcounts.length && (story.refcounts[at]?.step ?? 0) <= step; at++) told = story.refcounts[at]?.value ?? 0;
          expect(told, `step ${step}`).toBe(state.refcount(entity));
        }
        let holders = 0;
        for (const { gained, lost } of story.events) holders += (gained?.length ?? 0) - (lost?.length ?? 0);
        const last = index.timeline.seek(index.lastStep);
        let expected = 0;
        for (let slot = 1; slot < slots.count; slot++) if (last.target(slot) === entity && isCounted(index, slot)) expected++;
        expect(holders).toBe(expected);
        expect(story.death === null).toBe(last.refcount(entity) !== 0);
      }
    }), { numRuns: 6 });
  });

  it('tells births, holders, generations, weak references, finalizers and deaths in words', () => {
    const index = indexOf(toolchain, [
      'import gc, weakref', 'class Node:', '    def __del__(self):', '        print("gone")', 'n = Node()', 'm = [n]', 'w = weakref.ref(n)', 'gc.collect()', 'm.clear()', 'del n', 'x = 1', '',
    ].join('\n'));
    const story = objectStory(index, firstOf(index, 'Node'));
    expect(story?.lines.map((line) => line.replace(/#\d+/g, '#'))).toEqual([
      'Node # was born on line 5.',
      'line 6: refcount 1 to 2: list #[0] came',
      'line 7: ReferenceType # refers to it without counting',
      'line 8: survives a collection: generation 0 to 2',
      'line 9: refcount 2 to 1: list #[0] went',
      'line 10: its finalizer runs',
      'line 10: refcount 1 to 2: local self of Node.__del__, native code of the destruction of an object came; global n went',
      'line 10: is put into generation 0 again',
      'line 10: ReferenceType # is cleared',
      'Node # was freed on line 10, its refcount fell to 0.',
    ]);
    expect(story?.death?.cause).toBe('count');
  });

  it('tells how a finalizer brings an object back', () => {
    const index = indexOf(toolchain, 'class Node:\n    def __del__(self):\n        saved.append(self)\nsaved = []\nn = Node()\ndel n\nsaved.clear()\n');
    const story = objectStory(index, firstOf(index, 'Node'));
    expect(story?.events.map(({ kind }) => kind).filter((kind) => kind === 'finalizer' || kind === 'resurrected' || kind === 'died')).toEqual(['finalizer', 'resurrected', 'died']);
  });

  it('knows the collector and the end of the program as causes', () => {
    const index = indexOf(toolchain, 'import gc\nclass A: pass\nclass B: pass\na = A()\na.me = a\ndel a\ngc.collect()\nb = B()\n');
    expect(objectStory(index, firstOf(index, 'A'))?.death).toMatchObject({ cause: 'collector', place: { line: 6 } });
    expect(objectStory(index, firstOf(index, 'B'))?.death?.cause).toBe('exit');
    expect(objectStory(index, 99_999_999)).toBeNull();
  });

  it('is bounded', () => {
    const index = indexOf(toolchain, 'a = []\nfor i in range(100):\n    b = a\n    b = None\n');
    const story = objectStory(index, firstOf(index, 'list'), { ...STORY_LIMITS, events: 10, points: 20 });
    expect(story?.events).toHaveLength(10);
    expect(story?.moreEvents).toBeGreaterThan(150);
    expect(story?.refcounts.length).toBeLessThanOrEqual(20);
    expect(new Set(story?.refcounts.map(({ value }) => value))).toEqual(new Set([0, 1, 2]));
  });
});
