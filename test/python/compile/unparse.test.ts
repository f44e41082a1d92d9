/** Annotations as text: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('unparse', () => {
  it('agrees with CPython on unparse.py', () => expectSameAsCPython('unparse'));
});
