/** PyErr_WarnEx: hands a warning to the `_warnings` module. */
import type { ExceptionName, Runtime } from './runtime';
import { machine } from './services';

/** Issues a warning at the running Python line; throws when a filter makes it an error. */
export function warn(rt: Runtime, category: ExceptionName & `${string}Warning`, message: string, stackLevel = 1): void {
  machine(rt).warn(rt.exceptions[category].object, message, stackLevel);
}
