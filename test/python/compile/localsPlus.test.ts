/** Slots: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('localsPlus', () => {
  it('agrees with CPython on localsPlus.py', () => expectSameAsCPython('localsPlus'));
});
