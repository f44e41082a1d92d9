/**
 * What the work of a line itself did, calls not included: objects made and freed, exceptions raised, collections, output. In: steps in
 * the order of the run. Out: tallies, with the names of the first few objects.
 *
 * Work after a return is the caller's line's, as everywhere. Only what a reader of the program looks for is counted: no numbers
 * and texts, nothing of the runtime's machinery, nothing a library keeps for itself.
 */
import {
  DeathCause, EntityKind, EventKind, Field, isWeakLabel, LabelKind, labelKind, labelPayload, labelText, ShapeKind, StepKind, typeText, valueText, type CollectionRecord,
  type Recording,
} from '../recording';
import { objectName } from './objectNames';
import { isPlumbing } from './stepChanges';

/** Objects of one kind of event: how many, of which types (most first), and what the first few are called. */
export interface ObjectTally {
  readonly count: number;
  readonly byType: readonly (readonly [type: string, count: number])[];
  readonly names: readonly string[];
}

export interface RaisedTally {
  readonly type: string;
  readonly count: number;
  /** It only came up from a function that was called here. */
  readonly passedOn: boolean;
}

export interface CollectionTally {
  readonly count: number;
  /** Null when they were of several generations. */
  readonly generation: 0 | 1 | 2 | null;
  readonly candidates: number;
  readonly collected: number;
}

export interface LineWork {
  readonly made: ObjectTally;
  /** Instances made and freed again while it ran; containers that came and went so are not told. */
  readonly passed: ObjectTally;
  /** Their refcount fell to 0. */
  readonly freed: ObjectTally;
  /** The cycle collector took them. */
  readonly collected: ObjectTally;
  readonly raised: readonly RaisedTally[];
  readonly collections: CollectionTally;
  /** What it wrote last. */
  readonly output: string;
}

/** Names kept of each tally. */
const NAME_LIMIT = 3;
/** Characters kept of an output. */
const OUTPUT_LIMIT = 200;
/** What only passes by: control flow, not errors. */
const QUIET: ReadonlySet<string> = new Set(['StopIteration', 'StopAsyncIteration', 'GeneratorExit']);
/** Made and dropped by the interpreter while it runs a line. */
const PASSING = /^(?:cell|frame|traceback|method|slice|\w*_iterator|\w*_iter|callable_iterator|weakref\.\w*iterator)$/;

class TallyDraft {
  count = 0;
  private readonly byType = new Map<string, number>();
  private readonly names: { readonly entity: number; readonly name: string }[] = [];

  add(recording: Recording, entity: number): void {
    this.count++;
    const type = typeText(recording, entity);
    this.byType.set(type, (this.byType.get(type) ?? 0) + 1);
    if (this.names.length < NAME_LIMIT) this.names.push({ entity, name: objectName(recording, entity) });
  }

  finish(): ObjectTally {
    return { count: this.count, byType: [...this.byType].sort(([, a], [, b]) => b - a), names: this.names.sort((a, b) => a.entity - b.entity).map(({ name }) => name) };
  }
}

/** A line's work in the making. */
export class LineWorkDraft {
  private readonly made = new TallyDraft();
  private readonly passed = new TallyDraft();
  private readonly freed = new TallyDraft();
  private readonly collected = new TallyDraft();
  private readonly raised = new Map<string, { count: number; passedOn: boolean }>();
  private readonly collections: CollectionRecord[] = [];
  private output: readonly [from: number, to: number] | null = null;
  /** Made by the hit under way. */
  private readonly fresh = new Set<number>();

  /** @param isClass the line of a class statement: a class brings many parts with it, which nobody looks for */
  constructor(private readonly recording: Recording, private readonly isClass: boolean) {}

  addMade(entity: number): void {
    if (!this.isClass) this.fresh.add(entity);
  }

  addFreed(entity: number, cause: DeathCause): void {
    if (this.isClass) return;
    const { recording } = this;
    if (cause === DeathCause.Collector) this.collected.add(recording, entity);
    else if (!this.fresh.delete(entity)) this.freed.add(recording, entity);
    else if (recording.entities.shape(entity) === ShapeKind.Instance) this.passed.add(recording, entity);
  }

  /** The hit under way is over. */
  endHit(): void {
    if (this.fresh.size === 0) return;
    for (const entity of this.fresh) this.made.add(this.recording, entity);
    this.fresh.clear();
  }

  addRaised(type: string, passedOn: boolean): void {
    const key = `${passedOn ? '<' : ''}${type}`;
    const known = this.raised.get(key);
    if (known === undefined) this.raised.set(key, { count: 1, passedOn });
    else known.count++;
  }

  addCollection(record: CollectionRecord): void {
    this.collections.push(record);
  }

  addOutput(from: number, to: number): void {
    this.output = [from, to];
  }

  finish(): LineWork {
    this.endHit();
    const { collections, output, recording } = this;
    const [first] = collections;
    return {
      made: this.made.finish(),
      passed: this.passed.finish(),
      freed: this.freed.finish(),
      collected: this.collected.finish(),
      raised: [...this.raised].map(([key, { count, passedOn }]) => ({ type: passedOn ? key.slice(1) : key, count, passedOn })),
      collections: {
        count: collections.length,
        generation: first !== undefined && collections.every(({ generation }) => generation === first.generation) ? first.generation : null,
        candidates: collections.reduce((sum, { candidates }) => sum + candidates, 0),
        collected: collections.reduce((sum, { collected }) => sum + collected, 0),
      },
      output: output === null ? '' : recording.outputs.slice(output[0], output[1]).map(({ text }) => text).join('').slice(0, OUTPUT_LIMIT),
    };
  }
}

/** Hands what happens between steps to the lines whose work it is. Good for one pass over a recording, forwards. */
export class WorkReader {
  private lastException = 0;
  private lastExceptionFrame = 0;
  /** Objects that came from a library, but to a name of the program. */
  private readonly adopted = new Set<number>();
  /** Alive, and an affair of the runtime alone: arguments on their way, what modules keep. */
  private readonly hidden = new Set<number>();
  /** For each entity of the step looked at, 1 when it is held. */
  private held = new Uint8Array(64);
  /** By number of a type's name: objects of this type may be told; nothing while that is not known. */
  private readonly toldTypes: (boolean | undefined)[] = [];

  constructor(private readonly recording: Recording) {}

  /** The work between a step's moment and the next one's goes to a line, if it is one's. */
  read(draft: LineWorkDraft | null, step: number): void {
    const { steps, deaths, entities } = this.recording;
    const next = step + 1;
    const [bornFrom, bornTo] = [steps.entityEnd(step), steps.entityEnd(next)];
    if (bornTo > bornFrom) this.readBirths(draft, bornFrom, bornTo, step);
    for (let row = steps.deathEnd(step), end = steps.deathEnd(next); row < end; row++) {
      const entity = deaths.get(row);
      if (this.hidden.delete(entity) || draft === null) continue;
      const cause = entities.deathCause(entity);
      if (cause !== DeathCause.Exit && (this.isTold(entity) || this.adopted.has(entity))) draft.addFreed(entity, cause);
    }
    if (draft !== null && steps.outputEnd(next) > steps.outputEnd(step)) draft.addOutput(steps.outputEnd(step), steps.outputEnd(next));
  }

  /** A name of the program stands for it after the hit of a line in which it was made: then it is the program's, whoever made it. */
  adopt(draft: LineWorkDraft, entity: number, hitStep: number): void {
    const { entities, baselineEntity } = this.recording;
    if (entity <= baselineEntity || !entities.isFromLibrary(entity) || entities.bornStep(entity) <= hitStep || this.adopted.has(entity)) return;
    if (!this.isObject(entity) || valueText(this.recording, entity).startsWith('<')) return;
    this.adopted.add(entity);
    draft.addMade(entity);
  }

  /** The exception told by a step of the kind `Exception`. */
  readException(draft: LineWorkDraft, step: number): void {
    const { events, steps } = this.recording;
    for (let row = events.firstOf(step); row < events.count && events.step(row) === step; row++) {
      if (events.kind(row) !== EventKind.Raised) continue;
      const exception = events.entity(row);
      const passedOn = exception === this.lastException && steps.frame(step) !== this.lastExceptionFrame;
      this.lastException = exception;
      this.lastExceptionFrame = steps.frame(step);
      const type = typeText(this.recording, exception);
      if (!QUIET.has(type)) draft.addRaised(type === '' ? 'an exception' : type, passedOn);
      return;
    }
  }

  private readBirths(draft: LineWorkDraft | null, from: number, to: number, step: number): void {
    const { recording } = this;
    let told: number[] | null = null;
    for (let entity = from; entity < to; entity++) {
      if (!this.isTold(entity)) continue;
      const text = valueText(recording, entity);
      // A class or a module brings many parts with it, which nobody looks for.
      if (text.startsWith('<class ') || text.startsWith('<module ')) return;
      if (!text.startsWith('<function ')) (told ??= []).push(entity);
    }
    if (told === null) return;
    this.markHeld(from, to, step);
    for (const entity of told) {
      if (this.held[entity - from] !== 1) this.hidden.add(entity);
      else draft?.addMade(entity);
    }
  }

  /** Marks those of the entities born in a step which a reader of the program can come to: by a frame, or an object it can come to. */
  private markHeld(from: number, to: number, step: number): void {
    const { steps, log, slots, entities, strings, baselineEntity, mainNamespace } = this.recording;
    if (this.held.length < to - from) this.held = new Uint8Array(2 * (to - from));
    else this.held.fill(0, 0, to - from);
    const { held } = this;
    let inside: number[] | null = null;
    for (let change = steps.changeEnd(step), end = steps.changeEnd(step + 1); change < end; change++) {
      const target = log.newValue(change);
      if (target < from || target >= to || held[target - from] === 1 || log.field(change) !== Field.Target) continue;
      const slot = log.index(change);
      const label = slots.label(slot);
      const holder = slots.holder(slot);
      if (isWeakLabel(label) || (labelKind(label) === LabelKind.Part && strings.get(labelPayload(label)) === 'args')) continue;
      if (entities.kind(holder) === EntityKind.Frame || holder === mainNamespace) held[target - from] = 1;
      else if (labelKind(label) === LabelKind.Runtime && labelText(label, strings) === 'exception being raised') held[target - from] = 1;
      else if (entities.kind(holder) !== EntityKind.Object || holder <= baselineEntity || this.hidden.has(holder)) continue;
      else if (holder < from) held[target - from] = 1;
      else (inside ??= []).push(holder, target);
    }
    for (let isNew = inside !== null; isNew && inside !== null;) {
      isNew = false;
      for (let i = 0; i < inside.length; i += 2) {
        const target = (inside[i + 1] as number) - from;
        if (held[target] === 1 || held[(inside[i] as number) - from] !== 1) continue;
        held[target] = 1;
        isNew = true;
      }
    }
  }

  private isTold(entity: number): boolean {
    return this.isObject(entity) && !this.recording.entities.isFromLibrary(entity);
  }

  private isObject(entity: number): boolean {
    const { entities } = this.recording;
    const type = entities.typeName(entity);
    const isToldType = this.toldTypes[type] ?? (this.toldTypes[type] = isTellableType(this.recording, entity));
    return isToldType && hasTellableShape(this.recording, entity);
  }
}

/** An object a reader of the program looks for. */
export function isTellable(recording: Recording, entity: number): boolean {
  return hasTellableShape(recording, entity) && isTellableType(recording, entity);
}

function hasTellableShape({ entities, namespaces, baselineEntity }: Recording, entity: number): boolean {
  if (entity <= baselineEntity || entities.kind(entity) !== EntityKind.Object || entities.isBackground(entity)) return false;
  const shape = entities.shape(entity);
  return shape !== ShapeKind.Atom && !(shape === ShapeKind.Mapping && namespaces.has(entity));
}

function isTellableType(recording: Recording, entity: number): boolean {
  return !PASSING.test(typeText(recording, entity)) && !isPlumbing(recording, entity);
}

/**
 * Which line's work goes on after each step: follows the call stack, step by step. In: steps in order. Out: for each the mark that
 * was set last in the frame whose work it is.
 */
export class WorkStack<Mark> {
  private readonly frames: number[] = [];
  private readonly marks: (Mark | null)[] = [];
  /** Frames on the stack; what lies beyond is of frames that were left. */
  private depth = 0;

  /** @param mark what the step's own line is known as; of a return the caller's is given back, null where there is none */
  next(kind: StepKind, frame: number, mark: Mark | null): Mark | null {
    const { frames, marks } = this;
    let at = this.depth - 1;
    while (at >= 0 && frames[at] !== frame) at--;
    if (at < 0) {
      at = this.depth;
      frames[at] = frame;
      marks[at] = mark;
    }
    this.depth = at + 1;
    if (kind === StepKind.Line || kind === StepKind.Call) marks[at] = mark;
    if (kind !== StepKind.Return) return mark;
    this.depth = at;
    return at > 0 ? marks[at - 1] ?? null : null;
  }
}
