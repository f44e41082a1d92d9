import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { SlotTable } from '../../src/recording';

it('chains the slots of each holder in the order they were made', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(9), fc.nat())), (rows) => {
    const table = new SlotTable();
    const byHolder = new Map<number, number[]>();
    for (const [holder, ordinal, label] of rows) {
      const slot = table.add(holder, ordinal, label);
      expect([table.holder(slot), table.ordinal(slot), table.label(slot)]).toEqual([holder, ordinal, label]);
      byHolder.set(holder, [...(byHolder.get(holder) ?? []), slot]);
    }
    for (let holder = 1; holder <= 31; holder++) {
      const chain: number[] = [];
      for (let slot = table.first(holder); slot !== 0; slot = table.next(slot)) chain.push(slot);
      expect(chain).toEqual(byHolder.get(holder) ?? []);
    }
    expect(table.count).toBe(rows.length + 1);
  }));
});
