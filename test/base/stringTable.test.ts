import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { StringTable } from '../../src/base';

it('numbers each different string once', () => {
  fc.assert(fc.property(fc.array(fc.string()), (texts) => {
    const table = new StringTable();
    const ids = texts.map((text) => table.add(text));
    texts.forEach((text, i) => {
      expect(table.get(ids[i] as number)).toBe(text);
      expect(table.find(text)).toBe(ids[i]);
    });
    expect(table.size).toBe(new Set(['', ...texts]).size);
    expect(table.find('\u0000never')).toBe(-1);
  }));
});
