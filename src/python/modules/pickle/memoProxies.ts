/** `Pickler.memo` and `Unpickler.memo`: views of a memo that can be copied and assigned (CPython Modules/_pickle.c PicklerMemoProxy, UnpicklerMemoProxy). */
import { decref, incref, type PyObject } from '../../memory';
import {
  dictSet, hashNotImplemented, isDictLike, isIntLike, isTupleLike, newDict, newInt, newLayoutInstance, newTuple, noArgs, raise,
  type Payload, type PyDict, type PyInt, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { clearMemo, type PyPickler } from './picklerState';
import { dropMemo, type PyUnpickler } from './unpicklerState';

type PyProxy = Payload<{ target: PyObject | null }>;
const targetOf = (self: PyObject): PyObject => (self as PyProxy).value.target as PyObject;

function proxyType(name: string, clear: (rt: Runtime, target: PyObject) => void, copy: (rt: Runtime, target: PyObject) => PyDict): TypeDefinition {
  const drop = (rt: Runtime, self: PyObject): void => {
    const data = (self as PyProxy).value;
    const { target } = data;
    data.target = null;
    if (target !== null) decref(rt, target);
  };
  return {
    name,
    gc: true,
    basicsize: 24,
    flags: { basetype: true, immutable: true },
    slots: {
      hash: hashNotImplemented,
      dealloc: (rt, self) => {
        rt.heap.untrack(self);
        drop(rt, self);
        rt.heap.freeContainer(self);
      },
      traverse: (self, visit) => {
        const { target } = (self as PyProxy).value;
        if (target !== null) visit(target);
      },
      clear: drop,
    },
    methods: [
      noArgs('clear', (rt, self) => {
        clear(rt, targetOf(self));
        return incref(rt.none);
      }),
      noArgs('copy', (rt, self) => copy(rt, targetOf(self))),
      noArgs('__reduce__', (rt, self) => newTuple(rt, [incref(rt.types.dict.object), newTuple(rt, [copy(rt, targetOf(self))])])),
    ],
  };
}

const picklerMemoType = proxyType('_pickle.PicklerMemoProxy', (rt, target) => clearMemo(rt, (target as PyPickler).value), (rt, target) => {
  const result = newDict(rt);
  for (const [object, index] of (target as PyPickler).value.memo) {
    const key = newInt(rt, rt.identityOf(object));
    const value = newTuple(rt, [newInt(rt, index), incref(object)]);
    dictSet(rt, result, key, value);
    decref(rt, key);
    decref(rt, value);
  }
  return result;
});

const unpicklerMemoType = proxyType('_pickle.UnpicklerMemoProxy', (rt, target) => dropMemo(rt, (target as PyUnpickler).value), (rt, target) => {
  const result = newDict(rt);
  (target as PyUnpickler).value.memo.forEach((object, index) => {
    if (object === null) return;
    const key = newInt(rt, index);
    dictSet(rt, result, key, object);
    decref(rt, key);
  });
  return result;
});

const newProxy = (rt: Runtime, definition: TypeDefinition, target: PyObject): PyObject =>
  newLayoutInstance(rt, extensionType(rt, definition), { target: incref(target) });

export const newPicklerMemo = (rt: Runtime, pickler: PyObject): PyObject => newProxy(rt, picklerMemoType, pickler);
export const newUnpicklerMemo = (rt: Runtime, unpickler: PyObject): PyObject => newProxy(rt, unpicklerMemoType, unpickler);

function refuse(rt: Runtime, proxy: string, value: PyObject): never {
  return raise(rt, 'TypeError', `'memo' attribute must be ${proxy} object or dict, not ${value.type.name.slice(0, 200)}`);
}

/** What a program assigns: a proxy's memo, or a dict of id to (index, object). */
export function setPicklerMemo(rt: Runtime, self: PyObject, value: PyObject | null): void {
  if (value === null) raise(rt, 'TypeError', 'attribute deletion is not supported');
  const memo = new Map<PyObject, number>();
  if (value.type === extensionType(rt, picklerMemoType)) {
    for (const [object, index] of (targetOf(value) as PyPickler).value.memo) memo.set(object, index);
  } else if (isDictLike(rt, value)) {
    for (const pair of value.value.values) {
      if (pair === null) continue;
      if (!isTupleLike(rt, pair) || pair.value.length !== 2) raise(rt, 'TypeError', "'memo' values must be 2-item tuples");
      const [index, object] = pair.value as [PyObject, PyObject];
      if (!isIntLike(rt, index)) raise(rt, 'TypeError', 'an integer is required');
      memo.set(object, Number(index.value));
    }
  } else refuse(rt, 'a PicklerMemoProxy', value);
  for (const object of memo.keys()) incref(object);
  clearMemo(rt, (self as PyPickler).value);
  (self as PyPickler).value.memo = memo;
}

/** The same of an Unpickler: a dict of index to object. */
export function setUnpicklerMemo(rt: Runtime, self: PyObject, value: PyObject | null): void {
  if (value === null) raise(rt, 'TypeError', 'attribute deletion is not supported');
  const memo: (PyObject | null)[] = [];
  if (value.type === extensionType(rt, unpicklerMemoType)) memo.push(...(targetOf(value) as PyUnpickler).value.memo);
  else if (isDictLike(rt, value)) {
    value.value.keys.forEach((key, entry) => {
      if (key === null) return;
      if (!isIntLike(rt, key)) raise(rt, 'TypeError', 'memo key must be integers');
      const index = Number((key as PyInt).value);
      if (index < 0) raise(rt, 'ValueError', 'memo key must be positive integers.');
      while (memo.length < index) memo.push(null);
      memo[index] = value.value.values[entry] as PyObject;
    });
  } else refuse(rt, 'an UnpicklerMemoProxy', value);
  for (const object of memo) if (object !== null) incref(object);
  dropMemo(rt, (self as PyUnpickler).value);
  (self as PyUnpickler).value.memo = memo;
}

