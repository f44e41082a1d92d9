/** Subscripts and slices: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('subscripts', () => {
  it('agrees with CPython on codegen/subscripts.py', () => expectSameAsCPython('codegen/subscripts'));
});
