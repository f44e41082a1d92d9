/** Comprehensions: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('comprehensions', () => {
  it('agrees with CPython on codegen/comprehensions.py', () => expectSameAsCPython('codegen/comprehensions'));
});
