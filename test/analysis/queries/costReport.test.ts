/** Hits and instructions by line and function, against counting them one by one. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { costReport } from '../../../src/analysis';
import { StepKind } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { randomProgram } from '../../properties/randomProgram';
import { loadToolchain } from '../../session/toolchainForTests';
import { indexOf, programObjects } from './timeOracle';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const PROGRAM = `def add(a, b):
    if a > b and a:
        return a
    total = 0
    for i in range(a):
        total += i if i % 2 else b
    return total
def numbers(n):
    while n:
        n -= 1
        yield n
def work():
    values = [add(x, 3) for x in range(10)]
    for value in numbers(4):
        values.append(value)
    try:
        values.index('x')
    except ValueError:
        values.sort()
    return {k: v for k, v in enumerate(values) if v}
work()
work()
`;

/**
 * Line and count of CPython 3.12's INSTRUCTION events for the program (`sys.monitoring`, lines by `co_positions`); those without a
 * line left out.
 */
const COUNTED: readonly (readonly [number, number])[] = [
  [1, 3], [2, 104], [3, 24], [4, 16], [5, 64], [6, 112], [7, 16], [8, 3], [9, 28], [10, 32], [11, 24],
  [12, 3], [13, 182], [14, 26], [15, 48], [16, 2], [17, 8], [18, 8], [19, 12], [20, 296], [21, 4], [22, 5],
];

describe('cost', () => {
  it('has the instructions CPython tells of, line by line', () => {
    const { byLine, byFunction } = costReport(indexOf(toolchain, PROGRAM));
    const recorded = new Map<number, number>();
    for (const { line, instructions: own } of byLine) recorded.set(line + 1, (recorded.get(line + 1) ?? 0) + own);
    expect([...recorded].sort(([a], [b]) => a - b)).toEqual(COUNTED);
    expect(byFunction.find(({ functionName }) => functionName === 'add')?.hits).toBe(20);
  });

  it('adds up: hits, births and instructions of all lines are those of the run; a function costs what it and its callees cost', () => {
    fc.assert(fc.property(randomProgram, (source) => {
      const index = indexOf(toolchain, source);
      const { steps } = index.recording;
      const { byLine, byFunction, instructions } = costReport(index);
      let [hits, calls, executed] = [0, 0, 0];
      for (let step = 0; step < steps.count; step++) {
        if (steps.kind(step) === StepKind.Line) hits++;
        if (steps.kind(step) === StepKind.Call) calls++;
        executed += steps.instructions(step);
      }
      expect(byLine.reduce((sum, row) => sum + row.hits, 0)).toBe(hits);
      expect(byFunction.reduce((sum, row) => sum + row.hits, 0)).toBe(calls);
      expect(byFunction.reduce((sum, row) => sum + row.instructions, 0)).toBe(instructions);
      expect(instructions).toBe(executed);
      expect(byFunction.reduce((sum, row) => sum + row.born.count, 0)).toBe(programObjects(index).length);
      for (const row of [...byLine, ...byFunction]) expect(row.inclusiveInstructions).toBeGreaterThanOrEqual(row.instructions);
      expect(byFunction.find(({ functionName }) => functionName === '<module>')?.inclusiveInstructions).toBe(Math.max(...byFunction.map((row) => row.inclusiveInstructions)));
    }), { numRuns: 12 });
  });

  it('counts a function that calls itself once', () => {
    const { byFunction, byLine } = costReport(indexOf(toolchain, 'def down(n):\n    if n:\n        down(n - 1)\n    return n\ndown(50)\n'));
    const down = byFunction.find(({ functionName }) => functionName === 'down');
    expect(down?.hits).toBe(51);
    expect(down?.inclusiveInstructions).toBe(down?.instructions);
    const call = byLine.find(({ line }) => line === 2);
    expect(call?.inclusiveInstructions).toBeLessThanOrEqual(down?.instructions ?? 0);
  });

  it('is the same each time', () => {
    expect(costReport(indexOf(toolchain, PROGRAM))).toEqual(costReport(indexOf(toolchain, PROGRAM)));
  });
});
