/**
 * Names for what an object holds whose layout has no reader of its own: its payload is a JavaScript record, and the field a reference is
 * in says what it is for (`fget` of a property, `function` of a partial).
 *
 * In: an object, something its `traverse` visits. Out: a label. Only the ledger's words depend on it.
 */
import type { StringTable } from '../base';
import type { PyObject } from '../python/memory';
import { LabelKind, makeLabel, type Label } from './labels';

/** What Python calls it, by type and by our own field. */
const pythonNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  property: { getter: 'fget', setter: 'fset', deleter: 'fdel', get: 'fget', set: 'fset', delete: 'fdel' },
  classmethod: { callable: '__func__', function: '__func__' },
  staticmethod: { callable: '__func__', function: '__func__' },
  'functools.partial': { callable: 'func', function: 'func' },
  'functools._lru_cache_wrapper': { callable: '__wrapped__', function: '__wrapped__' },
  'types.GenericAlias': { origin: '__origin__', args: '__args__', parameters: '__parameters__' },
  super: { type: '__thisclass__', object: '__self__', objectType: '__self_class__' },
  'method-wrapper': { self: '__self__' },
};

export class MemberNames {
  private readonly labels = new Map<string, Label>();

  constructor(private readonly strings: StringTable) {}

  labelOf(holder: PyObject, target: PyObject): Label {
    const { value, attributes } = holder;
    return this.inRecord(holder, value, target) ?? this.inRecord(holder, attributes, target) ?? this.part('part');
  }

  private inRecord(holder: PyObject, record: unknown, target: PyObject): Label | null {
    if (typeof record !== 'object' || record === null) return null;
    if (record === target) return this.part('content');
    if (Array.isArray(record)) {
      const index = record.indexOf(target);
      return index < 0 ? null : makeLabel(LabelKind.Index, index);
    }
    if ('refcnt' in record) return null;
    const names = pythonNames[holder.type.name];
    for (const [field, content] of Object.entries(record)) {
      const isThere = content === target || (Array.isArray(content) && content.includes(target))
        || (content instanceof Map && [...content.values()].includes(target)) || isTypeObject(content, target);
      if (isThere) return this.part(names?.[field] ?? field);
    }
    return null;
  }

  private part(name: string): Label {
    let label = this.labels.get(name);
    if (label === undefined) {
      label = makeLabel(LabelKind.Part, this.strings.add(name));
      this.labels.set(name, label);
    }
    return label;
  }
}

/** Payloads name a class by its slots; what is held is its object. */
function isTypeObject(content: unknown, target: PyObject): boolean {
  return typeof content === 'object' && content !== null && 'object' in content && content.object === target;
}
