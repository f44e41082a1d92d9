/** An Unpickler: settings, memo and stack (CPython Modules/_pickle.c UnpicklerObject, Pdata). */
import { decref, incref, type PyObject, type Visit } from '../../memory';
import type { Payload, Runtime } from '../../objects';
import type { Input } from './input';
import { raiseUnpickling } from './state';

export class UnpicklerData {
  input: Input | null = null;
  protocol = 0;
  fixImports = true;
  encoding = 'ASCII';
  errors = 'strict';
  /** By index; owned. */
  memo: (PyObject | null)[] = [];
  /** Owned. */
  stack: PyObject[] = [];
  /** Where in the stack the marks are. */
  marks: number[] = [];
  /** Places C has allocated for both: what `__sizeof__` counts. */
  memoRoom = 32;
  marksRoom = 0;
  /** Owned. */
  persistentLoad: PyObject | null = null;
  persistentLoadIsMethod = false;
  buffers: PyObject | null = null;

  *held(): Generator<PyObject> {
    if (this.input !== null) yield* this.input.held();
    for (const object of [this.persistentLoad, this.buffers]) if (object !== null) yield object;
  }
}
export type PyUnpickler = Payload<UnpicklerData>;

export function visitUnpickler(self: PyObject, visit: Visit): void {
  const data = (self as PyUnpickler).value;
  for (const object of data.held()) visit(object);
  for (const object of data.stack) visit(object);
  for (const object of data.memo) if (object !== null) visit(object);
}

export function dropMemo(rt: Runtime, data: UnpicklerData): void {
  const { memo } = data;
  data.memo = [];
  for (const object of memo) if (object !== null) decref(rt, object);
}

export function clearUnpickler(rt: Runtime, self: PyObject): void {
  const data = (self as PyUnpickler).value;
  const { input, persistentLoad, buffers, stack } = data;
  data.input = data.persistentLoad = data.buffers = null;
  data.stack = [];
  input?.clear();
  for (const object of [persistentLoad, buffers, ...stack]) if (object !== null) decref(rt, object);
  dropMemo(rt, data);
}

/** The stack of one run of loading, above whose last mark operations stay. */
export class Stack {
  constructor(private readonly rt: Runtime, private readonly data: UnpicklerData) {}

  get items(): PyObject[] {
    return this.data.stack;
  }

  get size(): number {
    return this.data.stack.length;
  }

  get fence(): number {
    return this.data.marks[this.data.marks.length - 1] ?? 0;
  }

  underflow(): never {
    return raiseUnpickling(this.rt, this.data.marks.length > 0 ? 'unexpected MARK found' : 'unpickling stack underflow');
  }

  mark(): void {
    const { data } = this;
    if (data.marks.length >= data.marksRoom) data.marksRoom = 2 * data.marks.length + 20;
    data.marks.push(this.size);
  }

  /** Where the last mark was; it is taken away. */
  popMark(): number {
    return this.data.marks.pop() ?? raiseUnpickling(this.rt, 'could not find MARK');
  }

  /** Takes the object over. */
  push(object: PyObject): void {
    this.data.stack.push(object);
  }

  /** The top, owned by the caller. */
  pop(): PyObject {
    if (this.size <= this.fence) this.underflow();
    return this.data.stack.pop() as PyObject;
  }

  /** The top (borrowed). */
  get top(): PyObject {
    if (this.size <= this.fence) this.underflow();
    return this.data.stack[this.size - 1] as PyObject;
  }

  /** All from a place on, owned by the caller. */
  popFrom(place: number): PyObject[] {
    return this.data.stack.splice(place);
  }

  drop(place: number): void {
    for (const object of this.popFrom(place)) decref(this.rt, object);
  }

  duplicate(): void {
    this.push(incref(this.top));
  }

  clear(): void {
    this.data.marks.length = 0;
    this.drop(0);
  }
}
