/**
 * The symbol table's data: one entry per block (module, function, class, comprehension, type parameter scope ...) with
 * what is known of each name. Built by `symbolStatements.ts`/`symbolExpressions.ts` (first pass), completed by
 * `symbolAnalysis.ts` (second pass). After CPython Include/internal/pycore_symtable.h and Python/symtable.c.
 */
import type { Position } from '../syntax';
import { failAt } from './compileError';
import { mangle } from './privateNames';

/** What is known of a name in a block; the scope stands above these bits (`SCOPE_OFFSET`). */
export const enum SymbolFlag {
  Global = 1,
  Local = 2,
  Param = 4,
  Nonlocal = 8,
  Use = 16,
  /** A method of the class has a free variable of this name. */
  FreeClass = 64,
  Import = 128,
  Annotated = 256,
  ComprehensionIteration = 512,
  TypeParam = 1024,
  ComprehensionCell = 2048,
  Bound = 2 | 4 | 128,
}

export const SCOPE_OFFSET = 12;
const SCOPE_MASK = 15;

export const enum Scope { Unknown = 0, Local = 1, GlobalExplicit = 2, GlobalImplicit = 3, Free = 4, Cell = 5 }

export type BlockType = 'module' | 'function' | 'class' | 'annotation' | 'typeVarBound' | 'typeAlias' | 'typeParam';
export type ComprehensionType = 'none' | 'list' | 'dict' | 'set' | 'generator';

interface Directive {
  name: string;
  location: Position;
}

export interface SymbolTableEntry {
  readonly type: BlockType;
  readonly name: string;
  readonly location: Position;
  /** For each (mangled) name, `SymbolFlag` bits and the scope. In order of first appearance. */
  readonly symbols: Map<string, number>;
  /** Parameters, in the order of the slots. */
  readonly varnames: string[];
  readonly children: SymbolTableEntry[];
  /** `global` and `nonlocal` declarations, for messages of the second pass. */
  readonly directives: Directive[];
  /** Inside a function, at any depth. */
  nested: boolean;
  /** Has free variables. */
  free: boolean;
  childFree: boolean;
  generator: boolean;
  coroutine: boolean;
  comprehension: ComprehensionType;
  varargs: boolean;
  varkeywords: boolean;
  needsClassClosure: boolean;
  needsClassDict: boolean;
  comprehensionInlined: boolean;
  comprehensionIterationTarget: boolean;
  canSeeClassScope: boolean;
  /** Above zero while the iterable of a comprehension is visited. */
  comprehensionIterationExpression: number;
}

export interface SymbolTable {
  /** For each tree node (or list of type parameters) that opens a block, its entry. */
  readonly blocks: Map<object, SymbolTableEntry>;
  readonly stack: SymbolTableEntry[];
  readonly top: SymbolTableEntry;
  /** The innermost block under construction. */
  current: SymbolTableEntry;
  /** Name of the innermost class, for mangling. */
  privateName: string | null;
  readonly futureAnnotations: boolean;
  /** Statements and expressions around the one being visited. */
  depth: number;
}

const NOWHERE: Position = { lineno: 0, colOffset: 0, endLineno: 0, endColOffset: 0 };

export function isFunctionLike(entry: SymbolTableEntry): boolean {
  return entry.type === 'function' || entry.type === 'typeVarBound' || entry.type === 'typeAlias' || entry.type === 'typeParam';
}

function newEntry(name: string, type: BlockType, location: Position, parent: SymbolTableEntry | null): SymbolTableEntry {
  return {
    type, name, location, symbols: new Map(), varnames: [], children: [], directives: [],
    nested: parent !== null && (parent.nested || isFunctionLike(parent)),
    free: false, childFree: false, generator: false, coroutine: false, comprehension: 'none', varargs: false,
    varkeywords: false, needsClassClosure: false, needsClassDict: false, comprehensionInlined: false,
    comprehensionIterationTarget: false, canSeeClassScope: false,
    comprehensionIterationExpression: parent?.comprehensionIterationExpression ?? 0,
  };
}

export function newSymbolTable(tree: object, futureAnnotations: boolean): SymbolTable {
  const top = newEntry('top', 'module', NOWHERE, null);
  return {
    blocks: new Map([[tree, top]]), stack: [top], top, current: top, privateName: null, futureAnnotations, depth: 0,
  };
}

/** symtable.c symtable_enter_block. */
export function enterBlock(table: SymbolTable, name: string, type: BlockType, key: object, location: Position): void {
  const parent = table.current;
  const entry = newEntry(name, type, location, parent);
  table.blocks.set(key, entry);
  table.stack.push(entry);
  table.current = entry;
  // Annotation blocks become strings; they only exist so that their names don't reach the surrounding block.
  if (type !== 'annotation') parent.children.push(entry);
}

export function exitBlock(table: SymbolTable): void {
  table.stack.pop();
  table.current = table.stack.at(-1) ?? table.top;
}

export function symbolOf(entry: SymbolTableEntry, name: string): number {
  return entry.symbols.get(name) ?? 0;
}

export function scopeOf(entry: SymbolTableEntry, name: string): Scope {
  return (symbolOf(entry, name) >> SCOPE_OFFSET) & SCOPE_MASK;
}

export function scopeOfSymbol(symbol: number): Scope {
  return (symbol >> SCOPE_OFFSET) & SCOPE_MASK;
}

/** symtable.c symtable_add_def_helper. */
export function addDefinition(
  table: SymbolTable, name: string, flag: number, location: Position, entry: SymbolTableEntry = table.current,
): void {
  const mangled = mangle(table.privateName, name);
  const known = entry.symbols.get(mangled) ?? 0;
  if ((flag & SymbolFlag.Param) !== 0 && (known & SymbolFlag.Param) !== 0) {
    failAt(location, `duplicate argument '${name}' in function definition`);
  }
  if ((flag & SymbolFlag.TypeParam) !== 0 && (known & SymbolFlag.TypeParam) !== 0) {
    failAt(location, `duplicate type parameter '${name}'`);
  }
  let value = known | flag;
  if (entry.comprehensionIterationTarget) {
    if ((value & (SymbolFlag.Global | SymbolFlag.Nonlocal)) !== 0) {
      failAt(location, `comprehension inner loop cannot rebind assignment expression target '${name}'`);
    }
    value |= SymbolFlag.ComprehensionIteration;
  }
  entry.symbols.set(mangled, value);
  if ((flag & SymbolFlag.Param) !== 0) {
    entry.varnames.push(mangled);
  } else if ((flag & SymbolFlag.Global) !== 0) {
    table.top.symbols.set(mangled, symbolOf(table.top, mangled) | flag);
  }
}

/** symtable.c symtable_lookup. */
export function lookUp(table: SymbolTable, name: string): number {
  return symbolOf(table.current, mangle(table.privateName, name));
}

export function recordDirective(table: SymbolTable, name: string, location: Position): void {
  table.current.directives.push({ name: mangle(table.privateName, name), location });
}
