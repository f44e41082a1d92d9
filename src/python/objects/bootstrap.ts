/**
 * The start of an object model: shells of all built-in types, the singletons, then the types made ready.
 *
 * In: a runtime whose registry fields are still empty, and the definitions `vm` adds. Out: those fields
 * filled in. A new interpreter is made for every run, so little is done here: namespaces are made when
 * they are first needed (`typeReady.ts`).
 */
import { GcBits, makeImmortal, PyObject } from '../memory';
import { coreTypes } from './coreTypes';
import { exceptionTypes } from './exceptions';
import type { PyBytes, PyInt, PyStr, PyTuple } from './layouts';
import {
  SMALL_INT_MINIMUM, BuiltinTypes, type ExceptionName, ExceptionTypes, type Runtime, type VmTypeName,
} from './runtime';
import { PyType, type TypeDefinition } from './type';
import { readyBuiltinType } from './typeReady';

/** The fields of a runtime this file fills in. */
type Filled = 'types' | 'exceptions' | 'none' | 'true' | 'false' | 'notImplemented' | 'ellipsis' | 'emptyTuple' | 'emptyStr' | 'emptyBytes'
  | 'smallInts' | 'latin1' | 'singleBytes';
/** A runtime under construction. */
export type RuntimeShell = Omit<Runtime, Filled> & { -readonly [Name in Filled]: Runtime[Name] };

/** Fills in `rt.types`, `rt.exceptions` and the singletons. */
export function createBuiltinTypes(rt: RuntimeShell, vmTypes: Readonly<Record<VmTypeName, TypeDefinition>>): void {
  const definitions: readonly (readonly [string, TypeDefinition])[] = [...Object.entries(coreTypes), ...Object.entries(vmTypes)];
  const typeOfTypes = new PyType('type');
  const made = new BuiltinTypes();
  const types = made as unknown as Record<string, PyType>;
  for (const [key, definition] of definitions) types[key] = key === 'type' ? typeOfTypes : new PyType(definition.name);
  const madeExceptions = new ExceptionTypes();
  const exceptions = madeExceptions as unknown as Record<string, PyType>;
  for (const [name, definition] of Object.entries(exceptionTypes)) exceptions[name] = new PyType(definition.name);
  for (const type of [...Object.values(types), ...Object.values(exceptions)]) makeTypeObject(typeOfTypes, type);
  rt.types = made;
  rt.exceptions = madeExceptions;
  createSingletons(rt);
  for (const [key, definition] of definitions) {
    const base = key === 'object' ? [] : [types[definition.base ?? 'object'] as PyType];
    readyBuiltinType(rt, types[key] as PyType, definition, base, false);
  }
  for (const [name, definition] of Object.entries(exceptionTypes)) {
    const bases = definition.bases.map((base) => exceptions[base] as PyType);
    readyBuiltinType(rt, rt.exceptions[name as ExceptionName], definition, bases.length === 0 ? [rt.types.object] : bases, true);
  }
}

function makeTypeObject(typeOfTypes: PyType, type: PyType): void {
  type.object = makeImmortal(new PyObject(typeOfTypes, type));
}

/** A built-in type outside the registry (of a native module): ready, immortal, not counted. */
export function createType(rt: Runtime, definition: TypeDefinition, bases: readonly PyType[] = [rt.types[definition.base ?? 'object']]): PyType {
  const type = new PyType(definition.name);
  makeTypeObject(rt.types.type, type);
  readyBuiltinType(rt, type, definition, bases, false);
  return type;
}

function createSingletons(rt: RuntimeShell): void {
  const { types } = rt;
  const immortal = <V>(type: PyType, value: V): PyObject<V, PyType> => makeImmortal(new PyObject(type, value));
  rt.none = immortal(types.NoneType, null);
  rt.notImplemented = immortal(types.NotImplementedType, null);
  rt.ellipsis = immortal(types.ellipsis, null);
  rt.true = immortal<number | bigint>(types.bool, 1);
  rt.false = immortal<number | bigint>(types.bool, 0);
  rt.emptyTuple = immortal<PyObject[]>(types.tuple, []) as PyTuple;
  rt.emptyStr = immortal(types.str, '') as PyStr;
  rt.emptyBytes = immortal(types.bytes, new Uint8Array(0)) as PyBytes;
  const smallInts: PyInt[] = [];
  for (let value = SMALL_INT_MINIMUM; value <= rt.profile.smallIntMaximum; value++) smallInts.push(immortal<number | bigint>(types.int, value));
  rt.smallInts = smallInts;
  const latin1: PyStr[] = [];
  const singleBytes: PyBytes[] = [];
  for (let code = 0; code < 256; code++) {
    latin1.push(immortal(types.str, String.fromCharCode(code)));
    singleBytes.push(immortal(types.bytes, Uint8Array.of(code)));
  }
  // These names of one character CPython's core has as identifiers (_Py_ID).
  for (const name of '_abcdenprsx') {
    const identifier = rt.profile.oneCharacterNamesAreOwn ? immortal(types.str, name) as PyStr : latin1[name.charCodeAt(0)] as PyStr;
    identifier.gc |= GcBits.Interned;
    rt.interned.set(name, identifier);
  }
  rt.latin1 = latin1;
  rt.singleBytes = singleBytes;
}
