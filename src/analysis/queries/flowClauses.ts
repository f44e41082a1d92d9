/**
 * What control did in a stretch, in words: calls, returns, exceptions, finalizers, the program's end. In: a stretch. Out:
 * clauses, and the objects they have told of, so that nobody tells of them again.
 */
import { EntityKind, LabelKind, labelKind, labelPayload, ShapeKind, StepKind, typeText, valueText, type HeapState } from '../../recording';
import { holderText } from '../ledger';
import { objectName } from '../objectNames';
import { short, Weight, type Clause } from './clause';
import { amount, listText } from './placeTexts';
import type { RunIndex } from './runIndex';
import { exceptionAt, runtimeTarget } from './seeking';
import type { Stretch } from './stretch';

export interface FlowClauses {
  readonly clauses: readonly Clause[];
  readonly told: Set<number>;
  /** Nothing else is worth telling. */
  readonly isAll: boolean;
}

/** Arguments in one clause. */
const ARGUMENT_LIMIT = 3;

export function flowClauses(stretch: Stretch): FlowClauses {
  const { index, from, to } = stretch;
  const { steps } = index.recording;
  const clauses: Clause[] = [];
  const told = new Set<number>();
  const add = (weight: Weight, text: string, tail = ''): void => void clauses.push({ weight, text, object: '', tail });
  const kind = steps.kind(from);
  const isStep = to === from + 1;

  if (from === index.exitStep && kind === StepKind.Return) {
    const collected = stretch.dead.filter((entity) => index.isInCollection(entity)).length;
    const byCollector = collected === 0 ? '' : `${collected} of them by the collector`;
    if (stretch.dead.length > 0) add(Weight.Flow, `frees ${amount(stretch.dead.length, 'object')} that were left`, byCollector);
    return { clauses, told, isAll: true };
  }
  if (from > index.exitStep && kind === StepKind.Return && isStep) {
    add(Weight.Flow, 'returns, and the end of the program goes on', stretch.dead.length === 0 ? '' : `${amount(stretch.dead.length, 'more object')} freed`);
    return { clauses, told, isAll: true };
  }
  if (kind === StepKind.Call && isStep) add(Weight.Flow, beginning(index, from));
  if (kind === StepKind.Return && isStep) {
    if (index.isClassBody(from)) {
      const made = stretch.born.find((entity) => valueText(index.recording, entity).startsWith('<class '));
      add(Weight.Flow, made === undefined ? 'ends' : `makes ${objectName(index.recording, made)}`, made === undefined ? '' : refcountTail(stretch, made));
      return { clauses, told, isAll: true };
    }
    add(Weight.Flow, returning(index, from));
  }
  const raised = stretch.runtimeGain('exception being raised');
  if (raised !== 0) {
    told.add(raised);
    add(Weight.Raise, `${stretch.isBornHere(raised) ? 'raises' : 'lets pass'} ${objectName(index.recording, raised)}`);
  }
  if (kind === StepKind.Exception && isStep) {
    told.add(exceptionAt(index, from));
    add(Weight.Flow, handling(index, from));
  }
  if (isStep && steps.kind(to) === StepKind.Call) {
    if (index.isClassBody(to)) {
      add(Weight.Flow, `begins the body of class ${index.functionName(to)}`);
      return { clauses, told, isAll: true };
    }
    if (isFinalizer(index, to)) tellFinalizer(stretch, told, add);
    else if ((kind === StepKind.Line || kind === StepKind.Call) && index.isInScenario(to)) add(Weight.Call, `calls ${index.functionName(to)}`);
  }
  if (isStep && kind === StepKind.Return && isFinalizer(index, from)) tellResurrection(stretch, told, add);
  return { clauses, told, isAll: false };
}

// ---- calls and returns -----------------------------------------------------------------------------

/** `begins with self = Node #4 and name = 'a'` */
function beginning(index: RunIndex, step: number): string {
  if (index.functionName(step) === '<module>' || index.isClassBody(step)) return 'begins';
  const { recording } = index;
  const { slots, strings } = recording;
  const state = index.seek(step);
  const given: string[] = [];
  let more = 0;
  for (let slot = slots.first(recording.steps.frame(step)); slot !== 0; slot = slots.next(slot)) {
    const kind = labelKind(slots.label(slot));
    if ((kind !== LabelKind.Local && kind !== LabelKind.CellVariable) || state.target(slot) === 0) continue;
    const name = strings.get(labelPayload(slots.label(slot)));
    if (name.startsWith('.')) continue;
    if (given.length < ARGUMENT_LIMIT) given.push(`${name} = ${valueWord(index, state.target(slot))}`);
    else more++;
  }
  const verb = index.isGenerator(step) ? 'goes on' : 'begins';
  if (more > 0) given.push(`${more} more`);
  return given.length === 0 ? verb : `${verb} with ${listText(given)}`;
}

/** `returns list #3 to line 7`, `is left with ValueError #5` */
function returning(index: RunIndex, step: number): string {
  const caller = index.workStep(step);
  const { line } = index.place(caller);
  const place = caller === step || line === null ? '' : ` to line ${line + 1}`;
  const exception = exceptionAt(index, step);
  if (exception !== 0 && runtimeTarget(index, step, 'value being returned') === 0) return `is left with ${objectName(index.recording, exception)}`;
  const value = runtimeTarget(index, step, 'value being returned');
  if (value === 0) return `returns${place}`;
  return `${index.isGenerator(step) ? 'yields' : 'returns'} ${valueWord(index, value)}${place}`;
}

/** The value of a number or text, the name of anything else. */
function valueWord(index: RunIndex, entity: number): string {
  const { recording } = index;
  if (recording.entities.shape(entity) === ShapeKind.Atom) return short(valueText(recording, entity));
  return objectName(recording, entity);
}

function refcountTail(stretch: Stretch, entity: number): string {
  const counts = stretch.countsOf(entity);
  return counts === null ? '' : `refcount ${counts.after}`;
}

// ---- exceptions ------------------------------------------------------------------------------------

/** The next event tells what became of it. */
function handling(index: RunIndex, step: number): string {
  const { steps } = index.recording;
  const isCaught = steps.frame(step + 1) === steps.frame(step) && steps.kind(step + 1) === StepKind.Line;
  if (isCaught) return `is handled from line ${steps.line(step + 1)} on`;
  if (steps.kind(step + 1) === StepKind.Return && steps.frame(step + 1) === steps.frame(step)) return 'is not handled here';
  return 'is on its way';
}

// ---- finalizers --------------------------------------------------------------------------------------

function isFinalizer(index: RunIndex, step: number): boolean {
  return index.functionName(step).split('.').pop() === '__del__';
}

type Add = (weight: Weight, text: string, tail?: string) => void;

function tellFinalizer(stretch: Stretch, told: Set<number>, add: Add): void {
  const { index, to } = stretch;
  const self = firstLocal(index, index.recording.steps.frame(to), index.seek(to));
  if (self === 0) return;
  told.add(self);
  const name = objectName(index.recording, self);
  if (stretch.holdersOf(self).lost.length > 0) add(Weight.Finalizer, `drops the last holder of ${name}`, 'its __del__ runs before it is freed');
  else add(Weight.Finalizer, `makes the __del__ of ${name} run`);
}

/** At the end of `__del__` something holds the object which did not when it began. */
function tellResurrection(stretch: Stretch, told: Set<number>, add: Add): void {
  const { index, from, to } = stretch;
  const { recording } = index;
  const { slots, entities, steps } = recording;
  const frame = steps.frame(from);
  const self = firstLocal(index, frame, index.seek(from));
  if (self === 0 || stretch.isDeadHere(self)) return;
  const began = Math.max(0, entities.bornStep(frame));
  const state = index.seek(to);
  const holders: number[] = [];
  for (let slot = 1; slot < slots.count; slot++) {
    if (state.target(slot) === self && stretch.isPlainHolder(slot) && entities.kind(slots.holder(slot)) === EntityKind.Object) holders.push(slot);
  }
  const count = state.refcount(self);
  const before = index.seek(began);
  const saved = holders.find((slot) => before.target(slot) !== self);
  if (saved === undefined) return;
  told.add(self);
  const holder = holderText(recording, slots.holder(saved), slots.label(saved), (dict) => index.ownerOf(dict));
  add(Weight.Resurrection, `brings ${objectName(recording, self)} back to life`, `${holder} holds it now, refcount ${count}`);
}

/** What a frame's first variable holds. */
function firstLocal(index: RunIndex, frame: number, state: HeapState): number {
  const { slots } = index.recording;
  for (let slot = slots.first(frame); slot !== 0; slot = slots.next(slot)) {
    const kind = labelKind(slots.label(slot));
    if (kind === LabelKind.Local || kind === LabelKind.CellVariable) return state.target(slot);
  }
  return 0;
}

/** What the clauses are told of: `line 3`, a function, the program. */
export function flowSubject(index: RunIndex, step: number, lineSubject: string): string {
  const { recording } = index;
  const frame = recording.steps.frame(step);
  const name = frame === 0 ? '' : typeText(recording, frame);
  switch (recording.steps.kind(step)) {
    case StepKind.Call:
      if (index.isClassBody(step)) return `The body of class ${name}`;
      return name === '<module>' ? 'The program' : name;
    case StepKind.Return:
      if (index.isClassBody(step)) return `The end of the body of class ${name}`;
      return name === '<module>' ? (step === index.exitStep ? 'The end of the program' : 'The module') : name;
    case StepKind.Exception: {
      const exception = exceptionAt(index, step);
      return exception === 0 ? 'StopIteration' : objectName(recording, exception);
    }
    case StepKind.Line:
    case StepKind.End: return lineSubject;
  }
}
