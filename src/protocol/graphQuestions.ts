/**
 * Questions about the heap of one moment of a document's run: why something is alive, what would free it, dominators, cycles,
 * counts, what a collection would find, the table of all objects, and charts. The answers are made in `analysis`; moments (`step`)
 * count from 0 as everywhere, objects are told by `HeapNode.id`.
 */
import type {
  Breakdown, BreakdownKind, CollectHere, CollectionChoice, CollectionStory, CollectionTable, CyclePath, CycleTable, DominatorTable, DrawingColours, GenerationReport, HeapSeries, IslandTable, MomentFileFormat, ObjectFacts, ObjectFilter,
  ObjectReference, ObjectRows, ObjectSort, PrintedText, RunStrip, WhatWouldFree, WhyAlive,
} from '../analysis';

interface AtMoment {
  readonly uri: string;
  readonly step: number;
}

interface AboutObject extends AtMoment {
  readonly object: number;
}

/** What a name in the source stands for at a moment. */
export interface NamedObject {
  readonly object: ObjectReference;
  /** A short `repr`. */
  readonly value: string;
  /** Null: immortal, not counted. */
  readonly refcount: number | null;
  /** One text for each count. */
  readonly holders: readonly string[];
  /** The moment the answer is about: another one than asked for where the function around the line did not run then. */
  readonly step: number;
}

/** All fail when the uri was not run, or the moment is not on record. */
export interface GraphService {
  /** Null when there never was such an object. `paths`: most paths. */
  graphWhyAlive(request: AboutObject & { readonly paths?: number }): Promise<WhyAlive | null>;
  /** Null when there never was such an object. `references`: most references to name. */
  graphWhatWouldFree(request: AboutObject & { readonly references?: number }): Promise<WhatWouldFree | null>;
  /** Who holds it, what it refers to, age and size. Null when there never was such an object. `holders`, `referents`: most of them. */
  graphObject(request: AboutObject & { readonly holders?: number; readonly referents?: number; readonly retained?: boolean }): Promise<ObjectFacts | null>;
  /** What was printed before the moment and after it: most characters of each (nothing after it if not told). */
  graphOutput(request: AtMoment & { readonly before?: number; readonly after?: number }): Promise<PrintedText>;
  /** What a name (`a`, `a.next[0]`, `#17`) stands for, as seen from a line (from 0); without one, from the call that runs. */
  graphNamed(request: AtMoment & { readonly line?: number; readonly text: string }): Promise<NamedObject | { readonly message: string }>;
  /** The text of a file with the moment: a drawing, JSON, a graph for Graphviz. `colours`: of a drawing; without it as the reader's system prefers. */
  graphFile(request: AtMoment & { readonly format: MomentFileFormat; readonly colours?: DrawingColours }): Promise<string>;
  /** Null when it is in no cycle. */
  graphCycleThrough(request: AboutObject): Promise<CyclePath | null>;
  /** `all`: classes and what imported modules made, too. */
  graphCycles(request: AtMoment & { readonly limit?: number; readonly all?: boolean }): Promise<CycleTable>;
  graphIslands(request: AtMoment & { readonly limit?: number }): Promise<IslandTable>;
  /** `under`: only what this object keeps immediately. */
  graphDominators(request: AtMoment & { readonly limit?: number; readonly under?: number }): Promise<DominatorTable>;
  /** `retained`: what each group keeps alive, too; so if not told. */
  graphBreakdown(request: AtMoment & { readonly by: BreakdownKind; readonly filter?: ObjectFilter; readonly limit?: number; readonly retained?: boolean }): Promise<Breakdown>;
  graphCollectHere(request: AtMoment & { readonly generation?: 0 | 1 | 2 }): Promise<CollectHere>;
  /** Rows of the table of objects, at most 1,000 at once; `around`: such that this object is among them. */
  graphRows(request: AtMoment & {
    readonly filter?: ObjectFilter; readonly sort?: ObjectSort; readonly from: number; readonly count: number; readonly around?: number;
  }): Promise<ObjectRows>;
  /** From one moment to another, both included. */
  graphSeries(request: { readonly uri: string; readonly from: number; readonly to: number; readonly buckets: number }): Promise<HeapSeries>;
  /** The whole run at a glance, in at most so many buckets. */
  graphStrip(request: { readonly uri: string; readonly buckets: number }): Promise<RunStrip>;
  /** The collector's generations, and when the next collection comes. */
  graphGenerations(request: AtMoment): Promise<GenerationReport>;
  /** The run's collections, at most 1,000 at once. */
  graphCollections(request: { readonly uri: string; readonly choice?: CollectionChoice; readonly from?: number; readonly count: number }): Promise<CollectionTable>;
  /** One collection phase by phase, with pictures; `number` from 1. Null when there is no such collection. */
  graphCollection(request: { readonly uri: string; readonly number: number; readonly cards?: number }): Promise<CollectionStory | null>;
}
