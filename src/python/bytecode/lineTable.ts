/**
 * The position table of a code object (`co_linetable`), in CPython 3.11+'s encoding.
 *
 * In: runs of code units with their source range, or an encoded table. Out: the encoded table, or what
 * `co_positions()` and `co_lines()` report. After CPython Python/assemble.c (write_location_*),
 * Objects/codeobject.c and Objects/locations.md.
 */

/** A source range; -1 stands for "none". Columns are UTF-8 bytes. */
export interface SourceRange {
  readonly lineno: number;
  readonly endLineno: number;
  readonly colOffset: number;
  readonly endColOffset: number;
}

/** One entry of `co_positions()`, for one code unit; null where CPython has None. */
export interface CodePosition {
  readonly line: number | null;
  readonly endLine: number | null;
  readonly column: number | null;
  readonly endColumn: number | null;
}

/** One entry of `co_lines()`: byte offsets, end exclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  readonly line: number | null;
}

/** Entry kinds (Include/internal/pycore_code.h _PyCodeLocationInfoKind); below 10 they hold the column's upper bits. */
const enum EntryKind { OneLine0 = 10, NoColumns = 13, Long = 14, None = 15 }

/** An entry covers at most this many code units. */
const MAX_ENTRY_LENGTH = 8;

export class LineTableWriter {
  private readonly bytes: number[] = [];
  private line: number;

  constructor(firstLine: number) {
    this.line = firstLine;
  }

  /** Says that the next `units` code units belong to `range`. */
  add(range: SourceRange, units: number): void {
    let left = units;
    while (left > MAX_ENTRY_LENGTH) {
      this.addEntry(range, MAX_ENTRY_LENGTH);
      left -= MAX_ENTRY_LENGTH;
    }
    if (left > 0) this.addEntry(range, left);
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }

  private addEntry(range: SourceRange, units: number): void {
    if (range.lineno < 0) {
      this.first(EntryKind.None, units);
      return;
    }
    const delta = range.lineno - this.line;
    const column = range.colOffset;
    const endColumn = range.endColOffset;
    if (column < 0 || endColumn < 0) {
      if (range.endLineno === range.lineno || range.endLineno === -1) {
        this.first(EntryKind.NoColumns, units);
        this.signedVarint(delta);
        this.line = range.lineno;
        return;
      }
    } else if (range.endLineno === range.lineno) {
      if (delta === 0 && column < 80 && endColumn - column < 16 && endColumn >= column) {
        this.first(column >> 3, units);
        this.bytes.push(((column & 7) << 4) | (endColumn - column));
        return;
      }
      if (delta >= 0 && delta < 3 && column < 128 && endColumn < 128) {
        this.first(EntryKind.OneLine0 + delta, units);
        this.bytes.push(column, endColumn);
        this.line = range.lineno;
        return;
      }
    }
    this.first(EntryKind.Long, units);
    this.signedVarint(delta);
    this.varint(range.endLineno - range.lineno);
    this.varint(column + 1);
    this.varint(endColumn + 1);
    this.line = range.lineno;
  }

  private first(kind: number, units: number): void {
    this.bytes.push(0x80 | (kind << 3) | (units - 1));
  }

  private varint(value: number): void {
    let left = value;
    while (left >= 64) {
      this.bytes.push(0x40 | (left & 0x3f));
      left >>>= 6;
    }
    this.bytes.push(left);
  }

  private signedVarint(value: number): void {
    this.varint(value < 0 ? (-value << 1) | 1 : value << 1);
  }
}

interface Entry {
  units: number;
  position: CodePosition;
}

const NOWHERE: CodePosition = { line: null, endLine: null, column: null, endColumn: null };

function* entries(linetable: Uint8Array, firstLine: number): Generator<Entry> {
  let at = 0;
  let line = firstLine;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 6) {
      const byte = linetable[at++] ?? 0;
      value |= (byte & 0x3f) << shift;
      if ((byte & 0x40) === 0) return value;
    }
  };
  const signedVarint = (): number => {
    const value = varint();
    return value & 1 ? -(value >> 1) : value >> 1;
  };
  while (at < linetable.length) {
    const first = linetable[at++] ?? 0;
    const units = (first & 7) + 1;
    const kind = (first >> 3) & 15;
    let position = NOWHERE;
    if (kind === EntryKind.NoColumns) {
      line += signedVarint();
      position = { line, endLine: line, column: null, endColumn: null };
    } else if (kind === EntryKind.Long) {
      line += signedVarint();
      const endLine = line + varint();
      const column = varint() - 1;
      const endColumn = varint() - 1;
      position = { line, endLine, column: column < 0 ? null : column, endColumn: endColumn < 0 ? null : endColumn };
    } else if (kind >= EntryKind.OneLine0 && kind < EntryKind.NoColumns) {
      line += kind - EntryKind.OneLine0;
      const column = linetable[at++] ?? 0;
      position = { line, endLine: line, column, endColumn: linetable[at++] ?? 0 };
    } else if (kind < EntryKind.OneLine0) {
      const second = linetable[at++] ?? 0;
      const column = (kind << 3) | (second >> 4);
      position = { line, endLine: line, column, endColumn: column + (second & 15) };
    }
    yield { units, position };
  }
}

interface HasLineTable {
  readonly linetable: Uint8Array;
  readonly firstlineno: number;
}

/** `co_positions()`: for each code unit (caches included), where it comes from. */
export function codePositions(code: HasLineTable): CodePosition[] {
  const positions: CodePosition[] = [];
  for (const { units, position } of entries(code.linetable, code.firstlineno)) {
    for (let i = 0; i < units; i++) positions.push(position);
  }
  return positions;
}

/** `co_lines()`: stretches of code of one line; a line of null has no place in the source. */
export function codeLines(code: HasLineTable): LineRange[] {
  const lines: LineRange[] = [];
  let start = 0;
  let end = 0;
  let current: number | null | undefined;
  for (const { units, position } of entries(code.linetable, code.firstlineno)) {
    if (position.line !== current) {
      if (current !== undefined) lines.push({ start, end, line: current });
      start = end;
      current = position.line;
    }
    end += units * 2;
  }
  if (current !== undefined) lines.push({ start, end, line: current });
  return lines;
}

/** `dis.findlinestarts`: byte offset and line wherever a new line starts. */
export function lineStarts(code: HasLineTable): [offset: number, line: number][] {
  const starts: [number, number][] = [];
  let last: number | null = null;
  for (const { start, line } of codeLines(code)) {
    if (line !== null && line !== last) {
      last = line;
      starts.push([start, line]);
    }
  }
  return starts;
}
