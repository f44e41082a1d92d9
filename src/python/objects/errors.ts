/**
 * Python exceptions on their way through JavaScript code. A native function that fails throws a
 * `PythonError`; the eval loop catches it and looks for a handler. Deliberately not a subclass of
 * Error: capturing a JavaScript stack for each Python exception would cost microseconds.
 */
import type { PyObject } from '../memory';

export class PythonError {
  /** Takes over the reference to the exception instance. */
  constructor(readonly exception: PyObject) {}
}
