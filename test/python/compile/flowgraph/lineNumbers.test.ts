/** Lines of exits: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('lineNumbers', () => {
  it('agrees with CPython on flowgraph/lineNumbers.py', () => expectSameAsCPython('flowgraph/lineNumbers'));
});
