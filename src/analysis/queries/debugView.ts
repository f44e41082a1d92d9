/**
 * A moment as a debugger's tree: the stack of running calls, and what frames, namespaces and objects hold, a level at a time.
 * In: the graph of a moment. Out: plain rows; `holder` of a row is what to ask for its children, 0 if it holds nothing.
 *
 * It shows what the picture shows (pictureSlots.ts): a class's machinery and other plumbing stay out. It never asks an object
 * for its `repr`: that would run code of the program.
 */
import { IMMORTAL, StepKind, typeText, type Recording } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import { objectName, shortText } from '../objectNames';
import { namespaceSlots, pictureSlots, type PictureSlot } from '../pictureSlots';

/** A running call, the innermost first. */
export interface StackRow {
  /** The frame's entity: what to ask for its variables. */
  readonly frame: number;
  readonly functionName: string;
  /** From 0; null for code of other files. */
  readonly line: number | null;
}

export interface VariableRow {
  /** `a`, `[2]`, `'k'`, `.next`. */
  readonly name: string;
  /** `list #3[2]`, `'abc'`. */
  readonly value: string;
  readonly type: string;
  /** Null for immortals. */
  readonly refcount: number | null;
  readonly weak: boolean;
  /** The object's entity if it holds anything, else 0. */
  readonly holder: number;
  readonly childCount: number;
}

export interface VariablePage {
  readonly rows: readonly VariableRow[];
  /** Rows there are in all. */
  readonly count: number;
}

/** The running calls at a moment, innermost first; each with the line it is at. */
export function callStack(graph: HeapGraph): StackRow[] {
  const { recording, step } = graph;
  const frames = graph.frames().reverse();
  const lines = linesOf(recording, step, frames);
  return frames.map((frame) => {
    const inScenario = recording.codes[recording.entities.value(frame)]?.inScenario === true;
    const line = lines.get(frame) ?? 0;
    return { frame, functionName: typeText(recording, frame), line: inScenario && line > 0 ? line - 1 : null };
  });
}

/** The line (from 1) of each frame: that of its last event up to a step. */
function linesOf(recording: Recording, step: number, frames: readonly number[]): Map<number, number> {
  const { steps } = recording;
  const lines = new Map<number, number>();
  const wanted = new Set(frames);
  for (let at = step; at >= 0 && wanted.size > 0; at--) {
    if (steps.kind(at) === StepKind.End || !wanted.delete(steps.frame(at))) continue;
    lines.set(steps.frame(at), steps.line(at));
  }
  return lines;
}

/** What an entity holds: a frame's variables, a namespace's names (`isNamespace`), an object's slots. Rows from `from`, at most `limit`. */
export function variables(graph: HeapGraph, holder: number, isNamespace: boolean, from: number, limit: number): VariablePage {
  const slots = isNamespace ? namespaceSlots(graph, holder) : slotsOf(graph, holder);
  return { rows: slots.slice(from, from + limit).map((slot) => row(graph, slot)), count: slots.length };
}

function slotsOf(graph: HeapGraph, holder: number): PictureSlot[] {
  return pictureSlots(graph, holder).filter(({ edge }) => edge.target !== graph.recording.mainNamespace);
}

function row(graph: HeapGraph, slot: PictureSlot): VariableRow {
  return { ...describe(graph, slot.edge.target), name: slot.label, weak: slot.weak };
}

/** An object as a row without a name, for watches and hovers. */
export function describe(graph: HeapGraph, entity: number): VariableRow {
  const { recording, state } = graph;
  const childCount = slotsOf(graph, entity).length;
  const text = shortText(graph, entity);
  const name = objectName(recording, entity);
  const refcount = state.refcount(entity);
  return {
    name: '',
    value: childCount === 0 ? text : name.includes('#') ? `${name} ${text}` : text,
    type: typeText(recording, entity),
    refcount: refcount === IMMORTAL ? null : refcount,
    weak: false,
    holder: childCount > 0 ? entity : 0,
    childCount,
  };
}
