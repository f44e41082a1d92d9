/**
 * The last stages: from generated instructions to a code object.
 *
 * In: a unit whose code is complete. Out: the code object, optimised and laid out.
 * After CPython compile.c optimize_and_assemble_code_unit, flowgraph.c _PyCfg_OptimizeCodeUnit, assemble.c.
 */
import { LineTableWriter, Opcode, cacheCount, encodeExceptionTable, type CodeObject, type ExceptionTableEntry } from '../bytecode';
import type { Position } from '../syntax';
import type { CompilerUnit } from './compilerUnit';
import { blocksFrom, type BasicBlock, type CfgInstruction } from './flowgraph/basicBlock';
import { buildGraph, labelExceptionTargets } from './flowgraph/buildGraph';
import { pushColdBlocksToEnd } from './flowgraph/coldBlocks';
import { convertPseudoInstructions, instructionSize, resolveJumps } from './flowgraph/jumps';
import { resolveLineNumbers } from './flowgraph/lineNumbers';
import { optimizeGraph } from './flowgraph/optimizeGraph';
import { computeStackDepth } from './flowgraph/stackDepth';
import { checkUninitializedLocals } from './flowgraph/uncheckedLocals';
import { removeUnusedConstants } from './flowgraph/unusedConstants';
import { isGeneratorLike, prepareLocalsPlus } from './localsPlus';

export function assembleUnit(unit: CompilerUnit, flags: number, filename: string): CodeObject {
  const graph = buildGraph(unit.sequence);
  labelExceptionTargets(graph);
  const entry = optimizeGraph(graph, unit.constants);
  const consts = removeUnusedConstants(entry, unit.constants.values);
  checkUninitializedLocals(entry, unit.varnames.size, unit.entry.varnames.length);
  pushColdBlocksToEnd(entry);
  resolveLineNumbers(entry, unit.firstLine);
  const locals = prepareLocalsPlus(unit, entry, flags);
  const stacksize = computeStackDepth(entry, isGeneratorLike(flags));
  convertPseudoInstructions(entry);
  resolveJumps(entry);
  const instructions = [...blocksFrom(entry)].flatMap((block) => block.instructions);
  return {
    argcount: unit.posonlyargcount + unit.argcount,
    posonlyargcount: unit.posonlyargcount,
    kwonlyargcount: unit.kwonlyargcount,
    stacksize,
    flags,
    code: assembleCode(instructions),
    consts,
    names: [...unit.names.keys()],
    localsplusnames: locals.names,
    localspluskinds: locals.kinds,
    filename,
    name: unit.name,
    qualname: unit.qualname,
    firstlineno: unit.firstLine,
    linetable: assembleLineTable(instructions, unit.firstLine),
    exceptiontable: assembleExceptionTable(instructions),
  };
}

/** assemble.c write_instr. */
function assembleCode(instructions: readonly CfgInstruction[]): Uint8Array {
  const bytes: number[] = [];
  for (const { opcode, oparg } of instructions) {
    for (let shift = 24; shift > 0; shift -= 8) {
      if (oparg >>> shift !== 0) bytes.push(Opcode.EXTENDED_ARG, (oparg >>> shift) & 0xff);
    }
    bytes.push(opcode, oparg & 0xff);
    for (let caches = cacheCount(opcode); caches > 0; caches--) bytes.push(Opcode.CACHE, 0);
  }
  return Uint8Array.from(bytes);
}

function isSameLocation(a: Position, b: Position): boolean {
  return a.lineno === b.lineno && a.endLineno === b.endLineno && a.colOffset === b.colOffset && a.endColOffset === b.endColOffset;
}

/** assemble.c assemble_location_info. */
function assembleLineTable(instructions: readonly CfgInstruction[], firstLine: number): Uint8Array {
  const writer = new LineTableWriter(firstLine);
  let location: Position | null = null;
  let size = 0;
  for (const instruction of instructions) {
    if (location !== null && !isSameLocation(location, instruction.location)) {
      writer.add(location, size);
      size = 0;
    }
    location = instruction.location;
    size += instructionSize(instruction);
  }
  if (location !== null) writer.add(location, size);
  return writer.finish();
}

/** assemble.c assemble_exception_table. */
function assembleExceptionTable(instructions: readonly CfgInstruction[]): Uint8Array {
  const entries: ExceptionTableEntry[] = [];
  const add = (handler: BasicBlock | null, start: number, end: number): void => {
    if (handler === null) return;
    const { preserveLasti: lasti, startDepth } = handler;
    entries.push({ start, end, target: handler.offset, depth: startDepth - 1 - (lasti ? 1 : 0), lasti });
  };
  let current = null as BasicBlock | null;
  let start = 0;
  let offset = 0;
  for (const instruction of instructions) {
    const { except } = instruction;
    if (except?.offset !== current?.offset) {
      add(current, start, offset);
      start = offset;
      current = except;
    }
    offset += instructionSize(instruction);
  }
  add(current, start, offset);
  return encodeExceptionTable(entries);
}
