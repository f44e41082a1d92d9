/** What `super()` without arguments means in a frame (typeobject.c super_init_without_args). */
import type { PyObject } from '../memory';
import { raise, type PyType } from '../objects';
import type { Interpreter } from './interpreter';

/** The class in the `__class__` cell and the first argument, both borrowed. */
export function superArguments(rt: Interpreter): { type: PyObject; self: PyObject } {
  const { frame } = rt;
  if (frame === null) raise(rt, 'RuntimeError', 'super(): no current frame');
  const { code, stack, base } = frame;
  if (code.argcount === 0) raise(rt, 'RuntimeError', 'super(): no arguments');
  let self = stack[base] ?? null;
  // An argument that a closure shares lies in its cell.
  if (self !== null && self.type === rt.types.cell && ((code.source.localspluskinds[0] as number) & 0x40) !== 0) self = self.value as PyObject | null;
  if (self === null) raise(rt, 'RuntimeError', 'super(): arg[0] deleted');
  const slot = code.localsplusnames.findIndex(({ value }, index) => value === '__class__' && ((code.source.localspluskinds[index] as number) & 0x80) !== 0);
  if (slot < 0) raise(rt, 'RuntimeError', 'super(): __class__ cell not found');
  const cell = stack[base + slot] ?? null;
  if (cell === null || cell.type !== rt.types.cell) raise(rt, 'RuntimeError', 'super(): bad __class__ cell');
  const type = cell.value as PyObject | null;
  if (type === null) raise(rt, 'RuntimeError', 'super(): empty __class__ cell');
  if ((type.type as PyType).layout !== rt.types.type) raise(rt, 'RuntimeError', `super(): __class__ is not a type (${type.type.name})`);
  return { type, self };
}
