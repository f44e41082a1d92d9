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

  it('stay as they were while something to the left still refers to the card', () => {
    const cards = chain({ roots: [root('m', [slot('a', 1), slot('b', 2)])] });
    expect(columnsFrom(cards, ['root m'], 0, new Map()).get('object 2')).toBe(1);
    expect(columnsFrom(cards, ['root m'], 0, new Map([['object 1', 1], ['object 2', 2]])).get('object 2')).toBe(2);
  });

  it('do not stay where nothing to the left refers to the card any more', () => {
    const cards = chain({ roots: [root('m', [slot('a', 2)])] });
    expect(columnsFrom(cards, ['root m'], 0, new Map([['object 1', 1], ['object 2', 2]])).get('object 1')).toBe(2);
  });
});
