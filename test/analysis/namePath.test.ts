import { describe, expect, it } from 'vitest';
import { parseNamePath } from '../../src/analysis';

describe('a name', () => {
  it.each([
    ['a', 'a', []],
    ['  größe_2 ', 'größe_2', []],
    ['#17', 17, []],
    ['#-3.next', -3, [{ kind: 'attribute', name: 'next' }]],
    ["a.next[0]['k']", 'a', [{ kind: 'attribute', name: 'next' }, { kind: 'item', key: '0' }, { kind: 'item', key: "'k'" }]],
    ['a["k"]', 'a', [{ kind: 'item', key: "'k'" }]],
    ['a["it\'s"]', 'a', [{ kind: 'item', key: '"it\'s"' }]],
    ['a[-1]', 'a', [{ kind: 'item', key: '-1' }]],
    ['a[ (1, [2]) ]', 'a', [{ kind: 'item', key: '(1, [2])' }]],
    ["a[']']", 'a', [{ kind: 'item', key: "']'" }]],
    ['f().x', 'f', [{ kind: 'call' }, { kind: 'attribute', name: 'x' }]],
    ['ref()', 'ref', [{ kind: 'call' }]],
  ])('%s', (text, root, steps) => {
    expect(parseNamePath(text)).toEqual({ root, steps });
  });

  it.each([
    ['', 'is no name'],
    ['1a', 'is no name'],
    ['a.', 'a name must follow the dot'],
    ['a.1', 'a name must follow the dot'],
    ['a[0', 'a bracket is not closed'],
    ["a['k]", 'a bracket is not closed'],
    ['a[]', 'an index or key must stand between'],
    ['a b', "before ' b'"],
    ['a(1)', "before '(1)'"],
  ])('%s is none', (text, message) => {
    expect(parseNamePath(text)).toContain(message);
  });
});
