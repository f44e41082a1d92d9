/**
 * Where names stand, for a pass over all steps: the slots of a variable are found once per frame, those of a global once. In: a
 * recording (which may still grow) and names. Out: the entity a name stands for in a state.
 *
 * Says the same as `NameTracker`, which is for single questions.
 */
import { LabelKind, makeLabel, type HeapState, type Recording } from '../recording';
import type { LineName } from './lineNames';
import { NameTracker } from './nameTracker';

/** A name with what it needs to be looked up; made once per line. */
export interface NamePlace {
  readonly name: LineName;
  /** Number among all names. */
  readonly id: number;
}

/** The slots of a frame's names: by number of the name; -1 where one must look each time, nothing while there is none. */
export interface FrameNames {
  readonly frame: number;
  readonly slots: number[];
}

export class NameSlots {
  private tracker: NameTracker;
  private readonly ids = new Map<string, number>();
  private readonly texts: string[] = [];
  /** By number of the name: the label of a local; -1 while the run has not used it so. */
  private readonly localLabels: number[] = [];
  /** By number of the name: its slots in the main module's namespace; null where they are still to be looked for. */
  private readonly globals: (number[] | null)[] = [];

  constructor(private readonly recording: Recording) {
    this.tracker = new NameTracker(recording);
  }

  /** The recording has grown: what was not there may be now. */
  refresh(): void {
    this.tracker = new NameTracker(this.recording);
    this.globals.fill(null);
  }

  place(name: LineName): NamePlace {
    let id = this.ids.get(name.name);
    if (id === undefined) {
      id = this.texts.push(name.name) - 1;
      this.ids.set(name.name, id);
      this.localLabels.push(-1);
      this.globals.push(null);
    }
    return { name, id };
  }

  frame(frame: number): FrameNames {
    return { frame, slots: [] };
  }

  /** The entity a name stands for, or 0. Hot path. */
  lookUp(state: HeapState, frame: FrameNames, place: NamePlace): number {
    if (place.name.scope === 'global') return this.lookUpGlobal(state, place.id);
    const slot = frame.slots[place.id];
    if (slot === undefined) return this.findLocal(state, frame, place);
    if (slot < 0) return this.tracker.lookUp(state, frame.frame, place.name);
    return state.target(slot);
  }

  private lookUpGlobal(state: HeapState, id: number): number {
    const known = this.globals[id] ?? this.findGlobals(id);
    for (let i = 0; i < known.length; i++) {
      const target = state.target(known[i] as number);
      if (target !== 0) return target;
    }
    return 0;
  }

  private findGlobals(id: number): number[] {
    const { slots, strings, mainNamespace } = this.recording;
    const key = strings.find(`'${this.texts[id] as string}'`);
    const label = makeLabel(LabelKind.Value, key);
    const found: number[] = [];
    if (key >= 0) for (let slot = slots.first(mainNamespace); slot !== 0; slot = slots.next(slot)) if (slots.label(slot) === label) found.push(slot);
    this.globals[id] = found;
    return found;
  }

  /** A plain local has one slot for good; a cell variable and a class body's name are looked up each time. */
  private findLocal(state: HeapState, frame: FrameNames, { id, name }: NamePlace): number {
    const { slots } = this.recording;
    const local = this.localLabel(id);
    for (let slot = slots.first(frame.frame); slot !== 0; slot = slots.next(slot)) {
      if (slots.label(slot) !== local) continue;
      frame.slots[id] = slot;
      return state.target(slot);
    }
    const found = this.tracker.lookUp(state, frame.frame, name);
    if (found !== 0) frame.slots[id] = -1;
    return found;
  }

  private localLabel(id: number): number {
    let label = this.localLabels[id] as number;
    if (label < 0) {
      const text = this.recording.strings.find(this.texts[id] as string);
      if (text < 0) return -1;
      this.localLabels[id] = label = makeLabel(LabelKind.Local, text);
    }
    return label;
  }
}
