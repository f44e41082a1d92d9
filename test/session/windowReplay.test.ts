/**
 * Long runs: of the beginning only the columns of the steps are kept, lines know all their hits all the same, and any part comes back
 * by a replay, equal to the same steps of a full recording.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { buildView } from '../../src/analysis';
import { Field, type Timeline } from '../../src/recording';
import { openRun, replayWindow, saveRun, Session, windowAround, type RecordedRun, type RecordedRunOptions, type Toolchain } from '../../src/session';
import { loadToolchain, recordSource } from './toolchainForTests';

/** Keeps, shares, replaces and loses objects, at several lines, for some hundred thousand changes. */
const LONG = `import random, gc
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
kept = []
chance = random.Random(5)
def turn(i):
    node = Node([i])
    if chance.random() < 0.3:
        node.next = node
    if chance.random() < 0.4:
        kept.append(node)
    if len(kept) > 20:
        del kept[chance.randrange(10)]
    return node
for i in range(9000):
    last = turn(i)
print(len(kept), input())
`;
const LIMITS = { steps: 1_000_000, seconds: 600, megabytes: 4096 };

type Recorded = RecordedRun & { readonly timeline: Timeline };
let toolchain: Toolchain;
let full: Recorded;
let short: Recorded;

function recorded(more: Partial<RecordedRunOptions>): Recorded {
  const run = recordSource(toolchain, LONG, { readLine: () => 'typed', ...more });
  if (run.timeline === null) throw new Error('nothing ran');
  return { ...run, timeline: run.timeline };
}

beforeAll(async () => {
  toolchain = await loadToolchain();
  full = recorded({});
  short = recorded({ limits: { ...LIMITS, megabytes: 12 }, keepsHistories: true });
});

function expectSameStates(a: Timeline, b: Timeline, steps: readonly number[]): void {
  for (const step of steps) {
    const [left, right] = [a.seek(step), b.seek(step)];
    const end = b.recording.steps.entityEnd(step);
    expect(a.recording.steps.entityEnd(step)).toBe(end);
    for (let entity = 0; entity < end; entity++) {
      if (left.refcount(entity) !== right.refcount(entity) || left.generation(entity) !== right.generation(entity)
        || left.get(Field.Size, entity) !== right.get(Field.Size, entity)) throw new Error(`object ${entity} differs at step ${step}`);
    }
    const options = { nodeLimit: 60, slotLimit: 8, showAtoms: true };
    const view = buildView(a.recording, left, step, options, step);
    expect({ ...view, stepCount: 0, output: [] }).toEqual({ ...buildView(b.recording, right, step, options, step), stepCount: 0, output: [] });
  }
}

describe('a run beyond its limit of memory', () => {
  it('goes on, keeps the columns of all steps and the full record of the last ones', () => {
    expect(short).toMatchObject({ status: 'finished', exitCode: 0 });
    expect(short.timeline.recording.windowStart).toBeGreaterThan(10_000);
    expect(short.timeline.stepCount).toBe(full.timeline.stepCount);
    for (let step = 0; step < full.timeline.stepCount; step++) {
      expect(short.timeline.recording.steps.line(step)).toBe(full.timeline.recording.steps.line(step));
    }
    const first = short.timeline.recording.windowStart;
    expectSameStates(short.timeline, full.timeline, [first, first + 1, first + 777, full.timeline.stepCount - 1]);
  });

  it('has the histories of all hits of all lines', () => {
    const [kept, whole] = [new Session(short), new Session(full)];
    expect(short.histories).not.toBeNull();
    expect([...kept.lines(short.timeline)]).toEqual([...whole.lines(full.timeline)]);
    expect(kept.annotations(0, 30)).toEqual(whole.annotations(0, 30));
  });

  it('says which moments it can show, and refuses the others', () => {
    const session = new Session(short);
    const { firstMoment, lastMoment } = session.window;
    expect([firstMoment, lastMoment]).toEqual([short.timeline.recording.windowStart, short.timeline.stepCount - 1]);
    const options = { nodeLimit: 20, slotLimit: 5, showAtoms: false };
    expect(session.view(firstMoment, options).step).toBe(firstMoment);
    expect(() => session.view(firstMoment - 1, options)).toThrow('is on record');
    expect(session.hover(0, 0)).toBeNull();
  });
});

describe('a file of such a run', () => {
  it('gives back what is on record, and what a replay needs', async () => {
    const file = await saveRun(short, 'test');
    const read = file === null ? null : await openRun(file);
    if (read === null || 'action' in read || read.timeline === null) throw new Error(JSON.stringify(read));
    const { timeline } = read;
    const { windowStart } = short.timeline.recording;
    expect(timeline.recording.windowStart).toBe(windowStart);
    expectSameStates(timeline, short.timeline, [windowStart, windowStart + 500, timeline.stepCount - 1, windowStart + 3]);
    const replay = replayWindow(toolchain, { ...read, timeline }, windowAround(timeline.recording, 100), { now: () => performance.now() });
    if (replay?.timeline == null) throw new Error('it was not cancelled');
    expectSameStates(replay.timeline, full.timeline, [0, 100]);
  });

  it('may be of a window in the middle', async () => {
    const middle = recorded({ window: { from: 20_000, to: 30_000 } });
    const file = await saveRun(middle, 'test');
    const read = file === null ? null : await openRun(file);
    if (read === null || 'action' in read || read.timeline === null) throw new Error(JSON.stringify(read));
    expect(read.timeline.stepCount).toBe(30_001);
    expect(read.exitCode).toBe(0);
    expectSameStates(read.timeline, full.timeline, [20_000, 25_000, 30_000]);
  });
});

describe('a replay', () => {
  it.each([[0], [3], [12_345], [40_000], [-1]])('of the steps around %i equals the full recording', (wanted) => {
    const { stepCount } = full.timeline;
    const step = wanted < 0 ? stepCount + wanted : wanted;
    const window = windowAround(short.timeline.recording, step);
    const counts: number[] = [];
    const replay = replayWindow(toolchain, short, window, { now: () => performance.now(), onProgress: (steps) => counts.push(steps) });
    const timeline = replay?.timeline;
    if (timeline == null) throw new Error('it was not cancelled');
    expect(timeline.recording.windowStart).toBeLessThanOrEqual(window.from);
    expect(timeline.stepCount).toBeGreaterThan(window.to);
    expectSameStates(timeline, full.timeline, [window.from, window.from + 1, step, Math.min(step + 1, window.to), window.to]);
    expect(counts.every((count, i) => i === 0 || count >= (counts[i - 1] as number))).toBe(true);
  });

  it('can be cancelled', () => {
    let looks = 0;
    const replay = replayWindow(toolchain, short, windowAround(short.timeline.recording, 40_000), { now: () => performance.now(), isCancelled: () => ++looks > 3 });
    expect(replay).toBeNull();
  });

  it('of a run that was stopped ends where that one did', () => {
    const stopped = recorded({ limits: { ...LIMITS, steps: 20_000 } });
    const last = stopped.timeline.stepCount - 1;
    const replay = replayWindow(toolchain, stopped, windowAround(stopped.timeline.recording, last), { now: () => performance.now() });
    if (replay?.timeline == null) throw new Error('it was not cancelled');
    expect(replay.timeline.stepCount).toBe(stopped.timeline.stepCount);
    expectSameStates(replay.timeline, stopped.timeline, [last - 1, last]);
  });

  it('of threads has them take the same turns, however fast the machine is', () => {
    const source = `import threading
order = []
def work(name):
    for i in range(30000):
        if not order or order[-1][0] is not name:
            order.append((name, i))
before = sum(i for i in range(12345))
threads = [threading.Thread(target=work, args=(name,)) for name in ('a', 'b')]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(order)
`;
    const outputs = [0.0001, 3, 40].map((milliseconds) => {
      let time = 0;
      let output = '';
      const { timeline } = recordSource(toolchain, source, {
        now: () => (time += milliseconds), limits: { ...LIMITS, seconds: 1e9 }, onOutput: (_stream, text) => (output += text),
      });
      return `${output} ${timeline?.recording.log.length} changes`;
    });
    expect(outputs[0]).toContain("('b', ");
    expect(new Set(outputs).size).toBe(1);
  });
});
