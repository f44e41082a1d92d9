import { describe, expect, it } from 'vitest';
import { badgeText, cardsOf, cut, standardMetrics } from '../../../media/panel/graph/card';
import { node, root, slot, view } from '../viewFixtures';

describe('cards', () => {
  it('have one row per slot; a row leads to what is drawn and shows the rest as text', () => {
    const [main] = cardsOf(view({ roots: [root('m', [slot('a', 1, 'list'), slot('b', 2, 'dict'), slot('c', null, '7')])], nodes: [node(1, 'list')] }), standardMetrics);
    expect(main.rows.map((row) => [row.label, row.target, row.text])).toEqual([['a', 'object 1', ''], ['b', null, 'dict'], ['c', null, '7']]);
  });

  it('are wide enough for each row and tall enough for all', () => {
    const [small, wide] = cardsOf(view({
      roots: [root('m', [slot('a', null, '1')]), root('n', [slot('a', null, 'a much longer value')], { moreCount: 2 })],
    }), standardMetrics);
    expect(wide.width).toBeGreaterThan(small.width);
    expect(wide.height - small.height).toBe(standardMetrics.rowHeight);
    expect(wide.more).toBe('and 2 more');
  });
});

describe('badge', () => {
  it('shows the count, the one before where it changed, and immortality', () => {
    expect(badgeText(node(1, 'list', { refcount: 3 }))).toBe('3');
    expect(badgeText(node(1, 'list', { refcount: 3, change: 'refcount', previousRefcount: 2 }))).toBe('2 → 3');
    expect(badgeText(node(1, 'int', { immortal: true, refcount: 4294967295 }))).toBe('∞');
  });
});

describe('cut', () => {
  it('counts characters, not halves of them', () => {
    expect(cut('😀😀😀', 3)).toBe('😀😀😀');
    expect(cut('😀😀😀😀', 3)).toBe('😀😀…');
  });
});
