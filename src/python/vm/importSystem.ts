/**
 * importlib behind the import system of `imports.ts`: CPython's own `importlib._bootstrap`, set up when a program first needs it
 * (it imports `importlib`, asks a module for its `__spec__`, or changes `sys.meta_path`), as most programs never do.
 *
 * In: the library. Out: `_frozen_importlib` and `_frozen_importlib_external` in `sys.modules`, finders in `sys.meta_path`, specs in
 * all modules. Modules of the library are found by a path hook and belong to a SourceFileLoader, whose `compile` gives the code of
 * the bundle. What is made here CPython made before a program's first line: it is not counted.
 */
import { decref, incref, PyObject } from '../memory';
import {
  callMethod, callObject, createType, dictGetString, dictSetString, getAttributeString, internStr, iterateToArray, listAppend, newBuiltinFunction, newList, newModule, newStr,
  noArgs, fast, fastKeywords, raiseImportError, setAttributeString, type PyDict, type PyModule, type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import type { Interpreter } from './interpreter';

/** What is known once importlib is set up; all owned. */
export interface ImportSystem {
  readonly bootstrap: PyModule;
  readonly external: PyModule;
  /** The contents of `sys.meta_path` with which `imports.ts` may do all by itself. */
  readonly finders: readonly PyObject[];
}

const bootstrapName = '_frozen_importlib';
const externalName = '_frozen_importlib_external';

function systemNamespace(rt: Interpreter): PyDict {
  return rt.moduleStates.get('sys') as PyDict;
}

/** Whether a program put finders of its own into `sys.meta_path`, or took ours out. */
export function hasOwnFinders(rt: Interpreter): boolean {
  const path = dictGetString(systemNamespace(rt), 'meta_path');
  if (path === null || (path.type as PyType).layout !== rt.types.list) return false;
  const expected = rt.importSystem === null ? [] : rt.importSystem.finders;
  const present = path.value as readonly PyObject[];
  return present.length !== expected.length || present.some((finder, index) => finder !== expected[index]);
}

/** Imports through the finders in `sys.meta_path` (importlib._bootstrap._find_and_load). Owned. */
export function findAndLoad(rt: Interpreter, name: string): PyObject {
  const { bootstrap } = setUpImportSystem(rt);
  const nameObject = internStr(rt, name);
  const importFunction = getAttributeString(rt, bootstrap, '_gcd_import');
  try {
    return callObject(rt, importFunction, [nameObject]);
  } finally {
    decref(rt, importFunction);
    decref(rt, nameObject);
  }
}

function setOwned(rt: Runtime, dict: PyDict, name: string, value: PyObject): void {
  const key = internStr(rt, name);
  dictSetString(rt, dict, key, value);
  decref(rt, key);
  decref(rt, value);
}

/** Runs a module of the library under CPython's name of its frozen copy. Owned. */
function loadFrozen(rt: Interpreter, source: string, name: string): PyModule {
  const found = rt.options.library.find(source);
  if (found === null) {
    const nameObject = newStr(rt, source);
    raiseImportError(rt, 'ModuleNotFoundError', `No module named '${source}'`, nameObject);
  }
  const module = newModule(rt, name);
  const { dict } = module.value;
  setOwned(rt, dict, '__package__', newStr(rt, ''));
  setOwned(rt, dict, '__builtins__', incref(rt.builtins));
  setOwned(rt, rt.modules, name, incref(module));
  const code = rt.loadCode(found.code);
  decref(rt, rt.executeCode(code, dict, dict, null));
  decref(rt, code);
  return module;
}

export function setUpImportSystem(rt: Interpreter): ImportSystem {
  if (rt.importSystem !== null) return rt.importSystem;
  const young = rt.heap.generations[0];
  const { count } = young;
  const system = systemNamespace(rt);
  const [sys, metaPath, hooks] = [dictGetString(rt.modules, 'sys'), dictGetString(system, 'meta_path'), dictGetString(system, 'path_hooks')] as [PyObject, PyObject, PyObject];
  const imp = rt.importByName('_imp');
  // It names `marshal`, for files with bytecode, of which there are none.
  if (!rt.options.nativeModules.has('marshal')) setOwned(rt, rt.modules, 'marshal', newModule(rt, 'marshal'));
  const bootstrap = loadFrozen(rt, 'importlib._bootstrap', bootstrapName);
  const finders: PyObject[] = [];
  const made: ImportSystem = { bootstrap, external: loadFrozen(rt, 'importlib._bootstrap_external', externalName), finders };
  rt.importSystem = made;
  // Until the finders are in place the import system here does all by itself.
  const own = (metaPath.value as PyObject[]).splice(0);
  decref(rt, callMethod(rt, bootstrap, '_install', [sys, imp]));
  decref(rt, imp);
  decref(rt, callMethod(rt, made.external, '_install', [bootstrap]));
  setAttributeString(rt, bootstrap, '_bootstrap_external', made.external);
  finders.push(...iterateToArray(rt, metaPath));
  // Where a recording looks for what the interpreter itself holds.
  rt.moduleStates.set('importlib', made);
  (metaPath.value as PyObject[]).unshift(...own);
  const hook = newBuiltinFunction(rt, libraryHook, null, null);
  const others = (hooks.value as PyObject[]).splice(0);
  listAppend(rt, hooks as Parameters<typeof listAppend>[1], hook);
  (hooks.value as PyObject[]).push(...others);
  decref(rt, hook);
  setOwned(rt, made.external.value.dict, 'compile', newBuiltinFunction(rt, compileFromLibrary, null, null));
  for (const [name, module] of modulesByName(rt)) if (module.value.origin !== undefined) describeModule(rt, name, module);
  young.count = count;
  return made;
}

function modulesByName(rt: Interpreter): [string, PyModule][] {
  const { keys, values } = rt.modules.value;
  return keys.flatMap((key, index): [string, PyModule][] => {
    const module = values[index] ?? null;
    return key === null || module === null || (module.type as PyType).layout !== rt.types.module ? [] : [[(key as PyStr).value, module as PyModule]];
  });
}

/** Gives a module `__spec__`, `__loader__` and `__cached__`, once importlib is there. */
export function describeModule(rt: Interpreter, name: string, module: PyModule): void {
  if (rt.importSystem === null) return;
  const { bootstrap, external } = rt.importSystem;
  const { dict, origin } = module.value;
  const nameObject = newStr(rt, name);
  let spec: PyObject;
  if (origin === 'built-in') {
    const loader = getAttributeString(rt, bootstrap, 'BuiltinImporter');
    const [place, keyword] = [newStr(rt, 'built-in'), newStr(rt, 'origin')];
    const maker = getAttributeString(rt, bootstrap, 'spec_from_loader');
    spec = callObject(rt, maker, [nameObject, loader, place], [keyword]);
    for (const object of [loader, place, keyword, maker]) decref(rt, object);
  } else {
    spec = specOfLibraryModule(rt, external, nameObject, newStr(rt, origin as string), dictGetString(dict, '__path__') !== null);
    setOwned(rt, dict, '__cached__', getAttributeString(rt, spec, 'cached'));
  }
  decref(rt, nameObject);
  setOwned(rt, dict, '__loader__', getAttributeString(rt, spec, 'loader'));
  setOwned(rt, dict, '__spec__', spec);
}

/** `spec_from_file_location(name, file)`; takes over `file`. Owned. */
function specOfLibraryModule(rt: Interpreter, external: PyModule, name: PyStr, file: PyStr, isPackage: boolean): PyObject {
  const loaderType = getAttributeString(rt, external, 'SourceFileLoader');
  const loader = callObject(rt, loaderType, [name, file]);
  const locations = isPackage ? newList(rt, [newStr(rt, file.value.replace(/\/[^/]*$/, ''))]) : incref(rt.none);
  const keywords = [newStr(rt, 'loader'), newStr(rt, 'submodule_search_locations')];
  const maker = getAttributeString(rt, external, 'spec_from_file_location');
  try {
    return callObject(rt, maker, [name, file, loader, locations], keywords);
  } finally {
    for (const object of [loaderType, loader, locations, ...keywords, maker, file]) decref(rt, object);
  }
}

// ---- how importlib finds and compiles modules of the library ------------------------------------------

/** A finder for one folder of the library. */
const libraryFinderType: TypeDefinition = {
  name: '_frozen_importlib_external.FileFinder',
  basicsize: 48,
  flags: { disallowInstantiation: true },
  slots: {
    repr: (rt, self) => newStr(rt, `FileFinder('${(self as PyObject<string>).value}')`),
    dealloc: (rt, self) => rt.heap.free(self),
  },
  methods: [
    fast('find_spec', (rt, self, args) => {
      const interpreter = rt as Interpreter;
      const name = args[0] as PyStr;
      const found = interpreter.options.library.find(name.value);
      const folder = (self as PyObject<string>).value;
      const tail = name.value.slice(name.value.lastIndexOf('.') + 1);
      const file = found === null ? null : found.isPackage ? `${folder}/${tail}/__init__.py` : `${folder}/${tail}.py`;
      if (found === null || file !== found.code.filename || interpreter.importSystem === null) return incref(rt.none);
      return specOfLibraryModule(interpreter, interpreter.importSystem.external, name, newStr(rt, file), found.isPackage);
    }),
    noArgs('invalidate_caches', (rt) => incref(rt.none)),
  ],
  getset: [{ name: 'path', get: (rt, self) => newStr(rt, (self as PyObject<string>).value) }],
};

/** The path hook: every folder may be one of the library; for others the finder finds nothing. */
const libraryHook = fast('path_hook_for_FileFinder', (rt, _self, args) => {
  let type = rt.extensionTypes.get(libraryFinderType);
  if (type === undefined) {
    type = createType(rt, libraryFinderType);
    rt.extensionTypes.set(libraryFinderType, type);
  }
  return new PyObject<string, PyType>(type, (args[0] as PyStr).value);
});

/** `compile` as importlib sees it: for a file of the library the code that was compiled ahead. */
const compileFromLibrary = fastKeywords('compile', (rt, _self, args, kwnames) => {
  const interpreter = rt as Interpreter;
  const file = args[1];
  const found = file !== undefined && typeof file.value === 'string' ? libraryModuleOfFile(interpreter, file.value) : null;
  if (found !== null) return interpreter.loadCode(found.code);
  return callObject(rt, dictGetString(rt.builtins, 'compile') as PyObject, args, kwnames);
});

/** The library module whose source file this is, or null. */
export function libraryModuleOfFile(rt: Interpreter, file: string): ReturnType<Interpreter['options']['library']['find']> {
  const parts = file.replace(/(\/__init__)?\.py$/, '').split('/');
  for (let length = 1; length <= Math.min(parts.length, 6); length++) {
    const found = rt.options.library.find(parts.slice(parts.length - length).join('.'));
    if (found !== null && found.code.filename === file) return found;
  }
  return null;
}

/** The native modules `_frozen_importlib` and `_frozen_importlib_external`. Owned. */
export function frozenModule(rt: Interpreter, name: string): PyModule | null {
  if (name !== bootstrapName && name !== externalName) return null;
  const { bootstrap, external } = setUpImportSystem(rt);
  return incref(name === bootstrapName ? bootstrap : external);
}
