/**
 * The `builtins` module: its functions (by subject in this folder), the built-in types, the singletons
 * and the exception types, in the order of CPython's namespace. `__build_class__` is added by `vm`,
 * which runs class bodies.
 */
import { incref, type PyObject } from '../../memory';
import { newBool, exceptionTypes, type BuiltinTypes, type ExceptionName, type Runtime } from '../../objects';
import type { ModuleDefinition } from '../moduleDefinition';
import { asyncIterationFunctions } from './asyncIteration';
import { attributeFunctions } from './attributes';
import { executionFunctions } from './execution';
import { inputAndOutputFunctions } from './inputAndOutput';
import { iterationFunctions } from './iteration';
import { textAndNumberFunctions } from './textAndNumbers';

/** Types which are names of the module, in its order. */
const typeNames = [
  'bool', 'memoryview', 'bytearray', 'bytes', 'classmethod', 'complex', 'dict', 'enumerate', 'filter', 'float', 'frozenset', 'property',
  'int', 'list', 'map', 'object', 'range', 'reversed', 'set', 'slice', 'staticmethod', 'str', 'super', 'tuple', 'type', 'zip',
] as const satisfies readonly (keyof BuiltinTypes)[];

function constants(rt: Runtime): Record<string, PyObject> {
  const values: Record<string, PyObject> = {
    None: incref(rt.none),
    Ellipsis: incref(rt.ellipsis),
    NotImplemented: incref(rt.notImplemented),
    False: incref(rt.false),
    True: incref(rt.true),
  };
  for (const name of typeNames) values[name] = incref(rt.types[name].object);
  values.__debug__ = newBool(rt, true);
  for (const name of Object.keys(exceptionTypes) as ExceptionName[]) {
    values[name] = incref(rt.exceptions[name].object);
    if (name === 'OSError') {
      values.EnvironmentError = incref(rt.exceptions.OSError.object);
      values.IOError = incref(rt.exceptions.OSError.object);
    }
  }
  return values;
}



export const builtinsModule: ModuleDefinition = {
  name: 'builtins',
  doc: "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; "
    + 'for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not normally accessed explicitly by most\n'
    + 'applications, but can be useful in modules that provide\nobjects with the same name as a builtin and need access to\nthe built-in of that name',
  methods: [
    ...executionFunctions, ...textAndNumberFunctions, ...iterationFunctions, ...asyncIterationFunctions, ...attributeFunctions, ...inputAndOutputFunctions,
  ].sort((left, right) => (left.name < right.name ? -1 : 1)),
  constants,
};
