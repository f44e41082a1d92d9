/**
 * functools._lru_cache_wrapper (CPython Modules/_functoolsmodule.c): the cache is a dict from key to
 * result, or to a link of the list which keeps the order of use.
 */
import { decref, incref, xdecref, clearWeakrefs, PyObject } from '../../memory';
import {
  asIndexNumber, AttributeStorage, callObject, callWithTuple, canonicalKey, dictClear, dictFind, dictFindKnownHash, dictSet, dictSetKnownHash, getAttributeString, hash as hashObject, removeEntry,
  genericGetDict, genericSetDict, isCallable, isTrue, newDict, newInt, newLayoutInstance, newMethod, newTuple, noArgs, raise,
  type Hash, type Payload, type PyDict, type PyTuple, type PyType, type Runtime, type TypeDefinition, varArgs,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { constructorArguments } from '../keywordArguments';

/** `hash`: null for keys which are found without. */
interface Link { key: PyObject | null; result: PyObject | null; hash: Hash | null; previous: PyLink; next: PyLink }
type PyLink = Payload<Link>;

interface CacheData {
  readonly func: PyObject;
  readonly cache: PyDict;
  readonly typed: boolean;
  /** -1: no limit; 0: no cache. */
  readonly maximum: number;
  /** Between positional and keyword arguments in a key (kwd_mark). */
  readonly mark: PyObject;
  /** The type of the links (lru_list_elem_type). */
  readonly linkClass: PyObject;
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
  const link = newLayoutInstance(rt, extensionType(rt, linkType), { key, result, hash: null }) as unknown as PyLink;
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

/** One plain object for all caches of an interpreter. Borrowed. */
function keywordMark(rt: Runtime): PyObject {
  let mark = rt.moduleStates.get('functools') as { mark: PyObject } | undefined;
  if (mark === undefined) {
    mark = { mark: new PyObject(rt.types.object, null) };
    rt.moduleStates.set('functools', mark);
  }
  return mark.mark;
}

/** The key of a call (lru_cache_make_key); a single int or str is its own key. New reference. */
function makeKey(rt: Runtime, mark: PyObject, args: PyTuple, kwargs: PyDict | null, typed: boolean): PyObject {
  const first = args.value[0];
  if (!typed && (kwargs === null || kwargs.value.used === 0)) {
    if (args.value.length === 1 && first !== undefined && (first.type === rt.types.int || first.type === rt.types.str)) return incref(first);
    return incref(args);
  }
  const items: PyObject[] = [...args.value];
  if (kwargs !== null && kwargs.value.used > 0) {
    items.push(mark);
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

/** A key's `__hash__` is called once per call of the function, if it has one of its own. */
function find(rt: Runtime, cache: PyDict, key: PyObject, hash: Hash | null): PyObject | null {
  const entry = hash === null ? dictFind(rt, cache, key) : dictFindKnownHash(rt, cache, key, hash);
  return entry < 0 ? null : cache.value.values[entry] as PyObject;
}

function store(rt: Runtime, cache: PyDict, key: PyObject, hash: Hash | null, value: PyObject): void {
  if (hash === null) dictSet(rt, cache, key, value);
  else dictSetKnownHash(rt, cache, key, hash, value);
}

function call(rt: Runtime, self: PyObject, args: PyTuple, kwargs: PyDict | null): PyObject {
  const data = (self as CacheWrapper).value;
  if (data.maximum === 0) {
    data.misses++;
    return callWithTuple(rt, data.func, args, kwargs);
  }
  const key = makeKey(rt, data.mark, args, kwargs, data.typed);
  try {
    const hash = canonicalKey(rt, key) === undefined ? hashObject(rt, key) : null;
    const known = find(rt, data.cache, key, hash);
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
      remember(rt, data, key, hash, result);
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

function remember(rt: Runtime, data: CacheData, key: PyObject, hash: Hash | null, result: PyObject): void {
  const { ring, cache } = data;
  if (ring === null) {
    store(rt, cache, key, hash, result);
    return;
  }
  // The function may have cached the same call meanwhile.
  if (find(rt, cache, key, hash) !== null) return;
  const oldest = ring.value.next;
  if (cache.value.used < data.maximum || oldest === ring) {
    const link = newLink(rt, incref(key), incref(result));
    link.value.hash = hash;
    try {
      store(rt, cache, key, hash, link);
      appendLink(ring, link);
    } finally {
      decref(rt, link);
    }
    return;
  }
  replaceOldest(rt, data, ring, incref(oldest), key, hash, result);
}

/** The cache is full: the link of the oldest result (taken over) gets the new one. */
function replaceOldest(rt: Runtime, { cache }: CacheData, ring: PyLink, link: PyLink, key: PyObject, hash: Hash | null, result: PyObject): void {
  unlink(link);
  const { key: oldKey, result: oldResult, hash: oldHash } = link.value as { key: PyObject; result: PyObject; hash: Hash | null };
  let entry: number;
  try {
    entry = oldHash === null ? dictFind(rt, cache, oldKey) : dictFindKnownHash(rt, cache, oldKey, oldHash);
  } catch (error) {
    const { next } = ring.value;
    ring.value.next = link;
    next.value.previous = link;
    link.value.previous = ring;
    link.value.next = next;
    decref(rt, link);
    throw error;
  }
  if (entry < 0) {
    // Somebody else has removed it.
    decref(rt, link);
    return;
  }
  removeEntry(rt, cache, entry, false);
  link.value.key = incref(key);
  link.value.result = incref(result);
  link.value.hash = hash;
  try {
    store(rt, cache, key, hash, link);
    appendLink(ring, link);
  } finally {
    decref(rt, link);
    decref(rt, oldKey);
    decref(rt, oldResult);
  }
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

/** lru_cache_tp_clear: the links last, from the oldest. The wrapper can't be called any more. */
function dropAll(rt: Runtime, self: CacheWrapper): void {
  const { func, cache, mark, linkClass, cacheInfo, ring } = self.value;
  if (cache as PyDict | null === null) return;
  const links: PyLink[] = [];
  if (ring !== null) for (let link = ring.value.next; link !== ring; link = link.value.next) links.push(incref(link));
  const attributes = self.attributes as (PyObject | null)[] | null;
  const dict = attributes === null ? null : (attributes[0] ?? null);
  if (attributes !== null) attributes[0] = null;
  Object.assign(self.value, { func: null, cache: null, mark: null, linkClass: null, cacheInfo: null, ring: null });
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, cache);
  decref(rt, func);
  decref(rt, mark);
  decref(rt, linkClass);
  decref(rt, cacheInfo);
  xdecref(rt, dict);
  for (const link of links) decref(rt, link);
  if (ring !== null) decref(rt, ring);
}

export const lruCacheType: TypeDefinition = {
  name: 'functools._lru_cache_wrapper',
  gc: true,
  weakrefs: true,
  basicsize: 152,
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
        func: incref(func), cache: newDict(rt), mark: incref(keywordMark(rt)), linkClass: incref(extensionType(rt, linkType).object), typed: isTrue(rt, typed), maximum: limit, cacheInfo: incref(cacheInfo),
        ring: limit > 0 ? newLink(rt, null, null) : null, hits: 0, misses: 0,
      };
      return newLayoutInstance(rt, type, data);
    },
    call,
    descrGet: (rt, self, instance) => (instance === null || instance === rt.none ? incref(self) : newMethod(rt, self, instance)),
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      dropAll(rt, self as CacheWrapper);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { func, cache, mark, linkClass, cacheInfo, ring } = (self as CacheWrapper).value;
      if (ring !== null) {
        for (let link = ring.value.next; link !== ring; link = link.value.next) {
          if (link.value.key !== null) visit(link.value.key);
          if (link.value.result !== null) visit(link.value.result);
          visit(linkClass);
        }
      }
      if (cache as PyDict | null === null) return;
      visit(cache);
      visit(func);
      visit(mark);
      visit(linkClass);
      visit(cacheInfo);
      const dict = self.attributes === null ? null : (self.attributes as (PyObject | null)[])[0];
      if (dict != null) visit(dict);
    },
    clear: (rt, self) => {
      dropAll(rt, self as CacheWrapper);
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
    noArgs('__reduce__', (rt, self) => getAttributeString(rt, self, '__qualname__')),
    varArgs('__copy__', (_rt, self) => incref(self)),
    varArgs('__deepcopy__', (_rt, self) => incref(self)),
  ],
  getset: [{ name: '__dict__', get: genericGetDict, set: genericSetDict }],
};

