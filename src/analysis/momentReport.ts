/**
 * A moment as a report for reading from top to bottom: where the program stands, what the step before did, the calls under way, and
 * for every name what it stands for, with each counted reference in words and what the object holds itself. In: a timeline and a
 * step. Out: plain data; lines count from 0.
 */
import { IMMORTAL, labelKind, LabelKind, labelPayload, StepKind, stepKindNames, typeText, type HeapState, type Timeline } from '../recording';
import { HeapGraph } from './heapGraph';
import type { FreedObject, GenerationView, HeapView, RootKind, StepEvent, ViewOptions } from './heapView';
import { ledgerTexts } from './ledger';
import { entityOfShownId, shortText } from './objectNames';
import { pictureSlots } from './pictureSlots';
import { islands } from './queries/cycles';
import type { IslandTable } from './queries/graphAnswers';
import type { ObjectReference } from './queries/timeAnswers';
import { objectReference } from './queries/wording';
import { buildView } from './viewBuilder';

export interface CallReport {
  readonly functionName: string;
  /** The line it is at; null in other files. */
  readonly line: number | null;
}

export interface ObjectReport {
  readonly object: ObjectReference;
  /** A few characters: the value, `list[3]`, `<Node object>`. */
  readonly value: string;
  /** Null: immortal, not counted. */
  readonly refcount: number | null;
  readonly generation: 0 | 1 | 2 | 3 | null;
  readonly size: number;
  /** One entry per counted reference. */
  readonly holders: readonly string[];
  /** What it holds: `.next` and `Node #5`. Cut to the limit. */
  readonly slots: readonly { readonly label: string; readonly text: string; readonly weak: boolean }[];
  readonly moreSlots: number;
  /** A function, class or module: what it holds says little of the program's memory. */
  readonly isDefinition: boolean;
}

export interface NameReport extends ObjectReport {
  readonly name: string;
  /** The reference is not counted. */
  readonly weak: boolean;
}

export interface ScopeReport {
  readonly label: string;
  readonly kind: RootKind;
  readonly names: readonly NameReport[];
  readonly moreNames: number;
}

export interface MomentReport {
  readonly step: number;
  readonly stepCount: number;
  readonly event: StepEvent;
  readonly line: number | null;
  readonly functionName: string;
  /** What the step before did. */
  readonly sentence: string;
  /** Outermost first. */
  readonly calls: readonly CallReport[];
  readonly scopes: readonly ScopeReport[];
  /** Alive and reached, but named by no variable. */
  readonly others: readonly ObjectReport[];
  readonly moreOthers: number;
  readonly freed: readonly FreedObject[];
  readonly generations: readonly GenerationView[];
  readonly islands: IslandTable;
  /** The picture of the moment. */
  readonly view: HeapView;
}

export interface MomentReportOptions {
  readonly view: ViewOptions;
  /** Names per scope, other objects, slots per object. */
  readonly names: number;
  readonly others: number;
  readonly slots: number;
}

const DEFINITIONS: ReadonlySet<string> = new Set(['function', 'type', 'module', 'builtin_function_or_method', 'method_descriptor', 'wrapper_descriptor']);

export function momentReport(timeline: Timeline, step: number, options: MomentReportOptions): MomentReport {
  const { recording } = timeline;
  const state = timeline.seek(step);
  const graph = new HeapGraph(recording, state, step);
  const view = buildView(recording, state, step, options.view);
  const named = new Set<number>();
  const scopes = scopesOf(graph, state, options, named);
  const others = view.nodes.filter(({ id, unreachable }) => !named.has(id) && !unreachable);
  return {
    step, stepCount: recording.steps.count, event: stepKindNames[recording.steps.kind(step)],
    line: view.line, functionName: view.functionName, sentence: view.sentence,
    calls: callsOf(timeline, step, graph),
    scopes,
    others: others.slice(0, options.others).map(({ id }) => objectReport(graph, state, entityOf(graph, id), options.slots)),
    moreOthers: Math.max(0, others.length - options.others) + view.hiddenCount,
    freed: view.freed, generations: view.generations, islands: islands(graph), view,
  };
}

function scopesOf(graph: HeapGraph, state: HeapState, options: MomentReportOptions, named: Set<number>): ScopeReport[] {
  const { recording } = graph;
  const scopes: ScopeReport[] = [];
  const add = (label: string, kind: RootKind, entity: number, isNamed: (label: string) => boolean): void => {
    const slots = pictureSlotsOf(graph, entity).filter((slot) => isNamed(slot.label));
    if (slots.length === 0) return;
    const names = slots.slice(0, options.names).map((slot): NameReport => {
      const target = kind === 'frame' && slot.label.startsWith('cell ') ? cellContents(graph, slot.target) : slot.target;
      const report = objectReport(graph, state, target, options.slots);
      named.add(report.object.id);
      return { ...report, name: slot.label.replace(/^cell /, ''), weak: slot.weak };
    });
    scopes.push({ label, kind, names, moreNames: Math.max(0, slots.length - options.names) });
  };
  add('globals', 'module', recording.mainNamespace, (label) => !/^__\w+__$/.test(label));
  const isStack = (label: string): boolean => label.startsWith('stack[');
  for (const frame of graph.frames()) {
    const name = typeText(recording, frame);
    const place = name === '<module>' ? 'the module' : name;
    if (name !== '<module>') add(`locals of ${place}`, 'frame', frame, (label) => !isStack(label));
    add(`evaluation stack of ${place}`, 'stack', frame, isStack);
  }
  add('runtime', 'runtime', recording.runtimeEntity, () => true);
  return scopes;
}

/** The module's names are entries of a dict; those of a call its slots. */
function pictureSlotsOf(graph: HeapGraph, entity: number): { label: string; target: number; weak: boolean }[] {
  const { recording } = graph;
  if (entity !== recording.mainNamespace) {
    return pictureSlots(graph, entity).filter(({ edge }) => edge.target !== recording.mainNamespace).map(({ label, edge, weak }) => ({ label, weak, target: edge.target }));
  }
  return graph.slotsOf(entity).filter(({ label }) => labelKind(label) === LabelKind.Value)
    .map(({ label, target }) => ({ label: recording.strings.get(labelPayload(label)).replace(/^'(.*)'$/, '$1'), target, weak: false }));
}

function cellContents(graph: HeapGraph, cell: number): number {
  if (typeText(graph.recording, cell) !== 'cell') return cell;
  return graph.slotsOf(cell).find(({ label }) => labelKind(label) === LabelKind.Part)?.target ?? cell;
}

function objectReport(graph: HeapGraph, state: HeapState, entity: number, slotLimit: number): ObjectReport {
  const { recording } = graph;
  const refcount = state.refcount(entity);
  const slots = pictureSlots(graph, entity);
  return {
    object: objectReference(graph, entity),
    value: shortText(graph, entity),
    refcount: refcount === IMMORTAL ? null : refcount,
    generation: state.generation(entity),
    size: recording.sizeOf(state, entity),
    holders: refcount === IMMORTAL ? [] : ledgerTexts(graph, entity),
    slots: slots.slice(0, slotLimit).map(({ label, edge, weak }) => ({ label, weak, text: targetText(graph, edge.target) })),
    moreSlots: Math.max(0, slots.length - slotLimit),
    isDefinition: DEFINITIONS.has(typeText(recording, entity)),
  };
}

/** The value of a number or text, else the object's name. */
function targetText(graph: HeapGraph, entity: number): string {
  const { text, name } = objectReference(graph, entity);
  return text === '' || text.startsWith('<') ? name : text;
}

function entityOf(graph: HeapGraph, id: number): number {
  return entityOfShownId(graph.recording, id);
}

/** For each running call, the line of its last event. */
function callsOf({ recording }: Timeline, step: number, graph: HeapGraph): CallReport[] {
  const { steps, codes, entities } = recording;
  const frames = graph.frames();
  const running = new Set(frames);
  const lines = new Map<number, number>();
  for (let before = step; before >= recording.windowStart && lines.size < frames.length; before--) {
    const frame = steps.frame(before);
    if (running.has(frame) && !lines.has(frame) && (steps.kind(before) !== StepKind.Return || before === step)) lines.set(frame, steps.line(before));
  }
  return frames.map((frame) => {
    const line = lines.get(frame) ?? 0;
    return { functionName: typeText(recording, frame), line: line > 0 && codes[entities.value(frame)]?.inScenario === true ? line - 1 : null };
  });
}
