/** Leaving nested blocks: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('unwinding', () => {
  it('agrees with CPython on codegen/unwinding.py', () => expectSameAsCPython('codegen/unwinding'));
});
