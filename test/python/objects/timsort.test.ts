import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PyObject, type TypeHeader } from '../../../src/python/memory';
import { MergeSort } from '../../../src/python/objects/timsort';

const recorded = readFileSync(path.join(import.meta.dirname, 'programs/expected/sortComparisons.txt'), 'utf8').split('\n');

interface Entry { value: number; tag: number }
const entry = (value: number, tag: number): PyObject<Entry> => new PyObject({ name: 'item', births: null } as TypeHeader, { value, tag });
const of = (object: PyObject): Entry => object.value as Entry;

/** The generator of test/python/objects/programs/sortComparisons.py. */
class Random {
  private state = 99n;

  next(limit: number): number {
    this.state = (this.state * 1103515245n + 12345n) % 2147483648n;
    return Number((this.state >> 8n) % BigInt(limit));
  }
}

function* shapes(n: number, random: Random): Generator<[string, number[]]> {
  const make = (length: number, item: (index: number) => number): number[] => Array.from({ length }, (_, index) => item(index));
  yield ['random', make(n, () => random.next(n * 10 + 1))];
  yield ['few', make(n, () => random.next(4))];
  yield ['up', make(n, (i) => i)];
  yield ['down', make(n, (i) => n - i)];
  yield ['equal', make(n, () => 5)];
  yield ['runs', make(n, (i) => i % 37)];
  yield ['saw', make(n, (i) => (i % 2 === 1 ? i : n - i))];
  yield ['nearly', make(n, (i) => (random.next(20) > 0 ? i : random.next(n + 1)))];
  const eighth = Math.floor(n / 8);
  yield ['tail', [...make(n - eighth, (i) => i), ...make(eighth, () => random.next(n + 1))]];
  yield ['blocks', [50, 10, 90, 30, 70, 0].flatMap((base) => make(eighth + 1, (i) => base + i))];
  yield ['plateau', [...make(n, (i) => Math.floor(i / 10)), ...make(n, (i) => Math.floor(i / 5))]];
}

test('compares what CPython compares, in its order, and gives its result', () => {
  const random = new Random();
  const lines = recorded.filter((line) => /^\d+ \w+ (True|False) /.test(line));
  let at = 0;
  for (const n of [0, 1, 2, 3, 5, 10, 31, 63, 64, 65, 100, 127, 128, 200, 333, 700]) {
    for (const [name, values] of shapes(n, random)) {
      for (const reverse of [false, true]) {
        let log = 0;
        let count = 0;
        const items = values.map(entry);
        if (reverse) items.reverse();
        new MergeSort(items, null, (left, right) => {
          count++;
          log = (log * 31 + of(left).value * 7919 + of(right).value * 17 + of(left).tag) % 1000000007;
          return of(left).value < of(right).value;
        }).sort();
        if (reverse) items.reverse();
        const order = items.reduce((digest, item) => (digest * 31n + BigInt(of(item).tag)) % 1000000007n, 0n);
        expect(`${n} ${name} ${reverse ? 'True' : 'False'} ${count} ${log} ${order}`).toBe(lines[at++]);
      }
    }
  }
  expect(at).toBe(lines.length);
});

test('a comparison that throws loses no item, neither of the keys nor of the values', () => {
  for (let limit = 0; limit < 400; limit += 7) {
    const random = new Random();
    const keys = Array.from({ length: 200 }, (_, index) => entry(random.next(500), index));
    const values = keys.slice();
    let count = 0;
    expect(() => new MergeSort(keys, values, (left, right) => {
      if (count++ === limit) throw new Error('stop');
      return of(left).value < of(right).value;
    }).sort()).toThrow('stop');
    expect(new Set(keys).size).toBe(200);
    expect(values).toEqual(keys);
  }
});

test('an inconsistent comparison ends', () => {
  const random = new Random();
  const items = Array.from({ length: 500 }, (_, index) => entry(index, index));
  new MergeSort(items, null, () => random.next(2) === 1).sort();
  expect(new Set(items).size).toBe(500);
});
