/** The exception table: CPython's read and written again, and round trips of arbitrary ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeExceptionTable, encodeExceptionTable } from '../../../src/python/bytecode';
import { recordedTables as recorded } from './recordedTables';

describe('exception table', () => {
  it('is read and written as in CPython', () => {
    const withHandlers = recorded.filter(({ handlers }) => handlers.length > 0);
    expect(withHandlers.length).toBeGreaterThan(5);
    for (const { exceptiontable, handlers } of withHandlers) {
      const bytes = Uint8Array.from(Buffer.from(exceptiontable, 'hex'));
      const entries = decodeExceptionTable(bytes);
      // dis counts bytes, the table counts code units.
      expect(entries.map((e) => [e.start * 2, e.end * 2, e.target * 2, e.depth, e.lasti])).toEqual(handlers);
      expect(encodeExceptionTable(entries)).toEqual(bytes);
    }
  });

  it('keeps any numbers', () => {
    const entry = fc.record({
      start: fc.nat(0x3fff_ffff), length: fc.nat(0x3fff_ffff), target: fc.nat(0x3fff_ffff), depth: fc.nat(0x1fff_ffff), lasti: fc.boolean(),
    }).map(({ start, length, ...rest }) => ({ ...rest, start, end: start + length }));
    fc.assert(fc.property(fc.array(entry), (entries) => {
      expect(decodeExceptionTable(encodeExceptionTable(entries))).toEqual(entries);
    }));
  });
});
