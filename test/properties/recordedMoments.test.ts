/**
 * Moments of recorded random programs: a seek from anywhere equals the replay of the log from the beginning, there and back changes
 * nothing, the end equals the live heap, and what a window or a limit of memory leaves over is what the whole record says.
 */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Field, liveHolders, type HeapState, type Recording, type Timeline, type WindowOptions } from '../../src/recording';
import type { Toolchain } from '../../src/session';
import { loadToolchain, recordSource } from '../session/toolchainForTests';
import { randomProgram } from './randomProgram';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** Checkpoints every so many changes, far more than a run of this size would have. */
const EVERY = 150;
const SETTINGS = { numRuns: 12, seed: 20 };

function record(source: string, window: WindowOptions = {}): Timeline {
  const { timeline } = recordSource(toolchain, source, {
    inspect: (recorder) => {
      recorder.recording.checkpointEvery = EVERY;
      recorder.recording.window = window;
    },
  });
  if (timeline === null) throw new Error('nothing ran');
  return timeline;
}

/** The four arrays in one, without the zeros at their ends. */
function content({ slots, entities }: Recording, state: HeapState): string {
  return state.copyArrays(slots.count, entities.count).map((array) => {
    let { length } = array;
    while (length > 0 && array[length - 1] === 0) length--;
    return array.subarray(0, length).join();
  }).join('|');
}

/** The state at a step, change by change from the first checkpoint on, in plain maps. */
function* replay(recording: Recording): Generator<Map<number, number>[]> {
  const { arrays } = recording.checkpoints[0] as Recording['checkpoints'][number];
  const fields = arrays.map((array) => new Map([...array].flatMap((value, index) => (value === 0 ? [] : [[index, value] as const]))));
  const { log, steps } = recording;
  for (let step = 0, change = 0; step < steps.count; step++) {
    for (; change < steps.changeEnd(step); change++) {
      const field = fields[log.field(change)] as Map<number, number>;
      if ((field.get(log.index(change)) ?? 0) !== log.oldValue(change)) throw new Error(`change ${change} replaces something else than was there`);
      if (log.newValue(change) === 0) field.delete(log.index(change));
      else field.set(log.index(change), log.newValue(change));
    }
    yield fields;
  }
}

describe('moments of random programs', () => {
  it('a seek equals the replay from the beginning; there and back is the identity', () => {
    fc.assert(fc.property(randomProgram, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (source, places) => {
      const timeline = record(source);
      const { recording } = timeline;
      const wanted = new Set(places.map((place) => place % timeline.stepCount));
      const known = new Map<number, string>();
      let step = 0;
      for (const fields of replay(recording)) {
        if (wanted.has(step)) {
          const state = timeline.seek(step);
          for (const [field, values] of fields.entries()) {
            expect([...values].filter(([index, value]) => state.get(field, index) !== value)).toEqual([]);
          }
          const filled = state.copyArrays(recording.slots.count, recording.entities.count).map((array) => array.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0));
          expect(filled).toEqual(fields.map(({ size }) => size));
          known.set(step, content(recording, state));
        }
        step++;
      }
      for (const place of places) {
        const at = place % timeline.stepCount;
        expect(content(recording, timeline.seek(at))).toBe(known.get(at));
      }
    }), SETTINGS);
  });

  it('the end is the live heap', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      let last = (): void => undefined;
      const run = recordSource(toolchain, source, {
        inspect: (recorder, interpreter) => () => {
          last = () => {
            const { latest } = recorder.recording;
            for (const [object] of liveHolders(interpreter)) {
              const entity = recorder.entityOf(object);
              if (entity === 0 || recorder.recording.entities.isBackground(entity)) continue;
              expect(latest.isAlive(entity)).toBe(true);
              if (object.refcnt < 1 << 28) expect(latest.get(Field.Refcount, entity)).toBe(object.refcnt);
            }
          };
          if (!recorder.isDeallocating) last();
        },
      });
      expect(run.timeline).not.toBeNull();
    }), { numRuns: 5, seed: 21 });
  });

  it('a window says what the whole record says', () => {
    fc.assert(fc.property(randomProgram, fc.nat(100), fc.nat(100), (source, from, length) => {
      const whole = record(source);
      const start = Math.floor((from / 100) * (whole.stepCount - 1));
      const end = Math.min(whole.stepCount - 1, start + 1 + length);
      for (const part of [record(source, { window: { from: start, to: end } }), record(source, { memoryLimit: 0 })]) {
        const { recording } = part;
        const { windowStart } = recording;
        for (let step = windowStart; step < recording.steps.count; step += 7) {
          expect(content(recording, part.seek(step))).toBe(content(recording, whole.seek(step)));
        }
        expect(() => part.seek(windowStart - 1)).toThrow();
        for (let step = 0; step < recording.steps.count; step++) {
          const { steps } = whole.recording;
          expect([recording.steps.line(step), recording.steps.objectCount(step), recording.steps.byteCount(step)])
            .toEqual([steps.line(step), steps.objectCount(step), steps.byteCount(step)]);
        }
      }
    }), SETTINGS);
  });
});

it('rows of what was gone before the window are given up, and those of what is alive are not', () => {
  const source = 'kept = []\nfor i in range(1000, 9000):\n    x = [i]\n    if i % 1000 == 0:\n        kept.append(x)\n';
  const whole = record(source);
  const part = record(source, { memoryLimit: 4_000_000 });
  const { recording } = part;
  expect(recording.windowStart).toBeGreaterThan(1000);
  expect(recording.byteLength).toBeLessThan(whole.recording.byteLength / 1.5);
  for (let step = recording.windowStart; step < part.stepCount; step += 501) {
    const state = part.seek(step);
    expect(content(recording, state)).toBe(content(recording, whole.seek(step)));
    for (let entity = 1; entity < recording.entities.count; entity++) {
      if (!state.isAlive(entity)) continue;
      expect(recording.entities.typeName(entity)).toBe(whole.recording.entities.typeName(entity));
      expect(recording.entities.value(entity)).toBe(whole.recording.entities.value(entity));
    }
    for (let slot = 1; slot < recording.slots.count; slot++) {
      if (state.target(slot) !== 0) expect(recording.slots.holder(slot)).toBe(whole.recording.slots.holder(slot));
    }
  }
});
