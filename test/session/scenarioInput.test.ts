/** Lines for `input()` from comments. */
import { describe, expect, it } from 'vitest';
import { inputLines, scenarioInput } from '../../src/session/scenarioInput';

const all = (read: () => string | null): string[] => {
  const lines: string[] = [];
  for (let line = read(); line !== null; line = read()) lines.push(line);
  return lines;
};

describe('scenarioInput', () => {
  it('takes the comments in the order of the file, at line starts and behind code', () => {
    const source = '# stdin: Ann\nname = input()  # stdin: Bob \n  #stdin:Cleo\n# stdin:\n';
    expect(inputLines(source)).toEqual(['Ann', 'Bob ', 'Cleo', '']);
  });

  it('does not look into literals', () => {
    expect(inputLines('x = "# stdin: a"\ny = """\n# stdin: b\n"""\nz = \'\\\'# stdin: c\'\n# stdin: d')).toEqual(['d']);
  });

  it('ends after the last comment, whatever the host has', () => {
    expect(all(scenarioInput('# stdin: one\n# stdin: two\n', () => 'host'))).toEqual(['one', 'two']);
  });

  it('reads what the host has when there are no comments', () => {
    let left = 2;
    expect(all(scenarioInput('input()', () => (left-- > 0 ? 'host' : null)))).toEqual(['host', 'host']);
    expect(all(scenarioInput('input()', undefined))).toEqual([]);
  });
});
