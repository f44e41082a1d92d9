/** types.SimpleNamespace (CPython namespaceobject.c): an object that is nothing but its `__dict__`. */
import { decref, incref, type PyObject } from '../memory';
import { getIter, richCompare } from './abstract';
import { genericSetAttribute } from './attributes';
import { dictGet, dictUpdate } from './dict';
import { newDict } from './dictStore';
import type { PyDict, PyStr } from './layouts';
import { listAppend, newList } from './listStore';
import { noArgs } from './methods';
import { raise } from './raise';
import { guardedRepr, reprText } from './reprGuard';
import type { Runtime } from './runtime';
import { newStr } from './str';
import { newTuple } from './tuple';
import { AttributeStorage, type PyType, type TypeDefinition } from './type';
import { isSubtype } from './typeLookup';

type PyNamespace = PyObject<PyDict, PyType>;

const dictOf = (self: PyObject): PyDict => (self as PyNamespace).value;

/** _PyNamespace_New; the dict is taken over. */
export function newSimpleNamespace(rt: Runtime, dict: PyDict | null): PyObject {
  return allocate(rt, rt.types.simpleNamespace, dict ?? newDict(rt));
}

function allocate(rt: Runtime, type: PyType, dict: PyDict): PyObject {
  const self = rt.heap.newContainer(type, dict);
  if (type.ownedByInstances) type.object.refcnt++;
  rt.heap.track(self);
  return self;
}

function describe(rt: Runtime, self: PyObject): PyObject {
  const name = self.type === rt.types.simpleNamespace ? 'namespace' : self.type.name;
  return guardedRepr(rt, self, `${name}(...)`, () => {
    // Two lists, one of the parts and one of the keys, whose memory the next two lists get.
    const dict = incref(dictOf(self));
    const parts = newList(rt, []);
    const keys = newList(rt, dict.value.keys.flatMap((key) => (key === null ? [] : [incref(key)])));
    const iterator = getIter(rt, keys);
    try {
      for (const key of keys.value) {
        if ((key.type as PyType).layout !== rt.types.str || (key as PyStr).value === '') continue;
        const value = dictGet(rt, dict, key);
        if (value === null) continue;
        const part = newStr(rt, `${(key as PyStr).value}=${reprText(rt, incref(value))}`);
        decref(rt, value);
        listAppend(rt, parts, part);
        decref(rt, part);
      }
      return `${name}(${parts.value.map((part) => (part as PyStr).value).join(', ')})`;
    } finally {
      for (const object of [parts, dict, keys, iterator]) decref(rt, object);
    }
  });
}

export const simpleNamespaceType: TypeDefinition = {
  name: 'types.SimpleNamespace',
  doc: 'A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)',
  gc: true,
  basicsize: 24,
  flags: { basetype: true },
  attributes: AttributeStorage.Own,
  ownDict: { get: dictOf },
  slots: {
    setattro: genericSetAttribute,
    repr: describe,
    richcompare: (rt, self, other, op) => {
      const { simpleNamespace } = rt.types;
      if (!isSubtype(self.type as PyType, simpleNamespace) || !isSubtype(other.type as PyType, simpleNamespace)) return incref(rt.notImplemented);
      return richCompare(rt, dictOf(self), dictOf(other), op);
    },
    new: (rt, type) => allocate(rt, type, newDict(rt)),
    init: (rt, self, args, kwargs) => {
      if (args.value.length > 0) raise(rt, 'TypeError', 'no positional arguments expected');
      if (kwargs === null) return;
      if (kwargs.value.keys.some((key) => key !== null && (key.type as PyType).layout !== rt.types.str)) {
        raise(rt, 'TypeError', 'keywords must be strings');
      }
      dictUpdate(rt, dictOf(self), kwargs);
    },
    traverse: (self, visit) => { visit(dictOf(self)); },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      decref(rt, dictOf(self));
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    noArgs('__reduce__', (rt, self) => newTuple(rt, [incref((self.type as PyType).object), incref(rt.emptyTuple), incref(dictOf(self))]),
      'Return state information for pickling'),
  ],
  getset: [{ name: '__dict__', member: true, get: (_rt, self) => incref(dictOf(self)) }],
};
