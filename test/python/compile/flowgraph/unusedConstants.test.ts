/** Constants left: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('unusedConstants', () => {
  it('agrees with CPython on flowgraph/unusedConstants.py', () => expectSameAsCPython('flowgraph/unusedConstants'));
});
