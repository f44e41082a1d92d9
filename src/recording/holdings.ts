/**
 * What an object holds, reference by reference, each with its label: type by type for the built-in layouts, then what a user
 * class adds (attributes, slots, the class itself).
 *
 * In: an object. Out: `labels` and `targets`, two parallel arrays of `count` entries, valid until the next call; an
 * empty place has target null, so that positions stay what they are. Everything counted is listed, also what `traverse`
 * leaves out because it can't be part of a cycle (the name of a function, the constants of a code object).
 *
 * It reads fields and calls `traverse` only: no Python code runs, no count changes.
 */
import type { StringTable } from '../base';
import type { GcBits, PyObject, WeakrefData } from '../python/memory';
import type {
  BuiltinFunctionData, CodeData, DescriptorData, DictData, ExceptionData, FunctionData, MethodData, ModuleData, PyStr, PyType, RangeData, Runtime, SetData, SharedKeys,
} from '../python/objects';
import type { Frame, GeneratorData } from '../python/vm';
import type { FrameReader } from './frameReader';
import { LabelKind, makeLabel, type Label } from './labels';
import { MemberNames } from './memberNames';

/** `GcBits.DictMaterialized`: only types come across from the runtime. */
const DICT_MATERIALIZED: GcBits.DictMaterialized = 8;

type Reader = (object: PyObject) => void;

export class HoldingReader {
  readonly labels: Label[] = [];
  readonly targets: (PyObject | null)[] = [];
  count = 0;

  private readonly readers: Map<PyType, Reader>;
  private readonly attributeLabels = new Map<SharedKeys, Label[]>();
  /** Readers that visit what `traverse` visits. */
  private readonly traversing = new Set<Reader>();
  private readonly slotLabels = new Map<PyType, Label[]>();
  private readonly classLabel = makeLabel(LabelKind.Class, 0);
  /** For each part name, its label. */
  private readonly parts = new Map<string, Label>();
  private readonly visit = (target: PyObject): void => {
    const holder = this.traversed as PyObject;
    // The type of an instance of a heap type: `subclassPart` lists it.
    if (target !== (holder.type as PyType).object) this.add(this.memberNames.labelOf(holder, target), target);
  };
  /** Whose `traverse` runs. */
  private traversed: PyObject | null = null;
  private readonly memberNames: MemberNames;

  constructor(
    private readonly rt: Runtime,
    private readonly strings: StringTable,
    /** The number of the text of a dict key in its label. */
    private readonly keyText: (key: PyObject) => number,
    private readonly frameReader: FrameReader,
    private readonly isRunning: (frame: Frame) => boolean,
  ) {
    const { types } = rt;
    this.memberNames = new MemberNames(strings);
    this.readers = new Map<PyType, Reader>([
      [types.list, (o) => this.items(o.value as PyObject[])],
      [types.tuple, (o) => this.items(o.value as PyObject[])],
      [types.dict, (o) => this.entries(o.value as DictData)],
      [types.set, (o) => this.members(o.value as SetData)],
      [types.frozenset, (o) => this.members(o.value as SetData)],
      [types.function, (o) => this.function(o.value as FunctionData)],
      [types.method, (o) => this.method(o.value as MethodData)],
      [types.builtinFunction, (o) => this.builtinFunction(o.value as BuiltinFunctionData)],
      [types.cell, (o) => this.part('contents', o.value as PyObject | null)],
      [types.module, (o) => this.part('__dict__', (o.value as ModuleData).dict)],
      [types.type, (o) => this.class(o)],
      [types.code, (o) => this.code(o.value as CodeData)],
      [types.range, (o) => this.range(o.value as RangeData)],
      [types.frame, (o) => this.frame(o)],
      [types.generator, (o) => this.generator(o)],
      [types.coroutine, (o) => this.generator(o)],
      [types.asyncGenerator, (o) => this.generator(o)],
      [types.methodDescriptor, (o) => this.descriptor(o.value as DescriptorData)],
      [types.classMethodDescriptor, (o) => this.descriptor(o.value as DescriptorData)],
      [types.getsetDescriptor, (o) => this.descriptor(o.value as DescriptorData)],
      [types.memberDescriptor, (o) => this.descriptor(o.value as DescriptorData)],
      [types.wrapperDescriptor, (o) => this.descriptor(o.value as DescriptorData)],
      [types.weakref, (o) => this.weakReference(o.value as WeakrefData)],
      [types.weakProxy, (o) => this.weakReference(o.value as WeakrefData)],
      [types.weakCallableProxy, (o) => this.weakReference(o.value as WeakrefData)],
    ]);
  }

  read(object: PyObject): void {
    this.count = 0;
    const type = object.type as PyType;
    const { layout } = type;
    if (layout === this.rt.types.object) {
      this.instance(object, type);
      if (type.ownedByInstances) this.add(this.classLabel, type.object);
      return;
    }
    // A built-in type that extends another's layout visits more than that one does.
    const { nativeBase } = type;
    const reader = this.readers.get(layout) ?? this.readers.get(nativeBase) ?? this.findReader(nativeBase);
    reader(object);
    this.subclassPart(object, type, this.traversing.has(reader));
  }

  /** For layouts without a reader of their own: that of exceptions, else what `traverse` visits. */
  private findReader(layout: PyType): Reader {
    const isException = layout.mro.includes(this.rt.exceptions.BaseException);
    const reader: Reader = isException
      ? (object) => this.exception(object.value as ExceptionData)
      : (object) => {
        this.traversed = object;
        layout.traverse?.(object, this.visit);
      };
    if (!isException) this.traversing.add(reader);
    this.readers.set(layout, reader);
    return reader;
  }

  /** The key and value of a dict's entry. Returns the position of the key. */
  readEntry(object: PyObject, place: number): number {
    this.count = 0;
    const { keys, values } = object.value as DictData;
    this.entry((keys[place] as PyObject | null | undefined) ?? null, (values[place] as PyObject | null | undefined) ?? null);
    return 2 * place;
  }

  private add(label: Label, target: PyObject | null): void {
    this.labels[this.count] = label;
    this.targets[this.count++] = target;
  }

  private part(name: string, target: PyObject | null): void {
    let label = this.parts.get(name);
    if (label === undefined) {
      label = makeLabel(LabelKind.Part, this.strings.add(name));
      this.parts.set(name, label);
    }
    this.add(label, target);
  }

  private items(items: readonly (PyObject | null)[]): void {
    const { labels, targets } = this;
    const { length } = items;
    for (let i = 0; i < length; i++) {
      labels[i] = makeLabel(LabelKind.Index, i);
      targets[i] = items[i] as PyObject | null;
    }
    this.count = length;
  }

  private entries(data: DictData): void {
    const { keys, values } = data;
    for (let i = 0; i < keys.length; i++) this.entry(keys[i] as PyObject | null, values[i] as PyObject | null);
  }

  private entry(key: PyObject | null, value: PyObject | null): void {
    if (key === null) {
      this.add(0, null);
      this.add(0, null);
      return;
    }
    const text = this.keyText(key);
    this.add(makeLabel(LabelKind.Key, text), key);
    this.add(makeLabel(LabelKind.Value, text), value);
  }

  private members(data: SetData): void {
    const { keys } = data;
    for (let i = 0; i < keys.length; i++) this.add(makeLabel(LabelKind.Member, i), keys[i] as PyObject | null);
  }

  private function(data: FunctionData): void {
    this.part('__code__', data.code);
    this.part('__globals__', data.globals);
    this.part('__builtins__', data.builtins);
    this.part('__module__', data.module);
    this.part('__defaults__', data.defaults);
    this.part('__kwdefaults__', data.kwdefaults);
    this.part('__doc__', data.doc);
    this.part('__name__', data.name);
    this.part('__dict__', data.dict);
    this.part('__closure__', data.closure);
    this.part('__annotations__', data.annotations);
    this.part('__qualname__', data.qualname);
    this.part('__type_params__', data.typeParams);
  }

  private method(data: MethodData): void {
    this.part('__func__', data.function);
    this.part('__self__', data.self);
  }

  private builtinFunction(data: BuiltinFunctionData): void {
    this.part('__self__', data.self);
    this.part('__module__', data.module);
  }

  private descriptor(data: DescriptorData): void {
    this.part('__objclass__', data.owner.object);
    this.part('__name__', data.name);
    this.part('__qualname__', data.qualname);
  }

  private code(data: CodeData): void {
    data.consts.forEach((constant, i) => this.add(makeLabel(LabelKind.Constant, i), constant));
    for (const name of data.names) this.part('co_names', name);
    for (const name of data.localsplusnames) this.part('co_varnames', name);
    this.part('co_name', data.name);
    this.part('co_qualname', data.qualname);
    this.part('co_filename', data.filename);
  }

  private range(data: RangeData): void {
    this.part('start', data.start);
    this.part('stop', data.stop);
    this.part('step', data.step);
    this.part('length', data.length);
  }

  private weakReference(data: WeakrefData): void {
    this.add(makeLabel(LabelKind.Weak, 0), data.referent);
    this.part('__callback__', data.callback);
  }

  private exception(data: ExceptionData): void {
    this.part('args', data.args);
    this.part('__notes__', data.notes);
    this.part('__traceback__', data.traceback);
    this.part('__context__', data.context);
    this.part('__cause__', data.cause);
    if (data.members === null) return;
    for (const [name, value] of Object.entries(data.members)) this.part(name, value);
  }

  private class(object: PyObject): void {
    const type = object.value as PyType;
    // A built-in type's namespace is made when it is first needed, which must not be now.
    this.part('__dict__', type.makeNamespace === null ? type.dict : null);
    this.part('__mro__', type.mroTuple);
    this.part('__bases__', type.basesTuple);
    if (type.subclassRegistry === null) for (const reference of type.subclasses.values()) this.part('subclass reference', reference);
    this.part('subclasses', type.subclassRegistry);
    if (!type.flags.heap) return;
    this.part('__base__', type.base?.object ?? null);
    this.part('__name__', type.nameObject);
    this.part('__qualname__', type.qualnameObject);
    this.part('__slots__', type.slotsTuple);
    for (const keys of [type.sharedKeys, type.dictKeys]) if (keys !== null) for (const name of keys.names) this.part('attribute name', name);
  }

  /** What an instance of a user class with the plain layout holds. */
  private instance(object: PyObject, type: PyType): void {
    this.slotMembers(type, object.value as (PyObject | null)[] | null, 0);
    if ((object.gc & DICT_MATERIALIZED) !== 0) {
      this.part('__dict__', object.attributes as PyObject | null);
      return;
    }
    const values = object.attributes as (PyObject | null)[] | null;
    const keys = type.sharedKeys;
    if (values === null || keys === null || !Array.isArray(values)) return;
    const labels = this.labelsOf(keys);
    for (let i = 1; i < values.length; i++) this.add(labels[i - 1] ?? 0, values[i] as PyObject | null);
  }

  private frame(object: PyObject): void {
    const frame = object.value as Frame;
    // While it runs (or is suspended) its slots belong to the call (or the generator), not to the object.
    if (frame.outlived) this.frameSlots(frame);
    this.part('f_back', frame.backObject);
    this.part('f_trace', (object.attributes as { hook: PyObject | null } | null)?.hook ?? null);
  }

  /** While it runs, the frame and what is being handled in it are the call's. */
  private generator(object: PyObject): void {
    const { name, qualname, code, frame, exceptionItem, originOrFinalizer } = object.value as GeneratorData;
    this.part('__name__', name);
    this.part('__qualname__', qualname);
    if (frame === null) this.part('code', code.object);
    this.part(object.type === this.rt.types.coroutine ? 'cr_origin' : 'finalizer hook', originOrFinalizer);
    if (frame === null || this.isRunning(frame)) return;
    this.part('exception being handled', exceptionItem.value);
    this.frameSlots(frame);
  }

  private frameSlots(frame: Frame): void {
    const { frameReader } = this;
    frameReader.read(frame);
    for (let i = 0; i < frameReader.count; i++) this.add(frameReader.labels[i] as Label, frameReader.targets[i] as PyObject | null);
  }

  /** What a subclass of a built-in layout adds: dict, slots, class. `traverse` has visited what the layout itself keeps in `attributes`. */
  private subclassPart(object: PyObject, type: PyType, isTraversed: boolean): void {
    const attributes = object.attributes as (PyObject | null)[] | null;
    if (Array.isArray(attributes)) {
      if (!isTraversed || type.addsLazyDict) this.part('__dict__', attributes[0] ?? null);
      if (!isTraversed) this.extraPart(attributes[1] ?? null);
      this.slotMembers(type, attributes, 2);
    }
    if (type.ownedByInstances) this.add(this.classLabel, type.object);
  }

  /** What some dicts keep beside their payload: the factory of a defaultdict, the order of an OrderedDict. */
  private extraPart(extra: unknown): void {
    if (typeof extra !== 'object' || extra === null) return;
    if ('refcnt' in extra) this.part('default_factory', extra as PyObject);
    else if ('eachHeld' in extra) (extra as { eachHeld(visit: (held: PyObject) => void): void }).eachHeld((held) => this.part('order', held));
  }

  private slotMembers(type: PyType, values: readonly (PyObject | null)[] | null, from: number): void {
    if (values === null || !Array.isArray(values)) return;
    let labels = this.slotLabels.get(type);
    if (labels === undefined) {
      labels = type.slotNames.map((name) => makeLabel(LabelKind.Attribute, this.strings.add(name)));
      this.slotLabels.set(type, labels);
    }
    for (let i = from; i < values.length; i++) this.add(labels[i - from] ?? 0, values[i] as PyObject | null);
  }

  private labelsOf(keys: SharedKeys): Label[] {
    let labels = this.attributeLabels.get(keys);
    if (labels === undefined) {
      labels = [];
      this.attributeLabels.set(keys, labels);
    }
    while (labels.length < keys.names.length) {
      const name = (keys.names[labels.length] as PyStr).value;
      labels.push(makeLabel(LabelKind.Attribute, this.strings.add(name)));
    }
    return labels;
  }
}
