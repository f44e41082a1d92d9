import { describe, expect, it } from 'vitest';
import { cardsOf, standardMetrics } from '../../../media/panel/graph/card';
import { columnsFrom } from '../../../media/panel/graph/layers';
import { node, root, slot, view } from '../viewFixtures';

const chain = (extra: Parameters<typeof view>[0] = {}) => cardsOf(view({
  roots: [root('m', [slot('a', 1)])],
  nodes: [node(1, 'list', { slots: [slot('[0]', 2)] }), node(2, 'list', { slots: [slot('[0]', 1)] }), node(3, 'weakref', { slots: [slot('referent', 1, '', { weak: true })] })],
  ...extra,
}), standardMetrics);

describe('columns', () => {
  it('are the distance from the roots; cycles end', () => {
    const columns = columnsFrom(chain(), ['root m'], 0, new Map());
    expect([columns.get('root m'), columns.get('object 1'), columns.get('object 2')]).toEqual([0, 1, 2]);
  });

  it('are given to what nothing drawn holds too', () => {
    expect(columnsFrom(chain(), ['root m'], 0, new Map()).get('object 3')).toBe(1);
  });

  it('stay as they were, whatever now refers to the card', () => {
    const cards = chain({ roots: [root('m', [slot('a', 1), slot('b', 2)])] });
    expect(columnsFrom(cards, ['root m'], 0, new Map()).get('object 2')).toBe(1);
    expect(columnsFrom(cards, ['root m'], 0, new Map([['object 1', 1], ['object 2', 2]])).get('object 2')).toBe(2);
  });

  it('of a long chain end: it goes on downwards', () => {
    const nodes = Array.from({ length: 30 }, (_, index) => node(index + 1, 'Node', { slots: index < 29 ? [slot('.next', index + 2)] : [] }));
    const columns = columnsFrom(cardsOf(view({ roots: [root('m', [slot('head', 1)])], nodes }), standardMetrics), ['root m'], 0, new Map());
    expect(Math.max(...columns.values())).toBeLessThanOrEqual(4);
    expect(columns.size).toBe(31);
  });
});
