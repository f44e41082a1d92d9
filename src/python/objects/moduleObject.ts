/** module (CPython moduleobject.c): a namespace with `__getattr__` as a last resort. */
import { clearWeakrefs, decref, incref, type PyObject } from '../memory';
import { callMethod, callObject, getAttributeString, isTrue, lookupAttributeString } from './abstract';
import { readKeywords } from './argumentParsing';
import { dropAttributeError, genericLookupAttribute, genericSetAttribute } from './attributes';
import { dictDelete, dictGetString, dictSetString, newDict } from './dictStore';
import type { ModuleData, PyDict, PyModule, PyStr } from './layouts';
import { noArgs } from './methods';
import { badArgument, unpackKeywords } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { internStr, newStr } from './strValue';
import { AttributeStorage, type PyType, type TypeDefinition } from './type';

const dataOf = (self: PyObject): ModuleData => (self as PyModule).value;

/** A module with its first five names, as PyModule_New gives it. */
export function newModule(rt: Runtime, name: string): PyModule {
  const module = allocate(rt, rt.types.module);
  const nameObject = internStr(rt, name);
  initialize(rt, module, nameObject, rt.none);
  decref(rt, nameObject);
  return module;
}

function allocate(rt: Runtime, type: PyType): PyModule {
  const module: PyModule = rt.heap.newContainer(type, { name: '', dict: newDict(rt) });
  if (type.flags.heap) type.object.refcnt++;
  rt.heap.track(module);
  return module;
}

function setEntry(rt: Runtime, dict: PyDict, name: string, value: PyObject): void {
  const key = internStr(rt, name);
  dictSetString(rt, dict, key, value);
  decref(rt, key);
}

/** module_init_dict */
function initialize(rt: Runtime, module: PyObject, name: PyStr, doc: PyObject): void {
  const data = dataOf(module);
  data.name = name.value;
  setEntry(rt, data.dict, '__name__', name);
  setEntry(rt, data.dict, '__doc__', doc);
  for (const empty of ['__package__', '__loader__', '__spec__']) setEntry(rt, data.dict, empty, rt.none);
}

/** The module's name as `__name__` says it now, or null. */
function nameText(rt: Runtime, self: PyObject): string | null {
  const name = dictGetString(dataOf(self).dict, '__name__');
  return name !== null && (name.type as PyType).layout === rt.types.str ? (name as PyStr).value : null;
}

/** Generic look-up, then the module's own `__getattr__`; null when there is neither. */
function find(rt: Runtime, self: PyObject, name: PyStr): PyObject | null {
  const found = genericLookupAttribute(rt, self, name);
  if (found !== null) return found;
  const hook = dictGetString(dataOf(self).dict, '__getattr__');
  return hook === null ? null : callObject(rt, hook, [name]);
}

function getAttribute(rt: Runtime, self: PyObject, name: PyStr): PyObject {
  const found = find(rt, self, name);
  if (found !== null) return found;
  const module = nameText(rt, self);
  if (module === null) raise(rt, 'AttributeError', `module has no attribute '${name.value}'`);
  const what = isInitializing(rt, self)
    ? `partially initialized module '${module}' has no attribute '${name.value}' (most likely due to a circular import)`
    : `module '${module}' has no attribute '${name.value}'`;
  raise(rt, 'AttributeError', what);
}

/** _PyModuleSpec_IsInitializing */
function isInitializing(rt: Runtime, self: PyObject): boolean {
  const spec = dictGetString(dataOf(self).dict, '__spec__');
  if (spec === null) return false;
  const flag = lookupAttributeString(rt, spec, '_initializing');
  if (flag === null) return false;
  try {
    return isTrue(rt, flag);
  } finally {
    decref(rt, flag);
  }
}

function describe(rt: Runtime, self: PyObject): PyObject {
  // CPython asks importlib._bootstrap._module_repr; these are its cases.
  const name = nameText(rt, self) ?? '?';
  const { dict } = dataOf(self);
  const spec = dictGetString(dict, '__spec__');
  const file = dictGetString(dict, '__file__');
  const origin = spec === null || spec === rt.none ? null : lookupAttributeString(rt, spec, 'origin');
  const originText = origin !== null && (origin.type as PyType).layout === rt.types.str ? (origin as PyStr).value : null;
  if (origin !== null) decref(rt, origin);
  const fileText = file !== null && (file.type as PyType).layout === rt.types.str ? (file as PyStr).value : null;
  if (originText === 'built-in' || originText === 'frozen') return newStr(rt, `<module '${name}' (${originText})>`);
  if (fileText !== null) return newStr(rt, `<module '${name}' from '${fileText}'>`);
  return newStr(rt, `<module '${name}'${originText === null ? '' : ` (${originText})`}>`);
}

export const moduleType: TypeDefinition = {
  name: 'module',
  doc: 'module(name, doc=None)\n--\n\nCreate a module object.\n\nThe name must be a string; the optional docstring can be any type.',
  gc: true,
  basicsize: 56,
  weakrefs: true,
  flags: { basetype: true },
  attributes: AttributeStorage.Own,
  ownDict: { get: (self) => dataOf(self).dict },
  slots: {
    repr: describe,
    getattro: getAttribute,
    setattro: genericSetAttribute,
    lookupAttribute: (rt, self, name) => {
      try {
        return find(rt, self, name);
      } catch (error) {
        return dropAttributeError(rt, error);
      }
    },
    new: (rt, type) => allocate(rt, type),
    init: (rt, self, args, kwargs) => {
      readKeywords(rt, args, kwargs, (positional, kwnames) => {
        const [name, doc] = unpackKeywords(rt, { function: 'module', names: ['name', 'doc'], required: 1 }, positional, kwnames);
        if (name === undefined || (name.type as PyType).layout !== rt.types.str) {
          badArgument(rt, 'module', "argument 'name'", 'str', name ?? rt.none);
        }
        initialize(rt, self, name as PyStr, doc ?? rt.none);
      });
    },
    traverse: (self, visit) => { visit(dataOf(self).dict); },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      decref(rt, dataOf(self).dict);
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    noArgs('__dir__', (rt, self) => {
      const dict = getAttributeString(rt, self, '__dict__');
      try {
        if ((dict.type as PyType).layout !== rt.types.dict) raise(rt, 'TypeError', '<module>.__dict__ is not a dictionary');
        const hook = dictGetString(dict as PyDict, '__dir__');
        if (hook !== null) return callObject(rt, hook, []);
        const keys = callMethod(rt, dict, 'keys', []);
        try {
          return callObject(rt, rt.types.list.object, [keys]);
        } finally {
          decref(rt, keys);
        }
      } finally {
        decref(rt, dict);
      }
    }, '__dir__() -> list\nspecialized dir() implementation'),
  ],
  getset: [
    { name: '__dict__', member: true, get: (_rt, self) => incref(dataOf(self).dict) },
    {
      name: '__annotations__',
      get: (rt, self) => {
        const { dict } = dataOf(self);
        const found = dictGetString(dict, '__annotations__');
        if (found !== null) return incref(found);
        const made = newDict(rt);
        setEntry(rt, dict, '__annotations__', made);
        return made;
      },
      set: (rt, self, value) => {
        const { dict } = dataOf(self);
        if (value !== null) {
          setEntry(rt, dict, '__annotations__', value);
          return;
        }
        const key = internStr(rt, '__annotations__');
        const existed = dictDelete(rt, dict, key);
        decref(rt, key);
        if (!existed) raise(rt, 'AttributeError', '__annotations__');
      },
    },
  ],
};

