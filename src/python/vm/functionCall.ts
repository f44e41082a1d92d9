/**
 * Function objects of code objects, and calls of them from native code.
 */
import { CodeFlags } from '../bytecode';
import { incref, type PyObject } from '../memory';
import { dictGetString, machine, raise, type FunctionData, type PyCode, type PyDict, type PyFunction, type PyModule, type PyStr, type PyType, type Runtime } from '../objects';
import { pushNativeCallFrame } from './frameEntry';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';

/** PyFunction_NewWithQualName. `code` and `globals` borrowed; the function is tracked. */
export function createFunction(rt: Interpreter, code: PyCode, globals: PyDict): PyFunction {
  const loaded = code.value as LoadedCode;
  const docConstant = loaded.consts[0];
  const hasDoc = docConstant !== undefined && docConstant.type === rt.types.str && (loaded.flags & CodeFlags.Optimized) !== 0;
  const moduleName = dictGetString(globals, '__name__');
  const data: FunctionData = {
    code: incref(code),
    globals: incref(globals),
    builtins: incref(builtinsOf(rt, globals)),
    name: incref(loaded.name),
    qualname: incref(loaded.qualname),
    doc: incref(hasDoc ? docConstant : rt.none),
    module: moduleName === null ? null : incref(moduleName),
    defaults: null,
    kwdefaults: null,
    closure: null,
    annotations: null,
    typeParams: null,
    dict: null,
    version: 0,
  };
  const func: PyFunction = rt.heap.newContainer(rt.types.function, data);
  rt.heap.track(func);
  return func;
}

/** `__builtins__` of a namespace, or those of the running frame (_PyEval_BuiltinsFromGlobals); borrowed. */
export function builtinsOf(rt: Interpreter, globals: PyDict): PyDict {
  const found = dictGetString(globals, '__builtins__');
  if (found === null) return rt.frame === null ? rt.builtins : rt.frame.builtins;
  if (found.type === rt.types.module) return (found as PyModule).value.dict;
  const type = found.type as PyType;
  if (type.mpSubscript === null) raise(rt, 'TypeError', `'${type.name}' object is not subscriptable`);
  return type.layout === rt.types.dict ? (found as PyDict) : rt.builtins;
}

/** The `vectorcall` slot of the function type. Arguments borrowed: the frame gets references of its own. */
export function callFunction(runtime: Runtime, func: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const rt = machine(runtime) as unknown as Interpreter;
  const owned: PyObject[] = [];
  for (let i = 0; i < args.length; i++) owned.push(incref(args[i] as PyObject));
  const frame = pushNativeCallFrame(rt, incref(func as PyFunction), owned, kwnames !== null && kwnames.length === 0 ? null : kwnames, true);
  return rt.runFrame(frame, null);
}
