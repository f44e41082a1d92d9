import { expect, it } from 'vitest';
import { standardMetrics } from '../../../media/panel/graph/card';
import { layoutHeap } from '../../../media/panel/graph/layout';
import { neighbourOf } from '../../../media/panel/graph/neighbour';
import { Places } from '../../../media/panel/graph/places';
import { cycleView } from '../viewFixtures';

const layout = layoutHeap(cycleView(), standardMetrics, new Places());
const { cards } = layout;

it('leads right to an object and left back to a root', () => {
  const right = neighbourOf(layout, 'root __main__', 'ArrowRight');
  expect(right).toMatch(/^object/);
  expect(neighbourOf(layout, right ?? '', 'ArrowLeft')).toMatch(/^root/);
});

it('leads along references: to what a card refers to, and back to what holds it', () => {
  const { edges } = layout;
  for (const card of cards) {
    const right = neighbourOf(layout, card.content.key, 'ArrowRight');
    const targets = edges.filter((edge) => edge.from === card.content.key && edge.to !== edge.from).map((edge) => edge.to);
    if (targets.length > 0) expect(targets).toContain(right);
    const left = neighbourOf(layout, card.content.key, 'ArrowLeft');
    const holders = edges.filter((edge) => edge.to === card.content.key && edge.to !== edge.from).map((edge) => edge.from);
    if (holders.length > 0) expect(holders).toContain(left);
  }
});

it('leads down and up through a column', () => {
  const below = neighbourOf(layout, 'root __main__', 'ArrowDown');
  expect(below).toBe('root frame 1');
  expect(neighbourOf(layout, below ?? '', 'ArrowUp')).toBe('root __main__');
});

it('reaches every card from the first', () => {
  const seen = new Set([cards[0].content.key]);
  for (const key of seen) {
    for (const arrow of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
      const next = neighbourOf(layout, key, arrow);
      if (next !== null) seen.add(next);
    }
  }
  expect(seen.size).toBe(cards.length);
});

it('knows no other keys', () => {
  expect(neighbourOf(layout, 'root __main__', 'a')).toBeNull();
  expect(neighbourOf(layout, 'root __main__', 'constructor')).toBeNull();
});
