import { describe, expect, it } from 'vitest';
import { arrivalText, countText, historyText, objectsText, ranText } from '../../../media/panel/generations/generationWords';

const state = (extra: object) => ({ count: 1, threshold: 700, objects: 1657, own: 0, collections: 0, collected: 0, uncollectable: 0, rule: '', ...extra });
const row = (extra: object) => ({
  number: 3, generation: 1 as const, reason: 'automatic' as const, step: 4, after: 5, line: 7, candidates: 1200, collected: 2, uncollectable: 0, ...extra,
});

describe('the generations in a few words', () => {
  it('count against thresholds', () => {
    expect(countText({ count: 12, threshold: 700 })).toBe('count 12 of threshold 700');
    expect(countText({ count: 12, threshold: 0 })).toBe('count 12, no threshold');
  });

  it('say what is in them and what was collected', () => {
    expect(objectsText(state({}))).toBe('1,657 objects');
    expect(objectsText(state({ objects: 1, own: 1 }))).toBe('1 object, 1 yours');
    expect(historyText(state({}))).toBe('never collected');
    expect(historyText(state({ collections: 1, collected: 3 }))).toBe('1 collection, 3 collected');
    expect(historyText(state({ collections: 2, collected: 3, uncollectable: 1 }))).toBe('2 collections, 3 collected, 1 uncollectable');
  });

  it('say what has moved up and which collection did it', () => {
    expect(arrivalText([{ from: 0, to: 1, count: 12, own: 4 }])).toBe('12 from generation 0 (4 yours)');
    expect(ranText([])).toBe('');
    expect(ranText([row({})])).toBe('Collection 3 of generation 1 has just run: 1,200 examined, 2 collected.');
    expect(ranText([row({}), row({})])).toBe('2 collections ran just now; they collected 4.');
  });
});
