/** Cold code at the end: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('coldBlocks', () => {
  it('agrees with CPython on flowgraph/coldBlocks.py', () => expectSameAsCPython('flowgraph/coldBlocks'));
});
