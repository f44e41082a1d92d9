/** Statements of all kinds: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('statements', () => {
  it('agrees with CPython on codegen/statements.py', () => expectSameAsCPython('codegen/statements'));
});
