/**
 * Types of native modules (deque, partial, itertools.chain, ...): made when first needed, one per
 * interpreter, found by their definition. They are kept like the core's built-in types: immortal and
 * unknown to the collector.
 */
import { makeImmortal, PyObject } from '../memory';
import { PyType, readyBuiltinType, type Runtime, type TypeDefinition } from '../objects';

export function extensionType(rt: Runtime, definition: TypeDefinition): PyType {
  const known = rt.extensionTypes.get(definition);
  if (known !== undefined) return known;
  const type = new PyType(definition.name);
  rt.extensionTypes.set(definition, type);
  type.object = makeImmortal(new PyObject<PyType, PyType>(rt.types.type, type));
  readyBuiltinType(rt, type, definition, [rt.types[definition.base ?? 'object']], false);
  return type;
}
