/** property (CPython descrobject.c). */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { callObject, isTrue, lookupAttributeString, repr, setAttributeString } from './abstract';
import { dropAttributeError, genericGetAttribute } from './attributes';
import { oneArg, varArgs, type MethodDefinition } from './methods';
import { unpackKeywords } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newBool } from './boolValue';
import { newStr } from './strValue';
import type { PyType, TypeDefinition } from './type';
import { readKeywords } from './argumentParsing';

interface PropertyData {
  getter: PyObject | null;
  setter: PyObject | null;
  deleter: PyObject | null;
  doc: PyObject | null;
  name: PyObject | null;
  /** The doc came from the getter. */
  getterDoc: boolean;
}
export type PyProperty = PyObject<PropertyData, PyType>;

const dataOf = (self: PyObject): PropertyData => (self as PyProperty).value;
const FIELDS = ['getter', 'setter', 'deleter', 'doc', 'name'] as const;

/** The function a property calls to read, or null (borrowed). */
export function propertyGetter(self: PyObject): PyObject | null {
  return dataOf(self).getter;
}

function exchange(rt: Runtime, self: PyObject, field: (typeof FIELDS)[number], value: PyObject | null): void {
  const data = dataOf(self);
  const old = data[field];
  data[field] = value;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

function initialize(rt: Runtime, self: PyObject, args: readonly (PyObject | undefined)[]): void {
  const given = args.map((argument) => (argument === undefined || argument === rt.none ? null : argument));
  const [get = null, set = null, remove = null, doc = null] = given;
  exchange(rt, self, 'getter', get === null ? null : incref(get));
  exchange(rt, self, 'setter', set === null ? null : incref(set));
  exchange(rt, self, 'deleter', remove === null ? null : incref(remove));
  exchange(rt, self, 'doc', null);
  exchange(rt, self, 'name', null);
  const data = dataOf(self);
  data.getterDoc = false;
  let text: PyObject | null = doc === null ? null : incref(doc);
  if (text === null && get !== null) {
    text = lookupAttributeString(rt, get, '__doc__');
    if (text === null) return;
    if (text === rt.none) {
      decref(rt, text);
      text = null;
    } else data.getterDoc = true;
  }
  if (self.type === rt.types.property) {
    exchange(rt, self, 'doc', text);
    return;
  }
  // An instance of a subclass keeps its doc in its own dict; the class's `__doc__` would hide it otherwise.
  const stored = text ?? incref(rt.none);
  try {
    setAttributeString(rt, self, '__doc__', stored);
  } catch (error) {
    // A subclass with `__slots__` has no room for it: an argument is dropped silently, the getter's text is not.
    if (data.getterDoc) throw error;
    dropAttributeError(rt, error);
  } finally {
    decref(rt, stored);
  }
}

function raiseMissing(rt: Runtime, self: PyObject, instance: PyObject, what: string): never {
  const { name } = dataOf(self);
  const type = instance.type as PyType;
  const qualname = newStr(rt, type.qualnameObject !== null ? type.qualnameObject.value : type.name.slice(type.name.lastIndexOf('.') + 1));
  const shownType = repr(rt, qualname);
  decref(rt, qualname);
  let text = `property of ${shownType.value} object has no ${what}`;
  if (name !== null) {
    const shownName = repr(rt, name);
    text = `property ${shownName.value} of ${shownType.value} object has no ${what}`;
    decref(rt, shownName);
  }
  decref(rt, shownType);
  raise(rt, 'AttributeError', text);
}

/** property_copy: the decorators `getter`, `setter`, `deleter`. */
function copyWith(rt: Runtime, self: PyObject, changed: 'getter' | 'setter' | 'deleter', value: PyObject): PyObject {
  const data = dataOf(self);
  const field = (name: 'getter' | 'setter' | 'deleter'): PyObject => (name === changed && value !== rt.none ? value : data[name] ?? rt.none);
  const get = field('getter');
  const doc = data.getterDoc && get !== rt.none ? rt.none : data.doc ?? rt.none;
  const copy = callObject(rt, (self.type as PyType).object, [get, field('setter'), field('deleter'), doc]);
  if ((copy.type as PyType).layout === rt.types.property) exchange(rt, copy, 'name', data.name === null ? null : incref(data.name));
  return copy;
}

const decorator = (name: string, changed: 'getter' | 'setter' | 'deleter', doc: string): MethodDefinition =>
  oneArg(name, (rt, self, value) => copyWith(rt, self, changed, value), doc);

export const propertyType: TypeDefinition = {
  name: 'property',
  doc: 'property(fget=None, fset=None, fdel=None, doc=None)\n--\n\nProperty attribute.\n\n  fget\n    function to be used for getting an attribute value\n  fset\n    function to be used for setting an attribute value\n  fdel\n    function to be used for del\'ing an attribute\n  doc\n    docstring\n\nTypical use is to define a managed attribute x:\n\nclass C(object):\n    def getx(self): return self._x\n    def setx(self, value): self._x = value\n    def delx(self): del self._x\n    x = property(getx, setx, delx, "I\'m the \'x\' property.")\n\nDecorators make defining new properties or modifying existing ones easy:\n\nclass C(object):\n    @property\n    def x(self):\n        "I am the \'x\' property."\n        return self._x\n    @x.setter\n    def x(self, value):\n        self._x = value\n    @x.deleter\n    def x(self):\n        del self._x',
  gc: true,
  basicsize: 64,
  flags: { basetype: true },
  slots: {
    getattro: genericGetAttribute,
    new: (rt, type) => {
      const data: PropertyData = { getter: null, setter: null, deleter: null, doc: null, name: null, getterDoc: false };
      const self = rt.heap.newContainer(type, data);
      if (type.ownedByInstances) type.object.refcnt++;
      rt.heap.track(self);
      return self;
    },
    init: (rt, self, args, kwargs) => {
      readKeywords(rt, args, kwargs, (positional, kwnames) => {
        initialize(rt, self, unpackKeywords(rt, { function: 'property', names: ['fget', 'fset', 'fdel', 'doc'] }, positional, kwnames));
      });
    },
    descrGet: (rt, self, instance) => {
      if (instance === null || instance === rt.none) return incref(self);
      const { getter } = dataOf(self);
      return getter === null ? raiseMissing(rt, self, instance, 'getter') : callObject(rt, getter, [instance]);
    },
    descrSet: (rt, self, instance, value) => {
      const callable = value === null ? dataOf(self).deleter : dataOf(self).setter;
      if (callable === null) raiseMissing(rt, self, instance, value === null ? 'deleter' : 'setter');
      decref(rt, callObject(rt, callable, value === null ? [instance] : [instance, value]));
    },
    traverse: (self, visit) => {
      const data = dataOf(self);
      for (const field of FIELDS) {
        const value = data[field];
        if (value !== null) visit(value);
      }
    },
    clear: (rt, self) => { exchange(rt, self, 'doc', null); },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const data = dataOf(self);
      for (const field of FIELDS) xdecref(rt, data[field]);
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    decorator('getter', 'getter', 'Descriptor to obtain a copy of the property with a different getter.'),
    decorator('setter', 'setter', 'Descriptor to obtain a copy of the property with a different setter.'),
    decorator('deleter', 'deleter', 'Descriptor to obtain a copy of the property with a different deleter.'),
    varArgs('__set_name__', (rt, self, args) => {
      if (args.value.length !== 2) {
        raise(rt, 'TypeError', `__set_name__() takes 2 positional arguments but ${args.value.length} were given`);
      }
      exchange(rt, self, 'name', incref(args.value[1] as PyObject));
      return incref(rt.none);
    }, 'Method to set name of a property.'),
  ],
  getset: [
    { name: 'fget', member: true, get: (rt, self) => incref(dataOf(self).getter ?? rt.none) },
    { name: 'fset', member: true, get: (rt, self) => incref(dataOf(self).setter ?? rt.none) },
    { name: 'fdel', member: true, get: (rt, self) => incref(dataOf(self).deleter ?? rt.none) },
    {
      name: '__doc__', member: true,
      get: (rt, self) => incref(dataOf(self).doc ?? rt.none),
      set: (rt, self, value) => { exchange(rt, self, 'doc', value === null ? null : incref(value)); },
    },
    { name: '__isabstractmethod__', get: (rt, self) => newBool(rt, (['getter', 'setter', 'deleter'] as const).some((field) => isAbstract(rt, dataOf(self)[field]))) },
  ],
};

/** _PyObject_IsAbstract */
export function isAbstract(rt: Runtime, object: PyObject | null): boolean {
  if (object === null) return false;
  const flag = lookupAttributeString(rt, object, '__isabstractmethod__');
  if (flag === null) return false;
  try {
    return isTrue(rt, flag);
  } finally {
    decref(rt, flag);
  }
}

