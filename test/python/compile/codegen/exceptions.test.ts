/** try, raise, assert: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('exceptions', () => {
  it('agrees with CPython on codegen/exceptions.py', () => expectSameAsCPython('codegen/exceptions'));
});
