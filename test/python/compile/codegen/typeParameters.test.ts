/** Type parameters and aliases: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('typeParameters', () => {
  it('agrees with CPython on codegen/typeParameters.py', () => expectSameAsCPython('codegen/typeParameters'));
});
