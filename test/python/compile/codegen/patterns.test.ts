/** Patterns: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('patterns', () => {
  it('agrees with CPython on codegen/patterns.py', () => expectSameAsCPython('codegen/patterns'));
});
