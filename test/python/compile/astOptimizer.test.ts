/** Constant folding: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('astOptimizer', () => {
  it('agrees with CPython on astOptimizer.py', () => expectSameAsCPython('astOptimizer'));
});
