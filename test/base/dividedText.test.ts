/** Surrogates beside each other that are two characters. */
import { describe, expect, it } from 'vitest';
import { dividedContent, isDivided, joinTexts, markDivided } from '../../src/base';

describe('dividedText', () => {
  it('marks a text and takes the mark off', () => {
    const marked = markDivided('a\ud800\udc00');
    expect(isDivided(marked)).toBe(true);
    expect(dividedContent(marked)).toBe('a\ud800\udc00');
    expect(isDivided('a\ud800\udc00')).toBe(false);
    expect(dividedContent('abc')).toBe('abc');
  });

  it('keeps surrogates apart that meet where texts are joined', () => {
    expect(joinTexts(['a', 'b'])).toBe('ab');
    expect(joinTexts(['\ud800', '\udc00'])).toBe(markDivided('\ud800\udc00'));
    expect(joinTexts(['x', markDivided('\ud800\udc00'), 'y'])).toBe(markDivided('x\ud800\udc00y'));
    expect(joinTexts(['\ud800', 'x'])).toBe('\ud800x');
  });

  it('gives up the division beside real pairs', () => {
    expect(joinTexts(['\u{10000}', 'x'])).toBe('\u{10000}x');
    expect(joinTexts(['\u{10000}', '\ud800', '\udc00'])).toBe('\u{10000}\ud800\udc00');
  });
});
