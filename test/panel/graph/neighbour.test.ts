import { expect, it } from 'vitest';
import { standardMetrics } from '../../../media/panel/graph/card';
import { layoutHeap } from '../../../media/panel/graph/layout';
import { neighbourOf } from '../../../media/panel/graph/neighbour';
import { cycleView } from '../viewFixtures';

const { cards } = layoutHeap(cycleView(), standardMetrics, null);

it('leads right to an object and left back to a root', () => {
  const right = neighbourOf(cards, 'root __main__', 'ArrowRight');
  expect(right).toMatch(/^object/);
  expect(neighbourOf(cards, right ?? '', 'ArrowLeft')).toMatch(/^root/);
});

it('leads down and up through a column', () => {
  const below = neighbourOf(cards, 'root __main__', 'ArrowDown');
  expect(below).toBe('root frame 1');
  expect(neighbourOf(cards, below ?? '', 'ArrowUp')).toBe('root __main__');
});

it('reaches every card from the first', () => {
  const seen = new Set([cards[0].content.key]);
  for (const key of seen) {
    for (const arrow of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
      const next = neighbourOf(cards, key, arrow);
      if (next !== null) seen.add(next);
    }
  }
  expect(seen.size).toBe(cards.length);
});

it('knows no other keys', () => {
  expect(neighbourOf(cards, 'root __main__', 'a')).toBeNull();
  expect(neighbourOf(cards, 'root __main__', 'constructor')).toBeNull();
});
