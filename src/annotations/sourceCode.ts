/**
 * What of a source text is code, and what a place in it asks for: `a`, `a.next`, `d['k']`. By the text alone, so that half-typed source
 * is no matter: texts and comments are told by their quotes and signs, fields of formatted strings are code.
 */

export interface CodeTarget {
  /** The name the chain begins with, and where. */
  readonly root: string;
  /** What follows the root, as it stands: `.next[0]`, '' for the name alone. */
  readonly rest: string;
  /** Columns from 0, in UTF-16 units, of the whole chain up to what is under the mouse. */
  readonly startColumn: number;
  readonly endColumn: number;
}

const IDENTIFIER = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*/uy;
const LINE_END = /\r\n|[\r\n]/;

export class SourceCode {
  private readonly lines: readonly string[];
  /** For each line, its columns that are no code: 1 in a text, 2 in a comment. */
  private readonly masks: readonly Uint8Array[];

  constructor(source: string) {
    this.lines = source.split(LINE_END);
    this.masks = this.lines.map((line) => new Uint8Array(line.length + 1));
    this.mask();
  }

  /** Null between words, in comments and texts, and after what must run to be known: `f().x`. */
  target(line: number, column: number): CodeTarget | null {
    const text = this.lines[line] ?? '';
    let best: CodeTarget | null = null;
    for (let at = 0; at < text.length && at <= column;) {
      const name = this.identifier(line, at);
      if (name === null) {
        at++;
        continue;
      }
      const before = text.slice(0, at).trimEnd();
      // An attribute of something else: its chain began there, or can't be told.
      if (!before.endsWith('.') || /\.\.\.$/.test(before)) best = this.chain(line, at, name, column) ?? best;
      at += name.length;
    }
    return best;
  }

  /** What of the chain that begins here lies up to a column; null when the column is not in it, or in an index that is looked at by itself. */
  private chain(line: number, start: number, root: string, column: number): CodeTarget | null {
    const text = this.lines[line] ?? '';
    const rootEnd = start + root.length;
    const target = (end: number): CodeTarget => ({ root, rest: text.slice(rootEnd, end).replace(/\s+(?=[.[])|(?<=\.)\s+/g, ''), startColumn: start, endColumn: end });
    if (column <= rootEnd && column >= start) return target(rootEnd);
    for (let at = rootEnd; at < text.length;) {
      const rest = text.slice(at);
      const dot = /^\s*\.\s*/.exec(rest);
      const name = dot === null ? null : this.identifier(line, at + dot[0].length);
      if (dot !== null && name !== null) {
        const end = at + dot[0].length + name.length;
        if (column <= end) return column > at ? target(end) : null;
        at = end;
        continue;
      }
      const opening = /^\s*\[/.exec(rest);
      const end = opening === null ? -1 : this.closing(line, at + opening[0].length - 1);
      if (opening === null || end < 0) return null;
      if (column <= end) return column > at ? target(end) : null;
      at = end;
    }
    return null;
  }

  private identifier(line: number, column: number): string | null {
    if (this.masks[line]?.[column] !== 0) return null;
    IDENTIFIER.lastIndex = column;
    const found = IDENTIFIER.exec(this.lines[line] ?? '');
    return found?.[0] ?? null;
  }

  /** Behind the bracket which closes the one at a column, on the same line; -1 if there is none. */
  private closing(line: number, start: number): number {
    const text = this.lines[line] ?? '';
    const mask = this.masks[line] as Uint8Array;
    let depth = 0;
    for (let at = start; at < text.length; at++) {
      if (mask[at] !== 0) continue;
      if ('[({'.includes(text.charAt(at))) depth++;
      else if ('])}'.includes(text.charAt(at)) && --depth === 0) return at + 1;
    }
    return -1;
  }

  // ---- texts and comments ------------------------------------------------------------------------

  private mask(): void {
    let [line, column] = [0, 0];
    while (line < this.lines.length) {
      [line, column] = this.code(line, column, false);
    }
  }

  /** Marks texts and comments from a place on, to the end of the line or, in a field, to the brace that closes it. */
  private code(line: number, start: number, isField: boolean): [number, number] {
    const text = this.lines[line] ?? '';
    let depth = 0;
    for (let at = start; at < text.length;) {
      const character = text.charAt(at);
      if (character === '#') {
        this.masks[line]?.fill(2, at);
        return [line + 1, 0];
      }
      if (isField && depth === 0 && ((character === ':' && text.charAt(at + 1) !== '=') || (character === '!' && text.charAt(at + 1) !== '='))) {
        return this.formatOf(line, at);
      }
      if (isField && '[({'.includes(character)) depth++;
      if (isField && '])}'.includes(character) && depth-- === 0) return [line, at];
      const quotes = /^(?:'''|"""|'|")/.exec(text.slice(at))?.[0];
      if (quotes === undefined) {
        at++;
        continue;
      }
      const prefix = /(?<![\p{L}\p{Nd}_])[A-Za-z]{1,2}$/u.exec(text.slice(0, at))?.[0] ?? '';
      this.masks[line]?.fill(1, at - prefix.length, at);
      const [nextLine, next] = this.literal(line, at, quotes, /f/i.test(prefix), /r/i.test(prefix));
      if (nextLine !== line) return [nextLine, next];
      at = next;
    }
    return [line + 1, 0];
  }

  /** Marks what follows the value in a field, `!r:>10`, up to the brace that closes it; fields in it are code. */
  private formatOf(line: number, start: number): [number, number] {
    const text = this.lines[line] ?? '';
    let at = start;
    while (at < text.length && text.charAt(at) !== '}') {
      if (text.charAt(at) === '{') {
        const [fieldLine, end] = this.code(line, at + 1, true);
        if (fieldLine !== line) return [fieldLine, end];
        at = end;
      }
      this.masks[line]?.fill(1, at, at + 1);
      at++;
    }
    return at < text.length ? [line, at] : [line + 1, 0];
  }

  /** Marks a text that begins with these quotes; the place behind it. */
  private literal(startLine: number, start: number, quotes: string, isFormatted: boolean, isRaw: boolean): [number, number] {
    let line = startLine;
    let at = start + quotes.length;
    this.masks[line]?.fill(1, start, at);
    while (line < this.lines.length) {
      const text = this.lines[line] ?? '';
      if (at >= text.length) {
        if (quotes.length === 1 && !text.endsWith('\\')) return [line + 1, 0];
        line++;
        at = 0;
        continue;
      }
      const mask = this.masks[line] as Uint8Array;
      if (text.startsWith(quotes, at)) {
        mask.fill(1, at, at + quotes.length);
        return [line, at + quotes.length];
      }
      if (text.charAt(at) === '\\' && (!isRaw || text.startsWith(quotes, at + 1))) {
        mask.fill(1, at, at + 2);
        at += 2;
        continue;
      }
      if (isFormatted && text.charAt(at) === '{' && text.charAt(at + 1) !== '{') {
        const [fieldLine, end] = this.code(line, at + 1, true);
        if (fieldLine === line) {
          at = end;
          mask[at] = 1;
          at++;
          continue;
        }
      }
      const isDoubled = isFormatted && text.charAt(at) === '{';
      mask.fill(1, at, at + (isDoubled ? 2 : 1));
      at += isDoubled ? 2 : 1;
    }
    return [line, 0];
  }
}
