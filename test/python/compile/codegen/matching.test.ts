/** match: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('matching', () => {
  it('agrees with CPython on codegen/matching.py', () => expectSameAsCPython('codegen/matching'));
});
