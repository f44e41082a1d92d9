/**
 * Questions about the heap of one moment, as editor and panel ask them: moments instead of steps. The graph of the moment asked for
 * last is kept, with what was computed on it, and so is its last table: scrolling asks for range after range.
 */
import {
  breakdown, collectHere, collectionStory, COLLECTION_STORY_LIMITS, collectionTable, cycles, dominatorTable, entityOfShownId, generationReport, HeapGraph, heapSeries, islands, objectFacts, ObjectTable, printedText, runStrip, shortestCycleThrough, whatWouldFree, whyAlive,
  type Breakdown, type BreakdownKind, type CollectHere, type CollectionChoice, type CollectionStory, type CollectionTable, type CollectorRules, type CyclePath, type CycleTable, type DominatorTable, type GenerationReport, type HeapNode, type HeapSeries, type IslandTable, type ObjectFacts, type ObjectFactsOptions, type ObjectFilter,
  type ObjectRows, type ObjectSort, type PrintedText, type RunStrip, type WhatWouldFree, type WhyAlive,
} from '../analysis';
import { assert } from '../base';
import type { Timeline } from '../recording';
import type { Moments } from './moments';

export interface RowsWish {
  readonly filter?: ObjectFilter;
  readonly sort?: ObjectSort;
  readonly from: number;
  readonly count: number;
  /** Instead of `from`: so that this object is in the middle, if it has a row. */
  readonly around?: number;
}

const BY_BIRTH: ObjectSort = { column: 'id', descending: false };
/** Most rows of one answer. */
const ROW_LIMIT = 1000;
const BUCKET_LIMIT = 10_000;
/** Most collections in one answer, and most cards in the picture of one. */
const COLLECTION_LIMIT = 1000;
const CARD_LIMIT = 300;
/** Most characters of one answer, to each side. */
const OUTPUT_LIMIT = 1_000_000;

export class GraphQuestions {
  private graph: HeapGraph | null = null;
  private table: { readonly key: string; readonly rows: ObjectTable } | null = null;

  /** @param rules where versions differ */
  constructor(private readonly timeline: Timeline, private readonly moments: Moments, private readonly rules: CollectorRules) {}

  /** The graph of a moment; valid until the timeline is moved by somebody else. */
  at(moment: number): HeapGraph {
    const { timeline, moments } = this;
    const step = moments.step(moment);
    const { recording } = timeline;
    assert(step >= recording.windowStart, `step ${step} is on record (from ${recording.windowStart})`);
    const state = timeline.seek(step);
    if (this.graph?.step !== step) {
      this.graph = new HeapGraph(recording, state, step);
      this.table = null;
    }
    return this.graph;
  }

  /** Null when there never was such an object; so are the other answers about one object. */
  whyAlive(moment: number, object: number, paths?: number): WhyAlive | null {
    return this.about(moment, object, (graph, entity) => whyAlive(graph, entity, paths === undefined ? {} : { paths }));
  }

  whatWouldFree(moment: number, object: number, references?: number): WhatWouldFree | null {
    return this.about(moment, object, (graph, entity) => whatWouldFree(graph, entity, references === undefined ? {} : { references }));
  }

  /** One object: who holds it, what it refers to, its age and size. */
  object(moment: number, object: number, options: ObjectFactsOptions = {}): ObjectFacts | null {
    const facts = this.about(moment, object, (graph, entity) => objectFacts(graph, entity, options));
    return facts?.bornStep == null ? facts : { ...facts, bornStep: this.moments.moment(facts.bornStep) };
  }

  /** What was printed before a moment and, as far as wished, after it: most characters of each. */
  output(moment: number, { before = OUTPUT_LIMIT, after = 0 }: { readonly before?: number; readonly after?: number } = {}): PrintedText {
    const printed = printedText(this.timeline.recording, this.moments.step(moment), { before: Math.min(before, OUTPUT_LIMIT), after: Math.min(after, OUTPUT_LIMIT) });
    return { ...printed, pieces: printed.pieces.map((piece) => ({ ...piece, step: this.moments.moment(piece.step) })) };
  }

  /** A shortest cycle through an object; null when it is in none. */
  cycleThrough(moment: number, object: number): CyclePath | null {
    return this.about(moment, object, shortestCycleThrough);
  }

  cycles(moment: number, options: { readonly limit?: number; readonly all?: boolean } = {}): CycleTable {
    return cycles(this.at(moment), options);
  }

  islands(moment: number, options: { readonly limit?: number } = {}): IslandTable {
    return islands(this.at(moment), options);
  }

  /** `under`: only what this object keeps immediately. */
  dominators(moment: number, { limit, under }: { readonly limit?: number; readonly under?: number } = {}): DominatorTable {
    const graph = this.at(moment);
    return dominatorTable(graph, {
      ...(limit === undefined ? {} : { limit }), ...(under === undefined ? {} : { under: entityOfShownId(graph.recording, under) }),
    });
  }

  breakdown(moment: number, by: BreakdownKind, filter: ObjectFilter = {}, limit?: number, retained?: boolean): Breakdown {
    return breakdown(this.at(moment), { by, filter: this.inSteps(filter), ...(limit === undefined ? {} : { limit }), ...(retained === undefined ? {} : { retained }) });
  }

  collectHere(moment: number, generation: 0 | 1 | 2 = 2): CollectHere {
    return collectHere(this.at(moment), { generation });
  }

  rows(moment: number, { filter = {}, sort = BY_BIRTH, from, count, around }: RowsWish): ObjectRows {
    const graph = this.at(moment);
    const key = JSON.stringify([filter, sort]);
    if (this.table?.key !== key) this.table = { key, rows: new ObjectTable(graph, this.inSteps(filter), sort) };
    const { rows: table } = this.table;
    const length = Math.min(count, ROW_LIMIT);
    const place = around === undefined ? -1 : table.indexOf(around);
    const answer = table.rows(place < 0 ? from : place - (length >> 1), length);
    const rows = answer.rows.map((row) => (row.bornStep === null ? row : { ...row, bornStep: this.moments.moment(row.bornStep) }));
    return { ...answer, rows };
  }

  /** From one moment to another (included), at most so many buckets. */
  series(from: number, to: number, buckets: number): HeapSeries {
    const { moments } = this;
    const series = heapSeries(this.timeline, { from: moments.step(from), to: moments.step(to), buckets: Math.min(buckets, BUCKET_LIMIT) });
    return { ...series, steps: series.steps.map((step) => moments.moment(step)), to: moments.moment(series.to) };
  }

  /** The whole run at a glance. */
  strip(buckets: number): RunStrip {
    const strip = runStrip(this.timeline, Math.max(1, Math.min(Math.trunc(buckets), BUCKET_LIMIT)));
    const moment = (step: number): number => this.moments.moment(step);
    const marked = <Mark extends { readonly step: number }>(marks: readonly Mark[]): Mark[] => marks.map((mark) => ({ ...mark, step: moment(mark.step) }));
    return {
      series: { ...strip.series, steps: strip.series.steps.map(moment), to: moment(strip.series.to) },
      firstStep: moment(strip.firstStep),
      before: strip.before === null ? null : { ...strip.before, steps: strip.before.steps.map(moment) },
      collections: marked(strip.collections), outputs: marked(strip.outputs), exceptions: marked(strip.exceptions),
    };
  }

  generations(moment: number): GenerationReport {
    const report = generationReport(this.at(moment), this.rules, this.moments.stepBefore(moment));
    return { ...report, step: moment, ran: report.ran.map((row) => this.inMoments(row)) };
  }

  collections(wish: { readonly choice?: CollectionChoice; readonly from?: number; readonly count: number }): CollectionTable {
    const table = collectionTable(this.timeline.recording, { ...wish, count: Math.min(wish.count, COLLECTION_LIMIT) });
    return { ...table, rows: table.rows.map((row) => this.inMoments(row)) };
  }

  /** One collection phase by phase, `number` from 1; null when there is none. */
  collection(number: number, cards = COLLECTION_STORY_LIMITS.cards): CollectionStory | null {
    const story = collectionStory(this.timeline, number, { ...COLLECTION_STORY_LIMITS, cards: Math.min(cards, CARD_LIMIT) });
    if (story === null) return null;
    const born = (node: HeapNode): HeapNode => (node.bornStep === null ? node : { ...node, bornStep: this.moments.moment(node.bornStep) });
    return {
      ...story, startStep: this.moments.moment(story.startStep), step: this.moments.moment(story.step),
      phases: story.phases.map((phase) => ({ ...phase, step: this.moments.moment(phase.step) })),
      pictures: story.pictures.map(({ roots, nodes }) => ({ roots, nodes: nodes.map(born) })),
    };
  }

  private inMoments<Row extends { readonly step: number; readonly after: number }>(row: Row): Row {
    return { ...row, step: this.moments.moment(row.step), after: this.moments.moment(row.after) };
  }

  /** A filter with steps where people say moments. */
  inSteps(filter: ObjectFilter): ObjectFilter {
    const { bornSince, bornBefore } = filter;
    return {
      ...filter,
      ...(bornSince === undefined ? {} : { bornSince: this.moments.step(bornSince) }),
      ...(bornBefore === undefined ? {} : { bornBefore: this.moments.step(bornBefore) }),
    };
  }

  private about<Answer>(moment: number, object: number, answer: (graph: HeapGraph, entity: number) => Answer): Answer | null {
    const graph = this.at(moment);
    const entity = entityOfShownId(graph.recording, object);
    return entity <= 0 || entity >= graph.recording.entities.count ? null : answer(graph, entity);
  }
}
