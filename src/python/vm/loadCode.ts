/**
 * From a code object as data to one that runs: constants become Python objects, instructions are
 * decoded into pairs of integers, jumps and exception table into indices.
 *
 * In: `CodeObject` of the compiler. Out: the Python code object, whose payload is a `LoadedCode`.
 * Instructions may later be replaced in place by specialised ones (`instruction.ts`); the decoded form
 * is private to `vm`, what Python sees (`co_code`) is the compiler's.
 */
import { assert } from '../../base';
import { cacheCount, codeLines, decodeExceptionTable, LocalKind, Opcode, type CodeObject } from '../bytecode';
import { incref, PyObject } from '../memory';
import { internStr, newStr, type CodeData, type PyCode, type PyStr } from '../objects';
import { ConstantPool } from './constants';
import { fuseInstructions } from './fusion';
import type { InlineCache } from './inlineCache';
import { LINE_FLAG } from './instruction';
import type { Interpreter } from './interpreter';
import { lineStarts } from './lineStarts';
import { straightRuns } from './straightRuns';

export interface ExceptionHandler {
  /** Instruction indices (not code units), end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly target: number;
  readonly depth: number;
  readonly pushLasti: boolean;
}

export interface RunningForm {
  readonly instructions: Int32Array;
  readonly caches: (InlineCache | null)[];
  readonly unitOffsets: Int32Array;
  readonly handlers: readonly ExceptionHandler[];
}

export class LoadedCode implements CodeData {
  object!: PyCode;
  readonly source: CodeObject;
  readonly consts: PyObject[] = [];
  readonly names: PyStr[];
  readonly localsplusnames: PyStr[];
  readonly name: PyStr;
  readonly qualname: PyStr;
  readonly filename: PyStr;

  readonly nlocalsplus: number;
  /** Plain locals, arguments and argument cells included. */
  readonly nlocals: number;
  readonly stacksize: number;
  readonly argcount: number;
  readonly flags: number;
  /** No *args, **kwargs or keyword-only parameters: arguments need no binding. */
  readonly hasSimpleParameters: boolean;
  readonly argumentSlots: number;

  /**
   * Made when the code first runs: most functions of an imported module never do. The eval loop reads the field itself: it is too large
   * for the JavaScript engine to put the getters below into it.
   */
  running: RunningForm | null = null;
  /** For each instruction, how many ran when a stretch ends with it; null without an observer. */
  straightRuns: Int32Array | null = null;
  /** What the recording of the run keeps about this code. */
  recorded: unknown = null;
  /** For each instruction, its line or -1. Made when first asked for. */
  private lineByInstruction: Int32Array | null = null;

  constructor(rt: Interpreter, source: CodeObject, private readonly tracing: boolean) {
    this.source = source;
    this.nlocalsplus = source.localsplusnames.length;
    this.nlocals = source.localspluskinds.reduce((count, kind) => count + ((kind & LocalKind.Local) !== 0 ? 1 : 0), 0);
    this.stacksize = source.stacksize;
    this.argcount = source.argcount;
    this.flags = source.flags;
    this.hasSimpleParameters = (source.flags & 0xc) === 0 && source.kwonlyargcount === 0;
    this.argumentSlots = source.argcount + source.kwonlyargcount + ((source.flags & 4) !== 0 ? 1 : 0) + ((source.flags & 8) !== 0 ? 1 : 0);
    this.names = source.names.map((name) => internStr(rt, name));
    this.localsplusnames = source.localsplusnames.map((name) => internStr(rt, name));
    this.name = internStr(rt, source.name);
    this.qualname = internStr(rt, source.qualname);
    this.filename = newStr(rt, source.filename);
  }

  /** For each instruction, opcode (perhaps specialised, perhaps with LINE_FLAG) and argument. Jump arguments are indices into this array. */
  get instructions(): Int32Array {
    return (this.running ?? this.decodeInstructions()).instructions;
  }

  /** For each instruction, its inline cache once it has one. */
  get caches(): (InlineCache | null)[] {
    return (this.running ?? this.decodeInstructions()).caches;
  }

  /** For each instruction, its offset in code units. */
  get unitOffsets(): Int32Array {
    return (this.running ?? this.decodeInstructions()).unitOffsets;
  }

  get handlers(): readonly ExceptionHandler[] {
    return (this.running ?? this.decodeInstructions()).handlers;
  }

  decodeInstructions(): RunningForm {
    const { source } = this;
    const decoded = decode(source);
    const indexByUnit = new Map<number, number>(decoded.prefixUnits);
    decoded.unitOffsets.forEach((unit, index) => indexByUnit.set(unit, index * 2));
    indexByUnit.set(source.code.length / 2, decoded.unitOffsets.length * 2);
    const instructions = new Int32Array(decoded.opcodes.length * 2);
    decoded.opcodes.forEach((opcode, index) => {
      let argument = decoded.args[index] as number;
      const target = jumpTarget(opcode, argument, decoded.unitOffsets[index] as number);
      if (target !== null) {
        const targetIndex = indexByUnit.get(target);
        assert(targetIndex !== undefined, `jump into the middle of an instruction in ${source.qualname}`);
        argument = targetIndex;
      }
      instructions[index * 2] = opcode;
      instructions[index * 2 + 1] = argument;
    });
    this.running = {
      instructions,
      caches: new Array<InlineCache | null>(decoded.opcodes.length).fill(null),
      unitOffsets: Int32Array.from(decoded.unitOffsets),
      handlers: decodeExceptionTable(source.exceptiontable).map((entry) => ({
        start: indexByUnit.get(entry.start) ?? 0,
        end: indexByUnit.get(entry.end) ?? instructions.length,
        target: indexByUnit.get(entry.target) ?? 0,
        depth: entry.depth,
        pushLasti: entry.lasti,
      })),
    };
    const starts = this.tracing ? lineStarts(this) : null;
    if (starts !== null) for (const index of starts) instructions[index] = (instructions[index] as number) | LINE_FLAG;
    fuseInstructions(instructions);
    if (starts !== null) this.straightRuns = straightRuns(instructions, starts);
    return this.running;
  }

  /** Line of an instruction; the first line for an index before the first; -1 for artificial instructions. */
  lineAt(pc: number): number {
    if (pc < 0) return this.source.firstlineno;
    this.lineByInstruction ??= this.computeLines();
    return this.lineByInstruction[pc >> 1] ?? -1;
  }

  /** `f_lasti` and `tb_lasti`: byte offset of an instruction in `co_code`, -1 before the first. */
  lastiAt(pc: number): number {
    return pc < 0 ? -1 : (this.unitOffsets[pc >> 1] as number) * 2;
  }

  private computeLines(): Int32Array {
    const byUnit = new Int32Array(this.source.code.length / 2).fill(-1);
    for (const { start, end, line } of codeLines(this.source)) {
      if (line !== null) byUnit.fill(line, start / 2, end / 2);
    }
    return this.unitOffsets.map((unit) => byUnit[unit] ?? -1);
  }
}

interface DecodedInstructions {
  opcodes: number[];
  args: number[];
  /** For each instruction, its offset in code units (of the instruction itself, after its EXTENDED_ARGs). */
  unitOffsets: number[];
  /** Offsets of EXTENDED_ARG prefixes, at which jumps may aim, with the index of the instruction they belong to. */
  prefixUnits: [unit: number, index: number][];
}

function decode(source: CodeObject): DecodedInstructions {
  const { code } = source;
  const decoded: DecodedInstructions = { opcodes: [], args: [], unitOffsets: [], prefixUnits: [] };
  let extended = 0;
  for (let unit = 0; unit < code.length / 2; unit++) {
    const opcode = code[unit * 2] as number;
    const argument = (extended << 8) | (code[unit * 2 + 1] as number);
    if (opcode === Opcode.EXTENDED_ARG) {
      extended = argument;
      decoded.prefixUnits.push([unit, decoded.opcodes.length * 2]);
      continue;
    }
    decoded.opcodes.push(opcode);
    decoded.args.push(argument);
    decoded.unitOffsets.push(unit);
    extended = 0;
    unit += cacheCount(opcode);
  }
  return decoded;
}

/** Target of a jump in code units, or null for other instructions. */
function jumpTarget(opcode: number, argument: number, unit: number): number | null {
  switch (opcode) {
    case Opcode.JUMP_FORWARD:
    case Opcode.POP_JUMP_IF_FALSE:
    case Opcode.POP_JUMP_IF_TRUE:
    case Opcode.POP_JUMP_IF_NONE:
    case Opcode.POP_JUMP_IF_NOT_NONE:
    case Opcode.FOR_ITER:
    case Opcode.SEND:
      return unit + 1 + cacheCount(opcode) + argument;
    case Opcode.JUMP_BACKWARD:
    case Opcode.JUMP_BACKWARD_NO_INTERRUPT:
      return unit + 1 - argument;
    default:
      return null;
  }
}

/** Loads a code object and the ones nested in it. Returns a new reference. */
export function loadCode(rt: Interpreter, source: CodeObject, pool = new ConstantPool(rt)): PyCode {
  const loaded = new LoadedCode(rt, source, rt.tracing);
  for (const constant of source.consts) {
    loaded.consts.push(constant.type === 'code' ? loadCode(rt, constant.code, pool) : incref(pool.get(constant)));
  }
  // CPython has these in tuples: their births are counted, as their ends are (`codeType.ts`).
  for (const items of [loaded.consts, loaded.names, loaded.localsplusnames]) if (items.length > 0) rt.heap.newTuple(rt.types.tuple, items);
  const object: PyCode = new PyObject(rt.types.code, loaded);
  loaded.object = object;
  return object;
}
