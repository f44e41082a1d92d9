/**
 * function: the object of `def` and `lambda` (CPython funcobject.c): its attributes, binding, life and
 * death. How it is called is the business of `vm`, which fills in the `vectorcall` slot.
 */
import { clearWeakrefs, decref, incref, xdecref, type PyObject, type Visit } from '../memory';
import { addressText, callWithTuple } from './abstract';
import { dictSet, newDict } from './dictStore';
import type { CodeData, FunctionData, PyCode, PyDict, PyFunction, PyStr, PyTuple } from './layouts';
import { newMethod } from './method';
import { readKeywords } from './argumentParsing';
import { unpackKeywords } from './nativeArguments';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { machine } from './services';
import { newStr } from './strValue';
import { AttributeStorage, type GetSetDefinition, type PyType, type TypeDefinition } from './type';

const dataOf = (self: PyObject): FunctionData => (self as PyFunction).value;

/** A function object; every field of `data` is taken over. One counted allocation. */
export function newFunction(rt: Runtime, data: FunctionData): PyFunction {
  const object = rt.heap.newContainer(rt.types.function, data);
  rt.heap.track(object);
  return object;
}

/** Exchanges a field after the new value is in place, then drops the old one (Py_XSETREF). */
function exchange<Name extends keyof FunctionData>(rt: Runtime, self: PyObject, name: Name, value: FunctionData[Name] & (PyObject | null)): void {
  const data = dataOf(self);
  const old = data[name] as PyObject | null;
  data[name] = value;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  xdecref(rt, old);
}

/** The annotations as a dict (borrowed), made of the tuple the compiler leaves; null when there are none. */
function annotationsDict(rt: Runtime, self: PyObject): PyDict | null {
  const { annotations } = dataOf(self);
  if (annotations === null || annotations.type !== rt.types.tuple) return annotations as PyDict | null;
  const dict = newDict(rt);
  const items = (annotations as PyTuple).value;
  for (let index = 0; index + 1 < items.length; index += 2) dictSet(rt, dict, items[index] as PyObject, items[index + 1] as PyObject);
  exchange(rt, self, 'annotations', dict);
  return dict;
}

function traverse(self: PyObject, visit: Visit): void {
  const data = dataOf(self);
  visit(data.code);
  if (data.globals !== null) visit(data.globals);
  if (data.builtins !== null) visit(data.builtins);
  if (data.module !== null) visit(data.module);
  if (data.defaults !== null) visit(data.defaults);
  if (data.kwdefaults !== null) visit(data.kwdefaults);
  if (data.doc !== null) visit(data.doc);
  visit(data.name);
  if (data.dict !== null) visit(data.dict);
  if (data.closure !== null) visit(data.closure);
  if (data.annotations !== null) visit(data.annotations);
  if (data.typeParams !== null) visit(data.typeParams);
  visit(data.qualname);
}

/** func_clear. The fields the type calls non-null are empty from here on; nobody calls a cleared function. */
function clear(rt: Runtime, self: PyObject): void {
  const data = dataOf(self) as { [Name in keyof FunctionData]: FunctionData[Name] | null } & { version: number };
  data.version = 0;
  for (const name of ['globals', 'builtins', 'module', 'defaults', 'kwdefaults', 'doc', 'dict', 'closure', 'annotations', 'typeParams'] as const) {
    const old = data[name];
    data[name] = null;
    xdecref(rt, old);
  }
  for (const name of ['name', 'qualname'] as const) {
    const old = data[name];
    data[name] = incref(rt.emptyStr);
    xdecref(rt, old);
  }
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
}

function setText(name: 'name' | 'qualname'): (rt: Runtime, self: PyObject, value: PyObject | null) => void {
  return (rt, self, value) => {
    if (value === null || (value.type as PyType).layout !== rt.types.str) raise(rt, 'TypeError', `__${name}__ must be set to a string object`);
    exchange(rt, self, name, incref(value));
  };
}

function setCode(rt: Runtime, self: PyObject, value: PyObject | null): void {
  if (value === null || value.type !== rt.types.code) raise(rt, 'TypeError', '__code__ must be set to a code object');
  const data = dataOf(self);
  const freeVariables = (value.value as CodeData).source.localspluskinds.reduce((count, kind) => count + ((kind & 0x80) !== 0 ? 1 : 0), 0);
  const closureSize = data.closure === null ? 0 : data.closure.value.length;
  if (freeVariables !== closureSize) {
    raise(rt, 'ValueError', `${(data.name as PyStr).value}() requires a code object with ${closureSize} free vars, not ${freeVariables}`);
  }
  data.version = 0;
  exchange(rt, self, 'code', incref(value) as PyCode);
}

function setDefaults(rt: Runtime, self: PyObject, value: PyObject | null): void {
  if (value !== null && value !== rt.none && (value.type as PyType).layout !== rt.types.tuple) {
    raise(rt, 'TypeError', '__defaults__ must be set to a tuple object');
  }
  dataOf(self).version = 0;
  exchange(rt, self, 'defaults', value === null || value === rt.none ? null : incref(value) as PyTuple);
}

function setKeywordDefaults(rt: Runtime, self: PyObject, value: PyObject | null): void {
  if (value !== null && value !== rt.none && (value.type as PyType).layout !== rt.types.dict) {
    raise(rt, 'TypeError', '__kwdefaults__ must be set to a dict object');
  }
  dataOf(self).version = 0;
  exchange(rt, self, 'kwdefaults', value === null || value === rt.none ? null : incref(value) as PyDict);
}

function setAnnotations(rt: Runtime, self: PyObject, value: PyObject | null): void {
  if (value !== null && value !== rt.none && (value.type as PyType).layout !== rt.types.dict) {
    raise(rt, 'TypeError', '__annotations__ must be set to a dict object');
  }
  exchange(rt, self, 'annotations', value === null || value === rt.none ? null : incref(value));
}

const getset: readonly GetSetDefinition[] = [
  { name: '__closure__', member: true, get: (rt, self) => incref(dataOf(self).closure ?? rt.none) },
  {
    name: '__doc__', member: true,
    get: (rt, self) => incref(dataOf(self).doc ?? rt.none),
    set: (rt, self, value) => { exchange(rt, self, 'doc', incref(value ?? rt.none)); },
  },
  { name: '__globals__', member: true, get: (_rt, self) => incref(dataOf(self).globals) },
  {
    name: '__module__', member: true,
    get: (rt, self) => incref(dataOf(self).module ?? rt.none),
    set: (rt, self, value) => { exchange(rt, self, 'module', value === null ? null : incref(value)); },
  },
  { name: '__builtins__', member: true, get: (_rt, self) => incref(dataOf(self).builtins) },
  { name: '__code__', get: (_rt, self) => incref(dataOf(self).code), set: setCode },
  { name: '__defaults__', get: (rt, self) => incref(dataOf(self).defaults ?? rt.none), set: setDefaults },
  { name: '__kwdefaults__', get: (rt, self) => incref(dataOf(self).kwdefaults ?? rt.none), set: setKeywordDefaults },
  {
    name: '__annotations__',
    get: (rt, self) => {
      const dict = annotationsDict(rt, self);
      if (dict !== null) return incref(dict);
      exchange(rt, self, 'annotations', newDict(rt));
      return incref(dataOf(self).annotations as PyObject);
    },
    set: setAnnotations,
  },
  { name: '__dict__', get: functionDict, set: setFunctionDict },
  { name: '__name__', get: (_rt, self) => incref(dataOf(self).name), set: setText('name') },
  { name: '__qualname__', get: (_rt, self) => incref(dataOf(self).qualname), set: setText('qualname') },
  {
    name: '__type_params__',
    get: (rt, self) => incref(dataOf(self).typeParams ?? rt.emptyTuple),
    set: (rt, self, value) => {
      if (value === null || value.type !== rt.types.tuple) raise(rt, 'TypeError', '__type_params__ must be set to a tuple');
      exchange(rt, self, 'typeParams', incref(value));
    },
  },
];

function functionDict(rt: Runtime, self: PyObject): PyObject {
  const data = dataOf(self);
  if (data.dict === null) exchange(rt, self, 'dict', newDict(rt));
  return incref(data.dict as PyObject);
}

function setFunctionDict(rt: Runtime, self: PyObject, value: PyObject | null): void {
  if (value === null) raise(rt, 'TypeError', 'cannot delete __dict__');
  if ((value.type as PyType).layout !== rt.types.dict) raise(rt, 'TypeError', `__dict__ must be set to a dictionary, not a '${value.type.name}'`);
  exchange(rt, self, 'dict', incref(value) as PyDict);
}

/** `types.FunctionType(code, globals, name=None, argdefs=None, closure=None)` (func_new_impl). */
function construct(rt: Runtime, _type: PyType, args: PyTuple, kwargs: PyDict | null): PyObject {
  const [code, globals, name, defaults, closure] = readKeywords(rt, args, kwargs, (all, kwnames) =>
    unpackKeywords(rt, { function: 'function', names: ['code', 'globals', 'name', 'argdefs', 'closure'], required: 2 }, all, kwnames)) as
    [PyObject, PyObject, PyObject?, PyObject?, PyObject?];
  if (code.type !== rt.types.code) raise(rt, 'TypeError', `function() argument 'code' must be code, not ${code.type.name}`);
  if ((globals.type as PyType).layout !== rt.types.dict) raise(rt, 'TypeError', `function() argument 'globals' must be dict, not ${globals.type.name}`);
  if (name !== undefined && name !== rt.none && typeof name.value !== 'string') raise(rt, 'TypeError', 'arg 3 (name) must be None or string');
  const hasTuple = (value: PyObject | undefined): value is PyTuple => value !== undefined && (value.type as PyType).layout === rt.types.tuple;
  if (defaults !== undefined && defaults !== rt.none && !hasTuple(defaults)) raise(rt, 'TypeError', 'arg 4 (defaults) must be None or tuple');
  const { source } = code.value as CodeData;
  const freeCount = source.localspluskinds.reduce((count, kind) => count + ((kind & 0x80) !== 0 ? 1 : 0), 0);
  if (freeCount > 0 && !hasTuple(closure)) raise(rt, 'TypeError', 'arg 5 (closure) must be tuple');
  if (freeCount === 0 && closure !== undefined && closure !== rt.none && !hasTuple(closure)) raise(rt, 'TypeError', 'arg 5 (closure) must be None or tuple');
  const cells = hasTuple(closure) ? closure.value : [];
  if (cells.length !== freeCount) {
    raise(rt, 'ValueError', `${(code.value as CodeData).name.value} requires closure of length ${freeCount}, not ${cells.length}`);
  }
  for (const cell of cells) {
    if (cell.type !== rt.types.cell) raise(rt, 'TypeError', `arg 5 (closure) expected cell, found ${cell.type.name}`);
  }
  const func = machine(rt).makeFunction(code as PyCode, globals as PyDict);
  if (name !== undefined && name !== rt.none) exchange(rt, func, 'name', incref(name));
  if (hasTuple(defaults)) exchange(rt, func, 'defaults', incref(defaults));
  if (hasTuple(closure)) exchange(rt, func, 'closure', incref(closure));
  return func;
}

export const functionType: TypeDefinition = {
  name: 'function',
  inherited: ['getattro'],
  gc: true,
  basicsize: 144,
  weakrefs: true,
  flags: { methodDescriptor: true },
  attributes: AttributeStorage.Own,
  ownDict: {
    get: (self) => dataOf(self).dict,
    set: (self, dict) => { dataOf(self).dict = dict; },
  },
  slots: {
    repr: (rt, self) => newStr(rt, `<function ${(dataOf(self).qualname as PyStr).value} at ${addressText(rt, self)}>`),
    new: construct,
    // `vm` adds the vectorcall this ends in.
    call: (rt, self, args, kwargs) => callWithTuple(rt, self, args, kwargs),
    descrGet: (rt, self, instance) => (instance === null || instance === rt.none ? incref(self) : newMethod(rt, self, instance)),
    traverse,
    clear,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      clear(rt, self);
      const { code, name, qualname } = dataOf(self);
      decref(rt, code);
      decref(rt, name);
      decref(rt, qualname);
      rt.heap.freeContainer(self);
    },
  },
  getset,
};
