import { describe, expect, it } from 'vitest';
import { makeStyle, styleFor, type TerminalFacts } from '../../../src/cli/text/style';

const terminal = (more: Partial<TerminalFacts> = {}): TerminalFacts => ({ isTerminal: true, columns: 100, environment: {}, ...more });
const isColoured = (facts: TerminalFacts, wish: 'auto' | 'always' | 'never' = 'auto'): boolean => styleFor(facts, wish, undefined).paint('name', 'a') !== 'a';

describe('colours', () => {
  it('are for terminals, unless somebody says otherwise', () => {
    expect(isColoured(terminal())).toBe(true);
    expect(isColoured(terminal({ isTerminal: false }))).toBe(false);
    expect(isColoured(terminal({ environment: { NO_COLOR: '1' } }))).toBe(false);
    expect(isColoured(terminal({ environment: { NO_COLOR: '' } }))).toBe(true);
    expect(isColoured(terminal({ environment: { TERM: 'dumb' } }))).toBe(false);
    expect(isColoured(terminal({ isTerminal: false, environment: { FORCE_COLOR: '1' } }))).toBe(true);
    expect(isColoured(terminal({ isTerminal: false, environment: { NO_COLOR: '1', FORCE_COLOR: '1' } }))).toBe(false);
    expect(isColoured(terminal({ isTerminal: false, environment: { NO_COLOR: '1' } }), 'always')).toBe(true);
    expect(isColoured(terminal(), 'never')).toBe(false);
  });

  it('leave empty texts alone and end where they began', () => {
    const { paint } = makeStyle(80, true);
    expect(paint('bad', '')).toBe('');
    expect(paint('heading', 'x')).toBe('\u001b[1mx\u001b[0m');
  });
});

describe('the width', () => {
  it("is what was asked for, the terminal's, or 80, within reason", () => {
    expect([
      styleFor(terminal(), 'auto', 120).width, styleFor(terminal(), 'auto', undefined).width,
      styleFor(terminal({ columns: undefined }), 'auto', undefined).width, styleFor(terminal({ columns: 5 }), 'auto', undefined).width,
      styleFor(terminal({ columns: 500 }), 'auto', undefined).width,
    ]).toEqual([120, 100, 80, 40, 160]);
  });
});
