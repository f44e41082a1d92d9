/**
 * Where the lines of the text that was run are now, after the edits since. So lenses move with their line and stay where
 * they are when the line itself is edited; a deleted line has no place.
 */

/** The part of vscode.TextDocumentContentChangeEvent that moves lines. */
export interface LineChange {
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  /** The change begins at the first column: what it inserts pushes the whole start line down. */
  readonly atLineStart: boolean;
}

const gone = -1;

export class LineMap {
  /** For each line of the text that was run: its line now, or `gone`. */
  private readonly currentByOriginal: Int32Array;

  constructor(lineCount: number) {
    this.currentByOriginal = Int32Array.from({ length: lineCount }, (_, line) => line);
  }

  apply(change: LineChange): void {
    const removed = change.endLine - change.startLine;
    const added = change.text.split('\n').length - 1;
    if (removed === 0 && added === 0) return;
    for (let line = 0; line < this.currentByOriginal.length; line++) {
      const current = this.currentByOriginal[line];
      if (current === gone || current < change.startLine) continue;
      this.currentByOriginal[line] = current > change.endLine
        ? current + added - removed
        : removed === 0 ? afterInsertion(current, added, change) : afterReplacement(current, added, change);
    }
  }

  current(originalLine: number): number | null {
    const line = this.currentByOriginal[originalLine];
    return line === undefined || line === gone ? null : line;
  }

  original(currentLine: number): number | null {
    const line = this.currentByOriginal.indexOf(currentLine);
    return line < 0 ? null : line;
  }
}

/** Text was inserted into the line: it stays, unless whole lines were put before it. */
function afterInsertion(line: number, added: number, change: LineChange): number {
  return change.atLineStart && change.text.endsWith('\n') ? line + added : line;
}

/**
 * Several lines became `added + 1`: each new line but the last is taken for the old one at its place, the last one for the
 * old last line, whose end it has. No two lines get the same place.
 */
function afterReplacement(line: number, added: number, change: LineChange): number {
  if (line === change.endLine) return added === 0 && !change.atLineStart ? gone : change.startLine + added;
  const offset = line - change.startLine;
  return offset < added || (offset === 0 && !change.atLineStart) ? line : gone;
}
