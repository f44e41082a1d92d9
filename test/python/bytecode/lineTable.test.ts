/** The position table: CPython's tables read and written again, and round trips of arbitrary ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineTableWriter, codeLines, codePositions, lineStarts, type SourceRange } from '../../../src/python/bytecode';
import { recordedTables as recorded } from './recordedTables';

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('reading', () => {
  it.each(recorded)('gives CPython\'s positions and lines (first line $firstlineno)', (table) => {
    const code = { linetable: bytesOf(table.linetable), firstlineno: table.firstlineno };
    const positions = codePositions(code).map((p) => [p.line, p.endLine, p.column, p.endColumn]);
    expect(positions).toEqual(table.positions);
    expect(codeLines(code).map(({ start, end, line }) => [start, end, line])).toEqual(table.lines);
    expect(lineStarts(code)).toEqual(table.linestarts);
  });
});

const range: fc.Arbitrary<SourceRange> = fc.oneof(
  fc.constant({ lineno: -1, endLineno: -1, colOffset: -1, endColOffset: -1 }),
  fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(20), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 })).map(
    ([lineno, lines, colOffset, endColOffset]) => ({ lineno, endLineno: lineno + lines, colOffset, endColOffset }),
  ),
  fc.integer({ min: 1, max: 5000 }).map((lineno) => ({ lineno, endLineno: lineno, colOffset: -1, endColOffset: -1 })),
);

describe('writing', () => {
  it('gives back what was written', () => {
    const runs = fc.array(fc.tuple(range, fc.integer({ min: 1, max: 30 })), { maxLength: 20 });
    fc.assert(fc.property(runs, fc.integer({ min: 1, max: 5000 }), (entries, firstlineno) => {
      const writer = new LineTableWriter(firstlineno);
      for (const [source, units] of entries) writer.add(source, units);
      const orNull = (value: number): number | null => (value < 0 ? null : value);
      const expected = entries.flatMap(([source, units]) => Array.from({ length: units }, () => ({
        line: orNull(source.lineno), endLine: orNull(source.endLineno),
        column: orNull(source.colOffset), endColumn: orNull(source.endColOffset),
      })));
      expect(codePositions({ linetable: writer.finish(), firstlineno })).toEqual(expected);
    }));
  });
});
