/**
 * `_imp`: what importlib asks of the interpreter. Native modules are its built-in modules; nothing is frozen, and nothing can be
 * loaded from a file.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  fast, fastKeywords, getAttributeString, machine, newBool, newBytes, newInt, newList, newStr, noArgs, oneArg, raise, raiseImportError, type PyStr, type PyType, type Runtime,
} from '../objects';
import type { ModuleDefinition } from './moduleDefinition';

function requireText(rt: Runtime, functionName: string, name: PyObject): string {
  if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `${functionName}() argument must be str, not ${name.type.name}`);
  return (name as PyStr).value;
}

/** 1: it can be made; -1: it exists once and for all; 0: there is none. */
function builtinKind(rt: Runtime, name: string): number {
  if (name === 'sys' || name === 'builtins') return -1;
  return machine(rt).nativeModuleNames.includes(name) ? 1 : 0;
}

function raiseNotFrozen(rt: Runtime, name: PyObject): never {
  raiseImportError(rt, 'ImportError', `No such frozen object named ${requireText(rt, 'get_frozen_object', name)}`, name);
}

export const impModule: ModuleDefinition = {
  name: '_imp',
  doc: '(Extremely) low-level import machinery bits as used by importlib.',
  methods: [
    noArgs('extension_suffixes', (rt) => newList(rt, [])),
    noArgs('lock_held', (rt) => newBool(rt, lockOf(rt).depth > 0)),
    noArgs('acquire_lock', (rt) => {
      lockOf(rt).depth++;
      return incref(rt.none);
    }),
    noArgs('release_lock', (rt) => {
      const lock = lockOf(rt);
      if (lock.depth === 0) raise(rt, 'RuntimeError', 'not holding the import lock');
      lock.depth--;
      return incref(rt.none);
    }),
    oneArg('find_frozen', (rt) => incref(rt.none)),
    fast('get_frozen_object', (rt, _self, args) => raiseNotFrozen(rt, args[0] ?? rt.none)),
    oneArg('is_frozen_package', (rt, _self, name) => raiseNotFrozen(rt, name)),
    oneArg('create_builtin', (rt, _self, spec) => {
      const name = getAttributeString(rt, spec, 'name');
      try {
        return machine(rt).createNativeModule(requireText(rt, 'create_builtin', name)) ?? incref(rt.none);
      } finally {
        decref(rt, name);
      }
    }),
    oneArg('init_frozen', (rt) => incref(rt.none)),
    oneArg('is_builtin', (rt, _self, name) => newInt(rt, builtinKind(rt, requireText(rt, 'is_builtin', name)))),
    oneArg('is_frozen', (rt, _self, name) => {
      requireText(rt, 'is_frozen', name);
      return newBool(rt, false);
    }),
    noArgs('_frozen_module_names', (rt) => newList(rt, [])),
    oneArg('_override_frozen_modules_for_tests', (rt) => incref(rt.none)),
    oneArg('_override_multi_interp_extensions_check', (rt) => newInt(rt, 0)),
    fast('create_dynamic', (rt, _self, args) => {
      const name = getAttributeString(rt, args[0] ?? rt.none, 'name');
      raiseImportError(rt, 'ImportError', 'dynamic module loading is not supported here', name);
    }),
    oneArg('exec_dynamic', (rt) => newInt(rt, 0)),
    oneArg('exec_builtin', (rt) => newInt(rt, 0)),
    fast('_fix_co_filename', (rt) => incref(rt.none)),
    fastKeywords('source_hash', (rt) => newBytes(rt, new Uint8Array(8))),
  ],
  constants: (rt) => ({ check_hash_based_pycs: newStr(rt, 'default') }),
};

interface ImportLock { depth: number }

function lockOf(rt: Runtime): ImportLock {
  let lock = rt.moduleStates.get('_imp') as ImportLock | undefined;
  if (lock === undefined) {
    lock = { depth: 0 };
    rt.moduleStates.set('_imp', lock);
  }
  return lock;
}
