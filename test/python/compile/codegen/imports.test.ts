/** Imports: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('imports', () => {
  it('agrees with CPython on codegen/imports.py', () => expectSameAsCPython('codegen/imports'));
});
