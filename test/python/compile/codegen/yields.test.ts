/** yield and await: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('yields', () => {
  it('agrees with CPython on codegen/yields.py', () => expectSameAsCPython('codegen/yields'));
});
