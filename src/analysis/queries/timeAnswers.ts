/**
 * The shapes of answers to questions over time: seeking, following, comparing, growth, what a line did, cost. Plain data that
 * survives a structured clone; no behaviour. Each answer has its text as well, ready to be shown.
 *
 * Lines count from 0, as editors do (texts count from 1). Steps are those of the recording. Everything of unknown length has
 * a limit among the inputs and a number of what was left out among the outputs.
 */
import type { StepEvent } from '../heapView';

/** A step and where it stands. Work is told by the step that did it, whose moment is the one before; its line may be the caller's. */
export interface Place {
  readonly step: number;
  readonly event: StepEvent;
  /** Null where there is none: the last moment, code of other files. */
  readonly line: number | null;
  /** `<module>` outside functions; '' at the last moment. */
  readonly functionName: string;
}

/** An object as texts name it: `list #3`, `function f`. */
export interface ObjectReference {
  /** As in `HeapNode.id`. */
  readonly id: number;
  readonly type: string;
  readonly name: string;
  /** The value of a number or text, else ''. */
  readonly text: string;
}

/** Why an object went: its refcount fell to 0, the cycle collector took it, or the program ended. */
export type DeathCause = 'count' | 'collector' | 'exit';

/** A value from a step on, for charts. */
export interface SeriesPoint {
  readonly step: number;
  readonly value: number;
}

// ---- seeking -------------------------------------------------------------------------------------

export type EventKind =
  | 'collection' | 'refcount' | 'binding' | 'slot' | 'exception' | 'output' | 'call' | 'return' | 'line' | 'born' | 'died';

/** Which event is looked for. */
export type EventWish =
  | { readonly kind: 'collection'; readonly generation?: 0 | 1 | 2 }
  /** The refcount of an object, or of whatever a name stands for. */
  | { readonly kind: 'refcount'; readonly object: number }
  | { readonly kind: 'refcount'; readonly name: string }
  /** The name stands for something else. `functionName`: a local of it; else as seen from where one stands. */
  | { readonly kind: 'binding'; readonly name: string; readonly functionName?: string }
  /** An attribute, item or entry of an object, headed as in pictures: `.next`, `[2]`, `['k']`. */
  | { readonly kind: 'slot'; readonly object: number; readonly label: string }
  /** `type`: the name of its class. */
  | { readonly kind: 'exception'; readonly type?: string }
  | { readonly kind: 'output'; readonly text?: string }
  | { readonly kind: 'call'; readonly functionName?: string }
  | { readonly kind: 'return'; readonly functionName?: string }
  | { readonly kind: 'line'; readonly line: number };

export type SeekWish =
  /** The `hit`-th time (from 1; negative: from the end) a line (from 0) ran. */
  | { readonly kind: 'line'; readonly line: number; readonly hit: number }
  | { readonly kind: 'born' | 'died'; readonly object: number }
  /** The next (1) or previous (-1) such event as seen from a moment. */
  | { readonly kind: 'event'; readonly event: EventWish; readonly from: number; readonly direction: 1 | -1 };

export interface SeekAnswer {
  readonly found: {
    /** The moment before it and the first one after it. */
    readonly before: number;
    readonly after: number;
    /** The one of both that shows it best: of a line, call, return or exception the one before, else the one after. */
    readonly moment: number;
    /** What did it. */
    readonly place: Place;
  } | null;
  /** `Line 12 ran for the 3rd time at step 40.`, or why there is none. */
  readonly text: string;
}

// ---- following -----------------------------------------------------------------------------------

export type LifeEventKind =
  | 'born' | 'refcount' | 'generation' | 'untracked' | 'tracked' | 'size' | 'weakref' | 'weakrefCleared' | 'finalizer' | 'resurrected' | 'died';

export interface LifeEvent {
  readonly kind: LifeEventKind;
  readonly place: Place;
  /** The first moment after it. */
  readonly after: number;
  /** Of refcount, generation and size. */
  readonly from?: number;
  readonly to?: number;
  /** Holders that came and went, in words: `global a`. */
  readonly gained?: readonly string[];
  readonly lost?: readonly string[];
  /** `refcount 1 to 2: global b` */
  readonly text: string;
}

export interface ObjectStory {
  readonly object: ObjectReference;
  /** Null for what was there before the program began. */
  readonly born: Place | null;
  /** The calls under way at its birth, innermost first, each at its line; of deep recursion the innermost. */
  readonly traceback: readonly Place[];
  readonly moreCalls: number;
  readonly events: readonly LifeEvent[];
  /** Events beyond the limit, between those listed first and the last. */
  readonly moreEvents: number;
  readonly death: { readonly place: Place; readonly cause: DeathCause; readonly text: string } | null;
  /** The refcount over its life; where it is longer than the limit, extremes are kept. */
  readonly refcounts: readonly SeriesPoint[];
  /** The whole story, a line each. */
  readonly lines: readonly string[];
}

/** A stretch of the run in which a name stood for one object. */
export interface NameBinding {
  readonly object: ObjectReference | null;
  /** The first moment it stood for it, and the first it no longer did (the last moment of the run if it never ended). */
  readonly from: number;
  readonly to: number;
  readonly place: Place;
  /** Refcount of the object when it was bound, when it was last bound to it; null for immortals and unbound. */
  readonly refcountFrom: number | null;
  readonly refcountTo: number | null;
  /** The object died when the name let go of it. */
  readonly freed: boolean;
  readonly text: string;
}

export interface NameStory {
  readonly name: string;
  /** `global`, or the function whose local it is. */
  readonly scope: string;
  readonly bindings: readonly NameBinding[];
  readonly moreBindings: number;
  /** Refcount of what it stands for; 0 while unbound, -1 while immortal. */
  readonly refcounts: readonly SeriesPoint[];
  readonly lines: readonly string[];
}

// ---- comparing two moments ---------------------------------------------------------------------------

export interface DiffCount {
  readonly count: number;
  readonly bytes: number;
}

export interface DiffRow {
  /** Type name, or null by line. */
  readonly type: string | null;
  /** The line which made the objects, by line; null by type, and for what other files made. */
  readonly line: number | null;
  readonly functionName: string;
  readonly born: DiffCount;
  readonly died: DiffCount;
  /** Born less died, and growth of survivors. */
  readonly net: DiffCount;
}

export interface RefcountDifference {
  readonly object: ObjectReference;
  readonly from: number;
  readonly to: number;
}

export interface EdgeDifference {
  /** The place in words: `global a`, `list #3[2]`. */
  readonly holder: string;
  readonly target: ObjectReference;
  readonly kind: 'added' | 'removed';
}

export interface HeapDiff {
  readonly from: Place;
  readonly to: Place;
  /** The program's objects: alive only at the second, only at the first, at both; born and died between the two. */
  readonly born: DiffCount;
  readonly died: DiffCount;
  readonly survived: DiffCount;
  readonly passed: DiffCount;
  readonly net: DiffCount;
  readonly byType: readonly DiffRow[];
  readonly moreTypes: number;
  readonly byLine: readonly DiffRow[];
  readonly moreLines: number;
  readonly refcounts: readonly RefcountDifference[];
  readonly moreRefcounts: number;
  /** Of the objects born and died those worth naming: no plain numbers and texts. */
  readonly bornObjects: readonly ObjectReference[];
  readonly moreBorn: number;
  readonly diedObjects: readonly ObjectReference[];
  readonly moreDied: number;
  readonly addedEdges: number;
  readonly removedEdges: number;
  readonly edges: readonly EdgeDifference[];
  readonly moreEdges: number;
  readonly lines: readonly string[];
}

// ---- growth ----------------------------------------------------------------------------------------

export interface GrowthSite {
  readonly line: number | null;
  readonly functionName: string;
  readonly type: string;
  /** Objects left behind, and their bytes. */
  readonly left: DiffCount;
}

export interface LeakSuspect {
  /** What repeats: the iterations of a loop, or the calls of a function. */
  readonly unit: 'loop' | 'call';
  /** The loop's first line, or the function's. */
  readonly line: number | null;
  readonly functionName: string;
  readonly iterations: number;
  /** Left behind over all iterations and still there at the end, by line and type, most bytes first. */
  readonly left: DiffCount;
  readonly sites: readonly GrowthSite[];
  readonly moreSites: number;
  /** Objects and bytes per iteration (slope of the regression line), and how straight the growth is (0 to 1). */
  readonly objectsPerIteration: number;
  readonly bytesPerIteration: number;
  readonly straightness: number;
  /** Objects left behind after each iteration, thinned to the limit. */
  readonly series: readonly SeriesPoint[];
  /** What holds them: the container and the way to it; null when nothing does and they wait for the collector. */
  readonly holder: {
    readonly object: ObjectReference | null;
    readonly path: string;
    /** How many of them it holds itself. */
    readonly items: number;
    /** They hold each other, one the next; the path leads to the first. */
    readonly isChain: boolean;
  } | null;
  /** One of them, and the way from a root to it, a step a line. */
  readonly example: ObjectReference;
  readonly examplePath: readonly string[];
  readonly text: string;
}

export interface GrowthReport {
  /** The moment at which was looked: the last before the program's end. */
  readonly at: Place;
  readonly suspects: readonly LeakSuspect[];
  readonly moreSuspects: number;
  readonly lines: readonly string[];
}

// ---- what a line did -----------------------------------------------------------------------------------

export interface RefcountEffect {
  readonly object: ObjectReference;
  readonly from: number;
  readonly to: number;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** What one step, or all hits of a line, did. */
export interface LineEffect {
  readonly place: Place;
  /** The moments it lies between. */
  readonly before: number;
  readonly after: number;
  readonly hits: number;
  readonly born: DiffCount;
  /** Freed because their refcount fell to 0, and by the collector. */
  readonly freed: DiffCount;
  readonly collected: DiffCount;
  /** Born here and alive when it was over. */
  readonly left: DiffCount;
  readonly bornObjects: readonly ObjectReference[];
  readonly freedObjects: readonly ObjectReference[];
  readonly refcounts: readonly RefcountEffect[];
  readonly moreRefcounts: number;
  readonly collections: number;
  readonly output: string;
  /** One sentence in plain words; '' when nothing of note happened. */
  readonly sentence: string;
  /** All that is worth saying, the most important first; the sentence is made of the first of them. */
  readonly clauses: readonly string[];
}

// ---- cost --------------------------------------------------------------------------------------------

export interface CostRow {
  /** Of a line its number, of a function that of its first line. */
  readonly line: number;
  readonly functionName: string;
  readonly hits: number;
  /** Instructions of CPython: the line's own; with all it called. */
  readonly instructions: number;
  readonly inclusiveInstructions: number;
  readonly born: DiffCount;
  /** Of those, alive at the last moment before the program's end. */
  readonly left: DiffCount;
}

export interface CostReport {
  readonly instructions: number;
  readonly byLine: readonly CostRow[];
  readonly byFunction: readonly CostRow[];
  readonly lines: readonly string[];
}
