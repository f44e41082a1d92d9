/**
 * CALL_INTRINSIC_1 and CALL_INTRINSIC_2 (CPython: intrinsics.c).
 */
import { Intrinsic1, Intrinsic2 } from '../bytecode';
import { decref, incref, type PyObject } from '../memory';
import {
  callObject, dictGetString, getAttribute, getAttributeString, iterateToArray, lookupAttributeString, matches, newException, newStr, newTupleOf, numberPositive,
  raise, setCause, setContext, setItem, type PyException, type PyFunction, type PyList, type PyStr, type PyType,
} from '../objects';
import { wrapYieldedValue } from './asyncGenerator';
import { prepareReraiseStar } from './exceptionGroups';
import type { Frame } from './frame';
import { frameLocals } from './frameObject';
import type { Interpreter } from './interpreter';

/** Argument borrowed, result owned. */
export function callIntrinsic1(rt: Interpreter, frame: Frame, intrinsic: number, value: PyObject): PyObject {
  switch (intrinsic) {
    case Intrinsic1.Print: {
      const hook = dictGetString(rt.sysNamespace(), 'displayhook');
      if (hook === null) raise(rt, 'RuntimeError', 'lost sys.displayhook');
      return callObject(rt, hook, [value]);
    }
    case Intrinsic1.ImportStar:
      importStar(rt, frame, value);
      return incref(rt.none);
    case Intrinsic1.StopIterationError:
      return stopIterationError(rt, frame, value as PyException);
    case Intrinsic1.UnaryPositive:
      return numberPositive(rt, value);
    case Intrinsic1.ListToTuple:
      return newTupleOf(rt, (value as PyList).value.map((item) => incref(item)));
    case Intrinsic1.AsyncGenWrap: return wrapYieldedValue(rt, value);
    case Intrinsic1.TypeVar: return rt.options.hooks.typingIntrinsic(rt, 'TypeVar', [value]);
    case Intrinsic1.ParamSpec: return rt.options.hooks.typingIntrinsic(rt, 'ParamSpec', [value]);
    case Intrinsic1.TypeVarTuple: return rt.options.hooks.typingIntrinsic(rt, 'TypeVarTuple', [value]);
    case Intrinsic1.SubscriptGeneric: return rt.options.hooks.typingIntrinsic(rt, 'SubscriptGeneric', [value]);
    case Intrinsic1.TypeAlias: return rt.options.hooks.typingIntrinsic(rt, 'TypeAlias', [value]);
    default:
      // Asynchronous generators come with the full language.
      raise(rt, 'NotImplementedError', `intrinsic ${intrinsic} is not supported yet`);
  }
}

export function callIntrinsic2(rt: Interpreter, intrinsic: number, first: PyObject, second: PyObject): PyObject {
  switch (intrinsic) {
    case Intrinsic2.PrepReraiseStar: return prepareReraiseStar(rt, first, second);
    case Intrinsic2.TypeVarWithBound: return rt.options.hooks.typingIntrinsic(rt, 'TypeVarWithBound', [first, second]);
    case Intrinsic2.TypeVarWithConstraints: return rt.options.hooks.typingIntrinsic(rt, 'TypeVarWithConstraints', [first, second]);
    case Intrinsic2.SetFunctionTypeParams: {
      const { value } = first as PyFunction;
      const old = value.typeParams;
      value.typeParams = incref(second);
      if (rt.heap.observer !== null) rt.heap.observer.mutated(first);
      if (old !== null) decref(rt, old);
      return incref(first);
    }
  }
  raise(rt, 'NotImplementedError', `intrinsic ${intrinsic} is not supported yet`);
}

/** A StopIteration that leaves a generator's body becomes a RuntimeError (PEP 479). */
function stopIterationError(rt: Interpreter, frame: Frame, exception: PyException): PyObject {
  const kind = (frame.code.flags & 0x80) !== 0 ? 'coroutine' : (frame.code.flags & 0x200) !== 0 ? 'async generator' : 'generator';
  const isStop = matches(rt, exception, rt.exceptions.StopIteration);
  const isAsyncStop = kind === 'async generator' && matches(rt, exception, rt.exceptions.StopAsyncIteration);
  if (!isStop && !isAsyncStop) return incref(exception);
  const raised = newException(rt, 'RuntimeError', [newStr(rt, `${kind} raised ${isStop ? 'StopIteration' : 'StopAsyncIteration'}`)]);
  setCause(rt, raised, exception);
  setContext(rt, raised, exception);
  return raised;
}

/** `from module import *` into the running namespace (import_all_from). */
function importStar(rt: Interpreter, frame: Frame, module: PyObject): void {
  const locals = frameLocals(rt, frame);
  const listed = lookupAttributeString(rt, module, '__all__');
  const names = listed !== null ? iterateToArray(rt, listed) : namesOfDict(rt, module);
  if (listed !== null) decref(rt, listed);
  try {
    for (const name of names) {
      if ((name.type as PyType).layout !== rt.types.str) raiseWrongName(rt, module, name, listed !== null);
      if (listed === null && (name as PyStr).value.startsWith('_')) continue;
      const value = getAttribute(rt, module, name as PyStr);
      try {
        setItem(rt, locals, name, value);
      } finally {
        decref(rt, value);
      }
    }
  } finally {
    for (const name of names) decref(rt, name);
  }
}

function namesOfDict(rt: Interpreter, module: PyObject): PyObject[] {
  const dict = lookupAttributeString(rt, module, '__dict__');
  if (dict === null) raise(rt, 'ImportError', 'from-import-* object has no __dict__ and no __all__');
  try {
    return iterateToArray(rt, dict);
  } finally {
    decref(rt, dict);
  }
}

function raiseWrongName(rt: Interpreter, module: PyObject, name: PyObject, isListed: boolean): never {
  const moduleName = getAttributeString(rt, module, '__name__');
  const text = typeof moduleName.value === 'string' ? moduleName.value : '?';
  decref(rt, moduleName);
  raise(rt, 'TypeError', `${isListed ? 'Item' : 'Key'} in ${text}.${isListed ? '__all__' : '__dict__'} must be str, not ${name.type.name}`);
}
