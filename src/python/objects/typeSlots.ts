/**
 * From special methods to slots (typeobject.c update_one_slot, fixup_slot_dispatchers, update_slot,
 * inherit_slots): what a class's slots are follows from the methods its MRO has.
 *
 * In: a type whose MRO and namespace stand. Out: its slots filled in; later changes of a special method
 * are carried to the subclasses too.
 */
import type { PyObject } from '../memory';
import { hashNotImplemented } from './abstract';
import type { DescriptorData, PyDescriptor, SlotDefinition } from './descriptors';
import { dictGetString } from './dictStore';
import type { Runtime } from './runtime';
import { rowsByName, rowsBySlot } from './slotDefinitions';
import { slotGetAttribute, slotGetAttributeHook } from './slotFunctions';
import type { PyType, Slots } from './type';
import { findNameInMro, isSubtype } from './typeLookup';

type SlotName = keyof Slots;

/** Slots without a special method, inherited as they are. */
const UNNAMED_SLOTS: readonly SlotName[] = ['lookupAttribute', 'vectorcall', 'dealloc', 'traverse', 'clear'];
const NAMED_SLOTS: readonly SlotName[] = [...rowsBySlot.keys()];
/** Inherited together or not at all. */
const COMPARISON_SLOTS: readonly SlotName[] = ['hash', 'richcompare'];

/** For writing a slot by its name: TypeScript can't tell that the value read from the same name fits. */
type SlotTable = { [Name in SlotName]: unknown };

function copySlot(type: PyType, base: PyType, name: SlotName): void {
  (type as SlotTable)[name] = base[name];
}

/** inherit_slots: what a built-in type leaves out comes from its bases. */
export function inheritSlots(type: PyType, base: PyType): void {
  if (type.getattro === null) {
    copySlot(type, base, 'getattro');
    copySlot(type, base, 'lookupAttribute');
  }
  if (type.call === null && type.vectorcall === null) {
    copySlot(type, base, 'call');
    copySlot(type, base, 'vectorcall');
  }
  if (type.hash === null && type.richcompare === null) for (const name of COMPARISON_SLOTS) copySlot(type, base, name);
  for (const name of [...NAMED_SLOTS, ...UNNAMED_SLOTS]) {
    if (name === 'new' || name === 'lookupAttribute' || name === 'vectorcall' || name === 'call' || COMPARISON_SLOTS.includes(name)) continue;
    if (type[name] === null || type[name] === undefined) copySlot(type, base, name);
  }
  type.maybeUntrack ??= base.maybeUntrack;
  type.untrackAt ??= base.untrackAt;
  type.sizeof ??= base.sizeof;
}

/** All slots of a new class: its base's, then what its own methods or a second base change. */
export function fillSlots(rt: Runtime, type: PyType): void {
  const base = type.base as PyType;
  for (const name of NAMED_SLOTS) copySlot(type, base, name);
  copySlot(type, base, 'lookupAttribute');
  copySlot(type, base, 'vectorcall');
  if (isPlainExtension(type, base)) {
    // With one base only the names of the class body can differ from what the base has.
    const touched = new Set<SlotName>();
    for (const [name, rows] of rowsByName) {
      if (dictGetString(type.dict, name) !== null) for (const row of rows) touched.add(row.slot);
    }
    for (const slot of touched) updateSlot(rt, type, slot);
    return;
  }
  for (const slot of NAMED_SLOTS) updateSlot(rt, type, slot);
}

/** The MRO is the class itself followed by the MRO of its base. */
function isPlainExtension(type: PyType, base: PyType): boolean {
  return type.mro.length === base.mro.length + 1 && base.mro.every((entry, index) => type.mro[index + 1] === entry);
}

/** update_one_slot */
function updateSlot(rt: Runtime, type: PyType, slot: SlotName): void {
  let specific: unknown = null;
  let generic: unknown = null;
  let useGeneric = false;
  for (const row of rowsBySlot.get(slot) ?? []) {
    const found = findNameInMro(type, row.name);
    if (found === null) continue;
    const wrapper = wrapperOf(rt, found, row.name);
    if (wrapper !== null) {
      const only = onlyFilledSlot(type, row.name);
      if (only === null || only === slot) generic = row.generic;
      if ((specific === null || specific === wrapper.wrapped) && wrapper.wrapper?.wrapper === row.wrapper && isSubtype(type, wrapper.owner)) {
        specific = wrapper.wrapped;
      } else useGeneric = true;
    } else if (slot === 'new' && found.type === rt.types.builtinFunction) {
      specific = (type.base as PyType).new;
    } else if (slot === 'hash' && found === rt.none) {
      specific = hashNotImplemented;
    } else {
      useGeneric = true;
      generic = row.generic;
      if (slot === 'call') type.vectorcall = null;
    }
  }
  writeSlot(type, slot, specific !== null && !useGeneric ? specific : generic);
}

function writeSlot(type: PyType, slot: SlotName, value: unknown): void {
  (type as SlotTable)[slot] = value;
  if (slot !== 'getattro') return;
  if (value === slotGetAttributeHook && findNameInMro(type, '__getattr__') === null) type.getattro = slotGetAttribute;
  type.lookupAttribute = type.base !== null && type.getattro === type.base.getattro ? type.base.lookupAttribute : null;
}

function wrapperOf(rt: Runtime, object: PyObject, name: string): DescriptorData | null {
  if (object.type !== rt.types.wrapperDescriptor) return null;
  const data = (object as PyDescriptor).value;
  return (data.wrapper as SlotDefinition).name === name ? data : null;
}

/** resolve_slotdups: of the slots a name may fill, the one that is filled, if it is exactly one. */
function onlyFilledSlot(type: PyType, name: string): SlotName | null {
  const filled = (rowsByName.get(name) ?? []).filter(({ slot }) => type[slot] !== null);
  return filled.length === 1 ? (filled[0] as SlotDefinition).slot : null;
}

/** update_slot: a name of a class changed; the class and its subclasses that inherit the name follow. */
export function updateSlotsOfName(rt: Runtime, type: PyType, name: string): void {
  const rows = rowsByName.get(name);
  if (rows === undefined) return;
  const slots = new Set(rows.map(({ slot }) => slot));
  const update = (target: PyType): void => {
    for (const slot of slots) updateSlot(rt, target, slot);
    for (const subclass of target.subclasses.keys()) if (dictGetString(subclass.dict, name) === null) update(subclass);
  };
  update(type);
}

/** All slots again, of a class whose bases changed, and of its subclasses. */
export function updateAllSlots(rt: Runtime, type: PyType): void {
  for (const slot of NAMED_SLOTS) updateSlot(rt, type, slot);
  for (const subclass of type.subclasses.keys()) updateAllSlots(rt, subclass);
}
