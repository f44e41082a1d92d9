/**
 * Questions over time about one run, as editor and panel ask them: moments instead of steps, lines and columns from 0. What the
 * analysis needs of the run is looked up once, when first asked for.
 */
import {
  costReport, debugStep, diffMoments, entityOfShownId, growthReport, historiesAt, hitEffect, leftAtExit, lostCycles, lineEffect, nameStory, objectStory, RunIndex, seekTo, stepEffect,
  type CodeNames, type CostReport, type GrowthReport, type HeapDiff, type LeftAtExit, type LostCycles, type LineEffect, type LineHistory, type NameStory, type ObjectStory, type SeekAnswer, type SeekWish, type StepWish,
} from '../analysis';
import type { Timeline } from '../recording';
import type { Moments } from './moments';

export class TimeQuestions {
  /** For other questions about the same run: what it looked up is looked up once. */
  readonly index: RunIndex;
  private growthAnswer: GrowthReport | null = null;
  private costAnswer: CostReport | null = null;

  /** @param sourceLine the text of a line (from 0) */
  constructor(timeline: Timeline, private readonly moments: Moments, sourceLine: (line: number) => string) {
    this.index = new RunIndex(timeline, sourceLine);
  }

  seek(wish: SeekWish): SeekAnswer {
    return this.told(seekTo(this.index, wish.kind === 'event' ? { ...wish, from: this.moments.step(wish.from) } : wish));
  }

  /** Where a debugger would stop next, or stopped before. */
  walk(moment: number, wish: StepWish, direction: 1 | -1): number {
    return this.moments.moment(debugStep(this.index.recording, this.moments.step(moment), wish, direction));
  }

  /** Null when there is no such object. */
  object(id: number): ObjectStory | null {
    return this.told(objectStory(this.index, id));
  }

  /** Null when there is no such name; `functionName`: a local of it. */
  name(name: string, functionName?: string): NameStory | null {
    const story = nameStory(this.index, name, functionName);
    if (story === null) return null;
    const moment = (step: number): number => this.moments.moment(step);
    return this.told({ ...story, bindings: story.bindings.map((binding) => ({ ...binding, from: moment(binding.from), to: moment(binding.to) })) });
  }

  diff(from: number, to: number): HeapDiff {
    return this.told(diffMoments(this.index, this.moments.step(from), this.moments.step(to)));
  }

  growth(): GrowthReport {
    return (this.growthAnswer ??= this.told(growthReport(this.index)));
  }

  /** Objects in cycles no collection found before the program's end, by the line that made them. */
  lostCycles(): readonly LostCycles[] {
    return lostCycles(this.index);
  }

  /** What is alive at the program's end. */
  leftAtExit(): LeftAtExit {
    return leftAtExit(this.index);
  }

  /** The line (from 0) of the scenario that made an object; null when it was another's. */
  madeOn(object: number): number | null {
    const entity = entityOfShownId(this.index.recording, object);
    return entity <= 0 || this.index.birthStep(entity) < 0 ? null : this.index.workPlace(this.index.birthStep(entity)).line;
  }

  cost(): CostReport {
    return (this.costAnswer ??= costReport(this.index));
  }

  /** What led from a moment to the next one; null at the last. */
  step(moment: number): LineEffect | null {
    return this.told(stepEffect(this.index, this.moments.step(moment)));
  }

  /** What the hit of a line did that begins at a moment, what it called included. */
  hit(moment: number): LineEffect | null {
    return this.told(hitEffect(this.index, this.moments.step(moment)));
  }

  /** What all hits of a line (from 0) did; null when it did not run. */
  line(line: number): LineEffect | null {
    return this.told(lineEffect(this.index, line));
  }

  /** Each line's last hit before a moment. Lines from 0, both included. */
  histories(moment: number, startLine: number, endLine: number, codeNames: (code: number) => CodeNames | null): ReadonlyMap<number, LineHistory> {
    return historiesAt(this.index, this.moments.step(moment), startLine + 1, endLine + 1, codeNames);
  }

  /** One sentence on what led to a step of the recording from the one before; '' if that is not on record. */
  sentence(step: number): string {
    return stepEffect(this.index, step - 1)?.sentence ?? '';
  }

  /** The answer with moments for steps. */
  private told<Answer>(answer: Answer): Answer {
    return this.moments.count === this.index.stepCount ? answer : (momentsFor(answer, (step) => this.moments.moment(step)) as Answer);
  }
}

/** The fields of answers which are steps. */
const STEP_FIELDS: ReadonlySet<string> = new Set(['step', 'before', 'after', 'moment']);

function momentsFor(value: unknown, moment: (step: number) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => momentsFor(item, moment));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) =>
    [name, typeof field === 'number' && STEP_FIELDS.has(name) ? moment(field) : momentsFor(field, moment)]));
}
