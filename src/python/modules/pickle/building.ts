/** The opcodes of a pickle that make objects of classes and fill them (CPython Modules/_pickle.c load_global ... load_build, do_append, do_setitems). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callMethod, callObject, callWithTuple, catching, decodeBytes, dictGet, dictSet, getAttributeString, internStrObject, isDictLike, isSetLike, isStrLike, isTupleLike,
  listAppend, lookupAttributeString, newBytes, newDict, newInt, newList, newTuple, nextEntry, raise, setAdd, setAttribute, setItem,
  type PyDict, type PyStr, type PyTuple, type PyType, type PyTypeObject, type Runtime,
} from '../../objects';
import { findClass } from './globals';
import type { Loading } from './loader';
import { pickleState, raiseUnpickling } from './state';

const isClass = (rt: Runtime, object: PyObject): object is PyTypeObject => (object.type as PyType).layout === rt.types.type;

/** Calls `use` with objects that are given up afterwards. */
function using<R>(rt: Runtime, objects: readonly (PyObject | null)[], use: () => R): R {
  try {
    return use();
  } finally {
    for (const object of objects) xdecref(rt, object);
  }
}

function classNamed({ rt, self, data, isExact }: Loading, module: PyObject, name: PyObject): PyObject {
  if (isExact) return findClass(rt, module, name, data.protocol, data.fixImports);
  return callMethod(rt, self, 'find_class', [module, name]);
}

export function globalByName(loading: Loading): void {
  const { rt, stack } = loading;
  const module = loading.text(loading.line(2), 'utf-8');
  using(rt, [module], () => {
    const name = loading.text(loading.line(2), 'utf-8');
    using(rt, [name], () => stack.push(classNamed(loading, module, name)));
  });
}

export function stackGlobal(loading: Loading): void {
  const { rt, stack } = loading;
  const name = stack.pop();
  using(rt, [name], () => {
    const module = stack.pop();
    using(rt, [module], () => {
      if (name.type !== rt.types.str || module.type !== rt.types.str) raiseUnpickling(rt, 'STACK_GLOBAL requires str');
      stack.push(classNamed(loading, module, name));
    });
  });
}

/** An instance as Python 2's INST and OBJ make it; the class and arguments are given up. */
function instantiate(rt: Runtime, cls: PyObject, args: PyTuple): PyObject {
  return using(rt, [args, cls], () => {
    if (args.value.length === 0 && isClass(rt, cls)) {
      const initArguments = lookupAttributeString(rt, cls, '__getinitargs__');
      if (initArguments === null) return callMethod(rt, cls, '__new__', [cls]);
      decref(rt, initArguments);
    }
    return callWithTuple(rt, cls, args, null);
  });
}

export function instance(loading: Loading): void {
  const { rt, stack } = loading;
  const place = stack.popMark();
  const module = loading.text(loading.line(2), 'ascii');
  const cls = using(rt, [module], () => {
    const name = loading.text(loading.line(2), 'ascii');
    return using(rt, [name], () => classNamed(loading, module, name));
  });
  stack.push(instantiate(rt, cls, newTuple(rt, stack.popFrom(place))));
}

export function objectFromStack({ rt, stack }: Loading): void {
  const place = stack.popMark();
  if (stack.size - place < 1) stack.underflow();
  const args = newTuple(rt, stack.popFrom(place + 1));
  stack.push(instantiate(rt, stack.pop(), args));
}

/** `cls.__new__(cls, *args, **kwargs)` */
export function newObject({ rt, stack }: Loading, withKeywords: boolean): void {
  const opcode = withKeywords ? 'NEWOBJ_EX' : 'NEWOBJ';
  const owned: PyObject[] = [];
  const take = (): PyObject => {
    const object = stack.pop();
    owned.push(object);
    return object;
  };
  using(rt, owned, () => {
    const kwargs = withKeywords ? take() : null;
    const args = take();
    const cls = take();
    const wrong = (what: string, object: PyObject): never => raiseUnpickling(rt, `${opcode} ${what}, not ${object.type.name.slice(0, 200)}`);
    if (!isClass(rt, cls)) return wrong('class argument must be a type', cls);
    if (cls.value.new === null) return raiseUnpickling(rt, `${opcode} class argument '${cls.value.name.slice(0, 200)}' doesn't have __new__`);
    if (!isTupleLike(rt, args)) return wrong('args argument must be a tuple', args);
    if (kwargs !== null && !isDictLike(rt, kwargs)) return wrong('kwargs argument must be a dict', kwargs);
    return stack.push(cls.value.new(rt, cls.value, args, kwargs as PyDict | null));
  });
}

export function reduce({ rt, stack }: Loading): void {
  const args = stack.pop();
  using(rt, [args], () => {
    const callable = stack.pop();
    using(rt, [callable], () => {
      if (!isTupleLike(rt, args)) raise(rt, 'TypeError', 'argument list must be a tuple');
      stack.push(callWithTuple(rt, callable, args, null));
    });
  });
}

/** The id is the text of a line, or what is on the stack. */
export function persistent({ rt, stack, data, self }: Loading, line: Uint8Array | null): void {
  const { persistentLoad } = data;
  if (persistentLoad === null) {
    raiseUnpickling(rt, 'A load persistent id instruction was encountered, but no persistent_load function was specified.');
  }
  const object = line === null ? stack.pop() : asciiText(rt, line);
  using(rt, [object], () => stack.push(callObject(rt, persistentLoad, data.persistentLoadIsMethod ? [self, object] : [object])));
}

function asciiText(rt: Runtime, bytes: Uint8Array): PyObject {
  const source = newBytes(rt, bytes.slice());
  return using(rt, [source], () => catching<PyObject>(rt, 'UnicodeDecodeError', () => decodeBytes(rt, source, 'ascii', 'strict'),
    () => raiseUnpickling(rt, 'persistent IDs in protocol 0 must be ASCII strings')));
}

export function extension(loading: Loading, code: number): void {
  const { rt, stack } = loading;
  const { extensionCache, invertedRegistry } = pickleState(rt);
  if (code <= 0) raiseUnpickling(rt, 'EXT specifies code <= 0');
  const key = newInt(rt, code);
  using(rt, [key], () => {
    const known = dictGet(rt, extensionCache, key);
    if (known !== null) return stack.push(incref(known));
    const pair = dictGet(rt, invertedRegistry, key);
    if (pair === null) return raise(rt, 'ValueError', `unregistered extension code ${code}`);
    if (!isTupleLike(rt, pair) || pair.value.length !== 2 || !pair.value.every((part) => isStrLike(rt, part))) {
      return raise(rt, 'ValueError', `_inverted_registry[${code}] isn't a 2-tuple of strings`);
    }
    const object = classNamed(loading, pair.value[0] as PyObject, pair.value[1] as PyObject);
    dictSet(rt, extensionCache, key, object);
    return stack.push(object);
  });
}

// ---- filling containers ------------------------------------------------------------------------------

export function dictFrom({ rt, stack }: Loading): void {
  const place = stack.popMark();
  if ((stack.size - place) % 2 !== 0) raiseUnpickling(rt, 'odd number of items for DICT');
  const items = stack.popFrom(place);
  using(rt, items, () => {
    const dict = newDict(rt);
    for (let index = 0; index < items.length; index += 2) dictSet(rt, dict, items[index] as PyObject, items[index + 1] as PyObject);
    stack.push(dict);
  });
}

function checkPlace({ stack }: Loading, place: number): void {
  if (place > stack.size || place <= stack.fence) stack.underflow();
}

/** list.extend() of what is above a place, or append() for objects that have nothing else. */
export function append(loading: Loading, place: number): void {
  const { rt, stack } = loading;
  checkPlace(loading, place);
  if (stack.size === place) return;
  const target = stack.items[place - 1] as PyObject;
  const items = stack.popFrom(place);
  using(rt, target.type === rt.types.list ? items : [], () => {
    if (target.type === rt.types.list) {
      for (const item of items) listAppend(rt, target as Parameters<typeof listAppend>[1], item);
      return;
    }
    const extend = lookupAttributeString(rt, target, 'extend');
    if (extend !== null) {
      const list = newList(rt, items);
      using(rt, [extend, list], () => decref(rt, callObject(rt, extend, [list])));
      return;
    }
    using(rt, items, () => {
      const appendOne = getAttributeString(rt, target, 'append');
      using(rt, [appendOne], () => {
        for (const item of items) decref(rt, callObject(rt, appendOne, [item]));
      });
    });
  });
}

export function setItems(loading: Loading, place: number): void {
  const { rt, stack } = loading;
  checkPlace(loading, place);
  if (stack.size === place) return;
  if ((stack.size - place) % 2 !== 0) raiseUnpickling(rt, 'odd number of items for SETITEMS');
  const target = stack.items[place - 1] as PyObject;
  const items = stack.popFrom(place);
  using(rt, items, () => {
    for (let index = 0; index < items.length; index += 2) setItem(rt, target, items[index] as PyObject, items[index + 1] as PyObject);
  });
}

export function addItems(loading: Loading, place: number): void {
  const { rt, stack } = loading;
  checkPlace(loading, place);
  if (stack.size === place) return;
  const target = stack.items[place - 1] as PyObject;
  const items = stack.popFrom(place);
  using(rt, items, () => {
    if (isSetLike(rt, target) && target.type !== rt.types.frozenset) {
      for (const item of items) setAdd(rt, target, item);
      return;
    }
    const add = getAttributeString(rt, target, 'add');
    using(rt, [add], () => {
      for (const item of items) decref(rt, callObject(rt, add, [item]));
    });
  });
}

// ---- state -------------------------------------------------------------------------------------------

/** Entries while code runs between them. */
function eachEntry(rt: Runtime, dict: PyDict, visit: (key: PyObject, value: PyObject) => void): void {
  for (let entry = nextEntry(dict.value, 0); entry >= 0; entry = nextEntry(dict.value, entry + 1)) {
    const key = incref(dict.value.keys[entry] as PyObject);
    const value = incref(dict.value.values[entry] as PyObject);
    using(rt, [key, value], () => visit(key, value));
  }
}

/** Attributes of an instance without `__setstate__`: into its `__dict__`, with interned names, and by setattr() for slots. */
function setAttributes(rt: Runtime, object: PyObject, state: PyObject, slots: PyObject | null): void {
  if (state !== rt.none) {
    if (!isDictLike(rt, state)) raiseUnpickling(rt, 'state is not a dictionary');
    const dict = getAttributeString(rt, object, '__dict__');
    using(rt, [dict], () => eachEntry(rt, state, (key, value) => {
      const name = key.type === rt.types.str ? internStrObject(rt, key as PyStr) : incref(key);
      using(rt, [name], () => setItem(rt, dict, name, value));
    }));
  }
  if (slots === null) return;
  if (!isDictLike(rt, slots)) raiseUnpickling(rt, 'slot state is not a dictionary');
  eachEntry(rt, slots, (key, value) => setAttribute(rt, object, key as PyStr, value));
}

export function build({ rt, stack }: Loading): void {
  if (stack.size - 2 < stack.fence) stack.underflow();
  const state = stack.pop();
  using(rt, [state], () => {
    const object = stack.top;
    const setState = lookupAttributeString(rt, object, '__setstate__');
    if (setState !== null) {
      using(rt, [setState], () => decref(rt, callObject(rt, setState, [state])));
    } else if (isTupleLike(rt, state) && state.value.length === 2) setAttributes(rt, object, state.value[0] as PyObject, state.value[1] as PyObject);
    else setAttributes(rt, object, state, null);
  });
}
