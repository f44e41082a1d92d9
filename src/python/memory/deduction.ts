/**
 * Which members of a list are held from outside it: CPython 3.12's deduce_unreachable (Modules/gcmodule.c) with its three passes
 * update_refs, subtract_refs and move_unreachable, in CPython's list orders.
 *
 * In: a list. Out: the same list with what is held from outside, a second one with the rest, and what later passes want to know of both.
 * Nothing is freed here and no Python code runs; gc_refs lives in the upper bits of `PyObject.gc` meanwhile.
 *
 * CPython moves list members one by one. Here the members stand in an array while they are examined (a list of a million is walked at the
 * speed of memory latency, an array is not), and the links are written once at the end, where they changed. The orders that come out are
 * the same, because a member is set aside at most once and moved back at most once.
 */
import { gcListMembers, moveToGcList, type GcList } from './gcList';
import type { Heap } from './heap';
import { GcBits, isImmortal, type PyObject } from './header';
import type { CollectionObserver } from './observer';

const GC_REFS_ONE = 1 << GcBits.GcRefsShift;
/** gc_refs of what is held for ever: more than there can be instances, which each take one away. */
const ANCHORED_GC_REFS = 1 << 22;

/** What the passes after the deduction would have to walk the lists for. */
export interface Deduction {
  readonly survivorCount: number;
  /** Survivors of types that are untracked lazily, in list order. */
  readonly untrackable: readonly PyObject[];
  readonly unreachableCount: number;
  /** Something unreachable is a weak reference or is referred to by one. */
  readonly hasWeakrefs: boolean;
  /** Something unreachable has a finalizer that has not been called. */
  readonly hasFinalizers: boolean;
}

/**
 * Splits `base` into what is held from outside (stays in `base`, Collecting cleared) and the rest
 * (moved to `unreachable`, Collecting still set). `unreachable` must be empty.
 */
export function deduceUnreachable(heap: Heap, base: GcList, unreachable: GcList, watch: CollectionObserver | null): Deduction {
  const members = updateRefs(heap, base, watch);
  watch?.phase('update_refs', members);
  subtractRefs(members);
  watch?.phase('subtract_refs', members);
  const deduction = moveUnreachable(members, base, unreachable, watch);
  watch?.phase('move_unreachable', gcListMembers(unreachable));
  return deduction;
}

/** gc_refs := refcount, Collecting set. Immortals leave for the permanent generation. Returns the others, in list order. */
function updateRefs(heap: Heap, containers: GcList, watch: CollectionObserver | null): PyObject[] {
  const members: PyObject[] = [];
  let object = containers.gcNext as PyObject;
  while (object !== containers) {
    const next = object.gcNext as PyObject;
    if (isImmortal(object)) {
      if (heap.anchored.has(object)) {
        object.gc = (ANCHORED_GC_REFS << GcBits.GcRefsShift) | (object.gc & (GcBits.FlagsMask & ~(GcBits.Unreachable | GcBits.MovedBack))) | GcBits.Collecting;
        members.push(object);
        object = next;
        continue;
      }
      moveToGcList(object, heap.permanent);
      watch?.madePermanent(object);
    } else {
      object.gc = (object.refcnt << GcBits.GcRefsShift) | (object.gc & (GcBits.FlagsMask & ~(GcBits.Unreachable | GcBits.MovedBack))) | GcBits.Collecting;
      members.push(object);
    }
    object = next;
  }
  return members;
}

/** gc_refs := references from outside the set. */
function subtractRefs(members: readonly PyObject[]): void {
  for (let index = 0; index < members.length; index++) {
    const object = members[index] as PyObject;
    object.type.traverse?.(object, visitDecref);
  }
}

function visitDecref(referent: PyObject): void {
  if ((referent.gc & GcBits.Collecting) !== 0) referent.gc -= GC_REFS_ONE;
}

/** gc_refs of an object while a collection runs. */
export function gcRefsOf(object: PyObject): number {
  return object.gc >> GcBits.GcRefsShift;
}

/**
 * Each member in turn: what has gc_refs stays and brings its referents back that were set aside (they take their turn again,
 * after all others), what has none is set aside.
 */
function moveUnreachable(members: readonly PyObject[], young: GcList, unreachable: GcList, watch: CollectionObserver | null): Deduction {
  const aside: PyObject[] = [];
  const back: PyObject[] = [];
  const untrackable: PyObject[] = [];
  const visitReachable = (referent: PyObject): void => {
    const bits = referent.gc;
    if ((bits & GcBits.Collecting) === 0) return;
    if ((bits & GcBits.Unreachable) !== 0) {
      back.push(referent);
      referent.gc = (bits & (GcBits.FlagsMask & ~GcBits.Unreachable)) | GcBits.MovedBack | GC_REFS_ONE;
    } else if (bits >> GcBits.GcRefsShift === 0) {
      referent.gc = bits + GC_REFS_ONE;
    }
  };
  let object: PyObject = young;
  const visit = watch === null ? visitReachable : (referent: PyObject): void => {
    const before = referent.gc;
    visitReachable(referent);
    if (referent.gc !== before) watch.reached(referent, object, (before & GcBits.Unreachable) !== 0);
  };
  for (let index = 0; index < members.length; index++) {
    object = members[index] as PyObject;
    if (object.gc >> GcBits.GcRefsShift !== 0) {
      object.type.traverse?.(object, visit);
      object.gc &= GcBits.FlagsMask & ~GcBits.Collecting;
      if (object.type.untrackAt !== null) untrackable.push(object);
    } else {
      aside.push(object);
      object.gc |= GcBits.Unreachable;
      watch?.setAside(object);
    }
  }
  for (let index = 0; index < back.length; index++) {
    object = back[index] as PyObject;
    object.type.traverse?.(object, visit);
    object.gc &= GcBits.FlagsMask & ~GcBits.Collecting;
    if (object.type.untrackAt !== null) untrackable.push(object);
  }
  if (aside.length === 0) return { survivorCount: members.length, untrackable, unreachableCount: 0, hasWeakrefs: false, hasFinalizers: false };
  relinkSurvivors(members, back, young);
  const unreachableCount = aside.length - back.length;
  const survivorCount = members.length - unreachableCount;
  return { survivorCount, untrackable, unreachableCount, ...linkUnreachable(aside, unreachable) };
}

/** The survivors' list: those never set aside where they were, then the others in the order they came back. */
function relinkSurvivors(members: readonly PyObject[], back: readonly PyObject[], young: GcList): void {
  let last: PyObject = young;
  for (let index = 0; index < members.length; index++) {
    const object = members[index] as PyObject;
    if ((object.gc & (GcBits.Unreachable | GcBits.MovedBack)) !== 0) continue;
    link(last, object);
    last = object;
  }
  for (let index = 0; index < back.length; index++) {
    const object = back[index] as PyObject;
    object.gc &= ~GcBits.MovedBack;
    link(last, object);
    last = object;
  }
  link(last, young);
}

/** The list of those set aside and not moved back. */
function linkUnreachable(aside: readonly PyObject[], unreachable: GcList): { hasWeakrefs: boolean; hasFinalizers: boolean } {
  let last: PyObject = unreachable;
  let hasWeakrefs = false;
  let hasFinalizers = false;
  for (let index = 0; index < aside.length; index++) {
    const object = aside[index] as PyObject;
    const bits = object.gc;
    if ((bits & GcBits.Unreachable) === 0) continue;
    object.gc = bits & ~GcBits.Unreachable;
    const { type } = object;
    if (type.isWeakref || (bits & GcBits.HasWeakrefs) !== 0) hasWeakrefs = true;
    if (type.finalize !== null && (bits & GcBits.Finalized) === 0) hasFinalizers = true;
    link(last, object);
    last = object;
  }
  link(last, unreachable);
  return { hasWeakrefs, hasFinalizers };
}

/** Neighbours that are neighbours already are not written: a write costs more than a look. */
function link(object: PyObject, next: PyObject): void {
  if (object.gcNext !== next) object.gcNext = next;
  if (next.gcPrev !== object) next.gcPrev = object;
}
