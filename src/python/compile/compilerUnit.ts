/**
 * The state of one code object under construction, and the table of its constants.
 * After CPython compile.c (struct compiler_unit, _PyCompile_CodeUnitMetadata, dict_add_o, merge_consts_recursive).
 */
import type { CodeConstant } from '../bytecode';
import type { Position, Statement } from '../syntax';
import { constantKey } from './constantKeys';
import type { InstructionSequence, Label } from './instructionSequence';
import type { SymbolTableEntry } from './symbolTable';

export type ScopeType = 'module' | 'class' | 'function' | 'asyncFunction' | 'lambda' | 'comprehension' | 'typeParams';

/** At most so many blocks may be nested (CO_MAXBLOCKS of 3.12.1). */
export const MAX_BLOCKS = 20;

/** What `break`, `continue` and `return` must undo on their way out; innermost last. */
export type FrameBlock =
  | { type: 'whileLoop' | 'forLoop'; start: Label; exit: Label }
  | { type: 'tryExcept' | 'finallyEnd' | 'popValue' | 'exceptionHandler' | 'exceptionGroupHandler' | 'asyncComprehensionGenerator' }
  | { type: 'finallyTry'; finalBody: readonly Statement[] }
  | { type: 'with' | 'asyncWith'; statement: Position }
  | { type: 'handlerCleanup'; name: string | null };

/** Names in order of first use, each with its index. */
export type NameTable = Map<string, number>;

export function indexOfName(table: NameTable, name: string): number {
  const known = table.get(name);
  if (known !== undefined) return known;
  const index = table.size;
  table.set(name, index);
  return index;
}

/** `co_consts` under construction: each constant once. */
export class ConstantTable {
  readonly values: CodeConstant[] = [];
  private readonly indexByKey = new Map<string, number>();

  add(constant: CodeConstant): number {
    // A NaN equals nothing but itself, the very object.
    const isNaN = constant.type === 'float' && Number.isNaN(constant.value);
    const key = constantKey(constant);
    const known = isNaN ? this.values.indexOf(constant) : (this.indexByKey.get(key) ?? -1);
    if (known >= 0) return known;
    const index = this.values.length;
    this.indexByKey.set(key, index);
    this.values.push(constant);
    return index;
  }
}

export interface CompilerUnit {
  readonly scopeType: ScopeType;
  readonly entry: SymbolTableEntry;
  readonly name: string;
  qualname: string;
  readonly firstLine: number;
  /** Name of the innermost class, for mangling. */
  privateName: string | null;
  readonly sequence: InstructionSequence;
  readonly constants: ConstantTable;
  readonly names: NameTable;
  /** Slots of locals: parameters, then the others as they are met. */
  readonly varnames: NameTable;
  readonly cellvars: NameTable;
  /** Indices go on after those of `cellvars`. */
  readonly freevars: NameTable;
  /** Names that are, or were, slots only inside an inlined comprehension of a module or class. */
  readonly fastHidden: Map<string, boolean>;
  readonly frameBlocks: FrameBlock[];
  inlinedComprehensions: number;
  argcount: number;
  posonlyargcount: number;
  kwonlyargcount: number;
}
