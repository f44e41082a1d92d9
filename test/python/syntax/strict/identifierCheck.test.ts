import { describe, expect, it } from 'vitest';
import { identifierProblem } from '../../../../src/python/syntax/strict/identifierCheck';

describe('identifierProblem', () => {
  it('lets letters of any script be', () => {
    expect(['é', 'имя', '变量', '𝐱1', '_x\u0301'].map(identifierProblem)).toEqual([null, null, null, null, null]);
  });

  it('names the first character that is none', () => {
    expect(identifierProblem('a€b')).toEqual({ offset: 1, message: "invalid character '€' (U+20AC)" });
    expect(identifierProblem('a\u200bb')).toEqual({ offset: 1, message: 'invalid non-printable character U+200B' });
    expect(identifierProblem('\u0301x')).toEqual({ offset: 0, message: "invalid character '\u0301' (U+0301)" });
  });
});
