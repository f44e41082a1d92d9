/**
 * The slots of a frame: locals, cells and free variables in one array, and the instructions that set them up.
 * After CPython compile.c (prepare_localsplus, build_cellfixedoffsets, insert_prefix_instructions, fix_cell_offsets)
 * and assemble.c (compute_localsplus_info).
 */
import { CodeFlags, LocalKind, Opcode } from '../bytecode';
import type { CompilerUnit } from './compilerUnit';
import { blocksFrom, newInstruction, type BasicBlock, type CfgInstruction } from './flowgraph/basicBlock';
import { NO_LOCATION } from './instructionSequence';

export interface LocalsPlus {
  names: string[];
  kinds: Uint8Array;
}

const GENERATOR_LIKE = CodeFlags.Generator | CodeFlags.Coroutine | CodeFlags.AsyncGenerator;

export function isGeneratorLike(flags: number): boolean {
  return (flags & GENERATOR_LIKE) !== 0;
}

/** Adds the prefix to the graph and turns indices of cells into slots; answers the slots. */
export function prepareLocalsPlus(unit: CompilerUnit, entry: BasicBlock, flags: number): LocalsPlus {
  const { varnames, cellvars, freevars } = unit;
  const localCount = varnames.size;
  /** For each cell and free variable, its slot: a parameter that is a cell keeps the parameter's. */
  const slots = Array.from({ length: cellvars.size + freevars.size }, (_, index) => localCount + index);
  for (const [name, index] of cellvars) {
    const slot = varnames.get(name);
    if (slot !== undefined) slots[index] = slot;
  }
  insertPrefix(unit, entry, slots, flags);
  let dropped = 0;
  for (const [index, slot] of slots.entries()) {
    if (slot === index + localCount) slots[index] = slot - dropped;
    else dropped++;
  }
  for (const block of blocksFrom(entry)) {
    for (const instruction of block.instructions) {
      if (usesCell(instruction.opcode)) instruction.oparg = slots[instruction.oparg] ?? 0;
    }
  }
  const names: string[] = [];
  const kinds = new Uint8Array(localCount + slots.length - dropped);
  for (const [name, slot] of varnames) {
    names[slot] = name;
    const hidden = unit.fastHidden.has(name) ? LocalKind.Hidden : 0;
    kinds[slot] = LocalKind.Local | hidden | (cellvars.has(name) ? LocalKind.Cell : 0);
  }
  for (const [table, kind] of [[cellvars, LocalKind.Cell], [freevars, LocalKind.Free]] as const) {
    for (const [name, index] of table) {
      const slot = slots[index] ?? 0;
      if (kind === LocalKind.Cell && varnames.has(name)) continue;
      names[slot] = name;
      kinds[slot] = kind;
    }
  }
  return { names, kinds };
}

function usesCell(opcode: number): boolean {
  switch (opcode) {
    case Opcode.MAKE_CELL:
    case Opcode.LOAD_CLOSURE:
    case Opcode.LOAD_DEREF:
    case Opcode.STORE_DEREF:
    case Opcode.DELETE_DEREF:
    case Opcode.LOAD_FROM_DICT_OR_DEREF: return true;
    default: return false;
  }
}

function insertPrefix(unit: CompilerUnit, entry: BasicBlock, slots: readonly number[], flags: number): void {
  const prefix: CfgInstruction[] = [];
  if (unit.freevars.size > 0) prefix.push(newInstruction(Opcode.COPY_FREE_VARS, unit.freevars.size, NO_LOCATION));
  const cells = [...unit.cellvars.values()].sort((a, b) => (slots[a] ?? 0) - (slots[b] ?? 0));
  for (const index of cells) prefix.push(newInstruction(Opcode.MAKE_CELL, index, NO_LOCATION));
  if (isGeneratorLike(flags)) {
    const line = unit.firstLine;
    const location = { lineno: line, endLineno: line, colOffset: -1, endColOffset: -1 };
    prefix.push(newInstruction(Opcode.RETURN_GENERATOR, 0, location), newInstruction(Opcode.POP_TOP, 0, NO_LOCATION));
  }
  entry.instructions.unshift(...prefix);
}
