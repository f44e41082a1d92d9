/** `from __future__` imports. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('futureFeatures', () => {
  it('agrees with CPython on futureFeatures.py', () => expectSameAsCPython('futureFeatures'));
});
