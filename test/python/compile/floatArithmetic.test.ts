/** Floats and complex numbers: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('floatArithmetic', () => {
  it('agrees with CPython on floatArithmetic.py', () => expectSameAsCPython('floatArithmetic'));
});
