/**
 * The variables of a function's frame as a mapping that writes through (PEP 667: `FrameLocalsProxy` of 3.13 and later; CPython
 * Objects/frameobject.c framelocalsproxy_*), and the snapshot `locals()` gives then. In: a frame object. Out: nothing of it is
 * kept: each request looks at the frame anew.
 */
import { LocalKind } from '../bytecode';
import { decref, incref, xdecref, type PyObject } from '../memory';
import {
  checkPositional, CompareOp, dictDelete, dictGet, dictSet, dictUpdate, fast, getIter, listFromIterable, newBool, newDict, newList, newStr, newTuple, noArgs, numberOr, oneArg, raise, repr, richCompare,
  varArgsKeywords, type MethodDefinition, type PyCell, type PyDict, type PyStr, type Runtime, type TypeDefinition,
} from '../objects';
import type { Frame, Slot } from './frame';
import type { PyFrame } from './frameObject';

export type FrameLocalsProxy = PyObject<PyFrame>;

/** `frame` borrowed. */
export function newFrameLocalsProxy(rt: Runtime & { readonly frameLocalsProxyType: FrameLocalsProxy['type'] }, frame: PyFrame): FrameLocalsProxy {
  const proxy = rt.heap.newContainer(rt.frameLocalsProxyType, incref(frame));
  rt.heap.track(proxy);
  return proxy;
}

const frameOf = (self: PyObject): Frame => (self as FrameLocalsProxy).value.value;

/** What variables the debugger or a program added (f_extra_locals). */
const extraOf = (frame: Frame): PyDict | null => frame.locals as PyDict | null;

/** The cell of a captured variable, null for a plain one. */
function cellAt(rt: Runtime, frame: Frame, slot: number): PyCell | null {
  const kind = frame.code.source.localspluskinds[slot] as number;
  const held = frame.stack[frame.base + slot] as Slot;
  return held !== null && (kind & (LocalKind.Cell | LocalKind.Free)) !== 0 && held.type === rt.types.cell ? held as PyCell : null;
}

/** Borrowed; null for an unbound variable. */
function valueAt(rt: Runtime, frame: Frame, slot: number): PyObject | null {
  const cell = cellAt(rt, frame, slot);
  return cell === null ? frame.stack[frame.base + slot] as Slot : cell.value;
}

/** The slot of a variable of that name, bound where asked; -1 for none. */
function slotOf(rt: Runtime, frame: Frame, key: PyObject, bound: boolean): number {
  if (typeof key.value !== 'string') return -1;
  const names = frame.code.localsplusnames;
  for (let slot = 0; slot < names.length; slot++) {
    if ((names[slot] as PyStr).value !== key.value) continue;
    const hidden = ((frame.code.source.localspluskinds[slot] as number) & LocalKind.Hidden) !== 0;
    if (valueAt(rt, frame, slot) !== null || (!bound && !hidden)) return slot;
  }
  return -1;
}

/** Borrowed, or null. */
function find(rt: Runtime, self: PyObject, key: PyObject): PyObject | null {
  const frame = frameOf(self);
  const slot = slotOf(rt, frame, key, true);
  if (slot >= 0) return valueAt(rt, frame, slot);
  const extra = extraOf(frame);
  return extra === null ? null : dictGet(rt, extra, key);
}

function store(rt: Runtime, self: PyObject, key: PyObject, value: PyObject | null): void {
  const frame = frameOf(self);
  const slot = slotOf(rt, frame, key, false);
  if (slot >= 0) {
    if (value === null) raise(rt, 'ValueError', 'cannot remove local variables from FrameLocalsProxy');
    const cell = cellAt(rt, frame, slot);
    const old = valueAt(rt, frame, slot);
    incref(value);
    if (cell === null) frame.stack[frame.base + slot] = value;
    else cell.value = value;
    if (cell !== null && rt.heap.observer !== null) rt.heap.observer.mutated(cell);
    xdecref(rt, old);
    return;
  }
  if (value !== null) {
    frame.locals ??= newDict(rt);
    dictSet(rt, frame.locals as PyDict, key, value);
    return;
  }
  const extra = extraOf(frame);
  if (extra === null || !dictDelete(rt, extra, key)) raiseMissing(rt, key);
}

function raiseMissing(rt: Runtime, key: PyObject): never {
  const shown = repr(rt, key);
  const text = `local variable '${shown.value}' is not defined`;
  decref(rt, shown);
  raise(rt, 'KeyError', text);
}

/** Names and values, new references. */
function entries(rt: Runtime, self: PyObject): [name: PyObject, value: PyObject][] {
  const frame = frameOf(self);
  const found: [PyObject, PyObject][] = [];
  for (let slot = 0; slot < frame.code.nlocalsplus; slot++) {
    const value = valueAt(rt, frame, slot);
    if (value !== null) found.push([incref(frame.code.localsplusnames[slot] as PyStr), incref(value)]);
  }
  const extra = extraOf(frame);
  if (extra === null) return found;
  const { keys, values } = extra.value;
  keys.forEach((key, entry) => {
    if (key !== null) found.push([incref(key), incref(values[entry] as PyObject)]);
  });
  return found;
}

function column(rt: Runtime, self: PyObject, which: 0 | 1): PyObject {
  return newList(rt, entries(rt, self).map((entry) => {
    decref(rt, entry[1 - which] as PyObject);
    return entry[which];
  }));
}

function copy(rt: Runtime, self: PyObject): PyDict {
  const dict = newDict(rt);
  for (const [name, value] of entries(rt, self)) {
    dictSet(rt, dict, name, value);
    decref(rt, name);
    decref(rt, value);
  }
  return dict;
}

/** `locals()`: a dict of its own, filled through the proxy's `keys` as any mapping's (dict_merge). */
export function localsSnapshot(rt: Runtime, proxy: FrameLocalsProxy): PyDict {
  const dict = newDict(rt);
  const keys = column(rt, proxy, 0);
  // method_output_as_list makes a list of the list, which is then walked.
  const again = listFromIterable(rt, keys);
  decref(rt, keys);
  decref(rt, getIter(rt, again));
  for (const name of again.value) {
    const value = find(rt, proxy, name);
    if (value !== null) dictSet(rt, dict, name, value);
  }
  decref(rt, again);
  return dict;
}

const methods: readonly MethodDefinition[] = [
  noArgs('keys', (rt, self) => column(rt, self, 0), 'keys($self, /)\n--\n\nReturn a list.'),
  noArgs('values', (rt, self) => column(rt, self, 1)),
  noArgs('items', (rt, self) => newList(rt, entries(rt, self).map(([name, value]) => newTuple(rt, [name, value])))),
  noArgs('copy', copy),
  oneArg('__contains__', (rt, self, key) => newBool(rt, find(rt, self, key) !== null)),
  oneArg('__getitem__', (rt, self, key) => incref(find(rt, self, key) ?? raiseMissing(rt, key))),
  fast('get', (rt, self, args) => {
    checkPositional(rt, 'get', args.length, 1, 2);
    return incref(find(rt, self, args[0] as PyObject) ?? args[1] ?? rt.none);
  }),
  fast('setdefault', (rt, self, args) => {
    checkPositional(rt, 'setdefault', args.length, 1, 2);
    const key = args[0] as PyObject;
    if (find(rt, self, key) === null) store(rt, self, key, args[1] ?? rt.none);
    return incref(find(rt, self, key) as PyObject);
  }),
  fast('pop', (rt, self, args) => {
    checkPositional(rt, 'pop', args.length, 1, 2);
    const key = args[0] as PyObject;
    if (slotOf(rt, frameOf(self), key, false) >= 0) raise(rt, 'ValueError', 'cannot remove local variables from FrameLocalsProxy');
    const value = find(rt, self, key);
    if (value === null) return args[1] === undefined ? raiseMissing(rt, key) : incref(args[1]);
    incref(value);
    store(rt, self, key, null);
    return value;
  }),
  varArgsKeywords('update', (rt, self, args, kwargs) => {
    if (args.value.length !== 1 || kwargs !== null) raise(rt, 'TypeError', 'update() takes exactly one argument');
    merge(rt, self, args.value[0] as PyObject);
    return incref(rt.none);
  }),
  noArgs('__reversed__', (rt, self) => {
    const names = column(rt, self, 0);
    (names.value as PyObject[]).reverse();
    return names; // a list, in CPython as well
  }),
];

function merge(rt: Runtime, self: PyObject, source: PyObject): void {
  const given = newDict(rt);
  try {
    dictUpdate(rt, given, source);
    given.value.keys.forEach((key, entry) => {
      if (key !== null) store(rt, self, key, given.value.values[entry] as PyObject);
    });
  } finally {
    decref(rt, given);
  }
}

/** `left | right` with snapshots in the place of proxies. */
function union(rt: Runtime, left: PyObject, right: PyObject): PyObject {
  const plain = (object: PyObject): PyObject => (object.type.name === 'FrameLocalsProxy' ? copy(rt, object) : incref(object));
  const [first, second] = [plain(left), plain(right)];
  try {
    return numberOr(rt, first, second);
  } finally {
    decref(rt, first);
    decref(rt, second);
  }
}

export const frameLocalsProxyType: TypeDefinition = {
  name: 'FrameLocalsProxy',
  gc: true,
  basicsize: 24,
  flags: { mapping: true, disallowInstantiation: true },
  slots: {
    repr: (rt, self) => {
      const dict = copy(rt, self);
      const shown = repr(rt, dict);
      decref(rt, dict);
      return newStr(rt, shown.value);
    },
    hash: null,
    richcompare: (rt, self, other, op) => {
      if (op !== CompareOp.Eq && op !== CompareOp.Ne) return incref(rt.notImplemented);
      const dict = copy(rt, self);
      try {
        if (other.type === self.type) {
          const same = (other as FrameLocalsProxy).value === (self as FrameLocalsProxy).value;
          return newBool(rt, same === (op === CompareOp.Eq));
        }
        return richCompare(rt, dict, other, op);
      } finally {
        decref(rt, dict);
      }
    },
    iter: (rt, self) => {
      const names = column(rt, self, 0);
      const iterator = getIter(rt, names);
      decref(rt, names);
      return iterator;
    },
    mpLength: (rt, self) => {
      const names = column(rt, self, 0);
      const { length } = names.value as PyObject[];
      decref(rt, names);
      return length;
    },
    mpSubscript: (rt, self, key) => incref(find(rt, self, key) ?? raiseMissing(rt, key)),
    mpAssSubscript: store,
    sqContains: (rt, self, key) => find(rt, self, key) !== null,
    nbOr: union,
    nbInplaceOr: (rt, self, other) => {
      merge(rt, self, other);
      return incref(self);
    },
    traverse: (self, visit) => visit((self as FrameLocalsProxy).value),
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      decref(rt, (self as FrameLocalsProxy).value);
      rt.heap.freeContainer(self);
    },
  },
  methods,
};
