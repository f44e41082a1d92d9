/** Moves between generations, against the state at every moment. */
import { beforeAll, describe, expect, it } from 'vitest';
import { generationHistory } from '../../../src/analysis';
import { EntityKind, typeText, type Recording, type Timeline } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

const PROGRAM = `import gc
gc.disable()
class Node:
    pass
a = Node()
gc.collect(0)
gc.collect(1)
gc.freeze()
b = Node()
gc.unfreeze()
t = (1, 2, [])
t = (1, 2, 3.5, int('4'))
gc.collect(0)
del a
x = 1
`;

describe('generationHistory', () => {
  let toolchain: Toolchain;
  let timeline: Timeline;
  let recording: Recording;
  beforeAll(async () => {
    toolchain = await loadToolchain();
    timeline = recordSource(toolchain, PROGRAM).timeline as Timeline;
    ({ recording } = timeline);
  });

  const instances = (type: string): number[] =>
    Array.from({ length: recording.entities.count - recording.baselineEntity - 1 }, (_unused, index) => recording.baselineEntity + 1 + index)
      .filter((entity) => recording.entities.kind(entity) === EntityKind.Object && typeText(recording, entity) === type);

  it('tells where an object went and why', () => {
    const [a, b] = instances('Node');
    expect(generationHistory(recording, a as number).map(({ text }) => text)).toEqual([
      'line 5: tracked in generation 0',
      'line 6: survived collection 1: generation 0 to generation 1',
      'line 7: survived collection 2: generation 1 to generation 2',
      'line 8: gc.freeze(): to the permanent generation',
      'line 10: gc.unfreeze(): to generation 2',
      'line 14: freed',
    ]);
    expect(generationHistory(recording, b as number)[1]).toMatchObject({ from: 0, to: 1, cause: 'survived', collection: 3 });
  });

  it('is, for every object, what the states of all moments show', () => {
    const wanted = new Map<number, (number | null)[]>();
    for (let step = 0; step < timeline.stepCount; step++) {
      const state = timeline.seek(step);
      for (let entity = 1; entity < recording.entities.count; entity++) {
        const generation = state.generation(entity);
        const known = wanted.get(entity);
        if (known === undefined) wanted.set(entity, [generation]);
        else if (known.at(-1) !== generation) known.push(generation);
      }
    }
    let moved = 0;
    for (const [entity, generations] of wanted) {
      const moves = generationHistory(recording, entity);
      // Moves within one step leave no moment between them: each shown place is among the moves, in order, and the last is the last.
      const places = moves.map(({ to }) => to);
      let at = -1;
      for (const generation of generations.filter((place, index) => index > 0 || place !== null)) {
        at = places.indexOf(generation, at + 1);
        expect(at, `entity ${entity}: ${String(generations)} among ${String(places)}`).toBeGreaterThanOrEqual(0);
      }
      if (moves.length > 0) expect(places.at(-1)).toBe(generations.at(-1));
      if (moves.length > 1) moved++;
    }
    expect(moved).toBeGreaterThan(10);
  });
});
