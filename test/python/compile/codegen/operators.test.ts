/** Operators: compared with CPython's recorded code objects. */
import { describe, it } from 'vitest';
import { expectSameAsCPython } from '../comparisonCorpus';

describe('operators', () => {
  it('agrees with CPython on codegen/operators.py', () => expectSameAsCPython('codegen/operators'));
});
