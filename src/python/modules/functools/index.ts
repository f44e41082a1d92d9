/** The `_functools` module: reduce, cmp_to_key, partial, _lru_cache_wrapper. */
import { decref, incref, type PyObject } from '../../memory';
import { callWithTuple, fastKeywords, getIterOr, iterNext, newUnfilledTuple, raise, varArgs, type PyTuple, type Runtime } from '../../objects';
import { extensionType } from '../extensionTypes';
import { newHolder } from '../holder';
import { bindArguments, checkPositional } from '../keywordArguments';
import type { ModuleDefinition } from '../moduleDefinition';
import { compareKeyType } from './compareKey';
import { lruCacheType } from './lruCache';
import { partialType } from './partial';

function reduce(rt: Runtime, _self: PyObject, { value: args }: PyTuple): PyObject {
  checkPositional(rt, 'reduce', args, 2, 3);
  const [func, iterable, initial] = args as [PyObject, PyObject, PyObject | undefined];
  const iterator = getIterOr(rt, iterable, () => 'reduce() arg 2 must support iteration');
  let result: PyObject | null = initial === undefined ? null : incref(initial);
  // One argument tuple for all calls, as long as nobody else keeps it.
  let pair = newUnfilledTuple(rt, 2);
  try {
    for (;;) {
      if (pair.refcnt > 1) {
        decref(rt, pair);
        pair = newUnfilledTuple(rt, 2);
      }
      const item = iterNext(rt, iterator);
      if (item === null) break;
      if (result === null) {
        result = item;
        continue;
      }
      const items = pair.value as (PyObject | null)[];
      const [oldResult, oldItem] = items as [PyObject | null, PyObject | null];
      items[0] = result;
      result = null;
      if (oldResult !== null) decref(rt, oldResult);
      items[1] = item;
      if (rt.heap.observer !== null) rt.heap.observer.mutated(pair);
      if (oldItem !== null) decref(rt, oldItem);
      result = callWithTuple(rt, func, pair, null);
      if (!rt.heap.isTracked(pair)) rt.heap.track(pair);
    }
  } catch (error) {
    decref(rt, pair);
    if (result !== null) decref(rt, result);
    decref(rt, iterator);
    throw error;
  }
  decref(rt, pair);
  if (result === null) {
    try {
      raise(rt, 'TypeError', 'reduce() of empty iterable with no initial value');
    } finally {
      decref(rt, iterator);
    }
  }
  decref(rt, iterator);
  return result;
}

export const functoolsModule: ModuleDefinition = {
  name: '_functools',
  doc: 'Tools that operate on functions.',
  methods: [
    varArgs('reduce', reduce),
    fastKeywords('cmp_to_key', (rt, _self, args, kwnames) => {
      const [compare] = bindArguments(rt, { name: 'cmp_to_key', parameters: ['mycmp'], required: 1 }, args, kwnames);
      return newHolder(rt, extensionType(rt, compareKeyType), [incref(compare as PyObject), null], null);
    }),
  ],
  constants: (rt) => ({
    partial: incref(extensionType(rt, partialType).object),
    _lru_cache_wrapper: incref(extensionType(rt, lruCacheType).object),
  }),
};
