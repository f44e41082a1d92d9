/**
 * Running a file as `__main__`, from its code object to the exit status (CPython: pythonrun.c
 * run_mod, pymain_run_python, handle_system_exit).
 */
import type { CodeObject } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import {
  dictGetString, dictSetString, internStr, matches, newDict, newModule, newStr, PythonError, str, type PyDict, type PyException, type PyModule,
} from '../objects';
import type { Interpreter } from './interpreter';
import { finalizeInterpreter } from './shutdown';
import { newSourceLoader } from './sourceLoader';

const UNCAUGHT_STATUS = 1;

/** Makes the module `__main__`, in CPython's order of names, and enters it in `sys.modules` (borrowed). */
export function createMainModule(rt: Interpreter, filename: string): PyModule {
  const main = newModule(rt, '__main__');
  const { dict } = main.value;
  setOwned(rt, dict, '__loader__', newSourceLoader(rt, filename));
  setOwned(rt, dict, '__annotations__', newDict(rt));
  const builtinsModule = dictGetString(rt.modules, 'builtins');
  setOwned(rt, dict, '__builtins__', incref(builtinsModule ?? rt.builtins));
  setOwned(rt, dict, '__file__', newStr(rt, filename));
  setOwned(rt, dict, '__cached__', incref(rt.none));
  setOwned(rt, rt.modules, '__main__', main);
  return main;
}

function setOwned(rt: Interpreter, dict: PyDict, name: string, value: PyObject): void {
  const key = internStr(rt, name);
  dictSetString(rt, dict, key, value);
  decref(rt, key);
  decref(rt, value);
}

export interface ProgramResult {
  /** As the process of `python3.12 FILE` would exit. */
  readonly status: number;
}

/**
 * Runs a program to the very end, interpreter exit included. `onUncaught` is told of an exception that
 * ended it (borrowed, before it is reported).
 */
export function runMain(rt: Interpreter, code: CodeObject, onUncaught: (exception: PyException) => void = () => {}): ProgramResult {
  const main = createMainModule(rt, code.filename);
  let status = 0;
  const loaded = rt.loadCode(code);
  const func = rt.makeFunction(loaded, main.value.dict);
  decref(rt, loaded);
  try {
    decref(rt, rt.runProgram(func, incref(main.value.dict)));
    rt.options.hooks.flushStreams(rt, false);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    rt.options.hooks.flushStreams(rt, false);
    status = handleUncaught(rt, error.exception as PyException, onUncaught);
  }
  finalizeInterpreter(rt);
  return { status };
}

function handleUncaught(rt: Interpreter, exception: PyException, onUncaught: (exception: PyException) => void): number {
  if (matches(rt, exception, rt.exceptions.SystemExit)) {
    const status = exitStatus(rt, exception);
    decref(rt, exception);
    return status;
  }
  onUncaught(exception);
  try {
    rt.options.hooks.reportUncaught(rt, exception);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const status = exitStatus(rt, error.exception as PyException);
    decref(rt, error.exception);
    return status;
  }
  return UNCAUGHT_STATUS;
}

function exitStatus(rt: Interpreter, exception: PyException): number {
  const code = exception.value.members?.['code'] ?? rt.none;
  if (code === rt.none) return 0;
  if (typeof code.value === 'number' && code.type === rt.types.int) return code.value & 0xff;
  if (typeof code.value === 'bigint') return Number(BigInt.asUintN(8, code.value));
  const text = str(rt, code);
  rt.host.write('stderr', `${text.value}\n`);
  decref(rt, text);
  return UNCAUGHT_STATUS;
}
