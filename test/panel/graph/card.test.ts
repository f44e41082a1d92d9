import { describe, expect, it } from 'vitest';
import type { HeapGroup } from '../../../src/protocol';
import { badgeText, cardsOf, cut, deltaText, standardMetrics } from '../../../media/panel/graph/card';
import { node, root, slot, view } from '../viewFixtures';

describe('cards', () => {
  it('have one row per slot; a row leads to what is drawn and shows the rest as text', () => {
    const [main] = cardsOf(view({ roots: [root('m', [slot('a', 1, 'list'), slot('b', 2, 'dict'), slot('c', null, '7')])], nodes: [node(1, 'list')] }), standardMetrics);
    expect(main.rows.map((row) => [row.label, row.ends.map(({ key }) => key), row.text])).toEqual([['a', ['object 1'], ''], ['b', [], 'dict'], ['c', [], '7']]);
  });

  it('are all equally wide, and tall enough for each row', () => {
    const [small, tall] = cardsOf(view({
      roots: [root('m', [slot('a', null, '1')]), root('n', [slot('a', null, 'a very much longer value than there is room for')], { moreCount: 2 })],
    }), standardMetrics);
    expect(tall.width).toBe(small.width);
    expect(tall.height - small.height).toBe(standardMetrics.rowHeight);
    expect(tall.rows.at(-1)).toMatchObject({ kind: 'more', label: '+2 more' });
    expect([...`${tall.rows[0].label} ${tall.rows[0].text}`].length * standardMetrics.charWidth).toBeLessThanOrEqual(tall.width);
  });

  it('put the plain values of a sequence into one row, but not what has changed', () => {
    const slots = [0, 1, 2, 3, 4, 5].map((index) => slot(`[${index}]`, null, String(index * 10), index === 5 ? { changed: true } : {}));
    const [, list] = cardsOf(view({ nodes: [node(1, 'list', { slots })] }), standardMetrics);
    expect(list.rows.map(({ kind, label, text, changed }) => [kind, label, text, changed])).toEqual([
      ['values', '[0…4]', '0, 10, 20, 30, 40', false], ['slot', '[5]', '50', true],
    ]);
    expect(list.rows[0].full).toBe('[0…4] 0, 10, 20, 30, 40');
  });

  it('lead to groups, with how many references a group has', () => {
    const group: HeapGroup = {
      id: 'type:Node', kind: 'type', label: '9 Node', type: 'Node', holder: null, count: 9, bytes: 432, unreachable: false, generations: [4, 3, 2, 0], newCount: 1,
      links: [{ target: 'type:Node', count: 8, label: '.next' }, { target: 77, count: 1, label: '.other' }],
    };
    const cards = cardsOf(view({ roots: [root('m', [slot('all', null, 'Node', { group: 'type:Node' })])], groups: [group] }), standardMetrics);
    expect(cards[0].rows[0].ends).toEqual([{ key: 'group type:Node', weak: false, count: 1, label: 'all' }]);
    expect(cards[1]).toMatchObject({ kind: 'group', title: 'Node', badge: '×9', delta: '+1', footer: '432 B' });
    expect(cards[1].rows.map(({ text, ends }) => [text, ends.map(({ key, count }) => [key, count])])).toEqual([['×8', [['group type:Node', 8]]], ['×1', []]]);
  });
});

describe('badge', () => {
  it('shows the count and immortality, and beside it how the count changed', () => {
    expect(badgeText(node(1, 'list', { refcount: 3 }))).toBe('3');
    expect(badgeText(node(1, 'int', { immortal: true, refcount: 4294967295 }))).toBe('∞');
    expect(deltaText(node(1, 'list', { refcount: 3, change: 'refcount', previousRefcount: 2 }))).toBe('+1');
    expect(deltaText(node(1, 'list', { refcount: 1, change: 'refcount', previousRefcount: 4 }))).toBe('−3');
    expect(deltaText(node(1, 'list', { refcount: 1, change: 'new' }))).toBe('');
  });
});

describe('cut', () => {
  it('counts characters, not halves of them', () => {
    expect(cut('😀😀😀', 3)).toBe('😀😀😀');
    expect(cut('😀😀😀😀', 3)).toBe('😀😀…');
  });
});
