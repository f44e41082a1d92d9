import { describe, expect, it } from 'vitest';
import type { LineHistory, NameHistory, NameOutcome } from '../../src/analysis';
import { lineAnnotation, lineAnnotations } from '../../src/annotations';

const count = (refcount: number): NameOutcome => ({ kind: 'count', refcount, entity: 1 });

/** The history of a name over these outcomes, as `lineHistories` sums them up. */
function nameHistory(name: string, outcomes: readonly NameOutcome[]): NameHistory {
  const counts = outcomes.flatMap((outcome) => (outcome.kind === 'count' ? [outcome.refcount] : []));
  return {
    name,
    minimum: Math.min(...counts),
    maximum: Math.max(...counts),
    last: outcomes[outcomes.length - 1] as NameOutcome,
    freed: outcomes.filter(({ kind }) => kind === 'freed').length,
    seen: outcomes.filter(({ kind }) => kind !== 'none').length,
  };
}

function history(names: Record<string, readonly NameOutcome[]>, more: Partial<LineHistory> = {}): LineHistory {
  const entries = Object.entries(names).map(([name, outcomes]) => [name, nameHistory(name, outcomes)] as const);
  return { line: 5, hits: 1, lastStep: 3, lastAfter: 4, names: new Map(entries), collections: 0, collected: 0, ...more };
}

describe('lineAnnotation', () => {
  it.each<[string, LineHistory]>([
    ['refcount a 2 · b 2', history({ a: [count(2)], b: [count(2)] })],
    ['a freed', history({ a: [{ kind: 'freed', entity: 1 }] })],
    ['a unbound, 1 left', history({ a: [{ kind: 'unbound', refcount: 1, entity: 1 }] })],
    ['refcount x 1–3 · 10 hits', history({ x: [count(1), count(3), count(2)] }, { hits: 10 })],
    ['refcount a 1 (old one freed)', history({ a: [{ kind: 'count', refcount: 1, entity: 2, replaced: true }] })],
    ['n immortal', history({ n: [{ kind: 'immortal', entity: 1 }] })],
    ['refcount a 1', history({ a: [count(1)], n: [{ kind: 'immortal', entity: 1 }], u: [{ kind: 'none' }] })],
    ['', history({ u: [{ kind: 'none' }] })],
    ['refcount a 1 · gc ran, freed 2', history({ a: [count(1)] }, { collections: 1, collected: 2 })],
    ['gc ran 3 times', history({}, { collections: 3 })],
    ['refcount a 1 · b 1 · c 1 · d 1 · e 1 · f 1 · +1 more', history(Object.fromEntries([...'abcdefg'].map((name) => [name, [count(1)]])))],
  ])('%s', (text, given) => {
    expect(lineAnnotation(given).text).toBe(text);
  });

  it('gives the parts and the moment', () => {
    expect(lineAnnotation(history({ a: [count(2)], b: [{ kind: 'freed', entity: 2 }] }))).toMatchObject({
      line: 4, hits: 1, lastStep: 3, parts: [{ name: 'a', value: '2' }, { name: 'b', value: 'freed' }],
    });
  });
});

describe('lineAnnotations', () => {
  it('gives executed lines in the range, in order', () => {
    const lines = new Map([9, 2, 5, 7].map((line) => [line, history({ a: [count(1)] }, { line, hits: line === 7 ? 0 : 1 })]));
    expect(lineAnnotations(lines, 1, 7).map(({ line }) => line)).toEqual([1, 4]);
    expect(lineAnnotations(lines, 0, 100).map(({ line }) => line)).toEqual([1, 4, 8]);
  });
});
