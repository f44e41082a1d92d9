/** Classes: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('classes', () => {
  it('agrees with CPython on codegen/classes.py', () => expectSameAsCPython('codegen/classes'));
});
