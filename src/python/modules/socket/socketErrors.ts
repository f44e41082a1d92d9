/** `socket.herror`, `socket.gaierror`, and how failed calls become Python exceptions. */
import { decref, type PyObject } from '../../memory';
import { callObject, newInt, newStr, PythonError, raise, raiseOSError, type Runtime } from '../../objects';
import { newErrorType } from '../moduleErrors';
import { Errno, NetworkFailure } from './network';

/** What the operating system calls the errors a socket can have. */
const texts: Readonly<Record<number, string>> = {
  1: 'Operation not permitted', 2: 'No such file or directory', 9: 'Bad file descriptor', 11: 'Resource temporarily unavailable', 19: 'No such device',
  22: 'Invalid argument', 32: 'Broken pipe', 88: 'Socket operation on non-socket', 90: 'Message too long', 91: 'Protocol wrong type for socket',
  92: 'Protocol not available', 93: 'Protocol not supported', 94: 'Socket type not supported', 95: 'Operation not supported',
  97: 'Address family not supported by protocol', 98: 'Address already in use', 99: 'Cannot assign requested address', 101: 'Network is unreachable',
  104: 'Connection reset by peer', 106: 'Transport endpoint is already connected', 107: 'Transport endpoint is not connected', 111: 'Connection refused',
};

export interface SocketErrors { readonly herror: PyObject; readonly gaierror: PyObject }

/** The exception classes of the module (borrowed), made when first needed. */
export function socketErrors(rt: Runtime): SocketErrors {
  let errors = rt.moduleStates.get('socket errors') as SocketErrors | undefined;
  if (errors === undefined) {
    const base = rt.exceptions.OSError.object;
    errors = { herror: newErrorType(rt, 'socket', 'herror', base), gaierror: newErrorType(rt, 'socket', 'gaierror', base) };
    rt.moduleStates.set('socket errors', errors);
  }
  return errors;
}

/** socket.gaierror */
export function raiseAddressError(rt: Runtime, code: number, message: string): never {
  const args = [newInt(rt, code), newStr(rt, message)];
  try {
    throw new PythonError(callObject(rt, socketErrors(rt).gaierror, args));
  } finally {
    for (const argument of args) decref(rt, argument);
  }
}

export function raiseErrno(rt: Runtime, errno: number): never {
  raiseOSError(rt, errno, texts[errno] ?? `Unknown error ${errno}`);
}

/** Runs a call that does not wait; its failure is an OSError. */
export function attempt<R>(rt: Runtime, call: () => R): R {
  try {
    return call();
  } catch (error) {
    if (error instanceof NetworkFailure) raiseErrno(rt, error.errno);
    throw error;
  }
}

/** As CPython says it when a socket's time is up. */
export function raiseTimeout(rt: Runtime): never {
  raise(rt, 'TimeoutError', 'timed out');
}

export const wouldBlock = (error: unknown): boolean => error instanceof NetworkFailure && error.errno === Errno.Again;
