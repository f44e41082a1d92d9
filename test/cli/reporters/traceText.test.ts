import { expect, it } from 'vitest';
import { traceText } from '../../../src/cli/reporters/traceText';

const row = { step: 7, event: 'line', line: 12, functionName: 'f', file: null, counts: new Map(), output: '' } as const;

it('writes one line per step', () => {
  expect(traceText({ ...row, counts: new Map<string, number | 'freed'>([['a', 2], ['b', 'freed']]) }))
    .toBe('     7 line         12  f                    a 2 · b freed\n');
  expect(traceText(row)).toBe('     7 line         12  f\n');
  expect(traceText({ ...row, event: 'end', line: null, functionName: '' })).toBe('     7 end\n');
  expect(traceText({ ...row, file: 'lib.py' })).toBe('     7 line         12  f (lib.py)\n');
});
