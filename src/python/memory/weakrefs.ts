/**
 * Weak reference lists: which references point at an object, in CPython's order (a reusable reference
 * without callback first, then such a proxy, then newest first), and what happens when it dies.
 *
 * The lists live beside the objects, keyed by object, because few objects have one; the object's
 * `GcBits.HasWeakrefs` says whether to look. Reference objects are made in `objects/weakref.ts`.
 */
import { decref, GcBits, incref, type MemoryContext, type PyObject } from './header';

/** The payload of `weakref.ref` and the proxies. The reference does not own its referent. */
export interface WeakrefData {
  referent: PyObject | null;
  /** Owned; null when there is none or it was used up. */
  callback: PyObject | null;
  /** Cached hash of the referent, null while unknown. */
  hash: number | bigint | null;
}

export type WeakrefObject = PyObject<WeakrefData>;

export class WeakrefTable {
  private readonly lists = new Map<PyObject, WeakrefObject[]>();

  /** The references to `referent`, in list order. Empty when there is none. */
  of(referent: PyObject): readonly WeakrefObject[] {
    return (referent.gc & GcBits.HasWeakrefs) !== 0 ? (this.lists.get(referent) ?? []) : [];
  }

  /** Inserts a reference at a position of its referent's list. */
  insert(reference: WeakrefObject, position: number): void {
    const referent = reference.value.referent as PyObject;
    const list = this.lists.get(referent);
    if (list === undefined) this.lists.set(referent, [reference]);
    else list.splice(position, 0, reference);
    referent.gc |= GcBits.HasWeakrefs;
  }

  /** Takes a reference out of its referent's list and clears it (clear_weakref without the callback). */
  detach(reference: WeakrefObject): void {
    const referent = reference.value.referent;
    if (referent === null) return;
    const list = this.lists.get(referent);
    if (list !== undefined) {
      list.splice(list.indexOf(reference), 1);
      if (list.length === 0) {
        this.lists.delete(referent);
        referent.gc &= ~GcBits.HasWeakrefs;
      }
    }
    reference.value.referent = null;
  }
}

/**
 * PyObject_ClearWeakRefs: the object dies by its count. All references are cleared first, then the
 * callbacks run, newest first; references without callback make no noise.
 */
export function clearWeakrefs(context: MemoryContext, object: PyObject): void {
  if ((object.gc & GcBits.HasWeakrefs) === 0) return;
  const { heap } = context;
  const clear = (reference: WeakrefObject): PyObject | null => {
    const { callback } = reference.value;
    reference.value.callback = null;
    heap.weakrefs.detach(reference);
    if (heap.observer !== null) heap.observer.weakrefCleared(reference, object);
    return callback;
  };
  let references = [...heap.weakrefs.of(object)];
  // The reference and the proxy without callback, which come first.
  for (let basic = 0; basic < 2 && references[0]?.value.callback === null; basic++) {
    clear(references[0]);
    references = references.slice(1);
  }
  const [only] = references;
  if (only === undefined) return;
  if (references.length === 1) {
    const callback = clear(only);
    if (callback === null) return;
    if (only.refcnt > 0) context.callWeakrefCallback(only, callback, [callback]);
    decref(context, callback);
    return;
  }
  const tuple = context.newUnfilledTuple(references.length * 2);
  const items = tuple.value as (PyObject | null)[];
  references.forEach((reference, index) => {
    const isAlive = reference.refcnt > 0;
    const callback = clear(reference);
    if (isAlive) {
      items[index * 2] = incref(reference);
      items[index * 2 + 1] = callback;
    } else if (callback !== null) decref(context, callback);
  });
  if (heap.observer !== null) heap.observer.mutated(tuple);
  for (let index = 0; index < references.length; index++) {
    const callback = items[index * 2 + 1] ?? null;
    if (callback !== null) context.callWeakrefCallback(items[index * 2] as PyObject, callback, [tuple]);
  }
  decref(context, tuple);
}
