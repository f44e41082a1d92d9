/**
 * Names for what an object holds whose layout has no reader of its own: its payload is a JavaScript record, and the field a reference is
 * in says what it is for (`fget` of a property, `function` of a partial).
 *
 * In: an object, something its `traverse` visits. Out: a label. Only the ledger's words depend on it.
 */
import type { StringTable } from '../base';
import type { PyObject } from '../python/memory';
import type { PyType } from '../python/objects';
import { LabelKind, makeLabel, type Label } from './labels';

/** What Python calls it, by type (without its module) and by our own field. */
const pythonNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  property: { getter: 'fget', setter: 'fset', deleter: 'fdel', name: '__name__', doc: '__doc__' },
  classmethod: { callable: '__func__', dict: '__dict__' },
  staticmethod: { callable: '__func__', dict: '__dict__' },
  _lru_cache_wrapper: { func: '__wrapped__', dict: '__dict__' },
  GenericAlias: { origin: '__origin__', args: '__args__', parameters: '__parameters__' },
  super: { type: '__thisclass__', object: '__self__', objectType: '__self_class__' },
  'method-wrapper': { self: '__self__' },
  traceback: { next: 'tb_next', frame: 'tb_frame' },
};

/** Objects of several library types keep their references in one list (`refs`): what stands where. */
const listNames: Readonly<Record<string, readonly string[]>> = {
  partial: ['func', 'args', 'keywords'],
  _tuplegetter: ['__doc__'],
  TypeVar: ['__name__', '__bound__', '__constraints__'],
  ParamSpec: ['__name__', '__bound__'],
  TypeVarTuple: ['__name__'],
  chain: ['current iterator', 'iterables'],
  accumulate: ['func', 'iterator', 'total', 'initial'],
  compress: ['data', 'selectors'],
  repeat: ['element'],
  batched: ['iterator'],
  pairwise: ['iterator', 'previous'],
  zip_longest: ['iterators', 'result', 'fillvalue'],
  _grouper: ['parent', 'key'],
  itemgetter: ['items'],
  attrgetter: ['attributes'],
  methodcaller: ['name', 'args', 'kwargs'],
  ContextVar: ['name', 'default'],
  Token: ['context', 'var', 'old_value'],
  Scanner: ['pattern', 'string', 'buffer'],
  SRE_Scanner: ['pattern', 'string', 'buffer'],
  TaskStepMethWrapper: ['task', 'exception'],
  starmap: ['iterator', 'function'],
  takewhile: ['iterator', 'predicate'],
  dropwhile: ['iterator', 'predicate'],
  filterfalse: ['iterator', 'predicate'],
  groupby: ['iterator', 'keyfunc', 'target key', 'current key', 'current value'],
  count: ['count', 'step'],
  TypeAliasType: ['__name__', '__type_params__', '__value__', '__module__'],
};

/** The only thing some types hold beside named ones. */
const onlyNames: Readonly<Record<string, string>> = {
  SimpleNamespace: '__dict__', mappingproxy: 'mapping', FutureIter: 'future', _lru_cache_wrapper: 'cached call', Task: 'waiter', Scanner: 'state',
};

export class MemberNames {
  private readonly labels = new Map<string, Label>();

  constructor(private readonly strings: StringTable) {}

  labelOf(holder: PyObject, target: PyObject): Label {
    const { value, attributes } = holder;
    return this.inRecord(holder, value, target) ?? this.inRecord(holder, attributes, target) ?? this.part(onlyNames[plainName((holder.type as PyType).nativeBase.name)] ?? 'part');
  }

  private inRecord(holder: PyObject, record: unknown, target: PyObject): Label | null {
    if (typeof record !== 'object' || record === null) return null;
    if (record === target) return this.part(onlyNames[plainName((holder.type as PyType).nativeBase.name)] ?? 'content');
    if (Array.isArray(record)) {
      const index = record.indexOf(target);
      return index < 0 ? null : makeLabel(LabelKind.Index, index);
    }
    if ('refcnt' in record) return null;
    const typeName = plainName((holder.type as PyType).nativeBase.name);
    const names = pythonNames[typeName];
    for (const [field, content] of Object.entries(record)) {
      if (content === target || isTypeObject(content, target)) return this.part(names?.[field] ?? inWords(field));
      if (Array.isArray(content)) {
        const index = content.indexOf(target);
        if (index >= 0) return this.part(field === 'refs' ? (listNames[typeName]?.[index] ?? `part ${index + 1}`) : (names?.[field] ?? inWords(field)));
      } else if (content instanceof Map && [...content.values()].includes(target)) return this.part(names?.[field] ?? inWords(field));
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

function plainName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** `groupIndex`: group index */
function inWords(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
