/**
 * Which loads of local variables 3.14 and later make without taking a reference (LOAD_FAST_BORROW; CPython flowgraph.c
 * optimize_load_fast and insert_superinstructions, applied to 3.12's instructions). In: a code object. Out: before each
 * instruction, where the entries of the evaluation stack come from.
 *
 * A load is borrowed when what it pushed is consumed inside its basic block, is not itself stored in a variable, and the variable
 * is not bound anew meanwhile. Blocks reached by exceptions alone are not looked at: their loads are owned.
 */
import { cacheCount, codeLines, decodeExceptionTable, Opcode, stackEffect, type CodeObject } from '../bytecode';

/** Origins of stack entries: the unit of a LOAD_FAST from 0 on, or one of these. */
export const enum Origin {
  Other = -1,
  Null = -2,
  /** The bound exit method of a with statement; `-3 - unit` for one whose manager was loaded at that unit. */
  FirstExit = -3,
}

export interface Borrows {
  /** For each code unit that begins an instruction: the stack before it, bottom first; undefined where it is not known. */
  readonly stacks: readonly (readonly number[] | undefined)[];
  /** Whether the LOAD_FAST at this unit is borrowed, and of which local slot. */
  isBorrowed(unit: number): boolean;
  localOf(unit: number): number;
  /** For the load of `self` that a LOAD_SUPER_ATTR pushes back for a method call: the unit of that. */
  readonly superUnits: ReadonlyMap<number, number>;
  readonly instructions: readonly Instruction[];
  /** Index into `instructions` by unit. */
  readonly indexByUnit: ReadonlyMap<number, number>;
}

export interface Instruction { readonly unit: number; readonly opcode: number; readonly argument: number; readonly next: number }

function decode(code: CodeObject): Instruction[] {
  const instructions: Instruction[] = [];
  let extended = 0;
  for (let unit = 0; unit < code.code.length / 2;) {
    const opcode = code.code[unit * 2] as number;
    const argument = (extended << 8) | (code.code[unit * 2 + 1] as number);
    const next = unit + 1 + cacheCount(opcode);
    if (opcode === Opcode.EXTENDED_ARG) extended = argument;
    else {
      instructions.push({ unit, opcode, argument, next });
      extended = 0;
    }
    unit = next;
  }
  return instructions;
}

function targetOf({ opcode, argument, next }: Instruction, unit: number): number | null {
  switch (opcode) {
    case Opcode.JUMP_FORWARD:
    case Opcode.POP_JUMP_IF_FALSE: case Opcode.POP_JUMP_IF_TRUE:
    case Opcode.POP_JUMP_IF_NONE: case Opcode.POP_JUMP_IF_NOT_NONE:
    case Opcode.FOR_ITER: case Opcode.SEND:
      return next + argument;
    case Opcode.JUMP_BACKWARD: case Opcode.JUMP_BACKWARD_NO_INTERRUPT:
      return unit + 1 - argument;
    default:
      return null;
  }
}

function endsCode(opcode: number): boolean {
  return opcode === Opcode.RETURN_VALUE || opcode === Opcode.RETURN_CONST || opcode === Opcode.RAISE_VARARGS || opcode === Opcode.RERAISE
    || opcode === Opcode.JUMP_FORWARD || opcode === Opcode.JUMP_BACKWARD || opcode === Opcode.JUMP_BACKWARD_NO_INTERRUPT;
}

/** Instructions that push nothing: all their inputs are consumed. */
const WITHOUT_RESULT = new Set<number>([
  Opcode.POP_TOP, Opcode.END_FOR, Opcode.STORE_SLICE, Opcode.STORE_SUBSCR, Opcode.DELETE_SUBSCR, Opcode.POP_EXCEPT, Opcode.STORE_NAME, Opcode.DELETE_NAME,
  Opcode.STORE_ATTR, Opcode.DELETE_ATTR, Opcode.STORE_GLOBAL, Opcode.DELETE_GLOBAL, Opcode.POP_JUMP_IF_FALSE, Opcode.POP_JUMP_IF_TRUE,
  Opcode.POP_JUMP_IF_NONE, Opcode.POP_JUMP_IF_NOT_NONE, Opcode.RETURN_VALUE, Opcode.RAISE_VARARGS, Opcode.RERAISE, Opcode.STORE_DEREF, Opcode.END_ASYNC_FOR,
  Opcode.LIST_APPEND, Opcode.SET_ADD, Opcode.MAP_ADD, Opcode.LIST_EXTEND, Opcode.SET_UPDATE, Opcode.DICT_MERGE, Opcode.DICT_UPDATE,
  Opcode.NOP, Opcode.RESUME, Opcode.KW_NAMES, Opcode.MAKE_CELL, Opcode.COPY_FREE_VARS, Opcode.DELETE_DEREF, Opcode.SETUP_ANNOTATIONS,
  Opcode.JUMP_FORWARD, Opcode.JUMP_BACKWARD, Opcode.JUMP_BACKWARD_NO_INTERRUPT, Opcode.RETURN_CONST, Opcode.INTERPRETER_EXIT, Opcode.RETURN_GENERATOR,
]);

/** Instructions that leave their inputs where they are and push as many values as the stack grows. */
const KEEPS_INPUTS = new Set<number>([
  Opcode.GET_LEN, Opcode.MATCH_MAPPING, Opcode.MATCH_SEQUENCE, Opcode.MATCH_KEYS, Opcode.IMPORT_FROM, Opcode.GET_ANEXT, Opcode.WITH_EXCEPT_START,
  Opcode.GET_YIELD_FROM_ITER, Opcode.LOAD_CONST, Opcode.LOAD_NAME, Opcode.LOAD_DEREF, Opcode.LOAD_CLOSURE, Opcode.LOAD_BUILD_CLASS,
  Opcode.LOAD_ASSERTION_ERROR, Opcode.LOAD_FAST_CHECK, Opcode.LOAD_LOCALS, Opcode.FOR_ITER, Opcode.PUSH_EXC_INFO,
]);

class Analysis implements Borrows {
  readonly instructions: readonly Instruction[];
  readonly indexByUnit = new Map<number, number>();
  readonly superUnits = new Map<number, number>();
  readonly stacks: (readonly number[] | undefined)[];
  /** Units of LOAD_FAST that push an owned reference after all. */
  private readonly owned = new Set<number>();
  private readonly leaders = new Set<number>([0]);
  private stack: number[] = [];

  constructor(private readonly code: CodeObject) {
    this.instructions = decode(code);
    this.instructions.forEach(({ unit }, index) => this.indexByUnit.set(unit, index));
    this.stacks = new Array<readonly number[] | undefined>(code.code.length / 2).fill(undefined);
    this.findLeaders();
    const waiting: [index: number, stack: readonly number[]][] = [[0, []]];
    const seen = new Set<number>();
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      if (seen.has(entry[0])) continue;
      seen.add(entry[0]);
      this.walkBlock(entry[0], entry[1], (unit, stack) => {
        const index = this.indexByUnit.get(this.skipPrefix(unit));
        if (index !== undefined) waiting.push([index, stack]);
      });
    }
    this.joinPairs();
  }

  isBorrowed(unit: number): boolean {
    return unit >= 0 && this.stacks[unit] !== undefined && !this.owned.has(unit);
  }

  localOf(unit: number): number {
    return (this.instructions[this.indexByUnit.get(unit) as number] as Instruction).argument;
  }

  /** A jump may aim at an EXTENDED_ARG. */
  private skipPrefix(unit: number): number {
    let at = unit;
    while (this.code.code[at * 2] === Opcode.EXTENDED_ARG) at++;
    return at;
  }

  private findLeaders(): void {
    for (const instruction of this.instructions) {
      const target = targetOf(instruction, instruction.unit);
      if (target === null && !endsCode(instruction.opcode)) continue;
      if (target !== null) this.leaders.add(this.skipPrefix(target));
      this.leaders.add(this.skipPrefix(instruction.next));
    }
    for (const { start } of decodeExceptionTable(this.code.exceptiontable)) this.leaders.add(this.skipPrefix(start));
  }

  private walkBlock(first: number, before: readonly number[], reach: (unit: number, stack: readonly number[]) => void): void {
    this.stack = [...before];
    for (let index = first; index < this.instructions.length; index++) {
      const instruction = this.instructions[index] as Instruction;
      if (index > first && this.leaders.has(instruction.unit)) {
        reach(instruction.unit, this.endOfBlock());
        return;
      }
      this.stacks[instruction.unit] = [...this.stack];
      const target = targetOf(instruction, instruction.unit);
      if (instruction.opcode === Opcode.SEND && target !== null) reach(target, this.endOfBlock());
      this.execute(instruction);
      if (target !== null && instruction.opcode !== Opcode.SEND) reach(target, this.endOfBlock());
      if (endsCode(instruction.opcode)) {
        this.endOfBlock();
        return;
      }
    }
  }

  /** What lies on the stack at the end was not consumed in its block. */
  private endOfBlock(): readonly number[] {
    for (const origin of this.stack) if (origin >= 0) this.owned.add(origin);
    return this.stack.map((origin) => (origin >= 0 ? Origin.Other : origin));
  }

  private pop(): number {
    return this.stack.pop() ?? Origin.Other;
  }

  /** The variable is bound anew: references to what it held must be owned. */
  private kill(local: number): void {
    for (const origin of this.stack) if (origin >= 0 && this.localOf(origin) === local) this.owned.add(origin);
  }

  private execute({ unit, opcode, argument }: Instruction): void {
    const { stack } = this;
    switch (opcode) {
      case Opcode.LOAD_FAST: stack.push(unit); return;
      case Opcode.LOAD_FAST_AND_CLEAR:
        this.kill(argument);
        stack.push(Origin.Other);
        return;
      case Opcode.STORE_FAST: {
        const stored = this.pop();
        this.kill(argument);
        if (stored >= 0) this.owned.add(stored);
        return;
      }
      case Opcode.DELETE_FAST: this.kill(argument); return;
      case Opcode.COPY: stack.push(stack[stack.length - argument] ?? Origin.Other); return;
      case Opcode.SWAP: {
        const place = stack.length - argument;
        const top = this.pop();
        if (argument > 1 && place >= 0) {
          stack.push(stack[place] as number);
          stack[place] = top;
        } else stack.push(top);
        return;
      }
      case Opcode.PUSH_NULL: stack.push(Origin.Null); return;
      case Opcode.LOAD_GLOBAL:
        if ((argument & 1) !== 0) stack.push(Origin.Null);
        stack.push(Origin.Other);
        return;
      case Opcode.LOAD_ATTR: {
        const receiver = this.pop();
        stack.push(Origin.Other);
        if ((argument & 1) !== 0) stack.push(receiver);
        return;
      }
      case Opcode.LOAD_SUPER_ATTR: {
        const self = this.pop();
        this.pop();
        this.pop();
        stack.push(Origin.Other);
        if ((argument & 1) === 0) return;
        stack.push(self);
        if (self >= 0) this.superUnits.set(self, unit);
        return;
      }
      case Opcode.BEFORE_WITH:
      case Opcode.BEFORE_ASYNC_WITH: {
        const manager = this.pop();
        stack.push(manager >= 0 ? Origin.FirstExit - manager : Origin.Other, Origin.Other);
        return;
      }
      case Opcode.FORMAT_VALUE:
        if ((argument & 4) !== 0) this.replace(2, 1);
        return;
      case Opcode.UNPACK_SEQUENCE: this.replace(1, argument); return;
      case Opcode.UNPACK_EX: this.replace(1, (argument & 0xff) + 1 + (argument >> 8)); return;
      case Opcode.SEND: this.replace(1, 1); return;
      case Opcode.CHECK_EXC_MATCH: this.replace(1, 1); return;
      case Opcode.CHECK_EG_MATCH: this.replace(2, 2); return;
      case Opcode.CLEANUP_THROW: this.replace(3, 2); return;
      default: this.replaceByEffect(opcode, argument);
    }
  }

  private replaceByEffect(opcode: number, argument: number): void {
    const effect = stackEffect(opcode, argument, false);
    if (WITHOUT_RESULT.has(opcode)) this.replace(-effect, 0);
    else if (KEEPS_INPUTS.has(opcode)) this.replace(0, effect);
    else this.replace(1 - effect, 1);
  }

  private replace(popped: number, pushed: number): void {
    for (let count = 0; count < popped; count++) this.pop();
    for (let count = 0; count < pushed; count++) this.stack.push(Origin.Other);
  }

  /** From 3.13 on NULL is pushed behind the callable. */
  private laterOrder(): Instruction[] {
    const ordered = [...this.instructions];
    for (let index = 0; index + 1 < ordered.length; index++) {
      const [one, other] = [ordered[index] as Instruction, ordered[index + 1] as Instruction];
      if (one.opcode !== Opcode.PUSH_NULL || other.opcode !== Opcode.LOAD_FAST) continue;
      ordered[index] = other;
      ordered[index + 1] = one;
      index++;
    }
    return ordered;
  }

  /** Neighbours on one line become one instruction, both of whose loads must be borrowed or none; after a store none is. */
  private joinPairs(): void {
    const lineOf = linesOf(this.code);
    const ordered = this.laterOrder();
    for (let index = 0; index + 1 < ordered.length; index++) {
      const first = ordered[index] as Instruction;
      const second = ordered[index + 1] as Instruction;
      const pairs = (first.opcode === Opcode.LOAD_FAST || first.opcode === Opcode.STORE_FAST)
        && (second.opcode === Opcode.LOAD_FAST || (first.opcode === Opcode.STORE_FAST && second.opcode === Opcode.STORE_FAST))
        && first.argument < 16 && second.argument < 16 && !this.leaders.has(second.unit) && this.stacks[first.unit] !== undefined;
      if (!pairs) continue;
      const [one, other] = [lineOf(first.unit), lineOf(second.unit)];
      if (one !== null && other !== null && one !== other) continue;
      if (second.opcode === Opcode.LOAD_FAST && (first.opcode === Opcode.STORE_FAST || this.owned.has(first.unit) || this.owned.has(second.unit))) {
        this.owned.add(first.unit);
        this.owned.add(second.unit);
      }
      index++;
    }
  }
}

function linesOf(code: CodeObject): (unit: number) => number | null {
  const lines: (number | null)[] = [];
  for (const { start, end, line } of codeLines(code)) for (let unit = start / 2; unit < end / 2; unit++) lines[unit] = line;
  return (unit) => lines[unit] ?? null;
}

export function analyzeBorrows(code: CodeObject): Borrows {
  return new Analysis(code);
}
