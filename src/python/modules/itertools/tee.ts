/**
 * itertools.tee (CPython Modules/itertoolsmodule.c): iterators over one source share a list of linked blocks of 57 values,
 * each of which lives as long as one of the iterators is before its end.
 */
import { clearWeakrefs, decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callObject, getAttributeString, getIter, iterNext, lookupAttributeString, newInt, newLayoutInstance, newList, newTuple, newUnfilledTuple, noArgs, raise,
  type Payload, type PyList, type PyType, type Runtime, type TypeDefinition,
} from '../../objects';
import { extensionType } from '../extensionTypes';
import { exchange, held, holder, iteratorType, newHolder } from '../holder';
import { exactCount, noKeywords } from '../keywordArguments';
import { expectType, reduceMethod, stateItems, stateMethod, stateNumber } from './pickling';

/** Values of one block. */
const LINK_CELLS = 57;

interface Block {
  /** Owned, as the rest; null once the block was emptied. */
  source: PyObject | null;
  readonly values: PyObject[];
  next: PyBlock | null;
  /** The source is being asked. */
  running: boolean;
}
type PyBlock = Payload<Block>;

function newBlock(rt: Runtime, source: PyObject): PyBlock {
  return newLayoutInstance<Block>(rt, extensionType(rt, teeBlockType), { source: incref(source), values: [], next: null, running: false });
}

/** teedataobject_getitem; new reference, or null at the end. */
function valueAt(rt: Runtime, block: PyBlock, index: number): PyObject | null {
  const { value } = block;
  const known = value.values[index];
  if (known !== undefined) return incref(known);
  if (value.running) raise(rt, 'RuntimeError', 'cannot re-enter the tee iterator');
  value.running = true;
  let item: PyObject | null;
  try {
    item = value.source === null ? null : iterNext(rt, value.source);
  } finally {
    value.running = false;
  }
  if (item === null) return null;
  value.values.push(item);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(block);
  return incref(item);
}

/** A chain of blocks nobody else holds goes one by one, not by recursion (teedataobject_safe_decref). */
function dropBlocks(rt: Runtime, first: PyBlock | null): void {
  let block = first;
  while (block !== null && block.refcnt === 1) {
    const { next }: Block = block.value;
    block.value.next = null;
    decref(rt, block);
    block = next;
  }
  xdecref(rt, block);
}

function clearBlock(rt: Runtime, self: PyObject): void {
  const { value } = self as PyBlock;
  const { source, next } = value;
  value.source = null;
  const values = value.values.splice(0);
  xdecref(rt, source);
  for (const item of values) decref(rt, item);
  value.next = null;
  dropBlocks(rt, next);
}

export const teeBlockType: TypeDefinition = {
  name: 'itertools._tee_dataobject',
  doc: 'teedataobject(iterable, values, next, /)\n--\n\nData container common to multiple tee objects.',
  gc: true,
  basicsize: 496,
  slots: {
    new: (rt, _type, args, kwargs) => {
      noKeywords(rt, 'teedataobject', kwargs);
      exactCount(rt, 'teedataobject', args, 3, 3);
      const [source, values, next] = args.value as [PyObject, PyObject, PyObject];
      if (!(values.type as PyType).mro.includes(rt.types.list)) {
        raise(rt, 'TypeError', `teedataobject() argument 2 must be list, not ${values === rt.none ? 'None' : values.type.name}`);
      }
      const items = (values as PyList).value;
      const block = newBlock(rt, source);
      const isFull = items.length === LINK_CELLS;
      const fits = next === rt.none || (isFull && next.type === extensionType(rt, teeBlockType));
      if (items.length > LINK_CELLS || !fits) {
        decref(rt, block);
        raise(rt, 'ValueError', 'Invalid arguments');
      }
      block.value.values.push(...items.map((item) => incref(item)));
      if (next !== rt.none) block.value.next = incref(next as PyBlock);
      return block;
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearBlock(rt, self);
      rt.heap.freeContainer(self);
    },
    traverse: (self, visit) => {
      const { source, values, next } = (self as PyBlock).value;
      if (source !== null) visit(source);
      for (const item of values) visit(item);
      if (next !== null) visit(next);
    },
    clear: clearBlock,
  },
  methods: [
    reduceMethod((rt, self) => {
      const { source, values, next } = (self as PyBlock).value;
      return [newTuple(rt, [incref(source ?? rt.none), newList(rt, values.map((item) => incref(item))), incref(next ?? rt.none)])];
    }),
  ],
};

// refs: block; state: index in it
interface TeeState { index: number }

function newTee(rt: Runtime, block: PyObject, index: number): PyObject {
  return newHolder<TeeState>(rt, extensionType(rt, teeType), [block], { index });
}

const copyTee = (rt: Runtime, self: PyObject): PyObject => newTee(rt, incref(held(holder(self), 0)), holder<TeeState>(self).value.state.index);

/** tee_fromiterable: a tee is copied, anything else gets its first block. */
function teeFrom(rt: Runtime, iterable: PyObject): PyObject {
  const iterator = getIter(rt, iterable);
  try {
    return (iterator.type as PyType).mro.includes(extensionType(rt, teeType)) ? copyTee(rt, iterator) : newTee(rt, newBlock(rt, iterator), 0);
  } finally {
    decref(rt, iterator);
  }
}

export const teeType: TypeDefinition = iteratorType('itertools._tee', {
  clears: true,
  weakrefs: true,
  flags: {},
  basicsize: 48,
  slots: {
    new: (rt, _type, args, kwargs) => {
      noKeywords(rt, '_tee', kwargs);
      exactCount(rt, '_tee', args, 1, 1);
      return teeFrom(rt, args.value[0] as PyObject);
    },
    iternext: (rt, self) => {
      const object = holder<TeeState>(self);
      const { state } = object.value;
      if (state.index >= LINK_CELLS) {
        const block = held(object, 0) as PyBlock;
        if (block.value.next === null) {
          block.value.next = newBlock(rt, block.value.source as PyObject);
          if (rt.heap.observer !== null) rt.heap.observer.mutated(block);
        }
        exchange(rt, object, 0, incref(block.value.next));
        state.index = 0;
      }
      const item = valueAt(rt, held(object, 0) as PyBlock, state.index);
      if (item !== null) state.index++;
      return item;
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      const { refs } = holder(self).value;
      const [block] = refs;
      refs[0] = null;
      xdecref(rt, block ?? null);
      rt.heap.freeContainer(self);
    },
  },
  methods: [
    noArgs('__copy__', copyTee, 'Returns an independent iterator.'),
    reduceMethod((rt, self) => {
      const { refs, state } = holder<TeeState>(self).value;
      return [newTuple(rt, [incref(rt.emptyTuple)]), newTuple(rt, [incref(refs[0] as PyObject), newInt(rt, state.index)])];
    }),
    stateMethod((rt, self, given) => {
      const [block, position] = stateItems(rt, given, 2) as [PyObject, PyObject];
      expectType(rt, block, extensionType(rt, teeBlockType), 1);
      const index = stateNumber(rt, position);
      if (index < 0 || index > LINK_CELLS) raise(rt, 'ValueError', 'Index out of range');
      exchange(rt, holder(self), 0, incref(block));
      holder<TeeState>(self).value.state.index = index;
    }),
  ],
});

/** itertools.tee(iterable, n=2) */
export function tee(rt: Runtime, iterable: PyObject, count: number): PyObject {
  if (count < 0) raise(rt, 'ValueError', 'n must be >= 0');
  const result = newUnfilledTuple(rt, count);
  if (count === 0) return result;
  try {
    let iterator = getIter(rt, iterable);
    let copy = lookupAttributeString(rt, iterator, '__copy__');
    if (copy === null) {
      const first = teeFrom(rt, iterator);
      decref(rt, iterator);
      iterator = first;
      copy = getAttributeString(rt, iterator, '__copy__');
    }
    result.value[0] = iterator;
    try {
      for (let index = 1; index < count; index++) result.value[index] = callObject(rt, copy, []);
    } finally {
      decref(rt, copy);
    }
  } catch (error) {
    decref(rt, result);
    throw error;
  }
  return result;
}
