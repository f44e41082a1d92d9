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
export function moreLinks(graph: HeapGraph, choice: PictureChoice, slots: Iterable<number>): readonly GroupLink[] {
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
  /** By node of a card, or by number of a group less 1, negated: how many references, and how many with each label. */
  private readonly byTarget = new Map<number, { count: number; readonly labels: Map<string, number> }>();
  private readonly texts = new Map<Label, string>();

  constructor(private readonly graph: HeapGraph, private readonly choice: PictureChoice) {}

  addAll(node: number): void {
    const { moment, moment: { out: { start, targets } } } = this.graph;
    const { groupOf, cardNodes } = this.choice;
    const end = start[node + 1] as number;
    for (let edge = start[node] as number; edge < end; edge++) {
      const target = targets[edge] as number;
      // Most lead to plain values, which have no place.
      if ((groupOf[target] as number) < 0 && cardNodes[target] === 0) continue;
      this.add(target, moment.label(edge));
    }
  }

  addSlot(slot: number): void {
    const { moment, state, recording } = this.graph;
    this.add(moment.nodeOf(state.target(slot)), recording.slots.label(slot));
  }

  links(): GroupLink[] {
    const { moment, recording } = this.graph;
    return [...this.byTarget].map(([key, { count, labels }]): GroupLink => {
      const target = key < 0 ? (this.choice.groups[-1 - key] as ChosenGroup).id : shownId(recording, moment.entityOf[key] as number);
      let label = '';
      let most = 0;
      for (const [text, times] of labels) if (times > most) [label, most] = [text, times];
      return { target, count, label };
    }).sort((a, b) => b.count - a.count).slice(0, LINK_LIMIT);
  }

  private add(target: number, label: Label): void {
    // Every instance leads to its class; that says nothing.
    if (labelKind(label) === LabelKind.Class) return;
    const group = this.choice.groupOf[target] as number;
    if (group < 0 && this.choice.cardNodes[target] === 0) return;
    const key = group >= 0 ? -1 - group : target;
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
