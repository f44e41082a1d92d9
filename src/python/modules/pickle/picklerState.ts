/** A Pickler: settings, memo, output; the primitive writes all kinds of objects share (CPython Modules/_pickle.c PicklerObject, memo_put, memo_get). */
import { decref, incref, type PyObject, type Visit } from '../../memory';
import { raiseKeyError, type Payload, type PyType, type Runtime } from '../../objects';
import { Op } from './opcodes';
import type { Output } from './output';
import { littleEndian } from './output';
import { raisePickling } from './state';

export class PicklerData {
  protocol = 0;
  isBinary = false;
  fixImports = true;
  fast = 0;
  fastNesting = 0;
  /** Objects under way in fast mode; borrowed. */
  fastMemo: Set<PyObject> | null = null;
  output: Output | null = null;
  /** For each object that was saved (owned), its number. */
  memo = new Map<PyObject, number>();
  /** Owned. */
  write: PyObject | null = null;
  persistentId: PyObject | null = null;
  /** Whether `persistentId` is a function that wants the pickler first: a method of it, kept without the pickler so that no cycle comes about. */
  persistentIdIsMethod = false;
  dispatchTable: PyObject | null = null;
  bufferCallback: PyObject | null = null;
  reducerOverride: PyObject | null = null;

  *held(): Generator<PyObject> {
    for (const object of [this.write, this.persistentId, this.dispatchTable, this.reducerOverride, this.bufferCallback]) if (object !== null) yield object;
  }
}
export type PyPickler = Payload<PicklerData>;

export function visitPickler(self: PyObject, visit: Visit): void {
  const data = (self as PyPickler).value;
  for (const object of data.held()) visit(object);
  for (const object of data.memo.keys()) visit(object);
}

export function clearMemo(rt: Runtime, data: PicklerData): void {
  const { memo } = data;
  data.memo = new Map();
  for (const object of memo.keys()) decref(rt, object);
}

export function clearPickler(rt: Runtime, self: PyObject): void {
  const data = (self as PyPickler).value;
  const held = [...data.held()];
  data.write = data.persistentId = data.dispatchTable = data.reducerOverride = data.bufferCallback = null;
  for (const object of held) decref(rt, object);
  clearMemo(rt, data);
}

/** One run of saving: the settings at hand. */
export class Saving {
  readonly output: Output;

  constructor(readonly rt: Runtime, readonly self: PyObject, readonly data: PicklerData) {
    this.output = data.output as Output;
  }

  get protocol(): number {
    return this.data.protocol;
  }

  isKnown(object: PyObject): boolean {
    return this.data.memo.has(object);
  }

  /** Fetches an object from the memo. */
  get(object: PyObject): void {
    const { rt, output, data } = this;
    const index = data.memo.get(object);
    if (index === undefined) raiseKeyError(rt, object);
    if (!data.isBinary) output.text(`g${index}\n`);
    else if (index < 256) output.op(Op.BinGet, index);
    else if (index <= 0xffffffff) output.op(Op.LongBinGet, ...littleEndian(index, 4));
    else raisePickling(rt, 'memo id too large for LONG_BINGET');
  }

  /** Enters an object in the memo. */
  put(object: PyObject): void {
    const { rt, output, data, self } = this;
    if (data.fast !== 0) return;
    const index = data.memo.size;
    data.memo.set(incref(object), index);
    if (rt.heap.observer !== null) rt.heap.observer.mutated(self);
    if (data.protocol >= 4) output.op(Op.Memoize);
    else if (!data.isBinary) output.text(`p${index}\n`);
    else if (index < 256) output.op(Op.BinPut, index);
    else if (index <= 0xffffffff) output.op(Op.LongBinPut, ...littleEndian(index, 4));
    else raisePickling(rt, 'memo id too large for LONG_BINPUT');
  }
}

export const typeOf = (object: PyObject): PyType => object.type as PyType;
