/** super (typeobject.c superobject): attribute look-up that starts after a class in the MRO. */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { callObject, lookupAttributeString } from './abstract';
import { readKeywords, refuseKeywords } from './argumentParsing';
import { genericGetAttribute } from './attributes';
import { dictGetString } from './dictStore';
import type { PyStr, PyTypeObject } from './layouts';
import { hold, release } from './nativeHold';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import type { PyType, TypeDefinition } from './type';
import { isSubtype } from './typeLookup';

interface SuperData {
  /** The class after which the search starts (`__thisclass__`); owned. */
  type: PyTypeObject | null;
  object: PyObject | null;
  /** The class whose MRO is searched; owned. */
  objectType: PyTypeObject | null;
}
type PySuper = PyObject<SuperData, PyType>;

const dataOf = (self: PyObject): SuperData => (self as PySuper).value;

function allocate(rt: Runtime, type: PyType): PyObject {
  const self = rt.heap.newContainer<SuperData, PyType>(type, { type: null, object: null, objectType: null });
  if (type.ownedByInstances) type.object.refcnt++;
  rt.heap.track(self);
  return self;
}

/** supercheck: the class whose MRO counts (new reference). */
function checkedType(rt: Runtime, type: PyType, object: PyObject): PyTypeObject {
  if ((object.type as PyType).layout === rt.types.type && isSubtype((object as PyTypeObject).value, type)) return incref(object) as PyTypeObject;
  if (isSubtype(object.type as PyType, type)) return incref((object.type as PyType).object);
  const claimed = lookupAttributeString(rt, object, '__class__');
  if (claimed !== null) {
    if ((claimed.type as PyType).layout === rt.types.type && claimed !== (object.type as PyType).object && isSubtype((claimed as PyTypeObject).value, type)) {
      return claimed as PyTypeObject;
    }
    decref(rt, claimed);
  }
  raise(rt, 'TypeError', 'super(type, obj): obj must be an instance or subtype of type');
}

/** super.__init__ with the arguments in vectorcall form. */
function initialize(rt: Runtime, self: PyObject, args: readonly PyObject[]): void {
  if (args.length > 2) raise(rt, 'TypeError', `super() expected at most 2 arguments, got ${args.length}`);
  let [typeObject, object = null] = args as readonly (PyObject | null)[] as [PyObject | undefined, PyObject | null | undefined];
  if (typeObject === undefined) {
    const found = rt.superArguments();
    typeObject = found.type;
    object = found.self;
  } else if ((typeObject.type as PyType).layout !== rt.types.type) {
    raise(rt, 'TypeError', `super() argument 1 must be a type, not ${typeObject.type.name}`);
  }
  if (object === rt.none || object === undefined) object = null;
  const start = typeObject as PyTypeObject;
  const objectType = object === null ? null : checkedType(rt, start.value, object);
  const data = dataOf(self);
  const { type: oldType, object: oldObject, objectType: oldObjectType } = data;
  data.type = incref(start);
  data.object = object === null ? null : incref(object);
  data.objectType = objectType;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, oldType);
  xdecref(rt, oldObject);
  xdecref(rt, oldObjectType);
}

/** What `super(type, object).name` finds in the classes after `type`, not bound (borrowed), or null. */
function findAfter(start: PyType, objectType: PyType, name: string): PyObject | null {
  const { mro } = objectType;
  const position = mro.indexOf(start);
  if (position < 0) return null;
  for (let index = position + 1; index < mro.length; index++) {
    const found = dictGetString((mro[index] as PyType).dict, name);
    if (found !== null) return found;
  }
  return null;
}

function bindAfter(rt: Runtime, start: PyType, object: PyObject | null, objectType: PyTypeObject, name: PyStr): PyObject | null {
  if (name.value === '__class__') return null;
  const found = findAfter(start, objectType.value, name.value);
  if (found === null) return null;
  const get = (found.type as PyType).descrGet;
  if (get === null) return incref(found);
  hold(rt, found, 'attribute look-up');
  try {
    return get(rt, found, object === objectType ? null : object, objectType.value);
  } finally {
    release(rt, found);
  }
}

export interface SuperAttribute {
  /** New reference. */
  readonly value: PyObject;
  /** `value` is a function of the class which still wants self. */
  readonly unbound: boolean;
}

/** `super(type, self).name` without a super object (_PySuper_Lookup); null when the generic way must be taken. */
export function superLookup(rt: Runtime, type: PyType, self: PyObject, name: PyStr, forCall: boolean): SuperAttribute | null {
  const objectType = checkedType(rt, type, self);
  try {
    if (forCall && name.value !== '__class__' && self !== objectType) {
      const found = findAfter(type, objectType.value, name.value);
      if (found !== null && (found.type as PyType).flags.methodDescriptor) return { value: incref(found), unbound: true };
    }
    const value = bindAfter(rt, type, self, objectType, name);
    return value === null ? null : { value, unbound: false };
  } finally {
    decref(rt, objectType);
  }
}

function getAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject {
  const { type, object, objectType } = dataOf(self);
  if (type !== null && objectType !== null) {
    const found = bindAfter(rt, type.value, object, objectType, name);
    if (found !== null) return found;
  }
  return genericGetAttribute(rt, self, name);
}

export const superType: TypeDefinition = {
  name: 'super',
  doc: 'super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def cmeth(cls, arg):\n        super().cmeth(arg)\n',
  gc: true,
  basicsize: 40,
  flags: { basetype: true },
  construct: (rt, type, args, kwnames) => {
    if (kwnames !== null && kwnames.length > 0) raise(rt, 'TypeError', 'super() takes no keyword arguments');
    const self = allocate(rt, type);
    try {
      initialize(rt, self, args);
    } catch (error) {
      decref(rt, self);
      throw error;
    }
    return self;
  },
  slots: {
    repr: (rt, self) => {
      const { type, objectType } = dataOf(self);
      const owner = type === null ? 'NULL' : type.value.name;
      return newStr(rt, objectType === null
        ? `<super: <class '${owner}'>, NULL>` : `<super: <class '${owner}'>, <${objectType.value.name} object>>`);
    },
    getattro: getAttribute,
    descrGet: (rt, self, instance) => {
      const { type, object } = dataOf(self);
      if (instance === null || instance === rt.none || object !== null || type === null) return incref(self);
      if (self.type !== rt.types.super) return callObject(rt, (self.type as PyType).object, [type, instance]);
      const objectType = checkedType(rt, type.value, instance);
      const bound = allocate(rt, rt.types.super);
      Object.assign(dataOf(bound), { type: incref(type), object: incref(instance), objectType });
      if (rt.heap.observer !== null) rt.heap.observer.mutated(bound);
      return bound;
    },
    new: (rt, type) => allocate(rt, type),
    init: (rt, self, args, kwargs) => {
      refuseKeywords(rt, 'super', kwargs);
      readKeywords(rt, args, null, (positional) => { initialize(rt, self, positional); });
    },
    traverse: (self, visit) => {
      const { type, object, objectType } = dataOf(self);
      if (object !== null) visit(object);
      if (type !== null) visit(type);
      if (objectType !== null) visit(objectType);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const { type, object, objectType } = dataOf(self);
      xdecref(rt, object);
      xdecref(rt, type);
      xdecref(rt, objectType);
      rt.heap.freeContainer(self);
    },
  },
  getset: [
    { name: '__thisclass__', member: true, get: (rt, self) => incref(dataOf(self).type ?? rt.none), doc: 'the class invoking super()' },
    { name: '__self__', member: true, get: (rt, self) => incref(dataOf(self).object ?? rt.none), doc: 'the instance invoking super(); may be None' },
    {
      name: '__self_class__', member: true,
      get: (rt, self) => incref(dataOf(self).objectType ?? rt.none), doc: 'the type of the instance invoking super(); may be None',
    },
  ],
};
