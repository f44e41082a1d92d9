import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cardsOf, standardMetrics } from '../../../media/panel/graph/card';
import { cyclesOf } from '../../../media/panel/graph/components';
import { node, slot, view } from '../viewFixtures';

it('puts two cards into one cycle exactly when each reaches the other', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 7 }), fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.boolean()), { maxLength: 14 }), (count, pairs) => {
    const edges = pairs.map(([from, to, weak]) => ({ from: from % count, to: to % count, weak }));
    const nodes = Array.from({ length: count }, (_, index) => node(index + 1, 'Node', {
      slots: edges.filter(({ from }) => from === index).map(({ to, weak }, at) => slot(`.a${at}`, to + 1, '', weak ? { weak } : {})),
    }));
    const { of, sizes } = cyclesOf(cardsOf(view({ nodes }), standardMetrics));
    const reaches = Array.from({ length: count }, () => new Array<boolean>(count).fill(false));
    for (const { from, to, weak } of edges) if (!weak) reaches[from][to] = true;
    for (let middle = 0; middle < count; middle++) {
      for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) reaches[a][b] ||= reaches[a][middle] && reaches[middle][b];
    }
    for (let a = 0; a < count; a++) {
      const members = Array.from({ length: count }, (_, b) => b).filter((b) => reaches[a][b] && reaches[b][a]);
      const cycle = of.get(`object ${a + 1}`);
      expect(cycle === undefined).toBe(members.length === 0);
      if (cycle === undefined) continue;
      expect(sizes[cycle]).toBe(members.length);
      for (const b of members) expect(of.get(`object ${b + 1}`)).toBe(cycle);
    }
  }));
});
