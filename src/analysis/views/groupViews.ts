/**
 * Groups of a picture as data: counts, bytes, generations, and the references between groups and cards, counted. In: a graph and
 * a choice. Out: `HeapGroup`s, and for cards where the items lead that have no slot of their own.
 */
import { LabelKind, labelKind, labelText, type Label } from '../../recording';
import type { HeapGraph } from '../heapGraph';
import type { GroupLink, HeapGroup } from '../heapView';
import { objectName, shownId } from '../objectNames';
import { grouped } from '../queries/wording';
import type { StepChanges } from '../stepChanges';
import type { ChosenGroup, PictureChoice } from './pictureChoice';

/** Most links of a group. */
const LINK_LIMIT = 12;

export function groupViews(graph: HeapGraph, choice: PictureChoice, changes: StepChanges): HeapGroup[] {
  const { moment, recording, state } = graph;
  const born = new Set(changes.born);
  return choice.groups.map((group): HeapGroup => {
    const tally = new LinkTally(graph, choice);
    const generations: [number, number, number, number] = [0, 0, 0, 0];
    let bytes = 0;
    let newCount = 0;
    for (const node of group.members) {
      const entity = moment.entityOf[node] as number;
      bytes += recording.sizeOf(state, entity);
      const generation = state.generation(entity);
      generations[generation === null || generation > 2 ? 3 : generation]++;
      if (born.has(entity)) newCount++;
      tally.addAll(node);
    }
    const { id, kind, type, holder, unreachable } = group;
    return {
      id, kind, type, unreachable, generations, bytes, newCount,
      label: groupLabel(graph, group), holder: holder === 0 ? null : shownId(recording, holder), count: group.members.length, links: tally.links(),
    };
  });
}

/** Where these slots of a card lead. */
export function moreLinks(graph: HeapGraph, choice: PictureChoice, slots: readonly number[]): readonly GroupLink[] {
  const tally = new LinkTally(graph, choice);
  for (const slot of slots) tally.addSlot(slot);
  return tally.links();
}

function groupLabel({ recording }: HeapGraph, { kind, type, holder, members, unreachable }: ChosenGroup): string {
  const count = grouped(members.length);
  switch (kind) {
    case 'type': return `${count} ${type ?? ''}${unreachable ? ', unreachable' : ''}`;
    case 'holder': return `${count} under ${objectName(recording, holder)}`;
    case 'other': return `${count} of other types`;
  }
}

class LinkTally {
  /** By target: how many references, and of the first label kind met, its text. */
  private readonly byTarget = new Map<number | string, { count: number; readonly labels: Map<string, number> }>();
  private readonly texts = new Map<Label, string>();

  constructor(private readonly graph: HeapGraph, private readonly choice: PictureChoice) {}

  addAll(node: number): void {
    const { out: { start, targets } } = this.graph.moment;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) this.add(targets[edge] as number, this.graph.moment.label(edge));
  }

  addSlot(slot: number): void {
    const { moment, state, recording } = this.graph;
    this.add(moment.nodeOf(state.target(slot)), recording.slots.label(slot));
  }

  links(): GroupLink[] {
    return [...this.byTarget].map(([target, { count, labels }]): GroupLink => {
      let label = '';
      let most = 0;
      for (const [text, times] of labels) if (times > most) [label, most] = [text, times];
      return { target, count, label };
    }).sort((a, b) => b.count - a.count).slice(0, LINK_LIMIT);
  }

  private add(target: number, label: Label): void {
    const { moment, recording } = this.graph;
    const { choice } = this;
    // Every instance leads to its class; that says nothing.
    if (labelKind(label) === LabelKind.Class) return;
    const group = choice.groupOf[target] as number;
    const entity = moment.entityOf[target] as number;
    const key = group >= 0 ? (choice.groups[group] as ChosenGroup).id : choice.isCard(entity) ? shownId(recording, entity) : null;
    if (key === null) return;
    let link = this.byTarget.get(key);
    if (link === undefined) this.byTarget.set(key, link = { count: 0, labels: new Map() });
    link.count++;
    const text = this.text(label);
    link.labels.set(text, (link.labels.get(text) ?? 0) + 1);
  }

  private text(label: Label): string {
    switch (labelKind(label)) {
      case LabelKind.Index:
      case LabelKind.Value: return '[…]';
      case LabelKind.Key: return 'key';
      default: {
        let text = this.texts.get(label);
        if (text === undefined) this.texts.set(label, text = labelText(label, this.graph.recording.strings));
        return text;
      }
    }
  }
}
