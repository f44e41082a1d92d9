/**
 * `__build_class__`: what a class statement calls (CPython: bltinmodule.c builtin___build_class__).
 */
import { decref, incref, type PyObject, xdecref } from '../memory';
import {
  calculateMetaclass, callMethodObject, callObject, dictDelete, dictSet, dictSetString, fastKeywords, lookupAttribute, machine, newDict, newTuple, raise, repr,
  type MethodDefinition, type PyCell, type PyDict, type PyFunction, type PyStr, type PyTuple, type PyType, type Runtime,
} from '../objects';
import type { Interpreter } from './interpreter';
import { updateBases } from './updateBases';

export const buildClassDefinition: MethodDefinition = fastKeywords('__build_class__', buildClass, '__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement.');

function buildClass(runtime: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const rt = machine(runtime) as unknown as Interpreter;
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - keywordCount;
  if (positional < 2) raise(rt, 'TypeError', '__build_class__: not enough arguments');
  const func = args[0] as PyFunction;
  if (func.type !== rt.types.function) raise(rt, 'TypeError', '__build_class__: func must be a function');
  const name = args[1] as PyStr;
  if (typeof name.value !== 'string') raise(rt, 'TypeError', '__build_class__: name is not a string');
  const originalBases = newTuple(rt, args.slice(2, positional).map((base) => incref(base)));
  let bases: PyTuple = originalBases;
  let keywords: PyDict | null = null;
  let metaclass: PyObject | null = null;
  let namespace: PyObject | null = null;
  let named = 0;
  try {
    bases = updateBases(rt, originalBases);
    if (kwnames !== null && keywordCount > 0) {
      keywords = newDict(rt);
      kwnames.forEach((keyword, index) => dictSet(rt, keywords as PyDict, keyword, args[positional + index] as PyObject));
      metaclass = takeMetaclass(rt, keywords);
    }
    let isClass = true;
    if (metaclass === null) {
      const first = bases.value[0];
      metaclass = incref(first === undefined ? rt.types.type.object : (first.type as PyType).object);
    } else isClass = isClassObject(rt, metaclass);
    if (isClass) {
      const winner = calculateMetaclass(rt, metaclass.value as PyType, bases.value).object;
      if (winner !== metaclass) {
        incref(winner);
        decref(rt, metaclass);
        metaclass = winner;
      }
    }
    namespace = prepareNamespace(rt, metaclass, name, bases, keywords, isClass);
    if (rt.heap.observer !== null) {
      rt.nativeHolders.push({ object: metaclass, name: 'class statement' }, { object: namespace, name: 'class statement' });
      named = 2;
    }
    const cell = rt.runCode(incref(func), incref(namespace));
    try {
      return createClass(rt, metaclass, name, bases, originalBases, namespace, keywords, cell);
    } finally {
      decref(rt, cell);
    }
  } finally {
    rt.nativeHolders.length -= named;
    xdecref(rt, namespace);
    xdecref(rt, metaclass);
    xdecref(rt, keywords);
    if (bases !== originalBases) decref(rt, bases);
    decref(rt, originalBases);
  }
}

function isClassObject(rt: Interpreter, object: PyObject): boolean {
  return (object.type as PyType).layout === rt.types.type;
}

/** Takes `metaclass` out of the keywords (owned), or null. */
function takeMetaclass(rt: Interpreter, keywords: PyDict): PyObject | null {
  const key = rt.internedName('metaclass');
  const entry = keywords.value.keys.findIndex((candidate) => candidate !== null && candidate.value === 'metaclass');
  if (entry < 0) return null;
  const found = incref(keywords.value.values[entry] as PyObject);
  dictDelete(rt, keywords, key);
  return found;
}

function keywordArguments(keywords: PyDict | null): { names: PyStr[]; values: PyObject[] } {
  const names: PyStr[] = [];
  const values: PyObject[] = [];
  if (keywords !== null) {
    keywords.value.keys.forEach((key, entry) => {
      if (key === null) return;
      names.push(key as PyStr);
      values.push(keywords.value.values[entry] as PyObject);
    });
  }
  return { names, values };
}

function prepareNamespace(rt: Interpreter, metaclass: PyObject, name: PyStr, bases: PyTuple, keywords: PyDict | null, isClass: boolean): PyObject {
  if (metaclass === rt.types.type.object) return newDict(rt);
  const prepareName = rt.internedName('__prepare__');
  const prepare = lookupAttribute(rt, metaclass, prepareName);
  if (prepare === null) return newDict(rt);
  decref(rt, prepare);
  const { names, values } = keywordArguments(keywords);
  const namespace = callMethodObject(rt, metaclass, prepareName, [name, bases, ...values], names.length === 0 ? null : names);
  const type = namespace.type as PyType;
  if (type.mpSubscript === null) {
    const given = type.name;
    decref(rt, namespace);
    const owner = isClass ? (metaclass.value as PyType).name : '<metaclass>';
    raise(rt, 'TypeError', `${owner}.__prepare__() must return a mapping, not ${given}`);
  }
  return namespace;
}

function createClass(
  rt: Interpreter, metaclass: PyObject, name: PyStr, bases: PyTuple, originalBases: PyTuple, namespace: PyObject, keywords: PyDict | null, cell: PyObject,
): PyObject {
  if (bases !== originalBases && namespace.type === rt.types.dict) {
    dictSetString(rt, namespace as PyDict, rt.internedName('__orig_bases__'), originalBases);
  }
  const { names, values } = keywordArguments(keywords);
  const cls = callObject(rt, metaclass, [name, bases, namespace, ...values], names.length === 0 ? null : names);
  if (isClassObject(rt, cls) && cell.type === rt.types.cell) checkClassCell(rt, cls, cell as PyCell, name);
  return cls;
}

function checkClassCell(rt: Interpreter, cls: PyObject, cell: PyCell, name: PyStr): void {
  if (cell.value === cls) return;
  const content = cell.value;
  const message = content === null
    ? `__class__ not set defining '${name.value}' as ${repr(rt, cls).value}. Was __classcell__ propagated to type.__new__?`
    : `__class__ set to ${repr(rt, content).value} defining '${name.value}' as ${repr(rt, cls).value}`;
  decref(rt, cls);
  raise(rt, content === null ? 'RuntimeError' : 'TypeError', message);
}
