/** types.UnionType: `int | str` (CPython unionobject.c). */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { getAttribute, hash, richCompare, richCompareBool } from './abstract';
import { genericGetAttribute } from './attributes';
import type { PyTuple } from './layouts';
import type { Runtime } from './runtime';
import { newFrozenset } from './setStore';
import { newStr } from './strValue';
import { packTuple } from './tuple';
import { CompareOp, type PyType, type TypeDefinition } from './type';
import { argumentText, collectParameters, substituteParameters } from './typeParameters';
import { numberOr } from './abstractNumber';

interface UnionData { readonly args: PyTuple; parameters: PyTuple | null }
type PyUnion = PyObject<UnionData, PyType>;

const dataOf = (self: PyObject): UnionData => (self as PyUnion).value;

function isUnionable(rt: Runtime, object: PyObject): boolean {
  const type = object.type as PyType;
  return object === rt.none || type.layout === rt.types.type || type.layout === rt.types.genericAlias || type === rt.types.union
    || type.name === 'typing.TypeAliasType';
}

/** The members an operand brings; None stands for its type. */
function membersOf(rt: Runtime, object: PyObject): readonly PyObject[] {
  if (object.type === rt.types.union) return dataOf(object).args.value;
  return [object === rt.none ? rt.types.NoneType.object : object];
}

/** The `|` of types (_Py_union_type_or); both borrowed. */
export function newUnion(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  if (!isUnionable(rt, left) || !isUnionable(rt, right)) return incref(rt.notImplemented);
  const members: PyObject[] = [];
  const firstMembers = membersOf(rt, left);
  members.push(...firstMembers);
  let added = false;
  for (const candidate of membersOf(rt, right)) {
    if (members.some((member) => isSame(rt, member, candidate))) continue;
    members.push(candidate);
    added = true;
  }
  // Nothing new: the left operand itself is the union.
  if (!added) return incref(left === rt.none ? rt.types.NoneType.object : left);
  const args = packTuple(rt, members);
  const union = rt.heap.newContainer<UnionData, PyType>(rt.types.union, { args, parameters: null });
  rt.heap.track(union);
  return union;
}

/** Classes by identity, generic aliases by equality. */
function isSame(rt: Runtime, left: PyObject, right: PyObject): boolean {
  if (left === right) return true;
  const isAlias = (object: PyObject): boolean => (object.type as PyType).layout === rt.types.genericAlias;
  return isAlias(left) && isAlias(right) && richCompareBool(rt, left, right, CompareOp.Eq);
}

function parametersOf(rt: Runtime, self: PyObject): PyTuple {
  const data = dataOf(self);
  if (data.parameters === null) {
    data.parameters = collectParameters(rt, data.args);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  }
  return data.parameters;
}

function asSet(rt: Runtime, self: PyObject): PyObject {
  return newFrozenset(rt, dataOf(self).args.value);
}

export const unionType: TypeDefinition = {
  name: 'types.UnionType',
  doc: 'Represent a PEP 604 union type\n\nE.g. for int | str',
  gc: true,
  basicsize: 32,
  slots: {
    // union_getattro is not the generic function, so that a look-up in vain makes an exception (_PyObject_LookupAttr).
    getattro: (rt, self, name) => (name.value === '__module__' ? getAttribute(rt, (self.type as PyType).object, name) : genericGetAttribute(rt, self, name)),
    repr: (rt, self) => newStr(rt, dataOf(self).args.value.map((member) => argumentText(rt, member)).join(' | ')),
    hash: (rt, self) => {
      const set = asSet(rt, self);
      try {
        return hash(rt, set);
      } finally {
        decref(rt, set);
      }
    },
    richcompare: (rt, self, other, op) => {
      if ((op !== CompareOp.Eq && op !== CompareOp.Ne) || other.type !== rt.types.union) return incref(rt.notImplemented);
      const left = asSet(rt, self);
      const right = asSet(rt, other);
      try {
        return richCompare(rt, left, right, op);
      } finally {
        decref(rt, left);
        decref(rt, right);
      }
    },
    nbOr: newUnion,
    mpSubscript: (rt, self, item) => {
      const members = substituteParameters(rt, self, dataOf(self).args, parametersOf(rt, self), item);
      try {
        const [first, ...rest] = members.value as [PyObject, ...PyObject[]];
        let result = incref(first);
        for (const member of rest) {
          const next = numberOr(rt, result, member);
          decref(rt, result);
          result = next;
        }
        return result;
      } finally {
        decref(rt, members);
      }
    },
    traverse: (self, visit) => {
      const { args, parameters } = dataOf(self);
      visit(args);
      if (parameters !== null) visit(parameters);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { args, parameters } = dataOf(self);
      decref(rt, args);
      xdecref(rt, parameters);
      rt.heap.freeContainer(self);
    },
  },
  getset: [
    { name: '__args__', member: true, get: (_rt, self) => incref(dataOf(self).args) },
    { name: '__parameters__', get: (rt, self) => incref(parametersOf(rt, self)) },
  ],
};
