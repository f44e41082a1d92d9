/** Numbers of objects: one each, in the order of birth, the same both ways, and the same after rows were given up. */
import { beforeAll, describe, expect, it } from 'vitest';
import { EntityKind } from '../../src/recording';
import type { Toolchain } from '../../src/session';
import { loadToolchain, recordSource } from '../session/toolchainForTests';

let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
});

describe('numbers of objects', () => {
  it('are small, ascend, and lead back', () => {
    const { timeline } = recordSource(toolchain, 'import enum\nclass Node: pass\na = []\nb = {1: (a, a)}\nn = Node()\n');
    if (timeline === null) throw new Error('nothing was recorded');
    const { recording } = timeline;
    let last = 0;
    const seen = new Set<number>();
    for (let entity = 1; entity < recording.entities.count; entity++) {
      const number = recording.numbers.numberOf(entity);
      expect(seen.has(number)).toBe(false);
      seen.add(number);
      expect(recording.numbers.entityOf(number)).toBe(entity);
      if (number < 0) continue;
      expect(recording.entities.kind(entity)).toBe(EntityKind.Object);
      expect(number).toBe(last + 1);
      last = number;
    }
    // The class's two tuples and its weak reference, a list, a dict with a tuple, an instance.
    expect(last).toBe(recording.numbers.count);
    expect(last).toBeLessThan(12);
    expect(recording.numbers.entityOf(last + 1)).toBe(0);
  });

  it('stay when the oldest rows are given up', () => {
    const { timeline } = recordSource(toolchain, 'a = [[]]\nb = []\n');
    if (timeline === null) throw new Error('nothing was recorded');
    const { recording } = timeline;
    const before = Array.from({ length: recording.entities.count }, (_, entity) => recording.numbers.numberOf(entity));
    recording.numbers.seal();
    for (let entity = 0; entity < before.length; entity++) expect(recording.numbers.numberOf(entity)).toBe(before[entity]);
  });
});
