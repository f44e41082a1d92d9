/**
 * The `_imp` module under `importlib`: which modules are native, which come from the bundled library. In CPython's words the
 * native ones are built in and the library's are frozen.
 */
import { decref, incref } from '../memory';
import {
  dictGetString, fast, getAttributeString, isDictLike, machine, newBool, newBytes, newInt, newList, newStr, noArgs, raise, raiseImportError,
  type MethodDefinition, type PyStr, type PyType, type Runtime,
} from '../objects';
import type { PyObject } from '../memory';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

function nameOf(rt: Runtime, functionName: string, args: readonly PyObject[]): string {
  checkPositional(rt, functionName, args, 1, 2);
  const [name] = args as [PyObject];
  if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `${functionName}() argument must be str, not ${name.type.name}`);
  return (name as PyStr).value;
}

/** Overrides for tests of CPython's own: remembered, without effect. */
const override = (name: string): MethodDefinition => fast(name, (rt) => newInt(rt, 0));

const nothing = (name: string): MethodDefinition => fast(name, (rt) => incref(rt.none));

export const impModule: ModuleDefinition = {
  name: '_imp',
  doc: '(Extremely) low-level import machinery bits as used by importlib.',
  methods: [
    noArgs('extension_suffixes', (rt) => newList(rt, [])),
    noArgs('lock_held', (rt) => newBool(rt, false)),
    nothing('acquire_lock'),
    nothing('release_lock'),
    fast('is_builtin', (rt, _self, args) => newInt(rt, machine(rt).moduleKind(nameOf(rt, 'is_builtin', args)) === 'native' ? 1 : 0)),
    fast('is_frozen', (rt, _self, args) => newBool(rt, machine(rt).moduleKind(nameOf(rt, 'is_frozen', args)) === 'library')),
    fast('is_frozen_package', (rt, _self, args) => {
      const name = nameOf(rt, 'is_frozen_package', args);
      if (machine(rt).moduleKind(name) !== 'library') raiseImportError(rt, 'ImportError', `No such frozen object named ${name}`, args[0] as PyObject);
      return newBool(rt, machine(rt).libraryModule(name)?.isPackage === true);
    }),
    fast('get_frozen_object', (rt, _self, args) => {
      const name = nameOf(rt, 'get_frozen_object', args);
      const module = machine(rt).libraryModule(name);
      if (module === null) raiseImportError(rt, 'ImportError', `No such frozen object named ${name}`, args[0] as PyObject);
      return machine(rt).loadCode(module.code);
    }),
    fast('create_builtin', (rt, _self, args) => {
      checkPositional(rt, 'create_builtin', args, 1, 1);
      const name = getAttributeString(rt, args[0] as PyObject, 'name') as PyStr;
      try {
        return machine(rt).importModule(name, null, null, rt.emptyTuple, 0);
      } finally {
        decref(rt, name);
      }
    }),
    fast('exec_builtin', (rt) => newInt(rt, 0)),
    fast('exec_dynamic', (rt) => newInt(rt, 0)),
    nothing('_fix_co_filename'),
    fast('source_hash', (rt) => newBytes(rt, new Uint8Array(8))),
    override('_override_frozen_modules_for_tests'),
    override('_override_multi_interp_extensions_check'),
    noArgs('_frozen_module_names', (rt) => newList(rt, [])),
    fast('find_frozen', (rt, _self, args) => {
      nameOf(rt, 'find_frozen', args);
      return incref(rt.none);
    }),
    fast('init_frozen', (rt, _self, args) => {
      const name = nameOf(rt, 'init_frozen', args);
      const module = dictGetString(rt.modules, name);
      return module !== null && !isDictLike(rt, module) ? incref(module) : incref(rt.none);
    }),
  ],
  constants: (rt) => ({ check_hash_based_pycs: newStr(rt, 'default') }),
};
