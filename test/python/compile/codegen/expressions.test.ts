/** Expressions of all kinds: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('expressions', () => {
  it('agrees with CPython on codegen/expressions.py', () => expectSameAsCPython('codegen/expressions'));
});
