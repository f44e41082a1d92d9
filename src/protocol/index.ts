/** Entry of `protocol`: what other areas may import. */
export type * from './runtime';
export type * from './panel';
export type * from './debugging';
export type * from './rewrites';
export { EXPECTATION_WORDS, type ExpectationOutcome, type ExpectationPlace, type ExpectationWord } from './expectations';
export type * from './graphQuestions';
export type * from './timeQuestions';
export type {
  AlivePath, BreakdownKind, BreakdownRow, CollectHere, CostReport, CostRow, CyclePath, DominatorRow, DrawingColours, EventWish, GrowthReport, HeapDiff, LeakSuspect, LifeEvent, LineEffect,
  MomentFileFormat, ObjectFacts, ObjectReference, ObjectRow, ObjectSort, PrintedText, ObjectStory, PathStep, Place, SeekAnswer, SeekWish, WhatWouldFree, WhyAlive,
} from '../analysis';
export type {
  CollectionAction, CollectionChoice, CollectionMark, CollectionObject, CollectionPhaseStep, CollectionPicture, CollectionRegion, CollectionRow, CollectionStory,
  CollectionTable, DiffRow, GenerationMoves, GenerationReport, GenerationState, HeapSeries, MinMax, RunStrip, StripMark,
} from '../analysis';
export type { StackRow, StepWish, VariablePage, VariableRow } from '../analysis';
export type {
  Breakdown, CollectionEvent, FreedObject, GenerationView, GroupLink, Grouping, HeapGroup, HeapNode, HeapRoot, HeapSlot, HeapView, ObjectFilter, OutputChunk, RootKind, StepEvent, ViewOptions,
} from '../analysis';
export type { AnnotationPart, HoverAnswer, LineAnnotation, LineMark, Problem, RelatedPlace, SourceRange } from '../annotations';
export { standardView } from './panel';
export { pack, unpack } from './packed';
export { connect, RpcError, Transferred } from './rpc';
export type { Cancellation, Connection, Implementation, PendingCall, Port } from './rpc';
export { portPair } from './portPair';
