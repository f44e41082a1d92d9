/**
 * The order of an OrderedDict: a doubly linked list of nodes beside the table of the dict, and the array that leads from
 * an entry of the table to its node (CPython Objects/odictobject.c, "fast nodes").
 *
 * In: an OrderedDict, keys, hashes. Out: nodes. A node owns a reference to its key, so a key counts two more than in a
 * dict. As in C the array is remade when the dict has got a new table, and whoever changes the dict behind the back of the
 * list (`dict.__setitem__(od, ...)`) gets what CPython gives. Nothing here changes the dict itself.
 */
import { decref, incref, type PyObject } from '../../memory';
import {
  canonicalKey, dictFind, dictFindKnownHash, extendedAttributes, hash as hashObject, richCompareBool, CompareOp, raise,
  type Hash, type PyDict, type Runtime,
} from '../../objects';

export interface OrderedNode {
  /** Owned. */
  readonly key: PyObject;
  /** Null for keys which are found without (see `canonicalKey`). */
  readonly hash: Hash | null;
  next: OrderedNode | null;
  previous: OrderedNode | null;
}

export class Order {
  first: OrderedNode | null = null;
  last: OrderedNode | null = null;
  /** For each entry of the table, its node (od_fast_nodes). */
  nodes: (OrderedNode | null)[] = [];
  /** Slots of the table `nodes` was made for; 0 before the first (od_fast_nodes_size). */
  size = 0;
  /** `DictData.table` at that time (od_resize_sentinel); -1: none. */
  table = -1;
  /** Changes with the list; iterators watch it (od_state). */
  state = 0;

  /** Shows the references the nodes own. */
  eachHeld(visit: (held: PyObject) => void): void {
    for (let node = this.first; node !== null; node = node.next) visit(node.key);
  }
}

/** Place of the order in `attributes`. */
const ORDER = 1;

export function orderOf(self: PyObject): Order {
  const attributes = extendedAttributes(self) as unknown[];
  const known = attributes[ORDER] as Order | null;
  if (known !== null) return known;
  const made = new Order();
  attributes[ORDER] = made;
  return made;
}

/** The hash of a key where one is needed to find it. Runs `__hash__` of keys that have their own, once. */
export function neededHash(rt: Runtime, key: PyObject): Hash | null {
  return canonicalKey(rt, key) === undefined ? hashObject(rt, key) : null;
}

/** The entry of a key, or that of the next new key (_odict_get_index_raw). */
function rawIndex(rt: Runtime, self: PyDict, key: PyObject, hash: Hash | null): number {
  const entry = hash === null ? dictFind(rt, self, key) : dictFindKnownHash(rt, self, key, hash);
  return entry < 0 ? self.value.keys.length : entry;
}

/** _odict_get_index */
function indexOf(rt: Runtime, self: PyDict, order: Order, key: PyObject, hash: Hash | null): number {
  const { table, log2Size } = self.value;
  if (order.table !== table || order.size !== 2 ** log2Size) {
    const nodes: (OrderedNode | null)[] = [];
    for (let node = order.first; node !== null; node = node.next) nodes[rawIndex(rt, self, node.key, node.hash)] = node;
    order.nodes = nodes;
    order.size = 2 ** log2Size;
    order.table = table;
  }
  return rawIndex(rt, self, key, hash);
}

/** The node of a key, or null (_odict_find_node). */
export function findNode(rt: Runtime, self: PyDict, key: PyObject, hash: Hash | null): OrderedNode | null {
  const order = orderOf(self);
  if (order.first === null) return null;
  const index = indexOf(rt, self, order, key, hash);
  return order.nodes[index] ?? null;
}

function link(order: Order, node: OrderedNode, atEnd: boolean): void {
  if (atEnd) {
    node.previous = order.last;
    node.next = null;
    if (order.last === null) order.first = node;
    else order.last.next = node;
    order.last = node;
  } else {
    node.previous = null;
    node.next = order.first;
    if (order.first === null) order.last = node;
    else order.first.previous = node;
    order.first = node;
  }
  order.state++;
}

function unlink(order: Order, node: OrderedNode): void {
  if (order.first === node) order.first = node.next;
  else if (node.previous !== null) node.previous.next = node.next;
  if (order.last === node) order.last = node.previous;
  else if (node.next !== null) node.next.previous = node.previous;
  node.previous = null;
  node.next = null;
  order.state++;
}

/** A node for a key at the end, if it has none yet (_odict_add_new_node). */
export function addNode(rt: Runtime, self: PyDict, key: PyObject, hash: Hash | null): void {
  const order = orderOf(self);
  incref(key);
  let index: number;
  try {
    index = indexOf(rt, self, order, key, hash);
  } catch (error) {
    decref(rt, key);
    throw error;
  }
  if ((order.nodes[index] ?? null) !== null) {
    decref(rt, key);
    return;
  }
  const node: OrderedNode = { key, hash, next: null, previous: null };
  link(order, node, true);
  order.nodes[index] = node;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
}

/** Takes the node of a key out (_odict_clear_node); false when there is none. */
export function removeNode(rt: Runtime, self: PyDict, key: PyObject, hash: Hash | null): boolean {
  const order = orderOf(self);
  if (order.first === null) return false;
  const index = indexOf(rt, self, order, key, hash);
  const node = order.nodes[index] ?? null;
  if (node === null) return false;
  order.nodes[index] = null;
  unlink(order, node);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  decref(rt, node.key);
  return true;
}

/** Moves a node that is there to one end. */
export function moveNode(order: Order, node: OrderedNode, toEnd: boolean): void {
  if (node === (toEnd ? order.last : order.first)) return;
  unlink(order, node);
  link(order, node, toEnd);
}

/** _odict_clear_nodes */
export function clearNodes(rt: Runtime, self: PyObject): void {
  const order = orderOf(self);
  let node = order.first;
  order.nodes = [];
  order.size = 0;
  order.table = -1;
  order.first = null;
  order.last = null;
  if (node !== null && rt.heap.observer !== null) rt.heap.observer.mutated(self);
  while (node !== null) {
    const { next, key }: OrderedNode = node;
    decref(rt, key);
    node = next;
  }
}

/** Whether two have equal keys in the same order (_odict_keys_equal). */
export function sameOrder(rt: Runtime, left: PyDict, right: PyDict): boolean {
  const one = orderOf(left);
  const other = orderOf(right);
  const states = [one.state, other.state];
  let a = one.first;
  let b = other.first;
  while (a !== null && b !== null) {
    if (!richCompareBool(rt, a.key, b.key, CompareOp.Eq)) return false;
    if (one.state !== states[0] || other.state !== states[1]) raise(rt, 'RuntimeError', 'OrderedDict mutated during iteration');
    a = a.next;
    b = b.next;
  }
  return a === b;
}
