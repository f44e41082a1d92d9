/** The types of futures and tasks of an interpreter, for those that must not import their definitions. */
import type { PyType, Runtime } from '../../objects';

export interface AsyncioTypes { readonly future: PyType; readonly task: PyType }

export function asyncioTypes(rt: Runtime): AsyncioTypes {
  return rt.moduleStates.get('_asyncio types') as AsyncioTypes;
}
