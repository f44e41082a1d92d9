/**
 * The text being parsed and where its characters stand. In: any string. Out: the text as CPython's
 * tokenizer sees it (no byte order mark, every line ending a `\n`) and, for each UTF-16 offset of
 * that text, its line and its column in UTF-8 bytes. All other files of this area speak of offsets
 * into `SourceText.text`; only the tree builder turns them into lines and columns.
 * Not here: decoding bytes (the host reads files), tokens.
 */
export class SourceText {
  readonly text: string;
  /** For each offset up to and including `text.length`: its line, from 1. */
  readonly lines: Int32Array;
  /** For each offset: the UTF-8 bytes between the start of its line and it. */
  readonly columns: Int32Array;

  constructor(raw: string) {
    let text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    this.text = text;
    const length = text.length;
    const lines = new Int32Array(length + 1);
    const columns = new Int32Array(length + 1);
    let line = 1;
    let column = 0;
    // Hot path: every parse runs over every character once here.
    for (let offset = 0; offset < length; offset++) {
      lines[offset] = line;
      columns[offset] = column;
      const unit = text.charCodeAt(offset);
      if (unit === 10) {
        line++;
        column = 0;
      } else if (unit < 0x80) column++;
      else if (unit < 0x800) column += 2;
      else if (unit >= 0xd800 && unit < 0xdc00 && offset + 1 < length && (text.charCodeAt(offset + 1) & 0xfc00) === 0xdc00) {
        // A surrogate pair is one character of four bytes.
        offset++;
        lines[offset] = line;
        columns[offset] = column + 2;
        column += 4;
      } else column += 3;
    }
    lines[length] = line;
    columns[length] = column;
    this.lines = lines;
    this.columns = columns;
  }
}
