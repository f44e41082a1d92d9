import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutText, TEXT_LIMIT } from '../../src/recording';

it('cuts long texts without breaking a character', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
    const cut = cutText(text);
    expect(cut.length).toBeLessThanOrEqual(TEXT_LIMIT);
    // A broken pair doesn't survive UTF-8.
    expect(Buffer.from(cut).toString()).toBe(cut);
    if (text.length <= TEXT_LIMIT) expect(cut).toBe(text);
    else expect(text.startsWith(cut.slice(0, -1))).toBe(true);
  }));
});
