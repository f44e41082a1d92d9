import { describe, expect, it } from 'vitest';
import { standardMetrics } from '../../../media/panel/graph/card';
import { edgesBetween } from '../../../media/panel/graph/edges';
import { layoutHeap } from '../../../media/panel/graph/layout';
import { Places } from '../../../media/panel/graph/places';
import { node, root, slot, view } from '../viewFixtures';

/** First and last coordinates of a path. */
function ends(path: string): { x1: number; y1: number; x2: number; y2: number } {
  const numbers = [...path.matchAll(/-?\d+(\.\d+)?/g)].map((match) => Number(match[0]));
  return { x1: numbers[0], y1: numbers[1], x2: numbers[6], y2: numbers[7] };
}

describe('edges', () => {
  const shown = view({
    roots: [root('m', [slot('a', 1), slot('b', 1), slot('c', 1)])],
    nodes: [node(1, 'list', { slots: [slot('[0]', 2), slot('[1]', 1)] }), node(2, 'list', { slots: [slot('[0]', 1, '', { weak: true })] })],
  });
  const { cards } = layoutHeap(shown, standardMetrics, new Places());
  const edges = edgesBetween(cards, standardMetrics);
  const find = (from: string, to: string) => edges.filter((edge) => edge.from === from && edge.to === to);
  const card = (key: string) => cards.find((candidate) => candidate.content.key === key);

  it('are one for each slot that leads to a drawn card', () => {
    expect(edges.length).toBe(6);
    expect(edges.filter((edge) => edge.weak).length).toBe(1);
    expect(new Set(edges.map((edge) => edge.key)).size).toBe(6);
  });

  it('begin at their row and end at the card', () => {
    for (const edge of find('root m', 'object 1')) {
      const { x1, x2, y2 } = ends(edge.path);
      expect(x1).toBe((card('root m')?.x ?? 0) + (card('root m')?.content.width ?? 0));
      expect(x2).toBeLessThan(card('object 1')?.x ?? 0);
      expect(y2).toBeGreaterThanOrEqual(card('object 1')?.y ?? 0);
      expect(y2).toBeLessThanOrEqual((card('object 1')?.y ?? 0) + (card('object 1')?.content.height ?? 0));
    }
  });

  it('end apart where several reach one card', () => {
    const heights = find('root m', 'object 1').map((edge) => ends(edge.path).y2);
    expect(new Set(heights).size).toBe(3);
  });

  it('go back from the left of their card to the right of the other', () => {
    const { x1, x2 } = ends(find('object 2', 'object 1')[0].path);
    expect(x1).toBe(card('object 2')?.x);
    expect(x2).toBeGreaterThan((card('object 1')?.x ?? 0) + (card('object 1')?.content.width ?? 0));
  });
});
