/**
 * What a name in the source stands for at a moment, for whoever points at it: the line it stands on says from which call it is
 * looked up. In: a run, a moment, a line, the text of the name. Out: the object with its count and holders, or one sentence why there is
 * none.
 *
 * While the function around the line does not run, its locals stand for nothing: then the line's last hit is looked at instead, as
 * in hovers, and the answer says at which moment.
 */
import { ledgerTexts, objectName, resolveName, shortText, shownId, typeName, type HeapGraph, type ObjectReference } from '../analysis';
import { lineStarts, type CodeObject } from '../python/bytecode';
import { IMMORTAL, type Recording } from '../recording';

export interface NamedObject {
  readonly object: ObjectReference;
  /** A short `repr`. */
  readonly value: string;
  /** Null: immortal, not counted. */
  readonly refcount: number | null;
  /** One text for each count. */
  readonly holders: readonly string[];
  /** The step the answer is about. */
  readonly step: number;
}

export type NamedAnswer = NamedObject | { readonly message: string };

/** @param line from 0, or null: seen from the call that runs */
export function namedObject(graph: HeapGraph, line: number | null, text: string): NamedAnswer {
  const frame = line === null ? graph.recording.steps.frame(graph.step) : frameAround(graph, line + 1);
  if (frame === null) return { message: `the function around line ${(line ?? 0) + 1} does not run at this moment` };
  const found = resolveName(graph, frame, text);
  if ('message' in found) return found;
  const { recording, state, step } = graph;
  const { entity } = found;
  const refcount = state.refcount(entity);
  const value = shortText(graph, entity);
  return {
    object: { id: shownId(recording, entity), type: typeName(recording, entity), name: objectName(recording, entity), text: value },
    value, step,
    refcount: refcount === IMMORTAL ? null : refcount,
    holders: refcount === IMMORTAL ? [] : ledgerTexts(graph, entity),
  };
}

/** The innermost running call of the code around a line (from 1); 0 for the module, null while that code does not run. */
function frameAround(graph: HeapGraph, line: number): number | null {
  const { recording } = graph;
  const code = codeAround(recording, line);
  if (code === null || code.name === '<module>') return 0;
  return graph.frames().findLast((frame) => recording.codes[recording.entities.value(frame)]?.source === code) ?? null;
}

/** The smallest code of the program whose lines are around this one. */
function codeAround({ codes }: Recording, line: number): CodeObject | null {
  let best: { readonly code: CodeObject; readonly length: number } | null = null;
  for (const { source, inScenario } of codes) {
    if (!inScenario) continue;
    const lines = lineStarts(source).map(([, start]) => start).filter((start) => start > 0);
    const [first, last] = [Math.min(source.firstlineno, ...lines), Math.max(...lines)];
    const length = source.name === '<module>' ? Infinity : last - first;
    if (source.name !== '<module>' && (line < first || line > last)) continue;
    if (best === null || length < best.length) best = { code: source, length };
  }
  return best?.code ?? null;
}
