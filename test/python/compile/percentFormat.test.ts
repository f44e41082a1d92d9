/** % formatting: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('percentFormat', () => {
  it('agrees with CPython on percentFormat.py', () => expectSameAsCPython('percentFormat'));
});
