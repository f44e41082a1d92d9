/** `list[int]` and its like: the `__class_getitem__` of generic built-in types. */
import { classMethod, oneArg, type MethodDefinition } from './methods';
import { newGenericAlias } from './genericAlias';

/** A function, not a constant, because type definitions ask for it while modules that import each other are loaded. */
export function classGetItem(): MethodDefinition {
  return classMethod(oneArg('__class_getitem__', (rt, type, item) => newGenericAlias(rt, type, item), 'See PEP 585'));
}
