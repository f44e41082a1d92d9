/** True and False as results. */
import { incref } from '../memory';
import type { PyInt } from './layouts';
import type { Runtime } from './runtime';

export function newBool(rt: Runtime, value: boolean): PyInt {
  return incref(value ? rt.true : rt.false);
}
