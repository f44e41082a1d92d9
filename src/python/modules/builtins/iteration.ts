/**
 * builtins: functions over iterables (all, any, iter, next, len, max, min, sorted, sum).
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  callObject, catching, CompareOp, dictGetString, fast, fastKeywords, getAttributeString, getIter, isCallable, isTrue,
  iterNext, exactLength, listFromIterable, newCallableIterator, newFloat, newInt, numberAdd, oneArg, raise, richCompareBool, varArgsKeywords,
  type MethodDefinition, type PyDict, type PyFloat, type PyInt, type PyStr, type PyType, type Runtime,
} from '../../objects';
import { bindArguments, checkPositional } from '../keywordArguments';

function all(rt: Runtime, _self: PyObject, iterable: PyObject): PyObject {
  return quantify(rt, iterable, false);
}

function any(rt: Runtime, _self: PyObject, iterable: PyObject): PyObject {
  return quantify(rt, iterable, true);
}

/** The first item whose truth is `decisive` decides. */
function quantify(rt: Runtime, iterable: PyObject, decisive: boolean): PyObject {
  const iterator = getIter(rt, iterable);
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      let truth: boolean;
      try {
        truth = isTrue(rt, item);
      } finally {
        decref(rt, item);
      }
      if (truth === decisive) return incref(decisive ? rt.true : rt.false);
    }
  } finally {
    decref(rt, iterator);
  }
  return incref(decisive ? rt.false : rt.true);
}

function iter(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'iter', args, 1, 2);
  const [object, sentinel] = args as [PyObject, PyObject | undefined];
  if (sentinel === undefined) return getIter(rt, object);
  if (!isCallable(object)) raise(rt, 'TypeError', 'iter(object, sentinel): object must be callable');
  return newCallableIterator(rt, object, sentinel);
}

function next(rt: Runtime, _self: PyObject, args: readonly PyObject[]): PyObject {
  checkPositional(rt, 'next', args, 1, 2);
  const [iterator, fallback] = args as [PyObject, PyObject | undefined];
  const { iternext } = iterator.type as PyType;
  if (iternext === null) raise(rt, 'TypeError', `'${iterator.type.name}' object is not an iterator`);
  const item = fallback === undefined ? iternext(rt, iterator) : catching(rt, 'StopIteration', () => iternext(rt, iterator), () => null);
  if (item !== null) return item;
  return fallback === undefined ? raise(rt, 'StopIteration') : incref(fallback);
}

const sumSignature = { name: 'sum', parameters: ['iterable', 'start'], required: 1, positionalOnly: 1 };

/**
 * Integers are added exactly, floats with Neumaier's compensation, anything else with `+`; the sum goes
 * on to the next kind when an item does not fit (CPython bltinmodule.c builtin_sum_impl).
 */
function sum(rt: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const [iterable, start] = bindArguments(rt, sumSignature, args, kwnames) as [PyObject, PyObject | null];
  const iterator = getIter(rt, iterable);
  let total: PyObject = start === null ? newInt(rt, 0) : incref(start);
  try {
    const { layout } = total.type as PyType;
    if (layout === rt.types.str) raise(rt, 'TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
    if (layout === rt.types.bytes) raise(rt, 'TypeError', "sum() can't sum bytes [use b''.join(seq) instead]");
    if (layout === rt.types.bytearray) raise(rt, 'TypeError', "sum() can't sum bytearray [use b''.join(seq) instead]");
    let item: PyObject | null = iterNext(rt, iterator);
    if (total.type === rt.types.int) {
      let integer = Number((total as PyInt).value);
      if (Number.isSafeInteger(integer)) {
        while (item !== null && (item.type === rt.types.int || item.type === rt.types.bool)) {
          const increased: number = integer + Number((item as PyInt).value);
          if (!Number.isSafeInteger(increased) || typeof (item as PyInt).value === 'bigint') break;
          integer = increased;
          decref(rt, item);
          item = iterNext(rt, iterator);
        }
        decref(rt, total);
        total = newInt(rt, integer);
        if (item !== null) total = addItem(rt, total, item);
        else return incref(total);
        item = iterNext(rt, iterator);
      }
    }
    if (total.type === rt.types.float) {
      let sumOfFloats = (total as PyFloat).value;
      let compensation = 0;
      while (item !== null) {
        let value: number;
        if (item.type === rt.types.float) value = (item as PyFloat).value;
        else if ((item.type as PyType).layout === rt.types.int && typeof (item as PyInt).value === 'number') {
          sumOfFloats += (item as PyInt).value as number;
          decref(rt, item);
          item = iterNext(rt, iterator);
          continue;
        } else break;
        const increased = sumOfFloats + value;
        compensation += Math.abs(sumOfFloats) >= Math.abs(value) ? (sumOfFloats - increased) + value : (value - increased) + sumOfFloats;
        sumOfFloats = increased;
        decref(rt, item);
        item = iterNext(rt, iterator);
      }
      if (compensation !== 0 && Number.isFinite(compensation)) sumOfFloats += compensation;
      decref(rt, total);
      total = newFloat(rt, sumOfFloats);
    }
    while (item !== null) {
      total = addItem(rt, total, item);
      item = iterNext(rt, iterator);
    }
    return incref(total);
  } finally {
    decref(rt, total);
    decref(rt, iterator);
  }
}

/** total + item; the item is given back, and the old total only when the addition worked. */
function addItem(rt: Runtime, total: PyObject, item: PyObject): PyObject {
  let result: PyObject;
  try {
    result = numberAdd(rt, total, item);
  } finally {
    decref(rt, item);
  }
  decref(rt, total);
  return result;
}

function extreme(name: 'max' | 'min', op: CompareOp): MethodDefinition {
  const withTuple = varArgsKeywords(name, (rt, _self, args, kwargs) => {
    const positional = args.value.length > 1;
    if (args.value.length === 0) raise(rt, 'TypeError', `${name} expected at least 1 argument, got 0`);
    const { key, fallback } = extremeKeywords(rt, name, kwargs);
    if (positional && fallback !== null) {
      raise(rt, 'TypeError', `Cannot specify a default for ${name}() with multiple positional arguments`);
    }
    const iterator = getIter(rt, positional ? args : (args.value[0] as PyObject));
    try {
      return extremeOf(rt, () => iterNext(rt, iterator), name, op, key, fallback);
    } finally {
      decref(rt, iterator);
    }
  });
  const later = fastKeywords(name, (rt, _self, args, kwnames) => {
    const positional = args.length - (kwnames?.length ?? 0);
    if (positional === 0) raise(rt, 'TypeError', `${name} expected at least 1 argument, got 0`);
    const [key, fallback] = bindArguments(rt, { name, parameters: ['key', 'default'], maximumPositional: 0 }, args.slice(positional), kwnames) as [PyObject | null, PyObject | null];
    const keyFunction = key === rt.none ? null : key;
    if (positional === 1) {
      const iterator = getIter(rt, args[0] as PyObject);
      try {
        return extremeOf(rt, () => iterNext(rt, iterator), name, op, keyFunction, fallback);
      } finally {
        decref(rt, iterator);
      }
    }
    if (fallback !== null) raise(rt, 'TypeError', `Cannot specify a default for ${name}() with multiple positional arguments`);
    let index = 0;
    return extremeOf(rt, () => (index < positional ? incref(args[index++] as PyObject) : null), name, op, keyFunction, null);
  });
  return { ...withTuple, later };
}

/** min_max; `next` gives new references. */
function extremeOf(rt: Runtime, next: () => PyObject | null, name: 'max' | 'min', op: CompareOp, key: PyObject | null, fallback: PyObject | null): PyObject {
  let best: PyObject | null = null;
  let bestKey: PyObject | null = null;
  try {
    for (let item = next(); item !== null; item = next()) {
      let itemKey: PyObject | null = null;
      try {
        itemKey = key === null ? incref(item) : callObject(rt, key, [item]);
        if (bestKey === null || richCompareBool(rt, itemKey, bestKey, op)) {
          const oldKey: PyObject | null = bestKey;
          const old: PyObject | null = best;
          bestKey = incref(itemKey);
          best = incref(item);
          if (oldKey !== null) decref(rt, oldKey);
          if (old !== null) decref(rt, old);
        }
      } finally {
        decref(rt, item);
        if (itemKey !== null) decref(rt, itemKey);
      }
    }
    if (best !== null) return incref(best);
    if (fallback === null) raise(rt, 'ValueError', `${name}() iterable argument is empty`);
    return incref(fallback);
  } finally {
    if (bestKey !== null) decref(rt, bestKey);
    if (best !== null) decref(rt, best);
  }
}

function extremeKeywords(rt: Runtime, name: string, kwargs: PyDict | null): { key: PyObject | null; fallback: PyObject | null } {
  if (kwargs === null) return { key: null, fallback: null };
  const { used, keys } = kwargs.value;
  if (used > 2) raise(rt, 'TypeError', `${name}() takes at most 2 keyword arguments (${used} given)`);
  for (const keyword of keys) {
    const text = keyword === null ? null : (keyword as PyStr).value;
    if (text !== null && text !== 'key' && text !== 'default') {
      raise(rt, 'TypeError', `'${text}' is an invalid keyword argument for ${name}()`);
    }
  }
  const key = dictGetString(kwargs, 'key');
  return { key: key === rt.none ? null : key, fallback: dictGetString(kwargs, 'default') };
}

/** The list is sorted by its own `sort` method, looked up as an attribute. */
function sorted(rt: Runtime, _self: PyObject, args: readonly PyObject[], kwnames: readonly PyStr[] | null): PyObject {
  const positional = args.slice(0, args.length - (kwnames?.length ?? 0));
  checkPositional(rt, 'sorted', positional, 1, 1);
  const list = listFromIterable(rt, args[0] as PyObject);
  try {
    const sort = getAttributeString(rt, list, 'sort');
    try {
      decref(rt, callObject(rt, sort, args.slice(1), kwnames));
    } finally {
      decref(rt, sort);
    }
    return incref(list);
  } finally {
    decref(rt, list);
  }
}

export const iterationFunctions: readonly MethodDefinition[] = [
  oneArg('all', all, 'Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.'),
  oneArg('any', any, 'Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.'),
  fast('iter', iter),
  oneArg('len', (rt, _self, object) => newInt(rt, exactLength(rt, object)), 'Return the number of items in a container.'),
  extreme('max', CompareOp.Gt),
  extreme('min', CompareOp.Lt),
  fast('next', next),
  fastKeywords('sorted', sorted),
  fastKeywords('sum', sum),
];
