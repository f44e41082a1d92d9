/** Steps of a debugger against the stacks of running frames, at every line of a program of calls, generators and exceptions. */
import { beforeAll, describe, expect, it } from 'vitest';
import { HeapGraph } from '../../../src/analysis';
import { debugStep, firstLine, nextLine, type StepWish } from '../../../src/analysis/queries/stepping';
import { StepKind, type Timeline } from '../../../src/recording';
import type { Toolchain } from '../../../src/session';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

const PROGRAM = `
def leaf(n):
    if n == 2:
        raise ValueError(n)
    return n

def counting(limit):
    for i in range(limit):
        yield leaf(i)

class Node:
    def __del__(self):
        leaf(1)

def caller():
    total = 0
    try:
        for value in counting(4):
            total += value
    except ValueError:
        total = -1
    node = Node()
    del node
    return total

print(caller(), sorted([2, 1], key=lambda x: leaf(-x)))
done = True
`;

let timeline: Timeline;
let toolchain: Toolchain;

beforeAll(async () => {
  toolchain = await loadToolchain();
  const run = recordSource(toolchain, PROGRAM);
  if (run.timeline === null) throw new Error('nothing was recorded');
  timeline = run.timeline;
});

/** Frames that run at a moment, before its event. */
function depthAt(step: number): number {
  const { recording } = timeline;
  return new HeapGraph(recording, timeline.seek(step), step).frames().length;
}

function expected(step: number, wish: StepWish, direction: 1 | -1): number {
  const { steps } = timeline.recording;
  const depth = depthAt(step);
  for (let at = step + direction; at >= 0 && at < steps.count; at += direction) {
    if (steps.kind(at) !== StepKind.Line) continue;
    const there = depthAt(at);
    if (wish === 'in' || (wish === 'over' ? there <= depth : there < depth)) return at;
  }
  return direction === 1 ? steps.count - 1 : firstLine(timeline.recording);
}

describe('stepping', () => {
  it.each<[StepWish, 1 | -1]>([['in', 1], ['over', 1], ['out', 1], ['in', -1], ['over', -1], ['out', -1]])('%s, direction %i', (wish, direction) => {
    const { steps } = timeline.recording;
    let compared = 0;
    for (let step = 0; step < steps.count; step++) {
      if (steps.kind(step) !== StepKind.Line) continue;
      expect({ step, to: debugStep(timeline.recording, step, wish, direction) }).toEqual({ step, to: expected(step, wish, direction) });
      compared++;
    }
    expect(compared).toBeGreaterThan(40);
  });

  it('goes to the next line that is wished for, or to the end', () => {
    const { recording } = timeline;
    const { steps } = recording;
    const isLine = (line: number) => (step: number): boolean => steps.kind(step) === StepKind.Line && steps.line(step) === line;
    const hits: number[] = [];
    for (let at = nextLine(recording, 0, 1, isLine(5)); at !== steps.count - 1; at = nextLine(recording, at, 1, isLine(5))) hits.push(at);
    // Twice by the generator, once by the finalizer, twice by the sort.
    expect(hits.length).toBe(5);
    expect(nextLine(recording, hits[3] as number, -1, isLine(5))).toBe(hits[2]);
    expect(nextLine(recording, hits[0] as number, -1, isLine(5))).toBe(firstLine(recording));
  });
});
