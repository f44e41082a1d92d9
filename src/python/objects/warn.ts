/** PyErr_WarnEx: hands a warning to the `warnings` module. */
import { decref } from '../memory';
import { callMethod } from './abstractCall';
import type { ExceptionName, Runtime } from './runtime';
import { machine } from './services';
import { internStr, newStr } from './strValue';

/** Issues a warning at the running Python line; throws when a filter makes it an error. */
export function warn(rt: Runtime, category: ExceptionName & `${string}Warning`, message: string): void {
  const name = internStr(rt, 'warnings');
  const warnings = machine(rt).importModule(name, null, null, rt.none, 0);
  const text = newStr(rt, message);
  try {
    decref(rt, callMethod(rt, warnings, 'warn', [text, rt.exceptions[category].object]));
  } finally {
    decref(rt, text);
    decref(rt, warnings);
    decref(rt, name);
  }
}
