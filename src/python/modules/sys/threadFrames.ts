/** sys._current_frames and sys._current_exceptions: where each thread stands. */
import { decref, incref, type PyObject } from '../../memory';
import { dictSet, machine, newDict, newInt, noArgs, type MethodDefinition, type Runtime } from '../../objects';

type Running = ReturnType<ReturnType<typeof machine>['threads']['running']>[number];

/** A dict from thread identity to what `value` gives (owned). */
function byThread(rt: Runtime, value: (thread: Running) => PyObject): PyObject {
  const result = newDict(rt);
  for (const thread of machine(rt).threads.running()) {
    const key = newInt(rt, thread.identity);
    const entry = value(thread);
    dictSet(rt, result, key, entry);
    decref(rt, key);
    decref(rt, entry);
    decref(rt, thread.frame);
  }
  return result;
}

export const threadFrameFunctions: readonly MethodDefinition[] = [
  noArgs('_current_frames', (rt) => byThread(rt, ({ frame }) => incref(frame)),
    "Return a dict mapping each thread's thread id to its current stack frame.\n\nThis function should be used for specialized purposes only."),
  noArgs('_current_exceptions', (rt) => byThread(rt, ({ exception }) => incref(exception ?? rt.none)),
    "Return a dict mapping each thread's identifier to its current raised exception.\n\nThis function should be used for specialized purposes only."),
];
