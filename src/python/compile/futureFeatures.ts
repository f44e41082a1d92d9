/**
 * `from __future__ import ...` at the head of a module. After CPython Python/future.c.
 *
 * In: the tree. Out: which features are on, and where the last such import ends (later ones are errors, which
 * `codegen/imports.ts` reports). Only two features of 3.12 still change anything: `annotations` and `barry_as_FLUFL`
 * (the latter changes the grammar and is left to `syntax`).
 */
import type { ExpressionModule, Interactive, Module, Position, Statement } from '../syntax';
import { failAt } from './compileError';

/** `co_flags` bits (Include/cpython/code.h CO_FUTURE_*). */
export const enum FutureFlag {
  Division = 0x20000,
  AbsoluteImport = 0x40000,
  WithStatement = 0x80000,
  PrintFunction = 0x100000,
  UnicodeLiterals = 0x200000,
  BarryAsBdfl = 0x400000,
  GeneratorStop = 0x800000,
  Annotations = 0x1000000,
}

export interface FutureFeatures {
  /** `FutureFlag` bits. */
  flags: number;
  /** The last `from __future__` import of the head, or null. */
  location: Position | null;
}

/** For each feature, its bit; 0 where it has been mandatory since before 3.0. */
const flagByFeature = new Map<string, number>([
  ['nested_scopes', 0], ['generators', 0], ['division', 0], ['absolute_import', 0], ['with_statement', 0],
  ['print_function', 0], ['unicode_literals', 0], ['generator_stop', 0],
  ['barry_as_FLUFL', FutureFlag.BarryAsBdfl], ['annotations', FutureFlag.Annotations],
]);

function isDocString(statement: Statement): boolean {
  return statement.kind === 'Expr' && statement.value.kind === 'Constant' && statement.value.value.type === 'str';
}

/** CPython says here only where the statement starts. */
function startOf({ lineno, colOffset }: Position): Position {
  return { lineno, colOffset, endLineno: lineno, endColOffset: colOffset + 1 };
}

export function futureFeatures(tree: Module | Interactive | ExpressionModule): FutureFeatures {
  const future: FutureFeatures = { flags: 0, location: null };
  if (tree.kind === 'Expression') return future;
  let isFirst = true;
  for (const statement of tree.body) {
    if (statement.kind === 'ImportFrom' && statement.module === '__future__' && statement.level === 0) {
      for (const { name } of statement.names) {
        const flag = flagByFeature.get(name);
        if (flag !== undefined) future.flags |= flag;
        else if (name === 'braces') failAt(startOf(statement), 'not a chance');
        else failAt(startOf(statement), `future feature ${name} is not defined`);
      }
      future.location = statement;
    } else if (!(isFirst && isDocString(statement))) {
      break;
    }
    isFirst = false;
  }
  return future;
}
