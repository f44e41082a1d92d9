/** f-strings: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('formattedStrings', () => {
  it('agrees with CPython on codegen/formattedStrings.py', () => expectSameAsCPython('codegen/formattedStrings'));
});
