import { describe, expect, it } from 'vitest';
import { standardMetrics } from '../../../media/panel/graph/card';
import { layoutHeap, type Layout } from '../../../media/panel/graph/layout';
import { cycleView, largeView, unreachableView } from '../viewFixtures';

function overlaps({ cards }: Layout): string[] {
  const found: string[] = [];
  cards.forEach((a, index) => {
    for (const b of cards.slice(index + 1)) {
      const apart = a.x + a.content.width <= b.x || b.x + b.content.width <= a.x || a.y + a.content.height <= b.y || b.y + b.content.height <= a.y;
      if (!apart) found.push(`${a.content.key} and ${b.content.key}`);
    }
  });
  return found;
}

describe('layout', () => {
  it.each([['cycle', cycleView()], ['unreachable', unreachableView()], ['80 objects', largeView(80)], ['300 objects', largeView(300)]])(
    'of %s has every card and no overlap', (_name, view) => {
      const layout = layoutHeap(view, standardMetrics, null);
      expect(layout.cards.length).toBe(view.nodes.length + view.roots.length);
      expect(overlaps(layout)).toEqual([]);
      for (const card of layout.cards) {
        expect(card.x + card.content.width).toBeLessThanOrEqual(layout.width);
        expect(card.y + card.content.height).toBeLessThanOrEqual(layout.height);
      }
    });

  it('has the roots at the left', () => {
    const { cards } = layoutHeap(cycleView(), standardMetrics, null);
    const right = Math.max(...cards.filter((card) => card.content.root !== null).map((card) => card.x + card.content.width));
    expect(cards.filter((card) => card.content.node !== null).every((card) => card.x > right)).toBe(true);
  });

  it('puts what waits for the collector into the region, and nothing else', () => {
    const { cards, region } = layoutHeap(unreachableView(), standardMetrics, null);
    expect(region).not.toBeNull();
    for (const card of cards) {
      const inside = region !== null && card.y >= region.y && card.y + card.content.height <= region.y + region.height && card.x >= region.x;
      expect([card.content.key, inside]).toEqual([card.content.key, card.content.node?.unreachable === true]);
    }
    expect(layoutHeap(cycleView(), standardMetrics, null).region).toBeNull();
  });

  it('does not move anything when the same view comes again', () => {
    const first = layoutHeap(largeView(60), standardMetrics, null);
    expect(layoutHeap(largeView(60), standardMetrics, first)).toEqual(first);
  });

  it('leaves what stays where it was when an object goes and comes', () => {
    const whole = largeView(30);
    const first = layoutHeap(whole, standardMetrics, null);
    const gone = whole.nodes[17].id;
    const without = { ...whole, nodes: whole.nodes.filter((node) => node.id !== gone) };
    const second = layoutHeap(without, standardMetrics, first);
    const before = new Map(first.cards.map((card) => [card.content.key, card]));
    const moved = second.cards.filter((card) => before.get(card.content.key)?.y !== card.y || before.get(card.content.key)?.column !== card.column);
    expect(moved.length).toBeLessThanOrEqual(2);
    expect(overlaps(second)).toEqual([]);
  });
});
