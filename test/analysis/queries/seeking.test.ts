/** Going to moments by what happened there, against a look at every moment of random runs. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { NameTracker, seekTo, shownId, type EventWish, type RunIndex, type SeekAnswer } from '../../../src/analysis';
import { StepKind } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { randomProgram } from '../../properties/randomProgram';
import { loadToolchain } from '../../session/toolchainForTests';
import { indexOf, programObjects } from './timeOracle';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** The nearest step in a direction whose work satisfies a test, as `seekTo` counts them. */
function nearest(index: RunIndex, from: number, direction: 1 | -1, isWanted: (step: number) => boolean): number | null {
  if (direction === 1) {
    for (let step = from; step < index.lastStep; step++) if (isWanted(step)) return step;
  } else {
    for (let step = from - 2; step >= 0; step--) if (isWanted(step)) return step;
  }
  return null;
}

function ask(index: RunIndex, event: EventWish, from: number, direction: 1 | -1): SeekAnswer {
  return seekTo(index, { kind: 'event', event, from, direction });
}

const moments = (index: RunIndex): number[] => [0, 1, Math.floor(index.lastStep / 3), Math.floor(index.lastStep / 2), index.lastStep - 1, index.lastStep];

describe('seeking', () => {
  it('finds every hit of every line, and says so when there is none', () => {
    const index = indexOf(toolchain, 'def f(n):\n    return n\nfor i in range(3):\n    f(i)\n');
    const text = (line: number, hit: number): string => seekTo(index, { kind: 'line', line: line - 1, hit }).text;
    expect([text(2, 1), text(2, 3), text(2, 4), text(2, -1), text(2, -4), text(1, 1), text(9, 1), text(2, 0)]).toEqual([
      'Line 2, 1st of 3 times.', 'Line 2, 3rd of 3 times.', 'Line 2 ran 3 times, so there is no 4th time.', 'Line 2, 3rd of 3 times.',
      'Line 2 ran 3 times, so there is no 4th from the end time.', 'Line 1 ran once.', 'Line 9 did not run.', 'Line 2 ran 3 times, so there is no 0th time.',
    ]);
  });

  it('hits of lines are those a walk over all steps finds', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const index = indexOf(toolchain, source);
      const { steps } = index.recording;
      const hits = new Map<number, number[]>();
      for (let step = 0; step < steps.count; step++) {
        if (steps.kind(step) === StepKind.Line) hits.set(steps.line(step), [...(hits.get(steps.line(step)) ?? []), step]);
      }
      for (const [line, found] of hits) {
        found.forEach((step, i) => {
          const answer = seekTo(index, { kind: 'line', line: line - 1, hit: i + 1 });
          expect(answer.found).toMatchObject({ before: step, moment: step });
          let over = step + 1;
          while (over < index.lastStep && steps.frame(over) !== steps.frame(step)) over++;
          expect(answer.found?.after).toBe(over);
        });
      }
    }), { numRuns: 10 });
  });

  it('births, deaths and changes of refcounts are where the states differ', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const index = indexOf(toolchain, source);
      const count = (step: number, entity: number): number => index.timeline.seek(step).refcount(entity);
      for (const entity of programObjects(index).slice(-25)) {
        const object = shownId(index.recording, entity);
        const born = nearest(index, 0, 1, (step) => count(step, entity) === 0 && count(step + 1, entity) !== 0);
        const answer = seekTo(index, { kind: 'born', object }).found;
        if (born !== null) expect(answer).toMatchObject({ before: born, after: born + 1 });
        const died = nearest(index, 0, 1, (step) => count(step, entity) !== 0 && count(step + 1, entity) === 0);
        expect(seekTo(index, { kind: 'died', object }).found?.before ?? null).toBe(died);
        for (const from of moments(index)) {
          for (const direction of [1, -1] as const) {
            const expected = nearest(index, from, direction, (step) => count(step, entity) !== count(step + 1, entity));
            expect(ask(index, { kind: 'refcount', object }, from, direction).found?.before ?? null).toBe(expected);
          }
        }
      }
    }), { numRuns: 6 });
  });

  it('changes of what a global stands for are where a look at it differs', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const index = indexOf(toolchain, source);
      const tracker = new NameTracker(index.recording);
      for (const name of ['a', 'c', 'e']) {
        const value = (step: number): number => tracker.lookUp(index.timeline.seek(step), 0, { name, scope: 'global' });
        for (const from of moments(index)) {
          // Locals come before globals inside functions.
          if (index.functionName(from) !== '<module>') continue;
          for (const direction of [1, -1] as const) {
            const expected = nearest(index, from, direction, (step) => value(step) !== value(step + 1));
            expect(ask(index, { kind: 'binding', name }, from, direction).found?.before ?? null).toBe(expected);
          }
        }
      }
    }), { numRuns: 8 });
  });

  it('collections, output, calls, returns and exceptions', () => {
    const index = indexOf(toolchain, [
      'import gc', 'def f(x):', '    print("in f", x)', '    return [x]', 'a = f(1)', 'gc.collect(1)', 'try:', '    {}["k"]', 'except KeyError:', '    b = f(2)', 'gc.collect()', '',
    ].join('\n'));
    const told = (event: EventWish, from: number, direction: 1 | -1 = 1): string => ask(index, event, from, direction).text;
    expect(told({ kind: 'collection' }, 0)).toMatch(/^A collection of generation 1 ran because the program asked on line 6: it looked at \d+ objects and freed \d+\.$/);
    expect(told({ kind: 'collection', generation: 2 }, 0)).toMatch(/on line 11:/);
    expect(told({ kind: 'collection', generation: 0 }, 0)).toBe('No collection of generation 0 runs after step 0.');
    expect(told({ kind: 'exception' }, 0)).toBe('KeyError is raised on line 8.');
    expect(told({ kind: 'exception', type: 'ValueError' }, 0)).toBe('No ValueError is raised after step 0.');
    expect(told({ kind: 'output', text: '2' }, 0)).toMatch(/is written on line 3 of f\.$/);
    expect(told({ kind: 'output', text: 'IN F 2' }, 0)).toBe('"in f 2" is written on line 3 of f.');
    expect(told({ kind: 'output', text: 'f 3' }, 0)).toBe('"f 3" is not written after step 0.');
    const end = index.lastStep;
    expect(told({ kind: 'call', functionName: 'f' }, end, -1)).toBe('f is called (line 2 of f).');
    expect(ask(index, { kind: 'call', functionName: 'f' }, end, -1).found?.before).toBeGreaterThan(ask(index, { kind: 'call', functionName: 'f' }, 0, 1).found?.before ?? 0);
    expect(told({ kind: 'return', functionName: 'g' }, 0)).toBe('No call of g returns after step 0.');
    expect(told({ kind: 'line', line: 9 }, 0)).toBe('Line 10 runs.');
    expect(told({ kind: 'line', line: 9 }, end)).toBe(`Line 10 does not run after step ${end}.`);
  });

  it('attributes, items and entries of an object, and locals of a function', () => {
    const index = indexOf(toolchain, [
      'class Node: pass', 'n = Node()', 'n.next = [1]', 'l = [None, None]', 'l[1] = n', 'd = {"k": l}', 'n.next = d', 'd["k"] = None', 'def f(p):', '    q = p', '    q = [p]', '    return q', 'f(n)', '',
    ].join('\n'));
    const object = (type: string): number => {
      const entity = programObjects(index).find((each) => index.reference(each).type === type && index.isKnownToProgram(each)) ?? 0;
      return shownId(index.recording, entity);
    };
    const line = (event: EventWish, from = 0): number | null => {
      const place = ask(index, event, from, 1).found?.place;
      return place === undefined ? null : (place.line ?? -1) + 1;
    };
    const node = object('Node');
    expect(line({ kind: 'slot', object: node, label: '.next' })).toBe(3);
    const first = ask(index, { kind: 'slot', object: node, label: '.next' }, 0, 1).found?.after ?? 0;
    expect(line({ kind: 'slot', object: node, label: '.next' }, first)).toBe(7);
    expect(ask(index, { kind: 'slot', object: node, label: '.nothing' }, 0, 1).text).toMatch(/^There is no \.nothing of Node #\d+ in the whole run\.$/);
    expect(line({ kind: 'binding', name: 'q', functionName: 'f' })).toBe(10);
    expect(ask(index, { kind: 'binding', name: 'q', functionName: 'g' }, 0, 1).text).toBe('There is no local q in g.');
    expect(ask(index, { kind: 'refcount', object: 1_000_000 }, 0, 1).text).toBe('There is no object #1000000.');
  });
});
