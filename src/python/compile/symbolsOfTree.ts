/**
 * The symbol table of a tree as `symtable.symtable()` shows it: nothing folded, blocks with their names (CPython symtablemodule.c,
 * _Py_SymtableStringObjectFlags).
 */
import type { ExpressionModule, Interactive, Module, SyntaxDiagnostic } from '../syntax';
import { CompileError, diagnosticAt } from './compileError';
import { FutureFlag, futureFeatures } from './futureFeatures';
import { buildSymbolTable } from './symbolStatements';
import type { SymbolTableEntry } from './symbolTable';

export function symbolsOfTree(
  tree: Module | Interactive | ExpressionModule, flags: number,
): { top: SymbolTableEntry; error: null } | { top: null; error: SyntaxDiagnostic } {
  try {
    const future = futureFeatures(tree);
    const annotations = ((future.flags | flags) & FutureFlag.Annotations) !== 0;
    return { top: buildSymbolTable(tree, annotations).top, error: null };
  } catch (error) {
    if (error instanceof CompileError) return { top: null, error: error.diagnostic };
    if (!(error instanceof RangeError)) throw error;
    const start = { lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 0 };
    return { top: null, error: diagnosticAt(start, 'maximum recursion depth exceeded during compilation', 'RecursionError') };
  }
}
