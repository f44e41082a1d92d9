/**
 * How the stages of the compiler stop: `CompileError` travels inside this folder only; `index.ts` turns it into a
 * diagnostic, so that nothing is ever thrown at a caller for what a user typed.
 *
 * Positions are those CPython puts into the SyntaxError, columns in UTF-8 bytes from 0.
 */
import type { Position, SyntaxDiagnostic } from '../syntax';

export class CompileError extends Error {
  override readonly name = 'CompileError';

  constructor(readonly diagnostic: SyntaxDiagnostic) {
    super(diagnostic.message);
  }
}

export function diagnosticAt(
  location: Position, message: string, exception: SyntaxDiagnostic['exception'] = 'SyntaxError',
): SyntaxDiagnostic {
  const { lineno, colOffset, endLineno, endColOffset } = location;
  return { lineno, colOffset, endLineno, endColOffset, exception, message };
}

/** Levels of statements and expressions CPython's symbol table goes down (C_RECURSION_LIMIT, scaled). */
const MAXIMUM_DEPTH = 2996;

export function checkDepth(depth: number): void {
  if (depth <= MAXIMUM_DEPTH) return;
  const start = { lineno: 1, colOffset: 0, endLineno: 1, endColOffset: 0 };
  throw new CompileError(diagnosticAt(start, 'maximum recursion depth exceeded during compilation', 'RecursionError'));
}

/** CPython compile.c compiler_error, symtable.c PyErr_RangedSyntaxLocationObject. */
export function failAt(location: Position, message: string): never {
  throw new CompileError(diagnosticAt(location, message));
}
