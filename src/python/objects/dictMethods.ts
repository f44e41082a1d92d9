/** The methods of dict (CPython's Objects/dictobject.c). */
import { decref, incref, type PyObject } from '../memory';
import { newBool } from './bool';
import { updateFromArguments } from './dict';
import { DictKind, forgetEntry, keysSize, resizeTable } from './dictData';
import { newDictReverseIterator } from './dictIterators';
import { dictCopy, dictFromKeys } from './dictMerge';
import { dictClear, dictFind, dictGet, dictPop, dictSetDefault, dictSubscript } from './dictStore';
import { newDictView } from './dictViews';
import { classGetItem } from './classGetItem';
import { newInt } from './int';
import type { PyDict, PyTypeObject } from './layouts';
import { classMethod, fast, noArgs, oneArg, varArgsKeywords, type MethodDefinition } from './methods';
import { checkPositional } from './nativeArguments';
import { raiseKeyError } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './str';
import { newTuple } from './tuple';
import type { PyType } from './type';

/** `dict.popitem()`: the last entry; its place in the table is used again only after a resize. */
function popItem(rt: Runtime, self: PyObject): PyObject {
  const dict = self as PyDict;
  const data = dict.value;
  if (data.used === 0) {
    const message = newStr(rt, 'popitem(): dictionary is empty');
    try {
      raiseKeyError(rt, message);
    } finally {
      decref(rt, message);
    }
  }
  if (data.kind === DictKind.Split) resizeTable(data, data.log2Size, true);
  let entry = data.keys.length - 1;
  while (data.keys[entry] === null) entry--;
  const key = data.keys[entry] as PyObject;
  const value = data.values[entry] as PyObject;
  forgetEntry(rt, data, entry);
  data.keys.length = entry;
  data.values.length = entry;
  if (data.hashes !== null && data.hashes.length > entry) data.hashes.length = entry;
  data.used--;
  data.keysVersion++;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(dict, entry);
  return newTuple(rt, [key, value]);
}

export const dictMethods: readonly MethodDefinition[] = [
  oneArg('__contains__', (rt, self, key) => newBool(rt, dictFind(rt, self as PyDict, key) >= 0),
    'True if the dictionary has the specified key, else False.'),
  oneArg('__getitem__', (rt, self, key) => dictSubscript(rt, self as PyDict, key), 'Return self[key].'),
  noArgs('__sizeof__', (rt, self) => newInt(rt, (self.type as PyType).basicsize + keysSize((self as PyDict).value)),
    'Return the size of the dict in memory.'),
  fast('get', (rt, self, args) => {
    checkPositional(rt, 'get', args.length, 1, 2);
    return incref(dictGet(rt, self as PyDict, args[0] as PyObject) ?? args[1] ?? rt.none);
  }, 'Return the value for key if key is in the dictionary, else default.'),
  fast('setdefault', (rt, self, args) => {
    checkPositional(rt, 'setdefault', args.length, 1, 2);
    return incref(dictSetDefault(rt, self as PyDict, args[0] as PyObject, args[1] ?? rt.none));
  }, 'Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.'),
  fast('pop', (rt, self, args) => {
    checkPositional(rt, 'pop', args.length, 1, 2);
    const key = args[0] as PyObject;
    const value = dictPop(rt, self as PyDict, key);
    if (value !== null) return value;
    if (args[1] === undefined) raiseKeyError(rt, key);
    return incref(args[1]);
  }, 'D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n'
    + 'If the key is not found, return the default if given; otherwise,\nraise a KeyError.'),
  noArgs('popitem', popItem, 'Remove and return a (key, value) pair as a 2-tuple.\n\n'
    + 'Pairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.'),
  noArgs('keys', (rt, self) => newDictView(rt, rt.types.dictKeys, self as PyDict), "D.keys() -> a set-like object providing a view on D's keys"),
  noArgs('items', (rt, self) => newDictView(rt, rt.types.dictItems, self as PyDict), "D.items() -> a set-like object providing a view on D's items"),
  noArgs('values', (rt, self) => newDictView(rt, rt.types.dictValues, self as PyDict), "D.values() -> an object providing a view on D's values"),
  varArgsKeywords('update', (rt, self, args, kwargs) => {
    updateFromArguments(rt, self as PyDict, args.value, kwargs, 'update');
    return incref(rt.none);
  }, 'D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.\n'
    + 'If E is present and has a .keys() method, then does:  for k in E: D[k] = E[k]\n'
    + 'If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n'
    + 'In either case, this is followed by: for k in F:  D[k] = F[k]'),
  classMethod(fast('fromkeys', (rt, self, args) => {
    checkPositional(rt, 'fromkeys', args.length, 1, 2);
    return dictFromKeys(rt, self as PyTypeObject, args[0] as PyObject, args[1] ?? rt.none);
  }, 'Create a new dictionary with keys from iterable and values set to value.')),
  noArgs('clear', (rt, self) => {
    dictClear(rt, self as PyDict);
    return incref(rt.none);
  }, 'D.clear() -> None.  Remove all items from D.'),
  noArgs('copy', (rt, self) => dictCopy(rt, self as PyDict), 'D.copy() -> a shallow copy of D'),
  noArgs('__reversed__', (rt, self) => newDictReverseIterator(rt, rt.types.dictReverseKeyIterator, self as PyDict),
    'Return a reverse iterator over the dict keys.'),
  classGetItem(),
];
