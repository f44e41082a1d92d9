/**
 * One phase of a collection as a picture: the view the graph draws, and for each card what the collector makes of it. In: a
 * collection with its pictures, which phase. Out: a view, badges and notes by object. Pure; what is known is put in words, nothing
 * is reckoned.
 */
import type { CollectionObject, CollectionPhaseStep, CollectionStory, HeapView } from '../../../src/protocol';

/** How a card is marked. */
export type Tone = 'outside' | 'candidate' | 'held' | 'zero' | 'reachable' | 'survivor' | 'moved-back' | 'unreachable' | 'finalized' | 'resurrected' | 'kept' | 'permanent' | 'freed';

export interface CardOverlay {
  /** In the place of the refcount: `2 → 0`. */
  readonly badge: string;
  readonly tone: Tone;
  /** Below the card, short. */
  readonly note: string;
  /** For screen readers and the list. */
  readonly text: string;
}

export interface PhaseView {
  readonly view: HeapView;
  readonly overlay: ReadonlyMap<number, CardOverlay>;
  /** What the last thing done was done to, and what else had part in it. */
  readonly acting: number | null;
  readonly other: number | null;
  /** The collector has its list of the unreachable; before, what lies in that region is out of reach without its knowing. */
  readonly isKnown: boolean;
}

/** @param done of the things done in the phase only so many; all if left out */
export function phaseView(story: CollectionStory, index: number, done = Infinity): PhaseView | null {
  const phase = story.phases[index];
  if (phase === undefined) return null;
  const isPart = done < phase.actions.length;
  const picture = story.pictures[story.pictureOf[isPart ? Math.max(0, index - 1) : index] ?? -1];
  if (picture === undefined) return null;
  const objects = isPart ? partOfPhase(story, index, done) : phase.objects;
  const action = Number.isFinite(done) ? phase.actions[done - 1] : undefined;
  const standing = new Map(objects.map((object) => [object.object.id, object]));
  const outside = new Set(story.outside);
  const overlay = new Map<number, CardOverlay>();
  for (const { id } of picture.nodes) {
    const object = standing.get(id);
    if (object !== undefined) overlay.set(id, overlayOf(object, phase, story.generation));
    else if (outside.has(id)) overlay.set(id, { badge: '', tone: 'outside', note: 'older, not examined', text: 'not examined: in an older generation' });
  }
  const nodes = picture.nodes.map((node) => {
    const region = standing.get(node.id)?.region;
    // Until the collector decides, cards lie where they belong in truth, so that they need not jump when it does.
    const isUndecided = region === 'candidate' && node.unreachable;
    return { ...node, ...(region === 'freed' ? { slots: [], moreCount: 0 } : {}), unreachable: isUndecided || region === 'unreachable' || region === 'freed' || region === 'kept' };
  });
  return { view: { ...emptyView, roots: picture.roots, nodes }, overlay, acting: action?.object.id ?? null, other: action?.other?.id ?? null, isKnown: objects.some(({ region }) => region === 'unreachable' || region === 'freed') };
}

/** The objects as they stand when only so much of a phase has been done: the standing before it, changed by each thing done. */
export function partOfPhase(story: CollectionStory, index: number, done: number): CollectionObject[] {
  const phase = story.phases[index];
  if (phase === undefined) return [];
  const settled = new Map(phase.objects.map((object) => [object.object.id, object]));
  const standing = new Map((story.phases[index - 1] ?? phase).objects.map((object) => [object.object.id, object]));
  const change = (id: number, with_: Partial<CollectionObject>): void => {
    const object = standing.get(id);
    if (object !== undefined) standing.set(id, { ...object, ...with_ });
  };
  for (const { kind, object: { id }, other, freed } of phase.actions.slice(0, done)) {
    const end = settled.get(id);
    switch (kind) {
      case 'setAside': change(id, { region: 'unreachable', gcRefs: 0, rescue: null }); break;
      case 'reached':
      case 'movedBack': {
        const wasSetAside = kind === 'movedBack';
        const rescue = end?.rescue?.wasSetAside === wasSetAside ? end.rescue : other === null ? null : { holder: other, slot: '', text: other.name, wasSetAside };
        change(id, { region: 'reachable', gcRefs: 1, rescue });
        break;
      }
      case 'untracked': change(id, { generation: null }); break;
      case 'finalized': change(id, { finalized: true }); break;
      case 'resurrected':
      case 'madePermanent':
      case 'saved':
      case 'survivedClear': if (end !== undefined) standing.set(id, end); break;
      case 'cleared':
      case 'callbackCalled':
      case 'weakrefCleared': break;
    }
    for (const { id: dead } of freed) change(dead, { region: 'freed', gcRefs: null, generation: null });
  }
  return [...standing.values()];
}

const emptyView: HeapView = {
  step: 0, stepCount: 1, event: 'line', line: null, functionName: '', sentence: '', roots: [], nodes: [], hiddenCount: 0, freed: [],
  generations: [{ count: 0, threshold: 0, objects: 0 }, { count: 0, threshold: 0, objects: 0 }, { count: 0, threshold: 0, objects: 0 }], output: [],
};

export function overlayOf(object: CollectionObject, phase: CollectionPhaseStep, generation: 0 | 1 | 2): CardOverlay {
  const { region, gcRefs, refcount, rescue, finalized } = object;
  const count = gcRefs === null ? '' : String(gcRefs);
  switch (region) {
    case 'candidate':
      if (phase.phase === 'candidates' || gcRefs === null) {
        const from = object.generation === null ? '' : `generation ${object.generation}`;
        return { badge: '', tone: 'candidate', note: from, text: from === '' ? 'a candidate' : `a candidate from ${from}` };
      }
      if (phase.phase === 'subtract_refs') {
        const sum = refcount === null || refcount === gcRefs ? count : `${refcount} → ${gcRefs}`;
        return gcRefs > 0
          ? { badge: sum, tone: 'held', note: 'held from outside', text: `gc_refs ${sum}: held from outside` }
          : { badge: sum, tone: 'zero', note: 'gc_refs 0', text: `gc_refs ${sum}: nothing outside holds it` };
      }
      return { badge: count, tone: 'candidate', note: `gc_refs ${count}`, text: `gc_refs ${count}` };
    case 'reachable': {
      if (rescue !== null && (phase.phase === 'move_unreachable' || phase.phase === 'untrack')) {
        return rescue.wasSetAside
          ? { badge: count, tone: 'moved-back', note: `back: ${rescue.text}`, text: `moved back: held by ${rescue.text}` }
          : { badge: count, tone: 'reachable', note: `by ${rescue.text}`, text: `reachable: held by ${rescue.text}` };
      }
      if (phase.phase === 'move_unreachable') return { badge: count, tone: 'held', note: 'stays', text: 'reachable: held from outside' };
      const now = object.generation === null ? 'no longer tracked' : `generation ${object.generation}`;
      const moved = object.generation !== null && object.generation !== generation ? `to ${now}` : now;
      return { badge: '', tone: 'survivor', note: moved, text: `survives: ${object.generation === null ? now : `in ${now}`}` };
    }
    case 'unreachable': {
      const second = phase.isSecondLook && gcRefs !== null;
      const badge = second && phase.phase === 'subtract_refs' && refcount !== null && refcount !== gcRefs ? `${refcount} → ${gcRefs}` : count;
      if (second && phase.phase !== 'move_unreachable') return { badge, tone: gcRefs > 0 ? 'held' : 'unreachable', note: `gc_refs ${count}`, text: `garbage, gc_refs ${badge}` };
      if (finalized) return { badge: '', tone: 'finalized', note: 'finalizer called', text: 'garbage, its finalizer was called' };
      return { badge: count, tone: 'unreachable', note: phase.phase === 'move_unreachable' ? 'set aside' : 'garbage', text: phase.phase === 'move_unreachable' ? 'set aside as unreachable' : 'garbage' };
    }
    case 'resurrected': return { badge: '', tone: 'resurrected', note: 'resurrected', text: `resurrected${object.generation === null ? '' : `, now in generation ${object.generation}`}` };
    case 'permanent': return { badge: '', tone: 'permanent', note: 'permanent', text: 'immortal: in the permanent generation' };
    case 'kept': return { badge: '', tone: 'kept', note: 'still held', text: 'cleared, but still held' };
    case 'freed': return { badge: '', tone: 'freed', note: 'freed', text: 'freed' };
  }
}

/** `14 candidates`, as far as they are not drawn: `9 of the interpreter and of modules, 3 more of yours`. */
export function phaseCountText({ count, backgroundCount, moreObjects, unlistedObjects, phase }: CollectionPhaseStep): string {
  if (phase === 'move_legacy_finalizers' || phase === 'delete_garbage') return '';
  const nouns: Readonly<Partial<Record<CollectionPhaseStep['phase'], string>>> = {
    move_unreachable: 'unreachable', untrack: 'still tracked', promote: 'survivors', debug: 'garbage', handle_weakrefs: 'garbage', finalize_garbage: 'garbage',
    handle_resurrected_objects: 'brought back',
  };
  const foreign = backgroundCount > 0 ? `, ${backgroundCount.toLocaleString('en')} of them the interpreter's` : '';
  const hidden = [
    ...(moreObjects > 0 ? [`+${moreObjects.toLocaleString('en')} more not drawn`] : []),
    ...(unlistedObjects > 0 ? [`${unlistedObjects.toLocaleString('en')} of modules`] : []),
  ];
  return [`${count.toLocaleString('en')} ${nouns[phase] ?? (count === 1 ? 'candidate' : 'candidates')}${foreign}`, ...hidden].join(' · ');
}

/** What a phase is called on its dot: CPython's name, and whether it is the second look. */
export function phaseName({ phase, isSecondLook }: CollectionPhaseStep): string {
  return isSecondLook ? `${phase}, second look` : phase;
}
