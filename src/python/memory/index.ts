/** Entry of `python/memory`. */
export * from './header';
export { DebugFlags, FreeList, Heap, type Generation, type GenerationStatistics } from './heap';
export { gcListMembers, gcListSize, type GcList } from './gcList';
export { collectGenerations, collectNoFail, collectWithCallbacks, freeze, unfreeze } from './collector';
export { gcRefsOf } from './deduction';
export { clearWeakrefs, WeakrefTable, type WeakrefData, type WeakrefObject } from './weakrefs';
export { BlockModel, KeptBlock, type BlockSizes } from './allocator/blockModel';
export type { Trace, TracedFrame, TracedTraceback } from './allocator/traces';
export type { CollectionObserver, CollectionPhase, CollectionReason, CollectionSummary, HeapObserver } from './observer';
