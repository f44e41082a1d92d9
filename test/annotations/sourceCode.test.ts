/** What a place in the source asks for: names, attributes and subscripts; texts and comments ask for nothing. */
import { describe, expect, it } from 'vitest';
import { SourceCode } from '../../src/annotations';

/** The chain under the `^` in the second of each two lines. */
function under(source: string, marker: string): string | null {
  const line = source.split('\n').length - 1;
  const target = new SourceCode(source).target(line, marker.indexOf('^'));
  return target === null ? null : target.root + target.rest;
}

describe('the target of a place', () => {
  it.each<[string, string, string | null]>([
    ['a.next.value', '^', 'a'],
    ['a.next.value', '   ^', 'a.next'],
    ['a.next.value', '         ^', 'a.next.value'],
    ['a[2]', ' ^', 'a'],
    ['a[2]', '  ^', 'a[2]'],
    ['a[2]', '   ^', 'a[2]'],
    ["d['k'].x", '   ^', "d['k']"],
    ["d['k'].x", '       ^', "d['k'].x"],
    ['a[i]', '  ^', 'i'],
    ['a[i]', '    ^', 'a[i]'],
    ['a[b.c][0]', '   ^', 'b'],
    ['a[b.c][0]', '    ^', 'b.c'],
    ['a[b.c][0]', '       ^', 'a[b.c][0]'],
    ['f(x).y', '     ^', null],
    ['f(x)', '  ^', 'x'],
    ['x = (y)', '     ^', 'y'],
    ['a  # a', '     ^', null],
    ['"a" + a', ' ^', null],
    ['"a" + a', '      ^', 'a'],
    ['f"{a.b} a"', '   ^', 'a'],
    ['f"{a.b} a"', '     ^', 'a.b'],
    ['f"{a.b} a"', '        ^', null],
    ['f"{a}"', '^', null],
    ['f"{a!r:>{n}}"', '     ^', null],
    ['f"{a!r:>{n}}"', '         ^', 'n'],
    ['f"{{a}} {b}"', '    ^', null],
    ["f\"{d['k']}\"", '      ^', "d['k']"],
    ['1.5.a', '    ^', null],
    ['a . b', '    ^', 'a.b'],
    ['größe.länge', '       ^', 'größe.länge'],
    ["'it\\'s a' + a", '       ^', null],
    ["r'\\' + a", '       ^', null],
  ])('%s %s', (source, marker, found) => {
    expect(under(source, marker)).toBe(found);
  });

  it('knows texts over several lines', () => {
    expect(under('"""a\na"""', '^')).toBeNull();
    expect(under('"""a\na""" + b', '       ^')).toBe('b');
    expect(under("x = '\na = 1", '^')).toBe('a');
    expect(under("x = '\\\na = 1'", '^')).toBeNull();
    expect(under('f"""{\na}"""\na', '^')).toBe('a');
  });

  it('has the columns of the whole chain', () => {
    expect(new SourceCode('x = a.next[0]').target(0, 11)).toEqual({ root: 'a', rest: '.next[0]', startColumn: 4, endColumn: 13 });
  });

  it('never fails, whatever the text', () => {
    const pieces = ['"', "'", '"""', 'f"', '{', '}', '[', ']', '.', 'a', '#', '\\', '\n', ' ', ':', '!'];
    let seed = 7;
    for (let run = 0; run < 300; run++) {
      let source = '';
      for (let i = 0; i < 25; i++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        source += pieces[seed % pieces.length] as string;
      }
      const code = new SourceCode(source);
      source.split('\n').forEach((line, at) => {
        for (let column = 0; column <= line.length; column++) {
          const target = code.target(at, column);
          if (target !== null) expect(column >= target.startColumn && column <= target.endColumn).toBe(true);
        }
      });
    }
  });
});
