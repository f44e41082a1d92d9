/** LOAD_FAST_CHECK: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('uncheckedLocals', () => {
  it('agrees with CPython on flowgraph/uncheckedLocals.py', () => expectSameAsCPython('flowgraph/uncheckedLocals'));
});
