/**
 * The exception table of a code object (`co_exceptiontable`): which handler covers which instructions.
 *
 * In: entries, or an encoded table. Out: the other one. After CPython Python/assemble.c
 * (assemble_emit_exception_table_*), Lib/dis.py and Objects/exception_handling_notes.txt.
 */

/** Offsets count code units of two bytes; `end` is exclusive. */
export interface ExceptionTableEntry {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  /** Height to which the stack is cut before the exception is pushed. */
  readonly depth: number;
  /** Whether the offset of the raising instruction is pushed before the exception. */
  readonly lasti: boolean;
}

const START_BIT = 0x80;
const CONTINUATION_BIT = 0x40;

function writeItem(bytes: number[], value: number, startBit: number): void {
  let shift = 24;
  while (shift > 0 && value < 1 << shift) shift -= 6;
  let marker = startBit;
  for (; shift > 0; shift -= 6) {
    bytes.push(((value >> shift) & 0x3f) | CONTINUATION_BIT | marker);
    marker = 0;
  }
  bytes.push((value & 0x3f) | marker);
}

export function encodeExceptionTable(entries: readonly ExceptionTableEntry[]): Uint8Array {
  const bytes: number[] = [];
  for (const entry of entries) {
    writeItem(bytes, entry.start, START_BIT);
    writeItem(bytes, entry.end - entry.start, 0);
    writeItem(bytes, entry.target, 0);
    writeItem(bytes, (entry.depth << 1) | (entry.lasti ? 1 : 0), 0);
  }
  return Uint8Array.from(bytes);
}

export function decodeExceptionTable(table: Uint8Array): ExceptionTableEntry[] {
  const entries: ExceptionTableEntry[] = [];
  let at = 0;
  const item = (): number => {
    let byte = table[at++] ?? 0;
    let value = byte & 0x3f;
    while ((byte & CONTINUATION_BIT) !== 0) {
      byte = table[at++] ?? 0;
      value = (value << 6) | (byte & 0x3f);
    }
    return value;
  };
  while (at < table.length) {
    const start = item();
    const end = start + item();
    const target = item();
    const depthAndLasti = item();
    entries.push({ start, end, target, depth: depthAndLasti >> 1, lasti: (depthAndLasti & 1) === 1 });
  }
  return entries;
}
