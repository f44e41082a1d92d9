import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, widthOf } from '../../src/base';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '漢', '🙂', '-'), minLength: 1, maxLength: 9 });
const words = fc.array(word, { maxLength: 30 }).map((list) => list.join(' '));

describe('widths', () => {
  it('count columns: wide characters two, marks and colours none', () => {
    expect([widthOf('abc'), widthOf('漢字'), widthOf('e\u0301'), widthOf('\u001b[1mab\u001b[0m'), widthOf('🙂')]).toEqual([3, 4, 1, 2, 2]);
  });

  it('cut texts fit, and end in an ellipsis when something is missing', () => {
    fc.assert(fc.property(words, fc.integer({ min: 2, max: 40 }), (text, width) => {
      const kept = cut(text, width);
      expect(widthOf(kept)).toBeLessThanOrEqual(width);
      expect(kept === text || kept.endsWith('…')).toBe(true);
      expect(kept === text).toBe(widthOf(text) <= width);
    }));
  });
});
