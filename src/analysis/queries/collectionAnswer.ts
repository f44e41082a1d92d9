/** The shape of the answer to "what did this collection do": plain data that survives a structured clone; no behaviour. */
import type { CollectionPhaseName } from '../../recording';
import type { HeapNode, HeapRoot } from '../heapView';
import type { ObjectReference } from './timeAnswers';

/** Where an object stands as far as the collector knows after a phase. */
export type CollectionRegion =
  /** Being examined, nothing decided. */
  | 'candidate'
  /** Held from outside, or by what is. */
  | 'reachable'
  /** Garbage until a finalizer brings it back. */
  | 'unreachable'
  /** Garbage that was brought back. */
  | 'resurrected'
  /** Immortal: it left for the permanent generation. */
  | 'permanent'
  /** It is garbage, was cleared or appended to `gc.garbage`, and stays: something still holds it. */
  | 'kept'
  | 'freed';

/** One reference that kept an object from being garbage. */
export interface Rescue {
  readonly holder: ObjectReference;
  /** How the holder names the reference: `.next`, `[2]`, `['k']`. */
  readonly slot: string;
  /** Both in words: `.next of Node #3`. */
  readonly text: string;
  /** The object had been set aside as unreachable before. */
  readonly wasSetAside: boolean;
}

/** An object of the program after a phase. */
export interface CollectionObject {
  readonly object: ObjectReference;
  readonly region: CollectionRegion;
  /** What the card shows; null before `update_refs` and when the collector no longer keeps it. */
  readonly gcRefs: number | null;
  /** The refcount that gc_refs began with; null before `update_refs`. */
  readonly refcount: number | null;
  /** 0, 1, 2, 3 for the permanent generation; null when the collector no longer tracks the object. */
  readonly generation: number | null;
  readonly rescue: Rescue | null;
  readonly finalized: boolean;
}

/** One thing done to an object, in the order of the run. */
export interface CollectionAction {
  readonly kind:
    | 'madePermanent' | 'setAside' | 'reached' | 'movedBack' | 'untracked' | 'weakrefCleared' | 'callbackCalled' | 'finalized'
    | 'resurrected' | 'cleared' | 'saved' | 'survivedClear';
  readonly object: ObjectReference;
  /** Who held it, what the weak reference referred to, which callback; null where nobody else is part of it. */
  readonly other: ObjectReference | null;
  /** Objects that died because of it before the next action, in this order. */
  readonly freed: readonly ObjectReference[];
  /** A line for people. */
  readonly text: string;
}

export interface CollectionPhaseStep {
  readonly phase: CollectionPhaseName;
  /** The deduction again, for the garbage alone, after the finalizers. */
  readonly isSecondLook: boolean;
  /** What happens here, in two sentences. */
  readonly sentences: readonly [string, string];
  /** Objects the phase spoke of, and how many of them were there before the program began: these are not listed. */
  readonly count: number;
  readonly backgroundCount: number;
  /** False: the collection was too large to be listed in full. */
  readonly isComplete: boolean;
  /** For `Timeline.seekChange`: the heap when the phase was over. */
  readonly change: number;
  /** The first moment at or after the end of the phase. */
  readonly step: number;
  /** The program's own objects among the candidates, and all garbage, in the collector's order, as they stand after the phase. */
  readonly objects: readonly CollectionObject[];
  readonly moreObjects: number;
  /** Objects of imported modules, descriptors and the like among the candidates on record. */
  readonly unlistedObjects: number;
  readonly actions: readonly CollectionAction[];
  readonly moreActions: number;
  /** What was printed meanwhile. */
  readonly output: string;
}

export interface CollectionSteps {
  /** From 1, in the order of the run. */
  readonly number: number;
  readonly collectionCount: number;
  readonly generation: 0 | 1 | 2;
  readonly reason: 'automatic' | 'requested' | 'exit';
  /** The step whose line made it run, and the first moment after it. */
  readonly startStep: number;
  readonly step: number;
  /** From 0; null where no line of the program was running. */
  readonly line: number | null;
  readonly candidates: number;
  readonly collected: number;
  readonly uncollectable: number;
  /** `Collection 3 of 7: generation 2, requested by gc.collect() on line 12` */
  readonly title: string;
  /** `14 candidates, 3 collected, 0 uncollectable` */
  readonly summary: string;
  /** None where the heap it began with is no longer on record. */
  readonly phases: readonly CollectionPhaseStep[];
}

/** What holds what at the end of one phase or of several: the cards of a picture, and the roots that hold them. */
export interface CollectionPicture {
  readonly roots: readonly HeapRoot[];
  /** What was freed meanwhile is still among them, without what it held. */
  readonly nodes: readonly HeapNode[];
}

/** A collection with pictures, bounded: its phases list the objects that have cards. */
export interface CollectionStory extends CollectionSteps {
  readonly pictures: readonly CollectionPicture[];
  /** For each phase, which picture. */
  readonly pictureOf: readonly number[];
  /** Cards (`HeapNode.id`) that are no candidates: older objects which hold some. */
  readonly outside: readonly number[];
}
