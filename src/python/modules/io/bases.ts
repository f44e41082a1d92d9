/** io: the base classes of all streams (CPython Modules/_io/iobase.c), as far as subclasses ask. */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, callMethod, callObject, dictGetString, fast, genericGetDict, genericSetDict, isTrue, iterNext, getIter, length, lookupAttributeString, newBool, newLayoutInstance, newList,
  newStr, noArgs, oneArg, raise, setAttributeString, PythonError,
  type PyModule, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import type { DerivedDefinition } from '../extensionTypes';

/** io.UnsupportedOperation, which is made with the module. */
export function raiseUnsupported(rt: Runtime, operation: string): never {
  const module = dictGetString(rt.modules, '_io') as PyModule | null;
  const type = module === null ? null : dictGetString(module.value.dict, 'UnsupportedOperation');
  if (type === null) return raise(rt, 'OSError', operation);
  const message = newStr(rt, operation);
  const exception = callObject(rt, type, [message]);
  decref(rt, message);
  throw new PythonError(exception);
}

function isClosed(rt: Runtime, self: PyObject): boolean {
  const closed = lookupAttributeString(rt, self, 'closed');
  if (closed === null) return false;
  const result = isTrue(rt, closed);
  decref(rt, closed);
  return result;
}

function checkOpen(rt: Runtime, self: PyObject): void {
  if (isClosed(rt, self)) raise(rt, 'ValueError', 'I/O operation on closed file.');
}

function dictOf(self: PyObject): PyObject | null {
  return self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null);
}

const unsupported = (name: string): ReturnType<typeof fast> => fast(name, (rt) => raiseUnsupported(rt, name));

export const ioBaseType: TypeDefinition = {
  name: '_io._IOBase',
  doc: 'The abstract base class for all I/O classes.',
  gc: true,
  weakrefs: true,
  basicsize: 32,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true },
  slots: {
    new: (rt, type) => newLayoutInstance(rt, type, null),
    iter: (rt, self) => {
      checkOpen(rt, self);
      return incref(self);
    },
    iternext: (rt, self) => {
      const line = callMethod(rt, self, 'readline', []);
      if (length(rt, line) > 0) return line;
      decref(rt, line);
      return null;
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      if (!(self.type as PyType).flags.heap) xdecref(rt, dictOf(self));
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const dict = dictOf(self);
      if (dict !== null) visit(dict);
    },
  },
  methods: [
    unsupported('seek'), unsupported('truncate'), unsupported('fileno'),
    noArgs('tell', (rt, self) => {
      const [zero, one] = [rt.smallInts[5] as PyObject, rt.smallInts[6] as PyObject];
      return callMethod(rt, self, 'seek', [zero, one]);
    }),
    noArgs('flush', (rt, self) => {
      checkOpen(rt, self);
      return incref(rt.none);
    }),
    noArgs('close', (rt, self) => {
      if (isClosed(rt, self)) return incref(rt.none);
      try {
        decref(rt, callMethod(rt, self, 'flush', []));
      } finally {
        setAttributeString(rt, self, '__IOBase_closed', rt.true);
      }
      return incref(rt.none);
    }),
    noArgs('seekable', (rt) => newBool(rt, false)), noArgs('readable', (rt) => newBool(rt, false)), noArgs('writable', (rt) => newBool(rt, false)),
    noArgs('isatty', (rt, self) => {
      checkOpen(rt, self);
      return newBool(rt, false);
    }),
    noArgs('__enter__', (rt, self) => {
      checkOpen(rt, self);
      return incref(self);
    }),
    fast('__exit__', (rt, self) => callMethod(rt, self, 'close', [])),
    fast('readlines', (rt, self) => {
      const lines: PyObject[] = [];
      const iterator = getIter(rt, self);
      for (let line = iterNext(rt, iterator); line !== null; line = iterNext(rt, iterator)) lines.push(line);
      decref(rt, iterator);
      return newList(rt, lines);
    }),
    oneArg('writelines', (rt, self, lines) => {
      checkOpen(rt, self);
      const iterator = getIter(rt, lines);
      try {
        for (let line = iterNext(rt, iterator); line !== null; line = iterNext(rt, iterator)) {
          try {
            decref(rt, callMethod(rt, self, 'write', [line]));
          } finally {
            decref(rt, line);
          }
        }
      } finally {
        decref(rt, iterator);
      }
      return incref(rt.none);
    }),
  ],
  getset: [
    { name: '__dict__', get: genericGetDict, set: genericSetDict },
    {
      name: 'closed',
      get: (rt, self) => {
        const flag = lookupAttributeString(rt, self, '__IOBase_closed');
        if (flag !== null) decref(rt, flag);
        return newBool(rt, flag !== null);
      },
    },
  ],
};

const derived = (name: string, derivedFrom: TypeDefinition, doc: string, methods: TypeDefinition['methods'] = []): DerivedDefinition => ({
  name, doc, derivedFrom, gc: true, weakrefs: true, basicsize: 32, attributes: AttributeStorage.LazyDict, flags: { basetype: true },
  slots: {}, methods,
});

export const rawIoBaseType = derived('_io._RawIOBase', ioBaseType, 'Base class for raw binary I/O.');
export const bufferedIoBaseType = derived('_io._BufferedIOBase', ioBaseType, 'Base class for buffered IO objects.',
  [unsupported('detach'), unsupported('read'), unsupported('read1'), unsupported('write')]);
export const textIoBaseType = derived('_io._TextIOBase', ioBaseType, 'Base class for text I/O.',
  [unsupported('detach'), unsupported('read'), unsupported('readline'), unsupported('write')]);
