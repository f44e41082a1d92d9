/**
 * The `_bisect` module (CPython Modules/_bisectmodule.c): binary search in sorted sequences, with the comparisons C makes.
 *
 * In: a sequence, a value, perhaps bounds and a key function. Out: a position, or the value put in there.
 */
import { decref, incref, type PyObject } from '../memory';
import {
  asIndexNumber, callMethod, callObject, CompareOp, exactLength, fastKeywords, getItem, indexAsIs, isTrue, length, listInsert, newInt, raise, richCompare, unpackKeywords,
  type MethodDefinition, type PyList, type PyStr, type PyType, type Runtime,
} from '../objects';
import type { ModuleDefinition } from './moduleDefinition';

interface Arguments { readonly sequence: PyObject; readonly value: PyObject; readonly low: number | bigint; readonly high: number | bigint; readonly key: PyObject }

function exactIndex(rt: Runtime, object: PyObject): number | bigint {
  const integer = indexAsIs(rt, object);
  try {
    asIndexNumber(rt, integer, 'OverflowError');
    return integer.value;
  } finally {
    decref(rt, integer);
  }
}

function readArguments(rt: Runtime, name: string, args: readonly PyObject[], kwnames: readonly PyStr[] | null): Arguments {
  const [sequence, value, low, high, key] = unpackKeywords(rt, { function: name, names: ['a', 'x', 'lo', 'hi', 'key'], maximumPositional: 4, required: 2 }, args, kwnames);
  return {
    sequence: sequence as PyObject, value: value as PyObject,
    low: low === undefined ? 0 : exactIndex(rt, low),
    high: high === undefined || high === rt.none ? -1 : exactIndex(rt, high),
    key: key ?? rt.none,
  };
}

/** get_sq_item */
function itemFunction(rt: Runtime, sequence: PyObject): NonNullable<PyType['sqItem']> {
  const type = sequence.type as PyType;
  if (type.sqItem !== null) return type.sqItem;
  return raise(rt, 'TypeError', type.mpSubscript !== null ? `${type.name} is not a sequence` : `'${type.name}' object does not support indexing`);
}

/** internal_bisect_left, internal_bisect_right */
function search(rt: Runtime, options: Arguments, value: PyObject, side: 'left' | 'right'): number | bigint {
  const { sequence, low: first, high: last, key } = options;
  if (first < 0) raise(rt, 'ValueError', 'lo must be non-negative');
  let low = Number(first);
  let high = last === -1 ? length(rt, sequence) : Number(last);
  const itemAt = itemFunction(rt, sequence);
  if (high > Number.MAX_SAFE_INTEGER) return searchFar(rt, options, value, side);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBefore(rt, itemAt(rt, sequence, middle), key, value, side) === (side === 'left')) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Compares an item (taken over), or its key, with the value. */
function isBefore(rt: Runtime, plain: PyObject, key: PyObject, value: PyObject, side: 'left' | 'right'): boolean {
  let item = plain;
  if (key !== rt.none) {
    try {
      item = callObject(rt, key, [plain]);
    } finally {
      decref(rt, plain);
    }
  }
  try {
    const result = side === 'left' ? richCompare(rt, item, value, CompareOp.Lt) : richCompare(rt, value, item, CompareOp.Lt);
    try {
      return isTrue(rt, result);
    } finally {
      decref(rt, result);
    }
  } finally {
    decref(rt, item);
  }
}

/** The same in sequences longer than 2^53. */
function searchFar(rt: Runtime, { sequence, low: first, high: last, key }: Arguments, value: PyObject, side: 'left' | 'right'): bigint {
  let low = BigInt(first);
  let high = last === -1 ? BigInt(exactLength(rt, sequence)) : BigInt(last);
  while (low < high) {
    const middle = (low + high) / 2n;
    const position = newInt(rt, middle);
    let item: PyObject;
    try {
      item = getItem(rt, sequence, position);
    } finally {
      decref(rt, position);
    }
    if (isBefore(rt, item, key, value, side) === (side === 'left')) low = middle + 1n;
    else high = middle;
  }
  return low;
}

function insert(rt: Runtime, options: Arguments, side: 'left' | 'right'): PyObject {
  const { sequence, value, key } = options;
  let index: number | bigint;
  if (key === rt.none) index = search(rt, options, value, side);
  else {
    const keyValue = callObject(rt, key, [value]);
    try {
      index = search(rt, options, keyValue, side);
    } finally {
      decref(rt, keyValue);
    }
  }
  if (sequence.type === rt.types.list) {
    listInsert(rt, sequence as PyList, Number(index), value);
    return incref(rt.none);
  }
  const position = newInt(rt, index);
  try {
    decref(rt, callMethod(rt, sequence, 'insert', [position, value]));
  } finally {
    decref(rt, position);
  }
  return incref(rt.none);
}

const signature = '($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\n';

const bisecting = (side: 'left' | 'right', text: string): MethodDefinition => fastKeywords(`bisect_${side}`, (rt, _self, args, kwnames) => {
  const options = readArguments(rt, `bisect_${side}`, args, kwnames);
  return newInt(rt, search(rt, options, options.value, side));
}, `bisect_${side}${signature}${text}`);

const inserting = (side: 'left' | 'right', text: string): MethodDefinition => fastKeywords(`insort_${side}`, (rt, _self, args, kwnames) =>
  insert(rt, readArguments(rt, `insort_${side}`, args, kwnames), side), `insort_${side}${signature}${text}`);

export const bisectModule: ModuleDefinition = {
  name: '_bisect',
  doc: 'Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.\n',
  methods: [
    bisecting('right', 'Return the index where to insert item x in list a, assuming a is sorted.'),
    inserting('right', 'Insert item x in list a, and keep it sorted assuming a is sorted.'),
    bisecting('left', 'Return the index where to insert item x in list a, assuming a is sorted.'),
    inserting('left', 'Insert item x in list a, and keep it sorted assuming a is sorted.'),
  ],
};
