/** The type `_pickle.Unpickler`, and `load`, `loads` (CPython Modules/_pickle.c). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  BufferFlags, bufferBytes, fast, getBuffer, getIter, isCallable, isStrLike, isTrue, newInt, newLayoutInstance, noArgs, raise, releaseBuffer,
  type PyStr, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { bindArguments, keywordsOf } from '../keywordArguments';
import { findClass } from './globals';
import { Input } from './input';
import { load, Loading } from './loader';
import { newUnpicklerMemo, setUnpicklerMemo } from './memoProxies';
import { boundTo, ownMethod } from './picklerType';
import { raiseUnpickling } from './state';
import { clearUnpickler, UnpicklerData, visitUnpickler, type PyUnpickler } from './unpicklerState';

/** How text and names of Python 2 are read, and where buffers beside the pickle come from. */
export interface LoadOptions {
  readonly fixImports: PyObject | null;
  readonly encoding: PyObject | null;
  readonly errors: PyObject | null;
  readonly buffers: PyObject | null;
}

const BASIC_SIZE = 272;
const dataOf = (self: PyObject): UnpicklerData => (self as PyUnpickler).value;

function textArgument(rt: Runtime, name: string, parameter: string, object: PyObject | null, otherwise: string): string {
  if (object === null) return otherwise;
  if (!isStrLike(rt, object)) raise(rt, 'TypeError', `${name}() argument '${parameter}' must be str, not ${object === rt.none ? 'None' : object.type.name}`);
  if (object.value.includes('\0')) raise(rt, 'ValueError', 'embedded null character');
  return object.value;
}

function configure(rt: Runtime, name: string, data: UnpicklerData, { fixImports, encoding, errors, buffers }: LoadOptions): void {
  data.fixImports = fixImports === null || isTrue(rt, fixImports);
  data.encoding = textArgument(rt, name, 'encoding', encoding, 'ASCII');
  data.errors = textArgument(rt, name, 'errors', errors, 'strict');
  data.buffers = buffers === null || buffers === rt.none ? null : getIter(rt, buffers);
}

/** `load` and `loads`, by an Unpickler of their own. */
export function unpickleOnce(rt: Runtime, source: PyObject, isFile: boolean, options: LoadOptions): PyObject {
  const data = new UnpicklerData();
  const unpickler = newLayoutInstance(rt, extensionType(rt, unpicklerType), data);
  try {
    data.input = new Input(rt);
    if (isFile) {
      data.input.setFile(source);
      configure(rt, 'load', data, options);
      return load(new Loading(rt, unpickler, data, true));
    }
    const buffer = getBuffer(rt, source, BufferFlags.Simple);
    try {
      configure(rt, 'loads', data, options);
      data.input.setBytes(bufferBytes(buffer));
      return load(new Loading(rt, unpickler, data, true));
    } finally {
      releaseBuffer(rt, buffer);
    }
  } finally {
    decref(rt, unpickler);
  }
}

function init(rt: Runtime, self: PyObject, args: readonly PyObject[], names: readonly PyStr[] | null): void {
  const data = dataOf(self);
  const [file, fixImports = null, encoding = null, errors = null, buffers = null] = bindArguments(
    rt, { name: 'Unpickler', parameters: ['file', 'fix_imports', 'encoding', 'errors', 'buffers'], required: 1, maximumPositional: 1 }, args, names,
  );
  if (data.input !== null) clearUnpickler(rt, self);
  const input = new Input(rt);
  input.setFile(file as PyObject);
  data.input = input;
  configure(rt, 'Unpickler', data, { fixImports, encoding, errors, buffers });
  const { callable, isMethod } = ownMethod(rt, self, 'persistent_load');
  data.persistentLoad = callable;
  data.persistentLoadIsMethod = isMethod;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
}

export const unpicklerType: TypeDefinition = {
  name: '_pickle.Unpickler',
  gc: true,
  basicsize: BASIC_SIZE,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newLayoutInstance(rt, type, new UnpicklerData()),
    init: (rt, self, args, kwargs) => {
      const given = keywordsOf(args, kwargs);
      init(rt, self, given.args, given.names);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearUnpickler(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: visitUnpickler,
    clear: clearUnpickler,
  },
  methods: [
    noArgs('load', (rt, self) => {
      const data = dataOf(self);
      if (data.input === null) raiseUnpickling(rt, `Unpickler.__init__() was not called by ${self.type.name}.__init__()`);
      return load(new Loading(rt, self, data, self.type === extensionType(rt, unpicklerType)));
    }),
    fast('find_class', (rt, self, args) => {
      if (args.length !== 2) raise(rt, 'TypeError', `find_class() takes exactly 2 positional arguments (${args.length} given)`);
      const data = dataOf(self);
      return findClass(rt, args[0] as PyObject, args[1] as PyObject, data.protocol, data.fixImports);
    }),
    noArgs('__sizeof__', (rt, self) => {
      const { encoding, errors, memoRoom, marksRoom, input } = dataOf(self);
      return newInt(rt, BASIC_SIZE + 8 * (memoRoom + marksRoom) + (input === null ? 0 : encoding.length + errors.length + 2 + input.lineBytes));
    }),
  ],
  getset: [
    { name: 'memo', get: newUnpicklerMemo, set: setUnpicklerMemo },
    {
      name: 'persistent_load',
      get: (rt, self) => {
        const { persistentLoad, persistentLoadIsMethod } = dataOf(self);
        if (persistentLoad === null) raise(rt, 'AttributeError', 'persistent_load');
        return persistentLoadIsMethod ? boundTo(rt, persistentLoad, self) : incref(persistentLoad);
      },
      set: (rt, self, value) => {
        if (value === null) raise(rt, 'TypeError', 'attribute deletion is not supported');
        if (!isCallable(value)) raise(rt, 'TypeError', 'persistent_load must be a callable taking one argument');
        const data = dataOf(self);
        const old = data.persistentLoad;
        data.persistentLoad = incref(value);
        data.persistentLoadIsMethod = false;
        if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
        xdecref(rt, old);
      },
    },
  ],
};
