/**
 * Goes to a moment by what happened there: the hit of a line, a birth or death, the next or previous event of a kind. In: a run
 * and a wish. Out: the moments around it with a sentence, or a sentence why there is none.
 */
import { IMMORTAL, LabelKind, labelKind, labelText, StepKind, typeText } from '../../recording';
import { NameTracker } from '../nameTracker';
import { entityOfShownId, objectName } from '../objectNames';
import { changingStep, globalSlots, headedSlots, localSlots, type Watch } from './changeSearch';
import { amount, ordinal, placeText } from './placeTexts';
import type { RunIndex } from './runIndex';
import type { EventWish, SeekAnswer, SeekWish } from './timeAnswers';

export function seekTo(index: RunIndex, wish: SeekWish): SeekAnswer {
  switch (wish.kind) {
    case 'line': return seekHit(index, wish.line + 1, wish.hit);
    case 'born':
    case 'died': return seekLifeEnd(index, wish.object, wish.kind);
    case 'event': return seekEvent(index, wish.event, Math.min(Math.max(Math.trunc(wish.from), 0), index.lastStep), wish.direction);
  }
}

const nothing = (text: string): SeekAnswer => ({ found: null, text });

/** What an event before its moment's work is: a line, a call. */
function eventAt(index: RunIndex, step: number, text: string): SeekAnswer {
  const after = index.recording.steps.kind(step) === StepKind.Line ? index.lineOver(step) : Math.min(step + 1, index.lastStep);
  return { found: { before: step, after, moment: step, place: index.place(step) }, text };
}

/** What the work of a step did. */
function workOf(index: RunIndex, step: number, text: string): SeekAnswer {
  const after = Math.min(step + 1, index.lastStep);
  return { found: { before: step, after, moment: after, place: index.workPlace(step) }, text };
}

// ---- lines, births, deaths -----------------------------------------------------------------------

function seekHit(index: RunIndex, line: number, hit: number): SeekAnswer {
  const hits = index.hits(line);
  if (hits.length === 0) return nothing(`Line ${line} did not run.`);
  const times = hits.length === 1 ? 'once' : `${hits.length} times`;
  const wanted = hit < 0 ? hits.length + hit : hit - 1;
  const step = hits[wanted];
  if (step === undefined) return nothing(`Line ${line} ran ${times}, so there is no ${hit === 0 ? '0th' : hit < 0 ? `${ordinal(-hit)} from the end` : ordinal(hit)} time.`);
  return eventAt(index, step, hits.length === 1 ? `Line ${line} ran once.` : `Line ${line}, ${ordinal(wanted + 1)} of ${hits.length} times.`);
}

function seekLifeEnd(index: RunIndex, id: number, kind: 'born' | 'died'): SeekAnswer {
  const entity = knownObject(index, id);
  if (entity === 0) return nothing(`There is no object #${id}.`);
  const name = objectName(index.recording, entity);
  if (kind === 'born') {
    const step = index.birthStep(entity);
    if (step < 0) return nothing(`${name} was there before the program began.`);
    return workOf(index, step, `${name} was born on ${placeText(index.workPlace(step))}.`);
  }
  const step = index.deathStep(entity);
  if (step < 0) return nothing(`${name} is alive at the end of the run.`);
  return workOf(index, step, `${name} ${deathText(index, entity, step)}.`);
}

/** `was freed on line 3`, `was freed by the collector on line 3`, `went with the end of the program` */
export function deathText(index: RunIndex, entity: number, step: number): string {
  switch (index.deathCause(entity)) {
    case 'count': return `was freed on ${placeText(index.workPlace(step))}, its refcount fell to 0`;
    case 'collector': return `was freed by the cycle collector on ${placeText(index.workPlace(step))}`;
    case 'exit': return 'went with the end of the program';
  }
}

/** The entity of a shown number, 0 if there is none. */
export function knownObject(index: RunIndex, id: number): number {
  const entity = entityOfShownId(index.recording, Math.trunc(id));
  if (entity <= 0 || entity >= index.recording.entities.count || index.recording.entities.kind(entity) !== 0) return 0;
  return index.firstStep > 0 && index.recording.entities.isGone(entity, index.firstStep) ? 0 : entity;
}

// ---- events --------------------------------------------------------------------------------------

function seekEvent(index: RunIndex, event: EventWish, from: number, direction: 1 | -1): SeekAnswer {
  switch (event.kind) {
    case 'collection': return seekCollection(index, event.generation, from, direction);
    case 'refcount': return 'object' in event ? seekRefcount(index, event.object, from, direction) : seekNameRefcount(index, event.name, from, direction);
    case 'binding': return seekBinding(index, event.name, event.functionName, from, direction);
    case 'slot': return seekSlot(index, event.object, event.label, from, direction);
    case 'exception': return seekException(index, event.type, from, direction);
    case 'output': return seekOutput(index, event.text, from, direction);
    case 'line': {
      const at = neighbourStep(index.hits(event.line + 1), from, direction);
      return at === null ? none(direction, `Line ${event.line + 1} does not run`, from) : eventAt(index, at, `Line ${event.line + 1} runs.`);
    }
    case 'call':
    case 'return': return seekCall(index, event.kind, event.functionName, from, direction);
  }
}

function none(direction: 1 | -1, what: string, from: number): SeekAnswer {
  return nothing(direction === 1 ? `${what} after step ${from}.` : `${what} before step ${from}.`);
}

function neighbourStep(hits: Int32Array, from: number, direction: 1 | -1): number | null {
  let [low, high] = [0, hits.length];
  const goal = direction === 1 ? from + 1 : from;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((hits[middle] as number) < goal) low = middle + 1;
    else high = middle;
  }
  return hits[direction === 1 ? low : low - 1] ?? null;
}

function seekCollection(index: RunIndex, generation: number | undefined, from: number, direction: 1 | -1): SeekAnswer {
  const wanted = index.recording.collections.filter((record) => generation === undefined || record.generation === generation);
  // Moments of finalizers may lie inside a collection, and another one may run inside it: the order is that of their ends.
  const record = direction === 1 ? wanted.find(({ step }) => step > from) : wanted.filter(({ step }) => step < from).at(-1);
  const what = generation === undefined ? 'No collection runs' : `No collection of generation ${generation} runs`;
  if (record === undefined) return none(direction, what, from);
  const { startStep, step, reason, candidates, collected } = record;
  const cause = reason === 'automatic' ? 'by itself' : reason === 'exit' ? 'at the end of the program' : 'because the program asked';
  const after = Math.min(step, index.lastStep);
  return {
    found: { before: startStep, after, moment: after, place: index.workPlace(startStep) },
    text: `A collection of generation ${record.generation} ran ${cause} on ${placeText(index.workPlace(startStep))}: it looked at ${amount(candidates, 'object')} and freed ${collected}.`,
  };
}

function seekRefcount(index: RunIndex, id: number, from: number, direction: 1 | -1): SeekAnswer {
  const entity = knownObject(index, id);
  if (entity === 0) return nothing(`There is no object #${id}.`);
  return refcountChange(index, entity, changingStep(index, { slots: new Set(), refcountOf: entity }, from, direction), from, direction);
}

function refcountChange(index: RunIndex, entity: number, step: number, from: number, direction: 1 | -1): SeekAnswer {
  const name = objectName(index.recording, entity);
  if (step < 0) return none(direction, `The refcount of ${name} does not change`, from);
  const before = index.seek(step).refcount(entity);
  const after = index.seek(Math.min(step + 1, index.lastStep)).refcount(entity);
  const where = placeText(index.workPlace(step));
  if (before === 0) return workOf(index, step, `${name} is born on ${where} with refcount ${after}.`);
  if (after === 0) return workOf(index, step, `${name} ${deathText(index, entity, step)}.`);
  if (after === IMMORTAL) return workOf(index, step, `${name} becomes immortal on ${where}.`);
  return workOf(index, step, `The refcount of ${name} goes from ${before} to ${after} on ${where}.`);
}

/** The slots of a name as seen from a moment: a local of the frame that runs there, else a global. */
function slotsFromMoment(index: RunIndex, name: string, from: number): ReadonlySet<number> {
  const frame = index.recording.steps.frame(from);
  const local = frame === 0 || index.functionName(from) === '<module>' ? new Set<number>() : localSlots(index, frame, name);
  return local.size > 0 ? local : globalSlots(index.recording, name);
}

function seekNameRefcount(index: RunIndex, name: string, from: number, direction: 1 | -1): SeekAnswer {
  const { recording } = index;
  const slots = slotsFromMoment(index, name, from);
  if (slots.size === 0) return nothing(`There is no name ${name} at step ${from}.`);
  const state = index.seek(from);
  const tracker = new NameTracker(recording);
  const frame = recording.steps.frame(from);
  const entity = (frame === 0 ? 0 : tracker.lookUp(state, frame, { name, scope: 'local' })) || tracker.lookUp(state, frame, { name, scope: 'global' });
  const binding = changingStep(index, { slots, refcountOf: 0 }, from, direction);
  const count = entity === 0 ? -1 : changingStep(index, { slots: new Set(), refcountOf: entity }, from, direction);
  const isBindingNearer = binding >= 0 && (count < 0 || (direction === 1 ? binding < count : binding > count));
  if (binding < 0 && count < 0) return none(direction, `The refcount of what ${name} stands for does not change`, from);
  return isBindingNearer ? bindingChange(index, name, slots, binding) : refcountChange(index, entity, count, from, direction);
}

function seekBinding(index: RunIndex, name: string, functionName: string | undefined, from: number, direction: 1 | -1): SeekAnswer {
  const slots = functionName === undefined || functionName === '<module>' ? slotsFromMoment(index, name, from) : slotsInFunction(index, name, functionName);
  if (slots.size === 0) return nothing(functionName === undefined ? `There is no name ${name} at step ${from}.` : `There is no local ${name} in ${functionName}.`);
  const step = changingStep(index, { slots, refcountOf: 0 }, from, direction);
  return step < 0 ? none(direction, `${name} is not bound anew`, from) : bindingChange(index, name, slots, step);
}

/** The slots of a local in all calls of a function. */
export function slotsInFunction(index: RunIndex, name: string, functionName: string): Set<number> {
  const { recording } = index;
  const found = new Set<number>();
  const { slots, strings } = recording;
  const id = strings.find(name);
  if (id < 0) return found;
  const frames = new Set<number>();
  for (let slot = 1; slot < slots.count; slot++) {
    const kind = labelKind(slots.label(slot));
    if ((kind !== LabelKind.Local && kind !== LabelKind.CellVariable) || labelText(slots.label(slot), strings) !== (kind === LabelKind.Local ? name : `cell ${name}`)) continue;
    const holder = slots.holder(slot);
    if (recording.entities.kind(holder) === 1 && typeText(recording, holder) === functionName) frames.add(holder);
  }
  for (const frame of frames) for (const slot of localSlots(index, frame, name)) found.add(slot);
  return found;
}

function bindingChange(index: RunIndex, name: string, slots: ReadonlySet<number>, step: number): SeekAnswer {
  const [before, after] = targetsAround(index, slots, step);
  return workOf(index, step, `On ${placeText(index.workPlace(step))} ${changeWords(index, name, before, after)}.`);
}

/** What the first filled slot holds before and after a step's work. */
function targetsAround(index: RunIndex, slots: ReadonlySet<number>, step: number): [number, number] {
  const target = (at: number): number => {
    const state = index.seek(at);
    for (const slot of slots) {
      const held = state.target(slot);
      if (held !== 0 && typeText(index.recording, held) !== 'cell') return held;
    }
    return 0;
  };
  return [target(step), target(Math.min(step + 1, index.lastStep))];
}

function changeWords(index: RunIndex, name: string, before: number, after: number): string {
  const { recording } = index;
  if (after === 0) return before === 0 ? `${name} changes` : `${name} lets go of ${objectName(recording, before)}`;
  if (before === 0) return `${name} is bound to ${objectName(recording, after)}`;
  return `${name} goes from ${objectName(recording, before)} to ${objectName(recording, after)}`;
}

function seekSlot(index: RunIndex, id: number, label: string, from: number, direction: 1 | -1): SeekAnswer {
  const entity = knownObject(index, id);
  if (entity === 0) return nothing(`There is no object #${id}.`);
  const name = `${label} of ${objectName(index.recording, entity)}`;
  const slots = headedSlots(index, entity, label);
  if (slots.size === 0) return nothing(`There is no ${name} in the whole run.`);
  const watch: Watch = { slots, refcountOf: 0 };
  const step = changingStep(index, watch, from, direction);
  return step < 0 ? none(direction, `${name} does not change`, from) : bindingChange(index, name, slots, step);
}

function seekException(index: RunIndex, type: string | undefined, from: number, direction: 1 | -1): SeekAnswer {
  const { steps } = index.recording;
  for (let step = from + direction; step >= 0 && step < steps.count; step += direction) {
    if (steps.kind(step) !== StepKind.Exception || isPassedOn(index, step)) continue;
    const raised = exceptionAt(index, step);
    const name = raised === 0 ? 'StopIteration' : typeText(index.recording, raised);
    if (type !== undefined && name !== type) continue;
    return eventAt(index, step, `${name} is raised on ${placeText(index.place(step))}.`);
  }
  return none(direction, type === undefined ? 'No exception is raised' : `No ${type} is raised`, from);
}

/** The exception on its way at a moment, or 0. */
export function exceptionAt(index: RunIndex, step: number): number {
  return runtimeTarget(index, step, 'exception being raised');
}

/** What the runtime holds under a name at a moment, or 0. */
export function runtimeTarget(index: RunIndex, step: number, name: string): number {
  const { slots, strings, runtimeEntity } = index.recording;
  const state = index.seek(step);
  for (let slot = slots.first(runtimeEntity); slot !== 0; slot = slots.next(slot)) {
    if (state.target(slot) !== 0 && labelText(slots.label(slot), strings) === name) return state.target(slot);
  }
  return 0;
}

/** It only comes up from a function that it left. */
function isPassedOn(index: RunIndex, step: number): boolean {
  const { steps } = index.recording;
  return step > 0 && steps.kind(step - 1) === StepKind.Return && exceptionAt(index, step - 1) !== 0 && exceptionAt(index, step - 1) === exceptionAt(index, step);
}

/** The text is looked for in what a step wrote in a row (one `print` writes in several pieces), whatever the case. */
function seekOutput(index: RunIndex, text: string | undefined, from: number, direction: 1 | -1): SeekAnswer {
  const { steps, outputs } = index.recording;
  const what = text === undefined ? 'Nothing is written' : `${JSON.stringify(text)} is not written`;
  const writer = (piece: number): number => Math.max(0, steps.momentOfOutput(piece) - 1);
  const sought = text?.toLowerCase();
  let best: { readonly step: number; readonly written: string } | null = null;
  for (let piece = 0; piece < outputs.length && !(direction === 1 && best !== null);) {
    const step = writer(piece);
    const stream = outputs[piece]?.stream;
    let written = '';
    while (piece < outputs.length && outputs[piece]?.stream === stream && writer(piece) === step) written += outputs[piece++]?.text ?? '';
    if (written.trim() === '' || (sought !== undefined && !written.toLowerCase().includes(sought))) continue;
    if (direction === 1 ? step >= from : step + 1 < from) best = { step, written };
  }
  if (best === null) return none(direction, what, from);
  return workOf(index, best.step, `${JSON.stringify(best.written.trimEnd().slice(0, 60))} is written on ${placeText(index.workPlace(best.step))}.`);
}

function seekCall(index: RunIndex, kind: 'call' | 'return', functionName: string | undefined, from: number, direction: 1 | -1): SeekAnswer {
  const { steps } = index.recording;
  const wanted = kind === 'call' ? StepKind.Call : StepKind.Return;
  for (let step = from + direction; step >= 0 && step < steps.count; step += direction) {
    if (steps.kind(step) !== wanted || !index.isInScenario(step)) continue;
    const name = index.functionName(step);
    if (functionName !== undefined ? name !== functionName && !name.endsWith(`.${functionName}`) : name === '<module>') continue;
    return eventAt(index, step, `${name === '<module>' ? 'The module' : name} ${kind === 'call' ? 'is called' : 'returns'} (${placeText(index.place(step))}).`);
  }
  const what = functionName ?? 'any function';
  return none(direction, kind === 'call' ? `No call of ${what} begins` : `No call of ${what} returns`, from);
}
