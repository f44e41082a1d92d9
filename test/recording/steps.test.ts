import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { StepKind, StepTable } from '../../src/recording';

it('gives back what a step was recorded with, and finds the moment of an output', () => {
  const step = fc.record({
    kind: fc.constantFrom(StepKind.Call, StepKind.Line, StepKind.Return, StepKind.Exception, StepKind.End),
    line: fc.nat(100_000), frame: fc.nat(), changes: fc.nat(9), written: fc.nat(3),
    counts: fc.tuple(fc.nat(100_000), fc.nat(12), fc.nat(32_000)),
  });
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 50 }), (records) => {
    const table = new StepTable();
    let changeEnd = 0;
    let outputEnd = 0;
    const outputEnds = records.map(({ kind, line, frame, changes, written, counts }, i) => {
      changeEnd += changes;
      outputEnd += written;
      expect(table.add(kind, line, frame, changeEnd, i, 2 * i, outputEnd, ...counts)).toBe(i);
      expect([table.kind(i), table.line(i), table.frame(i), table.changeEnd(i), table.entityEnd(i), table.deathEnd(i), table.outputEnd(i)])
        .toEqual([kind, line, frame, changeEnd, i, 2 * i, outputEnd]);
      expect(table.counts(i)).toEqual(counts);
      return outputEnd;
    });
    for (let output = 0; output < outputEnd; output++) {
      expect(table.momentOfOutput(output)).toBe(outputEnds.findIndex((end) => end > output));
    }
  }));
});
