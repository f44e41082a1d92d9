/** SWAPs: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('swaps', () => {
  it('agrees with CPython on flowgraph/swaps.py', () => expectSameAsCPython('flowgraph/swaps'));
});
