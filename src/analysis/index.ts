/** Entry of `analysis`: what other areas may import. */
export type * from './heapView';
export type * from './queries/timeAnswers';
export { HeapGraph, type Edge } from './heapGraph';
export { ledgerTexts, unquoted } from './ledger';
export { lineHistories, type LineHistory, type NameHistory, type NameOutcome } from './lineHistory';
export type { CodeNames, LineName, NameScope } from './lineNames';
export { parseNamePath, type NamePath, type NameStep } from './namePath';
export { NameTracker } from './nameTracker';
export { entityOfShownId, objectName, shortText, shownId, typeName } from './objectNames';
export { reachableFromRoots, unreachableObjects } from './reachability';
export { resolveName, visibleNames, type NameAnswer } from './resolveName';
export { stepChanges, stepSentence, type StepChanges } from './stepChanges';
export { traceRows, type TraceCount, type TraceRow } from './traceRows';
export { bornLine, buildView, outputBefore } from './viewBuilder';
export { whyAlive } from './whyAlive';
