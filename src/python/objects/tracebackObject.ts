/**
 * traceback: one entry per frame an exception passed through, outermost first.
 *
 * In: frame, instruction offset, line. Out: the linked objects `__traceback__` shows. The text of a
 * traceback is made in `modules/tracebackText.ts`.
 */
import { incref, xdecref, type PyObject } from '../memory';
import type { Payload, PyInt } from './layouts';
import { newInt } from './int';
import { asInt32 } from './nativeArguments';
import { newList } from './listStore';
import { noArgs } from './methods';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import type { TypeDefinition } from './type';

export interface TracebackData {
  /** The next inner entry, owned. */
  next: PyTraceback | null;
  /** Owned. */
  frame: PyObject;
  /** Byte offset of the instruction (`tb_lasti`), -1 when there is none. */
  readonly lasti: number;
  readonly lineno: number;
}
export type PyTraceback = Payload<TracebackData>;

/** A new entry in front of `next`, which is taken over; `frame` is borrowed (tb_create_raw). */
export function newTraceback(rt: Runtime, next: PyTraceback | null, frame: PyObject, lasti: number, lineno: number): PyTraceback {
  const entry = rt.heap.newContainer(rt.types.traceback, { next, frame: incref(frame), lasti, lineno });
  rt.heap.track(entry);
  return entry;
}

function data(self: PyObject): TracebackData {
  return (self as PyTraceback).value;
}

function clear(rt: Runtime, self: PyObject): void {
  const entry = data(self);
  const { next, frame } = entry;
  entry.next = null;
  xdecref(rt, next);
  entry.frame = incref(rt.none);
  xdecref(rt, frame);
}

export const tracebackType: TypeDefinition = {
  name: 'traceback',
  doc: 'TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nCreate a new traceback object.',
  gc: true,
  basicsize: 40,
  slots: {
    new: (rt, _type, args, kwargs) => {
      const names = ['tb_next', 'tb_frame', 'tb_lasti', 'tb_lineno'];
      const items = args.value;
      if (kwargs !== null || items.length !== 4) {
        raise(rt, 'TypeError', `TracebackType() missing required argument '${names[items.length] ?? 'tb_lineno'}' (pos ${Math.min(items.length + 1, 4)})`);
      }
      const [next, frame, lasti, lineno] = items as [PyObject, PyObject, PyInt, PyInt];
      if (next !== rt.none && next.type !== rt.types.traceback) {
        raise(rt, 'TypeError', `expected traceback object or None, got '${next.type.name}'`);
      }
      if (frame.type !== rt.types.frame) {
        raise(rt, 'TypeError', `TracebackType() argument 'tb_frame' must be frame, not ${frame === rt.none ? 'None' : frame.type.name}`);
      }
      const [instruction, line] = [asInt32(rt, lasti), asInt32(rt, lineno)];
      return newTraceback(rt, next === rt.none ? null : incref(next as PyTraceback), frame, instruction, line);
    },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      if (!rt.heap.trashcanBegin(self)) return;
      const { next, frame } = data(self);
      xdecref(rt, next);
      xdecref(rt, frame);
      rt.heap.freeContainer(self);
      rt.heap.trashcanEnd(rt);
    },
    traverse: (self, visit) => {
      const { next, frame } = data(self);
      if (next !== null) visit(next);
      visit(frame);
    },
    clear,
  },
  methods: [
    noArgs('__dir__', (rt) => newList(rt, ['tb_frame', 'tb_next', 'tb_lasti', 'tb_lineno'].map((name) => newStr(rt, name)))),
  ],
  getset: [
    {
      name: 'tb_next',
      get: (rt, self) => incref(data(self).next ?? rt.none),
      set: (rt, self, value) => {
        if (value === null) raise(rt, 'TypeError', "can't delete tb_next attribute");
        if (value !== rt.none && value.type !== rt.types.traceback) {
          raise(rt, 'TypeError', `expected traceback object, got '${value.type.name}'`);
        }
        const next = value === rt.none ? null : (value as PyTraceback);
        for (let cursor = next; cursor !== null; cursor = cursor.value.next) {
          if (cursor === self) raise(rt, 'ValueError', 'traceback loop detected');
        }
        const old = data(self).next;
        data(self).next = next === null ? null : incref(next);
        rt.heap.observer?.mutated(self);
        xdecref(rt, old);
      },
    },
    { name: 'tb_frame', get: (_rt, self) => incref(data(self).frame) },
    { name: 'tb_lasti', get: (rt, self) => newInt(rt, data(self).lasti) },
    { name: 'tb_lineno', get: (rt, self) => newInt(rt, data(self).lineno) },
  ],
};
