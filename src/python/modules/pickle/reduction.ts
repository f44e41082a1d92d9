/** What `__reduce__` and its like say, into a pickle (CPython Modules/_pickle.c save_reduce). */
import { decref, incref, xdecref, type PyObject } from '../../memory';
import {
  callWithTuple, getAttributeString, isCallable, isDictLike, isIterator, isStrLike, isTupleLike, lookupAttributeString, newTuple,
  type PyDict, type PyTuple, type PyType, type Runtime,
} from '../../objects';
import { saveItems, savePairs, type Save } from './containers';
import { Op } from './opcodes';
import { typeOf, type Saving } from './picklerState';
import { pickleState, raisePickling } from './state';

const isClass = (rt: Runtime, object: PyObject): boolean => (object.type as PyType).layout === rt.types.type;
const shortName = (object: PyObject): string => typeOf(object).name.slice(0, 200);

/** The parts, checked. Borrowed; null where None or nothing was given. */
function partsOf(rt: Runtime, value: PyTuple): { callable: PyObject; args: PyTuple; state: PyObject | null; items: PyObject | null; pairs: PyObject | null; setter: PyObject | null } {
  const parts = value.value;
  if (parts.length < 2 || parts.length > 6) raisePickling(rt, 'tuple returned by __reduce__ must contain 2 through 6 elements');
  const part = (index: number): PyObject | null => (parts[index] === undefined || parts[index] === rt.none ? null : (parts[index] as PyObject));
  const [callable, args] = parts as [PyObject, PyObject];
  if (!isCallable(callable)) raisePickling(rt, 'first item of the tuple returned by __reduce__ must be callable');
  if (!isTupleLike(rt, args)) raisePickling(rt, 'second item of the tuple returned by __reduce__ must be a tuple');
  const [items, pairs, setter] = [part(3), part(4), part(5)];
  if (items !== null && !isIterator(items)) raisePickling(rt, `fourth element of the tuple returned by __reduce__ must be an iterator, not ${items.type.name}`);
  if (pairs !== null && !isIterator(pairs)) raisePickling(rt, `fifth element of the tuple returned by __reduce__ must be an iterator, not ${pairs.type.name}`);
  if (setter !== null && !isCallable(setter)) raisePickling(rt, `sixth element of the tuple returned by __reduce__ must be a function, not ${setter.type.name}`);
  return { callable, args, state: part(2), items, pairs, setter };
}

function nameOf(rt: Runtime, callable: PyObject): string | null {
  const name = lookupAttributeString(rt, callable, '__name__');
  const text = name !== null && isStrLike(rt, name) ? name.value : null;
  xdecref(rt, name);
  return text;
}

/** `copyreg.__newobj_ex__(cls, args, kwargs)` */
function saveNewObjectWithKeywords({ rt, output, protocol }: Saving, { value }: PyTuple, save: Save): void {
  if (value.length !== 3) raisePickling(rt, `length of the NEWOBJ_EX argument tuple must be exactly 3, not ${value.length}`);
  const [cls, args, kwargs] = value as [PyObject, PyObject, PyObject];
  if (!isClass(rt, cls)) raisePickling(rt, `first item from NEWOBJ_EX argument tuple must be a class, not ${shortName(cls)}`);
  if (!isTupleLike(rt, args)) raisePickling(rt, `second item from NEWOBJ_EX argument tuple must be a tuple, not ${shortName(args)}`);
  if (!isDictLike(rt, kwargs)) raisePickling(rt, `third item from NEWOBJ_EX argument tuple must be a dict, not ${shortName(kwargs)}`);
  if (protocol >= 4) {
    save(cls);
    save(args);
    save(kwargs);
    output.op(Op.NewObjEx);
    return;
  }
  const make = newTuple(rt, [getAttributeString(rt, cls, '__new__'), incref(cls), ...args.value.map((argument) => incref(argument))]);
  let callable: PyObject;
  try {
    callable = callWithTuple(rt, pickleState(rt).partial, make, kwargs as PyDict);
  } finally {
    decref(rt, make);
  }
  try {
    save(callable);
    save(rt.emptyTuple);
  } finally {
    decref(rt, callable);
  }
  output.op(Op.Reduce);
}

/** `copyreg.__newobj__(cls, *args)` */
function saveNewObject({ rt, output }: Saving, { value }: PyTuple, object: PyObject | null, save: Save): void {
  const [cls] = value;
  if (cls === undefined) raisePickling(rt, '__newobj__ arglist is empty');
  if (!isClass(rt, cls)) raisePickling(rt, 'args[0] from __newobj__ args is not a type');
  if (object !== null) {
    const own = lookupAttributeString(rt, object, '__class__') ?? incref(typeOf(object).object);
    const isOwn = own === cls;
    decref(rt, own);
    if (!isOwn) raisePickling(rt, 'args[0] from __newobj__ args has the wrong class');
  }
  save(cls);
  const args = newTuple(rt, value.slice(1).map((argument) => incref(argument)));
  try {
    save(args);
  } finally {
    decref(rt, args);
  }
  output.op(Op.NewObj);
}

/** `object` goes into the memo; null: nothing does. */
export function saveReduce(saving: Saving, value: PyTuple, object: PyObject | null, save: Save): void {
  const { rt, output, protocol } = saving;
  const { callable, args, state, items, pairs, setter } = partsOf(rt, value);
  const name = protocol >= 2 ? nameOf(rt, callable) : null;
  if (name === '__newobj_ex__') saveNewObjectWithKeywords(saving, args, save);
  else if (name === '__newobj__') saveNewObject(saving, args, object, save);
  else {
    save(callable);
    save(args);
    output.op(Op.Reduce);
  }
  if (object !== null) {
    // It was saved meanwhile: an object that holds itself.
    if (saving.isKnown(object)) {
      output.op(Op.Pop);
      saving.get(object);
      return;
    }
    saving.put(object);
  }
  if (items !== null) saveItems(saving, items, save);
  if (pairs !== null) savePairs(saving, pairs, save);
  if (state === null) return;
  if (setter === null) {
    save(state);
    output.op(Op.Build);
    return;
  }
  save(setter);
  save(object as PyObject);
  save(state);
  output.op(Op.Tuple2, Op.Reduce, Op.Pop);
}
