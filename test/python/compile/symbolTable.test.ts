/** Scopes: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('symbolTable', () => {
  it('agrees with CPython on symbolTable.py', () => expectSameAsCPython('symbolTable'));
});
