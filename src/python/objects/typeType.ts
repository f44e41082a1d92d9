/**
 * The type `type`: its slots, its methods and the attributes every class has (`__name__`, `__bases__`,
 * `__mro__`, `__dict__`...). Class creation is in `typeNew.ts`, `__bases__` assignment in `typeBases.ts`.
 */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { isRealInstance, isRealSubclass, isTrue } from './abstract';
import { newBool } from './boolValue';
import { dictDelete, dictGetString, dictSetString, newDict } from './dictStore';
import { mergeClassNames, nameList } from './directory';
import { typeDocumentation } from './documentation';
import { newList } from './listStore';
import { newInt } from './intValue';
import type { PyStr, PyTypeObject } from './layouts';
import { newMappingProxy } from './mappingProxy';
import { classMethod, fastKeywords, noArgs, oneArg } from './methods';
import { raise, raiseWithArgs } from './raise';
import type { Runtime } from './runtime';
import { internStr, newStr } from './strValue';
import { AttributeStorage, type GetSetDefinition, type PyType, type TypeDefinition } from './type';
import { typeGetAttribute, typeLookupAttribute, typeSetAttribute } from './typeAttribute';
import { setBases } from './typeBases';
import { typeCall, typeVectorcall } from './typeCall';
import { typeModified } from './typeLookup';
import { mroList } from './typeMro';
import { checkEncodable, classNameText, clearClass, deallocClass, traverseClass, typeNew } from './typeNew';
import { dictOffset, isManaged, weakrefOffset } from './structOffsets';
import { basesTupleOf, isHeapType, mroTupleOf } from './typeReady';
import { newUnion } from './union';

const typeOf = (self: PyObject): PyType => (self as PyTypeObject).value;

/** check_set_special_type_attr */
function checkMayChange(rt: Runtime, type: PyType, value: PyObject | null, name: string): asserts value is PyObject {
  if (type.flags.immutable) raise(rt, 'TypeError', `cannot set '${name}' attribute of immutable type '${type.name}'`);
  if (value === null) raise(rt, 'TypeError', `cannot delete '${name}' attribute of immutable type '${type.name}'`);
}

function entry(self: PyObject, name: string): PyObject | null {
  return dictGetString(typeOf(self).dict, name);
}

function setEntry(rt: Runtime, self: PyObject, name: string, value: PyObject): void {
  typeModified(typeOf(self));
  const key = internStr(rt, name);
  dictSetString(rt, typeOf(self).dict, key, value);
  decref(rt, key);
}

/** The module part of a built-in type's name. */
function builtinModule(type: PyType): string {
  const dot = type.name.lastIndexOf('.');
  return dot < 0 ? 'builtins' : type.name.slice(0, dot);
}

function moduleOf(rt: Runtime, self: PyObject): PyObject {
  const type = typeOf(self);
  const isMadeAtRunTime = type.flags.heap || (type.definition !== null && isHeapType(type.definition));
  if (!isMadeAtRunTime) return internStr(rt, builtinModule(type));
  const module = entry(self, '__module__');
  if (module === null) raise(rt, 'AttributeError', '__module__');
  return incref(module);
}

function qualnameOf(rt: Runtime, self: PyObject): PyStr {
  const type = typeOf(self);
  return type.qualnameObject !== null ? incref(type.qualnameObject) : classNameText(rt, type);
}

function reprOf(rt: Runtime, self: PyObject): PyObject {
  const type = typeOf(self);
  const qualname = qualnameOf(rt, self);
  const module = type.flags.heap ? entry(self, '__module__') : null;
  const moduleText = !type.flags.heap ? builtinModule(type) : module !== null && (module.type as PyType).layout === rt.types.str ? (module as PyStr).value : null;
  const text = newStr(rt, moduleText !== null && moduleText !== 'builtins' ? `<class '${moduleText}.${qualname.value}'>` : `<class '${type.flags.heap && moduleText === null ? type.name : qualname.value}'>`);
  decref(rt, qualname);
  return text;
}

function setName(rt: Runtime, self: PyObject, value: PyObject | null): void {
  const type = typeOf(self);
  checkMayChange(rt, type, value, '__name__');
  if ((value.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `can only assign string to ${type.name}.__name__, not '${value.type.name}'`);
  }
  const name = value as PyStr;
  if (name.value.includes('\0')) raise(rt, 'ValueError', 'type name must not contain null characters');
  checkEncodable(rt, name);
  const old = type.nameObject;
  type.name = name.value;
  type.nameObject = incref(name);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

function setQualname(rt: Runtime, self: PyObject, value: PyObject | null): void {
  const type = typeOf(self);
  checkMayChange(rt, type, value, '__qualname__');
  if ((value.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `can only assign string to ${type.name}.__qualname__, not '${value.type.name}'`);
  }
  const old = type.qualnameObject;
  type.qualnameObject = incref(value) as PyStr;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

function documentation(rt: Runtime, self: PyObject): PyObject {
  const type = typeOf(self);
  const text = type.flags.heap ? null : typeDocumentation(rt, type)[1];
  if (text !== null) return newStr(rt, text);
  const doc = entry(self, '__doc__');
  if (doc === null) return incref(rt.none);
  const { descrGet } = doc.type as PyType;
  return descrGet === null ? incref(doc) : descrGet(rt, doc, null, typeOf(self));
}

function abstractMethods(rt: Runtime, self: PyObject): PyObject {
  const found = typeOf(self) === rt.types.type ? null : entry(self, '__abstractmethods__');
  if (found === null) raiseWithArgs(rt, 'AttributeError', [internStr(rt, '__abstractmethods__')]);
  return incref(found);
}

function setAbstractMethods(rt: Runtime, self: PyObject, value: PyObject | null): void {
  const type = typeOf(self);
  let abstract = false;
  if (value !== null) {
    abstract = isTrue(rt, value);
    setEntry(rt, self, '__abstractmethods__', value);
  } else {
    typeModified(type);
    const key = internStr(rt, '__abstractmethods__');
    const existed = dictDelete(rt, type.dict, key);
    decref(rt, key);
    if (!existed) raiseWithArgs(rt, 'AttributeError', [internStr(rt, '__abstractmethods__')]);
  }
  type.flags.abstract = abstract;
}

function annotations(rt: Runtime, self: PyObject): PyObject {
  const type = typeOf(self);
  if (!type.flags.heap) raise(rt, 'AttributeError', `type object '${type.name}' has no attribute '__annotations__'`);
  const found = entry(self, '__annotations__');
  if (found !== null) {
    const { descrGet } = found.type as PyType;
    return descrGet === null ? incref(found) : descrGet(rt, found, null, type);
  }
  const made = newDict(rt);
  setEntry(rt, self, '__annotations__', made);
  return made;
}

function setAnnotations(rt: Runtime, self: PyObject, value: PyObject | null): void {
  const type = typeOf(self);
  if (type.flags.immutable) raise(rt, 'TypeError', `cannot set '__annotations__' attribute of immutable type '${type.name}'`);
  if (value !== null) {
    setEntry(rt, self, '__annotations__', value);
    return;
  }
  typeModified(type);
  const key = internStr(rt, '__annotations__');
  const existed = dictDelete(rt, type.dict, key);
  decref(rt, key);
  if (!existed) raiseWithArgs(rt, 'AttributeError', [internStr(rt, '__annotations__')]);
}

const getset: readonly GetSetDefinition[] = [
  { name: '__basicsize__', member: true, get: (rt, self) => newInt(rt, typeOf(self).basicsize) },
  { name: '__itemsize__', member: true, get: (rt, self) => newInt(rt, typeOf(self).itemsize) },
  { name: '__flags__', member: true, get: (rt, self) => newInt(rt, flagBits(rt, typeOf(self))) },
  { name: '__weakrefoffset__', member: true, get: (rt, self) => newInt(rt, weakrefOffset(typeOf(self))) },
  { name: '__base__', member: true, get: (rt, self) => incref(typeOf(self).base?.object ?? rt.none) },
  { name: '__dictoffset__', member: true, get: (rt, self) => newInt(rt, dictOffset(typeOf(self))) },
  { name: '__name__', get: (rt, self) => classNameText(rt, typeOf(self)), set: setName },
  { name: '__qualname__', get: qualnameOf, set: setQualname },
  { name: '__bases__', get: (rt, self) => incref(basesTupleOf(rt, typeOf(self))), set: (rt, self, value) => {
    checkMayChange(rt, typeOf(self), value, '__bases__');
    setBases(rt, typeOf(self), value);
  } },
  { name: '__mro__', get: (rt, self) => (typeOf(self).mro.length === 0 ? incref(rt.none) : incref(mroTupleOf(rt, typeOf(self)))) },
  { name: '__module__', get: moduleOf, set: (rt, self, value) => {
    checkMayChange(rt, typeOf(self), value, '__module__');
    setEntry(rt, self, '__module__', value);
  } },
  { name: '__abstractmethods__', get: abstractMethods, set: setAbstractMethods },
  { name: '__dict__', get: (rt, self) => newMappingProxy(rt, typeOf(self).dict) },
  { name: '__doc__', get: documentation, set: (rt, self, value) => {
    checkMayChange(rt, typeOf(self), value, '__doc__');
    setEntry(rt, self, '__doc__', value);
  } },
  { name: '__text_signature__', get: (rt, self) => {
    const signature = typeDocumentation(rt, typeOf(self))[0];
    return signature === null ? incref(rt.none) : newStr(rt, signature);
  } },
  { name: '__annotations__', get: annotations, set: setAnnotations },
  { name: '__type_params__',
    get: (rt, self) => incref(entry(self, '__type_params__') ?? rt.emptyTuple),
    set: (rt, self, value) => {
      checkMayChange(rt, typeOf(self), value, '__type_params__');
      setEntry(rt, self, '__type_params__', value);
    } },
];

/** The bits of tp_flags programs look at. */
function flagBits(rt: Runtime, type: PyType): number {
  const { flags, mro } = type;
  let bits = 0;
  if (weakrefOffset(type) < 0) bits += 2 ** 3;
  if (dictOffset(type) < 0) bits += 2 ** 4;
  if (flags.disallowInstantiation) bits += 2 ** 7;
  if (flags.immutable) bits += 2 ** 8;
  if (flags.heap || (type.definition !== null && isHeapType(type.definition))) bits += 2 ** 9;
  if (flags.basetype) bits += 2 ** 10;
  bits += 2 ** 12;
  if (type.isGC) bits += 2 ** 14;
  if (flags.methodDescriptor) bits += 2 ** 17;
  if (flags.abstract) bits += 2 ** 20;
  const { bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple } = rt.types;
  if ([bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple].includes(type.layout)) bits += 2 ** 22;
  if (flags.sequence) bits += 2 ** 5;
  if (flags.mapping) bits += 2 ** 6;
  const families: readonly (readonly [PyType, number])[] = [
    [rt.types.int, 24], [rt.types.list, 25], [rt.types.tuple, 26], [rt.types.bytes, 27],
    [rt.types.str, 28], [rt.types.dict, 29], [rt.exceptions.BaseException, 30], [rt.types.type, 31],
  ];
  for (const [base, bit] of families) if (mro.includes(base)) bits += 2 ** bit;
  return bits;
}

export const typeType: TypeDefinition = {
  name: 'type',
  doc: 'type(object) -> the object\'s type\ntype(name, bases, dict, **kwds) -> a new type',
  gc: true,
  basicsize: 920,
  itemsize: 40,
  weakrefs: true,
  flags: { basetype: true },
  attributes: AttributeStorage.Own,
  ownDict: { get: (self) => typeOf(self).dict },
  slots: {
    repr: reprOf,
    call: typeCall,
    vectorcall: typeVectorcall,
    getattro: typeGetAttribute,
    lookupAttribute: typeLookupAttribute,
    setattro: typeSetAttribute,
    nbOr: newUnion,
    new: typeNew,
    init: (rt, _self, args, kwargs) => {
      const count = args.value.length;
      if (kwargs !== null && kwargs.value.used > 0 && count === 1) raise(rt, 'TypeError', 'type.__init__() takes no keyword arguments');
      if (count !== 1 && count !== 3) raise(rt, 'TypeError', 'type.__init__() takes 1 or 3 arguments');
    },
    traverse: traverseClass,
    clear: clearClass,
    dealloc: deallocClass,
  },
  methods: [
    noArgs('mro', (rt, self) => mroList(rt, typeOf(self)), 'mro($self, /)\n--\n\nReturn a type\'s method resolution order.'),
    noArgs('__subclasses__', (rt, self) => {
      const subclasses = [...typeOf(self).subclasses.keys()].filter(({ object }) => object.refcnt > 0);
      return newList(rt, subclasses.map(({ object }) => incref(object) as PyObject));
    }, '__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses.'),
    classMethod(fastKeywords('__prepare__', (rt) => newDict(rt), '__prepare__() -> dict\nused to create the namespace for the class statement')),
    oneArg('__instancecheck__', (rt, self, instance) => newBool(rt, isRealInstance(rt, instance, self)),
      '__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an instance.'),
    oneArg('__subclasscheck__', (rt, self, subclass) => newBool(rt, isRealSubclass(rt, subclass, self)),
      '__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a subclass.'),
    noArgs('__dir__', (rt, self) => {
      const names = newDict(rt);
      try {
        mergeClassNames(rt, names, typeOf(self));
        return nameList(rt, names);
      } finally {
        decref(rt, names);
      }
    }, '__dir__($self, /)\n--\n\nSpecialized __dir__ implementation for types.'),
    noArgs('__sizeof__', (rt, self) => newInt(rt, classSize(rt, typeOf(self))), '__sizeof__($self, /)\n--\n\nReturn memory consumption of the type object.'),
  ],
  getset,
};

/** type.__sizeof__: the struct and, for classes whose instances' dicts share their keys, those keys. */
function classSize(rt: Runtime, type: PyType): number {
  const isMadeByC = !type.flags.heap;
  if (isMadeByC && !(type.definition !== null && isHeapType(type.definition)) && !isManaged(type)) return 416;
  const sharesKeys = isMadeByC ? dictOffset(type) < 0 : type.sharedKeys !== null || type.dictKeys !== null;
  return rt.profile.structSizes.heapTypeGrowth + (sharesKeys ? 1688 : 920);
}
