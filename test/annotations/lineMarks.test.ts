/** What the margin says, of whole programs: what ran, what ran in part, what did not run, what was raised and collected. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Session, type Toolchain } from '../../src/session';
import { loadToolchain, recordSource } from '../session/toolchainForTests';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

/** A sign before each line: `+` ran, `~` in part, `-` not at all; `!` raised, `x` collected; a space for lines without code. */
function signed(source: string): string[] {
  const marks = new Map(new Session(recordSource(toolchain, source)).marks().map((mark) => [mark.line, mark]));
  return source.split('\n').map((text, line) => {
    const mark = marks.get(line);
    if (mark === undefined) return `  ${text}`;
    const sign = { ran: '+', partly: '~', notRun: '-' }[mark.coverage];
    return `${sign}${mark.raised ? '!' : mark.collected ? 'x' : ' '}${text}`;
  });
}

const sourceOf = (lines: readonly string[]): string => lines.map((line) => line.slice(2)).join('\n');

describe('marks', () => {
  it.each<[string, readonly string[]]>([
    ['branches', [
      '+ for i in range(3):', '~     if i > 5:', '-         print(i)', '      else:', '+         j = i', '+     if i:', '+         k = i', '+ print(1)',
    ]],
    ['functions', ['+ def called(x):', '  ', '+     return x', '+ def never():', '-     y = 1', '-     return y', '+ called(1)']],
    ['loops', ['~ for i in []:', '-     print(i)', '+ n = 2', '+ while n:', '+     n -= 1', '~ for i in [1]:', '+     break', '+ x = [i for i in range(3) if i]']],
    ['exceptions', ['+ def f():', '+!    return 1 / 0', '+ try:', '+!    f()', '-     print("never")', '+ except ZeroDivisionError:', '+     pass', '+!int("x")', '- print(2)']],
    ['the collector', ['+ import gc', '+ class N: pass', '+ a = N()', '+ a.me = a', '+ del a', '+xgc.collect()', '+ gc.collect()']],
    ['what is caught inside a loop is no error', ['+ for i in iter([1]):', '+     pass', '+ x = next(iter([]), 1)']],
    ['both ways out of a function', ['+ def f(x):', '+     if x:', '+         return 1', '+     return 2', '+ f(0)', '+ f(1)']],
    ['a way out never taken', ['+ def f(x):', '~     if x:', '-         return 1', '+ f(0)']],
  ])('of %s', (_what, lines) => {
    expect(signed(sourceOf(lines))).toEqual(lines);
  });

  it('say it in words', () => {
    const marks = new Session(recordSource(toolchain, 'x = 0\nif x:\n    y = 1\nraise ValueError(1)\n')).marks();
    expect(marks.map(({ line, details }) => [line, ...details])).toEqual([
      [0], [1, 'Ran in part: it never went on at line 3.'], [2, 'Did not run.'], [3, 'ValueError was raised here.'],
    ]);
  });
});
