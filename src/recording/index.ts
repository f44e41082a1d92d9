/** Entry of `recording`: what other areas may import. */
export { isWeakLabel, labelKind, LabelKind, labelPayload, labelText, makeLabel, type Label } from './labels';
export { DeathCause, deathCauseNames, EntityKind, EntityTable, NEVER, ShapeKind, ValueKind } from './entities';
export { typeText, valueText } from './entityText';
export { EventKind, eventKindNames, EventTable } from './events';
export { SlotTable } from './slots';
export { Field, HeapState, IMMORTAL, PERMANENT_GENERATION, SavedState, type StateArrays } from './heapState';
export {
  CollectionDetails, CollectionEvent, collectionPhases, NO_GC_REFS,
  type CollectionEventRow, type CollectionMember, type CollectionPhaseName, type CollectionPhaseRow,
} from './collectionDetails';
export type { CollectionDetailOptions } from './collectionBook';
export { StepKind, stepKindNames, StepTable } from './steps';
export { Checkpoint, Recording, type WindowOptions, type CodeRecord, type CollectionRecord, type OutputRecord } from './recording';
export { Timeline } from './timeline';
export { cutText, TEXT_LIMIT, type TextWriter } from './describe';
export { Recorder, type RecorderOptions } from './recorder';
export { liveHolders } from './liveLedger';
export { FORMAT_VERSION, isFileProblem, plainData, readRecordingFile, writeRecordingFile, type FileCompression, type FileProblem, type FileProblemCode, type Shape } from './file';
