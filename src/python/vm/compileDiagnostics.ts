/**
 * What a compilation found: SyntaxWarnings are given one by one, then the error is raised (CPython compile.c compiler_warn,
 * pegen_errors.c RAISE_ERROR_KNOWN_LOCATION). A warning that a filter makes an error becomes a SyntaxError at its place.
 */
import { decref } from '../memory';
import { matches, PythonError, raise, raiseSyntaxError } from '../objects';
import type { Interpreter } from './interpreter';
import type { CompileFailure, CompileWarning } from './options';

export function reportDiagnostics(
  rt: Interpreter, filename: string, found: { readonly error: CompileFailure | null; readonly warnings: readonly CompileWarning[] },
): void {
  const category = rt.exceptions.SyntaxWarning;
  for (const { message, line, place } of found.warnings) {
    try {
      rt.options.hooks.warnExplicit(rt, category.object, message, filename, line);
    } catch (error) {
      if (!(error instanceof PythonError) || !matches(rt, error.exception, category)) throw error;
      decref(rt, error.exception);
      raiseSyntaxError(rt, 'SyntaxError', message, place);
    }
  }
  const { error } = found;
  if (error === null) return;
  const { exception, message, place } = error;
  if (place === null || exception === 'RecursionError' || exception === 'MemoryError') raise(rt, exception, message === '' ? undefined : message);
  raiseSyntaxError(rt, exception, message, place);
}

/** What the compiler remarked about the program itself, which is compiled before there is an interpreter. */
export function giveSyntaxWarnings(rt: Interpreter, filename: string, warnings: readonly { readonly message: string; readonly lineno: number }[]): void {
  for (const { message, lineno } of warnings) rt.options.hooks.warnExplicit(rt, rt.exceptions.SyntaxWarning.object, message, filename, lineno);
}
