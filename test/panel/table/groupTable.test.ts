/** Groups compared: each difference is the one of the counts, groups that came or went included. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Breakdown, BreakdownRow } from '../../../src/protocol';
import { comparedRows, sortedRows } from '../../../media/panel/table/groupTable';

const row = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), count: fc.integer({ min: 1, max: 50 }), bytes: fc.integer({ min: 1, max: 900 }) })
  .map((part): BreakdownRow => ({ ...part, label: part.key, line: null, unreachable: 0, retainedBytes: part.bytes }));
const breakdown = fc.uniqueArray(row, { selector: ({ key }) => key })
  .map((rows): Breakdown => ({ by: 'type', rows, total: rows.length, count: 0, bytes: 0, text: '' }));

it('has every group of both moments with its difference', () => {
  fc.assert(fc.property(breakdown, breakdown, (now, other) => {
    const count = ({ rows }: Breakdown, key: string): number => rows.find((group) => group.key === key)?.count ?? 0;
    const compared = comparedRows(now, other);
    expect(new Set(compared.map(({ key }) => key))).toEqual(new Set([...now.rows, ...other.rows].map(({ key }) => key)));
    for (const { key, count: here, moreCount } of compared) {
      expect(here).toBe(count(now, key));
      expect(moreCount).toBe(count(now, key) - count(other, key));
    }
    expect(comparedRows(now, null).every(({ moreCount }) => moreCount === null)).toBe(true);
    const sorted = sortedRows(compared, { column: 'count', descending: true }).map((group) => group.count);
    expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
  }));
});
