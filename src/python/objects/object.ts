/**
 * object: the base of everything (typeobject.c object_new, object_repr, object_richcompare, ...). How
 * objects are copied and pickled (`__reduce_ex__`) is in `objectReduce.ts`.
 */
import { decref, incref, PyObject, xdecref } from '../memory';
import { addressText, getAttributeString, isTrue, iterateToArray, lookupAttributeString, str } from './abstract';
import { genericGetAttribute, genericSetAttribute, hasInlineValues, materializeDict } from './attributes';
import { dictCopy } from './dict';
import { newDict } from './dictStore';
import { mergeClassNames, nameList } from './directory';
import { hashPointer } from './hashing';
import { newInstance } from './instance';
import { newInt } from './intValue';
import type { PyDict, PyStr, PyTuple, PyTypeObject } from './layouts';
import { classMethod, noArgs, oneArg, varArgs, type MethodDefinition } from './methods';
import { reduceMethods } from './objectReduce';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { AttributeStorage, CompareOp, type PyType, type TypeDefinition } from './type';
import { checkCompatible } from './typeBases';

function hasArguments(args: PyTuple, kwargs: PyDict | null): boolean {
  return args.value.length > 0 || (kwargs !== null && kwargs.value.used > 0);
}

export function objectNew(rt: Runtime, type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  if (hasArguments(args, kwargs)) {
    if (type.new !== objectNew) raise(rt, 'TypeError', 'object.__new__() takes exactly one argument (the type to instantiate)');
    if (type.init === objectInit) raise(rt, 'TypeError', `${type.name}() takes no arguments`);
  }
  if (type.flags.abstract) raiseAbstract(rt, type);
  if (type.flags.heap) return newInstance(rt, type);
  return new PyObject(type, null);
}

export function objectInit(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): void {
  if (!hasArguments(args, kwargs)) return;
  const type = self.type as PyType;
  if (type.init !== objectInit) raise(rt, 'TypeError', 'object.__init__() takes exactly one argument (the instance to initialize)');
  if (type.new === objectNew) raise(rt, 'TypeError', `${type.name}.__init__() takes exactly one argument (the instance to initialize)`);
}

function raiseAbstract(rt: Runtime, type: PyType): never {
  const methods = getAttributeString(rt, type.object, '__abstractmethods__');
  let names: PyObject[];
  try {
    names = iterateToArray(rt, methods);
  } finally {
    decref(rt, methods);
  }
  const texts = names.map((name) => (name as PyStr).value).sort();
  for (const name of names) decref(rt, name);
  raise(rt, 'TypeError', `Can't instantiate abstract class ${type.name} without an implementation for abstract method${texts.length > 1 ? 's' : ''} '${texts.join("', '")}'`);
}

function reprOf(rt: Runtime, self: PyObject): PyObject {
  const type = self.type as PyType;
  const address = addressText(rt, self);
  const module = lookupAttributeString(rt, type.object, '__module__');
  const qualname = getAttributeString(rt, type.object, '__qualname__') as PyStr;
  const named = module !== null && (module.type as PyType).layout === rt.types.str && (module as PyStr).value !== 'builtins';
  const text = named ? `<${(module as PyStr).value}.${qualname.value} object at ${address}>` : `<${type.name} object at ${address}>`;
  xdecref(rt, module);
  decref(rt, qualname);
  return newStr(rt, text);
}

/** object_richcompare: identity, and `!=` as the opposite of `==`. */
function compare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (op === CompareOp.Eq) return incref(self === other ? rt.true : rt.notImplemented);
  if (op !== CompareOp.Ne) return incref(rt.notImplemented);
  const { richcompare } = self.type as PyType;
  if (richcompare === null) return incref(rt.notImplemented);
  const equal = richcompare(rt, self, other, CompareOp.Eq);
  if (equal === rt.notImplemented) return equal;
  try {
    return incref(isTrue(rt, equal) ? rt.false : rt.true);
  } finally {
    decref(rt, equal);
  }
}

/** object_set_class */
function setClass(rt: Runtime, self: PyObject, value: PyObject | null): void {
  const oldType = self.type as PyType;
  if (value === null) raise(rt, 'TypeError', "can't delete __class__ attribute");
  if ((value.type as PyType).layout !== rt.types.type) {
    raise(rt, 'TypeError', `__class__ must be set to a class, not '${value.type.name}' object`);
  }
  const newType = (value as PyTypeObject).value;
  const bothModules = oldType.layout === rt.types.module && newType.layout === rt.types.module;
  if (!bothModules && (newType.flags.immutable || oldType.flags.immutable)) {
    raise(rt, 'TypeError', '__class__ assignment only supported for mutable types or ModuleType subclasses');
  }
  checkCompatible(rt, oldType, newType, '__class__');
  // The new class has other shared keys: the attributes must be in a dict of their own first.
  if (oldType.attributeStorage === AttributeStorage.Inline && hasInlineValues(self) && self.attributes !== null) materializeDict(rt, self);
  if (newType.flags.heap) newType.object.refcnt++;
  self.type = newType;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  if (oldType.flags.heap) decref(rt, oldType.object);
}

const methods: readonly MethodDefinition[] = [
  ...reduceMethods,
  classMethod(varArgs('__subclasshook__', (rt) => incref(rt.notImplemented),
    'Abstract classes can override this to customize issubclass().\n\nThis is invoked early on by abc.ABCMeta.__subclasscheck__().\nIt should return True, False or NotImplemented.  If it returns\nNotImplemented, the normal algorithm is used.  Otherwise, it\noverrides the normal algorithm (and the outcome is cached).')),
  classMethod(noArgs('__init_subclass__', (rt) => incref(rt.none),
    'This method is called when a class is subclassed.\n\nThe default implementation does nothing. It may be\noverridden to extend subclasses.')),
  oneArg('__format__', (rt, self, spec) => {
    if ((spec.type as PyType).layout !== rt.types.str) {
      raise(rt, 'TypeError', `__format__() argument must be str, not ${spec === rt.none ? 'None' : spec.type.name}`);
    }
    if ((spec as PyStr).value !== '') raise(rt, 'TypeError', `unsupported format string passed to ${self.type.name}.__format__`);
    return str(rt, self);
  }, '__format__($self, format_spec, /)\n--\n\nDefault object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.'),
  noArgs('__sizeof__', (rt, self) => newInt(rt, sizeWithoutHeader(rt, self)), '__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes.'),
  noArgs('__dir__', directory, '__dir__($self, /)\n--\n\nDefault dir() implementation.'),
];

/** object.__sizeof__: basic size plus items; layouts with more give `sizeof`. */
export function sizeWithoutHeader(rt: Runtime, self: PyObject): number {
  const type = self.type as PyType;
  return type.sizeof !== null ? type.sizeof(rt, self) : type.basicsize;
}

function directory(rt: Runtime, self: PyObject): PyObject {
  const own = lookupAttributeString(rt, self, '__dict__');
  const names = own !== null && (own.type as PyType).layout === rt.types.dict ? dictCopy(rt, own as PyDict) : newDict(rt);
  xdecref(rt, own);
  try {
    const claimed = lookupAttributeString(rt, self, '__class__');
    if (claimed !== null) {
      if ((claimed.type as PyType).layout === rt.types.type) mergeClassNames(rt, names, (claimed as PyTypeObject).value);
      decref(rt, claimed);
    }
    return nameList(rt, names);
  } finally {
    decref(rt, names);
  }
}

export const objectType: TypeDefinition = {
  name: 'object',
  doc: 'object()\n--\n\nThe base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n',
  basicsize: 16,
  flags: { basetype: true },
  slots: {
    repr: reprOf,
    hash: (rt, self) => hashPointer(rt.addressOf(self)),
    str: (rt, self) => (self.type as PyType).repr?.(rt, self) ?? reprOf(rt, self),
    getattro: genericGetAttribute,
    setattro: genericSetAttribute,
    richcompare: compare,
    init: objectInit,
    new: objectNew,
    dealloc: (rt, self) => {
      if ((self.type as PyType).isGC) rt.heap.freeContainer(self);
      else rt.heap.free(self);
    },
  },
  methods,
  getset: [{ name: '__class__', get: (_rt, self) => incref((self.type as PyType).object), set: setClass, doc: 'the object\'s class' }],
};
