/** Entry of `python/memory`. */
export * from './header';
export { FreeList, Heap, type Generation, type GenerationStatistics } from './heap';
export { gcListMembers, gcListSize, type GcList } from './gcList';
export { collectGenerations, collectNoFail, collectWithCallbacks, DebugFlags, freeze, gcRefsOf, unfreeze } from './collector';
export { clearWeakrefs, WeakrefTable, type WeakrefData, type WeakrefObject } from './weakrefs';
export { BlockModel, KeptBlock, type BlockSizes } from './allocator/blockModel';
export type { Trace, TracedFrame, TracedTraceback } from './allocator/traces';
export type { CollectionPhase, CollectionReason, CollectionSummary, HeapObserver } from './observer';
