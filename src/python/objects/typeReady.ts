/**
 * Making built-in types from their definitions (typeobject.c PyType_Ready for static types): bases, MRO,
 * inherited slots, and the namespace with its descriptors.
 *
 * In: the shell of a type and its definition. Out: a type that works. A namespace is made when it is
 * first looked at, because most programs touch few of the some 150 types; nothing in it is counted or
 * tracked, as CPython made its own long before a program's first line.
 */
import { makeImmortal, PyObject } from '../memory';
import type { BuiltinFunctionData } from './methods';
import { descriptorData, type DescriptorData } from './descriptors';
import { DictData } from './dictData';
import { dictSetString, dictGetString } from './dictStore';
import type { PyDict, PyStr, PyTuple } from './layouts';
import { varArgsKeywords, type MethodDefinition } from './methods';
import type { Runtime } from './runtime';
import { slotDefinitions } from './slotDefinitions';
import { slotNew } from './slotFunctions';
import { callNewWrapper } from './slotWrappers';
import { internStr, newStr } from './strValue';
import { AttributeStorage, type PyType, type Slots, type TypeDefinition } from './type';
import { hashNotImplemented } from './abstractObject';
import { linearize } from './typeMro';
import { inheritSlots } from './typeSlots';

/** `__new__` of every built-in type; `self` is the type it belongs to. */
const newDefinition: MethodDefinition = varArgsKeywords(
  '__new__', (rt, self, args, kwargs) => callNewWrapper(rt, self, args, slotNew, kwargs),
  '__new__($type, *args, **kwargs)\n--\n\nCreate and return a new object.  See help(type) for accurate signature.',
);

/** PyVectorcall_Call: `tp_call` of a type that has a vectorcall; that of the type itself, whatever a subclass overrides. */
function callThroughVectorcall(vectorcall: NonNullable<Slots['vectorcall']>): NonNullable<Slots['call']> {
  return (rt, self, args, kwargs) => {
    if (kwargs === null || kwargs.value.used === 0) return vectorcall(rt, self, args.value, null);
    const { keys, values } = kwargs.value;
    const names = keys.filter((key) => key !== null) as PyStr[];
    return vectorcall(rt, self, [...args.value, ...values.filter((value) => value !== null)], names);
  };
}

/** Fills in the shell of a built-in type. `bases` must be ready; empty only for `object`. */
export function readyBuiltinType(rt: Runtime, type: PyType, definition: TypeDefinition, bases: readonly PyType[], isException: boolean): void {
  const base = bases[0] ?? null;
  type.definition = definition;
  type.base = base;
  type.bases = [...bases];
  Object.assign(type.flags, definition.flags, { immutable: true });
  type.isGC = definition.gc ?? base?.isGC ?? false;
  type.isWeakref = definition.isWeakref ?? base?.isWeakref ?? false;
  type.basicsize = rt.profile.structSizes.basic[definition.name] ?? definition.basicsize;
  type.itemsize = definition.itemsize ?? base?.itemsize ?? 0;
  type.supportsWeakrefs = (definition.name === 'types.UnionType' && rt.profile.unionsAreWeaklyReferable) || (definition.weakrefs ?? base?.supportsWeakrefs ?? false);
  type.attributeStorage = definition.attributes ?? base?.attributeStorage ?? AttributeStorage.None;
  type.ownDict = definition.ownDict ?? base?.ownDict ?? null;
  type.construct = definition.construct ?? (rt.profile.conversionsAreFast ? definition.laterConstruct : undefined) ?? null;
  type.doc = definition.doc ?? null;
  type.sizeof = definition.sizeof ?? null;
  type.maybeUntrack = definition.maybeUntrack ?? null;
  type.untrackAt = definition.untrackAt === 'full' && rt.heap.tracksDicts ? null : definition.untrackAt ?? null;
  type.layout = base === null || base.base === null || isException ? type : base.layout;
  type.mro = linearize(rt, type);
  Object.assign(type, definition.slots);
  if (type.vectorcall !== null) type.call ??= callThroughVectorcall(type.vectorcall);
  for (const ancestor of type.mro.slice(1)) inheritSlots(type, ancestor);
  if (isHeapType(definition)) ownByInstances(type, definition);
  readyNew(type, base);
  if (type.hash === null) type.hash = hashNotImplemented;
  if (base !== null) for (const parent of type.bases) parent.subclasses.set(type, null);
  type.flags.sequence ||= base?.flags.sequence ?? false;
  type.flags.mapping ||= base?.flags.mapping ?? false;
  type.makeNamespace = () => {
    // CPython made it before the program began: whenever it is needed here, it must not show in the counts.
    const young = rt.heap.generations[0];
    const { count } = young;
    const namespace = makeNamespace(rt, type, definition);
    young.count = count;
    if (rt.heap.observer !== null) rt.heap.observer.mutated(type.object);
    return namespace;
  };
  if (type.ownedByInstances) {
    rt.heap.anchored.add(type.object);
    rt.heap.trackFromStart(type.object);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(type.object);
  }
}

/**
 * Instances of a heap type own a reference to it: `traverse` visits it and `dealloc` gives it back, unless what the type inherits does so already.
 * For instances of classes made by Python `subtypeDealloc` does that.
 */
function ownByInstances(type: PyType, { slots, visitsType }: TypeDefinition): void {
  const inherits = type.base?.ownedByInstances === true;
  type.ownedByInstances = true;
  type.visitsOwnType = visitsType !== 'never';
  const { traverse, dealloc } = type;
  if (!(inherits && slots.dealloc == null)) {
    type.dealloc = (runtime, self) => {
      const { object, flags } = self.type as PyType;
      const outer = runtime.heap.beginHandover(self);
      dealloc(runtime, self);
      runtime.heap.endHandover(self, outer);
      if (!flags.heap && self.refcnt === 0) object.refcnt--;
    };
  }
  if (visitsType === 'never' || (inherits && slots.traverse == null)) return;
  if (visitsType === 'last') {
    type.traverse = (self, visit) => {
      traverse?.(self, visit);
      visit((self.type as PyType).object);
    };
  } else {
    type.traverse = (self, visit) => {
      visit((self.type as PyType).object);
      traverse?.(self, visit);
    };
  }
}

/** References to a heap type of C that CPython counts and nothing here does: of its MRO and of the functions of its namespace (which is made now). */
export function uncountedReferences(type: PyType): number {
  let count = 1;
  for (const value of type.dict.value.values) {
    const callable = value?.type.name === 'staticmethod' ? (value.value as { callable: PyObject }).callable : value;
    if (callable?.type.name === 'builtin_function_or_method' && (callable.value as BuiltinFunctionData).self === type.object) count++;
  }
  return count;
}

/** type_ready_set_new: a built-in type directly below `object` without a `new` can't be instantiated. */
function readyNew(type: PyType, base: PyType | null): void {
  if (type.flags.disallowInstantiation) type.new = null;
  else if (type.new === null && base !== null) {
    if (base.base === null) type.flags.disallowInstantiation = true;
    else type.new = base.new;
  }
}

/** The namespace in CPython's order: `__new__`, special methods, methods, members, attributes, `__doc__`. */
function makeNamespace(rt: Runtime, type: PyType, definition: TypeDefinition): PyDict {
  const dict: PyDict = new PyObject(rt.types.dict, new DictData());
  type.dict = dict;
  const enter = (name: string, object: PyObject): void => {
    dictSetString(rt, dict, internStr(rt, name), object);
    object.refcnt--;
  };
  const describe = (kind: PyType, name: string, rest: Partial<DescriptorData>): PyObject =>
    new PyObject(kind, descriptorData(type, internStr(rt, name), rest));
  if (definition.slots.new !== undefined && definition.slots.new !== null && type.new !== null && definition.inherited?.includes('new') !== true) {
    enter('__new__', unboundBuiltin(rt, newDefinition, type.object));
  }
  for (const row of slotDefinitions) {
    if (row.name === '__hash__' && type.hash === hashNotImplemented && UNHASHABLE_BY_DEFINITION.has(definition.name)) enter('__hash__', makeReference(rt.none));
    const wrapped = ownSlot(type, definition, row.slot);
    if (wrapped === null || row.wrapper === null || wrapped === hashNotImplemented || dictGetString(dict, row.name) !== null) continue;
    enter(row.name, describe(rt.types.wrapperDescriptor, row.name, { wrapper: row, wrapped }));
  }
  for (const method of definition.methods ?? []) enter(method.name, methodObject(rt, type, method, describe));
  for (const row of definition.getset ?? []) {
    if (row.member === true) enter(row.name, describe(rt.types.memberDescriptor, row.name, { getset: row }));
  }
  for (const row of definition.getset ?? []) {
    if (row.member !== true) enter(row.name, describe(rt.types.getsetDescriptor, row.name, { getset: row }));
  }
  const constants = definition.constants?.(rt) ?? {};
  for (const [name, value] of Object.entries(constants)) enter(name, value);
  if (dictGetString(dict, '__doc__') === null) enter('__doc__', documentation(rt, definition));
  // Not where it is inherited (type_ready_set_hash).
  const inheritsHash = definition.slots.richcompare == null && type.base?.hash === hashNotImplemented;
  if (type.hash === hashNotImplemented && !inheritsHash && dictGetString(dict, '__hash__') === null) enter('__hash__', makeReference(rt.none));
  // PyType_FromMetaclass, after the type is ready.
  if (isHeapType(definition) && dictGetString(dict, '__module__') === null) enter('__module__', newStr(rt, definition.name.includes('.') ? definition.name.slice(0, definition.name.lastIndexOf('.')) : 'builtins'));
  rt.heap.untrack(dict);
  if (isCoreType(rt, type)) trackNamespace(rt, type, dict);
  return dict;
}

function isCoreType({ types, exceptions }: Runtime, type: PyType): boolean {
  return Object.values(types).includes(type) || Object.values(exceptions).includes(type);
}

/** What CPython's start made and the collector knows: a namespace with its descriptors. */
function trackNamespace(rt: Runtime, type: PyType, dict: PyDict): void {
  for (const value of dict.value.values) {
    if (value !== null && value.type.isGC && value.gcNext === null && value !== rt.emptyTuple) rt.heap.trackFromStart(value);
  }
  rt.heap.trackFromStart(dict);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(type.object);
}

/** Built-in types whose C definition leaves tp_getattro out; nearly all others name the generic one. */
const WITHOUT_GETATTRO: ReadonlySet<string> = new Set([
  'bool', 'NoneType', 'NotImplementedType', 'ellipsis', 'collections.OrderedDict', 'odict_keys', 'odict_values', 'odict_items',
  'datetime.timezone', 'datetime.IsoCalendarDate', '_queue.SimpleQueue', '_pickle.Pickler', '_pickle.Unpickler',
  '_pickle.PicklerMemoProxy', '_pickle.UnpicklerMemoProxy', 'pickle.PickleBuffer',
  'functools._lru_cache_wrapper', 'collections._tuplegetter', 'itertools._tee', '_thread.lock', '_thread.RLock', 're.Pattern', 're.Match', '_sre.SRE_Scanner',
  '_io.StringIO', '_io.BytesIO', '_io.TextIOWrapper', '_io.BufferedReader', '_io.BufferedWriter', '_io.BufferedRandom', '_io.BufferedRWPair', '_random.Random',
  'time.struct_time',
]);

/** Types whose C definition says itself that they can't be hashed; in others `__hash__ = None` is added at the end. */
const UNHASHABLE_BY_DEFINITION: ReadonlySet<string> = new Set(['list', 'dict', 'set', 'collections.deque']);

/** Static types of modules; their names have a module, too. */
const STATIC_TYPE = /^(_contextvars|datetime|sys|types|weakref)\.|^(collections\.OrderedDict|decimal\.(Context|Decimal)|pickle\.PickleBuffer|typing\.TypeAliasType)$/;

/** Whether CPython makes the type at run time; see `TypeDefinition.isHeapType`. */
export function isHeapType({ isHeapType: stated, name }: TypeDefinition): boolean {
  return stated ?? (name.includes('.') && !STATIC_TYPE.test(name));
}

/** The function of a slot the type itself defines, or null. */
function ownSlot(type: PyType, definition: TypeDefinition, slot: keyof Slots): unknown {
  if (slot === 'call' && definition.slots.vectorcall != null) return type.call;
  if (definition.inherited?.includes(slot) === true) return null;
  const own = definition.slots[slot] ?? null;
  if (own !== null || slot !== 'getattro' || WITHOUT_GETATTRO.has(definition.name)) return own;
  return type.mro.length > 1 && !('bases' in definition) ? type.getattro : null;
}

function makeReference(object: PyObject): PyObject {
  object.refcnt++;
  return object;
}

function documentation(rt: Runtime, { doc, name }: TypeDefinition): PyObject {
  if (doc === undefined) return makeReference(rt.none);
  // _PyType_GetDocFromInternalDoc: a signature line in front is not part of the text.
  const end = doc.startsWith(`${name}(`) ? doc.indexOf(')\n--\n\n') : -1;
  return newStr(rt, end < 0 ? doc : doc.slice(end + 6));
}

function methodObject(
  rt: Runtime, type: PyType, method: MethodDefinition, describe: (kind: PyType, name: string, rest: Partial<DescriptorData>) => PyObject,
): PyObject {
  switch (method.binding) {
    case 'instance': return describe(rt.types.methodDescriptor, method.name, { definition: method });
    case 'class': return describe(rt.types.classMethodDescriptor, method.name, { definition: method });
    case 'static': {
      const callable = unboundBuiltin(rt, method, type.object);
      return new PyObject(rt.types.staticmethod, { callable, dict: null });
    }
  }
}

/** A builtin function of a type's namespace; the type is immortal, so the reference is not counted. */
function unboundBuiltin(rt: Runtime, definition: MethodDefinition, self: PyObject): PyObject {
  const data: BuiltinFunctionData = { definition, self, module: null };
  return new PyObject(rt.types.builtinFunction, data);
}

/** `__bases__` (borrowed); made when first asked for in a built-in type. */
export function basesTupleOf(rt: Runtime, type: PyType): PyTuple {
  type.basesTuple ??= uncountedTuple(rt, type.bases);
  return type.basesTuple;
}

/** `__mro__` (borrowed). */
export function mroTupleOf(rt: Runtime, type: PyType): PyTuple {
  type.mroTuple ??= uncountedTuple(rt, type.mro);
  return type.mroTuple;
}

function uncountedTuple(rt: Runtime, types: readonly PyType[]): PyTuple {
  return makeImmortal(new PyObject(rt.types.tuple, types.map(({ object }) => object as PyObject)));
}
