/**
 * References that only count here. From 3.14 on CPython pushes most local variables on the evaluation stack, and hands them on as
 * arguments, without taking a reference; this runtime owns every slot. What a program may see of that is the number
 * `sys.getrefcount` shows: so it is this number that is corrected, by the slots that hold the object and own nothing in CPython.
 *
 * In: the frames. Out: how many of their slots hold an object borrowed. Deliberately not here: what a recording shows.
 */
import { Opcode } from '../bytecode';
import type { PyObject } from '../memory';
import type { PyMethod } from '../objects';
import { analyzeBorrows, Origin, type Borrows, type Instruction } from './borrowedLoads';
import type { Frame, Slot } from './frame';
import { AttributeKind } from './inlineCache';
import type { Interpreter } from './interpreter';
import type { LoadedCode } from './loadCode';

export class BorrowedReferences {
  private readonly borrowsByCode = new WeakMap<LoadedCode, Borrows>();

  constructor(private readonly rt: Interpreter) {}

  /** How many slots of running frames hold the object without a reference of their own. */
  count(object: PyObject): number {
    let total = 0;
    let callee: Frame | null = null;
    for (let { frame } = this.rt; frame !== null; frame = frame.previous) {
      const borrows = this.borrowsOf(frame.code);
      const instruction = this.runningInstruction(borrows, frame);
      const stack = instruction === null ? undefined : borrows.stacks[instruction.unit];
      if (instruction !== null && stack !== undefined) {
        total += this.onStack(borrows, frame, stack, object);
        if (callee !== null && !callee.isEntry && callee.generator === null) total += this.inArguments(borrows, frame, callee, instruction, stack, object);
      }
      callee = frame;
    }
    return total;
  }

  private borrowsOf(code: LoadedCode): Borrows {
    let borrows = this.borrowsByCode.get(code);
    if (borrows === undefined) {
      borrows = analyzeBorrows(code.source);
      this.borrowsByCode.set(code, borrows);
    }
    return borrows;
  }

  private runningInstruction(borrows: Borrows, frame: Frame): Instruction | null {
    if (frame.pc < 0) return null;
    const index = borrows.indexByUnit.get(frame.code.unitOffsets[frame.pc >> 1] as number);
    if (index === undefined) return null;
    const instruction = borrows.instructions[index] as Instruction;
    // A load that the eval loop does together with what follows runs no code itself.
    return instruction.opcode === Opcode.LOAD_FAST ? borrows.instructions[index + 1] ?? null : instruction;
  }

  private onStack(borrows: Borrows, frame: Frame, stack: readonly number[], object: PyObject): number {
    const first = frame.base + frame.code.nlocalsplus;
    let total = 0;
    for (let slot = first; slot < frame.stackPointer; slot++) {
      const origin = stack[slot - first] ?? Origin.Other;
      const value = frame.stack[slot] as Slot;
      if (value === object && borrows.isBorrowed(origin)) total++;
      if (origin <= Origin.FirstExit && borrows.isBorrowed(Origin.FirstExit - origin) && this.isExitOf(value, object)) total++;
    }
    return total;
  }

  /** The with statement of 3.14 keeps the function and the manager on the stack, not a bound method. */
  private isExitOf(value: Slot, manager: PyObject): boolean {
    return value !== null && value.type === this.rt.types.method && (value as PyMethod).value.self === manager;
  }

  /** Arguments keep what they were on the caller's stack until the callee binds its variable anew. */
  private inArguments(borrows: Borrows, caller: Frame, callee: Frame, instruction: Instruction, stack: readonly number[], object: PyObject): number {
    let total = 0;
    for (const [local, origin] of this.argumentOrigins(borrows, caller, callee, instruction, stack)) {
      if (callee.stack[callee.base + local] !== object || !borrows.isBorrowed(origin)) continue;
      if (caller.stack[caller.base + borrows.localOf(origin)] === object) total++;
    }
    return total;
  }

  /** Until it is specialised, `super().m` makes a bound method, which owns `self`. */
  private isBoundBySuper(borrows: Borrows, code: LoadedCode, receiver: number): boolean {
    const unit = borrows.superUnits.get(receiver);
    return unit !== undefined && code.caches[code.unitOffsets.indexOf(unit)]?.kind !== AttributeKind.Super;
  }

  /** For each parameter that got a stack entry of the caller as it was: the parameter's slot and the entry's origin. */
  private argumentOrigins(
    borrows: Borrows, caller: Frame, callee: Frame, { unit, opcode, argument }: Instruction, stack: readonly number[],
  ): readonly (readonly [local: number, origin: number])[] {
    const top = stack.length - 1;
    if (opcode === Opcode.LOAD_ATTR) return [[0, stack[top] as number]];
    if (opcode === Opcode.BINARY_SUBSCR) return [[0, stack[top - 1] as number], [1, stack[top] as number]];
    if (opcode !== Opcode.CALL) return [];
    const receiver = stack[top - argument] as number;
    const mayBeMethod = stack[top - argument - 1] !== Origin.Null && receiver >= 0 && !this.isBoundBySuper(borrows, caller.code, receiver);
    const isMethod = mayBeMethod && callee.stack[callee.base] === caller.stack[caller.base + borrows.localOf(receiver)];
    const names = keywordNames(borrows, caller.code, unit);
    const positional = argument - names.length;
    const origins: [number, number][] = isMethod ? [[0, receiver]] : [];
    const shift = isMethod ? 1 : 0;
    for (let index = 0; index < positional; index++) {
      if (index + shift < callee.code.argcount) origins.push([index + shift, stack[top - argument + 1 + index] as number]);
    }
    names.forEach((name, index) => {
      const local = callee.code.source.localsplusnames.indexOf(name);
      if (local >= 0 && local < callee.code.argcount + callee.code.source.kwonlyargcount) origins.push([local, stack[top - argument + 1 + positional + index] as number]);
    });
    return origins;
  }
}

/** The names in front of a CALL (KW_NAMES). */
function keywordNames(borrows: Borrows, code: LoadedCode, unit: number): readonly string[] {
  const before = borrows.instructions[(borrows.indexByUnit.get(unit) as number) - 1];
  if (before?.opcode !== Opcode.KW_NAMES) return [];
  return ((code.consts[before.argument] as PyObject).value as PyObject[]).map((name) => name.value as string);
}
