/** What changed between two moments, against two full copies of the state. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { diffMoments } from '../../../src/analysis';
import { ShapeKind, typeText } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { randomProgram } from '../../properties/randomProgram';
import { loadToolchain } from '../../session/toolchainForTests';
import { indexOf, isCounted, pictureAt, programObjects } from './timeOracle';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const UNLIMITED = { rows: 1e9, refcounts: 1e9, edges: 1e9 };

describe('the difference of two moments', () => {
  it('is that of two full states', () => {
    fc.assert(fc.property(randomProgram, fc.nat(), fc.nat(), (source, a, b) => {
      const index = indexOf(toolchain, source);
      const [from, to] = [a % index.stepCount, b % index.stepCount].sort((x, y) => x - y) as [number, number];
      const [before, after] = [pictureAt(index, from), pictureAt(index, to)];
      const diff = diffMoments(index, from, to, UNLIMITED);
      const objects = programObjects(index);
      const born = objects.filter((each) => !before.refcounts.has(each) && after.refcounts.has(each));
      const died = objects.filter((each) => before.refcounts.has(each) && !after.refcounts.has(each));
      const survived = objects.filter((each) => before.refcounts.has(each) && after.refcounts.has(each));
      const sum = (entities: readonly number[], sizes: ReadonlyMap<number, number>): number => entities.reduce((bytes, each) => bytes + (sizes.get(each) ?? 0), 0);
      expect(diff.born).toEqual({ count: born.length, bytes: sum(born, after.sizes) });
      expect(diff.died).toEqual({ count: died.length, bytes: sum(died, before.sizes) });
      expect(diff.survived).toEqual({ count: survived.length, bytes: sum(survived, after.sizes) });
      expect(diff.net).toEqual({ count: born.length - died.length, bytes: sum([...born, ...survived], after.sizes) - sum([...died, ...survived], before.sizes) });
      for (const rows of [diff.byType, diff.byLine]) {
        expect(rows.reduce((count, row) => count + row.born.count - row.died.count, 0)).toBe(born.length - died.length);
        expect(rows.reduce((bytes, row) => bytes + row.net.bytes, 0)).toBe(diff.net.bytes);
      }
      for (const row of diff.byType) expect(row.born.count).toBe(born.filter((each) => typeText(index.recording, each) === row.type).length);
      const changed = survived.filter((each) => before.refcounts.get(each) !== after.refcounts.get(each));
      expect(diff.refcounts.length + diff.moreRefcounts).toBe(changed.length);
      for (const { object, from: old, to: now } of diff.refcounts) {
        const entity = objects.find((each) => index.reference(each).id === object.id) as number;
        expect([old, now]).toEqual([before.refcounts.get(entity), after.refcounts.get(entity)]);
      }
      const names = (references: readonly { id: number }[]): number[] => references.map(({ id }) => id);
      const notable = (entities: readonly number[]): number[] => names(entities.filter((each) => index.recording.entities.shape(each) !== ShapeKind.Atom).map((each) => index.reference(each)));
      expect(names(diff.bornObjects)).toEqual(notable(born));
      expect(names(diff.diedObjects)).toEqual(notable(died));
      expect([diff.bornObjects.length + diff.moreBorn, diff.diedObjects.length + diff.moreDied]).toEqual([born.length, died.length]);
      const slots = [...new Set([...before.targets.keys(), ...after.targets.keys()])].filter((slot) => isCounted(index, slot) && before.targets.get(slot) !== after.targets.get(slot));
      expect(diff.addedEdges).toBe(slots.filter((slot) => after.targets.has(slot)).length);
      expect(diff.removedEdges).toBe(slots.filter((slot) => before.targets.has(slot)).length);
    }), { numRuns: 20 });
  });

  it('is cut to its limits and says what is left out', () => {
    const index = indexOf(toolchain, 'l = []\nfor i in range(30):\n    l.append([i])\nd = {1: l}\n');
    const diff = diffMoments(index, 2, index.exitStep, { rows: 1, refcounts: 1, edges: 2 });
    expect([diff.byType.length, diff.byLine.length, diff.edges.length]).toEqual([1, 1, 2]);
    expect(diff.byType[0]).toMatchObject({ type: 'list', born: { count: 30 } });
    expect(diff.moreEdges).toBeGreaterThan(25);
    expect(diff.lines.join('\n')).toContain('list: +30 -0');
    expect(diffMoments(index, index.exitStep, 2).born).toEqual(diff.born);
  });
});
