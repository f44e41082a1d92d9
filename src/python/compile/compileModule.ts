/**
 * From a tree to a code object: the stages in order. After CPython compile.c (_PyAST_Compile, compiler_setup, compiler_mod).
 */
import type { CodeObject } from '../bytecode';
import type { ExpressionModule, Interactive, Module, SyntaxDiagnostic } from '../syntax';
import { foldConstants } from './astOptimizer';
import { body, hasAnnotations } from './codegen/body';
import { expression } from './codegen/expressions';
import { statement } from './codegen/statements';
import { CompileError, diagnosticAt } from './compileError';
import { addOp, finishUnit, newCompiler, visitExpression, visitStatements, type Compiler } from './compiler';
import { FutureFlag, futureFeatures } from './futureFeatures';
import { Opcode } from '../bytecode';
import { buildSymbolTable } from './symbolStatements';

/** PyCF_MASK: every `__future__` flag. */
const FUTURE_MASK = 0x1fe0000;
const ALLOW_TOP_LEVEL_AWAIT = 0x2000;

export interface CompileOptions {
  /** As `python -O` (1: no asserts) and `-OO` (2: no docstrings either). */
  optimize?: 0 | 1 | 2;
  /** As in Python's `compile()`; `single` prints the values of expression statements. */
  mode?: 'exec' | 'eval' | 'single';
  /** `__future__` flags in force, and PyCF_ALLOW_TOP_LEVEL_AWAIT. */
  flags?: number;
  /** `while` tests at its top alone, as from 3.14 on. */
  whileTestsAtTop?: boolean;
}

export interface CompileResult {
  /** Null if there is an error among the diagnostics. */
  code: CodeObject | null;
  /** The error, and warnings up to it. */
  diagnostics: SyntaxDiagnostic[];
}

/** Compiles a module's tree. In mode `eval` its only statement must be an expression. */
export function compileModule(tree: Module, filename: string, options: CompileOptions = {}): CompileResult {
  const { mode = 'exec' } = options;
  if (mode === 'single') return compileTree({ kind: 'Interactive', body: tree.body }, filename, options);
  const only = tree.body[0];
  if (mode === 'eval' && tree.body.length === 1 && only?.kind === 'Expr') {
    return compileTree({ kind: 'Expression', body: only.value }, filename, options);
  }
  return compileTree(tree, filename, options);
}

/** Compiles an expression as `eval` does: the code returns its value. */
export function compileExpression(tree: ExpressionModule, filename: string, options: CompileOptions = {}): CompileResult {
  return compileTree(tree, filename, options);
}

/** Compiles a whole tree of any kind. */
export function compileTree(tree: Module | Interactive | ExpressionModule, filename: string, options: CompileOptions): CompileResult {
  const { optimize = 0, flags = 0, whileTestsAtTop = false } = options;
  let compiler: Compiler | null = null;
  try {
    const future = futureFeatures(tree);
    future.flags |= flags & FUTURE_MASK;
    const futureAnnotations = (future.flags & FutureFlag.Annotations) !== 0;
    const folded = foldConstants(tree, { optimize, futureAnnotations });
    compiler = newCompiler({
      filename, table: buildSymbolTable(folded, futureAnnotations), future, optimize, whileTestsAtTop,
      interactive: folded.kind === 'Interactive', topLevelAwait: (flags & ALLOW_TOP_LEVEL_AWAIT) !== 0, visitors: { statement, expression },
    }, folded);
    return { code: generate(compiler, folded), diagnostics: compiler.diagnostics };
  } catch (error) {
    const warnings = compiler?.diagnostics ?? [];
    if (error instanceof CompileError) return { code: null, diagnostics: [...warnings, error.diagnostic] };
    if (error instanceof RangeError) {
      // The tree is nested so deeply that walking it overflowed the stack; CPython has a RecursionError there.
      const start = { lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 0 };
      const message = 'maximum recursion depth exceeded during compilation';
      return { code: null, diagnostics: [...warnings, diagnosticAt(start, message, 'RecursionError')] };
    }
    throw error;
  }
}

function generate(c: Compiler, tree: Module | Interactive | ExpressionModule): CodeObject {
  const location = { lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 0 };
  switch (tree.kind) {
    case 'Module': body(c, location, tree.body); break;
    case 'Interactive':
      if (hasAnnotations(tree.body)) addOp(c, location, Opcode.SETUP_ANNOTATIONS);
      visitStatements(c, tree.body);
      break;
    case 'Expression': visitExpression(c, tree.body); break;
  }
  return finishUnit(c, tree.kind !== 'Expression');
}
