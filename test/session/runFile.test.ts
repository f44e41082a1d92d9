/**
 * Runs as files: what is read back is the same at every moment, and damage anywhere is an answer, never an exception. The programs
 * are the bundled scenarios and random ones.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { traceRows } from '../../src/analysis';
import { Field, isFileProblem, type Recording, type Timeline } from '../../src/recording';
import { openRun, saveRun, Session, type RecordedRun, type Toolchain } from '../../src/session';
import { randomProgram } from '../properties/randomProgram';
import { loadToolchain, recordSource } from './toolchainForTests';

const folder = path.join(import.meta.dirname, '../../media/scenarios');
const scenarios = readdirSync(folder).filter((file) => file.endsWith('.py')).sort();

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const recorded = (source: string): RecordedRun & { timeline: Timeline } => {
  const run = recordSource(toolchain, source);
  if (run.timeline === null) throw new Error('nothing ran');
  return { ...run, timeline: run.timeline };
};

async function reopened(run: RecordedRun): Promise<RecordedRun & { timeline: Timeline }> {
  const file = await saveRun(run, 'test');
  if (file === null) throw new Error('nothing was written');
  const read = await openRun(file);
  if (isFileProblem(read) || read.timeline === null) throw new Error(JSON.stringify(read));
  return { ...read, timeline: read.timeline };
}

/** Everything of a recording but its log, column by column. */
function tables(recording: Recording): unknown {
  const { slots, strings } = recording;
  const columns = Object.fromEntries(Object.entries({ ...recording.entities.columns, ...recording.steps.columns, deaths: recording.deaths })
    .map(([name, column]) => [name, Array.from({ length: column.length }, (_unused, row) => column.get(row))]));
  return {
    columns,
    slots: Array.from({ length: slots.count }, (_unused, slot) => [slots.holder(slot), slots.ordinal(slot), slots.label(slot), slots.next(slot)]),
    strings: Array.from({ length: strings.size }, (_unused, id) => strings.get(id)),
    outputs: recording.outputs, collections: recording.collections, thresholds: recording.thresholds,
    marks: [recording.baselineEntity, recording.mainNamespace, recording.runtimeEntity, ...recording.namespaces],
    codes: recording.codes.map(({ name, qualname, filename, inScenario }) => [name, qualname, filename, inScenario]),
  };
}

/** Slots looked at over all moments. */
const LOOKS = 20_000_000;

function expectSame(read: RecordedRun & { timeline: Timeline }, run: RecordedRun & { timeline: Timeline }): void {
  const [a, b] = [read.timeline, run.timeline];
  expect(tables(a.recording)).toEqual(tables(b.recording));
  const { entities, slots } = b.recording;
  // Forwards (in a large heap not every moment: a wrong change stays), then some moments backwards: old values are right as well.
  const stride = Math.ceil((b.stepCount * slots.count) / LOOKS);
  const steps = [...[...Array(b.stepCount).keys()].filter((step) => step % stride === 0 || step === b.stepCount - 1), ...Array.from({ length: 20 }, (_unused, i) => Math.floor((b.stepCount - 1) * (1 - i / 19)))];
  for (const step of steps) {
    const [left, right] = [a.seek(step), b.seek(step)];
    for (let entity = 0; entity < entities.count; entity++) {
      if (left.refcount(entity) !== right.refcount(entity) || left.generation(entity) !== right.generation(entity)
        || left.get(Field.Size, entity) !== right.get(Field.Size, entity)) throw new Error(`object ${entity} differs at step ${step}`);
    }
    for (let slot = 0; slot < slots.count; slot++) {
      if (left.target(slot) !== right.target(slot)) throw new Error(`slot ${slot} differs at step ${step}`);
    }
  }
  const rows = (of: RecordedRun & { timeline: Timeline }): unknown[] => {
    const session = new Session(of);
    return [...traceRows(of.timeline, (code) => session.namesOf(code))];
  };
  expect(rows(read)).toEqual(rows(run));
  expect({ ...read, timeline: null }).toEqual({ ...run, timeline: null });
}

describe('a run read from its file', () => {
  it.each(scenarios)('is the same at every moment: %s', async (file) => {
    const run = recorded(readFileSync(path.join(folder, file), 'utf8'));
    expectSame(await reopened(run), run);
  });

  it('is the same at every moment: random programs', async () => {
    await fc.assert(fc.asyncProperty(randomProgram, async (source) => {
      const run = recorded(source);
      expectSame(await reopened(run), run);
    }), { numRuns: 12 });
  });

  it('keeps texts that are no UTF-8, and how it ended', async () => {
    const run = recorded("import sys\nsetattr(sys, '\\ud800', [])\nprint('out')\na = []\na[1]\n");
    const read = await reopened(run);
    expectSame(read, run);
    expect(read).toMatchObject({ status: 'exception', exitCode: 1 });
    expect(read.problems[0]?.message).toContain('list index out of range');
  });

  it('is not written when nothing ran', async () => {
    expect(await saveRun(recordSource(toolchain, 'a b\n'), 'test')).toBeNull();
  });
});

describe('a damaged file', () => {
  it('is refused with a message, whatever happened to it', async () => {
    const file = await saveRun(recorded('a = [1.5, "x"]\nb = a\ndef f(x):\n    return [x]\nf(b)\ndel a, b\n'), 'test') as Uint8Array;
    const damage = fc.oneof(
      fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
        const changed = file.slice();
        changed[at] = (changed[at] as number) ^ bits;
        return changed;
      }),
      fc.nat(file.length - 1).map((length) => file.slice(0, length)),
      fc.tuple(fc.nat(file.length - 1), fc.nat(400), fc.integer({ min: 0, max: 255 })).map(([at, length, value]) => {
        const changed = file.slice();
        changed.fill(value, at, at + length);
        // Written over with what was there already: no damage.
        return changed.every((byte, i) => byte === file[i]) ? file.slice(1) : changed;
      }),
      fc.uint8Array({ maxLength: 200 }),
    );
    await fc.assert(fc.asyncProperty(damage, async (changed) => {
      const answer = await openRun(changed);
      expect(isFileProblem(answer)).toBe(true);
      if (!isFileProblem(answer)) return;
      expect(['damaged', 'notARecording']).toContain(answer.code);
      expect(answer.message).toMatch(/^[A-Z].*\.$/);
      expect(answer.action).toMatch(/^[A-Z].*\.$/);
    }), { numRuns: 3000 });
  });
});
