/**
 * Recordings made without a runtime: objects, frames and references changed by hand, counts kept as the runtime would. The
 * oracle keeps its own plain picture of every moment.
 */
import { EntityKind, Field, LabelKind, makeLabel, Recording, ShapeKind, StepKind, ValueKind } from '../../src/recording';

export interface PlainEdge {
  readonly holder: number;
  readonly ordinal: number;
  readonly target: number;
  readonly weak: boolean;
}

/** One moment, in the plainest form. */
export interface PlainMoment {
  readonly edges: readonly PlainEdge[];
  readonly alive: ReadonlySet<number>;
}

export class SyntheticRun {
  readonly recording = new Recording();
  readonly moments: PlainMoment[] = [];
  readonly frame: number;
  readonly objects: number[] = [];
  private readonly slots = new Map<string, number>();
  private edges = new Map<string, PlainEdge>();
  private alive = new Set<number>();

  constructor() {
    const { recording } = this;
    recording.runtimeEntity = this.entity(EntityKind.Runtime, 'runtime', true);
    recording.sealBaseline();
    recording.codes.push({ source: { name: 'f' } as never, name: 'f', qualname: 'f', filename: 'x.py', inScenario: true });
    this.frame = this.entity(EntityKind.Frame, 'frame', false);
    recording.set(Field.Refcount, this.frame, 1);
  }

  private entity(kind: EntityKind, type: string, background: boolean): number {
    const { recording } = this;
    return recording.entities.add({
      kind, background, valueKind: kind === EntityKind.Frame ? ValueKind.Code : ValueKind.None, value: 0,
      shape: type === 'list' ? ShapeKind.Sequence : ShapeKind.Other,
      typeName: recording.strings.add(type), size: 56, step: recording.steps.count,
    });
  }

  newObject(): number {
    const object = this.entity(EntityKind.Object, 'list', false);
    this.objects.push(object);
    this.alive.add(object);
    return object;
  }

  /** Puts a reference (0: none) at a position of a holder. Counts are written at the end of the step. */
  hold(holder: number, ordinal: number, target: number, weak = false): void {
    const key = `${holder}:${ordinal}:${weak}`;
    let slot = this.slots.get(key);
    if (slot === undefined) {
      const kind = weak ? LabelKind.Weak : holder === this.frame ? LabelKind.Stack : LabelKind.Index;
      slot = this.recording.slots.add(holder, ordinal, makeLabel(kind, weak ? 0 : ordinal));
      this.slots.set(key, slot);
    }
    this.recording.set(Field.Target, slot, target);
    if (target === 0) this.edges.delete(key);
    else this.edges.set(key, { holder, ordinal, target, weak });
  }

  /** Ends a step: frees what nobody holds (and what only it held), writes the counts. */
  step(): void {
    for (let freed = true; freed;) {
      freed = false;
      for (const object of [...this.alive]) {
        if (this.countOf(object) > 0) continue;
        freed = true;
        for (const [key, edge] of [...this.edges]) {
          if (edge.holder !== object && !(edge.weak && edge.target === object)) continue;
          this.recording.set(Field.Target, this.slots.get(key) as number, 0);
          this.edges.delete(key);
        }
        this.alive.delete(object);
        this.recording.died(object);
      }
    }
    for (const object of this.alive) this.recording.set(Field.Refcount, object, this.countOf(object));
    this.recording.addStep(StepKind.Line, 1, this.frame, 0, 0, 0);
    this.moments.push({ edges: [...this.edges.values()], alive: new Set(this.alive) });
  }

  isAlive(object: number): boolean {
    return this.alive.has(object);
  }

  private countOf(object: number): number {
    let count = 0;
    for (const edge of this.edges.values()) if (edge.target === object && !edge.weak) count++;
    return count;
  }
}

/** Carries out a random script: numbers in threes (holder, position, target) over a handful of objects. */
export function randomRun(script: readonly (readonly [number, number, number])[], objectCount: number): SyntheticRun {
  const run = new SyntheticRun();
  for (let i = 0; i < objectCount; i++) run.hold(run.frame, i, run.newObject());
  run.step();
  for (const [holderChoice, ordinal, targetChoice] of script) {
    const living = run.objects.filter((object) => run.isAlive(object));
    const holders = [run.frame, ...living];
    const targets = [0, ...living];
    const holder = holders[holderChoice % holders.length] as number;
    const target = targets[targetChoice % targets.length] as number;
    run.hold(holder, ordinal, target, holder !== run.frame && ordinal === 5);
    run.step();
  }
  return run;
}
