/**
 * The view of a moment: roots at the left, then the objects they lead to, nearest first, cut to what was wished. In: a
 * recording, a state, a step. Out: a `HeapView`, plain data.
 *
 * Objects nobody reaches come first into the budget: they are what one looks for. What there is no room for is counted.
 */
import {
  ShapeKind, stepKindNames, typeText, valueText, type HeapState, type Recording,
} from '../recording';
import { HeapGraph } from './heapGraph';
import type { GenerationView, HeapNode, HeapRoot, HeapSlot, HeapView, OutputChunk, RootKind, ViewOptions } from './heapView';
import { HolderWords } from './ledger';
import { objectName, shortText, shownId } from './objectNames';
import { cutPictureSlots, namespaceSlots, pictureSlots, type PictureSlot } from './pictureSlots';
import { isPlumbing, stepChanges, stepSentence, type StepChanges } from './stepChanges';
import { groupViews, moreLinks } from './views/groupViews';
import { choosePicture, type PictureChoice } from './views/pictureChoice';

/** Freed objects and output pieces beyond these are left out of a view. */
const FREED_LIMIT = 50;
const OUTPUT_LIMIT = 500;
const OUTPUT_RECORD_LIMIT = 4000;

interface RootDraft {
  readonly id: string;
  readonly label: string;
  readonly kind: RootKind;
  readonly slots: readonly PictureSlot[];
}

/**
 * @param previous the step against which changes are told; -1 is the start
 * @param graph of the same moment, if there is one already
 */
export function buildView(
  recording: Recording, state: HeapState, step: number, options: ViewOptions, previous = step - 1, graph = new HeapGraph(recording, state, step),
): HeapView {
  const { steps } = recording;
  const frame = steps.frame(step);
  const code = frame === 0 ? undefined : recording.codes[recording.entities.value(frame)];
  const changes = stepChanges(recording, step, previous);
  const drafts = rootDrafts(graph);
  const choice = choosePicture(graph, drafts.flatMap(({ slots }) => slots), changes, options);
  const line = steps.line(step);
  return {
    step,
    stepCount: steps.count,
    event: stepKindNames[steps.kind(step)],
    line: code?.inScenario === true && line > 0 ? line - 1 : null,
    functionName: code?.qualname ?? '',
    sentence: stepSentence(recording, step, changes, previous),
    roots: drafts.map((draft) => finishRoot(graph, draft, choice, changes, options)),
    nodes: choice.cards.map((entity) => finishNode(graph, entity, choice, changes, options, previous)),
    ...(choice.groups.length > 0 ? { groups: groupViews(graph, choice, changes) } : {}),
    hiddenCount: choice.hiddenCount,
    ...freedObjects(recording, changes, options),
    generations: generationViews(graph),
    output: outputBefore(recording, step),
  };
}

/** Only these objects, with the roots that hold them: for pictures whose objects are chosen elsewhere. Nothing counts as changed. */
export function viewOfObjects(graph: HeapGraph, entities: readonly number[], slotLimit: number): { readonly roots: HeapRoot[]; readonly nodes: HeapNode[] } {
  const { moment } = graph;
  const cardNodes = new Uint8Array(moment.nodeCount);
  for (const entity of entities) cardNodes[moment.nodeOf(entity)] = 1;
  const isCard = (entity: number): boolean => cardNodes[moment.nodeOf(entity)] === 1;
  const choice: PictureChoice = { cards: entities, isCard, cardNodes, groups: [], groupOf: new Int32Array(moment.nodeCount).fill(-1), hiddenCount: 0 };
  const changes: StepChanges = { born: [], freed: [], previousRefcounts: new Map(), slots: new Set() };
  const options: ViewOptions = { nodeLimit: entities.length, slotLimit, showAtoms: false };
  const roots = rootDrafts(graph).map((draft) => ({ ...draft, slots: draft.slots.filter(({ edge }) => isCard(edge.target)) })).filter(({ slots }) => slots.length > 0);
  const words = new HolderWords(graph);
  const nodes = entities.map((entity): HeapNode => {
    const made = finishNode(graph, entity, choice, changes, options, graph.step);
    const owner = graph.recording.namespaces.has(entity) ? words.ownerOf(entity) : entity;
    // The namespace of a class is an object like others for the collector.
    const node = owner === entity ? made : { ...made, text: `of ${objectName(graph.recording, owner)}` };
    if (node.moreCount === 0) return node;
    // References to other cards come first where there is no room for all.
    const slots = pictureSlots(graph, entity);
    const leading = slots.filter(({ edge }) => isCard(edge.target));
    return { ...node, slots: finishSlots(graph, [...leading, ...slots.filter(({ edge }) => !isCard(edge.target))], choice, changes, slotLimit) };
  });
  return { roots: roots.map((draft) => finishRoot(graph, draft, choice, changes, options)), nodes };
}

function rootDrafts(graph: HeapGraph): RootDraft[] {
  const { recording } = graph;
  const drafts: RootDraft[] = [];
  if (recording.mainNamespace !== 0) {
    drafts.push({ id: 'module', label: 'globals', kind: 'module', slots: namespaceSlots(graph, recording.mainNamespace) });
  }
  for (const frame of graph.frames()) {
    const slots = pictureSlots(graph, frame).filter(({ edge }) => edge.target !== recording.mainNamespace);
    const name = typeText(recording, frame);
    const locals = slots.filter(({ label }) => !label.startsWith('stack['));
    const stack = slots.filter(({ label }) => label.startsWith('stack['));
    if (name !== '<module>' || locals.length > 0) drafts.push({ id: `frame:${frame}`, label: name === '<module>' ? 'module' : `${name}()`, kind: 'frame', slots: locals });
    if (stack.length > 0) {
      const label = name === '<module>' ? 'evaluation stack' : `evaluation stack of ${name}`;
      drafts.push({ id: `stack:${frame}`, label, kind: 'stack', slots: stack });
    }
  }
  const runtime = pictureSlots(graph, recording.runtimeEntity);
  if (runtime.length > 0) drafts.push({ id: 'runtime', label: 'runtime', kind: 'runtime', slots: runtime });
  return drafts;
}

function finishSlots(graph: HeapGraph, slots: readonly PictureSlot[], choice: PictureChoice, changes: StepChanges, limit: number): HeapSlot[] {
  return slots.slice(0, limit).map(({ edge, label, weak }) => {
    const group = choice.groups[choice.groupOf[graph.moment.nodeOf(edge.target)] ?? -1];
    return {
      label,
      target: choice.isCard(edge.target) ? shownId(graph.recording, edge.target) : null,
      text: shortText(graph, edge.target),
      ...(weak ? { weak: true } : {}),
      ...(changes.slots.has(edge.slot) ? { changed: true } : {}),
      ...(group === undefined ? {} : { group: group.id }),
    };
  });
}

function finishRoot(graph: HeapGraph, draft: RootDraft, choice: PictureChoice, changes: StepChanges, options: ViewOptions): HeapRoot {
  const { slots } = draft;
  const limit = options.slotLimits?.[draft.id] ?? options.slotLimit;
  return {
    id: draft.id, label: draft.label, kind: draft.kind,
    slots: finishSlots(graph, slots, choice, changes, limit),
    moreCount: Math.max(0, slots.length - limit),
  };
}

function finishNode(
  graph: HeapGraph, entity: number, choice: PictureChoice, changes: StepChanges, options: ViewOptions, previous: number,
): HeapNode {
  const { recording, state, step } = graph;
  const { entities } = recording;
  const limit = options.slotLimits?.[shownId(recording, entity)] ?? options.slotLimit;
  const { drawn: slots, rest } = cutPictureSlots(graph, entity, limit);
  const beyond = slots.length <= limit ? rest : Int32Array.from([...slots.slice(limit).map(({ edge }) => edge.slot), ...rest]);
  const bornStep = entities.bornStep(entity);
  const known = entities.isBackground(entity) || bornStep === 0 ? null : bornStep - 1;
  const countBefore = changes.previousRefcounts.get(entity);
  const refcount = state.refcount(entity);
  const immortal = recording.isImmortal(state, entity);
  const isNew = bornStep > previous && bornStep <= step && known !== null;
  return {
    id: shownId(recording, entity),
    type: typeText(recording, entity),
    text: valueText(recording, entity),
    refcount: immortal ? 0 : refcount,
    ...(immortal ? { immortal: true } : {}),
    generation: state.generation(entity),
    size: recording.sizeOf(state, entity),
    unreachable: graph.isUnreachable(entity),
    slots: finishSlots(graph, slots, choice, changes, limit),
    moreCount: beyond.length,
    ...(choice.groups.length > 0 && beyond.length > 0 ? { moreLinks: moreLinks(graph, choice, beyond) } : {}),
    bornStep: known,
    bornLine: known === null ? null : bornLine(recording, known),
    ...(isNew ? { change: 'new' as const } : {}),
    ...(!isNew && countBefore !== undefined && countBefore !== refcount && !immortal ? { change: 'refcount' as const, previousRefcount: countBefore } : {}),
  };
}

/** The scenario's line (from 0) of a step, or null. */
export function bornLine(recording: Recording, step: number): number | null {
  const { steps } = recording;
  const code = recording.codes[recording.entities.value(steps.frame(step))];
  const line = steps.line(step);
  return code?.inScenario === true && line > 0 ? line - 1 : null;
}

function freedObjects(recording: Recording, changes: StepChanges, options: ViewOptions): Pick<HeapView, 'freed' | 'freedMore'> {
  const entities = changes.freed.filter((entity) => options.showAtoms || (recording.entities.shape(entity) !== ShapeKind.Atom && !isPlumbing(recording, entity)));
  const freed = entities.slice(0, FREED_LIMIT)
    .map((entity) => ({ id: shownId(recording, entity), type: typeText(recording, entity), text: valueText(recording, entity) }));
  return entities.length > freed.length ? { freed, freedMore: entities.length - freed.length } : { freed };
}

function generationViews(graph: HeapGraph): [GenerationView, GenerationView, GenerationView] {
  const { recording, state, step } = graph;
  const counts = recording.steps.counts(step);
  const thresholds = recording.thresholdsAt(step);
  const objects = [0, 0, 0];
  // What isn't alive is in no generation.
  for (const entity of graph.moment.entityOf) {
    const generation = state.generation(entity);
    if (generation !== null) objects[generation] = (objects[generation] as number) + 1;
  }
  const view = (generation: 0 | 1 | 2): GenerationView => ({
    count: counts[generation], threshold: thresholds[generation], objects: objects[generation] as number,
  });
  return [view(0), view(1), view(2)];
}

/** What was printed before a moment, each piece with the step that printed it; the last pieces only. */
export function outputBefore(recording: Recording, step: number): OutputChunk[] {
  const { steps, outputs } = recording;
  const end = steps.outputEnd(step);
  const chunks: { stream: 'stdout' | 'stderr'; text: string; step: number }[] = [];
  for (let at = Math.max(0, end - OUTPUT_RECORD_LIMIT); at < end; at++) {
    const record = outputs[at];
    if (record === undefined) break;
    const made = Math.max(0, steps.momentOfOutput(at) - 1);
    const last = chunks[chunks.length - 1];
    if (last !== undefined && last.step === made && last.stream === record.stream) last.text += record.text;
    else chunks.push({ ...record, step: made });
  }
  return chunks.slice(-OUTPUT_LIMIT);
}
