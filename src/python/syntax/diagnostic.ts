/**
 * What the syntax and compile stages report instead of throwing: a problem at a place in the source.
 * Columns are UTF-8 bytes from 0 like the tree's; whoever shows them converts to its own units.
 */
import type { Position } from './nodes';

export interface SyntaxDiagnostic extends Position {
  /** The exception CPython would raise. */
  exception: 'SyntaxError' | 'IndentationError' | 'TabError' | 'RecursionError' | 'MemoryError' | 'SyntaxWarning';
  /** CPython's message, without the class name. */
  message: string;
  /** `offset` of the exception, where it tells no column. */
  offset?: 0;
  /** `end_offset` of the exception, where it tells no end. */
  endOffset?: 0 | -1;
  /** The exception has the line without its line end: found by the tokenizer, or when that was further on already. */
  bareLine?: boolean;
}
