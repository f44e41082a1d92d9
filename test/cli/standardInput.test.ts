import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineReader } from '../../src/cli/standardInput';

it('reads lines however the bytes come in', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', ''))), fc.boolean(), fc.integer({ min: 1, max: 7 }),
    (lines, endsWithNewline, most) => {
      const text = lines.join('\n') + (endsWithNewline && lines.length > 0 ? '\n' : '');
      let bytes = Buffer.from(text);
      const readLine = lineReader((buffer) => {
        const taken = bytes.subarray(0, most);
        bytes = bytes.subarray(most);
        buffer.set(taken);
        return taken.length;
      });
      const expected = text.split('\n');
      if (expected[expected.length - 1] === '') expected.pop();
      const read: string[] = [];
      for (let line = readLine(); line !== null; line = readLine()) read.push(line);
      // A byte order mark at the very start belongs to the encoding.
      expect(read.join('\n').replace(/^\ufeff/, '')).toBe(expected.join('\n').replace(/^\ufeff/, ''));
    }));
});
