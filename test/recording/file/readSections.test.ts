/**
 * Files with sound checksums and content made up by somebody: they are refused, or become a recording every question can be put
 * to. The mutations are single bytes and whole columns of a small recording.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildView } from '../../../src/analysis';
import { isFileProblem, readRecordingFile, Timeline, type Recording } from '../../../src/recording';
import { writeContainer, type Section } from '../../../src/recording/file/container';
import { sectionsOf } from '../../../src/recording/file/recordingSections';
import { SyntheticRun } from '../syntheticRecording';
import { nodeCompression } from './nodeCompression';

function smallRecording(): Recording {
  const run = new SyntheticRun();
  const [a, b] = [run.newObject(), run.newObject()];
  run.hold(run.frame, 0, a);
  run.hold(a, 0, b);
  run.hold(b, 0, a);
  run.step();
  run.hold(run.frame, 1, b);
  run.recording.outputs.push({ stream: 'stdout', text: 'x' });
  run.step();
  run.hold(run.frame, 0, 0);
  run.step();
  const source = {
    argcount: 0, posonlyargcount: 0, kwonlyargcount: 0, stacksize: 0, flags: 0, code: new Uint8Array(4), names: ['f'], localsplusnames: [],
    localspluskinds: new Uint8Array(0), firstlineno: 1, linetable: new Uint8Array(2), exceptiontable: new Uint8Array(0),
    consts: [], name: 'f', qualname: 'f', filename: 'x.py',
  };
  run.recording.codes[0] = { source, name: 'f', qualname: 'f', filename: 'x.py', inScenario: true };
  return run.recording;
}

const reading = { compression: nodeCompression, document: (value: unknown) => value, floatText: String };
const VIEW = { nodeLimit: 50, slotLimit: 10, showAtoms: true };

function views(recording: Recording): unknown[] {
  const timeline = new Timeline(recording);
  return Array.from({ length: timeline.stepCount }, (_unused, i) => timeline.stepCount - 1 - i)
    .map((step) => buildView(recording, timeline.seek(step), step, VIEW));
}

describe('made-up content', () => {
  it('left as it is comes back', async () => {
    const recording = smallRecording();
    const read = await readRecordingFile(await writeContainer(sectionsOf(recording, { x: 1 }), nodeCompression), reading);
    if (isFileProblem(read)) throw new Error(read.message);
    expect(read.document).toEqual({ x: 1 });
    expect(views(read.recording)).toEqual(views(recording));
  });

  it('is refused or becomes a recording that can be asked', async () => {
    const sections = [...sectionsOf(smallRecording(), {})];
    let refused = 0;
    let asked = 0;
    const mutation = fc.record({
      section: fc.nat(sections.length - 1), at: fc.nat(300), value: fc.integer({ min: 0, max: 255 }),
      rows: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.nat(12), fc.constant(0xffffffff)),
      other: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, fc.nat(sections.length - 1)),
    });
    await fc.assert(fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
      const changed: Section[] = sections.map((section) => ({ ...section, bytes: section.bytes.slice() }));
      for (const { section, at, value, rows, other } of mutations) {
        const target = changed[section] as Section;
        if (target.bytes.length > 0) target.bytes[at % target.bytes.length] = value;
        const content = other === null ? target : changed[other] as Section;
        changed[section] = { name: target.name, bytes: content.bytes, rows: rows ?? content.rows };
      }
      const read = await readRecordingFile(await writeContainer(changed, nodeCompression), reading);
      if (isFileProblem(read)) {
        expect(read.code).toBe('damaged');
        refused++;
      } else {
        views(read.recording);
        asked++;
      }
    }), { numRuns: 5000 });
    expect(Math.min(refused, asked)).toBeGreaterThan(50);
  });

  it('of a later Heapglass with more sections and keys is read, with fewer columns too', async () => {
    const recording = smallRecording();
    const sections = [...sectionsOf(recording, {})].filter(({ name }) => name !== 'steps.youngCounts');
    sections.push({ name: 'entities.colours', rows: 2, bytes: new Uint8Array([1, 2, 3]) });
    const read = await readRecordingFile(await writeContainer(sections, nodeCompression), reading);
    if (isFileProblem(read)) throw new Error(read.message);
    expect(read.recording.steps.counts(1)[0]).toBe(0);
    expect(new Timeline(read.recording).stepCount).toBe(recording.steps.count);
  });
});
