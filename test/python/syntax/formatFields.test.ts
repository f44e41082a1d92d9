import { describe, expect, it } from 'vitest';
import { debugText } from '../../../src/python/syntax/formatFields';

describe('debugText', () => {
  it('keeps blanks and drops comments', () => {
    expect(debugText(' a + b = ')).toBe(' a + b = ');
    expect(debugText('a # comment\n  =')).toBe('a \n  =');
    expect(debugText("f('#') # x\n=")).toBe("f('#') \n=");
  });
});
