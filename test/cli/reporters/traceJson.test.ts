import { expect, it } from 'vitest';
import { traceJson } from '../../../src/cli/reporters/traceJson';

it('writes one object per line', () => {
  const row = { step: 7, event: 'line', line: 12, functionName: 'f', file: null, counts: new Map([['a', 2]]), output: 'x\n' } as const;
  const text = traceJson(row);
  expect(text.split('\n')).toHaveLength(2);
  expect(JSON.parse(text)).toEqual({ step: 7, event: 'line', line: 12, function: 'f', refcounts: { a: 2 }, output: 'x\n' });
  expect(JSON.parse(traceJson({ ...row, file: 'lib.py', output: '' }))).toEqual({
    step: 7, event: 'line', line: 12, function: 'f', file: 'lib.py', refcounts: { a: 2 },
  });
});
