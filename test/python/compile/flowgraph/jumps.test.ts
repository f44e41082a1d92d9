/** Jump distances: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('jumps', () => {
  it('agrees with CPython on flowgraph/jumps.py', () => expectSameAsCPython('flowgraph/jumps'));
});
