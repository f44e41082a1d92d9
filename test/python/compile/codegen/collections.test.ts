/** Displays and unpacking: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('collections', () => {
  it('agrees with CPython on codegen/collections.py', () => expectSameAsCPython('codegen/collections'));
});
