/** What the `_pickle` module keeps (CPython Modules/_pickle.c PickleState): its errors, copyreg's tables, the names of Python 2. */
import { decref, type PyObject } from '../../memory';
import {
  getAttributeString, machine, newStr, newTuple, raise, type PyDict, type PyType, type Runtime,
} from '../../objects';
import { newErrorType, raiseError } from '../moduleErrors';

export interface PickleState {
  readonly pickleError: PyObject;
  readonly picklingError: PyObject;
  readonly unpicklingError: PyObject;
  readonly dispatchTable: PyDict;
  readonly extensionRegistry: PyDict;
  readonly invertedRegistry: PyDict;
  readonly extensionCache: PyDict;
  readonly nameMapping: PyDict;
  readonly importMapping: PyDict;
  readonly reverseNameMapping: PyDict;
  readonly reverseImportMapping: PyDict;
  readonly encode: PyObject;
  readonly getattr: PyObject;
  readonly partial: PyObject;
}

const NAME = '_pickle';

export const pickleState = (rt: Runtime): PickleState => rt.moduleStates.get(NAME) as PickleState;

/** A module (new reference). */
export function importNamed(rt: Runtime, name: string): PyObject {
  const text = newStr(rt, name);
  const from = newTuple(rt, [newStr(rt, '__name__')]);
  try {
    return machine(rt).importModule(text, null, null, from, 0);
  } finally {
    decref(rt, text);
    decref(rt, from);
  }
}

function attributeOf(rt: Runtime, moduleName: string, name: string): PyObject {
  const module = importNamed(rt, moduleName);
  try {
    return getAttributeString(rt, module, name);
  } finally {
    decref(rt, module);
  }
}

function dictOf(rt: Runtime, moduleName: string, name: string): PyDict {
  const dict = attributeOf(rt, moduleName, name);
  if ((dict.type as PyType).layout !== rt.types.dict) raise(rt, 'RuntimeError', `${moduleName}.${name} should be a dict, not ${dict.type.name}`);
  return dict as PyDict;
}

/** The state; made when the module is first imported, which imports what it takes from others. */
export function ensureState(rt: Runtime): PickleState {
  const known = pickleState(rt) as PickleState | undefined;
  if (known !== undefined) return known;
  const pickleError = newErrorType(rt, NAME, 'PickleError', rt.exceptions.Exception.object);
  const state: PickleState = {
    pickleError,
    picklingError: newErrorType(rt, NAME, 'PicklingError', pickleError),
    unpicklingError: newErrorType(rt, NAME, 'UnpicklingError', pickleError),
    dispatchTable: dictOf(rt, 'copyreg', 'dispatch_table'),
    extensionRegistry: dictOf(rt, 'copyreg', '_extension_registry'),
    invertedRegistry: dictOf(rt, 'copyreg', '_inverted_registry'),
    extensionCache: dictOf(rt, 'copyreg', '_extension_cache'),
    nameMapping: dictOf(rt, '_compat_pickle', 'NAME_MAPPING'),
    importMapping: dictOf(rt, '_compat_pickle', 'IMPORT_MAPPING'),
    reverseNameMapping: dictOf(rt, '_compat_pickle', 'REVERSE_NAME_MAPPING'),
    reverseImportMapping: dictOf(rt, '_compat_pickle', 'REVERSE_IMPORT_MAPPING'),
    encode: attributeOf(rt, 'codecs', 'encode'),
    getattr: attributeOf(rt, 'builtins', 'getattr'),
    partial: attributeOf(rt, 'functools', 'partial'),
  };
  rt.moduleStates.set(NAME, state);
  return state;
}

export function raisePickling(rt: Runtime, message: string): never {
  return raiseError(rt, pickleState(rt).picklingError, message);
}

export function raiseUnpickling(rt: Runtime, message: string): never {
  return raiseError(rt, pickleState(rt).unpicklingError, message);
}

