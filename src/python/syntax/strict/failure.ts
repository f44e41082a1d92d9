/**
 * How the strict parser stops: with CPython's exception, message and place, as offsets into the text.
 * Thrown inside this folder only; `parseStrictly` turns it into a diagnostic.
 */
import type { SyntaxDiagnostic } from '../diagnostic';
import type { Position } from '../nodes';

export class SyntaxFailure extends Error {
  override readonly name = 'SyntaxFailure';

  constructor(
    readonly exception: SyntaxDiagnostic['exception'],
    message: string,
    readonly position: Position,
    /** Found by the tokenizer, not by the grammar. */
    readonly fromTokenizer: boolean,
    /** `end_offset` of the exception, where CPython gives it no end. */
    readonly endOffset?: 0 | -1,
    private readonly bareLine = fromTokenizer && endOffset === undefined,
    private readonly hasNoColumn = false,
  ) {
    super(message);
  }

  toDiagnostic(): SyntaxDiagnostic {
    const { lineno, colOffset, endLineno, endColOffset } = this.position;
    const diagnostic: SyntaxDiagnostic = { exception: this.exception, message: this.message, lineno, colOffset, endLineno, endColOffset };
    if (this.hasNoColumn) diagnostic.offset = 0;
    if (this.endOffset !== undefined) diagnostic.endOffset = this.endOffset;
    if (this.bareLine) diagnostic.bareLine = true;
    return diagnostic;
  }
}
