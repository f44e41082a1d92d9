/**
 * Where objects were made that are still there at a moment, and with which repetitions they came: hits of the line itself, of the
 * lines that called it, and of the loops around each. In: a run and a moment. Out: sites whose objects come steadily with every
 * one of these repetitions.
 */
import { IMMORTAL, StepKind } from '../../recording';
import type { RunIndex } from './runIndex';
import { REPETITION_MINIMUM, steadyGrowth, type Growth } from './steadyGrowth';

/** A line as part of a code object: the same line may belong to a function and to a comprehension in it. */
interface LinePlace {
  readonly line: number;
  readonly code: number;
}

export interface GrowingSite {
  /** The step of the line that made the first of them; the place of all. */
  readonly step: number;
  readonly type: number;
  /** Made here and there at the moment, oldest first. */
  readonly objects: readonly number[];
  /** The repetition next to them: its steps, and how many of the objects came with each. */
  readonly repetitions: readonly number[];
  readonly counts: Int32Array;
  readonly growth: Growth;
}

/** Callers looked at. */
const DEPTH_LIMIT = 12;
/** Objects that may have come another way than most. */
const STRAY_SHARE = 0.1;

export function growingSites(index: RunIndex, moment: number, minimum: number): GrowingSite[] {
  const sites: GrowingSite[] = [];
  for (const objects of survivorsBySite(index, moment)) {
    if (objects.length < minimum) continue;
    const site = judge(index, objects);
    if (site !== null) sites.push(site);
  }
  return sites;
}

/** Living objects the program made, by the line that made them and their type. */
function survivorsBySite(index: RunIndex, moment: number): number[][] {
  const { recording } = index;
  const { entities, steps } = recording;
  const state = index.seek(moment);
  const sites = new Map<string, number[]>();
  const end = steps.entityEnd(moment);
  for (let entity = recording.baselineEntity + 1; entity < end; entity++) {
    const count = state.refcount(entity);
    if (count === 0 || count === IMMORTAL || !index.isProgramObject(entity) || !index.isKnownToProgram(entity)) continue;
    const step = madeAt(index, entity);
    if (steps.line(step) === 0 || !index.isInScenario(step)) continue;
    const key = `${codeOf(index, step)} ${steps.line(step)} ${entities.typeName(entity)}`;
    const site = sites.get(key);
    if (site === undefined) sites.set(key, [entity]);
    else site.push(entity);
  }
  return [...sites.values()];
}

/** The step of the line that made an object. */
export function madeAt(index: RunIndex, entity: number): number {
  return index.workStep(Math.max(0, index.birthStep(entity)));
}

function codeOf(index: RunIndex, step: number): number {
  const { steps, entities } = index.recording;
  return entities.value(steps.frame(step));
}

function judge(index: RunIndex, objects: readonly number[]): GrowingSite | null {
  const births = objects.map((entity) => madeAt(index, entity));
  const middle = births[births.length >> 1] as number;
  let nearest: { repetitions: readonly number[]; counts: Int32Array; growth: Growth } | null = null;
  let at: readonly number[] = births;
  let sample = middle;
  for (let depth = 0; depth < DEPTH_LIMIT && sample >= 0; depth++) {
    const place = placeOf(index, sample);
    for (const line of repeatedLines(index, place, sample)) {
      const repetitions = hitsOf(index, { line, code: place.code });
      const counts = countPerRepetition(repetitions, at);
      const growth = steadyGrowth(counts);
      if (growth === null) return null;
      nearest ??= { repetitions, counts, growth };
    }
    // On to the callers: those objects that came another way are left out, unless they are many.
    const callers = at.map((step) => index.callerStep(step));
    const next = index.callerStep(sample);
    const same = next < 0 ? [] : callers.filter((step) => step >= 0 && isSame(placeOf(index, step), placeOf(index, next)));
    if (same.length < births.length * (1 - STRAY_SHARE)) break;
    at = same;
    sample = next;
  }
  if (nearest === null) return null;
  const [first] = objects as [number];
  return { step: middle, type: index.recording.entities.typeName(first), objects, ...nearest };
}

function placeOf(index: RunIndex, step: number): LinePlace {
  return { line: index.recording.steps.line(step), code: codeOf(index, step) };
}

function isSame(a: LinePlace, b: LinePlace): boolean {
  return a.line === b.line && a.code === b.code;
}

/** Hits of a line in one code object; for a call's own step (arguments, cells), the calls. */
function hitsOf(index: RunIndex, { line, code }: LinePlace): readonly number[] {
  const hits = Array.from(index.hits(line)).filter((step) => codeOf(index, step) === code);
  return hits.length > 0 ? hits : index.callsOfCode(code);
}

/**
 * The line itself and the lines before it which ran again after it in the same frame: heads of loops around it, and lines in
 * them. The nearest first.
 */
function repeatedLines(index: RunIndex, place: LinePlace, sample: number): number[] {
  const { steps } = index.recording;
  const frame = steps.frame(sample);
  const found = hitsOf(index, place).length >= REPETITION_MINIMUM ? [place.line] : [];
  const around: number[] = [];
  for (const [line, hits] of index.lines()) {
    if (line >= place.line) continue;
    let [before, after] = [0, 0];
    for (const step of hits) {
      if (steps.frame(step) !== frame) continue;
      if (step < sample) before++;
      else after++;
    }
    if (before + after >= REPETITION_MINIMUM && before > 0 && after > 1) around.push(line);
  }
  return [...found, ...around.sort((a, b) => b - a)];
}

/** How many of the steps (ascending) fall to each repetition: the last one that began before. */
function countPerRepetition(repetitions: readonly number[], births: readonly number[]): Int32Array {
  const counts = new Int32Array(repetitions.length);
  for (const birth of births) {
    let [low, high] = [0, repetitions.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((repetitions[middle] as number) <= birth) low = middle + 1;
      else high = middle;
    }
    if (low > 0) counts[low - 1] = (counts[low - 1] as number) + 1;
  }
  return counts;
}

/** The repetitions are iterations of a loop (in one frame) rather than calls: the loop's first line, or 0. */
export function loopLine(index: RunIndex, site: GrowingSite): number {
  const { steps } = index.recording;
  const { repetitions } = site;
  const middle = repetitions.length >> 1;
  const step = repetitions[middle];
  const before = repetitions[middle - 1];
  if (step === undefined || before === undefined) return 0;
  const frame = steps.frame(step);
  if (steps.frame(before) !== frame && steps.frame(repetitions[middle + 1] ?? step) !== frame) return 0;
  let from = before;
  let to = step;
  if (steps.frame(before) !== frame) [from, to] = [step, repetitions[middle + 1] as number];
  let line = steps.line(step);
  for (let at = from; at <= to; at++) if (steps.frame(at) === frame && steps.kind(at) === StepKind.Line) line = Math.min(line, steps.line(at));
  return line;
}
