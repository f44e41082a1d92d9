/** A name over time, against a look at it at every moment. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { nameStory, NameTracker, shownId } from '../../../src/analysis';
import type { Toolchain } from '../../../src/session';
import { randomProgram } from '../../properties/randomProgram';
import { loadToolchain } from '../../session/toolchainForTests';
import { indexOf } from './timeOracle';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

describe("a name's story", () => {
  it('says at every moment what a global stands for, and its refcount', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const index = indexOf(toolchain, source);
      const tracker = new NameTracker(index.recording);
      for (const name of ['a', 'b', 'd']) {
        const story = nameStory(index, name, undefined, { bindings: 1e9, points: 1e9 });
        for (let step = 0; step < index.lastStep; step++) {
          const state = index.timeline.seek(step);
          const entity = tracker.lookUp(state, 0, { name, scope: 'global' });
          const binding = story?.bindings.find(({ from, to }) => from <= step && step < to);
          expect(binding?.object?.id ?? 0, `${name} at ${step}`).toBe(entity === 0 ? 0 : shownId(index.recording, entity));
          const point = story?.refcounts.findLast(({ step: at }) => at <= step);
          expect(point?.value ?? 0, `refcount of ${name} at ${step}`).toBe(entity === 0 ? 0 : state.refcount(entity));
        }
      }
    }), { numRuns: 8 });
  });

  it('tells locals call by call, cells by what is in them', () => {
    const index = indexOf(toolchain, [
      'def f(x):', '    y = [x]', '    def inner():', '        return y', '    y = None', '    return inner', 'f(1)', 'f(2)', '',
    ].join('\n'));
    const story = nameStory(index, 'y', 'f');
    expect(story?.scope).toBe('f');
    const none = 'y stands for None from line 5 of f to line';
    expect(story?.lines.map((line) => line.replace(/#\d+/g, '#'))).toEqual([
      'y stands for list # from line 2 of f to line 5 of f, refcount 1, freed when it let go', `${none} 7, immortal`,
      'y stands for nothing from line 7 to line 2 of f',
      'y stands for list # from line 2 of f to line 5 of f, refcount 1, freed when it let go', `${none} 8, immortal`,
    ]);
    expect(nameStory(index, 'nothing')).toBeNull();
    expect(nameStory(index, 'y', 'g')).toBeNull();
  });
});
