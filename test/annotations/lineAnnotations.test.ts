/** Texts of lines: what is said of which history, in which order, and what is cut. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_WORK, type LineHistory, type LineWork, type NameHistory, type NameOutcome, type ObjectTally } from '../../src/analysis';
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
    isMachinery: name.startsWith('function_'),
  };
}

function history(names: Record<string, readonly NameOutcome[]>, more: Partial<LineHistory> = {}): LineHistory {
  const entries = Object.entries(names).map(([name, outcomes]) => [name, nameHistory(name, outcomes)] as const);
  return { line: 5, hits: 1, lastStep: 3, lastAfter: 4, names: new Map(entries), work: NO_WORK, successors: new Set(), isClass: false, isUnderWay: false, ...more };
}

/** `Node #3` names each; with `more`, so many others of the same type. */
function tally(names: readonly string[], more = 0): ObjectTally {
  const byType = new Map<string, number>();
  for (const name of names) byType.set(name.replace(/ #.*/, ''), (byType.get(name.replace(/ #.*/, '')) ?? 0) + 1);
  const [first] = byType.keys();
  if (first !== undefined) byType.set(first, (byType.get(first) ?? 0) + more);
  return { count: names.length + more, byType: [...byType], names };
}

const work = (more: Partial<LineWork>): Partial<LineHistory> => ({ work: { ...NO_WORK, ...more } });
const gc = (generation: 0 | 1 | 2 | null, collected: number, candidates: number, times = 1): Partial<LineWork> =>
  ({ collections: { count: times, generation, candidates, collected } });

describe('lineAnnotation', () => {
  it.each<[string, LineHistory]>([
    ['refcount a 2 · b 2', history({ a: [count(2)], b: [count(2)] })],
    ['a freed', history({ a: [{ kind: 'freed', entity: 1 }] })],
    ['list #3 freed here', history({ a: [{ kind: 'freed', entity: 1 }] }, work({ freed: tally(['list #3']) }))],
    ['a unbound, 1 left', history({ a: [{ kind: 'unbound', refcount: 1, entity: 1 }] })],
    ['refcount x 1–3 · 10 hits', history({ x: [count(1), count(3), count(2)] }, { hits: 10 })],
    ['list #3 freed here · refcount a 1 · made list #4',
      history({ a: [{ kind: 'count', refcount: 1, entity: 2, replaced: true }] }, work({ freed: tally(['list #3']), made: tally(['list #4']) }))],
    ['n immortal', history({ n: [{ kind: 'immortal', entity: 1 }] })],
    ['refcount a 1', history({ a: [count(1)], n: [{ kind: 'immortal', entity: 1 }], u: [{ kind: 'none' }] })],
    ['refcount a 1', history({ function_f: [count(5)], a: [count(1)] })],
    ['refcount function_f 5', history({ function_f: [count(5)] })],
    ['ran once', history({ u: [{ kind: 'none' }] })],
    ['ran 1,200 times', history({}, { hits: 1200 })],
    ['ran once', history({}, { hits: 2, isClass: true })],
    ['running · refcount a 1 · 2 hits', history({ a: [count(1)] }, { hits: 2, isUnderWay: true })],
    ['gen 0: 2 of 14 freed', history({ function_f: [count(5)] }, work(gc(0, 2, 14)))],
    ['gen 2: 2 of 6,243 freed · refcount a 1', history({ a: [count(1)] }, work(gc(2, 2, 6243)))],
    ['gen 0 3 times: 12 of 60 freed', history({}, work(gc(0, 12, 60, 3)))],
    ['gc ran 3 times: 12 of 60 freed', history({}, work(gc(null, 12, 60, 3)))],
    ['Node #1, Node #2 and list #3 freed here', history({}, work({ freed: tally(['Node #1', 'Node #2', 'list #3']) }))],
    ['10 Node objects freed here · made 10 Node objects · 10 hits',
      history({}, { hits: 10, ...work({ freed: tally(['Node #1', 'Node #2', 'Node #3'], 7), made: tally(['Node #1', 'Node #2', 'Node #3'], 7) }) })],
    ['made 4 objects', history({}, work({ made: tally(['Node #1', 'list #2', 'dict #3'], 1) }))],
    ['made and freed Lamp #12', history({}, work({ passed: tally(['Lamp #12']) }))],
    ['raises ValueError', history({}, work({ raised: [{ type: 'ValueError', count: 1, passedOn: false }] }))],
    ['KeyError passes 2 times · 3 hits', history({}, { hits: 3, ...work({ raised: [{ type: 'KeyError', count: 2, passedOn: true }] }) })],
    ['prints a b', history({ function_f: [count(5)] }, work({ output: 'a b\n' }))],
    ['prints first…', history({}, work({ output: 'first\nsecond\n' }))],
    ['ran 2 times', history({}, { hits: 2, ...work({ output: 'x\n' }) })],
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

describe('what was left behind', () => {
  it('is told before the refcounts, with its objects among the details', () => {
    const { text, details } = lineAnnotation(history({ a: [count(1)] }), { count: 2, names: ['Node #1', 'Node #2'] });
    expect(text).toBe('2 left behind · refcount a 1');
    expect(details).toContain('Left behind, alive though nothing reaches them: Node #1 and Node #2');
  });
});

describe('long texts', () => {
  const names = Object.fromEntries([...'abcdef'].map((letter) => [letter.repeat(12), [count(1), count(3)]]));
  const long = history(names, { hits: 30, ...work({ ...gc(2, 1, 10_000), made: tally(['Node #1', 'Node #2', 'Node #3'], 100) }) });

  it('are cut between their parts, and keep how often the line ran', () => {
    const { text, brief, details } = lineAnnotation(long);
    expect(text.length).toBeLessThanOrEqual(96);
    expect(brief.length).toBeLessThanOrEqual(42);
    expect(text).toMatch(/^gen 2: 1 of 10,000 freed · refcount a{12} 1–3 .*… · 30 hits$/);
    expect(brief).toBe('gen 2: 1 of 10,000 freed … · 30 hits');
    expect(details).toContain('Made: 103 Node (Node #1, Node #2, Node #3, …)');
    expect(details[0]).toBe('Line 5 ran 30 times');
    expect(details[1]).toBe('aaaaaaaaaaaa: refcount 1–3, at last 3');
  });

  it('never grow beyond their limits, whatever there is to say', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 60 }), fc.constant([count(1)]), { maxKeys: 9 }), fc.string({ maxLength: 80 }), fc.nat(),
      (given, output, hits) => {
        const { text, brief } = lineAnnotation(history(given, { hits: hits + 1, ...work({ output, made: tally(['Node #1']) }) }));
        expect(text.length).toBeLessThanOrEqual(96);
        expect(brief.length).toBeLessThanOrEqual(42);
        expect(text).not.toBe('');
      }));
  });
});

describe('lineAnnotations', () => {
  it('gives executed lines in the range, in order', () => {
    const lines = new Map([9, 2, 5, 7].map((line) => [line, history({ a: [count(1)] }, { line, hits: line === 7 ? 0 : 1 })]));
    expect(lineAnnotations(lines, 1, 7).map(({ line }) => line)).toEqual([1, 4]);
    expect(lineAnnotations(lines, 0, 100).map(({ line }) => line)).toEqual([1, 4, 8]);
  });
});
