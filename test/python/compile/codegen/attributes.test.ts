/** Attributes and super(): compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('attributes', () => {
  it('agrees with CPython on codegen/attributes.py', () => expectSameAsCPython('codegen/attributes'));
});
