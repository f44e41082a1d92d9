/** Optimisations in a block: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('optimizeBlock', () => {
  it('agrees with CPython on flowgraph/optimizeBlock.py', () => expectSameAsCPython('flowgraph/optimizeBlock'));
});
