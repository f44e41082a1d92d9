/**
 * What one step did: which objects it made and freed, which counts and slots it changed. Read from the stretch of the log
 * between two moments, so the cost is that of the step, not of the heap.
 */
import { EntityKind, Field, IMMORTAL, ShapeKind, StepKind, typeText, type Recording } from '../recording';
import { objectName } from './objectNames';

export interface StepChanges {
  /** Born in the step and still there. */
  readonly born: readonly number[];
  readonly freed: readonly number[];
  /** For each object whose count changed, the count before. */
  readonly previousRefcounts: ReadonlyMap<number, number>;
  /** Slots that got another target. */
  readonly slots: ReadonlySet<number>;
}

/** The changes that led from the state at an earlier step (-1: the start) to that at a step. */
export function stepChanges(recording: Recording, step: number, previous = step - 1): StepChanges {
  const { steps, log, deaths, entities } = recording;
  const isFirst = previous < 0;
  const previousRefcounts = new Map<number, number>();
  const slots = new Set<number>();
  for (let change = isFirst ? 0 : steps.changeEnd(previous); change < steps.changeEnd(step); change++) {
    const field = log.field(change);
    const index = log.index(change);
    if (field === Field.Target) slots.add(index);
    else if (field === Field.Refcount && !previousRefcounts.has(index)) previousRefcounts.set(index, log.oldValue(change));
  }
  const born: number[] = [];
  for (let entity = isFirst ? recording.baselineEntity + 1 : steps.entityEnd(previous); entity < steps.entityEnd(step); entity++) {
    const died = entities.diedStep(entity);
    if (isProgramObject(recording, entity) && !(died > previous && died <= step)) born.push(entity);
  }
  const freed: number[] = [];
  for (let i = isFirst ? 0 : steps.deathEnd(previous); i < steps.deathEnd(step); i++) {
    const entity = deaths.get(i);
    // Over several steps what came and went between them is nobody's concern.
    const passing = previous < step - 1 && entities.bornStep(entity) > previous;
    if (isProgramObject(recording, entity) && !passing) freed.push(entity);
  }
  return { born, freed, previousRefcounts, slots };
}

function isProgramObject(recording: Recording, entity: number): boolean {
  return recording.entities.kind(entity) === EntityKind.Object && !recording.entities.isBackground(entity);
}

const CLAUSE_LIMIT = 3;

/** `Line 3 made list #4 and freed Node #2.`; '' when nothing of note happened. */
export function stepSentence(recording: Recording, step: number, changes: StepChanges, previous = step - 1): string {
  if (previous < 0) return '';
  const { entities, steps } = recording;
  const isNotable = (entity: number): boolean => entities.shape(entity) !== ShapeKind.Atom && !isPlumbing(recording, entity);
  const clauses: string[] = [];
  const made = changes.born.filter(isNotable);
  const freed = changes.freed.filter(isNotable);
  if (made.length > 0) clauses.push(`made ${nameList(recording, made)}`);
  if (freed.length > 0) clauses.push(`freed ${nameList(recording, freed)}`);
  for (const [entity, before] of changes.previousRefcounts) {
    if (clauses.length >= CLAUSE_LIMIT) break;
    if (before <= 0 || !isProgramObject(recording, entity) || !isNotable(entity) || freed.includes(entity)) continue;
    const after = refcountAfter(recording, step, previous, entity);
    if (after === before || after === IMMORTAL) continue;
    clauses.push(`changed the refcount of ${objectName(recording, entity)} from ${before} to ${after}`);
  }
  if (clauses.length === 0) return '';
  const last = clauses.pop() as string;
  return `${subject(recording, previous, steps.kind(previous))} ${clauses.length > 0 ? `${clauses.join(', ')} and ${last}` : last}.`;
}

function subject(recording: Recording, step: number, kind: StepKind): string {
  const { steps } = recording;
  const code = recording.codes[recording.entities.value(steps.frame(step))];
  const name = typeText(recording, steps.frame(step));
  const place = code === undefined || code.inScenario ? `Line ${steps.line(step)}` : `${code.filename}, line ${steps.line(step)}`;
  switch (kind) {
    case StepKind.Call: return name === '<module>' ? 'Starting the module' : `Entering ${name}`;
    case StepKind.Return: return name === '<module>' ? 'The end of the module' : `Leaving ${name}`;
    default: return place;
  }
}

function refcountAfter(recording: Recording, step: number, previous: number, entity: number): number {
  const { steps, log } = recording;
  for (let change = steps.changeEnd(step) - 1; change >= steps.changeEnd(previous); change--) {
    if (log.field(change) === Field.Refcount && log.index(change) === entity) return log.newValue(change);
  }
  return 0;
}

const PLUMBING: ReadonlySet<string> = new Set([
  'code', 'getset_descriptor', 'member_descriptor', 'wrapper_descriptor', 'method_descriptor', 'classmethod_descriptor', 'method-wrapper',
  'builtin_function_or_method',
]);

/** Code objects and the like, which the picture doesn't show either. */
export function isPlumbing(recording: Recording, entity: number): boolean {
  return PLUMBING.has(typeText(recording, entity));
}

function nameList(recording: Recording, objects: readonly number[]): string {
  if (objects.length > CLAUSE_LIMIT) return `${objects.length} objects`;
  return objects.map((entity) => objectName(recording, entity)).join(', ');
}
