/**
 * The disassembler: the text `dis.dis(code)` prints in CPython 3.12, nested code objects included.
 *
 * In: a code object. Out: text, a line break after each line. After CPython Lib/dis.py.
 * The one thing which can't be the same is the address in `<code object f at 0x...>`; the caller may supply it.
 */
import type { CodeConstant, CodeObject } from './codeObject';
import { codeRepr, constantRepr, type AddressOf } from './constantRepr';
import { decodeExceptionTable } from './exceptionTable';
import { lineStarts } from './lineTable';
import { Opcode, cacheCount, hasArgument, opcodeInfo, opcodeName } from './opcodes';
import {
  binaryOperationSymbols, comparisonSymbols, formatConversionNames, functionFlagNames, intrinsic1Names, intrinsic2Names,
} from './operations';

const OPNAME_WIDTH = 20;
const OPARG_WIDTH = 5;

export interface DisassembleOptions {
  addressOf?: AddressOf;
}

/** An instruction with EXTENDED_ARG already taken into the argument. */
export interface DecodedInstruction {
  /** In bytes from the start of the code. */
  readonly offset: number;
  readonly opcode: number;
  /** Null where the instruction has none. */
  readonly oparg: number | null;
}

/** The instructions without their caches; EXTENDED_ARG is listed too, as `dis` does. */
export function decodeInstructions(code: Uint8Array): DecodedInstruction[] {
  const instructions: DecodedInstruction[] = [];
  let extended = 0;
  for (let offset = 0; offset < code.length; offset += 2) {
    const opcode = code[offset] ?? 0;
    let oparg: number | null = null;
    if (hasArgument(opcode)) {
      oparg = (code[offset + 1] ?? 0) | extended;
      extended = opcode === Opcode.EXTENDED_ARG ? oparg << 8 : 0;
    } else {
      extended = 0;
    }
    instructions.push({ offset, opcode, oparg });
    offset += 2 * cacheCount(opcode);
  }
  return instructions;
}

function isBackwardJump(opcode: number): boolean {
  return opcode === Opcode.JUMP_BACKWARD || opcode === Opcode.JUMP_BACKWARD_NO_INTERRUPT;
}

/** The byte offset a jump instruction leads to; null for instructions that don't jump. */
export function jumpTarget({ offset, opcode, oparg }: DecodedInstruction): number | null {
  if (oparg === null || opcodeInfo(opcode).argument !== 'jump') return null;
  return offset + 2 + 2 * cacheCount(opcode) + 2 * (isBackwardJump(opcode) ? -oparg : oparg);
}

export function disassemble(code: CodeObject, options: DisassembleOptions = {}): string {
  const lines: string[] = [];
  disassembleInto(lines, code, options.addressOf);
  return lines.map((line) => `${line}\n`).join('');
}

function disassembleInto(lines: string[], code: CodeObject, addressOf: AddressOf | undefined): void {
  disassembleOne(lines, code, addressOf);
  for (const constant of code.consts) {
    if (constant.type !== 'code') continue;
    lines.push('', `Disassembly of ${codeRepr(constant.code, addressOf)}:`);
    disassembleInto(lines, constant.code, addressOf);
  }
}

function disassembleOne(lines: string[], code: CodeObject, addressOf: AddressOf | undefined): void {
  const startLines = new Map(lineStarts(code));
  const instructions = decodeInstructions(code.code);
  const handlers = decodeExceptionTable(code.exceptiontable);
  const labels = new Set<number>();
  for (const instruction of instructions) {
    const target = jumpTarget(instruction);
    if (target !== null) labels.add(target);
  }
  for (const handler of handlers) labels.add(handler.target * 2);
  const maxLine = Math.max(0, ...startLines.values());
  const lineWidth = startLines.size === 0 ? 0 : maxLine >= 1000 ? String(maxLine).length : 3;
  const maxOffset = code.code.length - 2;
  const offsetWidth = maxOffset >= 10000 ? String(maxOffset).length : 4;
  for (const instruction of instructions) {
    const line = startLines.get(instruction.offset);
    if (line !== undefined && instruction.offset > 0) lines.push('');
    const fields: string[] = [];
    if (lineWidth > 0) fields.push(line === undefined ? ' '.repeat(lineWidth) : String(line).padStart(lineWidth));
    fields.push('   ', labels.has(instruction.offset) ? '>>' : '  ');
    fields.push(String(instruction.offset).padStart(offsetWidth), opcodeName(instruction.opcode).padEnd(OPNAME_WIDTH));
    if (instruction.oparg !== null) {
      fields.push(String(instruction.oparg).padStart(OPARG_WIDTH));
      const text = argumentText(code, instruction, instruction.oparg, addressOf);
      if (text !== '') fields.push(`(${text})`);
    }
    // Python's rstrip: also the separators which JavaScript's trimEnd leaves alone never occur at the end here.
    lines.push(fields.join(' ').trimEnd());
  }
  if (handlers.length === 0) return;
  lines.push('ExceptionTable:');
  for (const { start, end, target, depth, lasti } of handlers) {
    lines.push(`  ${start * 2} to ${end * 2 - 2} -> ${target * 2} [${depth}]${lasti ? ' lasti' : ''}`);
  }
}

/** What stands for the argument in parentheses; empty where `dis` shows the number alone. */
function argumentText(
  code: CodeObject, instruction: DecodedInstruction, oparg: number, addressOf: AddressOf | undefined,
): string {
  const { opcode } = instruction;
  switch (opcodeInfo(opcode).argument) {
    case 'const': return constantRepr(constantAt(code, oparg), addressOf);
    case 'name': return nameText(code, opcode, oparg);
    case 'jump': return `to ${jumpTarget(instruction)}`;
    case 'local':
    case 'free': return code.localsplusnames[oparg] ?? '';
    case 'compare': return comparisonSymbols[oparg >> 4] ?? '';
    default: break;
  }
  switch (opcode) {
    case Opcode.FORMAT_VALUE: {
      const conversion = formatConversionNames[oparg & 3] ?? '';
      if ((oparg & 4) === 0) return conversion;
      return conversion === '' ? 'with format' : `${conversion}, with format`;
    }
    case Opcode.MAKE_FUNCTION: return functionFlagNames.filter((_, bit) => (oparg & (1 << bit)) !== 0).join(', ');
    case Opcode.BINARY_OP: return binaryOperationSymbols[oparg] ?? '';
    case Opcode.CALL_INTRINSIC_1: return intrinsic1Names[oparg] ?? '';
    case Opcode.CALL_INTRINSIC_2: return intrinsic2Names[oparg] ?? '';
    default: return '';
  }
}

function constantAt(code: CodeObject, index: number): CodeConstant {
  return code.consts[index] ?? { type: 'none' };
}

function nameText(code: CodeObject, opcode: number, oparg: number): string {
  const named = (index: number, prefix: string): string => ((oparg & 1) === 1 ? prefix : '') + (code.names[index] ?? '');
  switch (opcode) {
    case Opcode.LOAD_GLOBAL: return named(oparg >> 1, 'NULL + ');
    case Opcode.LOAD_ATTR: return named(oparg >> 1, 'NULL|self + ');
    case Opcode.LOAD_SUPER_ATTR: return named(oparg >> 2, 'NULL|self + ');
    default: return code.names[oparg] ?? '';
  }
}
