import { describe, expect, it } from 'vitest';
import { standardMetrics } from '../../../media/panel/graph/card';
import { layoutHeap, type Layout, type PlacedCard } from '../../../media/panel/graph/layout';
import { Places } from '../../../media/panel/graph/places';
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
      const layout = layoutHeap(view, standardMetrics, new Places());
      expect(layout.cards.length).toBe(view.nodes.length + view.roots.length);
      expect(overlaps(layout)).toEqual([]);
      for (const card of layout.cards) {
        expect(card.x + card.content.width).toBeLessThanOrEqual(layout.width);
        expect(card.y + card.content.height).toBeLessThanOrEqual(layout.height);
      }
    });

  it('has the roots at the left', () => {
    const { cards } = layoutHeap(cycleView(), standardMetrics, new Places());
    const right = Math.max(...cards.filter((card) => card.content.root !== null).map((card) => card.x + card.content.width));
    expect(cards.filter((card) => card.content.node !== null).every((card) => card.x > right)).toBe(true);
  });

  it('puts what waits for the collector into the region, and nothing else', () => {
    const { cards, region } = layoutHeap(unreachableView(), standardMetrics, new Places());
    expect(region).not.toBeNull();
    for (const card of cards) {
      const inside = region !== null && card.y >= region.y && card.y + card.content.height <= region.y + region.height && card.x >= region.x;
      expect([card.content.key, inside]).toEqual([card.content.key, card.content.node?.unreachable === true]);
    }
    expect(layoutHeap(cycleView(), standardMetrics, new Places()).region).toBeNull();
  });

  it('does not move anything when the same view comes again', () => {
    const places = new Places();
    const first = layoutHeap(largeView(60), standardMetrics, places);
    places.remember(first);
    expect(layoutHeap(largeView(60), standardMetrics, places)).toEqual(first);
  });

  it('leaves what stays where it was when an object goes and comes, and puts that back to its place', () => {
    const places = new Places();
    const whole = largeView(30);
    const first = layoutHeap(whole, standardMetrics, places);
    places.remember(first);
    const gone = whole.nodes[17].id;
    const second = layoutHeap({ ...whole, nodes: whole.nodes.filter((node) => node.id !== gone) }, standardMetrics, places);
    places.remember(second);
    const before = new Map(first.cards.map((card) => [card.content.key, card]));
    const grownOrShrunk = (card: PlacedCard) => before.get(card.content.key)?.content.height !== card.content.height;
    const moved = second.cards.filter((card) => !grownOrShrunk(card) && (before.get(card.content.key)?.y !== card.y || before.get(card.content.key)?.column !== card.column));
    expect(moved).toEqual([]);
    expect(overlaps(second)).toEqual([]);
    const third = layoutHeap(whole, standardMetrics, places);
    expect(third.cards.find(({ content }) => content.key === `object ${gone}`)).toMatchObject({ x: before.get(`object ${gone}`)?.x, y: before.get(`object ${gone}`)?.y });
  });

  it('leaves a ghost where an object was that the step freed, for that moment only', () => {
    const places = new Places();
    const before = cycleView();
    const first = layoutHeap(before, standardMetrics, places);
    places.remember(first);
    const after = { ...before, nodes: before.nodes.filter(({ id }) => id !== 12), freed: [{ id: 12, type: 'dict', text: '' }, { id: 99, type: 'list', text: '' }] };
    const second = layoutHeap(after, standardMetrics, places);
    places.remember(second);
    const ghosts = second.cards.filter(({ content }) => content.kind === 'ghost');
    const place = first.cards.find(({ content }) => content.key === 'object 12');
    expect(ghosts.map(({ content, x, y }) => [content.key, x, y])).toEqual([['object 12', place?.x, place?.y]]);
    expect(second.edges.filter(({ from, to }) => from === 'object 12' || to === 'object 12')).toEqual([]);
    expect(layoutHeap({ ...after, freed: [] }, standardMetrics, places).cards.some(({ content }) => content.kind === 'ghost')).toBe(false);
  });

  it('tells cycles of what is drawn', () => {
    const { cards, edges } = layoutHeap(cycleView(), standardMetrics, new Places());
    expect(cards.filter(({ cycleSize }) => cycleSize > 0).map(({ content, cycleSize }) => [content.key, cycleSize])).toEqual([['object 7', 2], ['object 8', 2]]);
    expect(edges.filter(({ cyclic }) => cyclic).map(({ label }) => label)).toEqual(['.partner', '.partner']);
  });
});
