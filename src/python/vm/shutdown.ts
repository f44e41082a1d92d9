/**
 * Interpreter exit: atexit functions, collections, the end of modules, in CPython's order
 * (pylifecycle.c Py_FinalizeEx, finalize_modules; cpython-facts 5.5).
 */
import { collectNoFail, collectWithCallbacks, decref, incref, type PyObject } from '../memory';
import { dictClear, dictCopy, dictGetString, dictSet, dictSetString, dictUpdate, type PyDict, type PyModule, type PyStr } from '../objects';
import type { Interpreter } from './interpreter';

/** Names in `sys` that may keep objects of the program alive (sys_deletes). */
const SYS_DELETES = ['path', 'argv', 'ps1', 'ps2', 'last_exc', 'last_type', 'last_value', 'last_traceback', 'path_hooks', 'path_importer_cache', 'meta_path'];
/** Who holds the modules between their removal from `sys.modules` and the end of their namespaces. */
const MODULE_HOLDER = 'modules to be cleared at interpreter exit';
const STANDARD_STREAMS = ['stdin', 'stdout', 'stderr'];

export function finalizeInterpreter(rt: Interpreter): void {
  rt.threads.end();
  rt.options.hooks.runExitFunctions(rt);
  rt.options.hooks.flushStreams(rt, true);
  if (rt.heap.enabled) collectWithCallbacks(rt, 2, 'exit');
  const sys = rt.sysNamespace();
  const { builtins } = rt;
  for (const name of SYS_DELETES) setIfPresent(rt, sys, name, rt.none);
  for (const name of STANDARD_STREAMS) {
    const original = dictGetString(sys, `__${name}__`);
    if (original !== null) setIfPresent(rt, sys, name, original);
  }
  const modules = removeModules(rt);
  dictClear(rt, rt.modules);
  for (const object of modules) rt.nativeHolders.push({ object, name: MODULE_HOLDER });
  releaseIfLast(rt, modules);
  restoreBuiltins(rt);
  collectNoFail(rt);
  for (let index = modules.length - 1; index >= 0; index--) {
    const module = modules[index] as PyModule;
    if (module.value.dict !== sys && module.value.dict !== builtins) clearNamespace(rt, module.value.dict);
    release(rt, module);
  }
  clearNamespace(rt, sys);
  clearNamespace(rt, builtins);
  collectNoFail(rt);
}

function setIfPresent(rt: Interpreter, dict: PyDict, name: string, value: PyObject): void {
  if (dictGetString(dict, name) !== null) dictSetString(rt, dict, rt.internedName(name), value);
}

/** Replaces every module in `sys.modules` by None. Returns them in import order, one reference each. */
function removeModules(rt: Interpreter): PyObject[] {
  const modules: PyObject[] = [];
  const { keys, values } = rt.modules.value;
  for (let entry = 0; entry < keys.length; entry++) {
    const key = keys[entry] as PyObject | null;
    const module = values[entry] as PyObject | null;
    if (key === null || module === null || module.type !== rt.types.module) continue;
    modules.push(incref(module));
    dictSet(rt, rt.modules, key, rt.none);
  }
  return modules;
}

/** What the program added to `builtins` goes; the old contents die after the restored ones are in place. */
function restoreBuiltins(rt: Interpreter): void {
  const original = rt.moduleStates.get('builtins copy') as PyDict | undefined;
  if (original === undefined) return;
  const old = dictCopy(rt, rt.builtins);
  dictClear(rt, rt.builtins);
  dictUpdate(rt, rt.builtins, original);
  decref(rt, old);
}

/** CPython keeps only weak references meanwhile: modules nobody else holds die now, in import order. */
function releaseIfLast(rt: Interpreter, modules: PyObject[]): void {
  for (let index = 0; index < modules.length; index++) {
    const module = modules[index] as PyObject;
    if (module.refcnt !== 1) continue;
    modules.splice(index, 1);
    index--;
    release(rt, module);
  }
}

function release(rt: Interpreter, module: PyObject): void {
  rt.nativeHolders.splice(rt.nativeHolders.findIndex(({ object, name }) => object === module && name === MODULE_HOLDER), 1);
  decref(rt, module);
}

/** _PyModule_ClearDict: names with one leading underscore first, then all others but `__builtins__`. */
function clearNamespace(rt: Interpreter, dict: PyDict): void {
  const clear = (wanted: (name: string) => boolean): void => {
    const { keys } = dict.value;
    for (let entry = 0; entry < keys.length; entry++) {
      const key = keys[entry] as PyStr | null | undefined;
      const value = dict.value.values[entry];
      if (key == null || value == null || value === rt.none || typeof key.value !== 'string') continue;
      if (wanted(key.value)) dictSet(rt, dict, key, rt.none);
    }
  };
  clear((name) => name.startsWith('_') && name[1] !== '_');
  clear((name) => (!name.startsWith('_') || name[1] === '_') && name !== '__builtins__');
}
