/**
 * Native objects that hold a few references and nothing else of note: most types of `itertools`,
 * `functools` and `operator`. Here is how they are born, visited and how they die.
 *
 * In: a type name, its behaviour. Out: a type definition whose instances are `Holder`s.
 */
import { clearWeakrefs, incref, xdecref, type PyObject } from '../memory';
import { newLayoutInstance, AttributeStorage, type Payload, type PyType, type Runtime, type Slots, type TypeDefinition } from '../objects';

export interface HolderData<S = unknown> {
  /** Owned, in the order in which they are visited and dropped. */
  refs: (PyObject | null)[];
  /** What is not a reference: positions, counters. */
  state: S;
}
export type Holder<S = unknown> = Payload<HolderData<S>>;

export const holder = <S>(self: PyObject): Holder<S> => self as Holder<S>;

/** A new instance; `refs` are taken over. */
export function newHolder<S>(rt: Runtime, type: PyType, refs: (PyObject | null)[], state: S): Holder<S> {
  return newLayoutInstance<HolderData<S>>(rt, type, { refs, state });
}

/** Stores a reference (taken over) and drops what was there. */
export function exchange(rt: Runtime, self: Holder, index: number, value: PyObject | null): void {
  const old = self.value.refs[index] ?? null;
  self.value.refs[index] = value;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

/** A reference that must be there (borrowed). */
export function held(self: Holder, index: number): PyObject {
  return self.value.refs[index] as PyObject;
}

function dictOf(self: PyObject): PyObject | null {
  return self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null);
}

function drop(rt: Runtime, self: PyObject, order: readonly number[] | undefined): void {
  const { value } = self as Holder;
  const { refs } = value;
  value.refs = refs.map(() => null);
  if (order === undefined) for (const ref of refs) xdecref(rt, ref);
  else for (const index of order) xdecref(rt, refs[index] ?? null);
  if (self.attributes !== null) {
    const attributes = self.attributes as (PyObject | null)[];
    const dict = attributes[0] ?? null;
    attributes[0] = null;
    xdecref(rt, dict);
  }
}

/** Type rows given by the caller win over what is filled in here. `dropped`: in which order `refs` are dropped, where not in that of their places. */
export function holderType(
  name: string, { dropped, ...definition }: Partial<TypeDefinition> & { slots: Partial<Slots>; dropped?: readonly number[] },
): TypeDefinition {
  const hasDict = definition.attributes === AttributeStorage.LazyDict;
  return {
    gc: true,
    basicsize: 40,
    flags: { basetype: true },
    ...definition,
    name,
    slots: {
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        if (definition.weakrefs === true) clearWeakrefs(rt, self);
        drop(rt, self, dropped);
        rt.heap.freeContainer(self);
      },
      traverse: (self, visit) => {
        for (const ref of (self as Holder).value.refs) if (ref !== null) visit(ref);
        const dict = hasDict ? dictOf(self) : null;
        if (dict !== null) visit(dict);
      },
      clear: (rt, self) => drop(rt, self, dropped),
      ...definition.slots,
    },
  };
}

/** An iterator: `iter` is itself. Most have no tp_clear (`clears`): the collector breaks their cycles elsewhere. */
export function iteratorType(name: string, { clears, ...definition }: Parameters<typeof holderType>[1] & { clears?: boolean }): TypeDefinition {
  const slots: Partial<Slots> = { iter: (_rt, self) => incref(self), ...definition.slots };
  if (clears !== true) slots.clear ??= null;
  return holderType(name, { ...definition, slots });
}
