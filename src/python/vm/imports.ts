/**
 * The import system: `sys.modules`, native modules, the bundled standard library (CPython:
 * import.c PyImport_ImportModuleLevelObject). There is no path to search and nothing to read from disk.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  callObject, dictDelete, dictGetString, dictSetString, getAttributeString, internStr, isTrue, iterateToArray, lookupAttribute, matches, PythonError, lookupAttributeString,
  newModule, newList, newStr, raise, raiseImportError, setAttributeString, warn, type PyDict, type PyInt, type PyModule, type PyStr, type PyType,
} from '../objects';
import type { Frame } from './frame';
import { createFunction } from './functionCall';
import type { Interpreter } from './interpreter';
import { describeModule, findAndLoad, frozenModule, hasOwnFinders } from './importSystem';

/** IMPORT_NAME: through `builtins.__import__`. */
export function importName(rt: Interpreter, frame: Frame, nameIndex: number, fromlist: PyObject, level: PyObject): PyObject {
  const name = frame.code.names[nameIndex] as PyStr;
  const importFunction = dictGetString(frame.builtins, '__import__');
  if (importFunction === null) raise(rt, 'ImportError', '__import__ not found');
  if (importFunction === rt.standardImport) {
    return importModuleLevel(rt, name, frame.globals, fromlist, Number((level as PyInt).value));
  }
  return callObject(rt, importFunction, [name, frame.globals, frame.locals ?? rt.none, fromlist, level]);
}

/** The module a dotted import binds, or the submodule when names are taken from it. Owned. */
export function importModuleLevel(rt: Interpreter, name: PyStr, globals: PyDict | null, fromlist: PyObject, level: number): PyObject {
  if (level < 0) raise(rt, 'ValueError', 'level must be >= 0');
  const absolute = level > 0 ? resolveRelative(rt, name.value, globals, level) : name.value;
  if (absolute === '') raise(rt, 'ValueError', 'Empty module name');
  const module = importAbsolute(rt, absolute);
  if (fromlist !== rt.none && isTrue(rt, fromlist)) {
    try {
      importSubmodules(rt, module, absolute, fromlist);
    } catch (error) {
      decref(rt, module);
      throw error;
    }
    return module;
  }
  if (!name.value.includes('.')) return module;
  decref(rt, module);
  const front = name.value.slice(0, name.value.indexOf('.'));
  const top = level === 0 ? front : absolute.slice(0, absolute.length - name.value.length + front.length);
  return importAbsolute(rt, top);
}

function resolveRelative(rt: Interpreter, name: string, globals: PyDict | null, level: number): string {
  if (globals === null) raise(rt, 'KeyError', "'__name__' not in globals");
  const packageName = packageOf(rt, globals);
  if (packageName === '') raise(rt, 'ImportError', 'attempted relative import with no known parent package');
  const parts = packageName.split('.');
  if (level - 1 >= parts.length) raise(rt, 'ImportError', 'attempted relative import beyond top-level package');
  const base = parts.slice(0, parts.length - (level - 1)).join('.');
  return name === '' ? base : `${base}.${name}`;
}

function requireText(rt: Interpreter, value: PyObject, what: string): string {
  if ((value.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `${what} must be a string`);
  return (value as PyStr).value;
}

/** What relative imports in a namespace are relative to: `__package__`, the spec's parent, else told from `__name__` (import.c resolve_name). */
function packageOf(rt: Interpreter, globals: PyDict): string {
  const packageName = dictGetString(globals, '__package__');
  const spec = dictGetString(globals, '__spec__');
  const parent = spec === null || spec === rt.none ? null : getAttributeString(rt, spec, 'parent');
  try {
    if (packageName !== null && packageName !== rt.none) {
      const text = requireText(rt, packageName, 'package');
      if (parent !== null && parent.value !== text) warn(rt, 'DeprecationWarning', '__package__ != __spec__.parent');
      return text;
    }
    if (parent !== null) return requireText(rt, parent, '__spec__.parent');
  } finally {
    if (parent !== null) decref(rt, parent);
  }
  warn(rt, 'ImportWarning', "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__");
  const name = dictGetString(globals, '__name__');
  if (name === null) raise(rt, 'KeyError', "'__name__' not in globals");
  const text = requireText(rt, name, '__name__');
  if (dictGetString(globals, '__path__') !== null) return text;
  return text.slice(0, Math.max(0, text.lastIndexOf('.')));
}

/** `from package import name`: a name that is no attribute yet may be a submodule (importlib._bootstrap._handle_fromlist). */
function importSubmodules(rt: Interpreter, module: PyObject, absolute: string, fromlist: PyObject, isAll = false): void {
  const path = lookupAttributeString(rt, module, '__path__');
  if (path === null) return;
  decref(rt, path);
  const items = iterateToArray(rt, fromlist);
  try {
    for (const item of items) importSubmodule(rt, module, absolute, item, isAll);
  } finally {
    for (const item of items) decref(rt, item);
  }
}

function importSubmodule(rt: Interpreter, module: PyObject, absolute: string, item: PyObject, isAll: boolean): void {
  if ((item.type as PyType).layout !== rt.types.str) {
    raise(rt, 'TypeError', `Item in ${isAll ? `${absolute}.__all__` : "``from list''"} must be str, not ${item.type.name}`);
  }
  const name = (item as PyStr).value;
  if (name === '*') {
    const all = isAll ? null : lookupAttributeString(rt, module, '__all__');
    if (all === null) return;
    try {
      importSubmodules(rt, module, absolute, all, true);
    } finally {
      decref(rt, all);
    }
    return;
  }
  const existing = lookupAttributeString(rt, module, name);
  if (existing !== null) {
    decref(rt, existing);
    return;
  }
  const fullName = `${absolute}.${name}`;
  if (!hasOwnFinders(rt)) {
    if (rt.canImport(fullName)) decref(rt, importAbsolute(rt, fullName));
    return;
  }
  try {
    decref(rt, importAbsolute(rt, fullName));
  } catch (error) {
    if (!(error instanceof PythonError) || !matches(rt, error.exception, rt.exceptions.ModuleNotFoundError)) throw error;
    const missing = lookupAttributeString(rt, error.exception, 'name');
    const isThis = missing?.value === fullName && dictGetString(rt.modules, fullName) !== rt.none;
    if (missing !== null) decref(rt, missing);
    if (!isThis) throw error;
    decref(rt, error.exception);
  }
}

/** A module by its full name, parents first. Owned. */
export function importAbsolute(rt: Interpreter, name: string): PyObject {
  const loaded = dictGetString(rt.modules, name);
  if (loaded !== null) {
    if (loaded === rt.none) raiseNotFound(rt, name, `import of ${name} halted; None in sys.modules`);
    return incref(loaded);
  }
  if (hasOwnFinders(rt)) return findAndLoad(rt, name);
  const dot = name.lastIndexOf('.');
  let parent: PyObject | null = null;
  if (dot >= 0) {
    parent = importAbsolute(rt, name.slice(0, dot));
    // Importing the parent may have imported the child.
    const now = dictGetString(rt.modules, name);
    if (now !== null) {
      decref(rt, parent);
      return incref(now);
    }
  }
  try {
    const module = createModule(rt, name, parent);
    if (parent !== null) setAttributeString(rt, parent, name.slice(dot + 1), module);
    return module;
  } finally {
    if (parent !== null) decref(rt, parent);
  }
}

function raiseNotFound(rt: Interpreter, name: string, message: string): never {
  const nameObject = newStr(rt, name);
  try {
    raiseImportError(rt, 'ModuleNotFoundError', message, nameObject);
  } finally {
    decref(rt, nameObject);
  }
}

function createModule(rt: Interpreter, name: string, parent: PyObject | null): PyObject {
  const native = rt.options.nativeModules.get(name);
  if (native !== undefined) {
    const module = native(rt);
    registerModule(rt, name, module);
    describeModule(rt, name, module);
    return module;
  }
  const frozen = frozenModule(rt, name);
  if (frozen !== null) return frozen;
  const found = rt.options.library.find(name);
  if (found === null) {
    if (parent !== null && dictGetString((parent as PyModule).value.dict, '__path__') === null) {
      const parentName = name.slice(0, name.lastIndexOf('.'));
      raiseNotFound(rt, name, `No module named '${name}'; '${parentName}' is not a package`);
    }
    rt.onModuleNotFound(name);
    raiseNotFound(rt, name, `No module named '${name}'`);
  }
  const module = newModule(rt, name);
  const { dict } = module.value;
  setName(rt, dict, '__package__', newStr(rt, found.isPackage ? name : name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : ''));
  setName(rt, dict, '__file__', newStr(rt, found.code.filename));
  if (found.isPackage) setName(rt, dict, '__path__', newList(rt, [newStr(rt, found.code.filename.replace(/\/__init__\.py$/, ''))]));
  setName(rt, dict, '__builtins__', incref(rt.builtins));
  registerModule(rt, name, module);
  module.value.origin = found.code.filename;
  module.value.initializing = true;
  describeModule(rt, name, module);
  const code = rt.loadCode(found.code);
  const func = createFunction(rt, code, dict);
  decref(rt, code);
  try {
    decref(rt, rt.runCode(func, incref(dict)));
  } catch (error) {
    const key = internStr(rt, name);
    dictDelete(rt, rt.modules, key);
    decref(rt, key);
    decref(rt, module);
    throw error;
  } finally {
    module.value.initializing = false;
  }
  // A module may replace itself in sys.modules.
  const registered = dictGetString(rt.modules, name);
  if (registered !== null && registered !== module) {
    decref(rt, module);
    return incref(registered);
  }
  return module;
}

/** Stores an owned value under a name of a module. */
function setName(rt: Interpreter, dict: PyDict, name: string, value: PyObject): void {
  const key = internStr(rt, name);
  dictSetString(rt, dict, key, value);
  decref(rt, key);
  decref(rt, value);
}

function registerModule(rt: Interpreter, name: string, module: PyObject): void {
  const key = internStr(rt, name);
  dictSetString(rt, rt.modules, key, module);
  decref(rt, key);
}

/** IMPORT_FROM: an attribute of the module, or the submodule of that name in sys.modules. Owned. */
export function importFrom(rt: Interpreter, module: PyObject, name: PyStr): PyObject {
  const found = lookupAttribute(rt, module, name);
  if (found !== null) return found;
  const moduleName = lookupAttributeString(rt, module, '__name__');
  const text = moduleName !== null && typeof moduleName.value === 'string' ? moduleName.value : '<unknown module name>';
  const submodule = dictGetString(rt.modules, `${text}.${name.value}`);
  if (submodule !== null) {
    if (moduleName !== null) decref(rt, moduleName);
    return incref(submodule);
  }
  const file = lookupAttributeString(rt, module, '__file__');
  const location = file !== null && typeof file.value === 'string' ? file.value : 'unknown location';
  const isInitializing = (module.type as PyType).layout === rt.types.module && (module as PyModule).value.initializing === true;
  const from = isInitializing ? `partially initialized module '${text}' (most likely due to a circular import)` : `'${text}'`;
  const message = `cannot import name '${name.value}' from ${from} (${location})`;
  raiseCannotImport(rt, message, moduleName, file, name);
}

function raiseCannotImport(rt: Interpreter, message: string, moduleName: PyObject | null, file: PyObject | null, name: PyStr): never {
  try {
    raiseImportError(rt, 'ImportError', message, moduleName ?? rt.none, file, name);
  } catch (error) {
    if (moduleName !== null) decref(rt, moduleName);
    if (file !== null) decref(rt, file);
    throw error;
  }
}
