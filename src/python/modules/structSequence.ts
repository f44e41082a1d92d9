/**
 * Named tuples of C code (CPython Objects/structseq.c): sys.version_info, sys.flags, time.struct_time...
 *
 * In: a type name and field names. Out: a type definition whose instances are tuples with attributes. Hidden fields are attributes
 * only, not items (tm_zone of struct_time); an instance keeps them in `attributes`.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  dictGetString, dictSetString, internStr, isDictLike, newDict, newInt, newStr, newTuple, noArgs, raise, repr, sequenceFast, tupleType,
  type GetSetDefinition, type PyDict, type PyStr, type PyTuple, type PyType, type Runtime, type Slots, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import { bindArguments } from './keywordArguments';

export interface StructSequence extends TypeDefinition {
  readonly fields: readonly string[];
  readonly hiddenFields: readonly string[];
}

/** Owned values of the hidden fields. */
const hiddenOf = (self: PyObject): readonly PyObject[] => (self.attributes ?? []) as readonly PyObject[];

const tupleSlots = tupleType.slots as Slots;
const hiddenSlots: Partial<Slots> = {
  dealloc: (rt, self) => {
    const hidden = hiddenOf(self);
    self.attributes = null;
    for (const value of hidden) decref(rt, value);
    tupleSlots.dealloc?.(rt, self);
  },
  traverse: (self, visit) => {
    tupleSlots.traverse?.(self, visit);
    for (const value of hiddenOf(self)) visit(value);
  },
};

const member = (name: string, get: (self: PyObject) => PyObject): GetSetDefinition => ({ name, member: true, get: (_rt, self) => incref(get(self)) });

export function structSequence(
  name: string, doc: string, fields: readonly string[], canBeMade = false, hiddenFields: readonly string[] = [],
): StructSequence {
  const definition: StructSequence = {
    name,
    doc,
    fields,
    hiddenFields,
    base: 'tuple',
    gc: true,
    basicsize: 24,
    itemsize: 8,
    flags: { disallowInstantiation: !canBeMade, immutable: true },
    slots: {
      repr: (rt, self) => newStr(rt, `${name}(${fields.map((field, index) => `${field}=${itemText(rt, self as PyTuple, index)}`).join(', ')})`),
      ...(hiddenFields.length > 0 ? hiddenSlots : {}),
      ...(canBeMade ? { new: (rt: Runtime, _type: PyType, args: PyTuple, kwargs: PyDict | null) => fromSequence(rt, definition, args, kwargs) } : {}),
    },
    constants: (rt) => ({
      n_sequence_fields: newInt(rt, fields.length), n_fields: newInt(rt, fields.length + hiddenFields.length), n_unnamed_fields: newInt(rt, 0),
      __match_args__: newTuple(rt, fields.map((field) => newStr(rt, field))),
    }),
    methods: [noArgs('__reduce__', reduce)],
    getset: [
      ...fields.map((field, index) => member(field, (self) => (self as PyTuple).value[index] as PyObject)),
      ...hiddenFields.map((field, index) => member(field, (self) => hiddenOf(self)[index] as PyObject)),
    ],
  };
  return definition;
}

function itemText(rt: Runtime, self: PyTuple, index: number): string {
  const text = repr(rt, self.value[index] as PyObject);
  const { value } = text;
  decref(rt, text);
  return value;
}

/** structseq_reduce: the items in a tuple, the hidden fields in a dict. */
function reduce(rt: Runtime, self: PyObject): PyObject {
  const type = self.type as PyType;
  const { hiddenFields } = type.definition as StructSequence;
  const dict = newDict(rt);
  hiddenFields.forEach((field, index) => {
    const key = internStr(rt, field);
    dictSetString(rt, dict, key, hiddenOf(self)[index] as PyObject);
    decref(rt, key);
  });
  const items = newTuple(rt, (self as PyTuple).value.map((item) => incref(item)));
  return newTuple(rt, [incref(type.object), newTuple(rt, [items, dict])]);
}

/** structseq_new */
function fromSequence(rt: Runtime, definition: StructSequence, args: PyTuple, kwargs: PyDict | null): PyObject {
  const { name, fields, hiddenFields } = definition;
  const all = args.value.slice();
  const names = kwargs === null ? null : kwargs.value.keys.filter((key) => key !== null) as PyObject[] as PyStr[];
  if (kwargs !== null) all.push(...kwargs.value.values.filter((_, index) => kwargs.value.keys[index] !== null) as PyObject[]);
  const [sequence, given] = bindArguments(rt, { name: 'structseq', parameters: ['sequence', 'dict'], required: 1 }, all, names);
  const items = sequenceFast(rt, sequence as PyObject, 'constructor requires a sequence');
  try {
    if (given != null && given !== rt.none && !isDictLike(rt, given)) raise(rt, 'TypeError', `${name}() takes a dict as second arg, if any`);
    const dict = given != null && isDictLike(rt, given) ? given : null;
    const count = items.value.length;
    const [least, most] = [fields.length, fields.length + hiddenFields.length];
    if (count < least || count > most) {
      const limit = least === most ? `a ${least}` : count < least ? `an at least ${least}` : `an at most ${most}`;
      raise(rt, 'TypeError', `${name}() takes ${limit}-sequence (${count}-sequence given)`);
    }
    const visible = items.value.slice(0, least).map((item) => incref(item));
    const hidden = hiddenFields.map((field, index) =>
      incref(items.value[least + index] ?? (dict === null ? null : dictGetString(dict, field)) ?? rt.none));
    return newStructSequence(rt, definition, visible, hidden);
  } finally {
    decref(rt, items);
  }
}

/** The type itself. */
export function structSequenceType(rt: Runtime, definition: StructSequence): PyType {
  return extensionType(rt, definition);
}

/** An instance; `items` and the values of hidden fields are taken over. */
export function newStructSequence(rt: Runtime, definition: StructSequence, items: PyObject[], hidden: PyObject[] = []): PyTuple {
  const type = structSequenceType(rt, definition);
  const tuple: PyTuple = rt.heap.newContainer(type, items);
  if (type.ownedByInstances) type.object.refcnt++;
  if (hidden.length > 0) tuple.attributes = hidden;
  rt.heap.track(tuple);
  return tuple;
}
