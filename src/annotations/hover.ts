/** What is known about a name at a moment: type, value, count, generation, birth, who holds each reference, and why it is alive. */
import { bornLine, HeapGraph, ledgerTexts, NameTracker, shortText, typeName, whyAliveLine, type LineName } from '../analysis';
import type { Timeline } from '../recording';
import type { HoverAnswer, SourceRange } from './lineAnnotation';

export interface HoverPlace {
  readonly range: SourceRange;
  readonly name: LineName;
  /** The frame the name is looked up in. */
  readonly frame: number;
  readonly step: number;
}

/** Null when the name stands for nothing then. */
export function hoverAnswer(timeline: Timeline, place: HoverPlace): HoverAnswer | null {
  const { recording } = timeline;
  const state = timeline.seek(place.step);
  const entity = new NameTracker(recording).lookUp(state, place.frame, place.name);
  if (entity === 0) return null;
  const graph = new HeapGraph(recording, state, place.step);
  const immortal = recording.isImmortal(state, entity);
  const born = recording.entities.bornStep(entity);
  const bornStep = recording.entities.isBackground(entity) || born === 0 ? null : born - 1;
  return {
    range: place.range,
    name: place.name.name,
    type: typeName(recording, entity),
    value: shortText(graph, entity),
    refcount: immortal ? 0 : state.refcount(entity),
    immortal,
    generation: state.generation(entity),
    size: recording.sizeOf(state, entity),
    ledger: immortal ? [] : ledgerTexts(graph, entity),
    aliveBy: whyAliveLine(graph, entity),
    bornLine: bornStep === null ? null : bornLine(recording, bornStep),
    bornStep,
    step: place.step,
  };
}
