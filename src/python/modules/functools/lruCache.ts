/**
 * functools._lru_cache_wrapper (CPython Modules/_functoolsmodule.c): the cache is a dict from key to
 * result, or to a link of the list which keeps the order of use.
 */
import { decref, incref, xdecref, clearWeakrefs, PyObject } from '../../memory';
import {
  asIndexNumber, AttributeStorage, callObject, callWithTuple, dictClear, dictDelete, dictGet, dictSet, genericGetDict, genericSetDict, isCallable, isTrue, newDict, newInt, newLayoutInstance, newMethod, newTuple, noArgs, raise,
  type Payload, type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { constructorArguments } from '../keywordArguments';

interface Link { key: PyObject | null; result: PyObject | null; previous: PyLink; next: PyLink }
type PyLink = Payload<Link>;

interface CacheData {
  readonly func: PyObject;
  readonly cache: PyDict;
  readonly typed: boolean;
  /** -1: no limit; 0: no cache. */
  readonly maximum: number;
  readonly cacheInfo: PyObject;
  /** Head of the ring: `next` is the oldest, `previous` the newest. Only with a limit. */
  readonly ring: PyLink | null;
  hits: number;
  misses: number;
}
type CacheWrapper = Payload<CacheData>;

/** A link owns its key and result; neighbours are not counted. */
const linkType: TypeDefinition = {
  name: 'functools._lru_list_elem',
  basicsize: 56,
  flags: { disallowInstantiation: true },
  slots: {
    dealloc: (rt, self) => {
      const { key, result } = (self as PyLink).value;
      xdecref(rt, key);
      xdecref(rt, result);
      rt.heap.free(self);
    },
  },
};

function newLink(rt: Runtime, key: PyObject | null, result: PyObject | null): PyLink {
  const link = new PyObject(extensionType(rt, linkType), { key, result }) as unknown as PyLink;
  link.value.previous = link;
  link.value.next = link;
  return link;
}

function unlink(link: PyLink): void {
  const { previous, next } = link.value;
  previous.value.next = next;
  next.value.previous = previous;
}

function appendLink(ring: PyLink, link: PyLink): void {
  const last = ring.value.previous;
  last.value.next = link;
  ring.value.previous = link;
  link.value.previous = last;
  link.value.next = ring;
}

/** The key of a call (lru_cache_make_key); a single int or str is its own key. New reference. */
function makeKey(rt: Runtime, args: PyTuple, kwargs: PyDict | null, typed: boolean): PyObject {
  const first = args.value[0];
  if (!typed && (kwargs === null || kwargs.value.used === 0)) {
    if (args.value.length === 1 && first !== undefined && (first.type === rt.types.int || first.type === rt.types.str)) return incref(first);
    return incref(args);
  }
  const items: PyObject[] = [...args.value];
  if (kwargs !== null && kwargs.value.used > 0) {
    items.push(rt.types.object.object);
    kwargs.value.keys.forEach((key, index) => {
      if (key !== null) items.push(key, kwargs.value.values[index] as PyObject);
    });
  }
  if (typed) {
    for (const argument of args.value) items.push((argument.type as PyType).object);
    if (kwargs !== null) kwargs.value.keys.forEach((key, index) => {
      if (key !== null) items.push(((kwargs.value.values[index] as PyObject).type as PyType).object);
    });
  }
  return newTuple(rt, items.map((item) => incref(item)));
}

function call(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const data = (self as CacheWrapper).value;
  if (data.maximum === 0) {
    data.misses++;
    return callWithTuple(rt, data.func, args, kwargs);
  }
  const key = makeKey(rt, args, kwargs, data.typed);
  try {
    const known = dictGet(rt, data.cache, key);
    if (known !== null) {
      data.hits++;
      if (data.ring === null) return incref(known);
      unlink(known as PyLink);
      appendLink(data.ring, known as PyLink);
      return incref((known as PyLink).value.result as PyObject);
    }
    data.misses++;
    const result = callWithTuple(rt, data.func, args, kwargs);
    try {
      remember(rt, data, key, result);
    } catch (error) {
      decref(rt, result);
      throw error;
    }
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    return result;
  } finally {
    decref(rt, key);
  }
}

function remember(rt: Runtime, data: CacheData, key: PyObject, result: PyObject): void {
  const { ring, cache } = data;
  if (ring === null) {
    dictSet(rt, cache, key, result);
    return;
  }
  // The function may have cached the same call meanwhile.
  if (dictGet(rt, cache, key) !== null) return;
  if (cache.value.used < data.maximum) {
    const link = newLink(rt, incref(key), incref(result));
    dictSet(rt, cache, key, link);
    appendLink(ring, link);
    decref(rt, link);
    return;
  }
  const oldest = incref(ring.value.next);
  unlink(oldest);
  const oldKey = oldest.value.key as PyObject;
  const oldResult = oldest.value.result as PyObject;
  dictDelete(rt, cache, oldKey);
  oldest.value.key = incref(key);
  oldest.value.result = incref(result);
  dictSet(rt, cache, key, oldest);
  appendLink(ring, oldest);
  decref(rt, oldest);
  decref(rt, oldKey);
  decref(rt, oldResult);
}

function clearCache(rt: Runtime, data: CacheData): void {
  if (data.ring !== null) {
    data.ring.value.next = data.ring;
    data.ring.value.previous = data.ring;
  }
  data.hits = 0;
  data.misses = 0;
  dictClear(rt, data.cache);
}

export const lruCacheType: TypeDefinition = {
  name: 'functools._lru_cache_wrapper',
  gc: true,
  weakrefs: true,
  basicsize: 136,
  attributes: AttributeStorage.LazyDict,
  flags: { basetype: true, methodDescriptor: true },
  slots: {
    new: (rt, type, args, kwargs) => {
      const [func, maximum, typed, cacheInfo] =
        constructorArguments(rt, 'lru_cache', ['user_function', 'maxsize', 'typed', 'cache_info_type'], 4, args, kwargs) as [PyObject, PyObject, PyObject, PyObject];
      if (!isCallable(func)) raise(rt, 'TypeError', 'the first argument must be callable');
      let limit = -1;
      if (maximum !== rt.none) {
        if ((maximum.type as PyType).nbIndex === null) raise(rt, 'TypeError', 'maxsize should be integer or None');
        limit = Math.max(0, asIndexNumber(rt, maximum, 'OverflowError'));
      }
      const data: CacheData = {
        func: incref(func), cache: newDict(rt), typed: isTrue(rt, typed), maximum: limit, cacheInfo: incref(cacheInfo),
        ring: limit > 0 ? newLink(rt, null, null) : null, hits: 0, misses: 0,
      };
      return newLayoutInstance(rt, type, data);
    },
    call,
    descrGet: (rt, self, instance) => (instance === null || instance === rt.none ? incref(self) : newMethod(rt, self, instance)),
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      const { func, cache, cacheInfo, ring } = (self as CacheWrapper).value;
      decref(rt, cache);
      decref(rt, func);
      decref(rt, cacheInfo);
      if (ring !== null) decref(rt, ring);
      const dict = self.attributes === null ? null : ((self.attributes as (PyObject | null)[])[0] ?? null);
      if (!(self.type as PyType).flags.heap) xdecref(rt, dict);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { func, cache, cacheInfo, ring } = (self as CacheWrapper).value;
      if (ring !== null) {
        for (let link = ring.value.next; link !== ring; link = link.value.next) {
          if (link.value.key !== null) visit(link.value.key);
          if (link.value.result !== null) visit(link.value.result);
        }
      }
      visit(cache);
      visit(func);
      visit(cacheInfo);
      const dict = self.attributes === null ? null : (self.attributes as (PyObject | null)[])[0];
      if (dict != null) visit(dict);
    },
    clear: (rt, self) => {
      const { value } = self as CacheWrapper;
      clearCache(rt, value);
    },
  },
  methods: [
    noArgs('cache_info', (rt, self) => {
      const { cacheInfo, hits, misses, maximum, cache } = (self as CacheWrapper).value;
      const args = [newInt(rt, hits), newInt(rt, misses), maximum < 0 ? incref(rt.none) : newInt(rt, maximum), newInt(rt, cache.value.used)];
      try {
        return callObject(rt, cacheInfo, args);
      } finally {
        for (const argument of args) decref(rt, argument);
      }
    }),
    noArgs('cache_clear', (rt, self) => {
      clearCache(rt, (self as CacheWrapper).value);
      return incref(rt.none);
    }),
    noArgs('__copy__', (_rt, self) => incref(self)),
    noArgs('__deepcopy__', (_rt, self) => incref(self)),
  ],
  getset: [{ name: '__dict__', get: genericGetDict, set: genericSetDict }],
};

