/** co_stacksize: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('stackDepth', () => {
  it('agrees with CPython on flowgraph/stackDepth.py', () => expectSameAsCPython('flowgraph/stackDepth'));
});
