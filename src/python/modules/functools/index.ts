/** The `_functools` module: reduce, cmp_to_key, partial, _lru_cache_wrapper. */
import { decref, incref, type PyObject } from '../../memory';
import { callObject, fastKeywords, getIterOr, iterNext, raise, varArgs, type PyTuple, type Runtime } from '../../objects';
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
  try {
    for (let item = iterNext(rt, iterator); item !== null; item = iterNext(rt, iterator)) {
      if (result === null) {
        result = item;
        continue;
      }
      let next: PyObject;
      try {
        next = callObject(rt, func, [result, item]);
      } finally {
        decref(rt, item);
      }
      decref(rt, result);
      result = next;
    }
    if (result === null) raise(rt, 'TypeError', 'reduce() of empty iterable with no initial value');
    return incref(result);
  } finally {
    if (result !== null) decref(rt, result);
    decref(rt, iterator);
  }
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
