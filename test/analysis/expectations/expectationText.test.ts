import { describe, expect, it } from 'vitest';
import { readExpectations, type SourceComment } from '../../../src/analysis/expectations/expectationText';

/** Comments of sources without a `#` in their strings. */
function commentsOf(lines: readonly string[]): SourceComment[] {
  return lines.flatMap((text, i) => (text.includes('#') ? [{ line: i + 1, column: text.indexOf('#'), text: text.slice(text.indexOf('#')) }] : []));
}

function read(source: string): ReturnType<typeof readExpectations> {
  const lines = source.split('\n');
  return readExpectations(lines, commentsOf(lines));
}

function checksOf(comment: string): unknown {
  const { expectations, mistakes } = read(`x = 1  ${comment}`);
  expect(mistakes).toEqual([]);
  return expectations.map(({ check }) => check);
}

function mistakeOf(comment: string): string {
  const { expectations, mistakes } = read(`x = 1  ${comment}`);
  expect(expectations).toEqual([]);
  return mistakes.map(({ message }) => message).join('; ');
}

describe('expectations', () => {
  it('reads each kind of check', () => {
    expect(checksOf('# expect: refcount(a) == 2')).toEqual([{ kind: 'number', quantity: 'refcount', subject: 'a', comparison: '==', value: 2 }]);
    expect(checksOf("# expect: size(cache['k)'][0])<=64")).toEqual([
      { kind: 'number', quantity: 'size', subject: "cache['k)'][0]", comparison: '<=', value: 64 },
    ]);
    expect(checksOf('#expect:collected != 0')).toEqual([{ kind: 'total', quantity: 'collected', comparison: '!=', value: 0 }]);
    expect(checksOf('# expect: freed(x), not tracked(t), freed > 1')).toEqual([
      { kind: 'state', property: 'freed', subject: 'x', negated: false },
      { kind: 'state', property: 'tracked', subject: 't', negated: true },
      { kind: 'total', quantity: 'freed', comparison: '>', value: 1 },
    ]);
    expect(checksOf(`# expect: holders(a.b) == {"global a", 'x[\\'k\\'], y'}`)).toEqual([
      { kind: 'holders', subject: 'a.b', holders: ['global a', "x['k'], y"], negated: false },
    ]);
    expect(checksOf('# expect: holders(a) == {}')).toEqual([{ kind: 'holders', subject: 'a', holders: [], negated: false }]);
  });

  it('knows the line and the hit it speaks of', () => {
    const { expectations, mistakes } = read('a = []\nb = a\n# about b\n\n    # expect: refcount(b) == 2, alive(b) @hit 3\n');
    expect(mistakes).toEqual([]);
    expect(expectations.map(({ line, hit, text }) => ({ line, hit, text }))).toEqual([
      { line: 2, hit: 3, text: 'refcount(b) == 2' },
      { line: 2, hit: 3, text: 'alive(b)' },
    ]);
  });

  it('marks the place of each check', () => {
    const source = 'a = []  # expect: alive(a),  refcount(a) == 1 @hit 2';
    const { expectations } = read(source);
    expect(expectations.map(({ range }) => source.slice(range.startColumn, range.endColumn))).toEqual(['alive(a)', 'refcount(a) == 1']);
  });

  it('says what is wrong', () => {
    expect(mistakeOf('# expect:')).toContain('an expectation is missing');
    expect(mistakeOf('# expect: refcont(a) == 2')).toContain("no expectation 'refcont'");
    expect(mistakeOf('# expect: refcount == 2')).toBe('refcount needs a name in parentheses: refcount(a)');
    expect(mistakeOf('# expect: refcount(a)')).toBe('refcount(a) must be compared with a number: refcount(a) == 1');
    expect(mistakeOf('# expect: refcount(a) == two')).toContain('with a number');
    expect(mistakeOf('# expect: freed(a) == 2')).toContain("'== 2' is too much");
    expect(mistakeOf('# expect: collected(a) == 2')).toBe('collected takes no name: collected == 0');
    expect(mistakeOf('# expect: not refcount(a) == 2')).toContain('compare refcount by !=');
    expect(mistakeOf('# expect: holders(a) == 2')).toContain('in braces');
    expect(mistakeOf('# expect: holders(a) == {x}')).toContain("'x' must be a text in quotes");
    expect(mistakeOf('# expect: alive(a')).toBe("a ')' is missing");
    expect(mistakeOf('# expect: 7')).toContain('is no expectation');
    expect(read('# expect: alive(a)').mistakes.map(({ message }) => message)).toEqual(['there is no line of code above this expectation']);
    expect(read('x = 1 # expect: alive(a) @hit 0').mistakes.map(({ message }) => message)).toEqual(['hits count from 1']);
  });

  it('leaves other comments alone', () => {
    expect(read('x = 1  # expected: nothing\n# what to expect: x')).toEqual({ expectations: [], mistakes: [] });
  });
});
