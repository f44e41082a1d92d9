/**
 * Types of native modules (deque, partial, itertools.chain, ...): made when first needed, one per
 * interpreter, found by their definition. They are kept like the core's built-in types and never die. Those CPython makes at run time
 * (`isHeapType`) are containers all the same, and each instance owns a reference to its type.
 */
import { makeImmortal, PyObject } from '../memory';
import { PyType, readyBuiltinType, type Runtime, type TypeDefinition } from '../objects';

/** A type whose base is a type of a native module, too. */
export interface DerivedDefinition extends TypeDefinition {
  readonly derivedFrom: TypeDefinition;
}

export function extensionType(rt: Runtime, definition: TypeDefinition | DerivedDefinition): PyType {
  const known = rt.extensionTypes.get(definition);
  if (known !== undefined) return known;
  const type = new PyType(definition.name);
  rt.extensionTypes.set(definition, type);
  type.object = makeImmortal(new PyObject<PyType, PyType>(rt.types.type, type));
  const base = 'derivedFrom' in definition ? extensionType(rt, definition.derivedFrom) : rt.types[definition.base ?? 'object'];
  readyBuiltinType(rt, type, definition, [base], false);
  let held = rt.moduleStates.get('native types') as PyObject[] | undefined;
  if (held === undefined) rt.moduleStates.set('native types', held = []);
  held.push(type.object);
  return type;
}
