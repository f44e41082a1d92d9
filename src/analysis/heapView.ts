/**
 * The shape of a view of one moment: what the panel draws. Plain data, at most a few hundred nodes, already
 * cut and grouped; made here from a heap state, carried unchanged by the protocol. No behaviour.
 *
 * Lines and columns count from 0, columns in UTF-16 units, as editors do. Steps count from 0; the last moment of a run
 * (everything after the last event) is step `stepCount - 1`.
 */
import type { ObjectFilter } from './objectFilter';

/** What happened at the step: the event about to happen, as `sys.settrace` names it; `end` is the moment after the last. */
export type StepEvent = 'line' | 'call' | 'return' | 'exception' | 'end';

/** A name or place with a reference in it. `target` is a `HeapNode.id`, or null where the target isn't drawn. */
export interface HeapSlot {
  /** `a`, `[2]`, `'key'`, `.next`, `cell x`. Unique among the slots of one owner only by its position. */
  readonly label: string;
  readonly target: number | null;
  /** The target in a few characters (`3`, `'abc'`, `None`, `list`), shown where no edge is drawn. */
  readonly text: string;
  /** The reference isn't counted (weakref). */
  readonly weak?: boolean;
  /** The slot got another target since the moment before. */
  readonly changed?: boolean;
  /** The group the target is folded into (`HeapGroup.id`), where it isn't drawn itself. */
  readonly group?: string;
}

/** References from a card or group to a card or group, counted. */
export interface GroupLink {
  /** A `HeapNode.id` or a `HeapGroup.id`. */
  readonly target: number | string;
  readonly count: number;
  /** What most of them are headed with: `.next`, `[…]`; indices and keys are not told apart. */
  readonly label: string;
}

/** Objects folded into one card: "99,990 Node". */
export interface HeapGroup {
  /** Stable over the run: `type:Node`, `unreachable:Node`, `under:17`, `other`. */
  readonly id: string;
  /** `type`: objects of one type; `holder`: what hangs under one card; `other`: what is in no other group. */
  readonly kind: 'type' | 'holder' | 'other';
  readonly label: string;
  /** Of groups by type. */
  readonly type: string | null;
  /** Of groups by holder: the card they hang under. */
  readonly holder: number | null;
  /** Members that have no card of their own. */
  readonly count: number;
  readonly bytes: number;
  readonly unreachable: boolean;
  /** How many members are in generation 0, 1, 2, and how many in none. */
  readonly generations: readonly [number, number, number, number];
  /** Members made by the step before. */
  readonly newCount: number;
  readonly links: readonly GroupLink[];
}

export type RootKind = 'module' | 'frame' | 'stack' | 'runtime';

/** What holds without being held: a module's names, a running frame, the runtime itself. Drawn at the left. */
export interface HeapRoot {
  /** Stable over the run: the same frame or module has the same id in all moments. */
  readonly id: string;
  readonly label: string;
  readonly kind: RootKind;
  readonly slots: readonly HeapSlot[];
  /** Slots left out. */
  readonly moreCount: number;
}

export interface HeapNode {
  /** Stable over the run, never used twice. */
  readonly id: number;
  /** `type(x).__name__`. */
  readonly type: string;
  /** A short `repr`, never longer than about 40 characters; '' where the slots say all. */
  readonly text: string;
  readonly refcount: number;
  /** None, small integers, ...: the count isn't kept. */
  readonly immortal?: boolean;
  /** 0, 1 or 2, 3 for the permanent generation (`gc.freeze`), or null when the collector doesn't track the object. */
  readonly generation: 0 | 1 | 2 | 3 | null;
  /** As `sys.getsizeof` says. */
  readonly size: number;
  /** No root reaches it any more: it waits for the collector. */
  readonly unreachable: boolean;
  readonly slots: readonly HeapSlot[];
  /** Items left out. */
  readonly moreCount: number;
  /** Where the items left out lead, as far as that is drawn or folded. */
  readonly moreLinks?: readonly GroupLink[];
  /** The step which made it, or null when it existed before the first. */
  readonly bornStep: number | null;
  /** The line (from 0) of the step which made it. */
  readonly bornLine: number | null;
  /** Against the moment before: made by it, or its refcount became another. */
  readonly change?: 'new' | 'refcount';
  /** The refcount in the moment before, where `change` is 'refcount'. */
  readonly previousRefcount?: number;
}

/** An object which the step before freed. */
export interface FreedObject {
  readonly id: number;
  readonly type: string;
  readonly text: string;
}

export interface GenerationView {
  /** `gc.get_count()` of this generation: allocations less deallocations for 0, collections of the younger one for 1 and 2. */
  readonly count: number;
  readonly threshold: number;
  /** Objects the collector tracks in it. */
  readonly objects: number;
}

/** A piece of what the program printed; `step` is the step that printed it. */
export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
  readonly step: number;
}

/** One run of the cycle collector. */
export interface CollectionEvent {
  readonly step: number;
  readonly generation: 0 | 1 | 2;
  readonly collected: number;
  readonly uncollectable: number;
  /** Started by a threshold, not by `gc.collect()`. */
  readonly automatic: boolean;
}

export interface HeapView {
  readonly step: number;
  readonly stepCount: number;
  readonly event: StepEvent;
  /** The line the program stands before, or null (between lines, or in a module that isn't the scenario). */
  readonly line: number | null;
  readonly functionName: string;
  /** What the step before did, in one plain sentence; '' if nothing. */
  readonly sentence: string;
  readonly roots: readonly HeapRoot[];
  readonly nodes: readonly HeapNode[];
  /** What is folded; only when grouping was wished. */
  readonly groups?: readonly HeapGroup[];
  /** Objects of the program that are neither drawn nor folded. */
  readonly hiddenCount: number;
  readonly freed: readonly FreedObject[];
  /** How many more the step freed than `freed` names. */
  readonly freedMore?: number;
  readonly generations: readonly [GenerationView, GenerationView, GenerationView];
  /** What was printed before this moment. */
  readonly output: readonly OutputChunk[];
}

/** How objects there is no room for are folded. `auto`: by type, once there are more than `foldAbove`. */
export type Grouping = 'none' | 'type' | 'holder' | 'auto';

/** What is wished of a view. */
export interface ViewOptions {
  /** Most nodes to draw. */
  readonly nodeLimit: number;
  /** Most slots per node. */
  readonly slotLimit: number;
  /** Draw plain numbers, strings and None as nodes too, not only as text in their slots. */
  readonly showAtoms: boolean;
  /** 'none' if not told. */
  readonly grouping?: Grouping;
  /** With `auto`: most objects drawn one by one; `nodeLimit` if not told. */
  readonly foldAbove?: number;
  /** For groups opened by the reader: how many members get cards. */
  readonly opened?: Readonly<Record<string, number>>;
  /** Only these objects. */
  readonly filter?: ObjectFilter;
  /** Only what is this near to an object, whichever way references point, and a path from a root to it. */
  readonly focus?: { readonly id: number; readonly distance: number } | null;
  /** Most slots of single owners, by `HeapNode.id` or `HeapRoot.id`, instead of `slotLimit`. */
  readonly slotLimits?: Readonly<Record<string, number>>;
  /** Objects that get a card whatever else does, and objects that get none. */
  readonly pinned?: readonly number[];
  readonly hidden?: readonly number[];
}
