/**
 * Checks that every count has a name: at each step of a run the references on record are compared with the refcounts, now and
 * then the whole live heap is counted from nothing, and afterwards every moment of the timeline is counted again.
 */
import { isWeakLabel, IMMORTAL, liveHolders, typeText, valueText, type Recorder, type Recording, type Timeline } from '../../src/recording';
import type { RecordedRun, RecordedRunOptions, Toolchain } from '../../src/session';
import { recordSource } from '../session/toolchainForTests';

export interface LedgerReport {
  readonly run: RecordedRun;
  /** What was wrong, a line each; empty when all is well. */
  readonly wrong: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
}

/** Beyond these the report says enough. */
const REPORT_LIMIT = 10;

export function checkLedger(toolchain: Toolchain, source: string, scanEvery: number, more: Partial<RecordedRunOptions> = {}): LedgerReport {
  const wrong: string[] = [];
  const texts = { stdout: '', stderr: '' };
  const run = recordSource(toolchain, source, {
    ...more,
    onOutput: (stream, text) => {
      texts[stream] += text;
    },
    inspect: (recorder, interpreter) => (step) => {
      if (wrong.length >= REPORT_LIMIT) return;
      for (const { entity, holders, refcount } of recorder.mismatches()) {
        wrong.push(`step ${step}, ${place(recorder)}: ${name(recorder.recording, entity)} has refcount ${refcount} and ${holders} recorded holders`);
      }
      if (step % scanEvery === 0 && !recorder.isDeallocating) wrong.push(...liveMismatches(recorder, liveHolders(interpreter), step));
    },
  });
  if (run.timeline !== null) wrong.push(...timelineMismatches(run.timeline));
  return { run, wrong: wrong.slice(0, REPORT_LIMIT), ...texts };
}

function name(recording: Recording, entity: number): string {
  return `${typeText(recording, entity)} ${valueText(recording, entity)} #${entity - recording.baselineEntity}`;
}

function place(recorder: Recorder): string {
  const { steps } = recorder.recording;
  return `line ${steps.line(steps.count - 1)} (event ${steps.kind(steps.count - 1)})`;
}

/** The program's objects whose recorded holders aren't those a scan of everything alive finds. */
function liveMismatches(recorder: Recorder, found: ReturnType<typeof liveHolders>, step: number): string[] {
  const { recording } = recorder;
  const wrong: string[] = [];
  for (const [object, count] of found) {
    const entity = recorder.entityOf(object);
    if (entity === 0) {
      // What built-in types got just now in their namespaces is not tracked, and recorded when something of it is used.
      if (object.gcNext !== null) wrong.push(`step ${step}, ${place(recorder)}: a ${object.type.name} is alive and not on record`);
      continue;
    }
    if (recording.entities.isBackground(entity) || recording.latest.refcount(entity) === IMMORTAL) continue;
    const recorded = recorder.recordedHolders(object) - recorder.unseenHolders(object);
    if (recorded !== count) wrong.push(`step ${step}, ${place(recorder)}: ${name(recording, entity)} has ${count} holders, on record are ${recorded}`);
  }
  return wrong;
}

/** At every step, in both directions: the filled slots that hold an object against its refcount. */
function timelineMismatches(timeline: Timeline): string[] {
  const { recording } = timeline;
  const wrong: string[] = [];
  const check = (step: number): void => {
    const state = timeline.seek(step);
    const counts = new Int32Array(recording.entities.count);
    for (let slot = 1; slot < recording.slots.count; slot++) {
      const target = state.target(slot);
      if (target !== 0 && !isWeakLabel(recording.slots.label(slot))) counts[target] = (counts[target] as number) + 1;
    }
    for (let entity = recording.baselineEntity + 1; entity < recording.entities.count; entity++) {
      const refcount = state.refcount(entity);
      if (refcount === IMMORTAL || recording.entities.kind(entity) !== 0 || counts[entity] === refcount) continue;
      wrong.push(`moment ${step}: ${name(recording, entity)} has refcount ${refcount} and ${counts[entity]} filled slots`);
    }
  };
  const stride = Math.max(1, Math.floor(timeline.stepCount / 200));
  for (let step = 0; step < timeline.stepCount; step += stride) check(step);
  for (let step = timeline.stepCount - 1; step >= 0; step -= stride) check(step);
  return wrong;
}
