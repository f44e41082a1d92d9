/** Caches, tables, positions: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('assembleUnit', () => {
  it('agrees with CPython on assembleUnit.py', () => expectSameAsCPython('assembleUnit'));
});
