/**
 * Finds what a name stands for at a moment: a frame's local or cell variable, or an entry of the main module's namespace.
 * In: recording, state. Out: entities. Slots per namespace and name are found once and remembered.
 */
import { EntityKind, LabelKind, makeLabel, type HeapState, type Recording } from '../recording';
import type { LineName } from './lineNames';

/** The labels a name may have; -1 where the run never used it so. */
interface NameLabels {
  readonly local: number;
  readonly cell: number;
  readonly value: number;
}

export class NameTracker {
  private readonly labelsByName = new Map<string, NameLabels>();
  /** For each namespace, for each label, its slots. */
  private readonly slotsByDict = new Map<number, Map<number, number[]>>();
  private readonly namespaceLabel: number;

  constructor(private readonly recording: Recording) {
    this.namespaceLabel = this.labelOf(LabelKind.Part, 'namespace');
  }

  /** The entity a name stands for in a frame, or 0 when it is unbound or not one of the program's globals. */
  lookUp(state: HeapState, frame: number, name: LineName): number {
    const labels = this.labelsOf(name.name);
    if (name.scope === 'global') return this.inDict(state, this.recording.mainNamespace, labels.value);
    const local = this.inHolder(state, frame, labels.local);
    if (local !== 0) return local;
    const cell = this.inHolder(state, frame, labels.cell);
    if (cell !== 0) return this.contents(state, cell);
    // Class bodies keep their names in a dict.
    const dict = this.inHolder(state, frame, this.namespaceLabel);
    return dict === 0 ? 0 : this.inDict(state, dict, labels.value);
  }

  private labelsOf(name: string): NameLabels {
    let labels = this.labelsByName.get(name);
    if (labels === undefined) {
      labels = {
        local: this.labelOf(LabelKind.Local, name),
        cell: this.labelOf(LabelKind.CellVariable, name),
        value: this.labelOf(LabelKind.Value, `'${name}'`),
      };
      this.labelsByName.set(name, labels);
    }
    return labels;
  }

  private labelOf(kind: LabelKind, text: string): number {
    const id = this.recording.strings.find(text);
    return id < 0 ? -1 : makeLabel(kind, id);
  }

  /** What a cell holds; a cell variable without cell yet (an argument) is the value itself. */
  private contents(state: HeapState, cell: number): number {
    const { slots, entities, strings } = this.recording;
    if (strings.get(entities.typeName(cell)) !== 'cell' || entities.kind(cell) !== EntityKind.Object) return cell;
    return this.inHolder(state, cell, this.labelOf(LabelKind.Part, 'contents'), slots.first(cell));
  }

  /** Hot path of a pass over all steps: a frame has a handful of slots, so they are walked. */
  private inHolder(state: HeapState, holder: number, label: number, first = this.recording.slots.first(holder)): number {
    if (label < 0) return 0;
    const { slots } = this.recording;
    for (let slot = first; slot !== 0; slot = slots.next(slot)) {
      if (slots.label(slot) !== label) continue;
      const target = state.target(slot);
      if (target !== 0) return target;
    }
    return 0;
  }

  /** A namespace may have hundreds of slots: those of a label are looked for once. */
  private inDict(state: HeapState, dict: number, label: number): number {
    if (label < 0 || dict === 0) return 0;
    let byLabel = this.slotsByDict.get(dict);
    if (byLabel === undefined) {
      byLabel = new Map();
      const { slots } = this.recording;
      for (let slot = slots.first(dict); slot !== 0; slot = slots.next(slot)) {
        const list = byLabel.get(slots.label(slot));
        if (list === undefined) byLabel.set(slots.label(slot), [slot]);
        else list.push(slot);
      }
      this.slotsByDict.set(dict, byLabel);
    }
    for (const slot of byLabel.get(label) ?? []) {
      const target = state.target(slot);
      if (target !== 0) return target;
    }
    return 0;
  }
}
