/** Functions: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('functions', () => {
  it('agrees with CPython on codegen/functions.py', () => expectSameAsCPython('codegen/functions'));
  it('agrees with CPython on codegen/futureAnnotations.py', () => expectSameAsCPython('codegen/futureAnnotations'));
});
