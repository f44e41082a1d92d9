import { describe, expect, it } from 'vitest';
import { bytesChange, change, plural, sizeText } from '../../../media/panel/timeline/comparisonWords';

describe('numbers of a comparison', () => {
  it('have their sign in front', () => {
    expect([change(3), change(-2), change(0), change(12345)]).toEqual(['+3', '−2', '±0', '+12,345']);
    expect([bytesChange(0), bytesChange(-640), bytesChange(20480)]).toEqual(['±0 B', '−640 B', '+20 KiB']);
  });

  it('have units where they are large', () => {
    expect([sizeText(0), sizeText(10239), sizeText(10240), sizeText(10 * 1024 * 1024)]).toEqual(['0 B', '10,239 B', '10 KiB', '10 MiB']);
    expect([plural(1, 'object'), plural(0, 'object')]).toEqual(['1 object', '0 objects']);
  });
});
