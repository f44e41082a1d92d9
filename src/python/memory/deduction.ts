/**
 * Which members of a list are held from outside it: CPython 3.12's deduce_unreachable (Modules/gcmodule.c) with its three passes
 * update_refs, subtract_refs and move_unreachable, in CPython's list orders.
 *
 * In: a list. Out: the same list with what is held from outside, and a second one with the rest. Nothing is freed here and no
 * Python code runs; gc_refs lives in the upper bits of `PyObject.gc` meanwhile.
 */
import { gcListMembers, moveToGcList, type GcList } from './gcList';
import type { Heap } from './heap';
import { GcBits, isImmortal, type PyObject } from './header';
import type { CollectionObserver } from './observer';

const GC_REFS_ONE = 1 << GcBits.GcRefsShift;

/**
 * Splits `base` into what is held from outside (stays in `base`, Collecting cleared) and the rest
 * (moved to `unreachable`, Collecting still set). `unreachable` must be empty.
 */
export function deduceUnreachable(heap: Heap, base: GcList, unreachable: GcList, watch: CollectionObserver | null): void {
  updateRefs(heap, base, watch);
  watch?.phase('update_refs', gcListMembers(base));
  subtractRefs(base);
  watch?.phase('subtract_refs', gcListMembers(base));
  moveUnreachable(base, unreachable, watch);
  watch?.phase('move_unreachable', gcListMembers(unreachable));
}

/** gc_refs := refcount, Collecting set. Immortals leave for the permanent generation. */
function updateRefs(heap: Heap, containers: GcList, watch: CollectionObserver | null): void {
  let object = containers.gcNext as PyObject;
  while (object !== containers) {
    const next = object.gcNext as PyObject;
    if (isImmortal(object)) {
      moveToGcList(object, heap.permanent);
      watch?.madePermanent(object);
    } else object.gc = (object.refcnt << GcBits.GcRefsShift) | (object.gc & (GcBits.FlagsMask & ~GcBits.Unreachable)) | GcBits.Collecting;
    object = next;
  }
}

/** gc_refs := references from outside the set. */
function subtractRefs(containers: GcList): void {
  for (let object = containers.gcNext as PyObject; object !== containers; object = object.gcNext as PyObject) {
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
 * One pass over a list that grows while it is walked: what has gc_refs stays and pulls its referents
 * back from `unreachable` (to the end of the list), what has none is moved there for the time being.
 */
function moveUnreachable(young: GcList, unreachable: GcList, watch: CollectionObserver | null): void {
  const visitReachable = (referent: PyObject): void => {
    const bits = referent.gc;
    if ((bits & GcBits.Collecting) === 0) return;
    if ((bits & GcBits.Unreachable) !== 0) {
      moveToGcList(referent, young);
      referent.gc = (bits & (GcBits.FlagsMask & ~GcBits.Unreachable)) | GC_REFS_ONE;
    } else if (bits >> GcBits.GcRefsShift === 0) {
      referent.gc = bits + GC_REFS_ONE;
    }
  };
  let object = young.gcNext as PyObject;
  const visit = watch === null ? visitReachable : (referent: PyObject): void => {
    const before = referent.gc;
    visitReachable(referent);
    if (referent.gc !== before) watch.reached(referent, object, (before & GcBits.Unreachable) !== 0);
  };
  while (object !== young) {
    if (object.gc >> GcBits.GcRefsShift !== 0) {
      object.type.traverse?.(object, visit);
      object.gc &= GcBits.FlagsMask & ~GcBits.Collecting;
      // Read only now: the traversal may have appended to `young`.
      object = object.gcNext as PyObject;
    } else {
      const next = object.gcNext as PyObject;
      moveToGcList(object, unreachable);
      object.gc |= GcBits.Unreachable;
      watch?.setAside(object);
      object = next;
    }
  }
  for (let member = unreachable.gcNext as PyObject; member !== unreachable; member = member.gcNext as PyObject) {
    member.gc &= ~GcBits.Unreachable;
  }
}
