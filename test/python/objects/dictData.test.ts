import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PyObject, type TypeHeader } from '../../../src/python/memory';
import {
  cloneTable, DictData, DictKind, findText, growTable, keysSize, log2KeySize, log2SizeForCount, resetTable, resizeTable, usableFraction,
} from '../../../src/python/objects/dictData';
import { cpython312 } from '../../../src/python/profiles';

const rt = { profile: cpython312 };
const text = (value: string): PyObject => new PyObject({ name: 'str', births: null } as TypeHeader, value);

/** What `dictStore` does for a str key that is not there. */
function append(data: DictData, name: string): void {
  if (data.usable <= 0) {
    if (data.log2Size === 0) resizeTable(data, 3, true);
    else growTable(rt, data, true);
  }
  data.index?.set(name, data.keys.length);
  data.keys.push(text(name));
  data.values.push(text(name));
  data.usable--;
  data.used++;
}

function remove(data: DictData, name: string): void {
  const entry = findText(data, name);
  data.index?.delete(name);
  data.keys[entry] = null;
  data.values[entry] = null;
  data.used--;
}

test('table sizes are those of CPython', () => {
  expect([8, 16, 32, 64, 128].map(usableFraction)).toEqual([5, 10, 21, 42, 85]);
  // Setting the bit of the minimum size makes small needs take 16 slots and some powers of two the double.
  expect([0, 1, 7, 8, 9, 16, 17, 64, 65].map((minimum) => log2KeySize(minimum, false))).toEqual([3, 4, 4, 3, 4, 5, 5, 7, 7]);
  // Later versions take the smallest that is enough.
  expect([0, 1, 7, 8, 9, 16, 17, 64, 65].map((minimum) => log2KeySize(minimum, true))).toEqual([3, 3, 3, 3, 4, 4, 5, 6, 7]);
  expect([1, 4, 5, 6, 10, 11, 21, 22].map((count) => log2SizeForCount(rt, count))).toEqual([4, 4, 3, 4, 4, 5, 6, 6]);
});

test('a table of str keys grows as sys.getsizeof shows it', () => {
  const recorded = readFileSync(path.join(import.meta.dirname, 'programs/expected/dictSizes.txt'), 'utf8');
  const line = /^str keys (.*)$/m.exec(recorded)?.[1] as string;
  const expected = JSON.parse(line.replaceAll('(', '[').replaceAll(')', ']')) as [length: number, size: number][];
  const data = new DictData();
  const seen: [length: number, size: number][] = [[0, 64 + keysSize(data)]];
  for (let length = 1; length <= 3000; length++) {
    append(data, `k${length}`);
    const size = 64 + keysSize(data);
    if (size !== (seen.at(-1) as [number, number])[1]) seen.push([length, size]);
  }
  expect(seen).toEqual(expected);
  growTable(rt, data, false);
  expect(data.kind).toBe(DictKind.General);
});

test('look-up agrees with a Map under insertion, deletion, growth and copying', () => {
  let state = 7;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
  for (let round = 0; round < 20; round++) {
    let data = new DictData();
    const oracle = new Map<string, true>();
    for (let step = 0; step < 400; step++) {
      const name = `n${random(round < 5 ? 8 : 60)}`;
      if (random(3) > 0) {
        if (!oracle.has(name)) append(data, name);
        oracle.set(name, true);
      } else if (oracle.delete(name)) remove(data, name);
      if (random(50) === 0) {
        const copy = new DictData();
        cloneTable(data, copy);
        data = copy;
      }
      if (random(150) === 0) {
        resetTable(data);
        oracle.clear();
      }
      for (let asked = 0; asked < 60; asked += 7) {
        const entry = findText(data, `n${asked}`);
        const found = entry >= 0 ? (data.keys[entry] as PyObject).value : null;
        if (found !== (oracle.has(`n${asked}`) ? `n${asked}` : null)) expect.fail(`n${asked} found as ${String(found)} in step ${step} of round ${round}`);
      }
      if (step % 10 > 0) continue;
      expect(data.keys.filter((key) => key !== null).map((key) => (key as PyObject).value)).toEqual([...oracle.keys()]);
      expect(data.used).toBe(oracle.size);
    }
  }
});
