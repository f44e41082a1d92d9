/** The shapes of answers about the generations of the collector at a moment, and about which collections there were. No behaviour. */

/** What an automatic collection is decided by, as it stands at a moment. */
export interface CollectorState {
  /** `gc.get_count()` and `gc.get_threshold()`. */
  readonly counts: readonly [number, number, number];
  readonly thresholds: readonly [number, number, number];
  /** `gc.isenabled()` */
  readonly enabled: boolean;
  /** A collection is under way: the moment lies in a finalizer or callback. */
  readonly collecting: boolean;
  /** `long_lived_pending` and `long_lived_total` of the 25 % rule; null where it is not on record. */
  readonly longLived: { readonly pending: number; readonly total: number } | null;
}

/** Where versions of CPython differ. */
export interface CollectorRules {
  /** A collection that was due before `gc.disable()` runs all the same. */
  readonly dueCollectionOutlivesDisable: boolean;
}

/** When a collection will come by itself. */
export interface NextCollection {
  /** The oldest generation it will examine as things stand; null: none comes. */
  readonly generation: 0 | 1 | 2 | null;
  /** Containers still to be made, those freed meanwhile taken off; 0 when it is due; null when none comes. */
  readonly allocations: number | null;
  /** `12 more allocations until generation 0 is collected` */
  readonly text: string;
}

export interface GenerationState {
  readonly count: number;
  readonly threshold: number;
  /** Tracked objects in it, as `gc.get_objects` counts, and how many of them the program itself made. */
  readonly objects: number;
  readonly own: number;
  /** `gc.get_stats()`: collections so far, objects collected by them, objects found uncollectable. */
  readonly collections: number;
  readonly collected: number;
  readonly uncollectable: number;
  /** What it waits for, in words; '' where that is said by `next`. */
  readonly rule: string;
}

/** Objects that changed generation between the moment before and this one. */
export interface GenerationMoves {
  readonly from: 0 | 1 | 2;
  /** 3: the permanent generation. */
  readonly to: 1 | 2 | 3;
  readonly count: number;
  readonly own: number;
}

/** One collection in a list. Moments count from 0. */
export interface CollectionRow {
  /** From 1, in the order of the run. */
  readonly number: number;
  readonly generation: 0 | 1 | 2;
  readonly reason: 'automatic' | 'requested' | 'exit';
  /** The moment whose line made it run, and the first one after it. */
  readonly step: number;
  readonly after: number;
  /** From 0; null where no line of the program was running. */
  readonly line: number | null;
  readonly candidates: number;
  readonly collected: number;
  readonly uncollectable: number;
}

export interface GenerationReport extends CollectorState {
  readonly step: number;
  readonly generations: readonly [GenerationState, GenerationState, GenerationState];
  /** Objects in the permanent generation. */
  readonly permanent: number;
  readonly next: NextCollection;
  /** Collections that ended between the moment before and this one, and what they moved. */
  readonly ran: readonly CollectionRow[];
  readonly moves: readonly GenerationMoves[];
}

/** Which collections a list shows. */
export type CollectionChoice = 'all' | 'found' | 'automatic' | 'requested';

export interface CollectionTable {
  readonly rows: readonly CollectionRow[];
  /** The first row's place among those meant. */
  readonly from: number;
  /** How many are meant, and how many there are. */
  readonly count: number;
  readonly total: number;
}
