/** module (CPython moduleobject.c): a namespace with `__getattr__` as a last resort. */
import { clearWeakrefs, decref, incref, type PyObject } from '../memory';
import { callMethod, callObject, getAttributeString, isTrue, lookupAttributeString, str } from './abstract';
import { readKeywords } from './argumentParsing';
import { dropAttributeError, genericLookupAttribute, genericSetAttribute } from './attributes';
import { dictDelete, dictGetString, dictSetString, newDict } from './dictStore';
import type { ModuleData, PyDict, PyModule, PyStr } from './layouts';
import { noArgs } from './methods';
import { badArgument, unpackKeywords } from './nativeArguments';
import { raise } from './raise';
import { reprText } from './reprGuard';
import type { Runtime } from './runtime';
import { machine } from './services';
import { internStr, newStr } from './strValue';
import { AttributeStorage, type PyType, type TypeDefinition } from './type';

const dataOf = (self: PyObject): ModuleData => (self as PyModule).value;

/** A module with its first five names, as PyModule_New gives it. */
export function newModule(rt: Runtime, name: string, isNameInterned = true): PyModule {
  const module = allocate(rt, rt.types.module);
  const nameObject = isNameInterned ? internStr(rt, name) : newStr(rt, name);
  initialize(rt, module, nameObject, rt.none);
  decref(rt, nameObject);
  return module;
}

function allocate(rt: Runtime, type: PyType): PyModule {
  const module: PyModule = rt.heap.newContainer(type, { name: '', dict: newDict(rt) });
  if (type.ownedByInstances) type.object.refcnt++;
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
  if (found !== null) {
    if (found !== rt.none || !awaitsSpec(rt, self, name.value)) return found;
    decref(rt, found);
    return genericLookupAttribute(rt, self, name);
  }
  const hook = dictGetString(dataOf(self).dict, '__getattr__');
  return hook === null ? null : callObject(rt, hook, [name]);
}

/** Modules of the import system get spec and loader when a program first asks one for them. */
function awaitsSpec(rt: Runtime, self: PyObject, name: string): boolean {
  return (name === '__spec__' || name === '__loader__') && dataOf(self).origin !== undefined && machine(rt).setUpImportlib();
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
  const { dict, initializing } = dataOf(self);
  const spec = dictGetString(dict, '__spec__');
  if (spec === null || spec === rt.none) return initializing === true;
  const flag = lookupAttributeString(rt, spec, '_initializing');
  if (flag === null) return false;
  try {
    return isTrue(rt, flag);
  } finally {
    decref(rt, flag);
  }
}

/** The text of an object for a message; takes it over. */
function ownedRepr(rt: Runtime, object: PyObject): string {
  try {
    return reprText(rt, object);
  } finally {
    decref(rt, object);
  }
}

/** importlib._bootstrap._module_repr */
function describe(rt: Runtime, self: PyObject): PyObject {
  const { dict, origin } = dataOf(self);
  const spec = dictGetString(dict, '__spec__');
  if (spec !== null && isTrue(rt, spec)) return newStr(rt, describeSpec(rt, spec));
  const loader = dictGetString(dict, '__loader__');
  const name = lookupAttributeString(rt, self, '__name__');
  const nameShown = name === null ? "'?'" : ownedRepr(rt, name);
  const file = lookupAttributeString(rt, self, '__file__');
  if (file !== null) return newStr(rt, `<module ${nameShown} from ${ownedRepr(rt, file)}>`);
  if (loader === null || loader === rt.none) return newStr(rt, origin === 'built-in' ? `<module ${nameShown} (built-in)>` : `<module ${nameShown}>`);
  return newStr(rt, `<module ${nameShown} (${reprText(rt, loader)})>`);
}

/** importlib._bootstrap._module_repr_from_spec */
function describeSpec(rt: Runtime, spec: PyObject): string {
  const [name, origin] = [getAttributeString(rt, spec, 'name'), getAttributeString(rt, spec, 'origin')];
  const nameShown = name === rt.none ? "'?'" : reprText(rt, name);
  decref(rt, name);
  if (origin === rt.none) {
    const loader = getAttributeString(rt, spec, 'loader');
    const path = loader.type.name === 'NamespaceLoader' ? lookupAttributeString(rt, loader, '_path') : null;
    if (path !== null) {
      decref(rt, loader);
      const list = callObject(rt, rt.types.list.object, [path]);
      decref(rt, path);
      return `<module ${nameShown} (namespace) from ${ownedRepr(rt, list)}>`;
    }
    const text = loader === rt.none ? `<module ${nameShown}>` : `<module ${nameShown} (${reprText(rt, loader)})>`;
    decref(rt, loader);
    return text;
  }
  const hasLocation = getAttributeString(rt, spec, 'has_location');
  const isFile = isTrue(rt, hasLocation);
  decref(rt, hasLocation);
  if (isFile) return `<module ${nameShown} from ${ownedRepr(rt, origin)}>`;
  const shown = str(rt, origin);
  decref(rt, origin);
  const text = `<module ${nameShown} (${shown.value})>`;
  decref(rt, shown);
  return text;
}

export const moduleType: TypeDefinition = {
  name: 'module',
  doc: 'module(name, doc=None)\n--\n\nCreate a module object.\n\nThe name must be a string; the optional doc argument can have any type.',
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

