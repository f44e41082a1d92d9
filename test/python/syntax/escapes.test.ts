import { describe, expect, it } from 'vitest';
import { EscapeProblem, decodeBytes, decodeText } from '../../../src/python/syntax/escapes';
import { characterByName } from './loadParser';

function text(raw: string, following = ''): { value: string | EscapeProblem; warnings: string[] } {
  const warnings: string[] = [];
  return { value: decodeText(raw, characterByName, (message) => warnings.push(message), following), warnings };
}

describe('decodeText', () => {
  it('knows every escape', () => {
    expect(text(String.raw`\\\'\"\a\b\f\n\r\t\v\0\12\1234\x41\u00e9\U0001F600\N{EM DASH}`)).toEqual({
      value: '\\\'"\x07\b\f\n\r\t\v\0\nS4Aé😀\u2014', warnings: [],
    });
    expect(text('a\\\nb').value).toBe('ab');
  });

  it('keeps what is no escape, and warns once', () => {
    expect(text(String.raw`\d\w`)).toEqual({ value: '\\d\\w', warnings: ["invalid escape sequence '\\d'"] });
    expect(text(String.raw`\400`)).toEqual({ value: '\u0100', warnings: ["invalid octal escape sequence '\\400'"] });
    expect(text('\\é')).toEqual({ value: '\\é', warnings: [] });
    expect(text('\\', '{')).toEqual({ value: '\\', warnings: ["invalid escape sequence '\\{'"] });
  });

  it('counts positions as CPython does, ten for a character beyond ASCII', () => {
    expect(text('é\\x4')).toMatchObject({ value: {
      message: "(unicode error) 'unicodeescape' codec can't decode bytes in position 10-12: truncated \\xXX escape",
    } });
    expect(text('\\N{nobody}')).toMatchObject({ value: {
      message: "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: unknown Unicode character name",
    } });
  });
});

describe('decodeBytes', () => {
  it('decodes, and leaves raw bytes alone', () => {
    const warnings: string[] = [];
    expect(decodeBytes(String.raw`a\x00\377\n\q\u0041`, false, (message) => warnings.push(message)))
      .toEqual(Uint8Array.from([97, 0, 255, 10, 92, 113, 92, 117, 48, 48, 52, 49]));
    expect(warnings).toEqual(["invalid escape sequence '\\q'"]);
    expect(decodeBytes(String.raw`\x`, true, () => undefined)).toEqual(Uint8Array.from([92, 120]));
  });

  it('says where a byte is cut short', () => {
    expect(decodeBytes(String.raw`ab\x1`, false, () => undefined))
      .toEqual(new EscapeProblem('(value error) invalid \\x escape at position 2'));
  });
});
