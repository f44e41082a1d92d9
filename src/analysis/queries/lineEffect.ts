/**
 * What a step, a hit of a line, or all hits of a line did: objects born, died and left behind, counts changed, and one sentence
 * in plain words. In: a run and a step or line. Out: a `LineEffect`.
 *
 * A step's work lies between its moment and the next. A hit of a line lasts until its frame has its next event, calls included.
 */
import { holderText } from '../ledger';
import { inFull, inPassing, type Clause } from './clause';
import { effectClauses } from './effectClauses';
import { flowSubject } from './flowClauses';
import type { RunIndex } from './runIndex';
import { Stretch } from './stretch';
import type { DiffCount, LineEffect, Place, RefcountEffect } from './timeAnswers';

export interface EffectLimits {
  readonly objects: number;
  readonly refcounts: number;
  /** Hits looked at in detail; counts are of all. */
  readonly hits: number;
}

export const EFFECT_LIMITS: EffectLimits = { objects: 50, refcounts: 50, hits: 1000 };

/** Clauses in one sentence. */
const SENTENCE_CLAUSES = 3;
/** Source texts longer than this are not quoted. */
const QUOTE_LIMIT = 48;

/** What the step alone did. */
export function stepEffect(index: RunIndex, step: number, limits: EffectLimits = EFFECT_LIMITS): LineEffect | null {
  if (step < index.firstStep || step >= index.lastStep) return null;
  return effectOf(index, new Stretch(index, step, step + 1), 1, limits);
}

/** What a line's hit did, calls included. */
export function hitEffect(index: RunIndex, step: number, limits: EffectLimits = EFFECT_LIMITS): LineEffect | null {
  if (step < index.firstStep || step >= index.lastStep) return null;
  return effectOf(index, new Stretch(index, step, index.lineOver(step)), 1, limits);
}

/** What all hits of a line (from 0) did together; objects and counts are those of the last hit. */
export function lineEffect(index: RunIndex, line: number, limits: EffectLimits = EFFECT_LIMITS): LineEffect | null {
  const hits = index.hits(line + 1).filter((step) => step >= index.firstStep);
  const last = hits[hits.length - 1];
  if (last === undefined) return null;
  const effect = hitEffect(index, last, limits);
  if (effect === null || hits.length === 1) return effect;
  const totals = { born: zero(), freed: zero(), collected: zero(), left: zero() };
  let collections = 0;
  for (const hit of hits.subarray(Math.max(0, hits.length - limits.hits))) {
    const stretch = new Stretch(index, hit, index.lineOver(hit));
    const counts = countsOf(stretch);
    totals.born = sum(totals.born, counts.born);
    totals.freed = sum(totals.freed, counts.freed);
    totals.collected = sum(totals.collected, counts.collected);
    totals.left = sum(totals.left, counts.left);
    collections += stretch.collections.length;
  }
  return { ...effect, ...totals, hits: hits.length, collections };
}

function effectOf(index: RunIndex, stretch: Stretch, hits: number, limits: EffectLimits): LineEffect {
  const clauses = effectClauses(stretch);
  const notable = (entities: readonly number[]): number[] => entities.filter((entity) => stretch.isNotable(entity));
  const refcounts = refcountEffects(index, stretch);
  return {
    place: index.place(stretch.from),
    before: stretch.from,
    after: stretch.to,
    hits,
    ...countsOf(stretch),
    bornObjects: notable(stretch.born).slice(0, limits.objects).map((entity) => index.reference(entity)),
    freedObjects: notable(stretch.dead).slice(0, limits.objects).map((entity) => index.reference(entity)),
    refcounts: refcounts.slice(0, limits.refcounts),
    moreRefcounts: Math.max(0, refcounts.length - limits.refcounts),
    collections: stretch.collections.length,
    output: stretch.output,
    sentence: sentenceOf(index, stretch, clauses),
    clauses: clauses.map((clause) => inFull(clause)),
  };
}

function countsOf(stretch: Stretch): { born: DiffCount; freed: DiffCount; collected: DiffCount; left: DiffCount } {
  const { entities } = stretch.index.recording;
  const tally = (objects: readonly number[]): DiffCount => ({ count: objects.length, bytes: objects.reduce((bytes, entity) => bytes + entities.birthSize(entity), 0) });
  return {
    born: tally(stretch.born),
    freed: stretch.freedBy('count'),
    collected: stretch.freedBy('collector'),
    left: tally(stretch.born.filter((entity) => !stretch.isDeadHere(entity))),
  };
}

function refcountEffects(index: RunIndex, stretch: Stretch): RefcountEffect[] {
  const { recording } = index;
  const words = (slots: readonly number[]): string[] =>
    slots.map((slot) => holderText(recording, recording.slots.holder(slot), recording.slots.label(slot), (dict) => index.ownerOf(dict)));
  const effects: RefcountEffect[] = [];
  for (const entity of stretch.refcounts.keys()) {
    const change = stretch.countsOf(entity);
    if (change === null || !stretch.isNotable(entity) || stretch.isBornHere(entity)) continue;
    const { gained, lost } = stretch.holdersOf(entity);
    effects.push({ object: index.reference(entity), from: change.before, to: change.after, gained: words(gained), lost: words(lost) });
  }
  return effects;
}

// ---- the sentence ----------------------------------------------------------------------------------

function sentenceOf(index: RunIndex, stretch: Stretch, clauses: readonly Clause[]): string {
  if (clauses.length === 0) return '';
  const subject = flowSubject(index, stretch.from, lineSubject(index, index.place(stretch.from)));
  const [first] = clauses;
  if (clauses.length === 1 && first !== undefined) return `${subject} ${inFull(first)}.`;
  const shown = clauses.slice(0, SENTENCE_CLAUSES).map(inPassing);
  const last = shown.pop() as string;
  return `${subject} ${shown.join(', ')} and ${last}.`;
}

function lineSubject(index: RunIndex, { line }: Place): string {
  if (line === null) return 'Code of another file';
  const text = index.sourceLine(line).replace(/\s+#.*$/, '').trim();
  return text === '' || text.length > QUOTE_LIMIT || text.includes('`') ? `Line ${line + 1}` : `\`${text}\``;
}

function zero(): DiffCount {
  return { count: 0, bytes: 0 };
}

function sum(a: DiffCount, b: DiffCount): DiffCount {
  return { count: a.count + b.count, bytes: a.bytes + b.bytes };
}
