/** Places of comments, against slices of the text. */
import { describe, expect, it } from 'vitest';
import { sourceComments } from '../../src/session/sourceComments';

describe('sourceComments', () => {
  it('finds comments outside literals, with their places', () => {
    const source = 'a = "#no"  # one\r\n"""\n# no\n"""  # two\nb = \'\\\'#\'\n  # three\rc = 1 # four';
    const lines = source.split(/\r\n|\r|\n/);
    const found = sourceComments(source);
    expect(found.map(({ text }) => text)).toEqual(['# one', '# two', '# three', '# four']);
    for (const { line, column, text } of found) expect((lines[line - 1] ?? '').slice(column)).toBe(text);
  });

  it('survives what is half typed', () => {
    expect(sourceComments('x = "never closed\ny = 1  # seen')).toEqual([{ line: 2, column: 7, text: '# seen' }]);
    expect(sourceComments('')).toEqual([]);
  });
});
