/** Seeking, against the plainest replay: apply every change from the beginning. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntityKind, Field, Recording, ShapeKind, StepKind, Timeline, ValueKind } from '../../src/recording';

const FIELDS = [Field.Target, Field.Refcount, Field.Generation, Field.Size];

type Change = readonly [field: number, index: number, value: number];

/** Records steps of changes; gives the states as plain maps, one per step. */
function newRecording(): Recording {
  const recording = new Recording();
  for (let entity = 1; entity <= 100; entity++) {
    recording.entities.add({
      kind: EntityKind.Object, valueKind: ValueKind.None, shape: ShapeKind.Other,
      value: 0, typeName: 0, size: 16, background: false, step: 0,
    });
    recording.slots.add(entity, 0, 0);
  }
  return recording;
}

function record(steps: readonly (readonly Change[])[]): { recording: Recording; states: Map<string, number>[] } {
  const recording = newRecording();
  const states: Map<string, number>[] = [];
  const current = new Map<string, number>();
  for (const changes of steps) {
    for (const [field, index, value] of changes) {
      recording.set(field, index, value);
      current.set(`${field}:${index}`, value);
    }
    recording.addStep(StepKind.Line, 1, 0, 0, 0, 0);
    states.push(new Map(current));
  }
  return { recording, states };
}

const change = fc.tuple(fc.constantFrom(...FIELDS), fc.integer({ min: 0, max: 40 }), fc.integer({ min: -1, max: 5 }));

describe('seek', () => {
  it('equals replay from the beginning, from wherever it stands', () => {
    fc.assert(fc.property(
      fc.array(fc.array(change, { maxLength: 12 }), { minLength: 1, maxLength: 60 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
      (steps, places) => {
        const { recording, states } = record(steps);
        const timeline = new Timeline(recording);
        for (const place of places) {
          const step = place % steps.length;
          const state = timeline.seek(step);
          for (const field of FIELDS) {
            for (let index = 0; index <= 40; index++) {
              expect(state.get(field, index)).toBe((states[step] as Map<string, number>).get(`${field}:${index}`) ?? 0);
            }
          }
        }
      },
    ));
  });

  it('uses checkpoints in a long recording and still equals the replay', () => {
    const recording = newRecording();
    const stepCount = 4000;
    for (let step = 0; step < stepCount; step++) {
      for (let i = 0; i < 100; i++) recording.set(Field.Refcount, i, step + i + 1);
      recording.addStep(StepKind.Line, 1, 0, 0, 0, 0);
    }
    expect(recording.checkpoints.length).toBeGreaterThan(2);
    const timeline = new Timeline(recording);
    for (const step of [3999, 0, 2000, 3500, 3499, 17, 3998]) {
      const before = timeline.replayed;
      const state = timeline.seek(step);
      expect([state.get(Field.Refcount, 0), state.get(Field.Refcount, 99)]).toEqual([step + 1, step + 100]);
      expect(state.get(Field.Refcount, 100)).toBe(0);
      expect(timeline.replayed - before).toBeLessThanOrEqual(110_000);
    }
  });

  it('refuses a step that is not there', () => {
    const { recording } = record([[]]);
    expect(() => new Timeline(recording).seek(1)).toThrow('step 1 of 1');
  });
});

describe('set', () => {
  it('logs nothing when the value stays', () => {
    fc.assert(fc.property(fc.array(change), (changes) => {
      const { recording } = record([changes]);
      const length = recording.log.length;
      const last = new Map(changes.map(([field, index, value]) => [`${field}:${index}`, value] as const));
      for (const [key, value] of last) {
        const [field, index] = key.split(':').map(Number) as [Field, number];
        recording.set(field, index, value);
      }
      expect(recording.log.length).toBe(length);
    }));
  });
});
