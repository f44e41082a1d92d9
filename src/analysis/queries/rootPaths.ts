/**
 * For every object of a moment one shortest way from a root, in one pass: for questions that ask it of many objects at once. In:
 * the graph of a moment. Out: the slots from a root to an object.
 */
import { LabelKind, labelKind, labelPayload, labelText } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import { holderText, unquoted } from '../ledger';
import { objectName } from '../objectNames';

export class RootPaths {
  /** For each node, the edge that leads to it, plus 1; 0 for roots and for what no root reaches. */
  private readonly parents: Int32Array;
  /** For each edge its holder's node. */
  private readonly holders: Int32Array;

  constructor(private readonly graph: HeapGraph) {
    const { out, roots } = graph.moment;
    const { start, targets, nodeCount } = out;
    this.parents = new Int32Array(nodeCount);
    this.holders = new Int32Array(targets.length);
    const seen = new Uint8Array(nodeCount);
    const queue = new Int32Array(nodeCount);
    let end = 0;
    for (const root of roots) {
      seen[root] = 1;
      queue[end++] = root;
    }
    for (let at = 0; at < end; at++) {
      const node = queue[at] as number;
      for (let edge = start[node] as number; edge < (start[node + 1] as number); edge++) {
        this.holders[edge] = node;
        const target = targets[edge] as number;
        if (seen[target] === 1) continue;
        seen[target] = 1;
        this.parents[target] = edge + 1;
        queue[end++] = target;
      }
    }
  }

  /** Slots from a root to an entity, in that order; null when no root reaches it. */
  to(entity: number): number[] | null {
    const { moment } = this.graph;
    let node = moment.nodeOf(entity);
    const path: number[] = [];
    while (moment.isRoot[node] !== 1) {
      const parent = this.parents[node] as number;
      if (parent === 0) return null;
      path.push(moment.slots[parent - 1] as number);
      node = this.holders[parent - 1] as number;
    }
    return path.reverse();
  }
}

/** A way in words, a step a line: `global cache`, `dict #5['k']`. */
export function pathLines(graph: HeapGraph, path: readonly number[], ownerOf: (dict: number) => number): string[] {
  const { recording, state } = graph;
  const { slots } = recording;
  return path.map((slot) => `${holderText(recording, slots.holder(slot), slots.label(slot), ownerOf)} holds ${objectName(recording, state.target(slot))}`);
}

/** The same as Python would write it, as far as it could: `cache['k'].next`; other places in words. */
export function pathExpression(graph: HeapGraph, path: readonly number[], ownerOf: (dict: number) => number): string {
  const { recording } = graph;
  const { slots, strings, mainNamespace } = recording;
  let text = '';
  for (const slot of path) {
    const label = slots.label(slot);
    const holder = slots.holder(slot);
    const kind = labelKind(label);
    const name = (): string => strings.get(labelPayload(label));
    if (kind === LabelKind.Value && holder === mainNamespace) text = unquoted(name());
    else if (kind === LabelKind.Value && ownerOf(holder) !== 0) text = text === '' ? holderText(recording, holder, label, ownerOf) : `${text}.${unquoted(name())}`;
    else if (kind === LabelKind.Part && name() === '__dict__') continue;
    else if (text === '') text = holderText(recording, holder, label, ownerOf);
    else if (kind === LabelKind.Attribute || (kind === LabelKind.Part && name().startsWith('__'))) text += `.${name()}`;
    else if (kind === LabelKind.Index || kind === LabelKind.Value) text += labelText(label, strings);
    else text += `, ${labelText(label, strings)} of ${objectName(recording, holder)}`;
  }
  return text;
}
