/**
 * Any part of a run whose record was given up: the program runs again, as it did, and this time that part is kept. In: the first run,
 * the steps wanted. Out: a run whose recording has them, equal to the first one's step for step; or null when it was cancelled.
 */
import { assert } from '../base';
import type { Recording } from '../recording';
import { recordRun, type RecordedRun } from './recordedRun';
import type { RunLimits } from './scenarioHost';
import type { Toolchain } from './toolchain';

export interface ReplayOptions {
  /** Milliseconds. */
  readonly now: () => number;
  readonly isCancelled?: () => boolean;
  /** Told now and then how many steps were made, of those up to the end of the window. */
  readonly onProgress?: (stepCount: number) => void;
}

export interface StepWindow {
  readonly from: number;
  readonly to: number;
}

/** Steps to either side of the one asked for, so that the next ones are there too. */
const MARGIN = 5000;

export function windowAround(recording: Recording, from: number, to = from): StepWindow {
  return { from: Math.max(0, from - MARGIN), to: Math.min(recording.steps.count - 1, to + MARGIN) };
}

/** What a replay is limited by: only what stopped the first run, at the same step. */
export function replayLimits(status: RecordedRun['status'], stepCount: number): RunLimits {
  return { steps: status === 'stopped' ? stepCount - 1 : Infinity, seconds: Infinity, megabytes: Infinity };
}

export function replayWindow(toolchain: Toolchain, run: RecordedRun, window: StepWindow, options: ReplayOptions): RecordedRun | null {
  const { timeline, input } = run;
  assert(timeline !== null, 'only a run that was recorded can be replayed');
  let line = 0;
  let cancelled = false;
  const replayed = recordRun(toolchain, {
    source: input.source, fileName: input.fileName, pythonVersion: input.pythonVersion, programArguments: input.programArguments,
    library: input.library, limits: replayLimits(run.status, timeline.stepCount), window, endsWithWindow: true,
    now: options.now,
    onProgress: options.onProgress,
    isCancelled: () => (cancelled ||= options.isCancelled?.() === true),
    readLine: () => input.standardInput[line++] ?? null,
  });
  if (cancelled || replayed.timeline === null) return null;
  checkRepeated(timeline.recording, replayed.timeline.recording, window);
  return replayed;
}

/** The clock, the hashes and the input are the same, so a difference is a mistake of ours. */
function checkRepeated(first: Recording, second: Recording, { from, to }: StepWindow): void {
  const [a, b] = [first.steps, second.steps];
  assert(b.count > Math.min(to, a.count - 1), 'a replay comes as far as the first run');
  for (let step = from; step <= Math.min(to, a.count - 1); step++) {
    assert(a.line(step) === b.line(step) && a.kind(step) === b.kind(step) && a.changeEnd(step) === b.changeEnd(step), `step ${step} repeats itself`);
  }
}
