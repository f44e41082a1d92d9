/**
 * Second pass of the symbol table: decides for each name of each block whether it is local, global, free or a cell, and
 * which comprehensions are inlined into the surrounding block (PEP 709).
 *
 * In: the table as the first pass left it. Out: the same table, scopes filled in.
 * After CPython symtable.c (analyze_block, analyze_name, inline_comprehension, update_symbols).
 */
import { CompileError, diagnosticAt } from './compileError';
import {
  SCOPE_OFFSET, Scope, SymbolFlag, isFunctionLike, scopeOf, scopeOfSymbol, symbolOf,
  type SymbolTable, type SymbolTableEntry,
} from './symbolTable';

/** The sets CPython hands from block to block. */
interface Surroundings {
  /** Names bound in enclosing functions; null in a module. */
  readonly bound: Set<string> | null;
  /** Out: names used in this block or its children but bound outside. */
  readonly free: Set<string>;
  readonly global: Set<string>;
  readonly typeParams: Set<string>;
  /** The class whose namespace an annotation scope can see. */
  readonly classEntry: SymbolTableEntry | null;
}

export function analyzeSymbols(table: SymbolTable): void {
  analyzeBlock(table.top, { bound: null, free: new Set(), global: new Set(), typeParams: new Set(), classEntry: null });
}

function failAtDirective(entry: SymbolTableEntry, name: string, message: string): never {
  const directive = entry.directives.find((candidate) => candidate.name === name);
  throw new CompileError(diagnosticAt(directive?.location ?? entry.location, message));
}

function analyzeName(
  entry: SymbolTableEntry, scopes: Map<string, Scope>, name: string, flags: number, local: Set<string>, around: Surroundings,
): void {
  const { bound, free, global, typeParams, classEntry } = around;
  if ((flags & SymbolFlag.Global) !== 0) {
    if ((flags & SymbolFlag.Nonlocal) !== 0) failAtDirective(entry, name, `name '${name}' is nonlocal and global`);
    scopes.set(name, Scope.GlobalExplicit);
    global.add(name);
    bound?.delete(name);
    return;
  }
  if ((flags & SymbolFlag.Nonlocal) !== 0) {
    if (bound === null) failAtDirective(entry, name, 'nonlocal declaration not allowed at module level');
    if (!bound.has(name)) failAtDirective(entry, name, `no binding for nonlocal '${name}' found`);
    if (typeParams.has(name)) failAtDirective(entry, name, `nonlocal binding not allowed for type parameter '${name}'`);
    scopes.set(name, Scope.Free);
    entry.free = true;
    free.add(name);
    return;
  }
  if ((flags & SymbolFlag.Bound) !== 0) {
    scopes.set(name, Scope.Local);
    local.add(name);
    global.delete(name);
    if ((flags & SymbolFlag.TypeParam) !== 0) typeParams.add(name);
    else typeParams.delete(name);
    return;
  }
  if (classEntry !== null) {
    // A name which the class binds or declares global is looked up in the class and then in the globals, past functions.
    const classFlags = symbolOf(classEntry, name);
    if ((classFlags & SymbolFlag.Global) !== 0) {
      scopes.set(name, Scope.GlobalExplicit);
      return;
    }
    if ((classFlags & SymbolFlag.Bound) !== 0 && (classFlags & SymbolFlag.Nonlocal) === 0) {
      scopes.set(name, Scope.GlobalImplicit);
      return;
    }
  }
  if (bound !== null && bound.has(name)) {
    scopes.set(name, Scope.Free);
    entry.free = true;
    free.add(name);
    return;
  }
  if (!global.has(name) && entry.nested) entry.free = true;
  scopes.set(name, Scope.GlobalImplicit);
}

function isFreeInAnyChild(entry: SymbolTableEntry, name: string): boolean {
  return entry.children.some((child) => scopeOf(child, name) === Scope.Free);
}

function inlineComprehension(
  entry: SymbolTableEntry, comprehension: SymbolTableEntry, scopes: Map<string, Scope>,
  comprehensionFree: Set<string>, inlinedCells: Set<string>,
): void {
  for (const [name, symbol] of comprehension.symbols) {
    if ((symbol & SymbolFlag.Param) !== 0) continue;
    const scope = scopeOfSymbol(symbol);
    const flags = symbol & ((1 << SCOPE_OFFSET) - 1);
    if (scope === Scope.Cell || (flags & SymbolFlag.ComprehensionCell) !== 0) inlinedCells.add(name);
    const existing = entry.symbols.get(name);
    if (existing === undefined) {
      entry.symbols.set(name, flags);
      if (scope === Scope.Free && name === '__class__' && entry.type === 'class') {
        // There is no cell of the class in its own body. (CPython 3.12.4 and later; 3.12.1 has a SystemError here.)
        scopes.set(name, Scope.GlobalImplicit);
        comprehensionFree.delete(name);
        comprehension.symbols.delete(name);
      } else {
        scopes.set(name, scope);
      }
    } else if ((existing & SymbolFlag.Bound) !== 0 && !isFreeInAnyChild(comprehension, name) && entry.type !== 'class') {
      // What was free in the comprehension and is local outside is simply local now.
      comprehensionFree.delete(name);
    }
  }
}

/** A local name which is free in a child is a cell. */
function analyzeCells(scopes: Map<string, Scope>, free: Set<string>, inlinedCells: Set<string>): void {
  for (const [name, scope] of scopes) {
    if (scope !== Scope.Local || (!free.has(name) && !inlinedCells.has(name))) continue;
    scopes.set(name, Scope.Cell);
    free.delete(name);
  }
}

function dropClassFree(entry: SymbolTableEntry, free: Set<string>): void {
  if (free.delete('__class__')) entry.needsClassClosure = true;
  if (free.delete('__classdict__')) entry.needsClassDict = true;
}

function updateSymbols(
  symbols: Map<string, number>, scopes: Map<string, Scope>, bound: Set<string> | null, free: Set<string>,
  inlinedCells: Set<string>, isClass: boolean,
): void {
  for (const [name, flags] of symbols) {
    const cell = inlinedCells.has(name) ? SymbolFlag.ComprehensionCell : 0;
    symbols.set(name, flags | cell | ((scopes.get(name) ?? Scope.Unknown) << SCOPE_OFFSET));
  }
  for (const name of free) {
    const symbol = symbols.get(name);
    if (symbol !== undefined) {
      // A free variable of a method with the name of something the class itself has.
      if (isClass) symbols.set(name, symbol | SymbolFlag.FreeClass);
    } else if (bound === null || bound.has(name)) {
      symbols.set(name, Scope.Free << SCOPE_OFFSET);
    }
  }
}

function addAll(into: Set<string>, names: Iterable<string>): void {
  for (const name of names) into.add(name);
}

function analyzeBlock(entry: SymbolTableEntry, around: Surroundings): void {
  const { bound, free, global, typeParams, classEntry } = around;
  const local = new Set<string>();
  const scopes = new Map<string, Scope>();
  const newGlobal = new Set<string>();
  const newFree = new Set<string>();
  const newBound = new Set<string>();
  const inlinedCells = new Set<string>();
  const isClass = entry.type === 'class';
  if (isClass) {
    // What a class binds is not visible in its methods, so children get what was there before its names are analyzed.
    addAll(newGlobal, global);
    if (bound !== null) addAll(newBound, bound);
  }
  for (const [name, flags] of entry.symbols) analyzeName(entry, scopes, name, flags, local, around);
  if (isClass) {
    newBound.add('__class__');
    newBound.add('__classdict__');
  } else {
    if (isFunctionLike(entry)) addAll(newBound, local);
    if (bound !== null) addAll(newBound, bound);
    addAll(newGlobal, global);
  }
  for (const child of entry.children) {
    const childFree = new Set(newFree);
    analyzeBlock(child, {
      bound: new Set(newBound), free: childFree, global: new Set(newGlobal), typeParams: new Set(typeParams),
      classEntry: child.canSeeClassScope ? (isClass ? entry : classEntry) : null,
    });
    if (child.comprehension !== 'none' && !child.generator) {
      inlineComprehension(entry, child, scopes, childFree, inlinedCells);
      child.comprehensionInlined = true;
    }
    addAll(newFree, childFree);
    if (child.free || child.childFree) entry.childFree = true;
  }
  // Children of inlined comprehensions are now children of this block.
  const children = entry.children.flatMap((child) => (child.comprehensionInlined ? child.children : [child]));
  entry.children.splice(0, entry.children.length, ...children);
  if (isFunctionLike(entry)) analyzeCells(scopes, newFree, inlinedCells);
  else if (isClass) dropClassFree(entry, newFree);
  updateSymbols(entry.symbols, scopes, bound, newFree, inlinedCells, isClass || entry.canSeeClassScope);
  addAll(free, newFree);
}
