/**
 * `importlib` and `importlib.machinery`, reduced to what other modules ask of them: the import system here
 * (`vm/imports.ts`) has no finders, loaders or specs.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  callMethod, dictGetString, fastKeywords, machine, newList, newStr, noArgs, oneArg, raise, newLayoutInstance,
  type PyStr, type PyType, type Runtime, type TypeDefinition,
} from '../objects';
import { extensionType } from './extensionTypes';
import { bindArguments } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

function importModule(rt: Runtime, name: PyObject, packageName: PyObject | null): PyObject {
  if ((name.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', 'the name must be a string');
  let full = (name as PyStr).value;
  const dots = /^\.+/.exec(full)?.[0].length ?? 0;
  if (dots > 0) {
    if (packageName === null || packageName === rt.none) {
      raise(rt, 'TypeError', `the 'package' argument is required to perform a relative import for '${full}'`);
    }
    const parts = (packageName as PyStr).value.split('.');
    full = [...parts.slice(0, parts.length - dots + 1), full.slice(dots)].filter((part) => part !== '').join('.');
  }
  const fullName = newStr(rt, full);
  try {
    decref(rt, machine(rt).importModule(fullName, null, null, rt.none, 0));
    return incref(dictGetString(rt.modules, full) ?? rt.none);
  } finally {
    decref(rt, fullName);
  }
}

export const importlibModule: ModuleDefinition = {
  name: 'importlib',
  doc: 'A pure Python implementation of import.',
  methods: [
    fastKeywords('import_module', (rt, _self, args, kwnames) => {
      const [name, packageName] = bindArguments(rt, { name: 'import_module', parameters: ['name', 'package'], required: 1 }, args, kwnames);
      return importModule(rt, name as PyObject, packageName ?? null);
    }),
    noArgs('invalidate_caches', (rt) => incref(rt.none)),
    oneArg('reload', (rt, _self, module) => {
      callMethod(rt, module, '__repr__', []);
      return raise(rt, 'NotImplementedError', 'modules cannot be reloaded here');
    }),
  ],
  constants: (rt) => ({ __path__: newList(rt, []) }),
};

/** Loaders by name, for isinstance checks. */
const loaderType = (name: string): TypeDefinition => ({
  name: `importlib.machinery.${name}`, basicsize: 16, flags: { basetype: true }, gc: true,
  slots: { new: (rt, type) => newLayoutInstance(rt, type, null), dealloc: (rt, self) => {
    rt.heap.untrack(self);
    rt.heap.freeContainer(self);
  } },
});
const loaders = ['ModuleSpec', 'BuiltinImporter', 'FrozenImporter', 'PathFinder', 'FileFinder', 'SourceFileLoader', 'SourcelessFileLoader', 'ExtensionFileLoader'].map(loaderType);
const suffixes = { SOURCE_SUFFIXES: ['.py'], DEBUG_BYTECODE_SUFFIXES: ['.pyc'], OPTIMIZED_BYTECODE_SUFFIXES: ['.pyc'], BYTECODE_SUFFIXES: ['.pyc'], EXTENSION_SUFFIXES: ['.so'] };

export const machineryModule: ModuleDefinition = {
  name: 'importlib.machinery',
  doc: "The machinery of importlib: finders, loaders, hooks, etc.",
  methods: [noArgs('all_suffixes', (rt) => newList(rt, ['.py', '.pyc', '.so'].map((suffix) => newStr(rt, suffix))))],
  constants: (rt) => ({
    ...Object.fromEntries(loaders.map((type): [string, PyObject] => [type.name.slice(type.name.lastIndexOf('.') + 1), incref(extensionType(rt, type).object)])),
    ...Object.fromEntries(Object.entries(suffixes).map(([name, values]): [string, PyObject] => [name, newList(rt, values.map((value) => newStr(rt, value)))])),
  }),
};
