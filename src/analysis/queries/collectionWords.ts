/**
 * The collector's phases in words: two sentences for each, and a line for each thing done. In: names and numbers of a phase. Out:
 * texts. Nothing is looked up here.
 */
import { CollectionEvent, type CollectionPhaseName } from '../../recording';
import type { CollectionAction } from './collectionAnswer';
import { counted, listed } from './wording';

const SENTENCES: Readonly<Record<CollectionPhaseName, readonly [string, string]>> = {
  candidates: [
    'The candidates are the members of the collected generation, followed by those of all younger ones.',
    'Objects of older generations are not examined; whatever they hold counts as held from outside.',
  ],
  update_refs: [
    'update_refs copies the refcount of every candidate into a number of its own, gc_refs.',
    'From here on the collector counts down this copy and leaves the refcount alone.',
  ],
  subtract_refs: [
    'subtract_refs takes away every reference that comes from inside the candidates.',
    'What is left above 0 is held from outside: by a variable, by the running code or by an object that is not examined.',
  ],
  move_unreachable: [
    'move_unreachable walks the list: an object with gc_refs above 0 stays and saves everything it refers to, one with 0 is set aside.',
    'When something that stays refers to an object set aside before, that object is moved back to the end of the list and takes its turn again.',
  ],
  untrack: [
    'Survivors that can no longer be part of a cycle, such as tuples of numbers, are taken out of the collector\'s lists.',
    'They live on by their refcount alone and cost no later collection any time.',
  ],
  promote: [
    'Whatever survived moves to the end of the next older generation, or stays in the oldest.',
    'There it is examined less often: most objects that live this long go on living.',
  ],
  move_legacy_finalizers: [
    'Objects with a finalizer of the old kind (tp_del) would be set apart here as uncollectable.',
    'No type of Python 3.12 itself has one, so nothing is.',
  ],
  debug: [
    'gc.DEBUG_COLLECTABLE is set, so every object found to be garbage is listed on standard error.',
    'Nothing has been called or freed yet.',
  ],
  handle_weakrefs: [
    'Every weak reference to garbage is cleared before any code of the program runs, so that none can see a half-destroyed object.',
    'Then the callbacks are called of those weak references that are not garbage themselves.',
  ],
  finalize_garbage: [
    'Finalizers (__del__, the close of a generator) are called one after the other, each once in the life of its object.',
    'All objects are still whole meanwhile, and a finalizer may store one somewhere and so bring it back.',
  ],
  handle_resurrected_objects: [
    'Garbage which is held from outside again after the finalizers has been resurrected: it survives, with everything it refers to.',
    'Its finalizer will not be called a second time.',
  ],
  delete_garbage: [
    'delete_garbage clears one object after the other: its tp_clear drops what it holds, which breaks the cycles.',
    'The refcounts of the others fall to 0 as a consequence and free them, most of them before their own turn.',
  ],
};

const SECOND_LOOK: Readonly<Partial<Record<CollectionPhaseName, readonly [string, string]>>> = {
  update_refs: [
    'The finalizers may have changed anything, so the garbage is examined once more, and only the garbage.',
    'update_refs copies the refcounts again.',
  ],
  subtract_refs: [
    'subtract_refs takes away the references the garbage holds among itself.',
    'What is above 0 now has got a new holder while the finalizers ran.',
  ],
  move_unreachable: [
    'move_unreachable separates what has been resurrected from what is garbage for good.',
    'Without a finalizer that stored something everything is set aside and nothing is moved back.',
  ],
};

export function phaseSentences(phase: CollectionPhaseName, isSecondLook: boolean): readonly [string, string] {
  return (isSecondLook ? SECOND_LOOK[phase] : undefined) ?? SENTENCES[phase];
}

export const actionKinds: Readonly<Record<CollectionEvent, CollectionAction['kind']>> = {
  [CollectionEvent.MadePermanent]: 'madePermanent',
  [CollectionEvent.SetAside]: 'setAside',
  [CollectionEvent.Reached]: 'reached',
  [CollectionEvent.MovedBack]: 'movedBack',
  [CollectionEvent.Untracked]: 'untracked',
  [CollectionEvent.WeakrefCleared]: 'weakrefCleared',
  [CollectionEvent.CallbackCalled]: 'callbackCalled',
  [CollectionEvent.Finalized]: 'finalized',
  [CollectionEvent.Resurrected]: 'resurrected',
  [CollectionEvent.Cleared]: 'cleared',
  [CollectionEvent.Saved]: 'saved',
  [CollectionEvent.SurvivedClear]: 'survivedClear',
};

/** @param other name of the second object; `reference` the holding reference in words */
export function actionText(kind: CollectionEvent, name: string, other: string, reference: string, freed: readonly string[]): string {
  const gone = freed.length === 0 ? '' : `, which frees ${listed(freed)}`;
  switch (kind) {
    case CollectionEvent.MadePermanent: return `${name} is immortal and leaves for the permanent generation`;
    case CollectionEvent.SetAside: return `${name} has gc_refs 0: set aside as unreachable`;
    case CollectionEvent.Reached: return `${name} is held by ${reference}, which is reachable: gc_refs becomes 1`;
    case CollectionEvent.MovedBack: return `${name} is moved back: it is held by ${reference}, which is reachable`;
    case CollectionEvent.Untracked: return `${name} is no longer tracked`;
    case CollectionEvent.WeakrefCleared: return `${name}, a weak reference to ${other}, is cleared`;
    case CollectionEvent.CallbackCalled: return `${other} is called for ${name}${gone}`;
    case CollectionEvent.Finalized: return `the finalizer of ${name} is called${gone}`;
    case CollectionEvent.Resurrected: return `${name} is back`;
    case CollectionEvent.Cleared: return `${name} is cleared${gone}`;
    case CollectionEvent.Saved: return `${name} is appended to gc.garbage instead of being cleared (DEBUG_SAVEALL)`;
    case CollectionEvent.SurvivedClear: return `${name} is still held after that and stays tracked`;
  }
}

export function collectionSummary(candidates: number, collected: number, uncollectable: number): string {
  return `${counted(candidates, 'candidate')}, ${collected} collected, ${uncollectable} uncollectable`;
}

export function collectionTitle(number: number, count: number, generation: number, reason: string, line: number | null): string {
  const place = line === null ? '' : ` on line ${line + 1}`;
  const why = reason === 'automatic' ? 'automatic' : reason === 'requested' ? 'requested' : 'at the end of the program';
  return `Collection ${number} of ${count}: generation ${generation}, ${why}${reason === 'exit' ? '' : place}`;
}
