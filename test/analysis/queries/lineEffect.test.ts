/** What lines did: numbers against the states before and after, sentences as a reader sees them. */
import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EFFECT_LIMITS, entityOfShownId, hitEffect, lineEffect, stepEffect, type RunIndex } from '../../../src/analysis';
import type { Toolchain } from '../../../src/session';
import { randomProgram } from '../../properties/randomProgram';
import { loadToolchain } from '../../session/toolchainForTests';
import { indexOf, programObjects } from './timeOracle';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** The sentences of all steps of a line (from 1), numbers of objects left out. */
function sentences(index: RunIndex, line: number): string[] {
  return [...index.hits(line)].map((step) => (stepEffect(index, step)?.sentence ?? '').replace(/ #-?\d+/g, ''));
}

/** The sentence of each line's only hit as a whole. */
function told(source: string): Record<number, string> {
  const index = indexOf(toolchain, source);
  return Object.fromEntries([...index.lines().keys()].map((line) => [line, sentences(index, line).at(-1) ?? '']));
}

describe('what a step did', () => {
  it('has the births, deaths and counts the two states differ by', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const index = indexOf(toolchain, source);
      const { entities } = index.recording;
      const objects = programObjects(index);
      let born = 0;
      for (let step = 0; step < index.lastStep; step++) {
        const effect = stepEffect(index, step, { ...EFFECT_LIMITS, refcounts: 1e9 });
        if (effect === null) throw new Error(`step ${step} has an effect`);
        const made = objects.filter((each) => entities.bornStep(each) === step + 1);
        const dead = objects.filter((each) => entities.diedStep(each) === step + 1);
        born += effect.born.count;
        expect(effect.born.count, `born at ${step}`).toBe(made.length);
        expect(effect.freed.count + effect.collected.count, `dead at ${step}`).toBe(dead.length);
        expect(effect.left.count).toBe(made.filter((each) => !dead.includes(each)).length);
        const [before, after] = [step, step + 1].map((at) => {
          const state = index.timeline.seek(at);
          return effect.refcounts.map(({ object }) => state.refcount(entityOfShownId(index.recording, object.id)));
        });
        expect(effect.refcounts.map(({ from }) => from)).toEqual(before);
        expect(effect.refcounts.map(({ to }) => to)).toEqual(after);
      }
      expect(born).toBe(objects.filter((each) => entities.bornStep(each) > 0).length);
    }), { numRuns: 8 });
  });

  it('is a sentence: it begins and ends as one, is short, and never says references', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const index = indexOf(toolchain, source);
      for (let step = 0; step < index.lastStep; step++) {
        const sentence = stepEffect(index, step)?.sentence ?? '';
        if (sentence === '') continue;
        expect(sentence).toMatch(/^[`\w<].*\.$/s);
        expect(sentence).not.toMatch(/undefined|NaN|\breferences\b|\s\s/);
        expect(sentence.length).toBeLessThan(600);
      }
    }), { numRuns: 10 });
  });

  it('tells names, items and attributes', () => {
    expect(told([
      'class Node: pass', 'a = []', 'b = a', 'c = [a, a]', 'c.clear()', 'b = None', 'n = Node()', 'n.next = a', 'm = n', 'del n', 'm = 3', 'x = 1000', 'a.append("text")', 'd = {"k": a}', 'd["k"] = None', 'del a', '',
    ].join('\n'))).toMatchObject({
      2: '`a = []` makes list: refcount 1.',
      3: '`b = a` adds a holder to list: refcount 1 to 2.',
      4: '`c = [a, a]` makes list (refcount 1) and adds 2 holders to list (refcount 2 to 4).',
      5: '`c.clear()` drops 2 holders of list: refcount 4 to 2.',
      6: '`b = None` drops a holder of list: refcount 2 to 1.',
      8: '`n.next = a` adds a holder to list, .next of Node: refcount 1 to 2.',
      9: '`m = n` adds a holder to Node: refcount 1 to 2.',
      10: '`del n` drops a holder of Node: refcount 2 to 1.',
      11: '`m = 3` drops the last holder of Node (it is freed) and drops a holder of list, .next of Node (refcount 2 to 1).',
      12: '`x = 1000` binds x to 1000.',
      13: '`a.append("text")` adds 1 item to list.',
      14: '`d = {"k": a}` makes dict (refcount 1) and adds a holder to list, dict[\'k\'] (refcount 1 to 2).',
      15: '`d["k"] = None` drops a holder of list, dict[\'k\']: refcount 2 to 1.',
      16: '`del a` drops the last holder of list: it is freed.',
    });
  });

  it('tells collections, finalizers, weak references, exceptions', () => {
    const index = indexOf(toolchain, [
      'import gc, weakref', 'gc.disable()', 'class Node:', '    def __del__(self):', '        kept.append(self)', 'kept = []', 'a = Node()', 'w = weakref.ref(a)', 'del a', 'kept.clear()',
      'class Plain: pass', 'p = Plain()', 'p.me = p', 'del p', 'gc.collect()', 'def fail():', '    raise ValueError("x")', 'try:', '    fail()', 'except ValueError as error:', '    kept = error', '',
    ].join('\n'));
    const line = (number: number): string => sentences(index, number).at(-1) ?? '';
    expect(line(8)).toBe('`w = weakref.ref(a)` makes a weak reference, ReferenceType, to Node: it does not count.');
    expect(line(9)).toBe('`del a` drops the last holder of Node: its __del__ runs before it is freed.');
    expect(line(10)).toBe('`kept.clear()` drops the last holder of Node (it is freed) and clears the weak reference to Node.');
    expect(line(15)).toMatch(/^`gc\.collect\(\)` makes the collector run on generation 2 \(it frees 1 of \d+ objects\) and frees Plain \(nothing outside held it any more\)\.$/);
    expect(line(17)).toMatch(/^`raise ValueError\("x"\)` raises ValueError/);
    const all = Array.from({ length: index.lastStep }, (_, step) => (stepEffect(index, step)?.sentence ?? '').replace(/ #\d+/g, ''));
    expect(all).toContain('Node.__del__ returns to line 9 and brings Node back to life (list[0] holds it now, refcount 1).');
    expect(all).toContain('ValueError is not handled here.');
    expect(all).toContain('ValueError is handled from line 20 on.');
    expect(all).toContain('fail begins.');
    expect(all.some((sentence) => sentence.startsWith('fail is left with ValueError'))).toBe(true);
    expect(all.some((sentence) => sentence.startsWith('The end of the program frees'))).toBe(true);
  });

  it('tells a whole hit with what it called, and all hits of a line together', () => {
    const index = indexOf(toolchain, 'class Node:\n    def __init__(self, value):\n        self.value = value\nkept = []\nfor i in range(3):\n    kept.append(Node([i]))\n');
    const [hit] = index.hits(6);
    const whole = hitEffect(index, hit ?? 0);
    expect(whole?.sentence.replace(/ #\d+/g, '')).toBe('`kept.append(Node([i]))` makes Node and list.');
    const { entities } = index.recording;
    const born = programObjects(index).filter((each) => [...index.hits(6)].some((step) => entities.bornStep(each) > step && entities.bornStep(each) <= index.lineOver(step)));
    const left = born.filter((each) => index.deathStep(each) < 0 || index.deathCause(each) === 'exit');
    expect(lineEffect(index, 5)).toMatchObject({ hits: 3, born: { count: born.length }, left: { count: left.length }, collected: { count: 0 } });
    expect(left.length).toBeGreaterThanOrEqual(6);
    expect(lineEffect(index, 90)).toBeNull();
    expect(stepEffect(index, index.lastStep)).toBeNull();
  });
});

describe('the bundled scenarios', () => {
  const folder = path.join(import.meta.dirname, '../../../media/scenarios');
  const scenario = (start: string): RunIndex => {
    const file = readdirSync(folder).find((name) => name.startsWith(start)) ?? '';
    return indexOf(toolchain, readFileSync(path.join(folder, file), 'utf8'));
  };

  it('two names', () => {
    const index = scenario('01');
    expect([8, 11, 15, 18, 22, 25, 28].map((line) => sentences(index, line)[0])).toEqual([
      '`a = ["milk"]` makes list: refcount 1.', '`b = a` adds a holder to list: refcount 1 to 2.', '`b.append("bread")` adds 1 item to list.',
      '`c = list(a)` makes list: refcount 1.', '`basket = [a, a]` makes list (refcount 1) and adds 2 holders to list (refcount 2 to 4).',
      '`basket.clear()` drops 2 holders of list: refcount 4 to 2.', '`del b` drops a holder of list: refcount 2 to 1.',
    ]);
  });

  it('a cycle of two', () => {
    const index = scenario('05');
    expect([24, 29, 30, 32].map((line) => sentences(index, line)[0])).toEqual([
      '`del single` drops the last holder of Node: its __del__ runs before it is freed.',
      '`left.partner = right` adds a holder to Node, .partner of Node: refcount 1 to 2.',
      '`right.partner = left` adds a holder to Node, .partner of Node: refcount 1 to 2.',
      '`del left, right` drops a holder of Node (refcount 2 to 1) and Node (refcount 2 to 1).',
    ]);
  });
});
