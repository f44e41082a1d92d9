/** What was printed around a moment against the whole output, joined: every cut adds up, whatever the limits. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { printedText } from '../../../src/analysis';
import type { Recording } from '../../../src/recording';
import { loadToolchain, recordSource } from '../../session/toolchainForTests';

let recording: Recording;
beforeAll(async () => {
  const toolchain = await loadToolchain();
  const source = ['import sys', 'for i in range(12):', '    print("line", i)', '    if i % 3 == 0: print("warning", i, file=sys.stderr)', 'print("x" * 500)'];
  const { timeline } = recordSource(toolchain, source.join('\n'));
  if (timeline === null) throw new Error('nothing ran');
  recording = timeline.recording;
});

describe('the output around a moment', () => {
  it('is the end of what came before it and the beginning of what comes after', () => {
    const all = recording.outputs.map(({ text }) => text).join('');
    fc.assert(fc.property(fc.nat(200), fc.nat(700), fc.nat(700), (at, before, after) => {
      const step = at % recording.steps.count;
      const { pieces, shown, characters, cutBefore, cutAfter } = printedText(recording, step, { before, after });
      const printed = recording.outputs.slice(0, recording.steps.outputEnd(step)).map(({ text }) => text).join('');
      const textOf = (some: typeof pieces): string => some.map(({ text }) => text).join('');
      const [head, tail] = [textOf(pieces.slice(0, shown)), textOf(pieces.slice(shown))];
      expect(printed.endsWith(head)).toBe(true);
      expect(head.length).toBe(Math.min(before, printed.length));
      expect(all.slice(printed.length).startsWith(tail)).toBe(true);
      expect(tail.length).toBe(Math.min(after, all.length - printed.length));
      expect(characters).toBe(all.length);
      expect(cutBefore + head.length + tail.length + cutAfter).toBe(all.length);
      for (const { step: made } of pieces.slice(0, shown)) expect(made).toBeLessThan(step);
      for (const { step: made } of pieces.slice(shown)) expect(made).toBeGreaterThanOrEqual(step);
    }), { numRuns: 300 });
  });
});
