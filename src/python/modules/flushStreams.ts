/**
 * What CPython flushes by itself: sys.stderr and sys.stdout when the main program has ended (pythonrun.c flush_io), both again at exit
 * (pylifecycle.c flush_std_files). A program sees it where it has put a stream of its own in their place, and by the text they still hold.
 */
import { decref, incref } from '../memory';
import { callMethod, isTrue, lookupAttributeString, PythonError, type Runtime } from '../objects';
import { sysAttribute } from './builtins/inputAndOutput';

export function flushStreams(rt: Runtime, isExit: boolean): void {
  for (const name of isExit ? ['stdout', 'stderr'] : ['stderr', 'stdout']) {
    const stream = sysAttribute(rt, name);
    if (stream === null || stream === rt.none) continue;
    incref(stream);
    try {
      if (!isExit || !isClosed(rt, stream)) decref(rt, callMethod(rt, stream, 'flush', []));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      if (isExit && name === 'stdout') rt.writeUnraisable(error.exception, stream);
      else decref(rt, error.exception);
    } finally {
      decref(rt, stream);
    }
  }
}

function isClosed(rt: Runtime, stream: Parameters<typeof isTrue>[1]): boolean {
  const closed = lookupAttributeString(rt, stream, 'closed');
  if (closed === null) return false;
  try {
    return isTrue(rt, closed);
  } finally {
    decref(rt, closed);
  }
}
