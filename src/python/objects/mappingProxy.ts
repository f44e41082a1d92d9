/** mappingproxy: a read-only view of a mapping, what `Class.__dict__` gives (CPython descrobject.c). */
import { decref, incref, type PyObject } from '../memory';
import {
  callMethod, contains, getItem, getIter, hash, length, numberOr, repr, richCompare, str,
} from './abstract';
import { newGenericAlias } from './genericAlias';
import { classMethod, fast, noArgs, oneArg, type MethodDefinition } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import type { PyType, TypeDefinition } from './type';

type PyMappingProxy = PyObject<PyObject, PyType>;

const mappingOf = (self: PyObject): PyObject => (self as PyMappingProxy).value;

/** PyDictProxy_New; `mapping` borrowed. */
export function newMappingProxy(rt: Runtime, mapping: PyObject): PyObject {
  const proxy = rt.heap.newContainer(rt.types.mappingProxy, incref(mapping));
  rt.heap.track(proxy);
  return proxy;
}

const forward = (name: string, doc: string): MethodDefinition => noArgs(name, (rt, self) => callMethod(rt, mappingOf(self), name, []), doc);

/** Both operands without their proxies. */
function union(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const unwrap = (object: PyObject): PyObject => (object.type === rt.types.mappingProxy ? mappingOf(object) : object);
  return numberOr(rt, unwrap(left), unwrap(right));
}

export const mappingProxyType: TypeDefinition = {
  name: 'mappingproxy',
  gc: true,
  basicsize: 24,
  flags: { mapping: true },
  slots: {
    repr: (rt, self) => {
      const shown = repr(rt, mappingOf(self));
      const text = newStr(rt, `mappingproxy(${shown.value})`);
      decref(rt, shown);
      return text;
    },
    str: (rt, self) => str(rt, mappingOf(self)),
    hash: (rt, self) => hash(rt, mappingOf(self)),
    richcompare: (rt, self, other, op) => richCompare(rt, mappingOf(self), other, op),
    iter: (rt, self) => getIter(rt, mappingOf(self)),
    mpLength: (rt, self) => length(rt, mappingOf(self)),
    mpSubscript: (rt, self, key) => getItem(rt, mappingOf(self), key),
    sqContains: (rt, self, key) => contains(rt, mappingOf(self), key),
    nbOr: union,
    nbInplaceOr: (rt) => raise(rt, 'TypeError', "'|=' is not supported by mappingproxy; use '|' instead"),
    new: (rt, _type, args) => {
      const [mapping] = args.value;
      if (mapping === undefined || args.value.length !== 1) {
        raise(rt, 'TypeError', args.value.length === 0
          ? "mappingproxy() missing required argument 'mapping' (pos 1)" : `mappingproxy() takes at most 1 argument (${args.value.length} given)`);
      }
      const { mpSubscript, layout } = mapping.type as PyType;
      if (mpSubscript === null || layout === rt.types.list || layout === rt.types.tuple) {
        raise(rt, 'TypeError', `mappingproxy() argument must be a mapping, not ${mapping.type.name}`);
      }
      return newMappingProxy(rt, mapping);
    },
    traverse: (self, visit) => { visit(mappingOf(self)); },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      decref(rt, mappingOf(self));
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    fast('get', (rt, self, args) => {
      if (args.length < 1 || args.length > 2) {
        const limit = args.length < 1 ? 'at least 1' : 'at most 2';
        raise(rt, 'TypeError', `get expected ${limit} argument${args.length < 1 ? '' : 's'}, got ${args.length}`);
      }
      return callMethod(rt, mappingOf(self), 'get', [args[0] as PyObject, args[1] ?? rt.none]);
    }, 'Return the value for key if key is in the mapping, else default.'),
    forward('keys', 'D.keys() -> a set-like object providing a view on D\'s keys'),
    forward('values', 'D.values() -> an object providing a view on D\'s values'),
    forward('items', 'D.items() -> a set-like object providing a view on D\'s items'),
    forward('copy', 'D.copy() -> a shallow copy of D'),
    classMethod(oneArg('__class_getitem__', (rt, self, item) => newGenericAlias(rt, self, item), 'See PEP 585')),
    noArgs('__reversed__', (rt, self) => callMethod(rt, mappingOf(self), '__reversed__', []), 'D.__reversed__() -> reverse iterator'),
  ],
};
