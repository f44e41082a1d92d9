/** Calls: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('calls', () => {
  it('agrees with CPython on codegen/calls.py', () => expectSameAsCPython('codegen/calls'));
});
