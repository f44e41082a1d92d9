/** Which constants are the same: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from './comparisonCorpus';

describe('constantKeys', () => {
  it('agrees with CPython on constantKeys.py', () => expectSameAsCPython('constantKeys'));
});
