/** Sums and peaks of allocation traces; equal tracebacks are one. */
import { describe, expect, it } from 'vitest';
import { TraceTable } from '../../../../src/python/memory/allocator/traces';
import type { PyObject } from '../../../../src/python/memory';

const filename = { refcnt: 1 } as PyObject;

describe('TraceTable', () => {
  it('adds up live blocks and remembers the peak', () => {
    const table = new TraceTable(1, () => ({ frames: [{ filename, line: 3 }], total: 1 }));
    table.add(1, 100, table.captureTraceback());
    table.add(2, 50, table.captureTraceback());
    table.remove(1);
    expect([table.traced, table.peak]).toEqual([50, 150]);
    table.resetPeak();
    expect(table.peak).toBe(50);
    expect(table.get(1)).toBeNull();
  });

  it('shares equal tracebacks and holds each file name once', () => {
    const table = new TraceTable(1, () => ({ frames: [{ filename, line: 3 }], total: 1 }));
    const before = filename.refcnt;
    expect(table.captureTraceback()).toBe(table.captureTraceback());
    expect(filename.refcnt).toBe(before + 1);
    expect(table.clear()).toEqual([filename]);
  });

  it('moves a trace to where its block became another object', () => {
    let line = 1;
    const table = new TraceTable(1, () => ({ frames: [{ filename, line }], total: 1 }));
    table.add(7, 56, table.captureTraceback());
    line = 2;
    table.renew(7);
    expect(table.get(7)).toMatchObject({ size: 56, traceback: { frames: [{ line: 2 }] } });
  });
});
