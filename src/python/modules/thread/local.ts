/**
 * `_thread._local`: an object with attributes of its own in each thread (CPython Modules/_threadmodule.c).
 * `__init__` runs again, with the same arguments, when another thread uses it first.
 */
import { clearWeakrefs, incref, xdecref, type PyObject } from '../../memory';
import {
  AttributeStorage, genericGetAttribute, genericSetAttribute, machine, newDict, newLayoutInstance, raise, raiseAttributeError,
  type Payload, type PyDict, type PyStr, type PythonThread, type PyTuple, type PyType, type Runtime, type ThreadServices, type TypeDefinition,
} from '../../objects';

interface LocalData {
  readonly threads: ThreadServices;
  /** For each thread that used it, its namespace (owned). */
  readonly dicts: Map<PythonThread, PyDict>;
  /** Owned. */
  args: PyTuple | null;
  /** Owned. */
  kwargs: PyDict | null;
}
type Local = Payload<LocalData>;

const dataOf = (self: PyObject): LocalData => (self as Local).value;

function addDict(rt: Runtime, self: PyObject): PyDict {
  const data = dataOf(self);
  const thread = data.threads.current;
  const dict = newDict(rt);
  data.dicts.set(thread, dict);
  if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
  thread.atEnd.push(() => dropDict(rt, data, thread));
  return dict;
}

function dropDict(rt: Runtime, data: LocalData, thread: PythonThread): void {
  const dict = data.dicts.get(thread) ?? null;
  data.dicts.delete(thread);
  xdecref(rt, dict);
}

/** The running thread's namespace, made and initialised when there is none (_ldict). */
function ensureDict(rt: Runtime, self: PyObject): PyDict {
  const data = dataOf(self);
  const known = data.dicts.get(data.threads.current);
  if (known !== undefined) return known;
  const dict = addDict(rt, self);
  const { init } = self.type as PyType;
  if (init !== null && init !== rt.types.object.init) {
    try {
      init(rt, self, data.args ?? rt.emptyTuple, data.kwargs);
    } catch (error) {
      dropDict(rt, data, data.threads.current);
      throw error;
    }
  }
  return dict;
}

function drop(rt: Runtime, self: PyObject): void {
  const data = dataOf(self);
  const { args, kwargs } = data;
  data.args = null;
  data.kwargs = null;
  xdecref(rt, args);
  xdecref(rt, kwargs);
  for (const thread of [...data.dicts.keys()]) dropDict(rt, data, thread);
}

const isDictName = (name: PyStr): boolean => name.value === '__dict__';

export const localType: TypeDefinition = {
  name: '_thread._local',
  doc: 'Thread-local data',
  gc: true,
  weakrefs: true,
  basicsize: 64,
  flags: { basetype: true },
  attributes: AttributeStorage.Own,
  ownDict: { get: (self) => dataOf(self).dicts.get(dataOf(self).threads.current) ?? null },
  slots: {
    new: (rt, type, args, kwargs) => {
      const hasArguments = args.value.length > 0 || (kwargs !== null && kwargs.value.used > 0);
      if (hasArguments && type.init === rt.types.object.init) raise(rt, 'TypeError', 'Initialization arguments are not supported');
      const { threads } = machine(rt);
      const self = newLayoutInstance<LocalData>(rt, type, { threads, dicts: new Map(), args: incref(args), kwargs: kwargs === null ? null : incref(kwargs) });
      addDict(rt, self);
      return self;
    },
    getattro: (rt, self, name) => {
      const dict = ensureDict(rt, self);
      return isDictName(name) ? incref(dict) : genericGetAttribute(rt, self, name);
    },
    setattro: (rt, self, name, value) => {
      ensureDict(rt, self);
      if (isDictName(name)) raiseAttributeError(rt, self, name, `'${self.type.name}' object attribute '__dict__' is read-only`);
      genericSetAttribute(rt, self, name, value);
    },
    traverse: (self, visit) => {
      const { args, kwargs, dicts } = dataOf(self);
      if (args !== null) visit(args);
      if (kwargs !== null) visit(kwargs);
      for (const dict of dicts.values()) visit(dict);
    },
    clear: drop,
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      clearWeakrefs(rt, self);
      drop(rt, self);
      rt.heap.freeContainer(self);
    },
  },
};
