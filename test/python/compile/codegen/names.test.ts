/** Names in all scopes: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('names', () => {
  it('agrees with CPython on codegen/names.py', () => expectSameAsCPython('codegen/names'));
});
