/**
 * How an object moved between the generations of the collector, with the step and the reason of each move: tracked, promoted by which
 * collection, frozen, no longer tracked.
 *
 * In: a recording, an entity. Out: its moves in order, plain data with a line for each. The log is read once, between birth and death.
 */
import { Field, NEVER, PERMANENT_GENERATION, type Recording } from '../../recording';

export type GenerationCause = 'tracked' | 'survived' | 'frozen' | 'unfrozen' | 'untracked' | 'died' | 'madePermanent';

export interface GenerationMove {
  /** The step whose work moved it; -1: it was so before the program began. */
  readonly step: number;
  /** Null: not tracked. 3: the permanent generation. */
  readonly from: number | null;
  readonly to: number | null;
  readonly cause: GenerationCause;
  /** The collection it survived, from 1; null when none moved it. */
  readonly collection: number | null;
  readonly text: string;
}

export function generationHistory(recording: Recording, entity: number): GenerationMove[] {
  const { entities, steps, log } = recording;
  const first = recording.checkpoints[0]?.arrays[Field.Generation]?.[entity] ?? 0;
  const moves: GenerationMove[] = first === 0 ? [] : [move(recording, -1, 0, first, 'tracked', null)];
  const born = entities.bornStep(entity);
  const died = entities.diedStep(entity);
  const end = died === NEVER ? log.length : steps.changeEnd(Math.min(died, steps.count - 1));
  let step = born;
  for (let change = born === 0 ? 0 : steps.changeEnd(born - 1); change < end; change++) {
    if (log.field(change) !== Field.Generation || log.index(change) !== entity) continue;
    while (step < steps.count - 1 && steps.changeEnd(step) <= change) step++;
    const from = log.oldValue(change);
    const to = log.newValue(change);
    const collection = collectionAt(recording, step);
    moves.push(move(recording, step - 1, from, to, causeOf(recording, entity, step, from, to), from !== 0 && to > from && to <= 3 ? collection : null));
  }
  return moves;
}

const PERMANENT = PERMANENT_GENERATION + 1;

function causeOf(recording: Recording, entity: number, step: number, from: number, to: number): GenerationCause {
  if (to === 0) return recording.entities.diedStep(entity) === step ? 'died' : 'untracked';
  if (from === 0) return 'tracked';
  if (to === PERMANENT) return recording.isImmortal(recording.latest, entity) ? 'madePermanent' : 'frozen';
  return from === PERMANENT ? 'unfrozen' : 'survived';
}

/** The last collection that ended by a moment, from 1. */
function collectionAt(recording: Recording, moment: number): number | null {
  let low = 0;
  let high = recording.collections.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((recording.collections[middle]?.step ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : low;
}

function move(recording: Recording, step: number, from: number, to: number, cause: GenerationCause, collection: number | null): GenerationMove {
  const name = (field: number): string => (field === PERMANENT ? 'the permanent generation' : `generation ${field - 1}`);
  const line = step < 0 ? 0 : recording.steps.line(step);
  const place = step < 0 ? 'before the program began' : line === 0 ? 'at the end' : `line ${line}`;
  const what = {
    tracked: `tracked in ${name(to)}`,
    survived: `survived ${collection === null ? 'a collection' : `collection ${collection}`}: ${name(from)} to ${name(to)}`,
    frozen: 'gc.freeze(): to the permanent generation',
    unfrozen: `gc.unfreeze(): to ${name(to)}`,
    untracked: 'no longer tracked',
    died: 'freed',
    madePermanent: 'immortal: to the permanent generation',
  }[cause];
  return { step, from: from === 0 ? null : from - 1, to: to === 0 ? null : to - 1, cause, collection, text: `${place}: ${what}` };
}
