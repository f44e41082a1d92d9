/** `sys.settrace`, `sys.setprofile` and their like. What the hooks are told is `vm/monitoring`'s business. */
import { incref, type PyObject } from '../../memory';
import { machine, noArgs, oneArg, type MethodDefinition, type Runtime } from '../../objects';
import type { Interpreter } from '../../vm';

const interpreter = (rt: Runtime): Interpreter => machine(rt) as unknown as Interpreter;

/** A hook that is still set when its thread ends goes with it. */
function forgetAtEnd(rt: Runtime): void {
  const { hooks, threads: { current } } = interpreter(rt);
  if (current.traceHook !== null || current.profileHook !== null) return;
  current.atEnd.push(() => {
    hooks.setTrace(current, null);
    hooks.setProfile(current, null);
  });
}

const orNull = (rt: Runtime, hook: PyObject): PyObject | null => (hook === rt.none ? null : hook);

export const traceHookFunctions: readonly MethodDefinition[] = [
  noArgs('gettrace', (rt) => incref(interpreter(rt).threads.current.traceHook ?? rt.none)),
  noArgs('getprofile', (rt) => incref(interpreter(rt).threads.current.profileHook ?? rt.none)),
  oneArg('settrace', (rt, _self, hook) => {
    const { hooks, threads: { current } } = interpreter(rt);
    forgetAtEnd(rt);
    hooks.setTrace(current, orNull(rt, hook));
    return incref(rt.none);
  }),
  oneArg('setprofile', (rt, _self, hook) => {
    const { hooks, threads: { current } } = interpreter(rt);
    forgetAtEnd(rt);
    hooks.setProfile(current, orNull(rt, hook));
    return incref(rt.none);
  }),
];
