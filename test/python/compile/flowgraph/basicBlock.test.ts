/** Blocks: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('basicBlock', () => {
  it('agrees with CPython on flowgraph/basicBlock.py', () => expectSameAsCPython('flowgraph/basicBlock'));
});
