/**
 * Columns of Python's tools (UTF-8 bytes) as columns of editors (UTF-16 units), line by line. In: the source. Out: positions
 * from 0; whatever lies beyond the text is moved to its end, so that a range can always be shown.
 */
export class SourceColumns {
  private readonly lines: readonly string[];

  constructor(source: string) {
    const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
    this.lines = text.split(/\r\n|\r|\n/);
    /** A byte order mark is a character of the first line for editors, but none for Python. */
    this.firstLineShift = text.length === source.length ? 0 : 1;
  }

  private readonly firstLineShift: number;

  get lineCount(): number {
    return this.lines.length;
  }

  /** A line's text, from 0. */
  line(line: number): string {
    return this.lines[line] ?? '';
  }

  /** The column in UTF-16 units of a byte offset in a line; both lines and columns from 0. */
  utf16Column(line: number, byteColumn: number): number {
    const text = this.line(line);
    let bytes = 0;
    let units = 0;
    while (units < text.length && bytes < byteColumn) {
      const code = text.codePointAt(units) as number;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      units += code < 0x10000 ? 1 : 2;
    }
    return units + (line === 0 ? this.firstLineShift : 0);
  }

  /** A range of Python's: lines from 1, byte columns. An empty or inside-out range becomes one character. */
  range(lineno: number, column: number, endLineno: number, endColumn: number): {
    startLine: number; startColumn: number; endLine: number; endColumn: number;
  } {
    const startLine = Math.min(Math.max(lineno - 1, 0), this.lines.length - 1);
    const startColumn = this.utf16Column(startLine, Math.max(column, 0));
    let endLine = Math.min(Math.max(endLineno - 1, startLine), this.lines.length - 1);
    let end = this.utf16Column(endLine, Math.max(endColumn, 0));
    if (endLine === startLine && end <= startColumn) end = startColumn + 1;
    if (endLine < startLine) endLine = startLine;
    return { startLine, startColumn, endLine, endColumn: end };
  }

  /** The whole text of a line, without its indentation. */
  lineRange(lineno: number): { startLine: number; startColumn: number; endLine: number; endColumn: number } {
    const line = Math.min(Math.max(lineno - 1, 0), this.lines.length - 1);
    const text = this.line(line);
    const start = text.length - text.trimStart().length;
    const shift = line === 0 ? this.firstLineShift : 0;
    return { startLine: line, startColumn: start + shift, endLine: line, endColumn: Math.max(text.trimEnd().length, start + 1) + shift };
  }
}
