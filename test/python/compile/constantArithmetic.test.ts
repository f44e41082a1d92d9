/** Arithmetic ahead of time: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('constantArithmetic', () => {
  it('agrees with CPython on constantArithmetic.py', () => expectSameAsCPython('constantArithmetic'));
});
