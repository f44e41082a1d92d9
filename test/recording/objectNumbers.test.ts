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

  it('go to what a library makes for the program, not to what it makes for itself', () => {
    const source = 'import copy, dataclasses\n@dataclasses.dataclass\nclass Point:\n    x: int\np = Point(1)\nq = copy.deepcopy([[1], p])\n';
    const { timeline } = recordSource(toolchain, source);
    if (timeline === null) throw new Error('nothing was recorded');
    const { recording } = timeline;
    const named = (type: string): number[] => Array.from({ length: recording.entities.count }, (_, entity) => entity)
      .filter((entity) => recording.strings.get(recording.entities.typeName(entity)) === type).map((entity) => recording.numbers.numberOf(entity));
    expect(named('Point').every((number) => number > 0)).toBe(true);
    expect(named('Point')).toHaveLength(2);
    expect(recording.numbers.count).toBeLessThan(60);
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
