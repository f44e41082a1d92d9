/**
 * Finds what a name stands for at a moment: a frame's local or cell variable, or an entry of the main module's namespace.
 * In: recording, state. Out: entities. Slots per namespace and name are found once and remembered.
 */
import {
  EntityKind, LabelKind, labelKind, labelPayload, makeLabel, type HeapState, type Recording,
} from '../recording';
import type { LineName } from './lineNames';

export class NameTracker {
  /** For each (namespace, label), its slots; extended as the slot table grows no more. */
  private readonly slotsByName = new Map<string, number[]>();

  constructor(private readonly recording: Recording) {}

  /** The entity a name stands for in a frame, or 0 when it is unbound or not one of the program's globals. */
  lookUp(state: HeapState, frame: number, name: LineName): number {
    const text = this.recording.strings.find(name.name);
    if (name.scope === 'local') {
      if (text < 0) return 0;
      const local = this.filled(state, frame, makeLabel(LabelKind.Local, text));
      if (local !== 0) return local;
      const cell = this.filled(state, frame, makeLabel(LabelKind.CellVariable, text));
      if (cell !== 0) return this.contents(state, cell);
      return this.inNamespaceOf(state, frame, name.name);
    }
    return this.inDict(state, this.recording.mainNamespace, name.name);
  }

  /** Class bodies and the module keep their names in a dict. */
  private inNamespaceOf(state: HeapState, frame: number, name: string): number {
    const part = this.recording.strings.find('namespace');
    const dict = part < 0 ? 0 : this.filled(state, frame, makeLabel(LabelKind.Part, part));
    return dict === 0 ? 0 : this.inDict(state, dict, name);
  }

  private inDict(state: HeapState, dict: number, name: string): number {
    const text = this.recording.strings.find(`'${name}'`);
    return text < 0 || dict === 0 ? 0 : this.filled(state, dict, makeLabel(LabelKind.Value, text));
  }

  /** What a cell holds; a cell variable without cell yet (an argument) is the value itself. */
  private contents(state: HeapState, cell: number): number {
    const { slots, entities, strings } = this.recording;
    if (strings.get(entities.typeName(cell)) !== 'cell' || entities.kind(cell) !== EntityKind.Object) return cell;
    for (let slot = slots.first(cell); slot !== 0; slot = slots.next(slot)) {
      if (labelKind(slots.label(slot)) === LabelKind.Part && strings.get(labelPayload(slots.label(slot))) === 'contents') {
        const target = state.target(slot);
        if (target !== 0) return target;
      }
    }
    return 0;
  }

  private filled(state: HeapState, holder: number, label: number): number {
    for (const slot of this.slotsOf(holder, label)) {
      const target = state.target(slot);
      if (target !== 0) return target;
    }
    return 0;
  }

  private slotsOf(holder: number, label: number): readonly number[] {
    const key = `${holder}:${label}`;
    let found = this.slotsByName.get(key);
    if (found === undefined) {
      found = [];
      const { slots } = this.recording;
      for (let slot = slots.first(holder); slot !== 0; slot = slots.next(slot)) if (slots.label(slot) === label) found.push(slot);
      // Frames are as many as calls; remembering theirs would outgrow the recording.
      if (this.recording.entities.kind(holder) === EntityKind.Object) this.slotsByName.set(key, found);
    }
    return found;
  }
}
