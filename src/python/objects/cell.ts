/** cell: the variable a closure shares (CPython cellobject.c). */
import { decref, incref, xdecref, type PyObject } from '../memory';
import { addressText, richCompare } from './abstract';
import type { PyCell } from './layouts';
import { raise } from './raise';
import type { Runtime } from './runtime';
import { newStr } from './strValue';
import { CompareOp, type TypeDefinition } from './type';

/** A cell with a content that is taken over, or empty. Hot path. */
export function newCell(rt: Runtime, content: PyObject | null): PyCell {
  const cell = rt.heap.newContainer(rt.types.cell, content);
  rt.heap.track(cell);
  return cell;
}

/** Stores a content (taken over); the old one dies after the store. */
export function setCell(rt: Runtime, cell: PyCell, content: PyObject | null): void {
  const old = cell.value;
  cell.value = content;
  if (rt.heap.observer !== null) rt.heap.observer.mutated(cell);
  xdecref(rt, old);
}

const contentOf = (self: PyObject): PyObject | null => (self as PyCell).value;

/** Empty cells come before all others. */
function compare(rt: Runtime, self: PyObject, other: PyObject, op: CompareOp): PyObject {
  if (other.type !== rt.types.cell) return incref(rt.notImplemented);
  const left = contentOf(self);
  const right = contentOf(other);
  if (left !== null && right !== null) return richCompare(rt, left, right, op);
  const order = Number(left !== null) - Number(right !== null);
  const holds = {
    [CompareOp.Lt]: order < 0, [CompareOp.Le]: order <= 0, [CompareOp.Eq]: order === 0,
    [CompareOp.Ne]: order !== 0, [CompareOp.Gt]: order > 0, [CompareOp.Ge]: order >= 0,
  }[op];
  return incref(holds ? rt.true : rt.false);
}

export const cellType: TypeDefinition = {
  name: 'cell',
  gc: true,
  basicsize: 24,
  slots: {
    repr: (rt, self) => {
      const content = contentOf(self);
      const what = content === null ? 'empty' : `${content.type.name} object at ${addressText(rt, content)}`;
      return newStr(rt, `<cell at ${addressText(rt, self)}: ${what}>`);
    },
    richcompare: compare,
    hash: null,
    new: (rt, _type, args, kwargs) => {
      if (kwargs !== null && kwargs.value.used > 0) raise(rt, 'TypeError', 'cell() takes no keyword arguments');
      if (args.value.length > 1) raise(rt, 'TypeError', `cell expected at most 1 argument, got ${args.value.length}`);
      const content = args.value[0] ?? null;
      return newCell(rt, content === null ? null : incref(content));
    },
    traverse: (self, visit) => {
      const content = contentOf(self);
      if (content !== null) visit(content);
    },
    clear: (rt, self) => { setCell(rt, self as PyCell, null); },
    dealloc: (rt, self) => {
      rt.heap.untrack(self);
      const content = contentOf(self);
      if (content !== null) decref(rt, content);
      rt.heap.freeContainer(self);
    },
  },
  getset: [
    {
      name: 'cell_contents',
      get: (rt, self) => {
        const content = contentOf(self);
        if (content === null) raise(rt, 'ValueError', 'Cell is empty');
        return incref(content);
      },
      set: (rt, self, value) => { setCell(rt, self as PyCell, value === null ? null : incref(value)); },
    },
  ],
};
