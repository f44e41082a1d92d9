/**
 * Named tuples of C code (CPython Objects/structseq.c): sys.version_info, sys.flags, time.struct_time...
 *
 * In: a type name and field names. Out: a type definition whose instances are tuples with attributes.
 */
import { decref, incref, type PyObject } from '../memory';
import { newStr, raise, repr, iterateToArray, type PyTuple, type PyType, type Runtime, type TypeDefinition } from '../objects';
import { extensionType } from './extensionTypes';

export interface StructSequence extends TypeDefinition {
  readonly fields: readonly string[];
}

export function structSequence(name: string, doc: string, fields: readonly string[], canBeMade = false): StructSequence {
  return {
    name,
    doc,
    fields,
    base: 'tuple',
    gc: true,
    basicsize: 24,
    itemsize: 8,
    flags: { disallowInstantiation: !canBeMade, immutable: true },
    slots: {
      repr: (rt, self) => newStr(rt, `${name}(${fields.map((field, index) => `${field}=${itemText(rt, self as PyTuple, index)}`).join(', ')})`),
      ...(canBeMade ? { new: (rt: Runtime, _type: PyType, args: PyTuple) => fromSequence(rt, name, fields, args) } : {}),
    },
    getset: fields.map((field, index) => ({ name: field, get: (_rt: Runtime, self: PyObject) => incref((self as PyTuple).value[index] as PyObject) })),
  };
}

function itemText(rt: Runtime, self: PyTuple, index: number): string {
  const text = repr(rt, self.value[index] as PyObject);
  const { value } = text;
  decref(rt, text);
  return value;
}

function fromSequence(rt: Runtime, name: string, fields: readonly string[], args: PyTuple): PyObject {
  const [sequence] = args.value;
  if (sequence === undefined) raise(rt, 'TypeError', "structseq() missing required argument 'sequence' (pos 1)");
  const items = iterateToArray(rt, sequence);
  if (items.length !== fields.length) {
    for (const item of items) decref(rt, item);
    raise(rt, 'TypeError', `${name}() takes a ${fields.length}-sequence (${items.length}-sequence given)`);
  }
  const definition = (rt.moduleStates.get(`struct sequence ${name}`) as StructSequence);
  return newStructSequence(rt, definition, items);
}

/** The type itself. */
export function structSequenceType(rt: Runtime, definition: StructSequence): PyType {
  rt.moduleStates.set(`struct sequence ${definition.name}`, definition);
  return extensionType(rt, definition);
}

/** An instance; `items` are taken over. */
export function newStructSequence(rt: Runtime, definition: StructSequence, items: PyObject[]): PyTuple {
  const type = structSequenceType(rt, definition);
  const tuple: PyTuple = rt.heap.newContainer(type, items);
  rt.heap.track(tuple);
  return tuple;
}

