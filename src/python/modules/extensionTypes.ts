/**
 * Types of native modules (deque, partial, itertools.chain, ...): made when first needed, one per
 * interpreter, found by their definition.
 */
import { createBuiltinType, type PyType, type Runtime, type TypeDefinition } from '../objects';

export function extensionType(rt: Runtime, definition: TypeDefinition): PyType {
  let type = rt.extensionTypes.get(definition);
  if (type === undefined) {
    type = createBuiltinType(rt, definition);
    rt.extensionTypes.set(definition, type);
  }
  return type;
}
