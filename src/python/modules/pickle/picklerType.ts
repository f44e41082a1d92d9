/** The type `_pickle.Pickler`, and `dump`, `dumps` (CPython Modules/_pickle.c). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  asIndexNumber, fastKeywords, isCallable, isIntLike, isTrue, lookupAttributeString, newInt, newLayoutInstance, newMethod, noArgs, raise, type GetSetDefinition,
  type MethodData, type PyStr, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { bindArguments, keywordsOf } from '../keywordArguments';
import { newPicklerMemo, setPicklerMemo } from './memoProxies';
import { DEFAULT_PROTOCOL, HIGHEST_PROTOCOL } from './opcodes';
import { Output } from './output';
import { clearMemo, clearPickler, PicklerData, Saving, typeOf, visitPickler, type PyPickler } from './picklerState';
import { raisePickling } from './state';
import { dump } from './saver';

const BASIC_SIZE = 152;
const dataOf = (self: PyObject): PicklerData => (self as PyPickler).value;

/** _Pickler_SetProtocol, _Pickler_SetBufferCallback */
function configure(rt: Runtime, data: PicklerData, protocol: PyObject | null, fixImports: PyObject | null, bufferCallback: PyObject | null): void {
  let number = DEFAULT_PROTOCOL;
  if (protocol !== null && protocol !== rt.none) {
    number = asIndexNumber(rt, protocol, 'OverflowError');
    if (number < 0) number = HIGHEST_PROTOCOL;
    else if (number > HIGHEST_PROTOCOL) raise(rt, 'ValueError', `pickle protocol must be <= ${HIGHEST_PROTOCOL}`);
  }
  data.protocol = number;
  data.isBinary = number > 0;
  data.fixImports = (fixImports === null || isTrue(rt, fixImports)) && number < 3;
  const callback = bufferCallback === rt.none ? null : bufferCallback;
  if (callback !== null && number < 5) raise(rt, 'ValueError', 'buffer_callback needs protocol >= 5');
  data.bufferCallback = callback === null ? null : incref(callback);
}

function openFile(rt: Runtime, data: PicklerData, file: PyObject): void {
  data.write = lookupAttributeString(rt, file, 'write') ?? raise(rt, 'TypeError', "file must have a 'write' attribute");
}

/** init_method_ref: a method of the object itself is kept as the function, so that no cycle comes about. */
export function ownMethod(rt: Runtime, self: PyObject, name: string): { callable: PyObject | null; isMethod: boolean } {
  const found = lookupAttributeString(rt, self, name);
  if (found === null || found.type !== rt.types.method) return { callable: found, isMethod: false };
  const { function: callable, self: receiver } = found.value as MethodData;
  if (receiver !== self) return { callable: found, isMethod: false };
  incref(callable);
  decref(rt, found);
  return { callable, isMethod: true };
}

/** `dump` and `dumps`, by a Pickler of their own. */
export function pickleOnce(
  rt: Runtime, object: PyObject, file: PyObject | null, protocol: PyObject | null, fixImports: PyObject | null, bufferCallback: PyObject | null,
): PyObject {
  const data = new PicklerData();
  const pickler = newLayoutInstance(rt, extensionType(rt, picklerType), data);
  try {
    configure(rt, data, protocol, fixImports, bufferCallback);
    if (file !== null) openFile(rt, data, file);
    data.output = new Output(rt, data.write);
    dump(new Saving(rt, pickler, data), object);
    if (file === null) return data.output.take();
    data.output.flush();
    return incref(rt.none);
  } finally {
    decref(rt, pickler);
  }
}

function init(rt: Runtime, self: PyObject, args: readonly PyObject[], names: readonly PyStr[] | null): void {
  const data = dataOf(self);
  const [file, protocol, fixImports, bufferCallback] =
    bindArguments(rt, { name: 'Pickler', parameters: ['file', 'protocol', 'fix_imports', 'buffer_callback'], required: 1 }, args, names);
  if (data.write !== null) clearPickler(rt, self);
  configure(rt, data, protocol ?? null, fixImports ?? null, bufferCallback ?? null);
  openFile(rt, data, file as PyObject);
  data.output = new Output(rt, data.write);
  data.fast = 0;
  data.fastNesting = 0;
  data.fastMemo = null;
  const { callable, isMethod } = ownMethod(rt, self, 'persistent_id');
  data.persistentId = callable;
  data.persistentIdIsMethod = isMethod;
  data.dispatchTable ??= lookupAttributeString(rt, self, 'dispatch_table');
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
}

/** A plain number of the object (T_INT). */
const numberMember = (name: string, get: (data: PicklerData) => number, set: (data: PicklerData, value: number) => void): GetSetDefinition => ({
  name,
  member: true,
  get: (rt, self) => newInt(rt, get(dataOf(self))),
  set: (rt, self, value) => {
    if (value === null) raise(rt, 'TypeError', "can't delete numeric/char attribute");
    if (!isIntLike(rt, value)) raise(rt, 'TypeError', `'${value.type.name}' object cannot be interpreted as an integer`);
    set(dataOf(self), Number(value.value));
  },
});

export const picklerType: TypeDefinition = {
  name: '_pickle.Pickler',
  gc: true,
  basicsize: BASIC_SIZE,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newLayoutInstance(rt, type, new PicklerData()),
    init: (rt, self, args, kwargs) => {
      const given = keywordsOf(args, kwargs);
      init(rt, self, given.args, given.names);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearPickler(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: visitPickler,
    clear: clearPickler,
  },
  methods: [
    fastKeywords('dump', (rt, self, args, kwnames) => {
      const [object] = bindArguments(rt, { name: 'dump', parameters: ['obj'], required: 1, positionalOnly: 1 }, args, kwnames);
      const data = dataOf(self);
      if (data.write === null || data.output === null) raisePickling(rt, `Pickler.__init__() was not called by ${typeOf(self).name}.__init__()`);
      data.output.clear();
      dump(new Saving(rt, self, data), object as PyObject);
      data.output.flush();
      return incref(rt.none);
    }),
    noArgs('clear_memo', (rt, self) => {
      clearMemo(rt, dataOf(self));
      return incref(rt.none);
    }),
    noArgs('__sizeof__', (rt, self) => newInt(rt, BASIC_SIZE + memoTableBytes(dataOf(self)) + (dataOf(self).output?.bufferBytes ?? 0))),
  ],
  getset: [
    numberMember('bin', (data) => (data.isBinary ? 1 : 0), (data, value) => {
      data.isBinary = value !== 0;
    }),
    numberMember('fast', (data) => data.fast, (data, value) => {
      data.fast = value;
    }),
    {
      name: 'dispatch_table',
      member: true,
      get: (rt, self) => {
        const { dispatchTable } = dataOf(self);
        if (dispatchTable === null) raise(rt, 'AttributeError', `'${typeOf(self).name}' object has no attribute 'dispatch_table'`);
        return incref(dispatchTable);
      },
      set: (rt, self, value) => {
        const data = dataOf(self);
        const old = data.dispatchTable;
        if (value === null && old === null) raise(rt, 'AttributeError', 'dispatch_table');
        data.dispatchTable = value === null ? null : incref(value);
        if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
        xdecref(rt, old);
      },
    },
    { name: 'memo', get: newPicklerMemo, set: setPicklerMemo },
    {
      name: 'persistent_id',
      get: (rt, self) => {
        const { persistentId, persistentIdIsMethod } = dataOf(self);
        if (persistentId === null) raise(rt, 'AttributeError', 'persistent_id');
        return persistentIdIsMethod ? boundTo(rt, persistentId, self) : incref(persistentId);
      },
      set: (rt, self, value) => {
        if (value === null) raise(rt, 'TypeError', 'attribute deletion is not supported');
        if (!isCallable(value)) raise(rt, 'TypeError', 'persistent_id must be a callable taking one argument');
        const data = dataOf(self);
        const old = data.persistentId;
        data.persistentId = incref(value);
        data.persistentIdIsMethod = false;
        if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
        xdecref(rt, old);
      },
    },
  ],
};

/** The memo's hash table (sizeof(PyMemoTable), PyMemoEntry). */
function memoTableBytes({ memo }: PicklerData): number {
  let slots = 8;
  while (memo.size * 3 >= slots * 2) slots *= 4;
  return 32 + 16 * slots;
}

/** A method made anew of its function. */
export function boundTo(rt: Runtime, callable: PyObject, self: PyObject): PyObject {
  return newMethod(rt, callable, self);
}
