/**
 * The `_heapq` module (CPython Modules/_heapqmodule.c): heaps in lists, with C's comparisons and the references it takes
 * while it compares.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  CompareOp, fast, listAppend, listAssignSlice, newStr, oneArg, raise, richCompareBool,
  type MethodDefinition, type PyList, type PyType, type Runtime,
} from '../objects';
import { checkPositional } from './keywordArguments';
import type { ModuleDefinition } from './moduleDefinition';

/** Whether the second goes above the first: a minimum heap or a maximum heap. */
type Above = (rt: Runtime, upper: PyObject, lower: PyObject) => boolean;

const smaller: Above = (rt, a, b) => compareHeld(rt, a, b);
const larger: Above = (rt, a, b) => compareHeld(rt, b, a);

/** a < b with a reference to both. */
function compareHeld(rt: Runtime, a: PyObject, b: PyObject): boolean {
  incref(a);
  incref(b);
  try {
    return richCompareBool(rt, a, b, CompareOp.Lt);
  } finally {
    decref(rt, b);
    decref(rt, a);
  }
}

function checkSize(rt: Runtime, { value: items }: PyList, size: number): void {
  if (items.length !== size) raise(rt, 'RuntimeError', 'list changed size during iteration');
}

function swap(rt: Runtime, heap: PyList, a: number, b: number): void {
  const items = heap.value;
  const item = items[a] as PyObject;
  items[a] = items[b] as PyObject;
  items[b] = item;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(heap);
}

function siftDown(rt: Runtime, heap: PyList, start: number, from: number, above: Above): void {
  const size = heap.value.length;
  if (from >= size) raise(rt, 'IndexError', 'index out of range');
  let position = from;
  while (position > start) {
    const parent = (position - 1) >> 1;
    const isAbove = above(rt, heap.value[position] as PyObject, heap.value[parent] as PyObject);
    checkSize(rt, heap, size);
    if (!isAbove) return;
    swap(rt, heap, parent, position);
    position = parent;
  }
}

function siftUp(rt: Runtime, heap: PyList, start: number, above: Above): void {
  const size = heap.value.length;
  if (start >= size) raise(rt, 'IndexError', 'index out of range');
  const limit = size >> 1;
  let position = start;
  while (position < limit) {
    let child = 2 * position + 1;
    if (child + 1 < size) {
      const leftIsAbove = above(rt, heap.value[child] as PyObject, heap.value[child + 1] as PyObject);
      if (!leftIsAbove) child++;
      checkSize(rt, heap, size);
    }
    swap(rt, heap, child, position);
    position = child;
  }
  siftDown(rt, heap, start, position, above);
}

/** Stores an item (taken over) and gives the one that was there to the caller. */
function replaceTop(rt: Runtime, heap: PyList, item: PyObject): PyObject {
  const top = heap.value[0] as PyObject;
  heap.value[0] = item;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(heap);
  return top;
}

function sinkTop(rt: Runtime, heap: PyList, item: PyObject, above: Above): PyObject {
  const top = replaceTop(rt, heap, item);
  try {
    siftUp(rt, heap, 0, above);
  } catch (error) {
    decref(rt, top);
    throw error;
  }
  return top;
}

function pop(rt: Runtime, heap: PyList, above: Above): PyObject {
  const size = heap.value.length;
  if (size === 0) raise(rt, 'IndexError', 'index out of range');
  const last = incref(heap.value[size - 1] as PyObject);
  listAssignSlice(rt, heap, size - 1, size, null);
  return size === 1 ? last : sinkTop(rt, heap, last, above);
}

function replace(rt: Runtime, heap: PyList, item: PyObject, above: Above): PyObject {
  if (heap.value.length === 0) raise(rt, 'IndexError', 'index out of range');
  return sinkTop(rt, heap, incref(item), above);
}

/** cache_friendly_heapify */
const CACHE_FRIENDLY_FROM = 2500;

function heapify(rt: Runtime, heap: PyList, above: Above): PyObject {
  const size = heap.value.length;
  const half = size >> 1;
  if (size <= CACHE_FRIENDLY_FROM) {
    for (let index = half - 1; index >= 0; index--) siftUp(rt, heap, index, above);
    return incref(rt.none);
  }
  const leftmost = 2 ** (31 - Math.clz32(half + 1)) - 1;
  const siftFamily = (from: number): void => {
    for (let index = from; ; index >>= 1) {
      siftUp(rt, heap, index, above);
      if ((index & 1) === 0) return;
    }
  };
  for (let index = leftmost - 1; index >= half >> 1; index--) siftFamily(index);
  for (let index = half - 1; index >= leftmost; index--) siftFamily(index);
  return incref(rt.none);
}

function asHeap(rt: Runtime, name: string, argument: string, object: PyObject): PyList {
  if ((object.type as PyType).layout !== rt.types.list) raise(rt, 'TypeError', `${name}() ${argument} must be list, not ${object === rt.none ? 'None' : object.type.name}`);
  return object as PyList;
}

const ofHeap = (name: string, run: (rt: Runtime, heap: PyList) => PyObject, text: string): MethodDefinition =>
  oneArg(name, (rt, _self, heap) => run(rt, asHeap(rt, name, 'argument', heap)), `${name}($module, heap, /)\n--\n\n${text}`);

const ofHeapAndItem = (name: string, run: (rt: Runtime, heap: PyList, item: PyObject) => PyObject, text: string): MethodDefinition =>
  fast(name, (rt, _self, args) => {
    checkPositional(rt, name, args, 2, 2);
    return run(rt, asHeap(rt, name, 'argument 1', args[0] as PyObject), args[1] as PyObject);
  }, `${name}($module, heap, item, /)\n--\n\n${text}`);

export const heapqModule: ModuleDefinition = {
  name: '_heapq',
  doc: 'Heap queue algorithm (a.k.a. priority queue).',
  methods: [
    ofHeapAndItem('heappush', (rt, heap, item) => {
      listAppend(rt, heap, item);
      siftDown(rt, heap, 0, heap.value.length - 1, smaller);
      return incref(rt.none);
    }, 'Push item onto heap, maintaining the heap invariant.'),
    ofHeapAndItem('heappushpop', (rt, heap, item) => {
      if (heap.value.length === 0) return incref(item);
      const top = incref(heap.value[0] as PyObject);
      let isSmaller: boolean;
      try {
        isSmaller = richCompareBool(rt, top, item, CompareOp.Lt);
      } finally {
        decref(rt, top);
      }
      if (!isSmaller) return incref(item);
      return replace(rt, heap, item, smaller);
    }, 'Push item on the heap, then pop and return the smallest item from the heap.\n\nThe combined action runs more efficiently than heappush() followed by\na separate call to heappop().'),
    ofHeap('heappop', (rt, heap) => pop(rt, heap, smaller), 'Pop the smallest item off the heap, maintaining the heap invariant.'),
    ofHeapAndItem('heapreplace', (rt, heap, item) => replace(rt, heap, item, smaller), 'Pop and return the current smallest value, and add the new item.'),
    ofHeap('heapify', (rt, heap) => heapify(rt, heap, smaller), 'Transform list into a heap, in-place, in O(len(heap)) time.'),
    ofHeap('_heappop_max', (rt, heap) => pop(rt, heap, larger), 'Maxheap variant of heappop.'),
    ofHeap('_heapify_max', (rt, heap) => heapify(rt, heap, larger), 'Maxheap variant of heapify.'),
    ofHeapAndItem('_heapreplace_max', (rt, heap, item) => replace(rt, heap, item, larger), 'Maxheap variant of heapreplace.'),
  ],
  constants: (rt) => ({ __about__: newStr(rt, 'Heap queues\n\n[explanation by François Pinard]\n') }),
};
