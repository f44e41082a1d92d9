/** with: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('contextManagers', () => {
  it('agrees with CPython on codegen/contextManagers.py', () => expectSameAsCPython('codegen/contextManagers'));
});
