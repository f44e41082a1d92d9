/**
 * The shapes of answers about the heap of one moment: why something is alive, what would free it, cycles, dominators, counts
 * by type and line, what a collection would find. Plain data that survives a structured clone; no behaviour. Each answer has its
 * text as well, ready to be shown.
 *
 * Lines count from 0, as editors do (texts count from 1). Everything of unknown length has a limit among the inputs and a number
 * of what was left out among the outputs.
 */
import type { ObjectReference } from './timeAnswers';

/** One counted reference to an object, with the name of who holds it. */
export interface ObjectHolder {
  /** As in the ledger: `global a`, `list #3[2]`, `local x of f`. */
  readonly text: string;
  /** As its holder heads it: `[2]`, `.next`. */
  readonly label: string;
  /** The object to go to: the holder, or whose names it keeps. Null for the program's names, frames and the runtime. */
  readonly holder: ObjectReference | null;
}

export interface ObjectReferent {
  readonly label: string;
  readonly target: ObjectReference;
  readonly weak: boolean;
  /** The object's own class, which every instance refers to. */
  readonly isClass: boolean;
}

export interface WeakHolder {
  readonly holder: ObjectReference;
  readonly hasCallback: boolean;
}

/** One object at a moment. Of one that is not alive only what it is called and where it was born is told. */
export interface ObjectFacts {
  readonly object: ObjectReference;
  readonly life: 'unborn' | 'alive' | 'dead';
  /** 0 when immortal. */
  readonly refcount: number;
  readonly immortal: boolean;
  readonly generation: 0 | 1 | 2 | 3 | null;
  readonly size: number;
  /** What would go with it, itself included; null when that was not asked, or no root reaches it. */
  readonly retained: { readonly bytes: number; readonly count: number } | null;
  /** No root reaches it. */
  readonly unreachable: boolean;
  /** Made by a module the program imported. */
  readonly isLibrary: boolean;
  /** The step that made it, and its line (from 0) in the scenario; null for what was there before. */
  readonly bornStep: number | null;
  readonly bornLine: number | null;
  /** As many as the refcount, those left out included. */
  readonly holders: readonly ObjectHolder[];
  readonly moreHolders: number;
  readonly referents: readonly ObjectReferent[];
  readonly moreReferents: number;
  readonly weakReferences: readonly WeakHolder[];
  readonly moreWeakReferences: number;
}

/** One reference on a path. */
export interface PathStep {
  /** Who holds: null for a frame or the runtime. */
  readonly holder: ObjectReference | null;
  /** The reference as its holder heads it: `.next`, `[2]`, `['k']`, `a`. */
  readonly label: string;
  /** What it holds. */
  readonly target: ObjectReference;
  /** The reference in words, as in the ledger: `global a`, `list #3[0]`, `attribute .next of Node #5`. */
  readonly text: string;
  /** Goes without saying between its neighbours (`__dict__`, the contents of a cell): left out of the path's text. */
  readonly silent: boolean;
}

/** What a path begins with. */
export type PathRoot = 'global' | 'local' | 'evaluation stack' | 'module' | 'interpreter' | 'runtime';

/** What on a path would surprise the reader: objects live on by these long after their names are gone. */
export type PathVia = 'exception' | 'traceback' | 'frame' | 'generator' | 'closure';

export interface AlivePath {
  readonly root: PathRoot;
  /** `the module`, `call of f`, `module sys`, `the runtime`. */
  readonly rootName: string;
  readonly via: readonly PathVia[];
  /** From the root to the object; of long paths the first and last ones. */
  readonly steps: readonly PathStep[];
  /** Steps left out after the first half of `steps`. */
  readonly omitted: number;
  /** `global a -> list #3[0] -> attribute .next of Node #5` */
  readonly text: string;
}

/**
 * - `held`: a root reaches it.
 * - `cycle`: nothing reaches it any more, only a cycle holds it; it waits for the collector.
 * - `immortal`: its refcount isn't kept.
 * - `interpreter`: it was there before the program began.
 * - `freed`: it isn't alive at this moment.
 */
export type AliveVerdict = 'held' | 'cycle' | 'immortal' | 'interpreter' | 'freed';

export interface WhyAlive {
  readonly object: ObjectReference;
  readonly verdict: AliveVerdict;
  readonly refcount: number;
  /** The first is a shortest one; each further one has a reference that none before has. */
  readonly paths: readonly AlivePath[];
  /** There are more paths than were asked for. */
  readonly hasMore: boolean;
  /** The cycle that keeps it, when the verdict is `cycle`: one it is in, or one that holds it. */
  readonly cycle: CyclePath | null;
  /** One plain sentence without the paths. */
  readonly sentence: string;
  /** Sentence and paths, one per line. */
  readonly text: string;
}

/** A closed chain of references: the last step's target is the first step's holder. */
export interface CyclePath {
  readonly steps: readonly PathStep[];
  /** Steps left out after the first half of `steps`. */
  readonly omitted: number;
  /** `Node #5 .next -> Node #6 .back -> Node #5` */
  readonly text: string;
}

/** A reference to drop. */
export interface DroppedReference {
  readonly step: PathStep;
  /** What one would write or wait for: `del a`, `Node #5.next = None`, `f returns`; '' where nothing short says it. */
  readonly action: string;
}

export interface TypeCount {
  readonly type: string;
  readonly count: number;
  readonly bytes: number;
}

export interface WhatWouldFree {
  readonly object: ObjectReference;
  /** `references`: dropping these frees it. `tooMany`: more than was asked for. Else as in `WhyAlive`. */
  readonly verdict: 'references' | 'tooMany' | Exclude<AliveVerdict, 'held'>;
  /** The smallest set whose loss cuts it off from all roots. */
  readonly drop: readonly DroppedReference[];
  /** At once by the refcount, or at the next collection of its generation, as a cycle keeps it until then. */
  readonly when: 'at once' | 'next collection' | 'never';
  /** What goes with it, itself included. */
  readonly freed: { readonly count: number; readonly bytes: number; readonly byType: readonly TypeCount[] };
  /** Of these, how many go at once by their refcounts. */
  readonly atOnce: number;
  readonly sentence: string;
  readonly text: string;
}

/** One object of the dominator tree. */
export interface DominatorRow {
  readonly object: ObjectReference;
  readonly bytes: number;
  /** Bytes and objects that go when it goes, itself included. */
  readonly retainedBytes: number;
  readonly retainedCount: number;
  /** Of all bytes of the program's objects that a root reaches, from 0 to 1. */
  readonly share: number;
  /** What keeps it alone; null when it is a root or kept in several ways. */
  readonly dominator: ObjectReference | null;
  /** Objects it keeps immediately. */
  readonly childCount: number;
}

export interface DominatorTable {
  readonly rows: readonly DominatorRow[];
  /** Rows there are. */
  readonly total: number;
  /** Bytes of all the program's objects that a root reaches. */
  readonly reachableBytes: number;
  readonly text: string;
}

/** A strongly connected component: each of its members leads to each other one. */
export interface CycleGroup {
  /** The first members by age. */
  readonly members: readonly ObjectReference[];
  readonly count: number;
  readonly bytes: number;
  /** No root reaches it. */
  readonly unreachable: boolean;
  /** The oldest generation of its members: the collection which will find it; null when one isn't tracked. */
  readonly generation: 0 | 1 | 2 | 3 | null;
  /** A class and its parts: all classes are cycles. */
  readonly isClass: boolean;
  /** Of the modules that were imported, not of the program. */
  readonly isLibrary: boolean;
  /** A shortest cycle in it. */
  readonly shortest: CyclePath;
  readonly sentence: string;
}

export interface CycleTable {
  /** Unreachable ones first, then the largest. */
  readonly groups: readonly CycleGroup[];
  readonly total: number;
  readonly text: string;
}

/** Objects nobody reaches, connected with each other. */
export interface Island {
  readonly members: readonly ObjectReference[];
  readonly count: number;
  readonly bytes: number;
  /** Cycles in it that keep it. */
  readonly cycles: readonly CyclePath[];
  /** The oldest generation of its members. */
  readonly generation: 0 | 1 | 2 | 3 | null;
  readonly sentence: string;
}

export interface IslandTable {
  /** The largest first. */
  readonly islands: readonly Island[];
  readonly total: number;
  readonly count: number;
  readonly bytes: number;
  readonly text: string;
}

export type BreakdownKind = 'type' | 'line' | 'generation' | 'age';

export interface BreakdownRow {
  /** Stable between moments: a type's name, `file:line`, a generation, an age. */
  readonly key: string;
  readonly label: string;
  /** By line: the line (from 0) when it is one of the scenario. */
  readonly line: number | null;
  readonly count: number;
  readonly bytes: number;
  /** Of these, objects no root reaches. */
  readonly unreachable: number;
  /** Bytes that would go with all of the group together. */
  readonly retainedBytes: number;
}

export interface Breakdown {
  readonly by: BreakdownKind;
  /** The most bytes first; by age and generation in their order. */
  readonly rows: readonly BreakdownRow[];
  readonly total: number;
  readonly count: number;
  readonly bytes: number;
  readonly text: string;
}

/** What `gc.collect()` would find here. */
export interface CollectHere {
  /** What it would return if no finalizer brings anything back or breaks the cycle itself. */
  readonly collected: number;
  /** All that would go, with what the collector doesn't count. */
  readonly freedCount: number;
  readonly freedBytes: number;
  readonly byType: readonly TypeCount[];
  readonly objects: readonly ObjectReference[];
  /** Objects with `__del__` and unfinished generators, by age; each may bring itself and others back. */
  readonly finalizers: readonly ObjectReference[];
  /** Weak references whose callbacks would be called: they outlive what they refer to. */
  readonly callbacks: readonly ObjectReference[];
  /** Objects of the program that become untracked or stay: reachable ones the collection looks at. */
  readonly survivors: number;
  readonly sentence: string;
  readonly text: string;
}
