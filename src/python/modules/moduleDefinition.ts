/**
 * A native module as data, and how it becomes a module object.
 *
 * In: `ModuleDefinition`s (one per file of this folder). Out: module objects whose namespace is filled
 * in CPython's order: `__name__`, `__doc__`, `__package__`, `__loader__`, `__spec__`, functions, the rest.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  dictGetString, dictSetString, internStr, newBuiltinFunction, newModule, newStr,
  type MethodDefinition, type PyDict, type PyModule, type Runtime,
} from '../objects';

export interface ModuleDefinition {
  readonly name: string;
  readonly doc: string | null;
  readonly methods: readonly MethodDefinition[];
  /** Values beside the functions, in namespace order; each a new reference. Called once per interpreter. */
  readonly constants?: (rt: Runtime, module: PyModule) => Record<string, PyObject>;
}

/** Modules that are there before anything is imported: no spec gives them their name, which is a text of their own. */
const FIRST_MODULES: ReadonlySet<string> = new Set(['builtins', 'sys', '_imp']);

/** A new module object. The caller enters it in `sys.modules`. */
export function createModule(rt: Runtime, definition: ModuleDefinition): PyModule {
  const module = newModule(rt, definition.name, !FIRST_MODULES.has(definition.name));
  module.value.origin = 'built-in';
  const { dict } = module.value;
  setOwned(rt, dict, '__doc__', definition.doc === null ? incref(rt.none) : newStr(rt, definition.doc));
  setOwned(rt, dict, '__package__', newStr(rt, ''));
  const moduleName = dictGetString(dict, '__name__') as PyObject;
  for (const method of definition.methods) {
    setOwned(rt, dict, method.name, newBuiltinFunction(rt, rt.profile.conversionsAreFast ? method.later ?? method : method, module, moduleName));
  }
  const constants = definition.constants?.(rt, module) ?? {};
  for (const [name, value] of Object.entries(constants)) setOwned(rt, dict, name, value);
  return module;
}

/** Stores a value under a text key and takes the reference over. */
export function setOwned(rt: Runtime, dict: PyDict, name: string, value: PyObject): void {
  const key = internStr(rt, name);
  dictSetString(rt, dict, key, value);
  decref(rt, key);
  decref(rt, value);
}
